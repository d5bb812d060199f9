"""Threads that are begun only where there is memory for them."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from threading import Thread

NEEDED = 32 << 20
"""Bytes of address space that a thread needs to begin: its stack, of 8 MB as a rule, and some to work with."""


def check_room() -> None:
    """Raise RuntimeError, as Python does where the system allows no thread, if memory is short for one.

    Python waits without end for a thread that dies of it before it has told that it has begun.
    """
    try:
        mmap.mmap(-1, NEEDED).close()
    except (OSError, MemoryError):
        raise RuntimeError("can't start new thread") from None


def started(work: Callable[[], object]) -> Thread:
    """A thread that does `work`; it does not outlive the program. Raises RuntimeError if there can be none."""
    check_room()
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread
