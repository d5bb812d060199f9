"""The text boxes of Word documents: what stands in them beside the text, and where it belongs.

Readers take a paragraph that a text box is anchored to for the box alone. A short box amid text is a caption
or a line lifted from it; a long one, or one before all text, as on a title page, is a part of the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podcast.importing.office_xml import W, as_bytes, parsed

LONG = 200
"""Letters of a text box from which on it is a part of the article."""

_BODY = "word/document.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HOLDERS = (f"{W}drawing", f"{W}pict", f"{W}object")


def unboxed(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a Word document, with the paragraphs of its text boxes left out or set in the text."""
    body = members.get(_BODY, b"")
    if b"txbxContent" not in body:
        return dict(members)
    tree = parsed(body)
    if tree is None:
        return dict(members)
    for again in list(tree.iter(_FALLBACK)):  # the same boxes, for older readers
        again.getparent().remove(again)
    for box in list(tree.iter(f"{W}txbxContent")):
        _unbox(box, tree)
    return {**members, _BODY: as_bytes(tree)}


def _unbox(box: Any, tree: Any) -> None:
    anchor = next((node for node in box.iterancestors(f"{W}p")), None)
    holder = next((node for node in box.iterancestors(*_HOLDERS)), None)
    if anchor is None or holder is None or holder.getparent() is None:
        return
    if len(_text(box)) >= LONG or not _text_before(anchor, tree):
        for paragraph in reversed(list(box)):
            anchor.addnext(paragraph)
    holder.getparent().remove(holder)


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def _text_before(anchor: Any, tree: Any) -> bool:
    """Whether text stands before a paragraph, outside text boxes."""
    for node in tree.iter(f"{W}t", f"{W}p"):
        if node is anchor:
            return False
        is_boxed = next(node.iterancestors(f"{W}txbxContent"), None) is not None
        if node.text and node.text.strip() and not is_boxed:
            return True
    return False
