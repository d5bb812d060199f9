"""Forms lines of text in reading order from glyphs: right to left, with numbers and Latin left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from podcast.importing.pdf.gaps import Gaps
from podcast.importing.pdf.glyphs import STROKE, Glyph
from podcast.structs import Frozen, replace


class TextCell(Frozen):
    """A part of a line, and how far it reaches, in points."""

    text: str
    left: float
    right: float


class TextLine(Frozen):
    """A line's text, its box in points, its font size, and whether it is bold.

    cells  its parts between wide gaps, in reading order: one, but for a row of a table.
    parts  the same between narrower gaps, which may be those of a table's cells.
    base   the height of its baseline; None if it is not known.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    cells: tuple[TextCell, ...] = ()
    parts: tuple[TextCell, ...] = ()
    base: float | None = None

    def step_to(self, below: TextLine) -> float:
        """The white between this line and one below it, as if letters were as high as their size.

        The boxes of letters are of the fonts that have them, and differ.
        """
        ends = (line.bottom if line.base is None else line.base for line in (self, below))
        return next(ends) - next(ends) - below.size


CELL_GAP, PART_GAP = 0.8, 0.36
"""The least white between two cells of a table, and two parts that may be cells, relative to the font size."""

_UNITS = r"[kMGT]?(?:W|Wh|Hz|B|V)|m?Ah?|[kcm]?m|[km]?g|ml|dB(?: ?\([AC]\))?|fps|rpm|ppm|px|BTU|hp"
_UNIT_FIRST = re.compile(
    rf"(?<![A-Za-z\d-] )(?<![A-Za-z\d_-])({_UNITS}) (\d[\d.,٫]*)(?![\w.]*[A-Za-z])(?! [A-Za-z])"
)
"""A unit on the left of its figure, which is read first in Arabic; a product's stands behind its name."""

_NOTE = re.compile(r"^\.\s?(\S.*\w)\s?[.-]\s?(\d{1,2})$")

_MARKS = re.compile("[\u064b-\u0652]{2,}")
_HAMZA = re.compile("([اويىهة])([\u064b-\u0652]*)([\u0653-\u0655])")
"""A letter and its hamza, which some fonts draw apart."""

_ON_ALEF = re.compile("(?<=[\u0626\u0628-\u063a\u0641-\u0648])([اى])([\u064e-\u0652]+)")
"""A vowel on an alef within a word: it is that of the letter before, over which the alef's end reaches."""

_ON_TEH = re.compile("(?<=[\u0628-\u063a\u0641-\u064a])(ة[\u064b-\u0650\u0652]*)(\u0651)")
"""A shadda on a teh marbuta, which never has one: it is that of the letter before, likewise."""

_TATWEEL = re.compile("(?<=[\u0621-\u0652])ـ+(?=[\u0621-\u064a])")
_VARIANTS = str.maketrans("ٺٻې", "تيي")
"""Letters of other languages by which fonts name what they draw where two letters with dots meet."""

ARABIC = re.compile("[\u0621-\u06d3]")
_LATIN = re.compile(r"[^\W\d_]")


def rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group glyphs into lines, from the top of the page down.

    Spaces are dropped: in some files they have no position. `Gaps` finds them by the white between letters.
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
    """Whether a glyph is on a row's baseline, or as close to it as a superscript."""
    last = row[-1]
    return last.base - glyph.base < 0.35 * max(last.size, glyph.size)


def line_of(row: Sequence[Glyph], blanks: Sequence[Glyph] = ()) -> TextLine:
    """A row as a line of text. `blanks` are the spaces of its page."""
    drawn = [glyph for glyph in row if glyph.text.strip()]
    size = sorted(glyph.size for glyph in drawn)[len(drawn) // 2]
    plain = [glyph for glyph in drawn if glyph.size == size]
    bold = sum(glyph.bold for glyph in drawn) > len(drawn) / 2
    box = (
        min(glyph.left for glyph in drawn),
        max(glyph.right for glyph in drawn),
        min(glyph.bottom for glyph in drawn),
        max(glyph.top for glyph in drawn),
    )
    own = [blank for blank in blanks if abs(blank.base - drawn[0].base) < 0.3 * size]
    ordered = sorted(drawn, key=lambda glyph: -glyph.place)
    whites = [(glyph.left - two.right) / size for glyph, two in pairwise(ordered)]
    gaps = Gaps(own, len(drawn), whites)
    text = _text(row, gaps)
    cells, parts = (tuple(_cells(drawn, gaps, gap * size, text)) for gap in (CELL_GAP, PART_GAP))
    base = median_low(glyph.base for glyph in plain)
    return TextLine(text, *box, size, bold, cells, parts, base)


def _cells(drawn: Sequence[Glyph], gaps: Gaps, gap: float, whole: str) -> Iterator[TextCell]:
    """The parts of a row between gaps of at least `gap` points, from the right; `whole` is its text."""
    parts: list[list[Glyph]] = []
    edge = float("-inf")
    for glyph in sorted(drawn, key=lambda glyph: -glyph.right):
        if not parts or edge - glyph.right > gap:
            parts.append([])
            edge = glyph.left
        parts[-1].append(glyph)
        edge = min(edge, glyph.left)
    for part in parts:
        text = whole if len(parts) == 1 else _text(part, gaps)
        yield TextCell(text, min(one.left for one in part), max(one.right for one in part))


def _text(row: Sequence[Glyph], gaps: Gaps) -> str:
    """The text of a row: glyphs right to left by position, runs of digits and Latin letters left to right."""
    if any(_LATIN.search(glyph.text) for glyph in row) and not any(
        _direction(glyph.text) == "R" for glyph in row
    ):
        return _numbered(folded(_spaced(sorted(row, key=lambda glyph: glyph.left), gaps)))
    ordered = _unstacked(sorted(row, key=lambda glyph: -glyph.place))
    text = ""
    last: Glyph | None = None
    has_words = any(_direction(glyph.text) == "R" for glyph in row)
    dashes = "-–−+×÷=*~" if has_words else ""  # «12-15» by itself goes from left to right
    runs = [part for run, way in _runs(ordered, gaps) for part in _figures(run, way, gaps, dashes)]
    for run, way in runs:
        if last and gaps.between(last, run[0]):
            text += " "
        text += _spaced(list(reversed(run)) if way == "L" else run, gaps)
        last = run[-1]
    return folded(text)


def _numbered(text: str) -> str:
    """A foreign line of an Arabic paragraph, with its number on the right and its full stop on the left."""
    return _NOTE.sub(r"\2. \1.", text)


def folded(text: str) -> str:
    """`text` with single spaces, none before punctuation, and per cent signs after their figures."""
    text = re.sub(r"\s+", " ", text.replace(STROKE, "")).strip()
    text = re.sub(r" (?=[.،؛,:؟!)\]»])", "", text)
    text = re.sub(r"(?<=[\u0621-\u0652]) (?=اً)", "", text)  # no word begins with it
    text = re.sub(
        r"ى([\u0621-\u063a\u0641-\u064a])(?![\u0621-\u0652])", r"\1ى", text
    )  # it ends words
    text = _MARKS.sub(lambda marks: "".join(dict.fromkeys(marks[0])), text)
    text = _ON_TEH.sub(r"\2\1", text)
    text = _ON_ALEF.sub(r"\2\1", text)
    text = _HAMZA.sub(lambda said: unicodedata.normalize("NFC", said[1] + said[3]) + said[2], text)
    text = _TATWEEL.sub("", text).translate(_VARIANTS)
    text = with_units(text)
    return re.sub(r"([%٪°])\s?(\d+(?:[.,٫٬]\d+)*)(?!\d|[%٪°])", r"\2\1", text)


def with_units(text: str) -> str:
    """An Arabic text with units behind their figures."""
    return _UNIT_FIRST.sub(r"\2 \1", text) if ARABIC.search(text) else text


def _unstacked(ordered: list[Glyph]) -> list[Glyph]:
    """Restore the file's order of letters drawn over each other, as in «لمح» in some fonts."""
    steps = [
        two.order - glyph.order for glyph, two in pairwise(ordered) if not _overlap(glyph, two)
    ]
    way = 1 if sum(step > 0 for step in steps) * 2 >= len(steps) else -1
    for place in range(1, len(ordered)):
        glyph, two = ordered[place - 1], ordered[place]
        if _is_lam_alef(two, glyph) or (
            _overlap(glyph, two)
            and (two.order - glyph.order) * way < 0
            and abs(two.order - glyph.order) < 3
        ):
            ordered[place - 1], ordered[place] = two, glyph
    return ordered


def _is_lam_alef(lam: Glyph, alef: Glyph) -> bool:
    """Whether two glyphs are the halves of a lam-alef, which are drawn from one place."""
    is_one = lam.start >= 0 and abs(lam.start - alef.start) < 0.01 * lam.size
    shared = min(lam.right, alef.right) - max(lam.left, alef.left)
    return (
        is_one
        and shared > 0.5 * (lam.right - lam.left)
        and lam.text[0] == "ل"
        and alef.text[0] in "اأإآ"
    )


def _overlap(glyph: Glyph, two: Glyph) -> bool:
    """Whether two glyphs share half of the narrower one's width, and nothing tells which is drawn first."""
    if min(glyph.start, two.start) >= 0 and abs(glyph.start - two.start) > 0.01 * glyph.size:
        return False
    shared = min(glyph.right, two.right) - max(glyph.left, two.left)
    return shared > 0.5 * min(glyph.right - glyph.left, two.right - two.left)


def _direction(text: str) -> str:
    """ "R", "L", or "" for a neutral character."""
    kinds = {unicodedata.bidirectional(glyph) for glyph in text}
    if kinds & {"R", "AL"}:
        return "R"
    return "L" if kinds & {"L", "EN", "AN"} else ""


def _runs(ordered: Sequence[Glyph], gaps: Gaps) -> list[tuple[list[Glyph], str]]:
    """Split glyphs into runs of one direction; a sign between digits or Latin letters joins them."""
    ways = [_direction(glyph.text) for glyph in ordered]
    for place, way in enumerate(ways):
        if way == "" and 0 < place < len(ways) - 1:
            before = next((other for other in reversed(ways[:place]) if other), "R")
            after = next((other for other in ways[place + 1 :] if other), "R")
            ways[place] = "L" if before == after == "L" else "R"
        elif way == "":
            ways[place] = "R"
    for place, way in enumerate(ways):  # 50% and $5: the sign is next to its figure
        beside = [ways[n] for n in (place - 1, place + 1) if 0 <= n < len(ways)]
        if way == "R" and ordered[place].text in "%٪$€£°" and "L" in beside:
            ways[place] = "L"
    _settle_brackets(ordered, ways, gaps)
    _settle_stops(ordered, ways, gaps)
    runs: list[tuple[list[Glyph], str]] = []
    for glyph, way in zip(ordered, ways, strict=True):
        if runs and runs[-1][1] == way:
            runs[-1][0].append(glyph)
        else:
            runs.append(([glyph], way))
    return runs


def _settle_stops(ordered: Sequence[Glyph], ways: list[str], gaps: Gaps) -> None:
    """Give a full stop the direction of the Latin word that it ends, where a note's number followed it."""
    for place in range(1, len(ordered) - 1):
        before, stop, behind = ordered[place - 1 : place + 2]
        is_at_word = stop.text == "." and _LATIN.search(behind.text) and ways[place + 1] == "L"
        if is_at_word and gaps.between(before, stop) and not gaps.between(stop, behind):
            ways[place] = "L"


def _settle_brackets(ordered: Sequence[Glyph], ways: list[str], gaps: Gaps) -> None:
    """Give both brackets of a pair one direction (rule N0 of UAX 9), as in «الاتحاد (EU) 2024/573».

    Only one of them stands between Latin letters. Both are Latin where a letter adjoins them: «dB(A)».
    """
    places = [place for place, glyph in enumerate(ordered) if glyph.text in "()[]"]
    for right, left in zip(places[::2], places[1::2], strict=False):
        if ways[right] == ways[left]:
            continue
        inner, outer = (left, left + 1) if ways[left] == "L" else (right, right - 1)
        is_near = 0 <= outer < len(ordered) and not gaps.between(ordered[inner], ordered[outer])
        ways[right] = ways[left] = "L" if is_near and _LATIN.search(ordered[outer].text) else "R"


def _figures(
    run: list[Glyph], way: str, gaps: Gaps, dashes: str
) -> Iterator[tuple[list[Glyph], str]]:
    """Split a run of figures at spaces and `dashes` into numbers, in right-to-left order.

    This is how the bidirectional algorithm (UAX 9) sets «2022  2.8», «12-15» and «90+4» between Arabic words.
    """
    if way != "L" or any(_LATIN.search(glyph.text) for glyph in run):
        yield run, way
        return
    part: list[Glyph] = []
    for number, glyph in enumerate(run):
        is_dash = glyph.text in tuple(dashes) and 0 < number < len(run) - 1
        if part and (is_dash or gaps.between(part[-1], glyph)):
            yield _as_written(part), "L"
            part = []
        if is_dash:
            yield [glyph], "R"
        else:
            part.append(glyph)
    if part:
        yield _as_written(part), "L"


def _as_written(part: list[Glyph]) -> list[Glyph]:
    """A number, from the right, whose parts around its point follow each other in the file from the right.

    TeX draws «10.5» in an Arabic line as «5.10», part by part; others write a number from left to right.
    """
    point = next((place for place, glyph in enumerate(part) if glyph.text in ".,٫"), 0)
    right, left = part[:point], part[point + 1 :]
    if not right or not left or any(glyph.text in ".,٫/:" for glyph in left):
        return part
    ascend = all(one.order > other.order for half in (right, left) for one, other in pairwise(half))
    if ascend and max(glyph.order for glyph in right) < min(glyph.order for glyph in left):
        return list(_set_side_by_side([*left, part[point], *right], part[0].right))
    return part


def _set_side_by_side(glyphs: Sequence[Glyph], edge: float) -> Iterator[Glyph]:
    """Glyphs in a line without white between them, from `edge` to the left."""
    for glyph in glyphs:
        width = glyph.right - glyph.left
        yield replace(glyph, left=edge - width, right=edge, start=edge - width)
        edge -= width


def _spaced(glyphs: Sequence[Glyph], gaps: Gaps) -> str:
    """The text of a run, with a space wherever the page shows a gap."""
    text = ""
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if before is not None and gaps.between(before, glyph):
            text += " "
        text += glyph.text
    return text
