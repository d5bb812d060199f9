"""The XML in office documents: reads it without entities or network; paragraphs and styles of Word. Pure."""

from __future__ import annotations

from typing import Any

from podcast.importing.extras import library

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parsed(data: bytes) -> Any:
    """The tree of an XML file; None if it is none."""
    etree = library("lxml.etree")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def as_bytes(tree: Any) -> bytes:
    """The file of a tree, in UTF-8."""
    done: bytes = library("lxml.etree").tostring(tree, encoding="UTF-8", xml_declaration=True)
    return done


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, without the white space around it."""
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t")).strip()


def set_style(paragraph: Any, identifier: str) -> None:
    """Give a paragraph the style of this identifier."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{W}pStyle")
    if style is None:
        style = properties.makeelement(f"{W}pStyle")
        properties.insert(0, style)
    style.set(f"{W}val", identifier)


def paragraph_style(styles: Any, identifier: str, name: str) -> Any:
    """A new paragraph style, to be appended to `styles`."""
    style = styles.makeelement(f"{W}style")
    style.set(f"{W}type", "paragraph")
    style.set(f"{W}styleId", identifier)
    named = style.makeelement(f"{W}name")
    named.set(f"{W}val", name)
    style.append(named)
    return style
