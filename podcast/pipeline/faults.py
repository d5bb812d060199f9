"""What stops one episode and no other, as a sentence with its place: the author's fault, the system's, or ours.

A text may be made to break its reader, by brackets in brackets or by sheer size: that is its author's, who is
told the line. What else goes wrong unforeseen is the program's fault and is called so; the other episodes
are made.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from podcast.errors import Fault, InputError, OutputError, PodcastError, Shortage, as_shortage

TOO_MUCH = (RecursionError, MemoryError)
"""What a text runs a reader into that goes down into each of its brackets, or holds all of it."""


@contextmanager
def reading(file: str, line: Callable[[], int]) -> Iterator[None]:
    """While a text is read. Raises InputError, with the line that is asked for only then, for `TOO_MUCH`."""
    try:
        yield
    except RecursionError as error:
        raise InputError(
            "this is nested too deeply to be read; untangle its brackets, quotes or lists",
            file=file,
            line=line(),
        ) from error
    except MemoryError as error:
        raise InputError(
            "there is not enough memory to read this; split the script into several, "
            "or let the program have more",
            file=file,
            line=line(),
        ) from error


def line_of_setting(text: str, key: str) -> int:
    """The line, from 1, on which a front matter sets `key`; 0 where it does not."""
    pattern = re.compile(rf"""["']?{re.escape(key)}["']?\s*[:=]""")
    return next((n for n, line in enumerate(text.split("\n"), 1) if pattern.match(line)), 0)


def first_line(text: str, read: Callable[[str], object]) -> int:
    """The line, from 1, up to which a text cannot be read any more; found by halves."""
    lines = text.split("\n")
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if _can(read, "\n".join(lines[: middle + 1])):
            low = middle + 1
        else:
            high = middle
    return min(low + 1, len(lines))


def _can(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except TOO_MUCH:
        return False
    except Exception:  # noqa: BLE001 - a front matter that has no end yet; only a place is asked
        return True
    return True


def as_podcast_error(error: Exception, file: str, line: int = 0) -> PodcastError:
    """Whatever stopped an episode, as a PodcastError: one stays as it is."""
    if isinstance(error, PodcastError):
        if isinstance(error, InputError | Shortage) and not error.file:
            error.file = file
        return error
    if short := as_shortage(error, file):
        return short
    if isinstance(error, OSError):
        return OutputError(
            "the system does not let this be read or written ({reason}); check the disk and who owns the "
            "file, and build again",
            file=os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else file,
            reason=error.strerror or type(error).__name__,
        )
    return Fault(
        "this is a bug in the program: {kind}: {reason}; please report it, with what --debug shows",
        file=file,
        line=line,
        kind=type(error).__name__,
        reason=str(error)[:200],
        trace="".join(traceback.format_exception(error)),
    )
