"""A text cut into requests of at most so many characters, where a listener minds it least.

Marks count as characters, as the service counts them. Best is a cut after a sentence, then after a
clause, then between words; between the words of one number only where there is no other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LIMIT = 100
"""Characters the service takes at a time."""

VERSION = 1
"""Raised whenever the same text is cut in other places: clips made before then no longer fit."""

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
"""A number in digits, or a word that number names are made of: enough to see a number's inside."""
_UNIT = re.compile(
    r"\d+(?:[.,٫٬/]\d+)*[%٪]?"  # a number with its separators
    r"|.[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d\ufe00-\ufe0f]*",
    re.DOTALL,
)


def pack(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """`text` in pieces of at most `limit` characters; nothing is lost but spaces at the cuts.

    A word is cut only if it alone is longer than `limit`, and then between letters (with their
    marks) or around numbers.
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
    """Index after the last word of the piece beginning at `start`: the latest of the best cuts."""
    fits, length = start, -1
    while fits < len(words) and length + 1 + len(words[fits]) <= limit:
        length += 1 + len(words[fits])
        fits += 1
    if fits == len(words):
        return fits
    return max(range(start + 1, fits + 1), key=lambda cut: (_rank(words[cut - 1], words[cut]), cut))


def _rank(before: str, after: str) -> int:
    """How well a cut between two words is borne: 4 after a sentence … 0 inside digits."""
    last = before.rstrip(_CLOSING)[-1:] or " "
    if not is_said(after) or (before[-1].isdigit() and after[0].isdigit()):
        return 0
    if last in _SENTENCE_END:
        return 4
    if last in _CLAUSE_END:
        return 3
    return 1 if _is_number(before) and _is_number(after) else 2


def is_said(text: str) -> bool:
    """Whether there is a letter or a digit in it: bare punctuation is answered with nothing."""
    return any(character.isalnum() for character in text)


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(_UNHEARD.sub("", word)) is not None


def _parts(word: str, limit: int) -> Iterator[str]:
    """The word itself, or, if it is too long for one request, as few parts as hold it."""
    part = ""
    for unit in _UNIT.findall(word) if len(word) > limit else [word]:
        if len(part) + len(unit) > limit:
            yield from _slices(part, limit)
            part = ""
        part += unit
    yield from _slices(part, limit)


def _slices(part: str, limit: int) -> Iterator[str]:
    """Only a number or a letter with its marks that is too long by itself gives more than one."""
    yield from (part[index : index + limit] for index in range(0, len(part), limit))
