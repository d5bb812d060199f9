"""Waits for the disk beside other work, or for many files at once.

What is written is flushed by a thread meanwhile, so that no build waits for it at its end.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from podcast.structs import Mutable, field
from podcast.threads import started

WAITING = 4
"""Threads that flush what is written. The disk takes what they ask for in one go; a single one had files wait
for each other for up to 70 ms at the end of a build."""


class Flusher(Mutable):
    """What has been flushed since `end` was last called."""

    done: dict[str, OSError | None] = field(default_factory=dict)
    """The files flushed, by their paths, and what went wrong: the system tells of an error only once."""
    latest: dict[str, int] = field(default_factory=dict)
    """How often each path was written: what became of an earlier file there does not matter."""
    coming: SimpleQueue[tuple[str, int]] = field(default_factory=SimpleQueue)
    threads: list[Thread] = field(default_factory=list)

    def begin(self, path: Path) -> None:
        """Have a file flushed that has just been written. (Windows moves no file that is open.)"""
        if os.name == "nt":
            return
        name = str(path)
        self.latest[name] = self.latest.get(name, 0) + 1
        self.done.pop(name, None)
        self.coming.put((name, self.latest[name]))
        if len(self.threads) < WAITING:
            with suppress(RuntimeError):  # the system allows none: then `end` flushes
                self.threads.append(started(self._run))

    def end(self, paths: Iterable[Path]) -> None:
        """Return once all of `paths` are flushed. Raises OSError if one cannot be."""
        self.stop()
        done, self.done, self.latest = self.done, {}, {}
        for path in paths:
            if str(path) not in done:
                flush(path)
            elif error := done[str(path)]:
                raise error

    def stop(self) -> None:
        """Wait for what has begun.

        Ctrl-C may have come while a thread began, so that there is one more than are known: all are told to
        end, or a known one, which is waited for, might never be.
        """
        for _ in range(len(self.threads) and 2 * WAITING):
            self.coming.put(("", 0))
        for thread in self.threads:
            thread.join()
        self.threads, self.coming = [], SimpleQueue()

    def _run(self) -> None:
        while (coming := self.coming.get())[0]:
            name, turn = coming
            failure = None
            try:
                flush(Path(name))
            except FileNotFoundError:  # moved since, or deleted
                continue
            except OSError as error:
                failure = error
            if self.latest.get(name) == turn:
                self.done[name] = failure


AT_ONCE = 8
"""Threads that wait for the disk together. To free a file's blocks takes it 4 ms, however many there are."""


def at_once(wait: Callable[[Path], object], paths: Collection[Path]) -> None:
    """Call `wait` for each of `paths`, several at a time. Raises the first OSError."""
    left, failures = SimpleQueue[Path](), SimpleQueue[OSError]()
    for path in paths:
        left.put(path)

    def run() -> None:
        with suppress(Empty):
            while path := left.get_nowait():
                try:
                    wait(path)
                except OSError as error:
                    failures.put(error)

    threads = []
    with suppress(RuntimeError):  # the system allows no more of them
        for _ in range(min(AT_ONCE, len(paths)) - 1):
            threads.append(started(run))
    run()
    for thread in threads:
        thread.join()
    if not failures.empty():
        raise failures.get()


def flush(path: Path) -> None:
    """Flush a file, or a folder's directory entries, to the disk. Raises OSError."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # of folders, on some file systems
            raise
    finally:
        os.close(handle)
