"""Reports which files below a folder changed, once an editor is done with them.

It wakes on the system's file notifications, or after a second without any; what counts is a comparison of
the files themselves. So nothing is missed where there are no notifications (network disks), where a folder
is replaced as a whole, or while the caller was busy.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

SETTLE = 0.12
"""Seconds without a change after which a file counts as written; editors write in pieces, or rename."""

PATIENCE = 3.0
"""Seconds after which a change is reported anyway, though something keeps writing to the file."""

IDLE_MS = 1000

T = TypeVar("T")

Stamp: TypeAlias = tuple[int, int, int]
Look: TypeAlias = Mapping[str, Stamp]


class Flag(Protocol):
    """A flag that ends the watch once it is set, such as a `threading.Event`."""

    def is_set(self) -> bool:
        """Whether the flag is set."""
        ...


def look(places: Sequence[Path]) -> Look:
    """Every file at or below `places` with its time (ns), size and inode; what vanishes meanwhile is left out.

    Files that editors make for themselves are ignored: hidden ones, and names that begin or end in `~`.
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
    """Paths that were created, deleted or written, sorted."""
    either = before.keys() | after.keys()
    return tuple(sorted(path for path in either if before.get(path) != after.get(path)))


def after_changes(
    act: Callable[[tuple[str, ...]], T],
    places: Sequence[Path],
    own: Callable[[str], bool],
    until: Flag | None = None,
) -> Iterator[T]:
    """Yield what `act` returns: at once for an empty tuple, then for the paths of files each time some have
    changed and settled.

    `own` recognises paths that `act` itself writes: what it wrote by the time it returns is not a change,
    what anybody writes from then on is. Ends when `until` is set. Raises KeyboardInterrupt for Ctrl-C.
    """
    seen = look(places)
    outcome = act(())
    seen = _with_own(seen, places, own)
    yield outcome
    for _ in _wakes(places[0], until):
        if look(places) == seen:
            continue
        seen, paths = _settled(places, seen)
        if paths:
            outcome = act(paths)
            seen = _with_own(seen, places, own)
            yield outcome


def _with_own(before: Look, places: Sequence[Path], own: Callable[[str], bool]) -> Look:
    """`before`, but with the consumer's own files as they are now."""
    kept = {path: stamp for path, stamp in before.items() if not own(path)}
    return kept | {path: stamp for path, stamp in look(places).items() if own(path)}


def _wakes(folder: Path, until: Flag | None) -> Iterator[object]:
    """Yield whenever something may have happened below `folder`, and every second."""
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
        except OSError:  # the folder is missing for now, or no watches are left: poll every second
            time.sleep(IDLE_MS / 1000)
            yield None


def _settled(places: Sequence[Path], seen: Look) -> tuple[Look, tuple[str, ...]]:
    """The files once nothing has changed for a moment, and the paths that then differ from `seen`."""
    deadline = time.monotonic() + PATIENCE
    now = look(places)
    while True:
        time.sleep(SETTLE)
        later = look(places)
        if later == now or time.monotonic() > deadline:
            return later, difference(seen, later)
        now = later
