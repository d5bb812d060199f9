"""Waits for the disk beside other work, or for many files at once.

What is written is flushed by a thread meanwhile, so that no build waits for it at its end.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread


@dataclass(slots=True)
class Flusher:
    """What has been flushed since `end` was last called."""

    done: dict[str, OSError | None] = field(default_factory=dict)
    """The files flushed, by their paths, and what went wrong: the system tells of an error only once."""
    coming: SimpleQueue[str] = field(default_factory=SimpleQueue)
    thread: Thread | None = None

    def begin(self, path: Path) -> None:
        """Have a file flushed that has just been written. (Windows moves no file that is open.)"""
        if os.name == "nt":
            return
        if self.thread is None:
            self.thread = Thread(target=self._run, daemon=True)
            self.thread.start()
        self.coming.put(str(path))

    def end(self, paths: Iterable[Path]) -> None:
        """Return once all of `paths` are flushed. Raises OSError if one cannot be."""
        self.stop()
        done, self.done = self.done, {}
        for path in paths:
            if str(path) not in done:
                flush(path)
            elif error := done[str(path)]:
                raise error

    def stop(self) -> None:
        """Wait for what has begun."""
        if self.thread:
            self.coming.put("")
            self.thread.join()
            self.thread = None

    def _run(self) -> None:
        while path := self.coming.get():
            self.done.pop(path, None)
            try:
                flush(Path(path))
            except FileNotFoundError:  # moved since, or deleted
                continue
            except OSError as error:
                self.done[path] = error
            else:
                self.done[path] = None


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

    threads = [Thread(target=run) for _ in range(min(AT_ONCE, len(paths)))]
    for thread in threads:
        thread.start()
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
