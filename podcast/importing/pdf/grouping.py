"""Groups the lines of a PDF page into headings, paragraphs, list items and tables. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise
from statistics import median

from podcast.importing.pdf.lines import ARABIC, TextLine, with_units
from podcast.importing.pdf.tables import tables, with_filled_rows, with_whole_tables
from podcast.structs import Frozen, replace

FEW = 6
"""Lines below which a page does not tell how wide its text is."""

APART, CLOSED = 0.45, 0.33
"""How much further apart than lines of a paragraph two paragraphs are, and behind the end of a sentence."""

INDENT, MOST_INDENT = 0.6, 2.5
"""How far in the first line of a paragraph begins at least and at most, relative to the font size."""

ASIDE, WORDY = 3.0, 25
"""The white of a box within a paragraph at least, relative to the font size; the letters of a line over it."""

ROOMY = 1.3
"""How much wider than a word the white is that would hold it, as its width is only guessed by its letters."""

CENTRED = 1.5
"""The white at both ends of a line that stands in the middle at least, relative to the font size."""

EVEN = 0.5
"""How long the shorter half of a verse is at least, relative to the longer one."""

_ITEM = re.compile(r"(?:[•●▪◦‣∙■□➢✓\uf000-\uf0ff]\s*|[·*\-–—]\s+)(?=\S)")
_AT_SLASH = re.compile(r"(?<=[^\W\d_])/ (?=[^\W\d_])")
"""Where a line may be broken within a word."""

_DASHES = "-–—"
_NUMBERED = re.compile(r"([\d٠-٩]{1,2})\s?[.)\-–]\s?(?=[^\W\d_])")
"""The number of a list's item before its words."""


class TextBlock(Frozen):
    """A paragraph, a heading (`level` from 1), a list item, or a table (`rows` of cells).

    is_whole  whether its last line is short, so that it does not go on at the top of the next page.
    """

    text: str
    level: int = 0
    is_item: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    is_whole: bool = False


def body_size(lines: Sequence[TextLine]) -> float:
    """The font size of most letters."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0]


class _Setting(Frozen):
    """How a document is set.

    body   the font size of its text, in points.
    bold   whether its text is bold: then bold tells no heading.
    ranks  the heading level of each font size larger than the text's, from 1 for the largest.
    lines  all of its lines.

    has_speech  whether dashes begin what somebody says: some ask, others answer.
    """

    body: float
    bold: bool
    ranks: dict[float, int]
    lines: Sequence[TextLine]
    has_speech: bool = False


def _setting(lines: Sequence[TextLine]) -> _Setting:
    body = body_size(lines)
    sizes = sorted({round(line.size, 1) for line in lines if line.size > 1.12 * body}, reverse=True)
    text = [line for line in lines if round(line.size, 1) == body]
    bold = sum(len(line.text) for line in text if line.bold)
    return _Setting(
        body,
        2 * bold > sum(len(line.text) for line in text),
        {size: level for level, size in enumerate(sizes[:5], 1)},
        lines,
        _has_speech([line.text.rstrip() for line in lines if line.text[0] in _DASHES]),
    )


def _has_speech(lines: Sequence[str]) -> bool:
    asking = sum(line.endswith("؟") for line in lines)
    answering = sum(line.endswith((".", "!", "…")) for line in lines)
    return asking > 0 and answering > 0 and 2 * (asking + answering) > len(lines)


def blocks(pages: Sequence[Sequence[TextLine]]) -> Iterator[list[TextBlock]]:
    """The blocks of each page."""
    every = [line for page in pages for line in page]
    if not every:
        yield from ([] for _ in pages)
        return
    setting = _setting(every)
    filled = [with_filled_rows(page) for page in pages]
    found = [list(_blocks(page, setting)) for page in with_whole_tables(filled)]
    bold = len(setting.ranks) + 1
    asked = [block.text for page in found for block in page if block.level == bold]
    if len(asked) > 2 and all(text.rstrip().endswith("؟") for text in asked):  # an interview
        found = [
            [replace(one, level=0) if one.level == bold else one for one in page] for page in found
        ]
    yield from found


def _blocks(lines: Sequence[TextLine], setting: _Setting) -> Iterator[TextBlock]:
    """Group a page's lines into blocks."""
    steps = [above.step_to(below) for above, below in pairwise(lines)]
    usual = _usual_step(lines, steps, setting)
    group: list[TextLine] = []
    found = dict(tables(lines))
    within = {place for start, end in found.items() for place in range(start, end)}
    for place, line in enumerate(lines):
        if place in within:
            if group:
                yield _block(group, lines, setting)
            group = []
            if place in found:
                yield from _table(lines[place : found[place]])
            continue
        apart = usual * max(1.0, line.size / setting.body) if usual > 0 else usual
        if group and _begins(group, line, steps[place - 1] - apart, lines, setting):
            yield _block(group, lines, setting)
            group = []
        group.append(line)
    if group:
        yield _block(group, lines, setting)


def _usual_step(lines: Sequence[TextLine], steps: Sequence[float], setting: _Setting) -> float:
    """How far apart lines of a paragraph stand: those behind a full line, as paragraphs may be short."""
    within = [
        step
        for (above, below), step in zip(pairwise(lines), steps, strict=True)
        if step > -setting.body
        and above.size == below.size
        and not _is_short(above, lines, setting)
    ]
    told = within if len(within) >= FEW else [step for step in steps if step > -setting.body]
    inside = [
        step
        for (above, below), step in zip(pairwise(lines), steps, strict=True)
        if step > -setting.body and above.size == below.size and _is_inside(above, lines, setting)
    ]
    return min(median(told or [0.0]), median(inside or told or [0.0]))


def _is_inside(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> bool:
    """Whether a line surely is within a paragraph: it is long, and ends no sentence."""
    is_text = len(line.text) > WORDY and not _ends(line)
    return is_text and not _is_short(line, page, setting)


def _table(lines: Sequence[TextLine]) -> Iterator[TextBlock]:
    """The rows of a table, or the verses that stand in two columns."""
    cells = tuple(tuple(_celled(cell.text) for cell in line.cells) for line in lines)
    if all(map(_is_verse, cells)):
        yield from (TextBlock("  \n".join(row)) for row in cells)
    else:
        yield TextBlock("\n".join(" ".join(row) for row in cells), rows=cells)


def _is_verse(row: Sequence[str]) -> bool:
    """Whether the cells of a row are the halves of a verse: of several words, about as long as each other."""
    lengths = sorted(map(len, row))
    is_even = len(row) == 2 and EVEN * lengths[1] < lengths[0]
    return is_even and all(
        len(half.split()) > 2 and not re.search(r"\d", half) and ARABIC.search(half) for half in row
    )


def _begins(
    group: list[TextLine],
    line: TextLine,
    gap: float,
    page: Sequence[TextLine],
    setting: _Setting,
) -> bool:
    """Whether `line` begins a new block after the lines of `group`.

    gap  how much further it stands from the line above than lines of the page usually do, in points.
    """
    above, body = group[-1], setting.body
    is_other = abs(above.size - line.size) > 0.1 * body or above.bold != line.bold
    if is_other or _item(line.text, setting) or _begins_item(group, line):
        return True
    if setting.has_speech and line.text[0] in _DASHES and _ends(above):
        return True
    is_set_in = (
        _item(group[0].text, setting) and _inset(group[0], page, setting) > INDENT * line.size
    )
    if is_set_in and _inset(line, page, setting) < INDENT * line.size / 2:
        return True
    is_moved = abs(line.right - above.right) > line.size
    if is_moved and _is_centred(above, page, setting) != _is_centred(line, page, setting):
        return True
    is_column = line.bottom > above.top
    if not is_column and line.size > 1.12 * body and _leaves_room(above, page, setting):
        return True
    if is_column or gap > (CLOSED if _ends(above) else APART) * max(body, line.size):
        is_cut = gap > ASIDE * body and _is_full(above, page, setting)
        return not (is_column or is_cut) or _ends(above)
    is_indented = _ends(above) and _is_indented(line, group, page, setting)
    return (
        is_indented or _is_short(above, page, setting) or _leaves_word(above, line, page, setting)
    )


def _is_centred(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> bool:
    """Whether a line leaves as much white at either end, as verses and the signs between sections do."""
    others = list(_beside(line, page, setting))
    if len(others) < FEW:
        return False
    right = max(other.right for other in others) - line.right
    left = line.left - min(other.left for other in others)
    return min(left, right) > CENTRED * line.size and abs(left - right) < line.size


def _item(text: str, setting: _Setting) -> re.Match[str] | None:
    """The mark that an item of a list begins with; the dash of a dialogue is none."""
    found = _ITEM.match(text)
    return None if found and setting.has_speech and text[0] in _DASHES else found


def _is_indented(
    line: TextLine, group: Sequence[TextLine], page: Sequence[TextLine], setting: _Setting
) -> bool:
    """Whether a line begins further in than the column, as the first line of each paragraph does.

    The line above it begins where the column does, or is the only one of its paragraph.
    """
    inset = _inset(line, page, setting)
    edge = line.right + inset
    is_first = len(group) == 1 and abs(group[0].right - line.right) < 1
    is_at_edge = edge - group[-1].right < INDENT * line.size / 2
    return inset > INDENT * line.size and (
        is_at_edge or (is_first and inset < MOST_INDENT * line.size)
    )


def _inset(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> float:
    """How much further in than its column a line begins, in points."""
    column = (other.right for other in _beside(line, page, setting) if _is_over(line, other))
    return max(column, default=line.right) - line.right


def _is_over(line: TextLine, other: TextLine) -> bool:
    """Whether most of the shorter of two lines is above or below the other: a name may cross a gutter."""
    shared = min(line.right, other.right) - max(line.left, other.left)
    return 2 * shared > min(line.right - line.left, other.right - other.left)


def _is_full(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> bool:
    """Whether a long line of text reaches the end of its column."""
    is_text = len(line.text) > WORDY and not line.bold
    return is_text and _white(line, page, setting) < setting.body


def _leaves_word(
    above: TextLine, line: TextLine, page: Sequence[TextLine], setting: _Setting
) -> bool:
    """Whether a sentence ends in a line that has room for the first word of the next one."""
    if not _ends(above):
        return False
    word = line.text.split()[0]
    width = (line.right - line.left) * len(word) / len(line.text)
    return _white(above, page, setting) > ROOMY * width + line.size


def _begins_item(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line begins an item: the first one, or that after the item before."""
    number, before = _number(line), _number(group[0])
    return number is not None and (number == 1 or (before is not None and number == before + 1))


def _leaves_room(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> bool:
    """Whether a line in large letters is too short to go on in the next, as an author's name over the day."""
    around = [
        other.right - other.left
        for other in page
        if abs(other.size - setting.body) < 0.1 * setting.body
        and other.left < line.right
        and other.right > line.left
    ]
    return len(around) >= FEW and line.right - line.left < 0.5 * median(around)


def _number(line: TextLine) -> int | None:
    found = _NUMBERED.match(line.text)
    return int(found[1]) if found else None


def _ends(line: TextLine) -> bool:
    return line.text.rstrip().endswith((".", "؟", "!", ":", "…", "»"))


def _is_short(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> bool:
    """Whether a line leaves more white at its end than a word would need."""
    white = _white(line, page, setting)
    edge = line.left - white
    return white > (4 * setting.body if _ends(line) else 0.35 * (line.right - edge))


def _white(line: TextLine, page: Sequence[TextLine], setting: _Setting) -> float:
    """How much white a line leaves at its end, in points."""
    around = page if sum(1 for _ in _beside(line, page, setting)) >= FEW else setting.lines
    edge = min((other.left for other in _beside(line, around, setting)), default=line.left)
    return line.left - edge


def _beside(line: TextLine, lines: Sequence[TextLine], setting: _Setting) -> Iterator[TextLine]:
    """Lines of the same size and column."""
    return (
        other
        for other in lines
        if abs(other.size - line.size) < 0.1 * setting.body
        and other.left < line.right
        and other.right > line.left
    )


def _block(group: Sequence[TextLine], page: Sequence[TextLine], setting: _Setting) -> TextBlock:
    text = _bracketed(_AT_SLASH.sub("/", " ".join(line.text for line in group)))
    if item := _item(text, setting):
        return TextBlock(text[item.end() :], is_item=True)
    if numbered := _NUMBERED.match(text):
        text = f"{numbered[1]}. {text[numbered.end() :]}"
    level = setting.ranks.get(round(group[0].size, 1), 0)
    is_line = len(text) <= 120 and not text.rstrip().endswith((".", "،", "؛"))
    if not level and group[0].bold and not setting.bold and is_line:
        level = len(setting.ranks) + 1
    is_whole = _is_short(group[-1], page, setting)
    return TextBlock(text, level if is_line else 0, is_whole=is_whole)


def _celled(text: str) -> str:
    """A cell's text, as `_bracketed` has it if it is Arabic: names in code are written without spaces."""
    return _bracketed(text) if ARABIC.search(text) else text


def _bracketed(text: str) -> str:
    """`text` with its brackets the right way round: some PDFs store them mirrored."""
    for opening, closing in ("()", "[]", "«»"):
        marks = text.count(opening) + text.count(closing)
        if marks % 2 == 0 and not _balances(text, opening, closing):
            turns = cycle((opening, closing))
            parts = re.split(f"[{re.escape(opening + closing)}]", text)
            text = parts[0] + "".join(next(turns) + part for part in parts[1:])
    text = re.sub(r"(?![(\[](?<=[A-Za-z][(\[])[A-Z])(?<=[\w.،؛:﴾]) ?([(\[«]) ?", r" \1", text)
    return with_units(re.sub(r" ?([)\]»]) ?(?=\w)", r"\1 ", text))


def _balances(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == opening) - (letter == closing)
        if depth < 0:
            return False
    return depth == 0
