"""Finds footnotes in a PDF: the small raised numbers in its text, and the notes at the foot of a page. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from statistics import median

from podcast.importing.pdf.glyphs import Glyph
from podcast.importing.pdf.grouping import TextBlock
from podcast.importing.pdf.lines import TextLine
from podcast.structs import replace

SMALL = 0.92
"""The size of a note and of its number at most, relative to the letters of the text."""

RAISED = (0.12, 0.9)
"""How far above its line a number stands, relative to the size of the text's letters."""

NEAR = 0.7
"""How far from its word a number stands at most, relative to the size of the text's letters."""

_UNITS = ("م", "كم", "سم", "مم", "ملم", "دسم")
"""What a raised 2 or 3 is the power of; elsewhere it is a note's number."""

_NUMBER = re.compile(r"[\d٠-٩*†]")
_NOTE = re.compile(r"\W{0,2}?([\d٠-٩]{1,3}|[*†])(?![\d.,٫/]*[\d٠-٩])")
_ENDNOTE = re.compile(r"(\d{1,3})\. ")
_ARABIC = re.compile("[\u0621-\u06d3]")
_END = re.compile('[A-Za-z\u0621-\u06d3\u064b-\u0652.،؛:؟!»«)(\\]\\["”“]')
"""What stands before a note's number; brackets may be stored mirrored."""


def without_marks(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], set[str]]:
    """A page's glyphs without the numbers that refer to notes, and these numbers.

    The number before a note is set on the note's line.
    """
    drawn = [glyph for glyph in glyphs if glyph.text.strip()]
    size = median([glyph.size for glyph in drawn] or [0.0])
    ordered = sorted(drawn, key=_base)
    bases = [glyph.base for glyph in ordered]
    changed: dict[int, Glyph | None] = {}
    numbers: set[str] = set()
    for run in _small_numbers(drawn, SMALL * size):
        low, high = run[0].base - RAISED[1] * size, run[0].base - RAISED[0] * run[0].size
        below = ordered[bisect_left(bases, low) : bisect_right(bases, high)]
        before, behind = _before(run, below, size), _behind(run, below, size)
        text = "".join(glyph.text for glyph in sorted(run, key=_left))
        if before is not None and not (text in "23" and _word(before, below) in _UNITS):
            numbers.add(text)
            changed |= dict.fromkeys(glyph.order for glyph in run)
        elif before is None and behind is not None:
            changed |= {glyph.order: replace(glyph, base=behind.base) for glyph in run}
    kept = [changed.get(glyph.order, glyph) for glyph in glyphs]
    return [glyph for glyph in kept if glyph is not None], numbers


def _small_numbers(drawn: Sequence[Glyph], most: float) -> Iterator[list[Glyph]]:
    """Runs of figures side by side whose size is at most `most`, by their order in the file."""
    run: list[Glyph] = []
    for glyph in drawn:
        is_figure = glyph.size <= most and _NUMBER.fullmatch(glyph.text)
        if run and is_figure and glyph.base == run[-1].base and glyph.order - run[-1].order < 3:
            run.append(glyph)
            continue
        if run:
            yield run
        run = [glyph] if is_figure else []
    if run:
        yield run


def _before(run: Sequence[Glyph], below: Sequence[Glyph], size: float) -> Glyph | None:
    """The last letter of the word a number stands behind, at its right."""
    edge = max(glyph.right for glyph in run)
    near = [
        glyph
        for glyph in below
        if -0.5 * size < glyph.left - edge < NEAR * size
        and glyph.middle > edge
        and glyph.size > run[0].size
    ]
    last = min(near, key=_left, default=None)
    # beside the first letter of a Latin word, which stands at its left, it is no power
    return last if last is not None and _END.fullmatch(last.text[-1]) else None


def _behind(run: Sequence[Glyph], below: Sequence[Glyph], size: float) -> Glyph | None:
    """The first letter of what follows a number, at its left."""
    edge = min(glyph.left for glyph in run)
    near = (
        glyph
        for glyph in below
        if 0 <= edge - glyph.right < 3 * size and _ARABIC.search(glyph.text)
    )
    return max(near, key=lambda glyph: glyph.right, default=None)


def _word(last: Glyph, below: Sequence[Glyph]) -> str:
    """The word that ends with a letter, as far as its letters touch."""
    word, edge = last.text, last.right
    line = sorted((glyph for glyph in below if abs(glyph.base - last.base) < 1), key=_left)
    for glyph in line:
        if glyph.left > last.left and glyph.left - edge < 0.1 * last.size:
            word, edge = glyph.text + word, glyph.right
    return word


def without_notes(lines: Sequence[TextLine], numbers: set[str], body: float) -> list[TextLine]:
    """A page's lines without its notes: small lines from one with a note's number or no Arabic on.

    numbers  of the notes that the text refers to.
    body     the size of the text's letters, in points.
    """
    kept = []
    is_note = False
    for line in lines:
        found = _NOTE.match(line.text)
        is_small = line.size <= SMALL * body
        begins = found is not None and found[1] in numbers
        begins = begins or (bool(numbers) and not _ARABIC.search(line.text))  # a source
        is_note = is_small and (is_note or begins)
        if not is_note:
            kept.append(line)
    return kept


def without_endnotes(found: list[TextBlock], numbers: set[str]) -> list[TextBlock]:
    """A document's blocks without those at its end that are numbered as the marks in its text are."""
    count = len(numbers)
    last = [begun[1] if (begun := _ENDNOTE.match(one.text)) else "" for one in found[-count:]]
    wanted = [str(number) for number in range(1, count + 1)]
    return (
        found[:-count] if count and sorted(numbers) == sorted(wanted) and last == wanted else found
    )


def bracketed_marks(lines: Sequence[TextLine]) -> set[str]:
    """The numbers of notes that stand in the text in brackets: [3]."""
    return {mark for line in lines for mark in re.findall(r"\w ?\[(\d{1,3})\]", line.text)}


def _base(glyph: Glyph) -> float:
    return glyph.base


def _left(glyph: Glyph) -> float:
    return glyph.left
