"""Reads the letters of a PDF with their positions; the only module that knows the PDF library."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from itertools import islice
from math import hypot
from typing import Any

from podcast.errors import InputError
from podcast.importing.extras import library
from podcast.importing.pdf import clusters, repairs, unnamed
from podcast.importing.pdf.glyphs import (
    PHRASES,
    STROKE,
    Box,
    Glyph,
    PdfPage,
    bullets,
    ligatures,
    with_marks,
    without_doubles,
)
from podcast.structs import replace

MOST_PAGES = 400
MOST_GLYPHS = 2_000_000
"""Limits for an article: a larger file is a book, or an attack."""

_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)

MOST_SHAPES = 20_000
"""Of how many shapes of a page bullets and boxes are looked for."""

MOST_FRAMES = 100
"""The boxes and the pictures of a page of text at most; more are a drawing or a table."""

FRAME = (60.0, 18.0)
"""The width and height of a box round text at least, in points."""


def pages(data: bytes, name: str) -> list[PdfPage]:
    """The pages of a PDF. Raises InputError if it is damaged, protected, or far too large."""
    pdfium = library("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise _damaged(name) from None
    with document:
        if len(document) > MOST_PAGES:
            raise InputError(
                "has {pages} pages; an article has at most {most}: take out the part that is to be read",
                file=name,
                pages=len(document),
                most=MOST_PAGES,
            )
        try:
            return [_page(document[number], name) for number in range(len(document))]
        except pdfium.PdfiumError:  # the list of pages names what is no page
            raise _damaged(name) from None


def program(data: bytes) -> str:
    """The name of the program that made a PDF, as the file states it; "" if it does not."""
    pdfium = library("pypdfium2")
    with pdfium.PdfDocument(data) as document:
        return str(document.get_metadata_value("Producer"))


def _damaged(name: str) -> InputError:
    return InputError("cannot be read; it is damaged, or protected by a password", file=name)


def _page(page: Any, name: str) -> PdfPage:
    raw = library("pypdfium2.raw")
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    if count > MOST_GLYPHS:
        raise InputError("is far too large to be an article; add its text as .txt", file=name)
    drawn = [glyph for n in range(count) if (glyph := _glyph(raw, text.raw, n))]
    if told := clusters.told(raw, page):
        drawn = clusters.settled(raw, text.raw, drawn, told)
    width, height = page.get_size()
    named = unnamed.with_names(drawn)
    letters = with_marks(repairs.on_their_lines(without_doubles(ligatures(named))))
    guessed = any(map(unnamed.is_unnamed, drawn)) and not any(map(unnamed.is_unnamed, named))
    shapes = _boxes(page, raw.FPDF_PAGEOBJ_PATH)
    frames = [box for box in shapes if _sides(box)[0] > FRAME[0] and _sides(box)[1] > FRAME[1]]
    pictures = [box for box in _boxes(page, raw.FPDF_PAGEOBJ_IMAGE) if min(_sides(box)) > FRAME[1]]
    return PdfPage(
        (*letters, *bullets([box for box in shapes if _is_dot(box)], letters)),
        width,
        height,
        guessed,
        sum(map(unnamed.is_lost, drawn)),
        tuple(frames if len(frames) <= MOST_FRAMES else ()),
        tuple(pictures[:MOST_FRAMES]),
    )


def _boxes(page: Any, kind: int) -> list[Box]:
    """The boxes of a page's shapes or pictures."""
    items = islice(page.get_objects(filter=[kind]), MOST_SHAPES)
    return [tuple(item.get_bounds()) for item in items]


def _sides(box: Box) -> tuple[float, float]:
    left, bottom, right, top = box
    return right - left, top - bottom


def _is_dot(box: Box) -> bool:
    """Whether a shape is small and round or square: browsers draw bullets as such."""
    sides = _sides(box)
    return min(sides) > 1 and max(sides) < 8 and max(sides) < 1.3 * min(sides)


def _glyph(raw: Any, text: Any, number: int) -> Glyph | None:
    """A letter with its position; None for controls. The library's own blanks are not named."""
    code = raw.FPDFText_GetUnicode(text, number)
    named = raw.FPDFText_HasUnicodeMapError(text, number) != 1
    ink = _ink(raw, text, number)
    if code < 32 and ink.left < ink.right and ink.bottom < ink.top:  # a drawn one is no control
        named = False
    if (code < 32 and named) or raw.FPDFText_IsGenerated(text, number) == 1:
        return None
    if code == 32 and not raw.FPDFText_GetTextObject(text, number):
        named = False
    letter = chr(code) if code in PHRASES else unicodedata.normalize("NFKC", chr(code))
    box = (
        raw.FS_RECTF()
    )  # the advance box of a letter; its ink alone would leave gaps between letters
    raw.FPDFText_GetLooseCharBox(text, number, box)
    if unicodedata.combining(letter[0]):  # where a mark is drawn tells whose it is
        box = ink
    bold = raw.FPDFText_GetFontWeight(text, number) >= 600 or _is_bold(raw, text, number)
    start, base = ctypes.c_double(box.left), ctypes.c_double(box.bottom)
    raw.FPDFText_GetCharOrigin(text, number, start, base)
    slant = 0.0 if box is ink else _slant(raw, text, number)
    glyph = Glyph(
        letter,
        box.left - slant * (box.bottom - base.value),
        box.right - slant * (box.top - base.value),
        box.bottom,
        box.top,
        _size(raw, text, number),
        bold,
        base.value,
        number,
        start.value,
        (ink.bottom, ink.top),
        named,
    )
    is_whole = letter in "._-" and not _is_dotted(raw, text, number)
    width = ink.right - ink.left if is_whole else 0.0
    return replace(glyph, text=STROKE, named=True) if repairs.is_stroke(glyph, width) else glyph


def _origin(raw: Any, text: Any, number: int) -> tuple[float, float]:
    across, up = ctypes.c_double(-1), ctypes.c_double(-1)
    raw.FPDFText_GetCharOrigin(text, number, across, up)
    return across.value, up.value


def _is_dotted(raw: Any, text: Any, number: int) -> bool:
    """Whether a full stop is a part of an ellipsis."""
    places = [_origin(raw, text, near) for near in (number - 1, number, number + 1)]
    return places[1] in (places[0], places[2])


def _is_bold(raw: Any, text: Any, number: int) -> bool:
    """Whether a letter's font calls itself bold, as Word's and LibreOffice's do, whose weights are not told."""
    name = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(text, number, name, len(name), ctypes.c_int())
    return _BOLD.search(name.value) is not None


def _slant(raw: Any, text: Any, number: int) -> float:
    """How far a letter leans to the right, relative to its height: programs slant fonts without italics."""
    matrix = raw.FS_MATRIX()
    is_told = raw.FPDFText_GetMatrix(text, number, matrix) and abs(matrix.b) < 0.01 < matrix.d
    return matrix.c / matrix.d if is_told else 0.0


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
