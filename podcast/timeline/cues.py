"""Utterances to what can be read at a glance: a sentence, or as much of it as two lines hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from podcast.formats.text import NONCHARACTER
from podcast.model import Take

WIDTH = 42
"""Letters in a line, the usual measure of subtitles; marks above and below letters take no room."""

ROWS = 2
"""Lines in a cue."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that are shown together, and where they sound: samples from the section's start."""

    words: tuple[str, ...]
    start: int
    end: int
    speaker: str = ""

    @property
    def text(self) -> str:
        """The words as written, one space between them."""
        return " ".join(self.words)


def lines_of(take: Take) -> list[Caption]:
    """All that is said in a section, in order: every word of `take.texts` once."""
    spoken: list[Caption] = []
    for sentence in _sentences(take):
        spoken.extend(_pack(piece for part in sentence for piece in _split(part)))
    return spoken


def _sentences(take: Take) -> Iterator[list[Caption]]:
    """Utterances up to and with each that ends more than a clause."""
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
    """The words of a text, split at any blank or line end, without characters no file may hold."""
    return tuple(filter(None, map(_writable, text.split())))


@lru_cache(maxsize=8192)
def _writable(word: str) -> str:
    """The word without controls; nothing where only invisible marks would be left of it."""
    kept = "".join(character for character in word if category(character) not in ("Cc", "Cs"))
    kept = _NONCHARACTER.sub("", kept)
    return kept if any(category(letter) != "Cf" for letter in kept) else ""


def _pack(pieces: Iterable[Caption]) -> Iterator[Caption]:
    """Neighbours joined for as long as they fit: a sentence is cut where it pauses, if at all."""
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
    """An utterance too long by itself, cut between words; its time is shared out by letters."""
    rows = wrap(line.words, ROWS)
    total = sum(map(len, line.words))
    first, told = 0, 0
    start = line.start
    for index in range(0, len(rows), ROWS):
        count = sum(len(row.split()) for row in rows[index : index + ROWS])
        words = line.words[first : first + count]
        first, told = first + count, told + sum(map(len, words))
        end = line.start + (line.end - line.start) * told // total
        yield Caption(words, start, end, line.speaker)
        start = end


def wrap(words: Sequence[str], block: int = 1) -> list[str]:
    """Words in as few blocks of rows of WIDTH as hold them, the rows as even as can be.

    A word longer than a row has one to itself.
    """
    widths = [_letters(word) for word in words]
    most = -(-len(_fill(widths, WIDTH)) // block) * block
    low, high = 1, WIDTH
    while low < high:  # the narrowest width that needs no more rows
        middle = (low + high) // 2
        if len(_fill(widths, middle)) <= most:
            high = middle
        else:
            low = middle + 1
    starts = [*_fill(widths, high), len(words)]
    return [" ".join(words[start:end]) for start, end in pairwise(starts)]


def _fill(widths: Sequence[int], width: int) -> list[int]:
    """Where each row of `width` letters begins."""
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
    """How wide a word stands: letters with their marks count one."""
    return sum(category(letter) not in ("Mn", "Me", "Cf") for letter in word)
