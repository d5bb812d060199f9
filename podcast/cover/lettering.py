"""Breaks a title into lines that fill a circle evenly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot

from podcast.cover.typeface import LRM, width
from podcast.structs import Frozen

LEADING = 1.42
"""The line height relative to the letter size; marks above and below must not touch."""

TALL = 0.5
"""Half the height of a line's letters, relative to their size."""

UNIT = 100
"""The size at which widths are compared."""

ROWS = 6
SMALLEST = 0.035
"""The size of a title's smallest letters, relative to the picture's width: still legible in a thumbnail."""

EASY = 2.0
"""A single long word must not make the title's letters smaller than this multiple of the smallest."""

LONGEST_ROW = 80
"""More letters of a word than any row could hold."""

SIGNS = "-_/.+:|&"
UNJOINED = "اأإآٱدذرزوؤةىء"
"""Letters after which an Arabic word may be split without a letter changing its form."""

CALM = 0.94
"""The penalty factor for another line: fewer lines read better than slightly larger letters."""

ELLIPSIS = "…"
SOFT_HYPHEN, BREAK = "\u00ad", "\u200b"
"""What a piece of a split word ends with: it shows as a hyphen at the end of a line, or not at all."""


class Lettering(Frozen):
    """Lines of one letter size, in pixels."""

    lines: tuple[str, ...]
    size: int
    weight: str

    @property
    def height(self) -> float:
        """The height of all lines together, in pixels."""
        return len(self.lines) * self.size * LEADING


class Circle(Frozen):
    """A circle of `radius` pixels for lines of letters between `smallest` and `largest` pixels.

    `above` and `under` are kept free above and below the lines, in pixels.
    """

    radius: float
    largest: float
    smallest: float
    above: float = 0.0
    under: float = 0.0


def fit(text: str, weight: str, room: Circle) -> Lettering:
    """The lines and the letter size that fill the circle best.

    A text too long for the smallest letters is cut at the end of a word, with an ellipsis. A word that alone
    would make all letters small is split.
    """
    words = [part for word in glued(text) for part in _broken(word, weight, room)]
    while True:
        choices = (_largest(words, rows, weight, room) for rows in range(1, ROWS + 1))
        best = max(choices, key=lambda choice: choice.size * CALM ** len(choice.lines))
        if best.size >= room.smallest or len(words) < 2:
            return best
        words = [*words[:-2], words[-2].rstrip("…،؛:.") + ELLIPSIS]


def glued(text: str) -> list[str]:
    """The words of a text, each with the lone signs after it, so that no line begins with `|` or a dash."""
    words: list[str] = []
    for word in text.split():
        if any(letter.isalnum() for letter in word):
            words.append(word)
        elif words:
            words[-1] += " " + word
    return words or text.split()


def _broken(word: str, weight: str, room: Circle) -> Iterator[str]:
    """A word in pieces short enough to be legible in a thumbnail; few words need more than one."""
    most = 1.7 * room.radius * UNIT / (room.smallest * EASY)
    rest = word[: ROWS * LONGEST_ROW]
    while width(rest, weight, UNIT) > most:
        end = next(
            index
            for index in range(len(rest) - 1, 0, -1)
            if index == 1 or _fits(rest[:index], weight, most)
        )
        end = _joint(rest, end)
        yield rest[:end] + (
            SOFT_HYPHEN if rest[end - 1].isascii() and rest[end - 1].isalnum() else BREAK
        )
        rest = rest[end:]
    yield rest


def _fits(text: str, weight: str, most: float) -> bool:
    return width(text, weight, UNIT) <= most


def _joint(word: str, end: int) -> int:
    """The best index near `end` to split a word: after a sign, or after a letter that does not join."""
    near = range(end, max(end // 2, 0), -1)
    for closing in (SIGNS, UNJOINED):
        if joint := next((index for index in near if word[index - 1] in closing), 0):
            return joint
    return end


def _largest(words: Sequence[str], rows: int, weight: str, room: Circle) -> Lettering:
    """The words in `rows` even lines, as large as the circle allows."""
    lines = balanced(words, rows, weight)
    halves = [width(line, weight, UNIT) / 2 / UNIT for line in lines]
    low, high = 1.0, room.largest
    while high - low > 0.5:
        size = (low + high) / 2
        low, high = (size, high) if _inside(halves, size, room) else (low, size)
    return Lettering(lines, int(low), weight)


def _inside(halves: Sequence[float], size: float, room: Circle) -> bool:
    """Whether the corners of all lines of this letter size, and what is below them, are in the circle."""
    middle = (len(halves) - 1) / 2
    if (len(halves) * size * LEADING + room.above + room.under) / 2 > room.radius * 0.86:
        return False
    down = (room.above - room.under) / 2
    return all(
        hypot(half * size, abs((index - middle) * size * LEADING + down) + size * TALL)
        <= room.radius
        for index, half in enumerate(halves)
    )


def balanced(words: Sequence[str], rows: int, weight: str) -> tuple[str, ...]:
    """Words in at most `rows` lines, with the widest as narrow as possible."""
    wide = [width(word, weight, UNIT) for word in words]
    gap = width(" ", weight, UNIT)
    low, high = max(wide, default=0.0), sum(wide) + gap * len(wide)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(words, wide, gap, middle)) <= rows:
            high = middle
        else:
            low = middle
    return tuple(_row(line) for line in _filled(words, wide, gap, high))


def _row(words: Sequence[str]) -> str:
    """Words as one line: pieces of a word are joined, and a separator at the end of a line is dropped."""
    line = " ".join(words).replace(f"{SOFT_HYPHEN} ", "").replace(f"{BREAK} ", "")
    return line.replace(SOFT_HYPHEN, "-").replace(BREAK, LRM).removesuffix(" |")


def _filled(
    words: Sequence[str], wide: Sequence[float], gap: float, room: float
) -> list[list[str]]:
    lines: list[list[str]] = []
    left = 0.0
    for word, need in zip(words, wide, strict=True):
        if lines and need + gap <= left:
            lines[-1].append(word)
            left -= need + gap
        else:
            lines.append([word])
            left = room - need
    return lines
