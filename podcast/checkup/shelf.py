"""What a check of a folder needs, and what it has seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from podcast.checkup.channel import Categories


class Levels(NamedTuple):
    """How loud a file is, in LUFS, and its highest true peak, in dB of full scale."""

    lufs: float
    peak: float


Measure: TypeAlias = Callable[[Path], Levels | None]
"""None for a file that cannot be measured."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder under examination; `seen` are the files whose own faults were told already."""

    audio: Path
    today: dt.date
    categories: Categories
    measure: Measure | None
    seen: set[str] = field(default_factory=set)

    def is_new(self, path: str) -> bool:
        """True the first time a path is asked for."""
        new = path not in self.seen
        self.seen.add(path)
        return new
