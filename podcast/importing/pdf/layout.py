"""Puts lines into reading order, and groups them into headings, paragraphs, list items and tables.

Columns are found by cutting the page at its widest white gaps, horizontally and vertically in turn (the
recursive X-Y cut of Nagy and Seth, 1984); of two columns the right one is read first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise
from statistics import median

from podcast.importing.pdf.glyphs import Glyph, PdfPage
from podcast.importing.pdf.lines import TextLine, line_of, rows

GUTTER = 0.9
"""The least gap between columns, relative to the font size."""

_MARKER = re.compile(r"\W*(?:[\d٠-٩]{1,2}|[ا-ي]|[a-z])?[.)\-–]?\W*")
"""The bullet or number of a list's item, by itself; figures of a table's first column are longer."""

LONGEST_CELL = 40
"""Letters of a table's cells on average; lines of columns of text are longer."""

LEAST_ROWS = 3
"""Rows of a table, its head among them; two lines may leave the same gaps by chance."""

_ITEM = re.compile(r"(?:[•●▪◦‣∙■□➢✓\uf000-\uf0ff]\s*|[·*\-–—]\s+)(?=\S)")
_LEADERS = re.compile(r"(?:[.…·]\s?){5,}")
"""What a table of contents fills its lines with."""

_STAMP = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}[،,]? \d{1,2}:\d\d|^(?=.*\d/\d).*(?:https?|file)://"
)

_PAGE_NUMBER = re.compile(
    r"[\s|\-–—]*(?:صفحة|الصفحة|page)?\s*[\d٠-٩]{1,4}\s*(?:(?:من|/|of)\s*[\d٠-٩]{1,4})?[\s|\-–—]*|[ا-ي]|[ivx]+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, a heading (`level` from 1), a list item, or a table (`rows` of cells)."""

    text: str
    level: int = 0
    is_item: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(pages: Sequence[PdfPage]) -> list[TextBlock]:
    """The document's blocks, without running headers and page numbers."""
    by_page = [_without_page_number(list(_lines(page))) for page in pages]
    repeated = _running(by_page)
    lines = [
        [
            line
            for line in page
            if _shape(line.text) not in repeated and not _LEADERS.search(line.text)
        ]
        for page in by_page
    ]
    every = [line for page in lines for line in page]
    if not every:
        return []
    body = _body_size(every)
    ranks = _ranks(every, body)
    found: list[TextBlock] = []
    for page in lines:
        _append(found, list(_blocks(page, body, ranks)))
    return found


def _lines(page: PdfPage) -> Iterator[TextLine]:
    blanks = [glyph for glyph in page.glyphs if not glyph.text.strip()]
    for region in _cut(_printed([glyph for glyph in page.glyphs if glyph.text.strip()])):
        yield from (line_of(row, blanks) for row in rows(region))


def _printed(glyphs: list[Glyph]) -> list[Glyph]:
    """A page's glyphs without what browsers print at its top and bottom: date, title, address, number."""
    found = rows(glyphs)
    stamps = [row for row in (*found[:1], *found[1:][-1:]) if _STAMP.search(line_of(row).text)]
    out = {glyph.order for row in stamps for glyph in row}
    return [glyph for glyph in glyphs if glyph.order not in out]


def _cut(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Split a page into regions in reading order: bands from the top, columns in each from the right."""
    size = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    bands = _split(glyphs, 0.9 * size, lambda glyph: (glyph.bottom, glyph.top))
    regions: list[list[Glyph]] = []
    for band in reversed(bands):
        if regions and _belongs(band, regions[-1], size):
            regions[-1] = regions[-1] + band
        else:
            regions.append(band)
    return [column for region in regions for column in reversed(_columns(region, size))]


def _belongs(band: list[Glyph], region: list[Glyph], size: float) -> bool:
    """Whether a band continues the columns of the region above, or both have a single column."""
    is_single = len(_columns(region, size)) == 1 and len(_columns(band, size)) == 1
    return is_single or len(_columns(region + band, size)) > 1


def _columns(glyphs: list[Glyph], size: float) -> list[list[Glyph]]:
    """The columns of a region, from the left: several if white separates them and each has three lines."""
    columns = _split(glyphs, GUTTER * size, lambda glyph: (glyph.left, glyph.right))
    return (
        columns if len(columns) > 1 and all(len(rows(part)) > 2 for part in columns) else [glyphs]
    )


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


def _running(by_page: list[list[TextLine]]) -> set[str]:
    """The shapes of running headers and footers: lines on at least half of the pages, and on three."""
    ends = [{_shape(line.text) for line in (*page[:2], *page[-2:])} for page in by_page]
    counts = Counter(shape for page in ends for shape in page if shape)
    least = max(3, len(by_page) / 2)
    return {shape for shape, times in counts.items() if times >= least}


def _without_page_number(page: list[TextLine]) -> list[TextLine]:
    for place in (-1, 0):
        if page and _PAGE_NUMBER.fullmatch(page[place].text):
            del page[place]
    return page


def _body_size(lines: Sequence[TextLine]) -> float:
    """The font size of most letters."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0]


def _ranks(lines: Sequence[TextLine], body: float) -> dict[float, int]:
    """The heading level of each font size larger than the body's, from 1 for the largest."""
    sizes = sorted({round(line.size, 1) for line in lines if line.size > 1.12 * body}, reverse=True)
    return {size: level for level, size in enumerate(sizes[:5], 1)}


def _blocks(lines: list[TextLine], body: float, ranks: dict[float, int]) -> Iterator[TextBlock]:
    """Group a page's lines into blocks."""
    steps = [above.bottom - below.top for above, below in pairwise(lines)]
    usual = median([step for step in steps if step > -body] or [0.0])
    group: list[TextLine] = []
    tables = dict(_tables(lines))
    within = {place for start, end in tables.items() for place in range(start, end)}
    for place, line in enumerate(lines):
        if place in within:
            if group:
                yield _block(group, body, ranks)
            group = []
            if place in tables:
                yield _table(lines[place : tables[place]])
            continue
        if group and _begins(group[-1], line, steps[place - 1], usual, lines, body):
            yield _block(group, body, ranks)
            group = []
        group.append(line)
    if group:
        yield _block(group, body, ranks)


def _tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The start and end of each table: rows with the same number of cells, whose gaps line up."""
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _is_table(lines[start : end + 1]):
            end += 1
        if end - start >= LEAST_ROWS:
            yield start, end
            start = end
        else:
            start += 1


def _is_table(lines: Sequence[TextLine]) -> bool:
    count = len(lines[0].cells)
    if count < 2 or any(len(line.cells) != count for line in lines):
        return False
    if any(_MARKER.fullmatch(line.cells[0].text) for line in lines):  # a list
        return False
    if sum(len(line.text) for line in lines) > LONGEST_CELL * count * len(lines):  # columns of text
        return False
    corridors = (
        min(line.cells[n].left for line in lines) - max(line.cells[n + 1].right for line in lines)
        for n in range(count - 1)
    )
    return all(white > 0.5 * lines[0].size for white in corridors)


def _table(lines: Sequence[TextLine]) -> TextBlock:
    cells = tuple(tuple(cell.text for cell in line.cells) for line in lines)
    return TextBlock("\n".join(" ".join(row) for row in cells), rows=cells)


def _begins(
    above: TextLine, line: TextLine, step: float, usual: float, lines: list[TextLine], body: float
) -> bool:
    """Whether `line` begins a new block after `above`."""
    if (
        abs(above.size - line.size) > 0.1 * body
        or above.bold != line.bold
        or _ITEM.match(line.text)
    ):
        return True
    if step > usual + 0.45 * body or step < -4 * body:  # a gap, or the top of the next column
        return step > 0 or above.text.rstrip().endswith((".", "؟", "!", ":", "»"))
    alike = [other for other in lines if abs(other.size - above.size) < 0.1 * body]
    edge = min(
        other.left for other in alike if other.left < above.right and other.right > above.left
    )
    white = above.left - edge
    ends = above.text.rstrip().endswith((".", "؟", "!", ":", "…", "»"))
    return white > (4 * body if ends else 0.35 * (above.right - edge))  # longer words are rare


def _block(group: list[TextLine], body: float, ranks: dict[float, int]) -> TextBlock:
    text = _bracketed(" ".join(line.text for line in group))
    item = _ITEM.match(text)
    if item:
        return TextBlock(text[item.end() :], is_item=True)
    level = ranks.get(round(group[0].size, 1), 0)
    is_short = len(text) <= 120 and not text.rstrip().endswith((".", "،", "؛"))
    if not level and group[0].bold and is_short:
        level = len(ranks) + 1
    return TextBlock(text, level if is_short else 0)


def _bracketed(text: str) -> str:
    """`text` with its brackets the right way round: some PDFs store them mirrored."""
    for opening, closing in ("()", "[]", "«»"):
        marks = text.count(opening) + text.count(closing)
        if marks % 2 == 0 and not _balances(text, opening, closing):
            turns = cycle((opening, closing))
            parts = re.split(f"[{re.escape(opening + closing)}]", text)
            text = parts[0] + "".join(next(turns) + part for part in parts[1:])
    text = re.sub(r"(?<=[\w.،؛:]) ?([(\[«]) ?", r" \1", text)
    return re.sub(r" ?([)\]»]) ?(?=\w)", r"\1 ", text)


def _balances(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == opening) - (letter == closing)
        if depth < 0:
            return False
    return depth == 0


def _append(found: list[TextBlock], page: list[TextBlock]) -> None:
    """Append a page's blocks, joining a paragraph that continues from the previous page."""
    if found and page:
        before, block = found[-1], page[0]
        is_text = not (before.level or block.level or block.is_item or before.rows or block.rows)
        if is_text and re.search(r"[\w،؛,]$", before.text):
            found[-1] = TextBlock(f"{before.text} {block.text}", is_item=before.is_item)
            del page[0]
    found += page
