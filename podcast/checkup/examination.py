"""A folder under examination: what its checks need, and which files they have looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from podcast.checkup.channel import Categories
from podcast.checkup.findings import Finding, found
from podcast.checkup.memory import Memory


class Levels(NamedTuple):
    """How loud a file is, in LUFS, its highest true peak, in dB of full scale, and its silences, in ms."""

    lufs: float
    peak: float
    silent: Sequence[Sequence[int]] = ()


Measure: TypeAlias = Callable[[Path], Levels | None]
"""None for a file that cannot be measured."""


@dataclass(frozen=True, slots=True)
class Examination:
    """A folder under examination; `seen` are the files whose own faults were told already."""

    audio: Path
    today: dt.date
    categories: Categories
    measure: Measure | None
    memory: Memory = field(default_factory=Memory)
    out: Mapping[str, str] = field(default_factory=dict)
    """Guids of episodes that apps know, with their slugs: the feed must have them all."""
    seen: set[str] = field(default_factory=set)

    def is_new(self, path: str) -> bool:
        """True the first time a path is asked for."""
        new = path not in self.seen
        self.seen.add(path)
        return new

    def remembered(
        self, path: str, what: str, find: Callable[[], Iterable[Finding]]
    ) -> list[Finding]:
        """The faults of a file by itself, found now or the last time it was looked at."""

        def make() -> list[list[object]]:
            return [[one.rule, one.line, dict(one.fields)] for one in find()]

        rows = self.memory.recall(self.audio / path, path, what, make)
        return [found(rule, path, line, **fields) for rule, line, fields in rows]
