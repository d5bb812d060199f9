"""Names that their place on a web page tells: beside the day, by an icon, in a heading, over the text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

from podcast.importing import junk
from podcast.importing.author_marks import AUTHOR_ADDRESS, LARGEST
from podcast.importing.authors import (
    is_bare_name,
    is_surely_name,
    may_be_name,
)
from podcast.importing.blocks import HEADINGS
from podcast.importing.dates import day_in
from podcast.importing.wording import words_of

_SECTION_ADDRESS = re.compile(r"/(?:categor\w*|sections?|tags?|topics?|labels?)/", re.IGNORECASE)
_ICON = re.compile(
    r"(?:^|[\s_-])(?:user|person|author|pen|pencil|feather)(?:$|[\s_-])", re.IGNORECASE
)
"""The names of the pictures that stand before a writer's name."""
_LEAVES = ("p", "span", "div", "td", "li", "a", "b", "strong", "em", "font", "bdi", "time")
MOST_DAY = 60
"""Letters of a line that tells a day and little else."""
WIDEST_PORTRAIT = 100
"""Pixels of the width of a writer's portrait at most."""
_PORTRAIT = re.compile(r"avatar|author|writer|user|profile|rounded-full|circle", re.IGNORECASE)
MOST_NEAR = 6
"""Lines under a title that count nothing, among which a name stands beside a day."""
NEAR = 12
"""Lines under a title among which its writer is named."""


def in_heading(tree: Any) -> str:
    """A name that is a heading of its own between the title and the day; "" where there is none."""
    tops = list(tree.iter("h1"))
    below = list(islice(tops[0].xpath("following::*[not(*)]"), LARGEST)) if len(tops) == 1 else []
    told = [node for node in below if node.text and node.text.strip()][:3]
    if len(told) < 2 or told[0].tag not in HEADINGS or not any(day_in(n.text) for n in told[1:]):
        return ""
    name = " ".join(told[0].text.split())
    is_name = (
        "caption" not in (told[0].get("class") or "")
        and may_be_name(name)
        and re.fullmatch(r"(?!ال)[^\W\d_]+(?: [^\W\d_]+)*", name)
    )
    return name if is_name else ""


def over_text(tree: Any) -> str:
    """A name over the first sentence of a text that is its only bold line, or plainly a name."""
    lines = [node for node in tree.iter("p") if is_bold(node)]
    plain = (
        node for node in tree.iter("p") if is_surely_name(" ".join(node.text_content().split()))
    )
    lines = lines if len(lines) == 1 else list(islice(plain, 1))
    after = next(lines[0].itersiblings("p", "div"), None) if len(lines) == 1 else None
    if after is None:
        return ""
    before = islice(lines[0].itersiblings("p", preceding=True), NEAR)
    is_first = not any(junk.is_sentence(node.text_content()) for node in before)
    name = " ".join(lines[0].text_content().split())
    is_name = is_bare_name(name)
    return name if is_first and is_name and len(after.text_content()) > 80 else ""


def is_bold(line: Any) -> bool:
    """Whether all the text of an element is in bold letters."""
    bold = sum(len(node.text_content()) for node in line.iterchildren("strong", "b"))
    return 0 < len(line.text_content().strip()) <= bold


def beside_day_under_title(tree: Any, title: str) -> str:
    """A name beside the day under a title, where no link to a section of the site is around it."""
    lines = list(_leaf_lines(tree))
    wanted = junk.folded(title)
    found = [n for n, (_, text) in enumerate(lines) if wanted and junk.folded(text) == wanted]
    place = next((n for n in found if _is_headed(lines[n][0])), next(iter(found), None))
    following = [] if place is None else lines[place + 1 : place + NEAR]
    near = [line for line in following if not _counts(line[1])][:MOST_NEAR]
    for (node, line), (_, other) in (*pairwise(near), *pairwise(reversed(near))):
        name = re.split(r"\s+[-–|]\s+", line)[-1]  # behind the site's or a town's
        is_name = is_bare_name(name) and is_surely_name(name) and not _leads_to_section(node)
        if is_name and len(other) < MOST_DAY and (day_in(other) or _is_trade(other)):
            return name
    return ""


def _is_trade(line: str) -> bool:
    """«كاتبة من تونس», under a name."""
    return junk.folded(line).split()[0] in words_of("trades")


def _leaf_lines(tree: Any) -> Iterator[tuple[Any, str]]:
    """The elements that hold nothing but text, or beside it an icon, with their texts."""
    for node in tree.iter(*_LEAVES, *HEADINGS):
        is_leaf = len(node) < 2 and not any(len(one) or (one.text or "").strip() for one in node)
        text = " ".join(str(node.text_content()).split()) if is_leaf else ""
        if text:
            yield node, text


def _counts(text: str) -> bool:
    """Whether a line counts readers, comments or minutes, and tells no day."""
    return not day_in(text) and junk.is_junk(junk.PageBlock("p", text))


def _is_headed(node: Any) -> bool:
    return node.tag in HEADINGS or next(node.iterancestors(*HEADINGS), None) is not None


def _leads_to_section(node: Any) -> bool:
    """Whether a link to a section of the site holds a text, or one that tells nothing of where it leads."""
    link = node if node.tag == "a" else next(node.iterancestors("a"), None)
    if link is None:
        return False
    address = link.get("href") or ""
    return not AUTHOR_ADDRESS.search(address) and bool(
        _SECTION_ADDRESS.search(address) or not re.search(r"\d", address)
    )


def beside_icon(tree: Any, lines: list[str]) -> str:
    """The name under a title that stands beside the picture of a person or a pen; "" where there is none."""
    for icon in tree.iter("i", "svg", "span", "img"):
        words = f"{icon.get('class') or ''} {icon.text or ''}"
        if not _is_portrait(icon) and (len(words) > MOST_DAY or not _ICON.search(words)):
            continue
        following = islice(icon.itersiblings(), 1)
        beside = (icon.tail or "", *(node.text_content() for node in following))
        for text in (*beside, _of_holder(icon)):
            name = " ".join(text.split())
            if name in lines and is_bare_name(name):
                return name
    return ""


def _is_portrait(picture: Any) -> bool:
    """Whether a picture is of a writer: called so, or too small for one of an article."""
    if picture.tag != "img":
        return False
    width = re.match(r"\d+", picture.get("width") or "")
    said = f"{picture.get('class')} {picture.get('src')}"
    return bool(_PORTRAIT.search(said)) or (width is not None and int(width[0]) <= WIDEST_PORTRAIT)


def _of_holder(icon: Any) -> str:
    """The text of what holds nothing but an icon and a line."""
    holder = icon.getparent()
    return "" if holder is None or len(holder) > 2 else str(holder.text_content())
