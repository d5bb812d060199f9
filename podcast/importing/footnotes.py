"""Finds the notes of a page by the links between them and their marks in the text. Pure."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from podcast.importing import blocks

EDGE = 20
"""Letters at a block's ends in which the mark of a note stands."""

_NUMBER = re.compile(r"\s*\(([\d٠-٩]{1,3})\)\s*\S")
"""How a note begins that no link leads to."""

_MARK = re.compile(r"\W*(?:[\d٠-٩]{1,3}|[*†‡^↩↑⇧]|\w)?\W*")
"""The text of a mark: [1], ↩, أ."""


def drop_numbered(tree: Any) -> None:
    """Take out the notes under a rule that are numbered as marks in the text are, (1), (2), and the marks."""
    rule: Any = next(reversed(list(tree.iter("hr"))), None)
    if rule is None:
        return
    notes = list(rule.itersiblings("p", "div"))
    numbers = [found[1] if (found := _NUMBER.match(note.text_content())) else "" for note in notes]
    texts = [node for node in rule.itersiblings(preceding=True) if isinstance(node.tag, str)]
    whole = " ".join(node.text_content() for node in texts)
    if not notes or not all(number and f"({number})" in whole for number in numbers):
        return
    for note in notes:
        blocks.drop(note)
    marks = re.compile(rf"\s*\((?:{'|'.join(numbers)})\)")
    for text in texts:
        for node in text.iter():
            node.text = marks.sub("", node.text) if node.text else node.text
            node.tail = marks.sub("", node.tail) if node.tail else node.tail


def drop(tree: Any) -> None:
    """Take out of a page each block whose mark leads back to a mark in the text that leads to it."""
    marks = [link for link in tree.iter("a") if _target(link) and _is_mark(link)]
    if not marks:
        return
    places = {element: place for place, element in enumerate(tree.iter())}
    named = _named(tree)
    edges: dict[Any, str] = {}
    for link in marks:
        mark = named.get(_target(link))
        block = _block(link, edges)
        if mark is None or block is None or places[mark] >= places[block]:
            continue
        leads = (*islice(mark.iter("a"), EDGE), *mark.iterancestors("a"))
        ends = (named.get(_target(lead)) for lead in leads)
        if any(end is not None and _holds(block, end) for end in ends):
            blocks.drop(block)


def _target(link: Any) -> str:
    """The name of the place on the same page that a link leads to; "" where it leads elsewhere."""
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else ""


def _is_mark(link: Any) -> bool:
    return _MARK.fullmatch(link.text_content()) is not None


def _named(tree: Any) -> dict[str, Any]:
    """The elements of a page that links may lead to, by their names."""
    found: dict[str, Any] = {}
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name")):
                if name:
                    found.setdefault(name, element)
    return found


def _block(link: Any, edges: dict[Any, str]) -> Any:
    """The block that a mark begins or ends; None where it stands in the middle of a text.

    edges  the first and last letters of the blocks that were looked at, kept: one may hold many marks.
    """
    block = next(link.iterancestors("li", "p", "dd", "tr", "div"), None)
    if block is None or block.getparent() is None:
        return None
    if block not in edges:
        text = block.text_content().strip()
        edges[block] = f"{text[:EDGE]}\n{text[-EDGE:]}"
    mark = link.text_content().strip()
    return block if edges[block].startswith(mark) or edges[block].endswith(mark) else None


def _holds(block: Any, element: Any) -> bool:
    return element is block or any(node is block for node in element.iterancestors())
