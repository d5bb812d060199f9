"""The letters of a PDF page: those of ligatures in reading order, with their marks, and bullets. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache

from podcast.structs import Frozen, replace

NEAR, NEAR_MARK = 4, 16
"""Within how many letters of the file the parts of one drawn glyph stand. Where the file has a word's letters
from left to right, the library still puts the mark of a ligature, as in «دّ», behind the whole word. Ligatures
raised above their line are left to `repairs.on_their_lines`."""


PHRASES = range(0xFDFA, 0xFDFC)
"""The signs of whole phrases, «ﷺ» and «ﷻ», which are read as they are."""

SHORTEST_PHRASE = 6
"""Letters of such a phrase at least."""

_MARKED = re.compile("[أإآؤئ\u064b-\u0655]")
"""What a letter has that is drawn in parts."""

MARK, OFF = 0.4, 0.25
"""How high a mark is at most, and how far over its line it begins, relative to the font size."""

STROKE = "\u2060"
"""What stands for a stroke that stretches a word: no letter, but no white between two either."""


class Glyph(Frozen):
    """A letter with its marks, or the letters of one ligature in reading order.

    Coordinates are in points from the bottom left.

    base   the height of its baseline.
    order  its number in the file.
    start  from where across the page it is drawn.
    ink    the lowest and the highest point of what is drawn of it.
    named  whether the file says which letter it is.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    base: float
    order: int
    start: float = -1.0
    ink: tuple[float, float] = (0.0, 0.0)
    named: bool = True

    @property
    def middle(self) -> float:
        """The horizontal position of its middle."""
        return (self.left + self.right) / 2

    @property
    def place(self) -> float:
        """Where it stands on its line: a letter may reach over the one behind it, but begins before it."""
        is_told = max(0, self.left - self.size) <= self.start < self.right and not self.is_mark
        return self.start if is_told else self.middle

    @property
    def is_mark(self) -> bool:
        """Whether it is drawn above or below another letter."""
        return all(unicodedata.combining(letter) for letter in self.text)


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


class PdfPage(Frozen):
    """A page's glyphs in file order, and its size in points.

    guessed   whether letters that the file does not name were told by their shape.
    lost      how many marks over and under letters it does not name.
    frames    the boxes that are drawn on it.
    pictures  the boxes of its pictures.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    guessed: bool = False
    lost: int = 0
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()


def bullets(dots: Sequence[Box], glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """A bullet for each shape that stands before a line: in its height, just right of its first letter."""
    for left, bottom, right, top in dots:
        middle = (bottom + top) / 2
        row = [
            glyph
            for glyph in glyphs
            if glyph.base < middle < glyph.base + glyph.size and glyph.text.strip()
        ]
        before = (glyph for glyph in row if glyph.right < left)
        first = max(before, key=_right, default=None)
        if first is None or left - first.right > 2.5 * first.size:
            continue
        is_inside = any(0 < glyph.left - right < glyph.size for glyph in row)
        if not is_inside and top - bottom < 0.7 * first.size:
            # closer to its line than it is drawn: bullets are no column of their own
            edge = first.right + 0.3 * first.size
            yield replace(first, text="•", left=edge, right=edge + 1, start=edge)


def ligatures(glyphs: list[Glyph]) -> list[Glyph]:
    """Join letters that share one box, and so are one drawn glyph, in reading order."""
    joined: list[Glyph] = []
    for glyph in glyphs:
        is_level = glyph.is_mark and joined and abs(joined[-1].base - glyph.base) < 0.01
        reach = NEAR_MARK if is_level else NEAR
        near = range(len(joined) - 1, max(-1, len(joined) - 1 - reach), -1)
        place = next((n for n in near if _share(joined[n], glyph)), None)
        if place is None or not glyph.text.strip():
            joined.append(glyph)
            continue
        before = joined[place]
        joined[place] = replace(
            before,
            text=_in_order(before, glyph),
            left=min(before.left, glyph.left),
            right=max(before.right, glyph.right),
            bottom=min(before.bottom, glyph.bottom),
            top=max(before.top, glyph.top),
        )
    return [replace(glyph, text=_phrase(glyph.text)) for glyph in joined]


def _phrase(text: str) -> str:
    """«ﷺ» and its like for the letters of one, in whichever order the library has them."""
    if len(text) < SHORTEST_PHRASE:
        return _OF_GOD.get(text, text)
    return _phrases().get("".join(sorted(text.replace(" ", ""))), text)


_OF_GOD = {"هلل": "لله", "هللا": "الله", "اهلل": "الله"}
"""How some files name the ligature of the word."""


@cache
def _phrases() -> dict[str, str]:
    signs = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in PHRASES}
    return {"".join(sorted(words.replace(" ", ""))): sign for sign, words in signs.items()}


def _share(glyph: Glyph, other: Glyph) -> bool:
    """Whether two letters are one drawn glyph: of one origin, with its box or a part of it for each."""
    if not glyph.text.strip():
        return False
    if abs(glyph.start - other.start) < 0.01 and abs(glyph.base - other.base) < 0.01:
        return glyph.start >= 0
    if glyph.is_mark or other.is_mark or abs(glyph.base - other.base) > glyph.size:
        return False
    width = glyph.right - glyph.left
    return (
        width > 0.5
        and abs(glyph.left - other.left) < 0.05
        and abs(glyph.right - other.right) < 0.05
    )


def _in_order(first: Glyph, second: Glyph) -> str:
    """Two parts of a ligature: lam before alef, a letter before its mark, whichever way the file has them."""
    letters = [letter for letter in first.text if not unicodedata.combining(letter)]
    is_alef = letters[-1:] in (["ا"], ["أ"], ["إ"], ["آ"])
    if (second.text.startswith("ل") and is_alef) or (first.is_mark and not second.is_mark):
        return second.text + first.text
    return first.text + second.text


def without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """`glyphs` without marks that have the name of the whole letter over or under which they are drawn.

    Typst names each part of a letter so: the mark goes, and the letter has its name.
    """
    letters = sorted((glyph for glyph in glyphs if _is_letter(glyph)), key=_middle)
    places = [glyph.middle for glyph in letters]
    names: dict[int, str] = {}
    gone: set[int] = set()
    for part in letters:
        if not (_is_over(part) and _MARKED.search(part.text)):
            continue
        near = letters[
            bisect(places, part.middle - part.size) : bisect(places, part.middle + part.size)
        ]
        whole = next((one for one in near if _is_part(part, one)), None)
        if whole is not None:
            gone.add(id(part))
            names[id(whole)] = max(whole.text, part.text, key=len)
    kept = (glyph for glyph in glyphs if id(glyph) not in gone)
    return [replace(glyph, text=names.get(id(glyph), glyph.text)) for glyph in kept]


def _is_letter(glyph: Glyph) -> bool:
    return any(map(str.isalpha, glyph.text))


def _is_over(glyph: Glyph) -> bool:
    """Whether what is drawn of a glyph is as low as a mark, and off its line."""
    bottom, top = glyph.ink
    return top - bottom < MARK * glyph.size and (
        bottom > glyph.base + OFF * glyph.size or top < glyph.base
    )


def _is_part(part: Glyph, whole: Glyph) -> bool:
    """Whether a mark is one of a letter's: with its name, and over or under it."""
    if part is whole or _is_over(whole) or abs(part.base - whole.base) > whole.size:
        return False
    shared = min(part.right, whole.right) - max(part.left, whole.left)
    is_near = shared > 0.3 * min(part.right - part.left, whole.right - whole.left)
    return is_near and _bare(part.text) == _bare(whole.text)


def _bare(text: str) -> list[str]:
    return sorted(letter for letter in text if not unicodedata.combining(letter))


def with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Letters with the marks over and under them.

    A file has a mark before its letter, behind it, or elsewhere on the line: only its place tells.
    """
    letters = sorted((glyph for glyph in glyphs if _is_letter(glyph)), key=_middle)
    places = [glyph.middle for glyph in letters]
    marks: dict[int, str] = {}
    for mark in (glyph for glyph in glyphs if glyph.is_mark and letters):
        near = letters[
            bisect(places, mark.middle - mark.size) : bisect(places, mark.middle + mark.size)
        ]
        if near:
            letter = min(near, key=lambda glyph: _away(mark, glyph))
            marks[letter.order] = marks.get(letter.order, "") + mark.text
    return [
        replace(glyph, text=glyph.text + marks.get(glyph.order, ""))
        for glyph in glyphs
        if not (glyph.is_mark and letters)
    ]


def _right(glyph: Glyph) -> float:
    return glyph.right


def _middle(glyph: Glyph) -> float:
    return glyph.middle


def _away(mark: Glyph, letter: Glyph) -> float:
    """How ill a mark fits a letter: off its middle, off its line, apart from it in the file."""
    aside = abs(mark.middle - letter.middle) / (letter.right - letter.left + 1)
    off = abs(mark.base - letter.base) / (mark.size or 1)
    return aside + (off if off < 0.8 else 9) + (0 if abs(mark.order - letter.order) < 3 else 0.3)
