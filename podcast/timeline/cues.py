"""Turns utterances into captions readable at a glance: a sentence, or as much of it as fits in two lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from podcast.formats.text import NONCHARACTER
from podcast.model import Take
from podcast.structs import Frozen

WIDTH = 42
"""The usual line length of subtitles, in letters; diacritics do not count."""

ROWS = 2
"""The number of lines in a cue."""


class Caption(Frozen):
    """Words shown together, and where they sound, in samples from the section's start."""

    words: tuple[str, ...]
    start: int
    end: int
    speaker: str = ""

    @property
    def text(self) -> str:
        """The words as written, separated by single spaces."""
        return " ".join(self.words)


def lines_of(take: Take) -> list[Caption]:
    """The captions of a section, in order: every word of `take.texts` once."""
    spoken: list[Caption] = []
    for sentence in _sentences(take):
        spoken.extend(_pack(piece for part in sentence for piece in _split(part)))
    return spoken


def _sentences(take: Take) -> Iterator[list[Caption]]:
    """Utterances grouped up to each that ends more than a clause."""
    sentence: list[Caption] = []
    speakers = take.speakers or ("",) * len(take.texts)
    for text, span, end, who in zip(take.texts, take.spans, take.ends, speakers, strict=True):
        words = words_of(text)
        if sentence and sentence[-1].speaker != who:
            yield sentence
            sentence = []
        if words:
            sentence.append(Caption(words, span.start, span.end, who))
        if end != "clause":
            yield sentence
            sentence = []
    yield sentence


_NONCHARACTER = re.compile(NONCHARACTER)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, split at white space, without characters that no file may contain."""
    return tuple(filter(None, map(_writable, text.split())))


@lru_cache(maxsize=8192)
def _writable(word: str) -> str:
    """The word without control characters; "" if only invisible marks are left."""
    kept = "".join(character for character in word if category(character) not in ("Cc", "Cs"))
    kept = _NONCHARACTER.sub("", kept)
    return kept if any(category(letter) != "Cf" for letter in kept) else ""


def _pack(pieces: Iterable[Caption]) -> Iterator[Caption]:
    """Neighbours joined as long as they fit, so that a sentence is split at its pauses, if at all."""
    held: Caption | None = None
    for piece in pieces:
        joined = (
            Caption((*held.words, *piece.words), held.start, piece.end, held.speaker)
            if held
            else piece
        )
        if held and len(wrap(joined.words)) > ROWS:
            yield held
            joined = piece
        held = joined
    if held:
        yield held


def _split(line: Caption) -> Iterator[Caption]:
    """An utterance that is too long by itself, split between words; its time is divided by letters."""
    rows = wrap(line.words, ROWS)
    total = sum(map(len, line.words))
    first, count_before = 0, 0
    start = line.start
    for index in range(0, len(rows), ROWS):
        count = sum(len(row.split()) for row in rows[index : index + ROWS])
        words = line.words[first : first + count]
        first, count_before = first + count, count_before + sum(map(len, words))
        end = line.start + (line.end - line.start) * count_before // total
        yield Caption(words, start, end, line.speaker)
        start = end


def wrap(words: Sequence[str], block: int = 1) -> list[str]:
    """Words wrapped into rows of at most WIDTH letters, as few multiples of `block` rows as possible, evenly.

    A word longer than WIDTH has a row to itself.
    """
    widths = [_letters(word) for word in words]
    most = -(-len(_fill(widths, WIDTH)) // block) * block
    low, high = 1, WIDTH
    while low < high:  # binary search for the narrowest width that needs no more rows
        middle = (low + high) // 2
        if len(_fill(widths, middle)) <= most:
            high = middle
        else:
            low = middle + 1
    starts = [*_fill(widths, high), len(words)]
    return [" ".join(words[start:end]) for start, end in pairwise(starts)]


def _fill(widths: Sequence[int], width: int) -> list[int]:
    """The index of the first word of each row of at most `width` letters."""
    starts: list[int] = []
    room = 0
    for index, need in enumerate(widths):
        if starts and need < room:
            room -= need + 1
        else:
            starts.append(index)
            room = width - need
    return starts


@lru_cache(maxsize=8192)
def _letters(word: str) -> int:
    """The width of a word: a letter with its marks counts as one."""
    return sum(category(letter) not in ("Mn", "Me", "Cf") for letter in word)
