"""Whether a clip may go on air, by what its voice usually does.

A clip is complete, is neither silent nor clipped, and is about as long as its voice usually takes for that
many letters. The usual pace of a voice is learnt from its own clips.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from podcast.cache import Cache
from podcast.pipeline import legible
from podcast.pipeline.keys import recipe

if TYPE_CHECKING:
    from podcast.sound.hearing import Heard

PACES = ".pace.json"
"""What the cache keeps of each voice: how fast it speaks."""

KNOWN, GUESSED = 8, 3
"""How many clips of a voice it takes for its usual pace to count as known, and as guessed."""
USUAL, ROUGH = 3, 5
"""No clip of a voice is this many times faster or slower than usual, where that is known and where guessed."""
REMEMBERED = 200
FASTEST, SLOWEST = 0.012, 0.5
"""Seconds per letter below and above which no voice speaks at its normal rate; people take 0.05 to 0.15."""
SAME, APART, ROW = 0.03, 2.0, 4
"""If clips differ in length by less than SAME (as a share) although their texts differ by more than the
factor APART, the voice ignores its text. Three clips tell if a run has no others, else ROW in a row."""
OTHER = 1.25
"""If texts differ in length by more than this factor, identical bytes cannot say both."""
EDGE = 6
"""Texts of fewer letters teach nothing about pace, since a single word is spoken slowly; for the same reason
so many letters are added before a clip counts as too long."""


class Judge:
    """Judges the clips of one voice, and learns its usual pace from the good ones."""

    def __init__(self, cache: Cache, fingerprint: str, rate: float = 1.0) -> None:
        self._cache = cache
        self._fastest = FASTEST / max(1.0, rate)
        self._slowest = SLOWEST / min(1.0, rate)
        self._said: list[tuple[int, float]] = []
        self._prints: dict[bytes, int] = {}
        self._is_deaf = False
        self._name = recipe("pace", fingerprint)
        known = legible.found(cache, self._name, PACES, _read_paces)
        self._paces = known[1] if known else []
        self._fresh = False

    def fault(self, heard: Heard, letters: int) -> str:
        """ "silent", "clipped", "cut", "short", "long", or "" for a clip that may go on air."""
        if not letters:
            return ""
        if heard.silent:
            return "silent"
        if heard.clipped or not heard.whole:
            return "clipped" if heard.clipped else "cut"
        from statistics import median  # 8 ms that a build without clips is spared

        usual = median(self._paces) if len(self._paces) >= GUESSED else 0.0
        times = USUAL if len(self._paces) >= KNOWN else ROUGH
        least = max(self._fastest, usual / times) * letters
        most = min(self._slowest, times * usual or self._slowest) * (letters + EDGE) + 0.5
        return (
            "" if least <= heard.seconds <= most else "short" if heard.seconds < least else "long"
        )

    def learn(self, heard: Heard, letters: int) -> None:
        """Learn the voice's pace from a good clip."""
        if letters >= EDGE:
            self._paces = [*self._paces, heard.seconds / letters][-REMEMBERED:]
            self._fresh = True

    def note(self, data: bytes, heard: Heard, letters: int) -> None:
        """Remember any whole clip, good or bad, as evidence of whether this voice heeds its text."""
        if letters >= EDGE and heard.whole:
            self._said.append((letters, heard.seconds))
            before = self._prints.setdefault(hashlib.sha256(data).digest(), letters)
            self._is_deaf |= max(before, letters) >= OTHER * min(before, letters)
            self._is_deaf |= len(self._said) >= ROW and are_alike(self._said[-ROW:])

    @property
    def is_deaf(self) -> bool:
        """Whether the voice ignores its text: clips of this run are alike, or equally long, for all texts."""
        return self._is_deaf or (len(self._said) >= ROW - 1 and are_alike(self._said))

    def close(self) -> None:
        """Store what was learnt in the cache."""
        if self._fresh and not self.is_deaf:
            paces = json.dumps([round(pace, 5) for pace in self._paces])
            self._cache.get(self._name, PACES, paces.encode, remake=True)


def _read_paces(data: bytes) -> list[float]:
    """A voice's seconds per letter, clip by clip. Raises one of `legible.UNREADABLE`."""
    paces = [float(pace) for pace in json.loads(data)]
    legible.checked(all(0 < pace < 60 for pace in paces))
    return paces


def are_alike(clips: Sequence[tuple[int, float]]) -> bool:
    """Whether clips (letters, seconds) are equally long although their texts are not."""
    letters, seconds = zip(*clips, strict=True)
    alike = max(seconds) - min(seconds) <= SAME * max(seconds)
    return bool(alike and max(letters) >= APART * min(letters))
