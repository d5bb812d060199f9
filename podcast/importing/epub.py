"""What EPUB books tell otherwise than readers expect: headings by style sheets, title pages, imprints. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from podcast.importing import blocks
from podcast.importing.extras import library

LARGER = 1.12
"""How much larger than the text's the letters of a heading are."""

LONGEST = 120
"""Letters of a heading at most."""

_HTML = (".xhtml", ".html", ".htm")
_HEADING = re.compile(rb"<h[1-6][\s>]", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)(pt|px|em|rem|%)")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}


USUAL = 12.0
"""The font size of text that has none of its own, in points."""

_TITLE_PAGE = re.compile(rb'\sepub:type="(?:titlepage|frontmatter)"')

MOST_OF_IMPRINT = 900
"""Letters of a cover or an imprint at most."""

_IMPRINT_NAME = re.compile(
    r"(?:^|[/_.-])(?:cover|copyright|imprint|colophon|rights)", re.IGNORECASE
)
_IMPRINT_TYPE = re.compile(rb"""\sepub:type=["'](?:cover|copyright-page|imprint|colophon)["']""")
_IMPRINT = re.compile(r"©|الحقوق محفوظة|حقوق الطبع|الترقيم الدولي|ردمك|رقم الإيداع|\bISBN\b")
_EMPTY = (
    b"<html xmlns='http://www.w3.org/1999/xhtml'><head><title></title></head><body></body></html>"
)


def settled(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a book by name, with its title page as text, without imprint, and with headings as such."""
    texts = {
        name: _page(name, data) if name.lower().endswith(_HTML) else data
        for name, data in members.items()
    }
    return with_headings(texts)


def _page(name: str, data: bytes) -> bytes:
    """A page of a book as it is to be read: empty if it is the cover or the imprint."""
    tree = _parsed(data) if len(data) < 20 * MOST_OF_IMPRINT else None
    said = tree.text_content() if tree is not None else ""
    is_imprint = _IMPRINT.search(said) or _IMPRINT_NAME.search(name) or _IMPRINT_TYPE.search(data)
    if is_imprint and len(said.strip()) <= MOST_OF_IMPRINT and not _HEADING.search(data):
        return _EMPTY
    return _TITLE_PAGE.sub(b"", data)


def with_headings(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a book by name, with headings as such where it has none but has lines in larger letters."""
    texts = {name: data for name, data in members.items() if name.lower().endswith(_HTML)}
    if any(map(_HEADING.search, texts.values())):
        return dict(members)
    sheets = "".join(
        data.decode("utf-8", "replace")
        for name, data in members.items()
        if name.lower().endswith(".css")
    )
    sizes = {
        name: float(found[1]) * _POINTS[found[2]]
        for name, rules in _RULE.findall(sheets)
        if (found := _SIZE.search(rules))
    }
    trees = {name: _parsed(data) for name, data in texts.items()} if sizes else {}
    lines = [
        (node, size)
        for tree in trees.values()
        if tree is not None
        for node in tree.iter("p")
        if (size := _size(node, sizes))
    ]
    if not lines or not _head(lines):
        return dict(members)
    html = library("lxml.html")
    made = {
        name: html.tostring(tree, encoding="utf-8", method="xml")
        for name, tree in trees.items()
        if tree is not None
    }
    return {**members, **made}


def _parsed(data: bytes) -> Any:
    html, etree = library("lxml.html"), library("lxml.etree")
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None


def _size(paragraph: Any, sizes: Mapping[str, float]) -> float:
    """The font size of a paragraph in points, where all of it has one; 0 if it has several."""
    holders = [paragraph, *paragraph.iter("span")]
    told = {
        sizes[name]
        for node in holders
        if (node.text or "").strip()
        for name in (node.get("class") or "").split()
        if name in sizes
    }
    return told.pop() if len(told) == 1 else 0.0 if told else USUAL


def _head(lines: list[tuple[Any, float]]) -> bool:
    """Make headings of the lines in larger letters; whether there are any."""
    weights: Counter[float] = Counter()
    for node, size in lines:
        weights[size] += blocks.letters(node)
    usual = weights.most_common(1)[0][0]
    larger = sorted({size for _, size in lines if size > LARGER * usual}, reverse=True)
    for node, size in lines:
        if size in larger and blocks.letters(node) < LONGEST:
            node.tag = f"h{min(6, larger.index(size) + 1)}"
    return bool(larger)
