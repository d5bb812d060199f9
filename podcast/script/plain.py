"""A pasted article: paragraphs, headings and lists told from the shape of its lines alone.

A heading is short, has no final mark, begins after a gap, and something longer follows it. Three
short lines in a row are verse or a list, never headings. A question is a heading only among other
headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from podcast.script.block import Block, fold, has_words, is_mark, tidy
from podcast.script.lists import Marked, marked

_WIDEST_WRAP = 130
_HEADING_WORDS, _HEADING_WIDTH = 15, 100
_TITLE_WORDS, _TITLE_WIDTH = 20, 140

_CLOSERS = "\"'”’»›)]}*_ \u200f\u200e"
_FINAL = tuple(".!…،؛:,;۔")
_QUESTION = ("؟", "?")
_QUOTED = re.compile(r"""["'“‘«‹(].*["'”’»›)]|[-–—].*""")
_NOTE = re.compile(r"\s*\[\d{1,3}\]$")
_HASHES = re.compile(r"(#{1,6})\s+(.*?)[\s#]*")
_ASIDE = re.compile(r"(?:و|ف)(?:هل|لماذا|ماذا|كيف|أين|متى|لم|لمَ|من|ما|أي|كم)\s|(?:و|ف)?لكن\s|أليس")
# Who wrote it, where, when: short and without a mark, but no heading.
_CREDIT = re.compile(
    r"بقلم[\s:]|(?:كتب|كتبت|كتبه|كتبها|إعداد|تحرير|ترجمة|تصوير|مراجعة|تدقيق|المصدر|المصادر|الكاتب|الكاتبة"
    r"|التاريخ|تاريخ النشر|نشر في|نُشر في|آخر تحديث|تقديم)\s*[:/]"
    r"|[0-9٠-٩۰-۹]{1,2}\s+\S+(?:\s+\S+)?\s+[0-9٠-٩۰-۹]{4}\s*(?:م|هـ)?$"
    r"|[0-9٠-٩۰-۹]{1,4}[/.-][0-9٠-٩۰-۹]{1,2}[/.-][0-9٠-٩۰-۹]{1,4}$"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph or heading. `before` and `after`: whether a blank line is there."""

    text: str
    line: int
    before: bool
    after: bool

    @property
    def mark(self) -> Marked | None:
        return marked(self.text)


def blocks(text: str) -> list[Block]:
    """The blocks of an article: its title of level 1, headings of level 2, items, paragraphs."""
    pieces = _pieces(tidy(text))
    if not pieces:
        return []
    items = _items(pieces)
    levels = _levels(pieces, items)
    return [
        _block(piece, item, level) for piece, item, level in zip(pieces, items, levels, strict=True)
    ]


def _block(piece: _Piece, item: Marked | None, level: int) -> Block:
    if hashes := _HASHES.fullmatch(piece.text):
        return Block(hashes[2], piece.line, level=len(hashes[1]))
    if item:
        return Block(item.rest, piece.line, "item")
    return Block(piece.text, piece.line, level=level)


# --- lines to paragraphs -------------------------------------------------------------------------


def _pieces(text: str) -> list[_Piece]:
    """Lines joined where an editor broke them, otherwise each a paragraph of its own."""
    lines = [(number, fold(line)) for number, line in enumerate(text.split("\n"), 1)]
    told = groupby(lines, key=lambda line: bool(line[1]) and not _is_rule(line[1]))
    groups = [list(group) for is_text, group in told if is_text]
    width = _wrap_width([[line for _, line in group] for group in groups])
    pieces: list[_Piece] = []
    for group in groups:
        joined = list(_joined(group, width))
        last = len(joined) - 1
        pieces += (
            _Piece(line, number, at == 0, at == last) for at, (number, line) in enumerate(joined)
        )
    return pieces


def _is_rule(line: str) -> bool:
    return len(line) >= 3 and len(set(line) - {" "}) == 1 and not has_words(line)


def _wrap_width(groups: list[list[str]]) -> int:
    """The width at which an editor broke the lines, or 0 where line ends are the author's.

    An editor fills a line until the next word does not fit: so it did if most breaks are such.
    """
    lines = [line for group in groups for line in group]
    if max(map(len, lines), default=0) > 3 * _WIDEST_WRAP:
        return 0
    width = max(map(_width, lines), default=0)
    breaks = [pair for group in groups for pair in pairwise(group)]
    full = sum(_room(line, below, width) < width * 0.08 for line, below in breaks)
    return width if width <= _WIDEST_WRAP and breaks and full >= 0.7 * len(breaks) else 0


def _width(line: str) -> int:
    return sum(not is_mark(character) for character in line)


def _room(line: str, below: str, width: int) -> int:
    """How much of `width` would be free if the next line's first word had stayed on `line`."""
    return width - _width(line) - 1 - _width(below.partition(" ")[0])


def _joined(group: list[tuple[int, str]], width: int) -> Iterator[tuple[int, str]]:
    start, parts = group[0][0], [group[0][1]]
    for (_, above), (number, line) in pairwise(group):
        room = _room(above, line, width)
        ended = above.rstrip(_CLOSERS).endswith((*_FINAL, *_QUESTION))
        runs_on = room < width * (0.1 if ended else 0.4)
        if width and runs_on and not marked(line) and not _HASHES.fullmatch(line):
            parts.append(line)
            continue
        yield start, " ".join(parts)
        start, parts = number, [line]
    yield start, " ".join(parts)


# --- lists ---------------------------------------------------------------------------------------


def _items(pieces: Sequence[_Piece]) -> list[Marked | None]:
    """For each piece its marker, if it is a list item. A lone number is a heading or a sentence."""
    marks = [piece.mark for piece in pieces]
    numbered = [False, *(mark is not None and mark.numbered for mark in marks), False]
    return [
        mark if mark and (not mark.numbered or numbered[at] or numbered[at + 2]) else None
        for at, mark in enumerate(marks)
    ]


# --- headings ------------------------------------------------------------------------------------


def _levels(pieces: Sequence[_Piece], items: Sequence[Marked | None]) -> list[int]:
    """1 for the title, 2 for a heading, 0 for a paragraph."""
    gaps = sum(piece.before for piece in pieces[1:])
    dense = gaps * 4 < len(pieces) - 1
    if dense:
        pieces = [replace(piece, before=True) for piece in pieces]
    shaped = [
        item is None and _is_short(piece.text, _HEADING_WORDS, _HEADING_WIDTH)
        for piece, item in zip(pieces, items, strict=True)
    ]
    placed = [
        shape and piece.before and (piece.after or _leads(pieces, shaped, at))
        for at, (piece, shape) in enumerate(zip(pieces, shaped, strict=True))
    ]
    titled = len(pieces) > 1 and items[0] is None and _is_title(pieces, shaped)
    placed[0] = False
    levels = _without_runs(placed)
    return [1 if titled else 0, *_without_asides(pieces, levels)[1:]]


def _leads(pieces: Sequence[_Piece], shaped: Sequence[bool], at: int) -> bool:
    """Whether a paragraph, not another short line, stands right under a short line."""
    return at + 1 < len(pieces) and not shaped[at + 1]


def _is_title(pieces: Sequence[_Piece], shaped: Sequence[bool]) -> bool:
    first = pieces[0]
    asks = _ending(first.text).endswith((*_QUESTION, "!"))
    return (
        (first.after or _leads(pieces, shaped, 0))
        and _is_short(first.text, _TITLE_WORDS, _TITLE_WIDTH, even=asks)
        and not _QUOTED.fullmatch(first.text)
    )


def _is_short(text: str, words: int, width: int, *, even: bool = False) -> bool:
    """Whether `text` has the shape of a heading; `even` if it ends in a mark."""
    if len(text) > 4 * width or _width(text) > width or len(text.split()) > words:
        return False
    if _QUOTED.fullmatch(text) or _CREDIT.match(text) or not has_words(text):
        return False
    return even or not _ending(text).endswith(_FINAL)


def _ending(text: str) -> str:
    return _NOTE.sub("", text).rstrip(_CLOSERS)


def _without_runs(placed: Sequence[bool]) -> list[int]:
    levels: list[int] = []
    for is_heading, run in groupby(placed):
        length = len(list(run))
        levels += [2 if is_heading and length < 3 else 0] * length
    return levels


def _without_asides(pieces: Sequence[_Piece], levels: Sequence[int]) -> list[int]:
    """`levels` without the questions a text asks in passing, which are paragraphs."""
    asks = [_ending(piece.text).endswith(_QUESTION) for piece in pieces]
    plain = sum(level == 2 and not ask for level, ask in zip(levels, asks, strict=True))
    asking = sum(level == 2 and ask for level, ask in zip(levels, asks, strict=True))
    believed = plain > 0 or asking > 1
    return [
        0 if ask and (not believed or _ASIDE.match(piece.text)) else level
        for piece, level, ask in zip(pieces, levels, asks, strict=True)
    ]
