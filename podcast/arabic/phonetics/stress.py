"""Syllables and word stress. Pure.

Source: K. Ryding, A Reference Grammar of Modern Standard Arabic, chapter 2, on syllables and word stress.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from itertools import pairwise

from podcast.arabic.phonetics.sounds import VOWELS, Sounds
from podcast.arabic.tables import rows
from podcast.structs import Frozen


class Degree(Enum):
    """The degree of stress, by its IPA sign; a clitic has none."""

    FULL = "ˈ"
    WEAK = "ˌ"
    NONE = ""


class Stress(Frozen):
    """The stress of a word: the index of the stressed vowel in its sounds, and the degree."""

    at: int
    degree: Degree


@cache
def _particles() -> frozenset[Sounds]:
    """Disyllabic function words without a full stress of their own."""
    return frozenset(tuple(row[0].split()) for row in rows("particles.tsv", 2))


def syllables(word: Sounds) -> tuple[Sounds, ...]:
    """CV, CVC, CVː …: a syllable begins at the one consonant before its vowel."""
    starts = [max(0, n - 1) for n, sound in enumerate(word) if sound in VOWELS]
    starts = [n + 1 if word[n] in VOWELS and n + 1 < len(word) and n else n for n in starts]
    cuts = [0, *starts[1:], len(word)]
    return tuple(word[start:end] for start, end in pairwise(cuts))


def _weight(syllable: Sounds) -> int:
    """The weight in moras: 1 light, 2 heavy, 3 superheavy."""
    start = next((n for n, sound in enumerate(syllable) if sound in VOWELS), len(syllable))
    return sum(2 if sound.endswith("ː") else 1 for sound in syllable[start:])


def stress(word: Sounds, *, last: bool) -> Stress:
    """Stress on a superheavy last syllable, or else a heavy penult, or else the antepenult; particles are weak.

    `last` says that a pause follows, before which every word has full stress.
    """
    parts = syllables(word)
    weights = [_weight(part) for part in parts]
    if weights[-1] >= 3 or len(parts) == 1:
        chosen = len(parts) - 1
    else:
        chosen = len(parts) - 2 if weights[-2] >= 2 else max(0, len(parts) - 3)
    index = sum(map(len, parts[:chosen]))
    index += next((n for n, sound in enumerate(parts[chosen]) if sound in VOWELS), 0)
    if last:
        return Stress(index, Degree.FULL)
    if len(parts) == 1 and weights[0] < 3 and index < 2:
        return Stress(index, Degree.NONE)
    return Stress(index, Degree.WEAK if word in _particles() else Degree.FULL)
