"""Parts of a web page that its own words call the author's: classes, labels, addresses of links. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from podcast.importing import junk
from podcast.importing.authors import (
    ARABIC,
    WORDS_OF_NAME,
    words_before,
)
from podcast.importing.dates import day_in

LARGEST = 50
"""Elements of a box that tells of a writer, at most."""
_SIGNED = re.compile(
    r"(?:^|[\s_-])(?:auth(?:[oe]?r)?s?|writer|writ(?:e|ten)[-_]?by|reporter|journalist|by[-_]?line|user[-_]?name|full[-_]?name|reader-credits)(?:$|[\s_-]|name)",
    re.IGNORECASE,
)

_OTHER = re.compile(r"label|categ|\btags?\b", re.IGNORECASE)
"""Names of parts beside a byline that share its name."""
_COMMENTS = re.compile(
    r"(?:^|[\s_-])comment(?:s|list|-list|-body|-author)?(?:$|[\s_-])", re.IGNORECASE
)

AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|writers?|columns?|columnists?|contributors?|reporters?|editors?|bloggers?|katib|kottab|profiles?)/[^/]",
    re.IGNORECASE,
)


def is_commenter(name: str, tree: Any, commented: set[Any]) -> bool:
    """Whether a name stands on a page only where its readers comment, or is that of a label."""
    holders = [
        node in commented or bool(_OTHER.search(node.get("class") or ""))
        for node in tree.iter()
        if name in f"{node.text} {node.tail}"
    ]
    return bool(holders) and all(holders)


def commented_elements(tree: Any) -> set[Any]:
    """The elements of a page in which its readers comment, with all that stands in them."""
    found: set[Any] = set()
    for node in tree.iter():
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if node.getparent() in found or (node.tag != "body" and _COMMENTS.search(names)):
            found.add(node)
    return found


def linked_author(tree: Any, commented: set[Any], lines: list[str]) -> str:
    """The name in the only link to an author's articles: of those in the lines, or else of the page's."""
    names = dict.fromkeys(
        re.split(r"\s+[-–|]\s+", " ".join(link.text_content().split()))[0]
        for link in tree.iter("a")
        if AUTHOR_ADDRESS.search(link.get("href") or "") and link not in commented
    )
    found = [name for name in names if len(name.split()) in WORDS_OF_NAME and ARABIC.search(name)]
    near = [name for name in found if name in lines] or found
    return near[0] if len(near) == 1 else ""


def signed_lines(tree: Any, commented: set[Any]) -> Iterator[str]:
    """Lines that the page's own words for its parts call the author's, two to four words long."""
    metas = {node.get("name"): node.get("content") or "" for node in tree.iter("meta")}
    if "كتب" in junk.folded(metas.get("twitter:label1", "")):
        yield metas.get("twitter:data1", "")
    for element in tree.iter(
        *("a", "span", "div", "p", "ul", "li", "cite", "address", "bdi", "h2", "h3", "h4", "h5")
    ):
        words = " ".join(
            element.get(name) or "" for name in ("class", "rel", "itemprop", "data-hook")
        )
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", words)
        is_signed = _SIGNED.search(words) or _is_labelled(element)
        if is_signed and not _OTHER.search(words) and element not in commented:
            inside = islice(element.iterdescendants(), LARGEST)
            if any(_SIGNED.search(node.get("class") or "") for node in inside):
                continue
            parts = [text for text in islice(element.itertext(), LARGEST) if text.strip()]
            is_box = (
                next(element.iterdescendants("div", "p", "h3", "h4", "h5", "h6"), None) is not None
            )
            whole = " ".join(" ".join(parts).split())
            is_parted = (
                is_box or len(whole.split()) > WORDS_OF_NAME[-1] or any(map(day_in, parts[1:]))
            )
            said = parts[0] if parts and is_parted else whole
            line = re.split(r"\s[-–|]\s", " ".join(said.split()))[-1]
            if len(line.split()) in WORDS_OF_NAME and ARABIC.search(line):
                yield line


def _is_labelled(element: Any) -> bool:
    """Whether an attribute of an element says «كتب بواسطة», which a style sheet puts before its text."""
    said = (value for key, value in element.attrib.items() if key.startswith(("data-", "aria-")))
    return any(junk.folded(value).lower() in words_before() for value in said)
