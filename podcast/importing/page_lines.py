"""The short lines of a web page: headings, bylines, days, items of its menus. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podcast.importing.blocks import HEADINGS

LINE = 120
"""Letters of a line that may be a day, a name or a title; an article's paragraphs are longer."""

DAY = 40
"""Letters of a line that holds a day and little else."""

_SHOWN = ("span", "a", "time", "div", "li", "p")


def lines_of(tree: Any) -> tuple[list[str], list[int]]:
    """The short lines of a page: headings, bylines, days, and items of its menus; and where headings begin."""
    body = tree.find("body") if tree.find("body") is not None else tree
    lines: list[str] = []
    heads = []
    for node in body.iter():
        if isinstance(node.tag, str):
            heads += [len(lines)] if node.tag in HEADINGS else []
            lines += [" ".join(text.split()) for text in _short(node)]
    return lines, heads


def _short(element: Any) -> Iterator[str]:
    """An element's whole text, where it is a line that no element inside it holds as a whole."""
    text = _apart(element).strip() if element.tag not in ("script", "style") else ""
    is_held = len(element) == 1 and not f"{element.text or ''}{element[0].tail or ''}".strip()
    if text and len(text) <= LINE + 80 and not is_held:
        yield text
    elif len(text) > LINE + 80 and element.find("br") is not None:
        pieces = (element.text, *(child.tail for child in element))
        yield from (piece for piece in pieces if piece and 0 < len(piece.strip()) <= DAY)


def _apart(element: Any) -> str:
    """An element's text, with a blank between two elements that the page shows apart."""
    if len(element.text_content()) > 2 * LINE:
        return str(element.text_content())
    text = element.text or ""
    for child in element:
        before = child.getprevious()
        if before is not None and not before.tail and child.tag in _SHOWN:
            text += " "
        text += (_apart(child) if isinstance(child.tag, str) else "") + (child.tail or "")
    return text
