"""Divides diacritised text into clauses: the words between two pauses. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from podcast.arabic.phonetics.letters import Letters, alphabet, is_mark, letters
from podcast.arabic.tokens.breath import groups
from podcast.structs import Frozen

STOPS = dict(zip(".!?:;,؟؛،۔\n—–", ".!?:;,?;,..,,", strict=True))
"""Pause punctuation, and its mark in the notation."""

_BREATH = 90
"""The length of a clause spoken in one breath, in letters and vowels: seven seconds at 13.6 per second, eight
at the slowest rate of 11.4."""
_LONGEST = 60
"""The longest word taken whole, in characters."""


class Clause(Frozen):
    """The words up to a pause: diacritised Arabic as letters, anything else as written.

    `stop` is the mark that ends it, in the notation.
    """

    words: tuple[Letters | str, ...]
    stop: str


def clauses(text: str) -> tuple[Clause, ...]:
    """The non-empty clauses of any text; brackets and quotation marks are dropped."""
    found: list[Clause] = []
    words: list[str] = []
    for token in (*_tokens(unicodedata.normalize("NFKC", text)), "\n"):
        if token not in STOPS:
            words.append(token)
        elif words:
            found += _breaths(words, STOPS[token])
            words = []
    return tuple(found)


def _breaths(words: list[str], stop: str) -> Iterator[Clause]:
    """A clause, or its parts if it is too long for one breath, split at the best places."""
    spoken = [letters(word) if word[0] in alphabet() else word for word in words]
    for start, end in groups(words, [_length(word) for word in spoken], _BREATH):
        yield Clause(tuple(spoken[start:end]), stop if end == len(words) else ",")


def _length(word: Letters | str) -> int:
    """The length of a word in letters and vowels."""
    if isinstance(word, str):
        return 2 * len(word)
    return sum(
        1 + (not character.still) + character.shadda + character.tanwin for character in word
    )


def _tokens(text: str) -> Iterator[str]:
    """The words, foreign stretches and stops of a text, in order."""
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
    """The kind of token a character belongs to: "word", "raw", "stop", "gap" or "none"."""
    category = unicodedata.category(char)
    if char in alphabet():
        return "word"
    if category in ("Mn", "Me", "Lm", "Cf", "Cs", "Co", "Cn"):
        return "word" if before == "word" and is_mark(char) else "none"
    if char in STOPS:
        return "raw" if before == "raw" and after.isalnum() and char in ".,:" else "stop"
    return "raw" if category[0] in "LNS" else "gap"
