"""Glyphs → lines of text in reading order: right to left, with numbers and Latin left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from podcast.importing.pdf.glyphs import Glyph


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line's text, its box in points, the size of its letters, and whether they are bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand at one height, from the top row down.

    Blanks are let go: some files have them at no place at all; `_is_gap` sees where the page shows white.
    """
    found: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.text.strip()), key=lambda one: -one.middle):
        if found and _beside(found[-1], glyph):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _beside(row: list[Glyph], glyph: Glyph) -> bool:
    bottom = min(one.bottom for one in row[-40:])
    top = max(one.top for one in row[-40:])
    inside = min(top, glyph.top) - max(bottom, glyph.bottom)
    return inside > 0.4 * min(top - bottom, glyph.top - glyph.bottom)


def line_of(row: Sequence[Glyph]) -> TextLine:
    """A row as a line of text."""
    drawn = [glyph for glyph in row if glyph.text.strip()]
    size = sorted(glyph.size for glyph in drawn)[len(drawn) // 2]
    bold = sum(glyph.bold for glyph in drawn) > len(drawn) / 2
    box = (
        min(glyph.left for glyph in drawn),
        max(glyph.right for glyph in drawn),
        min(glyph.bottom for glyph in drawn),
        max(glyph.top for glyph in drawn),
    )
    return TextLine(_text(row), *box, size, bold)


def _text(row: Sequence[Glyph]) -> str:
    """Right to left by place, then each run of figures and Latin the other way round."""
    if not any(_direction(glyph.text) == "R" for glyph in row):
        return _folded(_spaced(sorted(row, key=lambda glyph: glyph.left)))
    ordered = sorted(row, key=_seat)
    text = ""
    last: Glyph | None = None
    for run, way in _runs(ordered):
        if last and _is_gap(last, run[0]):
            text += " "
        text += _spaced(list(reversed(run)) if way == "L" else run)
        last = run[-1]
    return _folded(text)


def _folded(text: str) -> str:
    """One blank between words, none before a stop; a per cent sign behind its figure."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" (?=[.،؛,:؟!)\]»])", "", text)
    return re.sub(r"([%٪])\s?(\d[\d.,٫٬]*)(?!\d|[%٪])", r"\2\1", text)


def _seat(glyph: Glyph) -> tuple[float, int]:
    """A mark is drawn over its letter: it comes after it."""
    is_mark = unicodedata.combining(glyph.text[0]) > 0
    return (-(glyph.left + glyph.right) / 2, is_mark)


def _direction(text: str) -> str:
    """ "R", "L" or "" for what takes its direction from its neighbours."""
    kinds = {unicodedata.bidirectional(character) for character in text}
    if kinds & {"R", "AL"}:
        return "R"
    return "L" if kinds & {"L", "EN", "AN"} else ""


def _runs(ordered: Sequence[Glyph]) -> list[tuple[list[Glyph], str]]:
    """Glyphs in runs of one direction. A sign between figures or Latin letters belongs to them."""
    ways = [_direction(one.text) for one in ordered]
    for place, way in enumerate(ways):
        if way == "" and 0 < place < len(ways) - 1:
            before = next((one for one in reversed(ways[:place]) if one), "R")
            after = next((one for one in ways[place + 1 :] if one), "R")
            ways[place] = "L" if before == after == "L" else "R"
        elif way == "":
            ways[place] = "R"
    for place, way in enumerate(ways):  # 50% and $5: the sign is beside its figure
        beside = [ways[n] for n in (place - 1, place + 1) if 0 <= n < len(ways)]
        if way == "R" and ordered[place].text in "%٪$€£°" and "L" in beside:
            ways[place] = "L"
    runs: list[tuple[list[Glyph], str]] = []
    for glyph, way in zip(ordered, ways, strict=True):
        if runs and runs[-1][1] == way:
            runs[-1][0].append(glyph)
        else:
            runs.append(([glyph], way))
    return runs


def _spaced(glyphs: Sequence[Glyph]) -> str:
    """Text of a run, with a blank wherever the page shows a gap."""
    text = ""
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if before is not None and _is_gap(before, glyph):
            text += " "
        text += glyph.text
    return text


def _is_gap(glyph: Glyph, other: Glyph) -> bool:
    """Whether the page shows white between two glyphs, whichever stands first."""
    white = max(glyph.left, other.left) - min(glyph.right, other.right)
    return white > 0.18 * max(glyph.size, other.size)
