"""Puts lines into reading order, without what is printed at the ends of each page.

Columns are found by cutting the page at its widest white gaps, horizontally and vertically in turn (the
recursive X-Y cut of Nagy and Seth, 1984); of two columns the right one is read first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median, median_low

from podcast.importing.pdf import grouping, margins, notes
from podcast.importing.pdf.columns import LEAST_WIDTH, columns, is_crossed, is_parted
from podcast.importing.pdf.glyphs import Glyph, PdfPage
from podcast.importing.pdf.grouping import TextBlock
from podcast.importing.pdf.lines import TextLine, line_of, rows
from podcast.importing.pdf.margins import LONGEST_MARGIN

GUTTER, NARROW_GUTTER = 0.9, 0.6
"""The least gap between columns, and between long ones, relative to the font size."""

HEAD_GAP = 8.0
"""The least white between a header and the number of its page in one line, relative to the font size."""

LARGE = 1.4
"""How much larger than the text's the letters of a title are."""

HEAD_LINES, HALF = 3, 0.55
"""Lines at the top of a page among which its title begins, and how much of its width it takes at least."""

FILLED = 0.8
"""The width of most lines of a column of text, relative to its widest: the cells of a table differ more."""

_LEADERS = re.compile(r"(?:[.…·]\s?){5,}")
"""What a table of contents fills its lines with."""

_STAMP = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[،,]? \d{1,2}:\d\d|^(?=.*\d/\d).*(?:https?|file)://"
)

_PAGE_NUMBER = re.compile(
    r"[\s|\-–—]*(?:صفحة|الصفحة|page)?\s*[\d٠-٩]{1,4}\s*(?:(?:من|/|of|(?<=\s))\s*[\d٠-٩]{1,4})?[\s|\-–—]*|[ا-ي]|[ivx]+",
    re.I,
)


def blocks(pages: Sequence[PdfPage]) -> list[TextBlock]:
    """The document's blocks, without running headers and page numbers."""
    texts = [margins.without_asides(page) for page in pages]
    unmarked = [notes.without_marks(glyphs) for glyphs, _ in texts]
    by_page = [
        _without_page_number(margins.around(list(_lines(glyphs)), boxes))
        for (glyphs, _), (_, boxes) in zip(unmarked, texts, strict=True)
    ]
    repeated = _running(by_page)
    lines = [
        [
            line
            for line in page
            if not _is_running(line, repeated) and not _LEADERS.search(line.text)
        ]
        for page in by_page
    ]
    every = [line for page in lines for line in page]
    if not every:
        return []
    numbers = notes.bracketed_marks(every).union(*(marks for _, marks in unmarked))
    body = grouping.body_size(every)
    whole = lines
    lines = [notes.without_notes(page, numbers, body) for page in lines]
    have_notes = whole != lines
    lines = [
        margins.without_margins(margins.without_captions(found, page, body), not number, body)
        for number, (found, page) in enumerate(zip(lines, pages, strict=True))
    ]
    found: list[TextBlock] = []
    for page in grouping.blocks(lines):
        _append(found, page)
    return found if have_notes else notes.without_endnotes(found, numbers)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[TextLine]:
    blanks = [glyph for glyph in glyphs if not glyph.text.strip()]
    for region in _cut(_printed([glyph for glyph in glyphs if glyph.text.strip()])):
        yield from (line_of(row, blanks) for row in rows(region))


def _printed(glyphs: list[Glyph]) -> list[Glyph]:
    """A page's glyphs without what is printed at its top and bottom: its number; date, title, address."""
    found = rows(glyphs)
    ends = [(row, line_of(row)) for row in (*found[:1], *found[1:][-1:])]
    stamps = [
        row
        for row, line in ends
        if _STAMP.search(line.text) or _PAGE_NUMBER.fullmatch(line.text) or _is_head(line)
    ]
    out = {glyph.order for row in stamps for glyph in row}
    return [glyph for glyph in glyphs if glyph.order not in out]


def _is_head(line: TextLine) -> bool:
    """Whether a line is a page's number and a short text at its other end."""
    if len(line.cells) != 2 or len(line.text) > LONGEST_MARGIN:
        return False
    right, left = line.cells
    numbers = [cell for cell in line.cells if _PAGE_NUMBER.fullmatch(cell.text)]
    return len(numbers) == 1 and right.left - left.right > HEAD_GAP * line.size


def _cut(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Split a page into regions in reading order: bands from the top, columns in each from the right."""
    above, below = _headline(glyphs)
    if above and below:
        return [above, *_cut(below)]
    if found := columns(glyphs):
        parts = (found.above, found.right, found.left, found.below)
        return [region for part in parts if part for region in _cut(part)]
    size = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    bands = _split(glyphs, 0.9 * size, lambda glyph: (glyph.bottom, glyph.top))
    regions: list[list[Glyph]] = []
    for band in reversed(bands):
        if regions and _belongs(band, regions[-1], size):
            regions[-1] = regions[-1] + band
        else:
            regions.append(band)
    return [column for region in regions for column in reversed(_columns(region, size))]


def _headline(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The lines down to a title in large letters at the top, and those below it: it spans all columns."""
    found = rows(glyphs)
    size = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    start = next((n for n, row in enumerate(found[:HEAD_LINES]) if _is_large(row, size)), None)
    if start is None or not _spans(found[start], glyphs):
        return [], list(glyphs)
    following = (n for n in range(start, len(found)) if not _is_large(found[n], size))
    end = next(following, len(found))
    parts = (found[:end], found[end:])
    above, below = ([glyph for row in part for glyph in row] for part in parts)
    return above, below


def _spans(row: Sequence[Glyph], glyphs: Sequence[Glyph]) -> bool:
    """Whether a title spans a page, in one part: headings of two columns may stand in one line."""
    size = median(glyph.size for glyph in row)
    return _width(row) > HALF * _width(glyphs) and not is_parted(row, size)


def _is_large(row: Sequence[Glyph], size: float) -> bool:
    return min(glyph.size for glyph in row) > LARGE * size


def _belongs(band: list[Glyph], region: list[Glyph], size: float) -> bool:
    """Whether a band continues the columns of the region above, or both have a single column."""
    is_single = len(_columns(region, size)) == 1 and len(_columns(band, size)) == 1
    return is_single or len(_columns(region + band, size)) > 1


def _columns(glyphs: list[Glyph], size: float) -> list[list[Glyph]]:
    """The columns of a region, from the left: several if white separates them and each has three lines.

    A gutter that many lines leave free may be narrow. Cells of a table and numbers of a list are no columns.
    """
    for gutter, least in ((GUTTER, 3), (NARROW_GUTTER, 8)):
        parts = _split(glyphs, gutter * size, lambda glyph: (glyph.left, glyph.right))
        lines = [rows(part) for part in parts]
        fewest = 4 if _are_alike(parts) else least
        if (
            len(parts) > 1
            and all(len(part) >= min(least, fewest) for part in lines)
            and all(_width(part) > LEAST_WIDTH * size for part in parts)
            and _are_text(lines)
            and not _are_crossed(glyphs, parts, size)
        ):
            return parts
    return [glyphs]


def _are_crossed(glyphs: Sequence[Glyph], parts: Sequence[Sequence[Glyph]], size: float) -> bool:
    """Whether a title crosses the gutters between parts: the blanks of large letters are as wide."""
    large = [row for row in rows(glyphs) if _is_large(row, size)]
    edges = [max(glyph.right for glyph in part) for part in parts[:-1]]
    return any(is_crossed(row, edge + 0.01, 0.0) for row in large for edge in edges)


def _are_alike(columns: Sequence[Sequence[Glyph]]) -> bool:
    """Whether columns have the same width, as those of a page do."""
    widths = [_width(column) for column in columns]
    return max(widths, default=0.0) < 1.02 * min(widths, default=0.0)


def _width(glyphs: Sequence[Glyph]) -> float:
    return max(glyph.right for glyph in glyphs) - min(glyph.left for glyph in glyphs)


def _are_text(columns: Sequence[Sequence[Sequence[Glyph]]]) -> bool:
    """Whether lines side by side fill their columns, as running text does."""
    return all(_fill(lines) > FILLED for lines in columns)


def _fill(lines: Sequence[Sequence[Glyph]]) -> float:
    """How wide the lines of a column are, relative to the widest: the median."""
    widths = [_width(line) for line in lines]
    return median(widths) / max(widths)


def _split(
    glyphs: list[Glyph], gap: float, span: Callable[[Glyph], tuple[float, float]]
) -> list[list[Glyph]]:
    """Groups separated by gaps of at least `gap` points, in ascending order along the axis of `span`."""
    groups: list[list[Glyph]] = []
    reach = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: span(glyph)[0]):
        low, high = span(glyph)
        if groups and low - reach < gap:
            groups[-1].append(glyph)
            reach = max(reach, high)
        else:
            groups.append([glyph])
            reach = high
    return groups


def _shape(text: str) -> str:
    """A line without digits and spaces, to compare running headers between pages."""
    return re.sub(r"[\d٠-٩\s]+", "", text)


def _is_running(line: TextLine, repeated: Mapping[str, tuple[float, float]]) -> bool:
    """Whether a line is a running header; the title that is repeated in one stands in larger letters."""
    size, height = repeated.get(_shape(line.text), (0.0, 0.0))
    return line.size <= 1.1 * size and abs(line.bottom - height) < size


def _running(by_page: list[list[TextLine]]) -> dict[str, tuple[float, float]]:
    """The shapes of running headers and footers, their font sizes, and how high they stand.

    They are lines at one height of at least half of the pages, and of three; of two pages, at the same end of
    both. A second line is one of a header only where the first is.
    """
    found: dict[str, tuple[float, float]] = {}
    for depth in (0, 1):
        ends: dict[str, list[TextLine]] = {}
        for page in by_page:
            for line in _ends(page, depth, found):
                ends.setdefault(_shape(line.text), []).append(line)
        found |= {
            shape: (median(line.size for line in lines), median_low(line.bottom for line in lines))
            for shape, lines in ends.items()
            if _are_running(shape, lines, len(by_page))
        }
    return found


def _ends(
    page: Sequence[TextLine], depth: int, found: Mapping[str, tuple[float, float]]
) -> list[TextLine]:
    """The lines of a page with `depth` running ones before or behind them; a repeated one once."""
    ends = {
        _shape(way[depth].text): way[depth]
        for way in (page, page[::-1])
        if len(way) > depth and all(_shape(line.text) in found for line in way[:depth])
    }
    return list(ends.values())


def _are_running(shape: str, lines: Sequence[TextLine], pages: int) -> bool:
    if pages == 2:
        return len(shape) > 3 and _level(lines) == 2
    return bool(shape) and _level(lines) >= max(3, pages / 2)


def _level(found: Sequence[TextLine]) -> int:
    """How many lines stand at one height of their pages."""
    middle = median_low(line.bottom for line in found)
    return sum(abs(line.bottom - middle) < 0.5 * line.size for line in found)


def _without_page_number(page: list[TextLine]) -> list[TextLine]:
    for place in (-1, 0):
        if page and _PAGE_NUMBER.fullmatch(page[place].text):
            del page[place]
    return page


def _append(found: list[TextBlock], page: list[TextBlock]) -> None:
    """Append a page's blocks, joining a paragraph that continues from the previous page."""
    if found and page:
        before, block = found[-1], page[0]
        is_text = not (before.level or block.level or block.is_item or before.rows or block.rows)
        is_text = is_text and not before.is_whole
        if is_text and re.search(r"[\w،؛,]$", before.text):
            text = f"{before.text} {block.text}"
            found[-1] = TextBlock(text, is_item=before.is_item, is_whole=block.is_whole)
            del page[0]
    found += page
