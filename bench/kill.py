"""Builds killed at any moment: what is published stays whole, and the next build makes all of it good.

    python bench/kill.py [--rounds N] [--seed N] [--patience N]

In each round an author edits, renames or adds to episodes, or removes `audio/`, and the build is ended at a
random time: by KILL, TERM or HUP, of all its processes one by one or of the first alone. In some rounds two
builds run at once, of which one is ended. While they run and after it every file that a feed names must be
there, as long as the feed says, and no feed may lack an episode that was in it; no process may be left after
two seconds, which `--patience` multiplies for a busy machine. After every tenth round, one undisturbed build
must give byte for byte what a first build in another folder gives. Exits 1 where it does not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent.parent
PODCAST = [sys.executable, "-m", "podcast"]
SECTIONS = 4
ENDS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)


def script(name: str, edit: int) -> str:
    """Sections of which one differs from edit to edit, in its length too."""
    parts = [
        f"## الباب {n}\n\nهذه الجملة الأولى من الباب رقم {n} في {name}، وفيها وقفة. وهذه الثانية.\n"
        for n in range(1, SECTIONS + 1)
    ]
    parts[edit % SECTIONS] += "\nوأضيفت هنا جملة أخرى." * (edit % 7) + f"\nفي المرة رقم {edit}.\n"
    return f"# حلقة {name}\n\n" + "\n".join(parts)


def new_root(folder: Path) -> Path:
    (folder / "script").mkdir(parents=True)
    settings = 'title = "اختبار"\nbase_url = "https://example.org/p/"\nengine = "espeak"\n'
    (folder / "script/show.toml").write_text(settings, encoding="utf-8")
    return folder


def write(root: Path, number: int, name: str, edit: int) -> None:
    path = root / f"script/2025-01-0{number}-{name}.md"
    path.write_text(script(f"{number}", edit), encoding="utf-8")


MARK = "RAWI_KILL_BENCH"
"""In the environment of a build and of all that it starts: its number here, by which they are found."""


def start(root: Path, *episodes: str) -> subprocess.Popen[bytes]:
    started[0] += 1
    return subprocess.Popen(
        [*PODCAST, "-C", str(root), "build", "-q", "--jobs", "2", *episodes],
        env=os.environ | {MARK: f"{os.getpid()}-{started[0]}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(root: Path) -> float:
    """A build left alone; the seconds it took."""
    begun = time.perf_counter()
    process = start(root)
    _, said = process.communicate()
    if process.returncode:
        sys.exit(f"an undisturbed build failed:\n{said.decode()}")
    return time.perf_counter() - begun


def ended(
    root: Path, after: float, how: signal.Signals, *, everyone: bool, beside: str = ""
) -> list[str]:
    """A build ended after so many seconds; what is left of it after two more, and what it said.

    `beside` is an episode that another build makes at the same time: that one has to end well.
    """
    process = start(root)
    mark = f"{os.getpid()}-{started[0]}"
    other = start(root, beside) if beside else None
    found = watched(root, after)
    for one in alive(mark) if everyone else [process.pid]:
        with suppress(ProcessLookupError):
            os.kill(one, how)
    process.wait()
    if left := outliving(mark):
        found.append(f"{left} processes outlived their build ({how.name})")
    said = process.stderr.read().decode() if process.stderr else ""
    if other:
        _, told = other.communicate(timeout=120)
        said += told.decode()
        if other.returncode:
            found.append(f"the build beside it ended with {other.returncode}: {told.decode()}")
    if "Traceback" in said or "leaked" in said:
        found.append(f"{how.name}: {said}")
    return found


started = [0]


def outliving(mark: str) -> int:
    """How many processes of a build are left a while after its end; none of them is, after that."""
    deadline = time.monotonic() + 2 * patience[0]
    while left := alive(mark):
        if time.monotonic() > deadline:
            for one in left:
                os.kill(one, signal.SIGKILL)
            return len(left)
        time.sleep(0.02)
    return 0


STEP = 1.0
"""Seconds that a step may take: moves, each of which a busy disk may hold up."""

patience = [1.0]
"""By how much a busy machine may be slower than that, and with the end of processes."""

longest = [0.0]
"""Seconds for which a feed and a file did not agree, at most, while nothing was killed."""


def watched(root: Path, seconds: float) -> list[str]:
    """What a listener runs into for so many seconds."""
    end, since = time.monotonic() + seconds, 0.0
    while (now := time.monotonic()) < end:
        found = faults(root)
        since = (since or now) if found else 0.0
        longest[0] = max(longest[0], now - since if since else 0.0)
        if longest[0] > STEP * patience[0]:
            return [f"while it was built: {fault}" for fault in found]
        time.sleep(0.0005 if found else max(0.0, min(0.01, end - now)))
    return []


def alive(mark: str) -> list[int]:
    """A build and the processes that it has started, whatever session they are in."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"{MARK}={mark}\0".encode() in entry.read_bytes():
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def faults(root: Path) -> list[str]:
    """What a listener could run into now."""
    audio = root / "audio"
    found = []
    for feed in (audio / "feed.xml", *audio.glob("*/feed.xml")):
        try:
            told = feed.read_bytes()
        except FileNotFoundError:
            continue
        for enclosure in ET.fromstring(told).iter("enclosure"):
            path = audio / urlsplit(enclosure.attrib["url"]).path.removeprefix("/p/")
            size = path.stat().st_size if path.is_file() else -1
            if size != int(enclosure.attrib["length"]):
                length = enclosure.attrib["length"]
                found.append(
                    f"{feed.relative_to(audio)}: {path.name} has {size} bytes, not {length}"
                )
    return found


def guids(root: Path) -> set[str]:
    """The episodes that apps would find in the feed."""
    feed = root / "audio/feed.xml"
    return {str(one.text) for one in ET.parse(feed).iter("guid")} if feed.is_file() else set()


def digests(root: Path) -> dict[str, str]:
    audio = root / "audio"
    paths = (path for path in sorted(audio.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(audio)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
        if not any(part.startswith(".") for part in path.relative_to(audio).parts)
    }


class Author:
    """Two episodes, what they are called and how often each was edited."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance
        self.names = {1: "one", 2: "two"}
        self.edits = {1: 0, 2: 0}
        for number in self.names:
            self._write(number)

    def _write(self, number: int) -> None:
        write(self.root, number, self.names[number], self.edits[number])

    def works(self, turn: int) -> str:
        """Does something, and says what."""
        what = self.chance.choice(["edit", "both", "rename", "rename and edit", "beside", "empty"])
        one = self.chance.choice([1, 2])
        for number in (1, 2) if what in ("both", "beside") else (one,):
            if what != "rename":
                self.edits[number] += 1
                self._write(number)
        if what.startswith("rename"):
            old = self.root / f"script/2025-01-0{one}-{self.names[one]}.md"
            self.names[one] = f"name{turn}"
            old.rename(self.root / f"script/2025-01-0{one}-{self.names[one]}.md")
        if what == "empty":
            shutil.rmtree(self.root / "audio", ignore_errors=True)
        return what


def rounds(work: Path, count: int, chance: random.Random) -> tuple[list[str], Counter[str]]:
    root = new_root(work / "killed")
    author = Author(root, chance)
    whole = finished(root)
    done: Counter[str] = Counter()
    for turn in range(1, count + 1):
        known = guids(root)
        what, how = author.works(turn), chance.choice(ENDS)
        after, everyone = chance.uniform(0.02, whole * 1.1), chance.random() < 0.7
        done[what] += 1
        one = chance.choice([1, 2])
        beside = f"2025-01-0{one}-{author.names[one]}" if what == "beside" else ""
        found = ended(root, after, how, everyone=everyone, beside=beside) + faults(root)
        now = guids(root)
        if what != "empty" and not known <= now:
            found.append(f"the feed has lost {known - now}")
        if (not found and turn % 10 == 0) or turn == count:
            found += differing(root, work / "clean")
        if found:
            return [f"round {turn} ({what}, {how.name}): {fault}" for fault in found], done
    return [], done


def differing(root: Path, clean: Path) -> list[str]:
    """What a build left alone makes otherwise than a first one elsewhere."""
    finished(root)
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root / "script", clean / "script")
    finished(clean)
    left, right = digests(root), digests(clean)
    # what a script was called before stays until its author removes it
    return [f"{path} differs" for path, one in right.items() if left.get(path) != one]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=1.0)
    asked = parser.parse_args()
    patience[0] = asked.patience
    os.environ["PYTHONPATH"] = str(HERE)
    with tempfile.TemporaryDirectory() as folder:
        found, done = rounds(Path(folder), asked.rounds, random.Random(asked.seed))
    told = ", ".join(f"{what} {count}" for what, count in sorted(done.items()))
    sys.stderr.write(f"{told}; a step took {1000 * longest[0]:.1f} ms at most\n")
    sys.stdout.write(("\n".join(found) or f"{asked.rounds} builds killed, nothing lost") + "\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
