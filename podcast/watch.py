"""Tells which files below a folder changed, once an editor is done with them.

What wakes it is the system's word that something happened, or a second without any; what counts is a
comparison of the files themselves. So nothing is missed where the system has no such word (network
disks), where a folder is replaced as a whole, or while the caller was busy.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

SETTLE = 0.12
"""Seconds without a change after which a file counts as written; editors write in pieces, or rename."""

PATIENCE = 3.0
"""Seconds after which it is told anyway, of a file that something keeps writing to."""

IDLE_MS = 1000

Stamp: TypeAlias = tuple[int, int, int]
Look: TypeAlias = Mapping[str, Stamp]


class Flag(Protocol):
    """Something that is set when the watch is to end, such as a `threading.Event`."""

    def is_set(self) -> bool:
        """Whether it is."""
        ...


def look(places: Sequence[Path]) -> Look:
    """Every file at or below `places` with its time, size and number; what vanishes meanwhile is left out.

    Editors' own files are not among them: hidden ones, and names that begin or end in `~`.
    """
    return {str(path): stamp for place in places for path, stamp in _files(place)}


def _files(place: Path) -> Iterator[tuple[Path, Stamp]]:
    try:
        with os.scandir(place) as entries:
            inside = [Path(entry.path) for entry in entries if _is_own(entry.name)]
    except NotADirectoryError:
        yield from _stamped(place)
        return
    except OSError:
        return
    for path in inside:
        yield from _files(path)


def _is_own(name: str) -> bool:
    return name[0] not in ".~" and name[-1] != "~"


def _stamped(path: Path) -> Iterator[tuple[Path, Stamp]]:
    try:
        stat_ = path.stat()
    except OSError:
        return
    yield path, (stat_.st_mtime_ns, stat_.st_size, stat_.st_ino)


def difference(before: Look, after: Look) -> tuple[str, ...]:
    """Paths that came, went or were written, in order."""
    either = before.keys() | after.keys()
    return tuple(sorted(path for path in either if before.get(path) != after.get(path)))


def changes(
    places: Sequence[Path], own: Callable[[str], bool], until: Flag | None = None
) -> Iterator[tuple[str, ...]]:
    """First an empty tuple, at once; then, each time files changed and have settled, their paths.

    `own` tells the paths that the consumer itself writes: what it did to them between two of its turns
    is no change. Ends when `until` is set. Raises KeyboardInterrupt for Ctrl-C while waiting.
    """
    seen = look(places)
    yield ()
    seen = _with_own(seen, places, own)
    for _ in _wakes(places[0], until):
        if look(places) == seen:
            continue
        seen, told = _settled(places, seen)
        if told:
            yield told
            seen = _with_own(seen, places, own)


def _with_own(before: Look, places: Sequence[Path], own: Callable[[str], bool]) -> Look:
    """`before`, but for the consumer's own files: those as they are now."""
    kept = {path: stamp for path, stamp in before.items() if not own(path)}
    return kept | {path: stamp for path, stamp in look(places).items() if own(path)}


def _wakes(folder: Path, until: Flag | None) -> Iterator[object]:
    """Whenever something may have happened below `folder`, and every second."""
    from watchfiles import watch

    while not (until and until.is_set()):
        try:
            yield from watch(
                folder,
                watch_filter=None,
                debounce=200,
                step=20,
                rust_timeout=IDLE_MS,
                yield_on_timeout=True,
                stop_event=until,
            )
            return
        except OSError:  # no folder at the moment, or no watches left: looking each second will do
            time.sleep(IDLE_MS / 1000)
            yield None


def _settled(places: Sequence[Path], seen: Look) -> tuple[Look, tuple[str, ...]]:
    """What there is once nothing has moved for a moment, and what is then different from `seen`."""
    deadline = time.monotonic() + PATIENCE
    now = look(places)
    while True:
        time.sleep(SETTLE)
        later = look(places)
        if later == now or time.monotonic() > deadline:
            return later, difference(seen, later)
        now = later
