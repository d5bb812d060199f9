"""Voices: what an engine is, which there are, and one by its name.

A new engine is one file and one line in `[project.entry-points."podcast.engines"]`, for the built-in
ones as for a stranger's.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Literal, Protocol, runtime_checkable

from podcast.errors import InputError
from podcast.model import Voice

GROUP = "podcast.engines"

Wants = Literal["bare", "written", "marked", "sounds"]
"""What an engine is handed: the spoken form without marks, with the author's marks and those of numbers and
names, with all marks, or its sounds in IPA (docs/arabic.md, "Sounds")."""


@runtime_checkable
class Engine(Protocol):
    """Turns spoken Arabic into sound. What it needs from the text is declared, not coded elsewhere.

    name            as in `engine = "…"`.
    suffix          container of the bytes it returns: ".wav" or ".mp3".
    wants           the form of the text it is handed.
    max_chars       short clauses of one sentence are joined up to this many characters; 0: each alone.
    keeps_clips     whether its clips are worth keeping on disk (slow, paid or throttled voices).
    parallel        sections that may be voiced at once; 0: one for each processor.
    """

    name: str
    suffix: str
    wants: Wants
    max_chars: int
    keeps_clips: bool
    parallel: int

    def available(self) -> bool:
        """Whether it could speak now; an online engine asks its service, for at most two seconds."""
        ...

    def fingerprint(self, voice: Voice) -> str:
        """All that changes the sound, but for the text: engine, version, settings. Cheap, no network."""
        ...

    def synthesize(self, text: str, voice: Voice) -> bytes:
        """`text` as audio: whole, or an EngineError. The same bytes for the same text where it can."""
        ...


@cache
def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def names() -> tuple[str, ...]:
    """The installed engines, in alphabetical order."""
    return tuple(sorted(_installed()))


@cache
def load(name: str) -> Engine:
    """The engine called `name`. Raises InputError, with the known names, for any other."""
    point = _installed().get(name)
    if point is None:
        raise InputError(
            "there is no engine “{name}”; choose one of: {known}",
            name=name,
            known=", ".join(("auto", *names())),
        )
    engine: Engine = point.load()()
    return engine
