"""Tables of a PDF page: lines whose parts stand under each other, also on the next page. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podcast.importing.pdf.lines import TextCell, TextLine
from podcast.structs import replace

_MARKER = re.compile(r"\W*(?:[\d٠-٩]{1,2}|[ا-ي]|[a-z])?[.)\-–]?\W*")
"""The bullet or number of a list's item, by itself; figures of a table's first column are longer."""

LONGEST_CELL = 40
"""Letters of a table's cells on average; lines of columns of text are longer."""

LEAST_ROWS = 3
"""Rows of a table, its head among them; two lines may leave the same gaps by chance."""

MOST_APART = 2.5
"""How far a row may stand from the next one of its table, relative to the font size."""


def tables(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
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


def with_filled_rows(lines: Sequence[TextLine]) -> list[TextLine]:
    """`lines` with the cells of rows above and below a table that fill its columns, as its head may."""
    done = list(lines)
    for start, end in tables(lines):
        for places in (range(start - 1, -1, -1), range(end, len(lines))):
            for place in places:
                cells = _filled(done[place], lines[start:end])
                if not cells:
                    break
                done[place] = replace(done[place], cells=cells)
    return done


def _filled(line: TextLine, rows: Sequence[TextLine]) -> tuple[TextCell, ...]:
    """The cells of a line whose parts stand in the columns of a table, one or more in each; else none."""
    top, bottom = max(row.top for row in rows), min(row.bottom for row in rows)
    if min(abs(line.bottom - top), abs(bottom - line.top)) > MOST_APART * line.size:
        return ()
    columns = [
        (min(row.cells[n].left for row in rows), max(row.cells[n].right for row in rows))
        for n in range(len(rows[0].cells))
    ]
    inside: list[list[TextCell]] = [[] for _ in columns]
    for part in line.parts:
        over = [
            n for n, (left, right) in enumerate(columns) if left < part.right and part.left < right
        ]
        if len(over) != 1:
            return ()
        inside[over[0]].append(part)
    return tuple(map(_joined, inside)) if all(inside) else ()


def _joined(parts: Sequence[TextCell]) -> TextCell:
    return TextCell(" ".join(part.text for part in parts), parts[-1].left, parts[0].right)


def with_whole_tables(pages: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    """Pages with the rows that go on with a page's last table moved to it from the top of the next."""
    done: list[list[TextLine]] = []
    for page in pages:
        before = done[-1] if done else []
        start = next((start for start, end in tables(before) if end == len(before)), None)
        count = 0
        while start is not None and count < len(page) and _is_table([*before[start:], page[count]]):
            before.append(page[count])
            count += 1
        done.append(list(page[count:]))
    return done
