"""Finds columns of text whose gutter a heading, a header or a table's rows beside it interrupt. Pure.

White that runs down the whole page tells columns by itself; here the lines that keep clear of one gutter are
told from those that cross it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from podcast.importing.pdf.glyphs import Glyph
from podcast.importing.pdf.lines import rows
from podcast.structs import Frozen

CLEAR = 0.3
"""How far from the middle of a gutter no letter stands, relative to the font size."""

MOST_PLACES = 400
"""At how many places across a page a gutter is looked for."""

LEAST_LINES = 5
LEAST_WIDTH = 9
"""The lines of a column at least, and its width, relative to the font size: cells of a table are narrower."""

CELLS = 1.2
"""White that parts the cells of a table, relative to the font size."""

LONG, MANY, MOSTLY_LONG = 0.7, 0.4, 0.6
"""How wide a line is that fills its column, the share of such lines, and of the text that stands in them."""

FEW, SYNCHRONOUS = 3, 0.6
"""How many such lines are enough where fewer than the second share of lines stand side by side."""

_MARK = re.compile(r"[\d٠-٩.)(]{1,4}|[•●▪◦–-]")
"""What stands before an item of a list."""

_Rows = Sequence[Sequence[Glyph]]


class Columns(Frozen):
    """The parts of a page in reading order: what stands above two columns, the columns, what stands below."""

    above: list[Glyph]
    right: list[Glyph]
    left: list[Glyph]
    below: list[Glyph]


def columns(glyphs: Sequence[Glyph]) -> Columns | None:
    """The two columns that hold the most of a page's text; None if there are none."""
    found = rows(glyphs)
    if len(found) < LEAST_LINES:
        return None
    size = median(glyph.size for glyph in glyphs)
    low, high = min(g.left for g in glyphs), max(g.right for g in glyphs)
    step = max(CLEAR * size, (high - low) / MOST_PLACES)
    places = [low + 0.2 * (high - low) + n * step for n in range(int(0.6 * (high - low) / step))]
    runs = (run for place in places for run in _runs(found, place, step, size))
    best = max(runs, key=lambda run: (run.letters, -run.crossing), default=None)
    if best is None:
        return None
    within = [glyph for row in found[best.start : best.end] for glyph in row]
    return Columns(
        [glyph for row in found[: best.start] for glyph in row],
        [glyph for glyph in within if glyph.middle > best.place],
        [glyph for glyph in within if glyph.middle <= best.place],
        [glyph for row in found[best.end :] for glyph in row],
    )


class _Run(Frozen):
    """Lines `start` to `end` that keep clear of a gutter at `place`.

    crossing  how far the gutter is from the middle between its columns.
    """

    start: int
    end: int
    place: float
    letters: int
    crossing: float


def _runs(
    found: Sequence[Sequence[Glyph]], place: float, clear: float, size: float
) -> Iterator[_Run]:
    """The runs of lines that keep clear of a gutter at `place` and form two columns of text."""
    crossed = [is_crossed(row, place, clear) for row in found]
    start = 0
    for crosses, group in groupby(crossed):
        end = start + sum(1 for _ in group)
        if not crosses and end - start >= LEAST_LINES:
            within = [glyph for row in found[start:end] for glyph in row]
            right = [glyph for glyph in within if glyph.middle > place]
            left = [glyph for glyph in within if glyph.middle <= place]
            are_apart = _are_apart(rows(right), rows(left), size)
            if _is_text(right, size, are_apart) and _is_text(left, size, are_apart):
                edges = min(g.left for g in right) + max(g.right for g in left)
                yield _Run(start, end, place, len(within), abs(place - edges / 2))
        start = end


def is_crossed(row: Sequence[Glyph], place: float, clear: float) -> bool:
    """Whether a line crosses a gutter: by a letter, or by a blank between words as large as a title's."""
    if any(glyph.left < place + clear and glyph.right > place - clear for glyph in row):
        return True
    right = min((glyph for glyph in row if glyph.left > place), key=_left, default=None)
    left = max((glyph for glyph in row if glyph.right < place), key=_right, default=None)
    if right is None or left is None:
        return False
    return right.left - left.right < 2 * CLEAR * min(right.size, left.size)


def _left(glyph: Glyph) -> float:
    return glyph.left


def _right(glyph: Glyph) -> float:
    return glyph.right


def _are_apart(right: _Rows, left: _Rows, size: float) -> bool:
    """Whether most lines of one column stand beside none of the other's, as rows of a table do."""
    bases = [line[0].base for line in left]
    level = sum(any(abs(line[0].base - base) < 0.15 * size for base in bases) for line in right)
    return level < SYNCHRONOUS * min(len(right), len(left))


def _is_text(part: Sequence[Glyph], size: float, are_apart: bool) -> bool:
    """Whether a part of a page is a column of text: most of it stands in lines that fill it.

    Some lines are enough where no lines stand side by side.
    """
    lines = rows(part)
    if len(lines) < LEAST_LINES:
        return False
    widths = [max(g.right for g in line) - min(g.left for g in line) for line in lines]
    full = [
        width
        for line, width in zip(lines, widths, strict=True)
        if width > LONG * max(widths) and not is_parted(line, size)
    ]
    if are_apart and len(full) >= FEW and max(widths) > 2 * LEAST_WIDTH * size:
        return True
    is_wide = max(widths) > LEAST_WIDTH * size and len(full) > MANY * len(lines)
    return is_wide and sum(full) > MOSTLY_LONG * sum(widths)


def is_parted(line: Sequence[Glyph], size: float) -> bool:
    """Whether white within a line is wider than between words: it is a row of cells, not a list's item."""
    ordered = sorted(line, key=lambda glyph: glyph.left)
    reach = ordered[0].right
    for place, glyph in enumerate(ordered[1:], 1):
        is_mark = _MARK.fullmatch("".join(one.text for one in ordered[place:]))
        if glyph.left - reach > CELLS * size and not is_mark:
            return True
        reach = max(reach, glyph.right)
    return False
