"""Podcast apps as their users have them, each with a home of its own and no way out of this machine."""

from __future__ import annotations

import os
import pty
import re
import select
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from conftest import need_tool

NOWHERE = "http://127.0.0.1:9/"
"""A proxy that is not there: whatever is not on this machine cannot be reached."""


class App(Protocol):
    """An app that keeps its subscriptions. `news` looks for episodes and counts those it calls new."""

    def subscribe(self, feed: str) -> None: ...

    def news(self) -> int: ...

    def titles(self) -> list[str]: ...


def environment(home: Path) -> dict[str, str]:
    """A home of its own, no proxy but for this machine, and no settings of whoever runs the tests."""
    home.mkdir(parents=True, exist_ok=True)
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), NOWHERE)
    return {
        **proxies,
        "no_proxy": "127.0.0.1,localhost",
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "GPODDER_HOME": str(home / "gpodder"),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
    }


def run(command: list[str], home: Path) -> str:
    done = subprocess.run(
        command, env=environment(home), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


class Gpo:
    """gPodder by its command line."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.tool = need_tool("gpo")

    def _run(self, *words: str) -> str:
        return run([self.tool, *words], self.home)

    def subscribe(self, feed: str) -> None:
        assert "Successfully added" in self._run("subscribe", feed)

    def news(self) -> int:
        """What it downloads after an update: all that is new to it, and that only once."""
        assert "[DONE]" in self._run("update")
        found = re.search(r"(\d+) episodes? downloaded", self._run("download"))
        return int(found[1]) if found else 0

    def titles(self) -> list[str]:
        lines = self._run("episodes", "--guid").splitlines()
        found = (re.match(r"\s*\d+\. \S+ +(?:[^\w\s] +)?(.*)", line) for line in lines)
        return [one[1] for one in found if one]

    def downloads(self) -> list[Path]:
        return sorted((self.home / "gpodder" / "Downloads").rglob("*.mp3"))


class Newsboat:
    """newsboat without its terminal, and its queue for podboat."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.tool = need_tool("newsboat")
        self.queue = home / ".newsboat" / "queue"

    def subscribe(self, feed: str) -> None:
        self.queue.parent.mkdir(parents=True, exist_ok=True)
        (self.home / "urls").write_text(feed + "\n")
        folder = self.home / "downloads"
        folder.mkdir()
        (self.home / "config").write_text(f'podcast-auto-enqueue yes\ndownload-path "{folder}"\n')

    def _run(self, *words: str) -> str:
        files = {"-u": "urls", "-C": "config", "-c": "cache.db"}
        places = [part for flag, name in files.items() for part in (flag, str(self.home / name))]
        return run([self.tool, *places, "-x", *words], self.home)

    def news(self) -> int:
        """Unread articles after a reload; then they are read."""
        self._run("reload")
        found = re.match(r"(\d+) unread", self._run("print-unread"))
        assert found
        with sqlite3.connect(self.home / "cache.db") as cache:
            cache.execute("update rss_item set unread = 0")
        return int(found[1])

    def titles(self) -> list[str]:
        with sqlite3.connect(self.home / "cache.db") as cache:
            return [title for (title,) in cache.execute("select title from rss_item")]

    def download(self, count: int) -> list[Path]:
        """What podboat makes of the queue; it wants a terminal, so it gets one."""
        command = [
            need_tool("podboat"),
            "-a",
            "-C",
            str(self.home / "config"),
            "-q",
            str(self.queue),
        ]
        folder = self.home / "downloads"
        in_terminal(command, self.home, lambda: len(whole(folder)) == count, keys=b"Q")
        return whole(folder)


def whole(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.mp3") if path.stat().st_size)


class Reader:
    """The reader library, as apps in Python use it."""

    def __init__(self, home: Path) -> None:
        import reader

        home.mkdir(parents=True, exist_ok=True)
        self.library = reader.make_reader(str(home / "reader.sqlite"))

    def subscribe(self, feed: str) -> None:
        self.library.add_feed(feed)

    def news(self) -> int:
        """Unread entries after an update; then they are read."""
        (result,) = self.library.update_feeds_iter(scheduled=False)
        assert not isinstance(result.value, Exception), result
        unread = list(self.library.get_entries(read=False))
        for entry in unread:
            self.library.mark_entry_as_read(entry)
        return len(unread)

    def titles(self) -> list[str]:
        return [entry.title or "" for entry in self.library.get_entries()]


def in_terminal(
    command: list[str], home: Path, done: Callable[[], bool], *, keys: bytes, seconds: float = 60
) -> None:
    """Run a program that draws on a terminal until `done`, then send it `keys`."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, env=environment(home), stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    deadline = time.monotonic() + seconds
    try:
        while process.poll() is None and time.monotonic() < deadline:
            if select.select([ours], [], [], 0.05)[0]:
                try:
                    os.read(ours, 65536)
                except OSError:
                    break
            if done():
                os.write(ours, keys)
        assert done(), f"{command[0]} did not finish"
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        os.close(ours)


def copy_of(audio: Path, link: Path) -> None:
    """Have `link` lead to another month's files, at one stroke, as an upload would."""
    fresh = link.with_name(f"{link.name}.next")
    fresh.symlink_to(audio, target_is_directory=True)
    fresh.replace(link)
