"""Where each letter of a PDF stands: the one place that knows the PDF library."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from podcast.errors import InputError
from podcast.importing.extras import library

MOST_PAGES = 400
MOST_GLYPHS = 2_000_000
"""What an article may cost: a larger file is a book, or made to be slow."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, or the letters of one ligature in reading order. Places are in points from below left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's glyphs, in the order of the file, and its size in points."""

    glyphs: tuple[Glyph, ...]
    width: float
    height: float


def pages(data: bytes, name: str) -> list[PdfPage]:
    """The pages of a PDF. Raises InputError where it is damaged, protected, or far too large."""
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
    found = tuple(_ligatures([glyph for n in range(count) if (glyph := _glyph(raw, text.raw, n))]))
    width, height = page.get_size()
    return PdfPage(found, width, height)


def _glyph(raw: Any, text: Any, number: int) -> Glyph | None:
    """A letter with its place; None for what the library made up, and for controls."""
    code = raw.FPDFText_GetUnicode(text, number)
    if code < 32 or raw.FPDFText_IsGenerated(text, number) == 1:
        return None
    letter = unicodedata.normalize("NFKC", chr(code))
    box = (
        raw.FS_RECTF()
    )  # the place a letter takes on its line; its ink alone leaves gaps between letters
    raw.FPDFText_GetLooseCharBox(text, number, box)
    size = raw.FPDFText_GetFontSize(text, number)
    bold = raw.FPDFText_GetFontWeight(text, number) >= 600
    return Glyph(letter, box.left, box.right, box.bottom, box.top, size, bold)


def _ligatures(glyphs: list[Glyph]) -> list[Glyph]:
    """Letters that share one box are one drawn glyph: joined, in reading order."""
    joined: list[Glyph] = []
    for glyph in glyphs:
        before = joined[-1] if joined else None
        if before and glyph.text.strip() and _share(before, glyph):
            text = _in_order(before.text, glyph.text)
            joined[-1] = Glyph(
                text, glyph.left, glyph.right, glyph.bottom, glyph.top, glyph.size, glyph.bold
            )
        else:
            joined.append(glyph)
    return joined


def _share(glyph: Glyph, other: Glyph) -> bool:
    width = glyph.right - glyph.left
    return (
        width > 0.5
        and abs(glyph.left - other.left) < 0.05
        and abs(glyph.right - other.right) < 0.05
    )


def _in_order(first: str, second: str) -> str:
    """Two parts of a ligature: lam stands before alef, whichever way the file has them."""
    if second.startswith("ل") and first[-1:] in ("ا", "أ", "إ", "آ"):
        return second + first
    return first + second
