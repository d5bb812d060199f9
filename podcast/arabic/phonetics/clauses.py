"""Marked Arabic text as clauses of words: what is said between two pauses. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from podcast.arabic.phonetics.letters import Letters, alphabet, is_mark, letters

STOPS = dict(zip(".!?:;,؟؛،۔\n—–", ".!?:;,?;,..,,", strict=True))
"""Pause punctuation, and the mark by which espeak knows it."""

_BREATH, _LONGEST = 200, 60
"""Letters of a clause said in one breath (some 35 words); characters of a word taken in one piece."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words up to a pause: marked Arabic as letters, anything else as it stands.

    `stop` is the mark that ends it, as espeak knows it.
    """

    words: tuple[Letters | str, ...]
    stop: str


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
        if now != kind or now == "stop" or (len(token) >= _LONGEST and not is_mark(char)):
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
        return "word" if before == "word" and is_mark(char) else "none"
    if char in STOPS:
        return "raw" if before == "raw" and after.isalnum() and char in ".,:" else "stop"
    return "raw" if category[0] in "LNS" else "gap"
