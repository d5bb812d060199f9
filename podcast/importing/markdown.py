"""A page's HTML, cut down to the article → Markdown as scripts have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from podcast.importing import junk
from podcast.importing.extras import library
from podcast.importing.junk import PageBlock

_BLOCKS = ("p", "li", "td", "th", "blockquote", "pre", "dt", "dd", *(f"h{n}" for n in range(1, 7)))
_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "canvas",
    "video",
    "audio",
    "object",
    "embed",
    "form",
    "button",
    "input",
    "select",
    "nav",
    "footer",
    "aside",
    "figure",
    "figcaption",
    "img",
    "picture",
    "head",
)
_NOTE_CLASS = re.compile(
    r"footnote|reference|mw-editsection|noprint|catlinks|navbox|metadata", re.I
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Cut:
    """An article as Markdown: its first heading if that is its title, its body, and what was left out."""

    title: str
    body: str
    left_out: tuple[str, ...]


def cut(html: str, title: str = "", base: str = "") -> Cut:
    """The article in `html`: junk left out, headings from level 2 down, links in full where `base` is known."""
    tree = library("lxml.html").fromstring(f"<div>{_CONTROLS.sub('', html)}</div>")
    _without_machinery(tree)
    left_out = _without_junk(tree)
    first = _own_title(tree, title)
    _settle_headings(tree)
    _settle_links(tree, base)
    text = library("markdownify").markdownify(
        library("lxml.html").tostring(tree, encoding="unicode"),
        heading_style="ATX",
        bullets="-",
        escape_misc=False,
        table_infer_header=True,
    )
    lines = (line.rstrip() for line in text.split("\n"))
    body = _BLANKS.sub("\n\n", "\n".join(lines)).strip()
    return Cut(first, f"{body}\n" if body else "", tuple(left_out))


def _without_machinery(tree: Any) -> None:
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str) or element.tag in _DROPPED or _is_note(element)
        ):  # comments and processing instructions
            _drop(element)


def _is_note(element: Any) -> bool:
    """The mark of a footnote, or an edit link."""
    classes = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    if element.tag in ("sup", "span", "a", "section", "ol", "div") and _NOTE_CLASS.search(classes):
        return True
    if element.tag == "sup":
        link = element.find(".//a")
        return link is not None and (link.get("href") or "").startswith("#")
    return element.tag == "a" and (element.get("href") or "").startswith("#fn")


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it."""
    if element.getparent() is None:
        return
    element.drop_tree() if isinstance(element.tag, str) else element.getparent().remove(element)


def _without_junk(tree: Any) -> list[str]:
    """Take out what is no part of the article; what it was, in order."""
    elements = [node for node in tree.iter(*_BLOCKS) if next(_blocks_inside(node), None) is None]
    pieces = [_piece(one) for one in elements]
    out = []
    for element, piece, keep in zip(elements, pieces, junk.verdicts(pieces), strict=True):
        if keep:
            _without_note_marks(element)
            continue
        if piece.text.strip():
            out.append(" ".join(piece.text.split()))
        if piece.kind == "td":
            element.clear()
        else:
            element.drop_tree()
    return out


def _blocks_inside(element: Any) -> Iterator[Any]:
    return (node for node in element.iter(*_BLOCKS) if node is not element)


def _piece(element: Any) -> PageBlock:
    text = element.text_content()
    linked = sum(len(a.text_content().strip()) for a in element.iter("a"))
    kind = "td" if element.tag in ("td", "th") else str(element.tag)
    return PageBlock(kind, text, linked / (len(text.strip()) or 1))


def _without_note_marks(element: Any) -> None:
    for node in element.iter():
        if node.text:
            node.text = junk.without_notes(node.text)
        if node.tail and node is not element:
            node.tail = junk.without_notes(node.tail)


def _own_title(tree: Any, title: str) -> str:
    """The text of the first heading, taken out, where it is the title or the only one of level 1."""
    tops = list(tree.iter("h1"))
    first = next(iter(tree.iter("h1", "h2")), None)
    if first is None:
        return ""
    text = " ".join(first.text_content().split())
    is_title = junk.folded(text) == junk.folded(title) if title else len(tops) == 1
    if first.tag == "h1" and len(tops) == 1:
        is_title = True
    if not is_title:
        return ""
    first.drop_tree()
    return text


def _settle_headings(tree: Any) -> None:
    """The highest heading left is of level 2, as an episode's sections are."""
    headings = list(tree.iter(*(f"h{n}" for n in range(1, 7))))
    if not headings:
        return
    shift = 2 - min(int(heading.tag[1]) for heading in headings)
    for heading in headings:
        heading.tag = f"h{min(6, int(heading.tag[1]) + shift)}"


def _settle_links(tree: Any, base: str) -> None:
    for link in list(tree.iter("a")):
        address = (
            urljoin(base, (link.get("href") or "").strip()) if base else link.get("href") or ""
        )
        if address.startswith(("http://", "https://", "mailto:")) and link.text_content().strip():
            for name in set(link.attrib) - {"href"}:
                del link.attrib[name]
            link.set("href", address)
        else:
            link.drop_tag()
