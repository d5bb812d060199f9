"""The day a web page's article was published: by its data, its address or a line beside its title. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from podcast.importing import junk, pagekind
from podcast.importing.dates import day_in, hijri_day_in, iso_day, published, tells_only_day
from podcast.importing.page_lines import DAY, LINE

CARD, MOST_OF_CARD = 2, 16
"""Boxes around the day of a card, and elements in one, at most."""

_DAY_METAS = (
    "article:published_time",
    "og:published_time",
    "datePublished",
    "publishedDate",
    "publish-date",
    "pubdate",
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)

_UPDATED = re.compile(r"تحديث|تعديل|تحيين|updated|modified|更新", re.IGNORECASE)
"""What a line says that tells the day of a change."""

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](?:[a-z_]+/)?(\d{1,2})[/-](\d{1,2})(?!\d)")
"""The day in the address of an article: /2024/05/03/, /2024/news/05-03."""


def day_of(page: str, tree: Any, source: str, lines: list[str]) -> dt.date | None:
    """When it was published: as the page's data say, its address, or a line under its title."""
    for written in (*_stated(page), *_in_head(tree), *_in_times(tree)):
        if day := iso_day(written):
            return day
    if found := _IN_ADDRESS.search(source):
        with suppress(ValueError):
            return published(dt.date(*map(int, found.groups())))
    lines = [_before_change(line) for line in lines]
    dated = [(line, day) for line in lines if len(line) <= LINE and (day := day_in(line))]
    dated.sort(key=lambda entry: not _is_of_a_day(entry[0]))
    updated = [day for line, day in dated if _UPDATED.search(junk.folded(line))]
    told = [
        day
        for line, day in dated
        if not _UPDATED.search(junk.folded(line)) and (_is_of_a_day(line) or not updated)
    ]
    first = next(iter(told), None)
    hijri = (hijri_day_in(line) for line in lines if _is_of_a_day(line))
    return first or next((day for _, day in dated), None) or next(filter(None, hijri), None)


def without_cards(lines: list[str], tree: Any) -> list[str]:
    """Lines with "" for those that tell the days of other articles, which stand behind the article's own."""
    others = Counter(_days_of_cards(tree))
    ends = tuple(others)
    kept = []
    for line in reversed(lines):
        is_card = line.endswith(ends) and not tells_only_day(line) and not dated_lines([line])
        is_other = others[line] > 0 or is_card
        others[line] -= line in others
        kept.append("" if is_other else line)
    return kept[::-1]


def _days_of_cards(tree: Any) -> Iterator[str]:
    """The lines that tell the days of other articles: beside a link of several words in a small box."""
    for node in tree.iter("span", "time", "div", "p", "li", "small"):
        text = " ".join(node.text_content().split()) if len(node) < 2 else ""
        if not text or len(text) > DAY or not day_in(text):
            continue
        for box in islice(node.iterancestors("div", "li", "article", "section", "td"), CARD):
            inside = list(islice(box.iter(), MOST_OF_CARD))
            if len(inside) == MOST_OF_CARD or any(one.tag == "h1" for one in inside):
                break
            if any(one.tag == "a" and len(one.text_content().split()) > 3 for one in inside):
                yield text
                break


def _before_change(line: str) -> str:
    """«نشر في 3 مارس 2024» of a line that goes on with the day of a change."""
    before = _UPDATED.split(line)[0].removesuffix("آخر ")
    return before if day_in(before) else line


def _is_of_a_day(line: str) -> bool:
    """Whether a line tells hardly more than a day; a caption may name another one."""
    return len(line) <= DAY or bool(re.search(r"\d:\d\d|نشر|تاريخ|العدد", junk.folded(line)))


def dated_lines(lines: list[str]) -> list[str]:
    """Lines with an hour, or that say when something was published: a day alone over a title is today's."""
    return [line for line in lines if re.search(r"\d:\d\d|نشر|تاريخ|العدد", junk.folded(line))]


def _stated(page: str) -> Iterator[str]:
    """`datePublished` of each object of JSON-LD."""
    written = (node.get("datePublished") for node in pagekind.structured(page))
    return (day for day in written if isinstance(day, str))


def _in_head(tree: Any) -> Iterator[str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(key.lower(), meta.get("content") or "")
    yield from (metas[name.lower()] for name in _DAY_METAS if name.lower() in metas)


def _in_times(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        if isinstance(element.tag, str) and element.get("itemprop") == "datePublished":
            yield element.get("datetime") or element.get("content") or element.get("title") or ""
    for element in tree.iter("time"):
        yield element.get("datetime") or element.get("title") or ""
    for element in tree.iter("abbr", "span"):
        if set((element.get("class") or "").split()) & {"published", "dt-published"}:
            yield element.get("title") or ""
    for element in tree.iter("p", "div"):
        if "postmetadata" in (element.get("class") or ""):
            yield element.text_content()
