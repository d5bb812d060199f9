"""Elements that sites make up (`app-article`, `mat-icon`), as the containers and words that they are. Pure."""

from __future__ import annotations

import re
from typing import Any

from podcast.importing import blocks

_AMP = "amp-"
_LIGATURE = re.compile(r"\s*[a-z]+(?:_[a-z]+)*\s*")
"""The name of a picture, of which a font makes the picture: `calendar_today`."""


def settle(tree: Any) -> bool:
    """Make elements with a hyphen in their names `div` and `span` of that class; whether there were any.

    The elements of AMP have names of their own and stay.
    """
    found = [
        node
        for node in tree.iter()
        if isinstance(node.tag, str) and "-" in node.tag and not node.tag.startswith(_AMP)
    ]
    for node in found:
        name = node.tag
        node.set("class", f"{name} {node.get('class') or ''}".strip())
        is_inline = next(node.iter("div", *blocks.BLOCKS), None) is None and (
            (node.tail or "").strip() or "icon" in name
        )
        node.tag = "span" if is_inline else "div"
        if "icon" in name and _LIGATURE.fullmatch(node.text_content()):
            node.set("class", f"{node.get('class')} {node.text_content().strip()}")
            for part in node.iter():
                part.text = None
    return bool(found)
