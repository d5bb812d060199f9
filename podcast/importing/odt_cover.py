"""The title page of an OpenDocument text: its title goes first, and the rest of the page is left out. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from podcast.importing import title_pages

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT = f"{{{_OASIS}style:1.0}}", f"{{{_OASIS}text:1.0}}"
_FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_SIZES = (f"{_STYLE}font-size-complex", f"{_FO}font-size")


def settle(tree: Any, common: Any) -> bool:
    """Make the title on a document's title page its first heading; whether there is such a page.

    tree    the content of the document.
    common  the tree of its named styles; None without one.
    """
    styles = {
        style.get(f"{_STYLE}name"): style
        for part in (common, tree)
        if part is not None
        for style in part.iter(f"{_STYLE}style")
    }
    lines = _first_page(tree, styles)
    title = _title(lines, styles)
    if title is None:
        return False
    for line in lines:
        if line is not title and not title_pages.is_told(said(line)):
            line.getparent().remove(line)
    holder = lines[0].getparent() if lines[0].getparent() is not None else title.getparent()
    title.tag = f"{_TEXT}h"
    title.set(f"{_TEXT}outline-level", "1")
    place = min(holder.index(line) for line in lines if line.getparent() is holder)
    holder.insert(place, title)
    return True


def said(line: Any) -> str:
    """The text of a paragraph on one line."""
    return " ".join("".join(line.itertext()).split())


def _first_page(tree: Any, styles: Mapping[str, Any]) -> list[Any]:
    """The lines before the first page break, if they are few and short enough for a title page; else none."""
    page: list[Any] = []
    for line in tree.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if page and _breaks(line, styles):
            return page if len(page) > 1 else []
        if said(line):
            page.append(line)
        letters = sum(len(said(one)) for one in page)
        if letters > title_pages.MOST_LETTERS or len(page) > title_pages.MOST_LINES:
            break
    return []


def _breaks(line: Any, styles: Mapping[str, Any]) -> bool:
    """Whether a paragraph begins a page."""
    style = styles.get(line.get(f"{_TEXT}style-name"))
    properties = style.find(f"{_STYLE}paragraph-properties") if style is not None else None
    return properties is not None and properties.get(f"{_FO}break-before") == "page"


def _title(lines: Sequence[Any], styles: Mapping[str, Any]) -> Any:
    """The line in the largest letters, where no other is nearly as large; None if there is none."""
    sizes = sorted(((_size(line, styles), -n) for n, line in enumerate(lines)), reverse=True)
    if len(sizes) > 1 and sizes[0][0] >= title_pages.LARGER * (sizes[1][0] or 1):
        return lines[-sizes[0][1]]
    return None


def _size(line: Any, styles: Mapping[str, Any]) -> float:
    """The font size that a paragraph's style states, or the one that it is made from, in points."""
    name = line.get(f"{_TEXT}style-name")
    for _ in range(len(styles)):
        style = styles.get(name)
        if style is None:
            break
        properties = style.find(f"{_STYLE}text-properties")
        stated = [properties.get(key) or "" for key in _SIZES] if properties is not None else []
        size = next((value[:-2] for value in stated if value.endswith("pt")), "")
        if size.replace(".", "", 1).isdecimal():
            return float(size)
        name = style.get(f"{_STYLE}parent-style-name")
    return 0.0
