"""What a Word document tells otherwise than readers expect: headings by outline level, its author. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podcast.importing import authors, covers, diagrams, sized, textboxes
from podcast.importing.extras import library

LEVELS = 6
"""Outline levels that are headings; Word has nine, and the tenth is that of text."""

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_W = textboxes.W
_OWN = "OutlineHeading"
"""The name of a style for paragraphs that tell their outline level themselves."""

_ARABIC_NAME = re.compile(r"[\u0621-\u0652.]+(?:[ -][\u0621-\u0652.]+){1,4}")
_CREATORS = (
    ("docProps/core.xml", "{http://purl.org/dc/elements/1.1/}creator"),
    ("meta.xml", "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}initial-creator"),
)


def settled(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a Word document, with the text of boxes in place and headings in styles of headings."""
    members = diagrams.in_text(textboxes.unboxed(members))
    styles = _parsed(members.get(_STYLES, b""))
    if styles is None:
        return members
    for style in styles.iter(f"{_W}style"):
        level = _level(style)
        name = style.find(f"{_W}name")
        if level and name is not None and not _is_known(name.get(f"{_W}val", "")):
            name.set(f"{_W}val", f"heading {level}")
    body = _parsed(members.get(_BODY, b""))
    if body is not None:
        covers.settle(body, styles)
        if not _has_headings(body, styles):
            for paragraph, level in list(sized.headings(body)):
                _set_style(paragraph, f"{_OWN}{level}")
                styles.append(_heading(styles, level))
        for number in sorted(set(_styled(body))):
            styles.append(_heading(styles, number))
        members[_BODY] = _bytes(body)
    return {**members, _STYLES: _bytes(styles)}


def author_in(members: Mapping[str, bytes]) -> str:
    """The author in a document's properties, if it is an Arabic name; that of an account is none."""
    for name, tag in _CREATORS:
        tree = _parsed(members.get(name, b""))
        found = next(tree.iter(tag), None) if tree is not None else None
        said = " ".join((found.text or "").split()) if found is not None else ""
        if _ARABIC_NAME.fullmatch(said) and not authors.is_nobody(said):
            return said
    return ""


def _styled(body: Any) -> Iterator[int]:
    """Give each paragraph with an outline level of its own the style of it; the levels, as met."""
    for properties in body.iter(f"{_W}pPr"):
        level = _level(properties.getparent())
        if not level:
            continue
        _set_style(properties.getparent(), f"{_OWN}{level}")
        yield level


def _has_headings(body: Any, styles: Any) -> bool:
    """Whether a paragraph has an outline level, or the style of titles or headings."""
    if next(body.iter(f"{_W}outlineLvl"), None) is not None:
        return True
    known = {
        style.get(f"{_W}styleId")
        for style in styles.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None and _is_known(name.get(f"{_W}val", ""))
    }
    return any(style.get(f"{_W}val") in known for style in body.iter(f"{_W}pStyle"))


def _set_style(paragraph: Any, identifier: str) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{_W}pStyle")
    if style is None:
        style = properties.makeelement(f"{_W}pStyle")
        properties.insert(0, style)
    style.set(f"{_W}val", identifier)


def _level(holder: Any) -> int:
    """The heading level, from 1, that a paragraph or a style states; 0 if none."""
    found = holder.find(f"{_W}pPr/{_W}outlineLvl")
    stated = found.get(f"{_W}val", "") if found is not None else ""
    return int(stated) + 1 if stated.isdecimal() and int(stated) < LEVELS else 0


def _is_known(name: str) -> bool:
    """Whether readers take a style for that of a title or a heading by its name."""
    return bool(re.fullmatch(r"(?:heading \d|(?:sub)?title|toc heading)", name, re.IGNORECASE))


def _heading(styles: Any, level: int) -> Any:
    style = styles.makeelement(f"{_W}style")
    style.set(f"{_W}type", "paragraph")
    style.set(f"{_W}styleId", f"{_OWN}{level}")
    name = style.makeelement(f"{_W}name")
    name.set(f"{_W}val", f"heading {level}")
    style.append(name)
    return style


def _parsed(data: bytes) -> Any:
    etree = library("lxml.etree")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _bytes(tree: Any) -> bytes:
    done: bytes = library("lxml.etree").tostring(tree, encoding="UTF-8", xml_declaration=True)
    return done
