"""Aligns a pronunciation with its spelling: the letters each sound is written with."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from podcast.arabic.tables import rows
from podcast.structs import Frozen

_VOWELS = "aeiouyw"
_VOWEL_SYMBOLS = "aeiouyæɐɑɒɔəɚɛɜɝɪʊʌʏøœᵻ"
_NASAL = "\u0303"
_SKIPPED = 0.9
"""The cost of a silent letter, less than that of a sound without a letter, since English has many."""


class Phone(Frozen):
    """A symbol of a pronunciation; `stressed` applies from a stress mark to the next vowel."""

    symbol: str
    stressed: bool
    letters: str = ""
    """The letters it is written with, as far as known."""

    @property
    def is_vowel(self) -> bool:
        """Whether it is a vowel or begins with one."""
        return self.symbol[0] in _VOWEL_SYMBOLS


def laid(sounds: list[Phone], letters: str) -> list[Phone]:
    """The sounds with their letters, by the alignment of least cost (Levenshtein)."""
    letters = re.sub(r"[^\w]|\d|_", "", letters)
    costs = [[float(j) * _SKIPPED for j in range(len(letters) + 1)]]
    for i, sound in enumerate(sounds, 1):
        above, symbol, cost = costs[-1], sound.symbol, float(i)
        row = [cost]
        for j, letter in enumerate(letters):
            fits, mute, silent = (
                above[j] + _distance(symbol, letter),
                above[j + 1] + 1,
                cost + _SKIPPED,
            )
            cost = fits if fits < mute else mute
            cost = silent if silent < cost else cost
            row.append(cost)
        costs.append(row)
    ends = [0] * len(sounds)
    i, j = len(sounds), len(letters)
    while i and j:
        if costs[i][j] == costs[i - 1][j - 1] + _distance(sounds[i - 1].symbol, letters[j - 1]):
            i, j = i - 1, j - 1
            ends[i] = j + 1
        elif costs[i][j] == costs[i][j - 1] + _SKIPPED:
            j -= 1
        else:
            i -= 1
    return [
        Phone(sound.symbol, sound.stressed, _group(letters, end, sound))
        for sound, end in zip(sounds, ends, strict=True)
    ]


def _group(letters: str, end: int, sound: Phone) -> str:
    """The letter that ends at `end`; for a vowel, with those around it and, if it is nasal, the n or m.

    Of two consonants for one sound only dg is told apart.
    """
    if letters[max(0, end - 2) : end] == "dg":
        return "dg"
    if not end or not sound.is_vowel:
        return letters[end - 1 : end]
    left = right = end - 1
    while left and _plain(letters[left - 1]) in _VOWELS and _plain(letters[left]) in _VOWELS:
        left -= 1
    while right + 1 < len(letters) and _plain(letters[right + 1]) in _VOWELS:
        right += 1
    if _NASAL in sound.symbol and letters[right + 1 : right + 2] in ("m", "n"):
        right += 1
    return letters[left : right + 1]


@lru_cache(maxsize=1 << 14)
def _distance(symbol: str, letter: str) -> float:
    base = _plain(letter)
    if symbol[0] in _VOWEL_SYMBOLS:
        return 0.0 if base in "aeiouy" else 0.8 if base == "w" else 2.5
    return 0.0 if base in _spellings().get(symbol, "") else 1.4 if base not in _VOWELS else 2.5


@cache
def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


@cache
def _spellings() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("spellings.tsv", 2)}
