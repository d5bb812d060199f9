"""Tables that only place text, as what stands in them. Pure; on pandoc's tree of a document.

What is pasted from a web page into a document often stands in a table of one cell, and letters set their text
beside a picture by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

PARAGRAPHS, LETTERS = 3, 300
"""Paragraphs and letters of a cell that holds a text, at least."""


def without_tables(blocks: Iterable[Any]) -> list[Any]:
    """`blocks` with what stands in tables that have one column or row, or a text in a cell, in their place."""
    return [part for block in blocks for part in _parts(block)]


def _parts(block: Any) -> Iterator[Any]:
    if not isinstance(block, dict):
        yield block
        return
    if block.get("t") == "Div":
        yield {**block, "c": [block["c"][0], without_tables(block["c"][1])]}
        return
    rows = list(_rows(block)) if block.get("t") == "Table" else []
    cells = [cell for row in rows for cell in row]
    is_line = len(rows) == 1 or all(len(row) == 1 for row in rows)
    if cells and (is_line or any(map(_is_text, cells))):
        for cell in cells:
            yield from without_tables(map(_paragraph, cell))
    else:
        yield block


def _rows(table: Any) -> Iterator[list[list[Any]]]:
    """The rows of a table, as the blocks of their cells; cells without text are left out."""
    _, _, _, head, bodies, foot = table["c"]
    groups = [head[1], *(part for body in bodies for part in body[2:4]), foot[1]]
    for row in (row for group in groups for row in group):
        if cells := [cell[4] for cell in row[1] if _length(cell[4])]:
            yield cells


def _is_text(cell: Sequence[Any]) -> bool:
    is_headed = any(block.get("t") == "Header" for block in cell)
    return is_headed or (len(cell) >= PARAGRAPHS and _length(cell) >= LETTERS)


def _paragraph(block: Any) -> Any:
    """A block that stands by itself: cells have theirs without white around them."""
    return {**block, "t": "Para"} if block.get("t") == "Plain" else block


def _length(node: Any) -> int:
    """How many letters a part of a tree has."""
    if isinstance(node, list):
        return sum(map(_length, node))
    if isinstance(node, dict):
        said = node.get("c", [])
        return len(said) if node.get("t") == "Str" else _length(said)
    return 0
