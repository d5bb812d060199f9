"""Joins the lines of a pasted text into paragraphs by telling an editor's line breaks from the author's.

The lines of verses are always the author's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from podcast.formats.text import are_verses, folded
from podcast.script.draft import has_words, is_mark
from podcast.script.lists import marked
from podcast.structs import Frozen

_NARROWEST, _WIDEST = 40, 130
MOST_INDENTED = 0.5
"""Share of a text's lines up to which those that are set in begin paragraphs."""

_FULL, _RAGGED = 0.1, 0.25
_CLOSERS = "\"'”’»›)]}*_ \u200f\u200e"
_ENDS = (".", "!", "?", "؟", ":", "۔")


class WrappedLines(Frozen):
    """A paragraph, a heading or a verse. `before` and `after` say whether a blank line is there."""

    text: str
    line: int
    before: bool
    after: bool
    is_verse: bool = False


class _SourceLine(Frozen):
    number: int
    text: str
    raw: str
    indented: bool


def pieces(text: str) -> list[WrappedLines]:
    """Lines joined where an editor wrapped them; otherwise each is a paragraph of its own."""
    lines = [
        _SourceLine(number, folded(line), line, line[:2].isspace() and len(line) > 1)
        for number, line in enumerate(text.split("\n"), 1)
    ]
    runs = groupby(lines, key=lambda line: bool(line.text) and not _is_rule(line.text))
    groups = [list(group) for is_text, group in runs if is_text]
    verses = [are_verses([line.raw for line in group]) for group in groups]
    prose = [group for group, is_verse in zip(groups, verses, strict=True) if not is_verse]
    wrap = _wrap_width(prose)
    wrapped: list[WrappedLines] = []
    indented = sum(line.indented for line in lines)
    begins = 0 < indented < MOST_INDENTED * sum(bool(line.text) for line in lines)
    for group, is_verse in zip(groups, verses, strict=True):
        joined = list(_joined(group, 0 if is_verse else wrap, begins))
        last = len(joined) - 1
        wrapped += (
            WrappedLines(part, index, nth == 0, nth == last, is_verse)
            for nth, (index, part) in enumerate(joined)
        )
    return wrapped


def _is_rule(line: str) -> bool:
    return len(line) >= 3 and len(set(line) - {" "}) == 1 and not has_words(line)


def _wrap_width(groups: list[list[_SourceLine]]) -> int:
    """The width at which an editor wrapped the lines, or 0 if the line ends are the author's.

    An editor fills a line until the next word does not fit. So the lines were wrapped if most breaks are of
    this kind, not counting those that end a paragraph or begin a list item.
    """
    lines = [line.text for group in groups for line in group]
    if max(map(len, lines), default=0) > 3 * _WIDEST:
        return 0
    wrap = max(map(columns, lines), default=0)
    breaks = [pair for group in groups for pair in pairwise(group)]
    inner = [pair for pair in breaks if not _ends(pair[0]) and not marked(pair[1].text)]
    full = sum(_room(line, below, wrap) < wrap * _FULL for line, below in inner)
    return wrap if _NARROWEST <= wrap <= _WIDEST and full > 0.6 * len(inner) else 0


def columns(text: str) -> int:
    """The width of `text` in columns; vowel marks have none."""
    return sum(not is_mark(character) for character in text)


def _ends(line: _SourceLine) -> bool:
    return line.text.rstrip(_CLOSERS).endswith(_ENDS)


def _room(line: _SourceLine, below: _SourceLine, wrap: int) -> int:
    """The columns of `wrap` left free if the next line's first word were moved up to `line`."""
    return wrap - columns(line.text) - 1 - columns(below.text.partition(" ")[0])


def _joined(group: list[_SourceLine], wrap: int, begins: bool) -> Iterator[tuple[int, str]]:
    """The first line and the text of each paragraph; `begins`: whether an indented line begins one."""
    start, parts = group[0].number, [group[0].text]
    for above, line in pairwise(group):
        under_item = line.indented and marked(parts[0]) and not marked(line.text)
        is_first = begins and line.indented and not above.indented and not marked(above.text)
        if under_item or (not is_first and _runs_on(above, line, wrap)):
            parts.append(line.text)
            continue
        yield start, " ".join(parts)
        start, parts = line.number, [line.text]
    yield start, " ".join(parts)


def _runs_on(above: _SourceLine, line: _SourceLine, wrap: int) -> bool:
    if not wrap or marked(line.text) or line.text.startswith("#"):
        return False
    return _room(above, line, wrap) < wrap * (_FULL if _ends(above) else _RAGGED)
