"""The picture of a web page's article: as its data state it, or as it stands under the title. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from podcast.importing import junk, pagekind
from podcast.importing.blocks import HEADINGS

NARROWEST = 200
"""Pixels of a picture's width at least, where it states any; smaller ones are of writers and buttons."""

HOLDERS = 2
"""Boxes around a title in which a picture over it is the article's."""

SENTENCE = 80
"""Letters of a piece of text that is none of the lines about a title."""

MOST = 5
"""Pictures under a title among which the article's is."""

_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")
"""Where pages keep the address of a picture, those first that are loaded when it is seen."""

_OTHER = re.compile(
    r"avatar|author|writer|profile|logo|icon|sprite|emoji|banner|placeholder|blank|pixel|loading|ads?[/_.-]"
    r"|\.svg|\.gif|^data:",
    re.IGNORECASE,
)
"""What the names of pictures have in them that are no article's."""


def picture_of(named: str, page: str, tree: Any, source: str, title: str) -> str:
    """The URL of an article's picture; "" where none is told.

    named   the one that the page's head names.
    source  the page's own address.
    """
    told = (named, stated(page), *shown(tree, title))
    whole = (urljoin(source, one) for one in told if one)
    return next((one for one in whole if one.startswith(("http://", "https://"))), "")


def stated(page: str) -> str:
    """The first picture of an article in JSON-LD; "" where there is none."""
    for node in pagekind.structured(page):
        if str(node.get("@type")).endswith(pagekind.ARTICLES):
            said = node.get("image")
            said = said[0] if isinstance(said, list) and said else said
            said = said.get("url") if isinstance(said, dict) else said
            if isinstance(said, str):
                return said.strip()
    return ""


def _under(head: Any) -> Iterator[Any]:
    """The pictures between a title and its text."""
    for node in head.xpath("following::*"):
        if len((node.text or "").strip()) > SENTENCE:
            return
        if node.tag == "img":
            yield node


def _over(head: Any) -> list[Any]:
    """The pictures right over a title, in the box that holds it, the nearest first."""
    for box in islice(head.iterancestors("div", "article", "section", "header", "main"), HOLDERS):
        inside = set(box.iter("img"))
        if found := [one for one in head.xpath("preceding::img") if one in inside]:
            return found[::-1]
    return []


def shown(tree: Any, title: str) -> Iterator[str]:
    """The addresses of the pictures at the title, but for those of writers, sites and buttons."""
    wanted = junk.folded(title)
    heads = (node for node in tree.iter(*HEADINGS) if junk.folded(node.text_content()) == wanted)
    head = next(heads, None) if wanted else None
    if head is None:
        return
    for picture in (*_under(head), *_over(head), *islice(head.xpath("following::img"), MOST)):
        names = (picture, *islice(picture.iterancestors("a", "div", "span", "figure", "aside"), 2))
        said = " ".join(f"{node.get('class')} {node.get('id')}" for node in names)
        address = next((picture.get(name) for name in _SOURCES if picture.get(name)), "")
        width = re.match(r"\d+", picture.get("width") or "")
        is_small = width is not None and int(width[0]) < NARROWEST
        if address and not is_small and not _OTHER.search(f"{said} {address}"):
            yield address.strip()
