"""Leaves out what a page holds beside its text: boxes, captions of pictures, headers and footers. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from podcast.importing.pdf.glyphs import Box, Glyph, PdfPage
from podcast.importing.pdf.lines import TextLine, rows
from podcast.structs import replace

LONGEST_ASIDE = 200
"""Letters of a boxed text at most that is lifted from the text or beside it; a longer one is a part of it."""

LARGER, SMALLER = 1.12, 0.87
"""The size of a heading's letters at least and of a margin's at most, relative to those of the text."""

LONGEST_MARGIN = 80
"""Letters of a header or footer at most."""

ONE_LINE = 2.5
"""The height of a box round one line at most, relative to the font size."""

BESIDE = 3.0
"""How far from a box lines end that flow around it, relative to the font size."""

EDGE = 3.0
"""How wide the edge of a box is at most, in points."""

DRAWING = 60.0
"""The sides of an empty box that is a drawing at least, in points."""

LEAST_BESIDE = 20
"""Letters beside a picture at least where text flows around it."""

APART, MOST_UNDER = 0.7, 2.2
"""The white beside a caption at least, and how far under its picture or its line before it a line stands at
most, relative to the font size."""

WIDE = 0.75
"""How much of the page a box takes at most that stands beside the text."""


def without_asides(page: PdfPage) -> tuple[list[Glyph], list[Box]]:
    """A page's glyphs without those of boxes beside its text, and of pictures in frames with their captions.

    Also the boxes, and those of the pictures, around which its text may flow.
    """
    drawn = [glyph for glyph in page.glyphs if glyph.text.strip()]
    size = median(glyph.size for glyph in drawn) if drawn else 0.0
    largest = max((glyph.size for glyph in drawn), default=0.0)
    out: set[int] = set()
    boxes = list(page.pictures)
    for frame in page.frames:
        inside = [glyph for glyph in drawn if _holds(frame, glyph)]
        is_figure = any(_within(picture, frame) for picture in page.pictures)
        is_title = any(
            glyph.size > LARGER * size and _is_title(glyph, frame, largest) for glyph in inside
        )
        is_short = len(inside) <= LONGEST_ASIDE and 2 * len(inside) < len(drawn)
        is_beside = frame[2] - frame[0] < WIDE * page.width and not _is_cell(frame, page.frames)
        if is_short and (is_figure or (is_beside and not is_title)):
            out |= {glyph.order for glyph in inside}
            boxes.append(frame)
    for picture in page.pictures:
        out |= {glyph.order for glyph in _under(picture, drawn, size)}
    return [glyph for glyph in page.glyphs if glyph.order not in out], boxes


def around(lines: Sequence[TextLine], boxes: Sequence[Box]) -> list[TextLine]:
    """`lines` with those that end at a box beside them, or begin there, as long as if it were not there."""
    return [_across(line, boxes) for line in lines]


def _across(line: TextLine, boxes: Sequence[Box]) -> TextLine:
    for left, bottom, right, top in boxes:
        if line.top < top + line.size and bottom - line.size < line.top:
            if 0 <= line.left - right < BESIDE * line.size:
                line = replace(line, left=left)
            elif 0 <= left - line.right < BESIDE * line.size:
                line = replace(line, right=right)
    return line


def _under(picture: Box, drawn: Sequence[Glyph], size: float) -> Iterator[Glyph]:
    """The letters of a caption below a picture that text flows around: white parts them from that text."""
    left, floor, right, top = picture
    beside = (
        glyph for glyph in drawn if floor < glyph.base < top and not left < glyph.middle < right
    )
    if sum(1 for _ in beside) < LEAST_BESIDE:
        return
    for row in rows([glyph for glyph in drawn if glyph.base < floor]):
        inside = [glyph for glyph in row if left - size < glyph.middle < right + size]
        ends = (
            [min(glyph.left for glyph in inside), max(glyph.right for glyph in inside)]
            if inside
            else []
        )
        others = [glyph for glyph in row if glyph not in inside]
        is_parted = all(
            glyph.right < ends[0] - APART * size or glyph.left > ends[1] + APART * size
            for glyph in others
            if ends
        )
        if not inside:
            continue
        if not is_parted or floor - inside[0].base > MOST_UNDER * size:
            return
        yield from inside
        floor = inside[0].base


def _is_title(glyph: Glyph, frame: Box, largest: float) -> bool:
    """Whether a large letter in a box is of a title, or of a heading: one line, where a lifted one has more."""
    return glyph.size > 0.9 * largest or frame[3] - frame[1] < ONE_LINE * glyph.size


def _holds(frame: Box, glyph: Glyph) -> bool:
    left, bottom, right, top = frame
    return left < glyph.middle < right and bottom < glyph.base < top


def _within(inner: Box, outer: Box) -> bool:
    middle = ((inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2)
    return outer[0] < middle[0] < outer[2] and outer[1] < middle[1] < outer[3]


def _is_cell(frame: Box, frames: Sequence[Box]) -> bool:
    """Whether another box adjoins one, as the cells of a table do; its edge and what fills it are one."""
    left, bottom, right, top = frame
    return any(
        max(abs(one - two) for one, two in zip(other, frame, strict=True)) > EDGE
        and left - 2 < other[2]
        and other[0] < right + 2
        and bottom - 2 < other[3]
        and other[1] < top + 2
        for other in frames
    )


def without_captions(lines: list[TextLine], page: PdfPage, body: float) -> list[TextLine]:
    """A page's lines without those that stand in the middle or in small letters right below a picture."""
    out: set[int] = set()
    edge = max((line.right for line in lines), default=0.0)
    for left, bottom, right, _ in (*page.pictures, *_drawings(page)):
        floor = bottom
        for line in sorted(lines, key=lambda line: -line.top):
            is_below = line.bottom < floor and floor - line.top < 1.5 * body
            is_beside = (
                line.left > left - 0.3 * page.width and line.right < right + 0.3 * page.width
            )
            is_own = line.size < 0.95 * body or line.right < edge - 2 * body
            if is_below and is_beside and is_own and line.size < LARGER * body:
                out.add(id(line))
                floor = line.bottom + 0.3 * body
    return [line for line in lines if id(line) not in out]


def _drawings(page: PdfPage) -> Iterator[Box]:
    """The boxes of a page with nothing written in them."""
    for frame in page.frames:
        left, bottom, right, top = frame
        is_large = min(right - left, top - bottom) > DRAWING
        if is_large and not any(_holds(frame, glyph) for glyph in page.glyphs):
            yield frame


def without_margins(page: list[TextLine], is_first: bool, body: float) -> list[TextLine]:
    """A page's lines without its header and footer, where these stand on one page only.

    is_first  whether the title may stand on this page, which goes before all else.
    """
    if len(page) < 3:
        return page
    edge = max(line.right for line in page)
    first, last = page[0], page[-1]
    if sum(line.bold for line in page) > 0.5 * len(page):  # of a font that is called bold
        first, last = replace(first, bold=False), replace(last, bold=False)
    is_margin = _is_margin(first, edge, body)
    if is_first:
        is_over_title = any(line.size > LARGER * body for line in page[1:4])
        is_head = is_over_title and (is_margin or _is_folio(first))
    else:
        is_head = is_margin and _starts(page[1], edge, body)
    page = page[1:] if is_head else page
    is_apart = page[-2].bottom - last.top > 2 * body
    over = (line for line in page if line.left < last.right and line.right > last.left)
    edge = max((line.right for line in over if line.size < LARGER * body), default=edge)
    return page[:-1] if is_apart and _is_margin(last, edge, body) else page


def _is_folio(line: TextLine) -> bool:
    """Whether a line is a newspaper's over its pages: section, day, number of the issue, page."""
    return len(line.cells) > 2 and len(line.text) < LONGEST_MARGIN and not line.bold


def _is_margin(line: TextLine, edge: float, body: float) -> bool:
    """Whether a line may be a header: short, in small letters or away from where paragraphs begin."""
    is_plain = line.size < LARGER * body and not line.bold and len(line.text) < LONGEST_MARGIN
    return is_plain and (line.size < SMALLER * body or line.right < edge - 4 * body)


def _starts(line: TextLine, edge: float, body: float) -> bool:
    """Whether a line begins where paragraphs do, or is a heading."""
    return line.right > edge - 2 * body or line.size > LARGER * body or line.bold
