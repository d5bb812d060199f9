"""One build at a time in a root: a lock on `audio/.lock`, which contains the id of the process that holds it.

The system releases the lock when its holder ends, however it ends, so it is never stale and needs no timeout.
On file systems without locks the id decides: a process that no longer exists holds nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from podcast.cache import is_full, unwritable
from podcast.rooted import clear_way

NAME = ".lock"
PAUSE = 0.1
"""Seconds between two checks of whether the other build has ended."""

_held: list[int] = []
"""The descriptors of the locks this process holds."""


@contextmanager
def holding(audio: Path, waiting: Callable[[int], None]) -> Iterator[None]:
    """Hold the lock, once it is free. If it is held, `waiting` is called once with the holder's process id.

    Raises OutputError if `audio` cannot be written.
    """
    reported = False
    while (handle := _taken(audio)) is None:
        if not reported:
            waiting(holder(audio))
            reported = True
        time.sleep(PAUSE)
    _held.append(handle)
    try:
        yield
    finally:
        _held.remove(handle)
        with suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


def leave_to_original() -> None:
    """In a copy of the process that holds locks: hold none of them, so that they end with the original."""
    while _held:
        os.close(_held.pop())


def holder(audio: Path) -> int:
    """The id of the process that builds here; 0 if none is recorded."""
    try:
        return int((audio / NAME).read_bytes()[:20])
    except (OSError, ValueError):
        return 0


def _taken(audio: Path) -> int | None:
    """A descriptor of the lock file, open and locked; None if another process holds it."""
    handle = _opened(audio)
    try:
        if not _lock(handle, audio) or not _same(handle, audio / NAME):
            os.close(handle)
            return None
        if (
            os.fstat(handle).st_nlink > 1
        ):  # it is another file too, which a stranger may have linked here
            (audio / NAME).unlink()
            os.close(handle)
            return _taken(audio)
        os.ftruncate(handle, 0)
        _sign(handle)
    except OSError as error:
        os.close(handle)
        raise unwritable(audio / NAME, error) from error
    return handle


def _sign(handle: int) -> None:
    """Write the id of this process. A full disk is locked without one, or `podcast clean` could not free it."""
    try:
        os.pwrite(handle, str(os.getpid()).encode(), 0)
    except OSError as error:
        if not is_full(error):
            raise


def _opened(audio: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        path = clear_way(audio, NAME)
        if path.exists() and not path.is_file():  # a pipe
            path.unlink()
        if path.is_symlink():
            path.unlink()
        return os.open(path, flags, 0o666)
    except OSError as error:
        raise unwritable(audio / NAME, error) from error


def _lock(handle: int, audio: Path) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return not _is_other_alive(audio)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return not _is_other_alive(audio)
    return True


def _is_other_alive(audio: Path) -> bool:
    other = holder(audio)
    if other in (0, os.getpid()):
        return False
    try:
        os.kill(other, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _same(handle: int, path: Path) -> bool:
    """Whether the locked file is still the one at `path`: `audio/` may have been deleted meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False
