"""Splits a text into requests of limited length, where listeners mind it least.

Diacritics count as characters, as they do for the service. The best split is after a sentence, then after a
clause, then between words; within a number only if there is no other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LIMIT = 100
"""The most characters the service takes at a time."""

VERSION = 1
"""To be raised whenever the same text is split differently, so that older clips no longer match."""

_SENTENCE_END = ".!?؟…۔"
_CLAUSE_END = "،؛:,;—–"
_CLOSING = "\"'”’»)]}"
_UNHEARD = re.compile(r"[\W_\u0640]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_TO_NINE = "واحد|[أا]حد|[إا]حدى|[إا]?ثنت?|ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|تسع"
_NUMBER = re.compile(
    rf"\d+|[وفبلك]{{0,2}}(?:ال)?"
    rf"(?:{_TO_NINE}|عشر|(?:{_TO_NINE})?م[ئا]ئ?|[أا]لف|آلاف|مليون|ملايين|مليار|تر[ي]?ليون|فاصل)"
    rf"(?:ة|ية|ت|ي|ا|ان|ين|ون|تا|تي|تان|تين|ات)?"
)
"""A number in digits, or a number word: enough to recognise the inside of a number."""
_UNIT = re.compile(
    r"\d+(?:[.,٫٬/]\d+)*[%٪]?"  # a number with separators
    r"|.[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\ufe00-\ufe0f]*",
    re.DOTALL,
)


def pack(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """`text` in pieces of at most `limit` characters; only spaces at the splits are lost.

    A word is split only if it is longer than `limit`, and then between letters (with their marks) or around
    numbers.
    """
    words = [part for word in text.split() for part in _parts(word, limit)]
    pieces = []
    start = 0
    while start < len(words):
        end = _end(words, start, limit)
        pieces.append(" ".join(words[start:end]))
        start = end
    return tuple(pieces)


def _end(words: Sequence[str], start: int, limit: int) -> int:
    """The index after the last word of the piece that begins at `start`: the latest of the best splits."""
    fits, length = start, -1
    while fits < len(words) and length + 1 + len(words[fits]) <= limit:
        length += 1 + len(words[fits])
        fits += 1
    if fits == len(words):
        return fits
    return max(range(start + 1, fits + 1), key=lambda cut: (_rank(words[cut - 1], words[cut]), cut))


def _rank(before: str, after: str) -> int:
    """The quality of a split between two words: from 4 after a sentence down to 0 within digits."""
    last = before.rstrip(_CLOSING)[-1:] or " "
    if not is_said(after) or (before[-1].isdigit() and after[0].isdigit()):
        return 0
    if last in _SENTENCE_END:
        return 4
    if last in _CLAUSE_END:
        return 3
    return 1 if _is_number(before) and _is_number(after) else 2


def is_said(text: str) -> bool:
    """Whether a text has a letter or a digit; the service answers bare punctuation with nothing."""
    return any(character.isalnum() for character in text)


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(_UNHEARD.sub("", word)) is not None


def _parts(word: str, limit: int) -> Iterator[str]:
    """The word, or as few parts as possible if it is too long for one request."""
    part = ""
    for unit in _UNIT.findall(word) if len(word) > limit else [word]:
        if len(part) + len(unit) > limit:
            yield from _slices(part, limit)
            part = ""
        part += unit
    yield from _slices(part, limit)


def _slices(part: str, limit: int) -> Iterator[str]:
    """A part in slices of at most `limit` characters; more than one only if it is too long by itself."""
    yield from (part[index : index + limit] for index in range(0, len(part), limit))
