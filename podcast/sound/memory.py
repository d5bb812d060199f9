"""Has the C library keep memory that arrays leave, for the next ones."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Options of glibc's mallopt(3)."""

KEPT = 32 << 20
"""Bytes: more than the arrays of a passage, so that those of one serve the next; glibc takes no more."""


@cache
def keep_freed_memory() -> None:
    """Give freed memory back to the system only where there is more than KEPT of it.

    By default glibc gives back what each clip's arrays leave, to ask for it again with the next clip: half of
    a build's page faults. Other C libraries are left alone.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            for option in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
                library.mallopt(option, KEPT)
