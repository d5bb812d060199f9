"""Who wrote the article of a web page: what the page's data say, or the lines and parts about its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from podcast.importing import junk, pagekind
from podcast.importing.author_marks import (
    commented_elements,
    is_commenter,
    linked_author,
    signed_lines,
)
from podcast.importing.author_places import (
    NEAR,
    beside_day_under_title,
    beside_icon,
    in_heading,
    is_bold,
    over_text,
)
from podcast.importing.authors import (
    ARABIC,
    WORDS_OF_NAME,
    byline,
    is_surely_name,
    may_be_name,
    named,
    placed,
    without_lead,
    words_before,
)
from podcast.importing.blocks import HEADINGS
from podcast.importing.dates import day_in

_FAR = 25
"""Lines under a title among which a word such as «بقلم» tells its writer."""
_PLACED = 15
"""Lines under a title among which a writer stands beside a place."""
_CLOSE = 8
"""Lines under a title among which a name beside the day is its writer's."""
_CLOSEST = 6
"""Lines under a title among which a name over the day is its writer's."""


def author_of(said: str, site: str, lines: list[str], tree: Any, over: list[str]) -> str:
    """Who wrote it, as the page's data say or a line beside its title does; "" where only the site is named.

    lines  the page's lines from its title on; `over` are those above it.
    """
    names = _told(said, site, lines, tree, commented_elements(tree))
    signed = (without_lead(line.strip(" |")) for line in over)
    above = (named(name, site) for name in signed if name not in over and is_surely_name(name))
    return next((name for name in (*names, *above) if name), "")


def _told(said: str, site: str, lines: list[str], tree: Any, commented: set[Any]) -> Iterator[str]:
    """What may be the author's name, the surest first; "" among them."""
    first = named(said.split(";")[0], site)
    first = "" if first and is_commenter(first, tree, commented) else _behind_place(first, lines)
    account = "" if ARABIC.search(first) else first  # perhaps of one who signs in Arabic
    first = "" if account else first
    signed = list(signed_lines(tree, commented))
    yield from (named(line, site) for line in signed if first and _is_same(first, line))
    yield first
    yield from (byline(line, site) for line in lines[:_FAR])
    yield from (named(name, site) for name in _after_word(lines[:_FAR]))
    parts = _parts(tree)
    written = [(placed(line, site), line) for line in lines[:_PLACED]]
    yield from (
        named(name, site)
        for name, line in written
        if name and (line not in parts or is_surely_name(name))
    )
    yield named(_over_title(lines, tree), site)
    yield from (named(name, site) for name in _beside_day(lines[:_CLOSE]))
    yield named(_over_day(lines[1:_CLOSEST]), site)
    yield named(in_heading(tree), site)
    yield named(over_text(tree), site)
    yield from (
        named(line, site)
        for line in lines[1:_CLOSE]
        if line.startswith("د.") and is_surely_name(line)
    )
    yield named(beside_day_under_title(tree, lines[0] if lines else ""), site)
    yield named(beside_icon(tree, lines[:NEAR]), site)
    yield from (named(line, site) for line in signed)
    yield named(linked_author(tree, commented, lines[:NEAR]), site)
    yield account


def _after_word(lines: list[str]) -> Iterator[str]:
    """Names in a line of their own behind «كاتب» in one."""
    words = words_before()
    for word, name in pairwise(lines):
        if junk.folded(word).lower() in words and len(name.split()) in WORDS_OF_NAME:
            yield name


def _over_day(lines: list[str]) -> str:
    """«سعاد مراد:», a line of its own between a title and the day; "" where there is none."""
    for line, after in pairwise(lines):
        is_name = line.endswith(":") and len(line.split()) in WORDS_OF_NAME and "نشر" not in line
        if is_name and day_in(after):
            return line.rstrip(": ")
    return ""


def _parts(tree: Any) -> set[str]:
    """Headings, items and links of a page, of which one may begin with a town: «القدس: زهرة المدائن»."""
    return {
        " ".join(node.text_content().split())
        for node in tree.iter(*HEADINGS, "li", "td", "th", "a")
    }


def _over_title(lines: list[str], tree: Any) -> str:
    """A name that begins the title, and is a bold line under it: «سعاد مراد: في مديح الطرق».

    Under an interview the name of whom it is with may stand under a picture.
    """
    name = lines[0].partition(":")[0].strip() if lines and ":" in lines[0] else ""
    bold = (node.text_content() for node in tree.iter("p", "div") if is_bold(node)) if name else ()
    is_again = junk.folded(name) in map(junk.folded, bold)
    return name if is_again and may_be_name(name) else ""


def _beside_day(lines: list[str]) -> Iterator[str]:
    """The name in «كتب سعاد مراد», a line beside one with a day; books are called the same."""
    for line, other in (*pairwise(lines), *pairwise(reversed(lines))):
        name = without_lead(line)
        is_name = name != line and may_be_name(name) and not name.startswith("ال")
        if is_name and ((len(other) < 40 and day_in(other)) or is_surely_name(name)):
            yield name


def _behind_place(name: str, lines: list[str]) -> str:
    """«سعاد مراد» of a line «بيروت - سعاد مراد», of which readers take the city for the name."""
    if len(name.split()) != 1:
        return name
    parts = (re.split(r"\s+[-–|]\s+", line) for line in lines[:_FAR] if line.startswith(f"{name} "))
    found = (line[1] for line in parts if len(line) == 2 and len(line[1].split()) in WORDS_OF_NAME)
    return next(found, name)


def stated_author(page: str) -> str:
    """The first person that JSON-LD names as an article's author; "" where it names none."""
    for node in pagekind.structured(page):
        if str(node.get("@type")).endswith(pagekind.ARTICLES):
            said = node.get("author")
            for author in said if isinstance(said, list) else [said]:
                if isinstance(author, dict) and author.get("@type") == "Person":
                    return " ".join(str(author.get("name") or "").split())
    return ""


def _is_same(name: str, line: str) -> bool:
    """Whether a line holds the name, or its beginning: readers of a page's data join names and trades."""
    return _bare(name) in (_bare(line), _bare(named(line))) or (
        len(line.split()) > 1 and _bare(name).startswith(_bare(line)) and len(name.split()) > 3
    )


def _bare(name: str) -> str:
    return re.sub(r"\W+", "", name)
