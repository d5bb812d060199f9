"""Forms lines of text in reading order from glyphs: right to left, with numbers and Latin left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from podcast.importing.pdf.glyphs import Glyph


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line's text, its box in points, its font size, and whether it is bold."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one line, from the top row down.

    Blanks are let go: some files have them at no place at all; `_is_gap` sees where the page shows white.
    """
    found: list[list[Glyph]] = []
    for glyph in sorted(
        (glyph for glyph in glyphs if glyph.text.strip()), key=lambda glyph: -glyph.base
    ):
        if found and _beside(found[-1], glyph):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _beside(row: list[Glyph], glyph: Glyph) -> bool:
    """Whether a glyph stands on a row's line, or a little off it, as marks of notes do."""
    last = row[-1]
    return last.base - glyph.base < 0.35 * max(last.size, glyph.size)


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
    """The text right to left by position, with runs of digits and Latin reversed."""
    if not any(_direction(glyph.text) == "R" for glyph in row):
        return _folded(_spaced(sorted(row, key=lambda glyph: glyph.left)))
    ordered = _unstacked(sorted(row, key=lambda glyph: -glyph.middle))
    text = ""
    last: Glyph | None = None
    for run, way in _runs(ordered):
        if last and _is_gap(last, run[0]):
            text += " "
        text += _spaced(list(reversed(run)) if way == "L" else run)
        last = run[-1]
    return _folded(text)


def _folded(text: str) -> str:
    """The text with single blanks between words, none before punctuation, and per cent signs after figures."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r" (?=[.،؛,:؟!)\]»])", "", text)
    return re.sub(r"([%٪])\s?(\d[\d.,٫٬]*)(?!\d|[%٪])", r"\2\1", text)


def _unstacked(ordered: list[Glyph]) -> list[Glyph]:
    """Right to left; letters drawn one over the other («لمح» in some fonts) as the file has them."""
    steps = [
        two.order - glyph.order for glyph, two in pairwise(ordered) if not _overlap(glyph, two)
    ]
    way = 1 if sum(step > 0 for step in steps) * 2 >= len(steps) else -1
    for place in range(1, len(ordered)):
        glyph, two = ordered[place - 1], ordered[place]
        if (
            _overlap(glyph, two)
            and (two.order - glyph.order) * way < 0
            and abs(two.order - glyph.order) < 3
        ):
            ordered[place - 1], ordered[place] = two, glyph
    return ordered


def _overlap(glyph: Glyph, two: Glyph) -> bool:
    """Whether two glyphs share half of the narrower one's width."""
    shared = min(glyph.right, two.right) - max(glyph.left, two.left)
    return shared > 0.5 * min(glyph.right - glyph.left, two.right - two.left)


def _direction(text: str) -> str:
    """ "R", "L", or "" for a neutral character."""
    kinds = {unicodedata.bidirectional(glyph) for glyph in text}
    if kinds & {"R", "AL"}:
        return "R"
    return "L" if kinds & {"L", "EN", "AN"} else ""


def _runs(ordered: Sequence[Glyph]) -> list[tuple[list[Glyph], str]]:
    """Runs of glyphs in one direction. A sign between digits or Latin letters belongs to them."""
    ways = [_direction(glyph.text) for glyph in ordered]
    for place, way in enumerate(ways):
        if way == "" and 0 < place < len(ways) - 1:
            before = next((glyph for glyph in reversed(ways[:place]) if glyph), "R")
            after = next((glyph for glyph in ways[place + 1 :] if glyph), "R")
            ways[place] = "L" if before == after == "L" else "R"
        elif way == "":
            ways[place] = "R"
    for place, way in enumerate(ways):  # 50% and $5: the sign is next to its figure
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
    """The text of a run, with a blank wherever the page shows a gap."""
    text = ""
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if before is not None and _is_gap(before, glyph):
            text += " "
        text += glyph.text
    return text


def _is_gap(glyph: Glyph, other: Glyph) -> bool:
    """Whether there is white between two glyphs, whichever comes first."""
    white = max(glyph.left, other.left) - min(glyph.right, other.right)
    return white > 0.18 * max(glyph.size, other.size)
