"""Repairs glyphs that a file draws rightly and names wrongly, or sets beside their line. Pure.

Programs write the letters of a ligature, of a letter that carries its mark, and of a stretched line as they see
fit. What is drawn tells more than what is named: a digit does not lie flat on its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from podcast.importing.pdf.glyphs import Glyph
from podcast.structs import replace

FLAT = 0.15
"""The height below which a letter or digit is the stroke that stretches a word, relative to the font size."""

LONG, ON_LINE = 2.0, 0.03
"""How much longer than high a stroke is at least, and how near to the line it stands: a dash is over it."""

RAISED = 0.75
"""How far from its line a letter may be set for the sake of its mark, relative to the font size."""

MOST_RAISED = 24
"""Glyphs of a line at most that are such letters, and no line of their own."""

LOW = 0.3
"""What letters cover and marks over or under them do not: a height over the line, relative to the font size."""

LEAST_ROOM = 0.08
"""The width of the narrowest letter, an alef, relative to the font size."""

_TALL = "اأإآلطظكد"
"""Arabic letters that are never flat, as a seen may be."""

_HIGH = "'\"`^*’/\\|()[]{}!?&%$#@;:؛"
"""Signs that hang below no capital's height, or are as high as one."""

_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")


def is_stroke(glyph: Glyph, width: float = 0.0) -> bool:
    """Whether what is called a letter, a digit or a full stop is a kashida, as LibreOffice stretches lines by.

    width  of what is drawn, in points: a full stop is about as wide as it is high.
    """
    bottom, top = glyph.ink
    if glyph.text in "._-" and width > LONG * (top - bottom):
        return abs(bottom - glyph.base) < ON_LINE * glyph.size
    is_latin = glyph.text.isascii() and glyph.text.isalnum()
    is_tall = is_latin or glyph.text in _TALL or glyph.text in _HIGH or not glyph.named
    is_low = abs(bottom - glyph.base) < FLAT * glyph.size
    return is_tall and is_low and 0 < top - bottom < FLAT * glyph.size


def on_their_lines(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` with letters on their lines that browsers set as high as the mark they carry.

    Such a letter and its mark are one glyph where the letter's own has no name: it gets the room that is left
    free for it between its neighbours. Where there is no room, it is the mark of the letter that stands there.
    """
    heights: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.text.strip() and not glyph.is_mark:
            heights.setdefault(round(glyph.base, 1), []).append(glyph)
    astray = {
        glyph.order: height
        for height, row in heights.items()
        if len(row) <= MOST_RAISED and all(_is_marked(glyph) for glyph in row)
        for glyph in row
    }
    lines = [row for height, row in heights.items() if height not in set(astray.values())]
    walls = [glyph for glyph in glyphs if glyph.named and not glyph.text.strip()]
    settled = (
        _settled(glyph, lines, walls) if glyph.order in astray else glyph for glyph in glyphs
    )
    return [glyph for glyph in settled if glyph is not None]


def _is_marked(glyph: Glyph) -> bool:
    """Whether a glyph is an Arabic letter together with its mark."""
    has_mark = any(unicodedata.combining(letter) for letter in glyph.text)
    return has_mark and bool(_ARABIC.search(glyph.text))


def _reaches(glyph: Glyph, base: float) -> bool:
    """Whether what is drawn of a glyph is a letter on the line at `base`, and no mark over or under it."""
    bottom, top = glyph.ink
    return bottom < base + LOW * glyph.size < top


def _settled(
    glyph: Glyph, lines: Sequence[Sequence[Glyph]], walls: Sequence[Glyph]
) -> Glyph | None:
    """A glyph on its line, in the room left for it there; None if it is a mark whose line is on another page.

    walls  the blanks that the file has.
    """
    reach = RAISED * glyph.size
    near = [
        row
        for row in lines
        if abs(row[0].base - glyph.base) < reach
        and any(_ARABIC.search(other.text) for other in row)
        and any(abs(other.middle - glyph.middle) < 1.5 * glyph.size for other in row)
    ]
    if not near:
        return glyph if _reaches(glyph, glyph.base) else None
    row = min(near, key=lambda row: abs(row[0].base - glyph.base))
    if _reaches(glyph, row[0].base):
        return replace(glyph, base=row[0].base)
    row = [*row, *(wall for wall in walls if abs(wall.base - row[0].base) < 1)]
    left = max((other.right for other in row if other.middle < glyph.middle), default=glyph.left)
    right = min((other.left for other in row if other.middle >= glyph.middle), default=glyph.right)
    if right - left < LEAST_ROOM * glyph.size:
        marks = "".join(letter for letter in glyph.text if unicodedata.combining(letter))
        return replace(glyph, text=marks)
    return replace(
        glyph,
        base=row[0].base,
        bottom=min(other.bottom for other in row),
        top=max(other.top for other in row),
        start=-1.0,
        left=left if 0 < glyph.left - left < 0.6 * glyph.size else glyph.left,
        right=right if 0 < right - glyph.right < 0.6 * glyph.size else glyph.right,
    )
