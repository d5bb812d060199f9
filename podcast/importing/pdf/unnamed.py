"""Tells the letters that a file draws and does not name, by their shape. Pure.

Programs name the glyphs of letters, and not always those of ligatures (wkhtmltopdf), of letters made of a base
and a hamza (WeasyPrint, fpdf2) or of letters with marks. Measures are relative to the height of a lam.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from podcast.importing.pdf.glyphs import STROKE, Glyph
from podcast.structs import Frozen, replace

MOST_UNNAMED = 0.1
"""Share of glyphs without a name, above which a font hides its letters rather than a ligature."""

OVER_LINE = 0.3
"""From how high over the line on what is drawn is no letter, relative to the font size."""

NARROW, TOOTH = 0.5, 0.65
"""The width of a lam-alef at least, as an alef is narrower, and that of a yeh within a word at most."""

TALL, OVER_LAM, UNDER_LINE = 0.85, 1.12, -0.15
"""How high a lam-alef reaches at least, how high one with a hamza does, and how low."""

LEVEL = 0.05
"""How much higher or lower than the others a lam is at most."""

LEAST_LAM_ALEFS = 0.03
"""Share of lams with an alef behind them, from which on a file names them: in a text it is a tenth."""

_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_ALEF = re.compile("[اأإآ]")
_STRANGE = re.compile("[\u0180-\u02af\u061d\u0700-\u074f\u0780-\u07ff\u0900-\u1dff]")
"""Letters that stand in no Arabic word: some programs count the glyphs of a font for letters."""


class _Page(Frozen):
    """What the named letters of a page tell: the height of its lams, and whether it names its lam-alefs."""

    lam: float
    has_lam_alefs: bool


def with_names(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """`glyphs` with letters in place of what has no name in a file whose other letters have theirs.

    Those whose shape tells no letter are left as they are.
    """
    glyphs = [
        replace(glyph, named=False) if _is_strange(glyph, place, glyphs) else glyph
        for place, glyph in enumerate(glyphs)
    ]
    unnamed = [glyph for glyph in glyphs if is_unnamed(glyph)]
    arabic = [glyph for glyph in glyphs if _ARABIC.search(glyph.text) and glyph.named]
    if not unnamed or len(unnamed) > MOST_UNNAMED * len(arabic):
        return glyphs
    lams = [(glyph.ink[1] - glyph.base) / glyph.size for glyph in arabic if glyph.text == "ل"]
    told = list(_lam_alefs(glyphs))
    page = _Page(median(lams or [1.0]), sum(told) > LEAST_LAM_ALEFS * len(told))
    joined = list(_joined(glyphs))
    return [glyph for n in range(len(joined)) if (glyph := _named(n, joined, page)) is not None]


def is_unnamed(glyph: Glyph) -> bool:
    """Whether a glyph is drawn, and the file does not say what it is."""
    return not glyph.named and glyph.text != " "


def is_lost(glyph: Glyph) -> bool:
    """Whether a glyph is a mark that the file does not name: which one it is its shape does not tell."""
    return is_unnamed(glyph) and _is_off_line(glyph)


def _is_strange(glyph: Glyph, place: int, glyphs: Sequence[Glyph]) -> bool:
    near = glyphs[max(0, place - 1) : place + 2]
    if _STRANGE.fullmatch(glyph.text):
        return any(_ARABIC.search(one.text) for one in near)
    return glyph.text.isascii() and any(is_unnamed(one) and _is_half(one, glyph) for one in near)


def _is_half(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs are drawn from the same place, as the halves of a lam-alef are."""
    return one is not other and abs(one.start - other.start) < 0.01 * one.size


def _lam_alefs(glyphs: Sequence[Glyph]) -> Iterator[bool]:
    """For each lam before a letter whether that is an alef: where lam-alefs have no name there is none."""
    for first, second in pairwise(glyphs):
        if first.text == "ل" and first.named and second.named and abs(first.base - second.base) < 1:
            is_near = abs(first.left - second.right) < 0.1 * first.size or _beside(first, second)
            yield bool(_ALEF.match(second.text)) and is_near


def _joined(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """`glyphs` with one for the parts of a drawn one without a name."""
    last: Glyph | None = None
    for glyph in glyphs:
        is_part = last is not None and is_unnamed(last) and is_unnamed(glyph)
        if last is not None and is_part and _is_half(last, glyph):
            last = replace(
                last,
                left=min(last.left, glyph.left),
                right=max(last.right, glyph.right),
                ink=(min(last.ink[0], glyph.ink[0]), max(last.ink[1], glyph.ink[1])),
            )
            continue
        if last is not None:
            yield last
        last = glyph
    if last is not None:
        yield last


def _named(place: int, glyphs: Sequence[Glyph], page: _Page) -> Glyph | None:
    """A glyph with its name, if it had none; None if it is a mark, or the base of a letter named elsewhere."""
    glyph = glyphs[place]
    around = glyphs[max(0, place - 3) : place + 4]
    near = [one for one in around if one.named and _beside(one, glyph)]
    if not is_unnamed(glyph):
        base = next(
            (one for one in glyphs[max(0, place - 3) : place + 4] if _is_base(one, glyph)), None
        )
        if base is None:
            return glyph
        return replace(glyph, left=base.left, right=base.right, start=base.start, ink=base.ink)
    if _is_off_line(glyph) or any(_is_base(glyph, one) for one in near):
        return None
    return (
        replace(glyph, text=text, named=True)
        if (text := _letter(glyph, near, around, page))
        else glyph
    )


def _beside(one: Glyph, glyph: Glyph) -> bool:
    shared = min(one.right, glyph.right) - max(one.left, glyph.left)
    return shared > 0.5 * min(one.right - one.left, glyph.right - glyph.left)


def _is_base(glyph: Glyph, other: Glyph) -> bool:
    """Whether a glyph without a name is the letter under or over the hamza that has the name of both."""
    is_hamza = other.named and _ARABIC.search(other.text) and _is_off_line(other)
    return (
        bool(is_hamza) and is_unnamed(glyph) and not _is_off_line(glyph) and _beside(other, glyph)
    )


def _is_off_line(glyph: Glyph) -> bool:
    """Whether all that is drawn of a glyph is over or under its line, as a mark is."""
    bottom, top = glyph.ink
    return bottom > glyph.base + OVER_LINE * glyph.size or top < glyph.base


def _letter(glyph: Glyph, near: Sequence[Glyph], around: Sequence[Glyph], page: _Page) -> str:
    """The letter that a glyph's shape tells; "" if it tells none.

    near    the named glyphs that share its place.
    around  those before and behind it in the file.
    """
    scale = page.lam * glyph.size
    width = (glyph.right - glyph.left) / scale
    low, high = ((height - glyph.base) / scale for height in glyph.ink)
    alef = "إ" if low < UNDER_LINE else "أ" if high > OVER_LAM else "ا"
    if any(one.text == "ل" for one in near):  # the second half of a lam-alef
        return alef
    if not page.has_lam_alefs and high > TALL and width > NARROW:
        return f"ل{alef}"
    if alef != "ا" and high > TALL and width < NARROW:
        return alef
    if width < NARROW and abs(high - 1) < LEVEL and any(_follows(glyph, one) for one in around):
        return "ل"  # that before a kaf or a stroke has a glyph of its own
    is_tooth = NARROW / 2 < width < TOOTH
    return "ئ" if low > UNDER_LINE and high < TALL and is_tooth else ""


def _follows(glyph: Glyph, other: Glyph) -> bool:
    """Whether a stroke or a kaf is joined to the left of a glyph."""
    return other.text[0] in f"{STROKE}ك" and abs(glyph.left - other.right) < 0.1 * glyph.size
