"""Marked Arabic text as data: clauses of words, words of letters with their marks. Pure.

A mark belongs to the letter before it, in whatever order marks were written, so neither NFC nor any
other order changes what is said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

STOPS = dict(zip(".!?:;,؟؛،۔\n—–", ".!?:;,?;,..,,", strict=True))
"""Pause punctuation, and the mark by which espeak knows it."""

VOWELS = {"َ": "a", "ُ": "u", "ِ": "i"}
TANWIN = {"ً": "a", "ٌ": "u", "ٍ": "i"}
SHADDA, SUKUN, DAGGER, SILENT = "ّ", "ْۡ", "ٰ", "۟"
LONG = "اآىێۆ"
"""Letters that are a long vowel, or end in one; the last two are ē and ō, for foreign names."""
_BREATH, _LONGEST = 200, 60
"""Letters of a clause said in one breath (some 35 words); characters of a word taken in one piece."""
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
class Clause:
    """Words up to a pause: marked Arabic as letters, anything else as it stands.

    `stop` is the mark that ends it, as espeak knows it.
    """

    words: tuple[Letters | str, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a letter says: IPA or the name of a letter that leans on its neighbours; "sun" or ""."""

    said: str
    like: str
    kind: str


def table(name: str) -> list[list[str]]:
    """Rows of a packaged table, without its comments and its header line."""
    lines = (files("podcast.engines") / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@cache
def alphabet() -> dict[str, Row]:
    """Every letter that is read as Arabic."""
    return {letter: Row(*rest) for letter, *rest in table("espeak_letters")}


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text`, none of them empty. Anything goes in; brackets and quotes fall out."""
    found: list[Clause] = []
    words: list[Letters | str] = []
    for token in (*_tokens(unicodedata.normalize("NFKC", text)), "\n"):
        if token not in STOPS:
            words.append(letters(token) if token[0] in alphabet() else token)
        elif words:
            found += _breaths(words, STOPS[token])
            words = []
    return tuple(found)


def _breaths(words: list[Letters | str], stop: str) -> Iterator[Clause]:
    """A clause, or, where it has no end, about equal parts with a breath between them.

    A breath is best before a word with و; espeak cuts what is too long in the middle of a word.
    """
    pieces = -(-sum(len(word) + 2 for word in words) // _BREATH)
    while pieces > 1 and len(words) > pieces:
        even = len(words) // pieces
        near = sorted(range(max(1, even - 4), even + 5), key=lambda place: abs(place - even))
        place = next((n for n in near if _adds(words, n)), even)
        yield Clause(tuple(words[:place]), ",")
        words, pieces = words[place:], pieces - 1
    yield Clause(tuple(words), stop)


def _adds(words: list[Letters | str], place: int) -> bool:
    """Whether the word at `place` begins with و."""
    word = words[place] if place < len(words) else ""
    return bool(word) and (word[0] if isinstance(word, str) else word[0].base) == "و"


def _tokens(text: str) -> Iterator[str]:
    """Words, foreign stretches and stops, in order."""
    token, kind = "", ""
    for place, char in enumerate(text):
        now = _kind(char, kind, text[place + 1 : place + 2])
        if now == "none":
            continue
        if now != kind or now == "stop" or (len(token) >= _LONGEST and not _is_mark(char)):
            yield from (token,) * bool(token)
            token = ""
        token, kind = (token if now == "gap" else token + char), now
    yield from (token,) * bool(token)


def _kind(char: str, before: str, after: str) -> str:
    """The sort of token a character belongs to: "word", "raw", "stop", "gap", or "none" at all."""
    category = unicodedata.category(char)
    if char in alphabet():
        return "word"
    if category in ("Mn", "Me", "Lm", "Cf", "Cs", "Co", "Cn"):
        return "word" if before == "word" and _is_mark(char) else "none"
    if char in STOPS:
        return "raw" if before == "raw" and after.isalnum() and char in ".,:" else "stop"
    return "raw" if category[0] in "LNS" else "gap"


def _is_mark(char: str) -> bool:
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
