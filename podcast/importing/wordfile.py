"""What a Word document tells otherwise than readers expect: headings by outline level, its author. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podcast.importing import authors, diagrams, sized, textboxes, title_pages
from podcast.importing.office_xml import W, as_bytes, paragraph_style, parsed, set_style

LEVELS = 6
"""Outline levels that are headings; Word has nine, and the tenth is that of text."""

_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_OWN = "OutlineHeading"
"""The name of a style for paragraphs that tell their outline level themselves."""

_ENGLISH = {
    "العنوان": "Title",
    "عنوان رئيسي": "heading 1",
    "عنوان فرعي": "Subtitle",
    "عنوان جانبي": "heading 2",
    "تسمية توضيحية": "caption",
    "عنوان جدول المحتويات": "TOC Heading",
    "جدول المحتويات": "toc 1",
}
_NUMBERED = re.compile(r"(?:(عنوان|titre)|(?:جدول المحتويات|tm)) ?([1-9])", re.IGNORECASE)
"""The names of Word's styles, which it keeps in English and other programs in the language of their user."""

_ARABIC_NAME = re.compile(r"[\u0621-\u0652.]+(?:[ -][\u0621-\u0652.]+){1,4}")
_CREATORS = (
    ("docProps/core.xml", "{http://purl.org/dc/elements/1.1/}creator"),
    ("meta.xml", "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}initial-creator"),
)


def settled(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a Word document, with the text of boxes in place and headings in styles of headings."""
    members = diagrams.in_text(textboxes.unboxed(members))
    styles = parsed(members.get(_STYLES, b""))
    if styles is None:
        return members
    for style in styles.iter(f"{W}style"):
        level = _level(style)
        name = style.find(f"{W}name")
        if name is not None:
            name.set(f"{W}val", _in_english(name.get(f"{W}val", "")))
        if level and name is not None and not _is_known(name.get(f"{W}val", "")):
            name.set(f"{W}val", f"heading {level}")
    body = parsed(members.get(_BODY, b""))
    if body is not None:
        title_pages.settle(body, styles)
        if not _has_headings(body, styles):
            for paragraph, level in list(sized.headings(body)):
                set_style(paragraph, f"{_OWN}{level}")
                styles.append(_heading_style(styles, level))
        for number in sorted(set(_styled(body))):
            styles.append(_heading_style(styles, number))
        members[_BODY] = as_bytes(body)
    return {**members, _STYLES: as_bytes(styles)}


def _in_english(name: str) -> str:
    """The name of a style as Word keeps it."""
    if found := _NUMBERED.fullmatch(name.strip()):
        return f"{'heading' if found[1] else 'toc'} {found[2]}"
    return _ENGLISH.get(name.strip(), name)


def author_in(members: Mapping[str, bytes]) -> str:
    """The author in a document's properties, if it is an Arabic name; that of an account is none."""
    for name, tag in _CREATORS:
        tree = parsed(members.get(name, b""))
        found = next(tree.iter(tag), None) if tree is not None else None
        said = " ".join((found.text or "").split()) if found is not None else ""
        if _ARABIC_NAME.fullmatch(said) and not authors.is_nobody(said):
            return said
    return ""


def _styled(body: Any) -> Iterator[int]:
    """Give each paragraph with an outline level of its own the style of it; the levels, as met."""
    for properties in body.iter(f"{W}pPr"):
        level = _level(properties.getparent())
        if not level:
            continue
        set_style(properties.getparent(), f"{_OWN}{level}")
        yield level


def _has_headings(body: Any, styles: Any) -> bool:
    """Whether a paragraph has an outline level, or the style of titles or headings."""
    if next(body.iter(f"{W}outlineLvl"), None) is not None:
        return True
    known = {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None and _is_known(name.get(f"{W}val", ""))
    }
    return any(style.get(f"{W}val") in known for style in body.iter(f"{W}pStyle"))


def _heading_style(styles: Any, level: int) -> Any:
    return paragraph_style(styles, f"{_OWN}{level}", f"heading {level}")


def _level(holder: Any) -> int:
    """The heading level, from 1, that a paragraph or a style states; 0 if none."""
    found = holder.find(f"{W}pPr/{W}outlineLvl")
    stated = found.get(f"{W}val", "") if found is not None else ""
    return int(stated) + 1 if stated.isdecimal() and int(stated) < LEVELS else 0


def _is_known(name: str) -> bool:
    """Whether readers take a style for that of a title or a heading by its name."""
    return bool(re.fullmatch(r"(?:heading \d|(?:sub)?title|toc heading)", name, re.IGNORECASE))
