"""Reads back what the cache keeps, and has it made again where it cannot be what was written.

The seal of a cached file reveals damage, but not what somebody wrote and sealed himself, or what a program that
was killed or changed has left. Such a file is set aside like a damaged one; it never stops a build.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from podcast.cache import Cache
from podcast.errors import OutputError

Read = TypeVar("Read")

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What is raised for a file that holds anything else: JSON of another shape, other types, absurd numbers."""


def found(
    cache: Cache, recipe: str, suffix: str, read: Callable[[bytes], Read]
) -> tuple[Path, Read] | None:
    """The file made from `recipe` and what `read` makes of it; None if there is none that can be read."""
    kept = cache.read(recipe, suffix)
    if kept is None:
        return None
    path, data = kept
    try:
        return path, read(data)
    except UNREADABLE:
        cache.set_aside(path)
        return None


def made(
    cache: Cache,
    recipe: str,
    suffix: str,
    make: Callable[[], bytes],
    read: Callable[[bytes], Read],
    *,
    remake: bool = False,
) -> Read:
    """What `read` makes of the file made from `recipe`, which `make` makes if there is none that can be read.

    Where nothing can be written it is made each time, so that a show on a read-only disk can still be looked
    at; a build fails there as soon as it writes sound. Raises whatever `make` raises.
    """
    kept = None if remake else found(cache, recipe, suffix, read)
    if kept:
        return kept[1]
    data = make()
    with suppress(OutputError):
        cache.get(recipe, suffix, lambda: data, remake=remake)
    return read(data)


def checked(holds: bool) -> None:
    """Raise ValueError unless a condition holds that is true of everything the program has written."""
    if not holds:
        raise ValueError
