"""The standfirst: the line under a title that leads into the article's text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from podcast.importing import blocks, frames, junk
from podcast.importing.authors import byline
from podcast.importing.dates import day_in

LONGEST_BYLINE = 60
"""What stands under a lead and is a byline has fewer letters."""

BYLINE_LINES = 3
"""Lines of a byline, in one of which the day is told, at most."""

LEAST_TEXT = 200
"""Letters of a box from which on it may hold the article's text."""


def mark_standfirst(tree: Any, title: str) -> None:
    """Mark the line under the title, if its name or a byline behind it tells that it leads into the text."""
    lines = [
        node for node in tree.iter(*blocks.BLOCKS) if next(blocks.blocks_inside(node), None) is None
    ]
    wanted = junk.folded(title)
    under = (n for n, node in enumerate(lines) if junk.folded(node.text_content()) == wanted)
    place = next(under, None) if wanted else None
    if place is None:
        return
    near = [node for node in lines[place + 1 : place + 8] if blocks.letters(node)]
    first, rest = next(iter(near), None), near[1:]
    if first is None or blocks.linked(first) > 0.5:
        return
    heads = [*tree.iter("h1"), lines[place]] if lines[place].tag in blocks.HEADINGS else []
    is_by_byline = (
        _is_under_title(first, heads or list(tree.iter("h1")))
        or _is_over_day(first, rest[:BYLINE_LINES])
        or (
            first.tag in blocks.HEADINGS
            and _is_phrase(first.text_content())
            and any(node.tag == "p" and not frames.is_text(node) for node in rest[:1])
        )
    )
    if is_by_byline or (first.tag in ("p", *blocks.HEADINGS) and frames.is_standfirst(first)):
        first.tag = "p"
        first.set(junk.STANDFIRST, "1")


def settle_lead(body: Any) -> None:
    """A heading that begins the text and is a sentence is its lead."""
    lines = (
        node for node in body.iter(*blocks.BLOCKS) if node.tag != "h1" and blocks.letters(node)
    )
    for first in islice(lines, 1):
        is_sentence = junk.is_sentence(first.text_content())
        if first.tag in blocks.HEADINGS and (is_sentence or frames.is_standfirst(first)):
            first.tag = "p"


def _is_under_title(line: Any, heads: list[Any]) -> bool:
    """Whether a phrase stands right under the title, and nothing but a byline beside it."""
    before = line.getprevious()
    after = next(
        (
            node
            for node in line.itersiblings()
            if isinstance(node.tag, str) and blocks.letters(node)
        ),
        None,
    )
    if before is None or before not in heads or not _is_phrase(line.text_content()):
        return False
    if after is None:
        return line.tag in blocks.HEADINGS or line.getparent().tag == "header"
    is_box = line.tag in blocks.HEADINGS and after.tag in ("div", "section")
    if is_box and blocks.letters(after) > LEAST_TEXT:  # it holds the text, with its own headings
        return True
    is_byline = after.tag in ("div", "ul") and blocks.letters(after) < LONGEST_BYLINE
    return is_byline and next(after.iter("a", "time"), None) is not None


def _is_over_day(line: Any, rest: list[Any]) -> bool:
    """Whether a phrase that is no caption stands over the lines of a byline, which tell a day."""
    holders = (line, *line.iterancestors("div", "section", "header"))
    if any(node.get(frames.UNDER_PICTURE) or frames.is_frame(node) for node in holders):
        return False
    text = line.text_content()
    is_phrase = len(text.split()) > 4 and _is_phrase(text) and not junk.is_junk(frames.piece(line))
    lines = [node.text_content() for node in rest]
    place = next((n for n, said in enumerate(lines) if day_in(said)), None)
    return is_phrase and place is not None and all(map(_is_short, lines[: place + 1]))


def _is_short(text: str) -> bool:
    return len(" ".join(text.split())) < LONGEST_BYLINE


def _is_phrase(text: str) -> bool:
    """Whether a line is four words or more, and neither a day nor a byline."""
    words = text.split()
    is_line = len(words) > 7 or not re.search(r"[|–—-]", text)
    return len(words) > 3 and is_line and not re.search(r"\d", text) and not byline(text)
