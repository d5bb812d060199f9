"""The position of each letter of a PDF; the only module that knows the PDF library."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import hypot
from typing import Any

from podcast.errors import InputError
from podcast.importing.extras import library

MOST_PAGES = 400
MOST_GLYPHS = 2_000_000
"""Limits for an article: a larger file is a book, or an attack."""

MOST_SHAPES = 20_000
"""Of how many shapes of a page bullets are looked for."""

NEAR = 4
"""Within how many letters of the file the parts of one drawn glyph stand."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter with its marks, or the letters of one ligature in reading order.

    Coordinates are in points from the bottom left.

    base   the height of its baseline.
    order  its number in the file.
    start  from where across the page it is drawn.
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

    @property
    def middle(self) -> float:
        """The horizontal position of its middle."""
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        """Whether it is drawn above or below another letter."""
        return all(unicodedata.combining(letter) for letter in self.text)


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's glyphs in file order, and its size in points."""

    glyphs: tuple[Glyph, ...]
    width: float
    height: float


def pages(data: bytes, name: str) -> list[PdfPage]:
    """The pages of a PDF. Raises InputError if it is damaged, protected, or far too large."""
    pdfium = library("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise InputError(
            "cannot be read; it is damaged, or protected by a password", file=name
        ) from None
    with document:
        if len(document) > MOST_PAGES:
            raise InputError(
                "has {pages} pages; an article has at most {most}: take out the part that is to be read",
                file=name,
                pages=len(document),
                most=MOST_PAGES,
            )
        return [_page(document[number], name) for number in range(len(document))]


def _page(page: Any, name: str) -> PdfPage:
    raw = library("pypdfium2.raw")
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    if count > MOST_GLYPHS:
        raise InputError("is far too large to be an article; add its text as .txt", file=name)
    drawn = [glyph for n in range(count) if (glyph := _glyph(raw, text.raw, n))]
    width, height = page.get_size()
    letters = with_marks(_ligatures(drawn))
    return PdfPage((*letters, *bullets(_dots(raw, page), letters)), width, height)


def _dots(raw: Any, page: Any) -> list[Box]:
    """Boxes of the small round or square shapes of a page, in points: browsers draw bullets as such."""
    found = []
    for item in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]), MOST_SHAPES):
        left, bottom, right, top = item.get_bounds()
        sides = (right - left, top - bottom)
        if min(sides) > 1 and max(sides) < 8 and max(sides) < 1.3 * min(sides):
            found.append((left, bottom, right, top))
    return found


def bullets(dots: Sequence[Box], glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """A bullet for each shape that stands before a line: in its height, just right of its first letter."""
    for left, bottom, right, top in dots:
        middle = (bottom + top) / 2
        row = [
            glyph for glyph in glyphs if glyph.bottom < middle < glyph.top and glyph.text.strip()
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


def _glyph(raw: Any, text: Any, number: int) -> Glyph | None:
    """A letter with its position; None for characters the library inserted, and for controls."""
    code = raw.FPDFText_GetUnicode(text, number)
    if code < 32 or raw.FPDFText_IsGenerated(text, number) == 1:
        return None
    if code == 32 and not raw.FPDFText_GetTextObject(text, number):
        return None
    letter = unicodedata.normalize("NFKC", chr(code))
    box = (
        raw.FS_RECTF()
    )  # the advance box of a letter; its ink alone would leave gaps between letters
    raw.FPDFText_GetLooseCharBox(text, number, box)
    if unicodedata.combining(letter[0]):  # where a mark is drawn tells whose it is
        box = _ink(raw, text, number)
    bold = raw.FPDFText_GetFontWeight(text, number) >= 600
    start, base = ctypes.c_double(box.left), ctypes.c_double(box.bottom)
    raw.FPDFText_GetCharOrigin(text, number, start, base)
    return Glyph(
        letter,
        box.left,
        box.right,
        box.bottom,
        box.top,
        _size(raw, text, number),
        bold,
        base.value,
        number,
        start.value,
    )


def _size(raw: Any, text: Any, number: int) -> float:
    """The size of a letter on the page, in points: its font's, as far as the page enlarges it."""
    size = float(raw.FPDFText_GetFontSize(text, number))
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, number, matrix):
        return size
    return size * (hypot(matrix.c, matrix.d) or 1.0)


def _ink(raw: Any, text: Any, number: int) -> Any:
    """The box of what is drawn of a letter."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, number, left, right, bottom, top)
    return raw.FS_RECTF(left.value, top.value, right.value, bottom.value)


def _ligatures(glyphs: list[Glyph]) -> list[Glyph]:
    """Join letters that share one box, and so are one drawn glyph, in reading order."""
    joined: list[Glyph] = []
    for glyph in glyphs:
        near = range(len(joined) - 1, max(-1, len(joined) - 1 - NEAR), -1)
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
    return joined


def _share(glyph: Glyph, other: Glyph) -> bool:
    """Whether two letters are one drawn glyph: of one origin, with its box or a part of it for each."""
    if not glyph.text.strip():
        return False
    if abs(glyph.start - other.start) < 0.01 and abs(glyph.base - other.base) < 0.01:
        return glyph.start >= 0
    if glyph.is_mark or other.is_mark:
        return False
    width = glyph.right - glyph.left
    return (
        width > 0.5
        and abs(glyph.left - other.left) < 0.05
        and abs(glyph.right - other.right) < 0.05
    )


def _in_order(first: Glyph, second: Glyph) -> str:
    """Two parts of a ligature: lam before alef, a letter before its mark, whichever way the file has them."""
    is_alef = first.text[-1:] in ("ا", "أ", "إ", "آ")
    if (second.text.startswith("ل") and is_alef) or (first.is_mark and not second.is_mark):
        return second.text + first.text
    return first.text + second.text


def with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Letters with the marks over and under them.

    A file has a mark before its letter, behind it, or elsewhere on the line: only its place tells.
    """
    letters = sorted(
        (glyph for glyph in glyphs if glyph.text.strip() and not glyph.is_mark), key=_middle
    )
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
