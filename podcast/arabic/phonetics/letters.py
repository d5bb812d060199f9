"""Diacritised words as letters with their marks. Pure.

A mark belongs to the letter before it, in whatever order marks were written, so that neither NFC nor any other
order changes the result.
"""

from __future__ import annotations

from functools import cache, lru_cache

from podcast.arabic.tables import rows
from podcast.structs import Frozen, replace

VOWELS = {"َ": "a", "ُ": "u", "ِ": "i"}
TANWIN = {"ً": "a", "ٌ": "u", "ٍ": "i"}
SHADDA, SUKUN, DAGGER, SILENT = "ّ", "ْۡ", "ٰ", "۟"
LONG = "اآىێۆ"
"""Letters that are, or end in, a long vowel; the last two are ē and ō in foreign names."""
SMALL = {"ۥ": "و", "ۦ": "ي"}
"""Small letters of Quranic spelling, read like the full letters."""


class Letter(Frozen):
    """A letter with its marks. `vowel` is "a", "i", "u", or "" if none is written or spoken."""

    base: str
    vowel: str = ""
    shadda: bool = False
    sukun: bool = False
    tanwin: bool = False
    dagger: bool = False
    silent: bool = False

    @property
    def bare(self) -> bool:
        """Whether it has no mark at all."""
        return not (self.vowel or self.shadda or self.sukun or self.dagger)

    @property
    def still(self) -> bool:
        """Whether it has no mark that gives it a vowel."""
        return not (self.vowel or self.dagger)


Letters = tuple[Letter, ...]


class LetterSound(Frozen):
    """The sound of a letter: IPA, or the name of a context-dependent letter; and "sun" or ""."""

    sound: str
    like: str
    kind: str


@cache
def alphabet() -> dict[str, LetterSound]:
    """Every letter read as Arabic, with its sound."""
    return {letter: LetterSound(*rest) for letter, *rest in rows("sounds.tsv", 4)}


def is_mark(char: str) -> bool:
    """Whether a character is a mark on the letter before it."""
    return any(char in marks for marks in (VOWELS, TANWIN, SHADDA, SUKUN, DAGGER, SILENT, SMALL))


@lru_cache(4096)
def letters(word: str) -> Letters:
    """The letters of one word, with tanwin on the letter that carries it and its silent alef removed."""
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
    """Normalise `كتاباً` to `كتابًا`, whose alef is silent, and ى within a word or after i to ي."""
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
