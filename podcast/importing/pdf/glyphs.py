"""The position of each letter of a PDF; the only module that knows the PDF library."""

from __future__ import annotations

import ctypes
import unicodedata
from bisect import bisect
from dataclasses import dataclass, replace
from typing import Any

from podcast.errors import InputError
from podcast.importing.extras import library

MOST_PAGES = 400
MOST_GLYPHS = 2_000_000
"""Limits for an article: a larger file is a book, or an attack."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter with its marks, or the letters of one ligature in reading order.

    Coordinates are in points from the bottom left.

    base   the height of its baseline.
    order  its number in the file.
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

    @property
    def middle(self) -> float:
        """The horizontal position of its middle."""
        return (self.left + self.right) / 2

    @property
    def is_mark(self) -> bool:
        """Whether it is drawn above or below another letter."""
        return all(unicodedata.combining(letter) for letter in self.text)


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
    return PdfPage(tuple(with_marks(_ligatures(drawn))), width, height)


def _glyph(raw: Any, text: Any, number: int) -> Glyph | None:
    """A letter with its position; None for characters the library inserted, and for controls."""
    code = raw.FPDFText_GetUnicode(text, number)
    if code < 32 or raw.FPDFText_IsGenerated(text, number) == 1:
        return None
    letter = unicodedata.normalize("NFKC", chr(code))
    box = (
        raw.FS_RECTF()
    )  # the advance box of a letter; its ink alone would leave gaps between letters
    raw.FPDFText_GetLooseCharBox(text, number, box)
    if unicodedata.combining(letter[0]):  # where a mark is drawn tells whose it is
        box = _ink(raw, text, number)
    size = raw.FPDFText_GetFontSize(text, number)
    bold = raw.FPDFText_GetFontWeight(text, number) >= 600
    across, base = ctypes.c_double(), ctypes.c_double(box.bottom)
    raw.FPDFText_GetCharOrigin(text, number, across, base)
    return Glyph(letter, box.left, box.right, box.bottom, box.top, size, bold, base.value, number)


def _ink(raw: Any, text: Any, number: int) -> Any:
    """The box of what is drawn of a letter."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, number, left, right, bottom, top)
    return raw.FS_RECTF(left.value, top.value, right.value, bottom.value)


def _ligatures(glyphs: list[Glyph]) -> list[Glyph]:
    """Join letters that share one box, and so are one drawn glyph, in reading order."""
    joined: list[Glyph] = []
    for glyph in glyphs:
        before = joined[-1] if joined else None
        if before and glyph.text.strip() and _share(before, glyph):
            text = _in_order(before.text, glyph.text)
            joined[-1] = replace(glyph, text=text)
        else:
            joined.append(glyph)
    return joined


def _share(glyph: Glyph, other: Glyph) -> bool:
    width = glyph.right - glyph.left
    if glyph.is_mark or other.is_mark:
        return False
    return (
        width > 0.5
        and abs(glyph.left - other.left) < 0.05
        and abs(glyph.right - other.right) < 0.05
    )


def _in_order(first: str, second: str) -> str:
    """Two parts of a ligature in reading order: lam before alef, whichever way the file has them."""
    if second.startswith("ل") and first[-1:] in ("ا", "أ", "إ", "آ"):
        return second + first
    return first + second


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


def _middle(glyph: Glyph) -> float:
    return glyph.middle


def _away(mark: Glyph, letter: Glyph) -> float:
    """How ill a mark fits a letter: off its middle, off its line, apart from it in the file."""
    aside = abs(mark.middle - letter.middle) / (letter.right - letter.left + 1)
    off = abs(mark.base - letter.base) / (mark.size or 1)
    return aside + (off if off < 0.8 else 9) + (0 if abs(mark.order - letter.order) < 3 else 0.3)
