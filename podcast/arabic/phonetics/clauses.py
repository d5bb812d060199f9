"""Marked Arabic text as clauses of words: what is said between two pauses. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from podcast.arabic.phonetics.letters import Letters, alphabet, is_mark, letters
from podcast.arabic.tokens.breath import groups

STOPS = dict(zip(".!?:;,؟؛،۔\n—–", ".!?:;,?;,..,,", strict=True))
"""Pause punctuation, and the mark by which espeak knows it."""

_BREATH = 90
"""Letters, with their vowels, of a clause said in one breath: at 13.6 a second (11.4 at the slowest) seven
seconds, eight at most."""
_LONGEST = 60
"""Characters of a word taken in one piece."""


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
    words: list[str] = []
    for token in (*_tokens(unicodedata.normalize("NFKC", text)), "\n"):
        if token not in STOPS:
            words.append(token)
        elif words:
            found += _breaths(words, STOPS[token])
            words = []
    return tuple(found)


def _breaths(words: list[str], stop: str) -> Iterator[Clause]:
    """A clause, or, where it is too long for one breath, its parts, cut where it hurts least."""
    spoken = [letters(word) if word[0] in alphabet() else word for word in words]
    for start, end in groups(words, [_length(word) for word in spoken], _BREATH):
        yield Clause(tuple(spoken[start:end]), stop if end == len(words) else ",")


def _length(word: Letters | str) -> int:
    """How long a word takes: its letters and their vowels."""
    if isinstance(word, str):
        return 2 * len(word)
    return sum(
        1 + (not character.still) + character.shadda + character.tanwin for character in word
    )


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
