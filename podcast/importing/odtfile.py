"""What an OpenDocument text tells otherwise than readers expect: paragraphs that are bold as a whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podcast.importing import odt_cover
from podcast.importing.office_xml import as_bytes, parsed

LONGEST = 120
"""Letters of a paragraph in bold that may be a heading, at most."""

_CONTENT, _STYLES = "content.xml", "styles.xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT = f"{{{_OASIS}style:1.0}}", f"{{{_OASIS}text:1.0}}"
_WEIGHTS = (f"{{{_OASIS}xsl-fo-compatible:1.0}}font-weight", f"{_STYLE}font-weight-complex")
_OWN = "BoldParagraph"


def settled(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a document by name, in which bold paragraphs are so by their letters, as readers expect."""
    tree = parsed(members.get(_CONTENT, b""))
    if tree is None:
        return dict(members)
    if odt_cover.settle(tree, parsed(members.get(_STYLES, b""))):
        members = {**members, _CONTENT: as_bytes(tree)}
    bold = {style.get(f"{_STYLE}name") for style in tree.iter(f"{_STYLE}style") if _is_bold(style)}
    lines = [
        one
        for one in tree.iter(f"{_TEXT}p")
        if one.get(f"{_TEXT}style-name") in bold and len("".join(one.itertext())) <= LONGEST
    ]
    holder = next(iter(tree.iter(f"{{{_OASIS}office:1.0}}automatic-styles")), None)
    if not lines or holder is None:
        return dict(members)
    holder.append(_bold_letters(holder))
    for line in lines:
        _wrap(line)
    return {**members, _CONTENT: as_bytes(tree)}


def _is_bold(style: Any) -> bool:
    if style.get(f"{_STYLE}family") != "paragraph":
        return False
    found = style.find(f"{_STYLE}text-properties")
    return found is not None and any(found.get(name) == "bold" for name in _WEIGHTS)


def _bold_letters(holder: Any) -> Any:
    """A style of bold letters."""
    style = holder.makeelement(f"{_STYLE}style")
    style.set(f"{_STYLE}name", _OWN)
    style.set(f"{_STYLE}family", "text")
    properties = style.makeelement(f"{_STYLE}text-properties")
    properties.set(_WEIGHTS[0], "bold")
    style.append(properties)
    return style


def _wrap(line: Any) -> None:
    """Set what a paragraph holds in a span of bold letters."""
    span = line.makeelement(f"{_TEXT}span")
    span.set(f"{_TEXT}style-name", _OWN)
    span.text, line.text = line.text, None
    for child in list(line):
        span.append(child)
    line.append(span)
