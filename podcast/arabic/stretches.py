"""Divides a block into stretches that are read separately: the text between hard line ends and silences.

A reading given by the author is represented by a single character, HELD, so that no later step can look into
it; each character knows its position in the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from podcast.arabic.text.marks import GAP, HELD
from podcast.model import (
    Block,
    Break,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    SayAs,
    Spell,
    Text,
    Unread,
)
from podcast.structs import Mutable, field

_FENCE = "`"
_GAP = re.compile(r"(?<=\S)(?=[ \u00a0]{0,8}\t|[ \u00a0]{4})\s+(?=\S)")
"""What separates the halves of a verse: a tab, or a row of spaces."""


class Stretch(Mutable):
    """`text` on one line; its character i is [`places[i]`, `ends[i]`) of the block's text.

    held      the inline that each HELD represents, in order.
    silence   milliseconds that the author asked for after it.
    """

    text: str = ""
    places: Sequence[int] = ()
    ends: Sequence[int] = ()
    held: list[SayAs | Spell] = field(default_factory=list)
    silence: int = 0

    def shown(self, start: int, end: int) -> str:
        """`text[start:end]` as it is on the page."""
        return self.with_words(self.text[start:end], self.held_before(start))

    def held_before(self, place: int) -> int:
        """The number of HELD characters before a position of `text`."""
        return self.text.count(HELD, 0, place) if self.held else 0

    def with_words(self, part: str, first: int) -> str:
        """`part` of this text, perhaps cleaned, with HELD characters, from number `first` on, replaced by
        words."""
        if not self.held or HELD not in part:
            return part
        numbers = count(first)
        shown = (self.held[next(numbers)].written if char == HELD else char for char in part)
        return "".join(shown)


def stretches(block: Block) -> Iterator[Stretch]:
    """The stretches of a block, in order; an empty one for a silence on its own."""
    if len(block.inlines) == 1 and isinstance(block.inlines[0], Text) and _is_plain(block.text):
        places = range(len(block.text) + 1)
        yield Stretch(block.text, places[:-1], places[1:])
        return
    gathered = _Gathered()
    index = 0
    for inline in block.inlines:
        if isinstance(inline, LineBreak | Break):
            yield gathered.ended(inline.ms if isinstance(inline, Break) else 0)
            gathered = _Gathered()
        else:
            gathered.add(inline, index)
        index += len(inline.text)
    yield gathered.ended(0)


def _is_plain(text: str) -> bool:
    return HELD not in text and " ".join(text.split()) == text


class _Gathered:
    """A stretch under construction, with runs of white space as one space."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._places: list[int] = []
        self._ends: list[int] = []
        self._held: list[SayAs | Spell] = []

    def add(self, inline: Inline, position: int) -> None:
        """Add what is read of `inline`, at `position` of its block; unread text becomes a space."""
        if isinstance(inline, SayAs | Spell):
            self._put(HELD, position, position + len(inline.written))
            self._held.append(inline)
        elif isinstance(inline, Unread):
            self._put(" ", position, position)
        else:
            fenced = isinstance(inline, Emphasis | Link) and inline.kind == "code"
            fenced = fenced and "`" not in inline.text
            if fenced:
                self._fence(position)
            gaps = {gap.start() for gap in _GAP.finditer(inline.text)}
            for index, char in enumerate(inline.text):
                space = GAP if index in gaps else " "
                plain = space if char == HELD or char.isspace() else char
                self._put(plain, position + index, position + index + 1)
            if fenced:
                self._fence(position + len(inline.text))

    def _fence(self, position: int) -> None:
        """Add a grave accent, which delimits code in plain text."""
        self._text.append(_FENCE)
        self._places.append(position)
        self._ends.append(position)

    def _put(self, char: str, start: int, end: int) -> None:
        if char == " " and self._text[-1:] in ([], [" "], [GAP]):
            return
        self._text.append(char)
        self._places.append(start)
        self._ends.append(end)

    def ended(self, silence: int) -> Stretch:
        """The stretch, with the silence after it."""
        text = "".join(self._text).rstrip(" ")
        return Stretch(text, self._places, self._ends, self._held, silence)
