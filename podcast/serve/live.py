"""Live reload: the script that the server adds to pages, and the events that reload them after a build.

None of it is in the files: published pages know nothing of this server.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

from podcast.serve.paths import published
from podcast.structs import Frozen

PATH = "/.live"
"""It cannot clash, as no published path begins with a dot."""

LOOK_SECONDS = 0.25
ALIVE_LOOKS = 60
"""A keep-alive is sent after so many checks, lest proxies or sleeping phones drop the connection."""

SHOWN = re.compile(rb"""\bsrc\s*=\s*["']([^"'#?]+)""")
"""What a page loads: sound, transcript, pictures; links do not count."""

SCRIPT = """<script>
(() => {
  const player = document.querySelector("audio");
  const key = `live ${location.pathname}`;
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  sessionStorage.removeItem(key);
  if (player && kept) {
    const resume = () => {
      player.currentTime = Math.min(kept.time, player.duration || kept.time);
      if (kept.playing) player.play().catch(() => {});
    };
    player.preload = "metadata";
    if (player.readyState) resume();
    else player.addEventListener("loadedmetadata", resume, { once: true });
  }
  new EventSource(ADDRESS).onmessage = () => {
    if (player && player.currentTime) {
      const state = { time: player.currentTime, playing: !player.paused };
      sessionStorage.setItem(key, JSON.stringify(state));
    }
    location.reload();
  };
})();
</script>
"""


class Live(Frozen):
    """Watches open pages. While `busy`, files are being written and nothing is compared."""

    audio: Path
    busy: Callable[[], bool]

    def version(self, path: str) -> str:
        """A hash of everything the page at the requested `path` shows; "" if there is no such page."""
        file = published(self.audio, path)
        try:
            text = file.read_bytes() if file else b""
        except OSError:
            return ""
        return self._hash(path, text) if text else ""

    def _hash(self, path: str, text: bytes) -> str:
        digest = hashlib.sha256(text)
        for name in SHOWN.findall(text):
            aim = urljoin(path, name.decode("utf-8", "replace"))
            file = published(self.audio, unquote(aim)) if aim.startswith("/") else None
            if file and file.is_file():
                stamp = file.stat()
                digest.update(f"{aim} {stamp.st_size} {stamp.st_mtime_ns}".encode())
        return digest.hexdigest()[:32]

    def page(self, path: str, text: bytes) -> bytes:
        """The page with the script that reloads it once its version changes."""
        address = f"{PATH}?page={quote(path)}&v={self._hash(path, text) if text else ''}"
        script = SCRIPT.replace("ADDRESS", json.dumps(address)).encode()
        before, end, after = text.rpartition(b"</body>")
        return before + script + end + after if end else text + script

    async def events(self, path: str, held: str) -> AsyncIterator[str]:
        """Server-sent events: one, as soon as the page's version differs from `held` and has settled."""
        yield "retry: 500\n\n"
        looks, last = 0, held
        while True:
            now = held if self.busy() else await asyncio.to_thread(self.version, path)
            if now and now == last != held:
                yield f"data: {now}\n\n"
                return
            last, looks = now, looks + 1
            if looks % ALIVE_LOOKS == 0:
                yield ": alive\n\n"
            await asyncio.sleep(LOOK_SECONDS)
