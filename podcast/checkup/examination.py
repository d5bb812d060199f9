"""A folder under examination: what its checks need, and which files they have examined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from podcast.checkup.channel import Categories
from podcast.checkup.findings import Finding, found
from podcast.checkup.memory import Memory, Stamp
from podcast.structs import Frozen, field


class Levels(NamedTuple):
    """A file's loudness in LUFS, its highest true peak in dBTP, and its silences as [start, end] in ms."""

    lufs: float
    peak: float
    silent: Sequence[Sequence[int]] = ()


SAMPLE = 12
"""How many sounds of a build are measured before the others count as measured too."""

Measure: TypeAlias = Callable[[Path], Levels | None]
"""Measures a file; None if that is not possible."""


class Examination(Frozen):
    """A folder under examination; `seen` are the files already reported on."""

    audio: Path
    today: dt.date
    categories: Categories
    measure: Measure | None
    memory: Memory = field(default_factory=Memory)
    out: Mapping[str, str] = field(default_factory=dict)
    """Guids of published episodes, with their slugs; the feed must have them all."""
    show: str = ""
    """The show's guid as published, "" if it is not known."""

    days: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each guid was published."""

    settings: Mapping[str, str] = field(default_factory=dict)
    """What the show's settings make of some tags of its feed; "" for a tag that must not be there."""

    built: Mapping[str, Stamp] = field(default_factory=dict)
    """The files of the last build, by path, as far as it is known."""

    seen: set[str] = field(default_factory=set)

    heard: dict[str, bool] = field(default_factory=dict)
    """The sounds of the last build that were measured, and whether there was anything to say about them."""

    is_thorough: bool = False
    """Whether to measure every sound."""

    def is_measured(self, path: str) -> bool:
        """Whether a sound is to be measured.

        One that the last build made, and that is the same to the byte, counts as good if SAMPLE others are: the
        build brings all to the same loudness, and each of its clips was judged before it was kept.
        """
        if self.is_thorough or not self.is_as_built(path) or path in self.heard:
            return True
        return len(self.heard) < SAMPLE or any(self.heard.values())

    def is_as_built(self, path: str) -> bool:
        """Whether a file is known to be what the last build made."""
        stamp = self.built.get(path)
        return stamp is not None and self.memory.is_same(self.audio / path, path, stamp)

    def is_new(self, path: str) -> bool:
        """Whether this is the first request for a path."""
        new = path not in self.seen
        self.seen.add(path)
        return new

    def remembered(
        self, path: str, what: str, find: Callable[[], Iterable[Finding]]
    ) -> list[Finding]:
        """The findings about a file by itself, computed now or remembered from the last check."""

        def make() -> list[list[object]]:
            return [[one.rule, one.line, dict(one.fields)] for one in find()]

        rows = self.memory.recall(self.audio / path, path, what, make)
        return [found(rule, path, line, **fields) for rule, line, fields in rows]
