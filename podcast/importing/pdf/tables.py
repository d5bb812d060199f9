"""Tables of a PDF page: lines whose parts stand under each other, also on the next page. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podcast.importing.pdf.lines import TextLine

_MARKER = re.compile(r"\W*(?:[\d٠-٩]{1,2}|[ا-ي]|[a-z])?[.)\-–]?\W*")
"""The bullet or number of a list's item, by itself; figures of a table's first column are longer."""

LONGEST_CELL = 40
"""Letters of a table's cells on average; lines of columns of text are longer."""

LEAST_ROWS = 3
"""Rows of a table, its head among them; two lines may leave the same gaps by chance."""


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
