"""Marked words as data: letters with their marks. Pure.

A mark belongs to the letter before it, in whatever order marks were written, so neither NFC nor any
other order changes what is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from podcast.arabic.tables import rows

VOWELS = {"َ": "a", "ُ": "u", "ِ": "i"}
TANWIN = {"ً": "a", "ٌ": "u", "ٍ": "i"}
SHADDA, SUKUN, DAGGER, SILENT = "ّ", "ْۡ", "ٰ", "۟"
LONG = "اآىێۆ"
"""Letters that are a long vowel, or end in one; the last two are ē and ō, for foreign names."""
SMALL = {"ۥ": "و", "ۦ": "ي"}
"""Small letters of a full spelling: read like the letters themselves."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its marks. `vowel` is "a", "i", "u" or "" (none written, or none said)."""

    base: str
    vowel: str = ""
    shadda: bool = False
    sukun: bool = False
    tanwin: bool = False
    dagger: bool = False
    silent: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing is written on it that says how it is read."""
        return not (self.vowel or self.shadda or self.sukun or self.dagger)

    @property
    def still(self) -> bool:
        """Whether nothing is written on it that makes it sound a vowel."""
        return not (self.vowel or self.dagger)


Letters = tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class LetterSound:
    """What a letter says: IPA or the name of a letter that leans on its neighbours; "sun" or ""."""

    said: str
    like: str
    kind: str


@cache
def alphabet() -> dict[str, LetterSound]:
    """Every letter that is read as Arabic."""
    return {letter: LetterSound(*rest) for letter, *rest in rows("sounds.tsv", 4)}


def is_mark(char: str) -> bool:
    """Whether a character says how the letter before it is read."""
    return any(char in marks for marks in (VOWELS, TANWIN, SHADDA, SUKUN, DAGGER, SILENT, SMALL))


@lru_cache(4096)
def letters(word: str) -> Letters:
    """The letters of one word, tanwin on the letter that says it, its silent alef gone."""
    found: list[Letter] = []
    for char in word:
        if char in SMALL or char in alphabet():
            base = SMALL.get(char, char)
            found.append(Letter(alphabet()[base].like or base))
        elif found:
            found[-1] = _marked(found[-1], char)
    return _settled(found)


def _marked(letter: Letter, mark: str) -> Letter:
    if mark in VOWELS:
        return replace(letter, vowel=VOWELS[mark], tanwin=False)
    if mark in TANWIN:
        return replace(letter, vowel=TANWIN[mark], tanwin=True)
    return replace(
        letter,
        shadda=letter.shadda or mark == SHADDA,
        sukun=letter.sukun or mark in SUKUN,
        dagger=letter.dagger or mark == DAGGER,
        silent=letter.silent or mark == SILENT,
    )


def _settled(found: list[Letter]) -> Letters:
    """`كتاباً` as `كتابًا`, whose alef is not heard; ى inside a word or after i as the ي it is."""
    for place, letter in enumerate(found):
        after_i = place > 0 and found[place - 1].vowel == "i"
        if letter.base == "ى" and (place < len(found) - 1 or after_i or letter.shadda):
            found[place] = replace(letter, base="ي")
    last = found[-1]
    if len(found) > 1 and last.base in "اى":
        if last.tanwin and found[-2].still:
            found[-2:] = [replace(found[-2], vowel=last.vowel, tanwin=True), Letter(last.base)]
        if found[-2].tanwin:
            found[-1] = Letter(last.base, silent=True)
    return tuple(found)
