"""Tells pages whose letters are drawn over one another: what stands there cannot be read, nor trusted. Pure.

Programs that reckon the width of a text with one font and draw it with another (wkhtmltopdf, some printers) set
parts of a line over others, so that figures end up within words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from podcast.importing.pdf.glyphs import Glyph, PdfPage
from podcast.importing.pdf.lines import ARABIC, rows

SHARED = 0.4
"""How much of the narrower of two letters lies over the other, where one is drawn over it."""

LEVEL = 0.1
"""How far apart the baselines of two letters of one line are at most, relative to the font size."""

MOST_PAIRS, LEAST = 0.4, 30
"""Share of a line's letters that lie over others, of which more are no chance, and of how many letters.

A figure in a word is one too many, twice.
"""

FAR, MOST_FAR = 8, 3
"""How many letters of the file are between those of one word at most, and how many pairs of a line may be
further from each other: a word over another has more."""

ALIKE = 1.3
"""How much larger one of two letters is at most: a larger one is a watermark's."""


def is_overdrawn(pages: Sequence[PdfPage]) -> bool:
    """Whether a line of a document has parts that are drawn over others."""
    return any(_is_row_overdrawn(row) for page in pages for row in rows(page.glyphs))


def _is_row_overdrawn(row: Sequence[Glyph]) -> bool:
    pairs = list(_pairs(row))
    figures = sum(_is_figure_in_word(one, other) for one, other in pairs)
    far = sum(
        abs(one.order - other.order) > FAR and abs(one.start - other.start) > LEVEL
        for one, other in pairs
    )
    return figures > 1 or far > MOST_FAR or len(pairs) > MOST_PAIRS * max(LEAST, len(row))


def _pairs(row: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph]]:
    """The neighbours of a line of which one is drawn over the other; a letter drawn twice is bold."""
    drawn = sorted((glyph for glyph in row if not glyph.is_mark), key=lambda glyph: glyph.middle)
    for one, other in pairwise(drawn):
        sizes = sorted((one.size, other.size))
        width = min(one.right - one.left, other.right - other.left)
        shared = min(one.right, other.right) - max(one.left, other.left)
        is_level = abs(one.base - other.base) < LEVEL * sizes[0]
        is_other = is_level and one.text != other.text
        if width > 0 and shared > SHARED * width and is_other and sizes[1] <= ALIKE * sizes[0]:
            yield one, other


def _is_figure_in_word(one: Glyph, other: Glyph) -> bool:
    return any(
        first.text.isdigit() and bool(ARABIC.search(second.text))
        for first, second in ((one, other), (other, one))
    )
