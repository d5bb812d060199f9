"""The tables of `data/`, each loaded once, on first use.

A TSV table begins with comment lines (`#`) on its columns and sources, followed by rows of tab-separated cells;
cells missing at the end of a row are empty. Words may have any marks; look-ups use `letters.fold`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _text(name: str) -> str:
    return (files("podcast.arabic") / "data" / name).read_text(encoding="utf-8")


def lines(name: str) -> list[str]:
    """The lines of `data/<name>` after its comments, unparsed: for a table too long to split into cells."""
    found = _text(name).rstrip("\n").split("\n")
    return found[next(at for at, line in enumerate(found) if line and line[0] != "#") :]


def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/<name>`, each with exactly `columns` cells."""
    lines = (line for line in _text(name).splitlines() if line.strip() and line[0] != "#")
    cells = ([*map(str.strip, line.split("\t", columns)), *[""] * columns] for line in lines)
    return tuple(tuple(row[:columns]) for row in cells)


@cache
def words(cell: str) -> tuple[str, ...]:
    """The alternatives in one cell, separated by `|`."""
    return tuple(word for part in cell.split("|") if (word := part.strip()))


@cache
def toml(name: str) -> dict[str, Any]:
    """`data/<name>` as TOML."""
    return tomllib.loads(_text(name))
