"""Headings of Word documents that are told by the size of their letters alone. Pure.

Many writers set the title and the headings in larger letters by hand, and use no styles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from podcast.importing import authors, junk
from podcast.importing.dates import day_in
from podcast.importing.office_xml import W, text_of

LARGER = 1.12
"""How much larger than the text's the letters of a heading are."""

LONGEST = 120
"""Letters of a heading at most."""

USUAL = 24.0
"""The size of letters that state none, in half points."""

MOST_LEVELS = 4
MOST = 0.34
"""Share of a text's paragraphs that are headings at most; more are a text in several sizes."""


def headings(body: Any) -> Iterator[tuple[Any, int]]:
    """The paragraphs that are headings by their size, with their levels; the title has level 1.

    body  the tree of a document whose headings have no style.
    """
    paragraphs = [one for one in body.iter(f"{W}p") if text_of(one) and not _is_in_table(one)]
    sizes = [_size(one) for one in paragraphs]
    weights: Counter[float] = Counter()
    for one, size in zip(paragraphs, sizes, strict=True):
        weights[size] += len(text_of(one))
    if not weights:
        return
    usual = weights.most_common(1)[0][0]
    larger = [
        (one, size)
        for one, size in zip(paragraphs, sizes, strict=True)
        if size >= LARGER * usual and _is_heading(text_of(one))
    ]
    if len(larger) <= 1 + MOST * len(paragraphs):
        yield from _levelled(larger)


def _levelled(found: Sequence[tuple[Any, float]]) -> Iterator[tuple[Any, int]]:
    """The title is the first of them where no other is as large."""
    sizes = sorted({size for _, size in found}, reverse=True)
    is_titled = bool(found) and sum(size >= found[0][1] for _, size in found) == 1
    first = 1 if is_titled else 2
    for one, size in found:
        yield one, min(MOST_LEVELS, sizes.index(size) + first)


def _is_heading(text: str) -> bool:
    is_line = (
        len(text) <= LONGEST and not text.endswith((".", "،", "؛")) and any(map(str.isalpha, text))
    )
    is_other = authors.byline(text) or day_in(text) or junk.folded(text).startswith("بسم الله")
    return is_line and not is_other


def _is_in_table(paragraph: Any) -> bool:
    return next(paragraph.iterancestors(f"{W}tbl"), None) is not None


def _size(paragraph: Any) -> float:
    """The smallest font size of its letters, in half points: that of those that read from right to left."""
    stated = [_stated(run) for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    return min(stated, default=USUAL)


def _stated(run: Any) -> float:
    for name in ("szCs", "sz"):
        found = run.find(f"{W}rPr/{W}{name}")
        said = "" if found is None else found.get(f"{W}val", "")
        if said.isdecimal():
            return float(said)
    return USUAL
