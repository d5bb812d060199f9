"""The diagrams of Word documents (SmartArt), as lists: what stands in them is read nowhere else. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podcast.importing.office_xml import W, as_bytes, parsed

BULLET = "• "
"""What a paragraph begins with that is taken for an item."""

MOST = 200
"""Items of a diagram at most."""

_BODY, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"


def in_text(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a Word document, with the items of its diagrams as paragraphs where these stand."""
    body = members.get(_BODY, b"")
    if b"/diagram" not in body:
        return dict(members)
    tree, relations = parsed(body), parsed(members.get(_RELATIONS, b""))
    if tree is None or relations is None:
        return dict(members)
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iter("{*}Relationship")}
    for place in list(tree.iter(f"{_DIAGRAM}relIds")):
        data = parsed(members.get(f"word/{targets.get(place.get(_DATA), '')}", b""))
        if data is not None:
            _insert(place, list(_items(data))[:MOST])
    return {**members, _BODY: as_bytes(tree)}


def _items(data: Any) -> Iterator[str]:
    """The texts of a diagram's points, in their order."""
    for point in data.iter(f"{_DIAGRAM}pt"):
        text = "".join(node.text or "" for node in point.iter(f"{_DRAWN}t")).strip()
        if text:
            yield text


def _insert(place: Any, items: list[str]) -> None:
    """Set the items as paragraphs behind the one that a diagram stands in."""
    anchor = next((node for node in place.iterancestors(f"{W}p")), None)
    if anchor is None:
        return
    for item in reversed(items):
        paragraph, run, text = (anchor.makeelement(f"{W}{name}") for name in ("p", "r", "t"))
        text.text = BULLET + item
        run.append(text)
        paragraph.append(run)
        anchor.addnext(paragraph)
