"""The names of the months, solar and lunar, in all Arabic traditions."""

from __future__ import annotations

from functools import cache

from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene

_COLUMNS = {"standard": 1, "levant": 2, "maghreb": 3}


@cache
def _names() -> frozenset[str]:
    cells = [cell for row in rows("months.tsv", 5) for cell in row[1:]]
    cells += [cell for row in rows("hijri.tsv", 3) for cell in row[1:]]
    return frozenset(fold(name) for cell in cells for name in words(cell))


def month_name(month: int, dialect: str, *, hijri: bool = False) -> str:
    """The name of month 1-12 in `dialect` ("standard", "levant", "maghreb")."""
    if hijri:
        return rows("hijri.tsv", 3)[month - 1][1]
    return rows("months.tsv", 5)[month - 1][_COLUMNS.get(dialect, 1)]


def month_at(scene: Scene, index: int) -> int:
    """The number of tokens of the month's name at `index`: 0, 1 or 2."""
    one, two = scene[index], scene[index + 1]
    if one.kind != "word":
        return 0
    if two.kind == "word" and f"{one.key} {two.key}" in _names():
        return 2
    return 1 if one.key in _names() or one.key.removeprefix("ال") in _names() else 0
