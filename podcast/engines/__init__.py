"""Speech engines: their interface, the installed ones, and loading one by name.

An engine is a class and one line in `[project.entry-points."podcast.engines"]`, whether built in or from
another package: see docs/engines.md.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, distribution, entry_points

from podcast.engines.guard import Guarded, raised
from podcast.engines.online_keys import key_for
from podcast.engines.protocol import Clip, Engine, Offer, Place, Wants, Word
from podcast.errors import InputError
from podcast.model import Settings, Voice

__all__ = [
    "GROUP",
    "Clip",
    "Engine",
    "Offer",
    "Place",
    "Settings",
    "Voice",
    "Wants",
    "Word",
    "is_known",
    "key_for",
    "load",
    "names",
]

GROUP = "podcast.engines"
_OURS = "podcast."
"""The package prefix of built-in engines."""


@cache
def _built_in() -> dict[str, EntryPoint]:
    """The engines of this distribution, by name. To read what all the others declare takes 5 ms."""
    try:
        points = distribution("rawi").entry_points
    except PackageNotFoundError:  # run from its source
        return {}
    return {point.name: point for point in points if point.group == GROUP and _is_ours(point)}


@cache
def _installed() -> dict[str, EntryPoint]:
    """The installed engines by name. A third-party engine cannot replace a built-in one."""
    points = sorted(entry_points(group=GROUP), key=_is_ours)
    return {point.name: point for point in points}


def _is_ours(point: EntryPoint) -> bool:
    return point.value.startswith(_OURS)


def names() -> tuple[str, ...]:
    """The installed engines, in alphabetical order."""
    return tuple(sorted(_installed()))


def is_known(name: str) -> bool:
    """Whether there is an engine of this name. What others declare is read only if it is none of ours."""
    return bool(name) and (name in _built_in() or name in _installed())


@cache
def load(name: str) -> Engine:
    """The engine named `name`.

    Raises InputError, with the known names, if there is none; EngineError if it cannot be loaded.
    """
    point = _built_in().get(name) or _installed().get(name)
    if point is None:
        raise InputError(
            "there is no engine “{name}”; choose one of: {known}",
            name=name,
            known=", ".join(("auto", *names())),
        )
    try:
        engine = point.load()()
    except (Exception, SystemExit) as error:  # third-party code
        raise raised(name, error) from error
    loaded: Engine = engine if _is_ours(point) else Guarded(name, engine)
    return loaded
