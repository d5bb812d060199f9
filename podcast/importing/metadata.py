"""The metadata of a web page: title, author, date, picture and address of its article."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from podcast.importing import junk, pictures
from podcast.importing.authors import TITLE_PARTS
from podcast.importing.bylines import author_of, stated_author
from podcast.importing.extras import library
from podcast.importing.page_day import dated_lines, day_of, without_cards
from podcast.importing.page_lines import lines_of
from podcast.importing.page_title import LONGEST_TITLE, shown_title, tab_of, title_of
from podcast.importing.wording import words_of
from podcast.structs import Frozen

LONGEST_SITE = 5
"""Words of the name of a site at most."""

BELOW, ABOVE = 40, 8
"""Lines under and over a title among which the day of its article may stand."""

_LONG_META = re.compile(r"<meta\b[^<>]{4000,}>", re.IGNORECASE)
"""A fact in the head of a page that is none; libraries look for names in it for minutes."""

_WEEKDAY = re.compile("(?:ال|يوم )(?:سبت|[أا]حد|[اإ]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)")
"""How the day of a visit begins in the head of a newspaper; one alone over a title is the article's."""


class PageMetadata(Frozen):
    """What a page tells; "" or None for what it does not."""

    title: str
    author: str
    day: dt.date | None
    picture: str
    address: str
    site: str = ""


def page_metadata(page: str, tree: Any, address: str = "") -> PageMetadata:
    """What a page tells of itself, in its head, in its structured data, and in the lines beside its title."""
    found = library("trafilatura.metadata").extract_metadata(
        _LONG_META.sub("", page), default_url=address or None, extensive=False
    )
    source = address or str(getattr(found, "url", None) or "")
    lines, heads = lines_of(tree)
    named, site = (_clean(found, name)[:LONGEST_TITLE] for name in ("title", "sitename"))
    site = "" if site == named else site  # a title such as «نمو 27.25%» is taken for an address
    site = "" if _heads_text(site, tree) else site  # of a tab that begins with the site's name
    is_title = junk.folded(named).lower() not in words_of("no_titles")
    title = (not is_title and shown_title(tree)) or title_of(named, site, lines, tree)
    site = site or _site_in(tab_of(tree), title)
    place = _place_of(title, lines, heads)
    told = without_cards(lines, tree)
    dated = [
        *told[place:][:BELOW],
        *dated_lines(told[max(0, place - ABOVE) : place]),
        *(line for line in told[max(0, place - 1) : place] if not _WEEKDAY.match(line)),
    ]
    said = stated_author(page) or _clean(found, "author")
    over = lines[max(0, place - 3) : place]
    return PageMetadata(
        title=title,
        author=author_of(said, site, lines[place:], tree, over),
        day=day_of(page, tree, source, dated),
        picture=pictures.picture_of(_clean(found, "image"), page, tree, source, title),
        address=source if source.startswith(("http://", "https://")) else "",
        site=site,
    )


def _heads_text(line: str, tree: Any) -> bool:
    """Whether a line of four words or more is a heading of a page that is no link."""
    heads = (node for node in tree.iter("h1", "h2", "h3") if node.find(".//a") is None)
    return len(line.split()) > 3 and any(
        junk.folded(node.text_content()) == junk.folded(line) for node in heads
    )


def _site_in(tab: str, title: str) -> str:
    """The name of the site that a tab has beside the title of the article; "" where it has none, or more."""
    parts = [" ".join(part.split()) for part in TITLE_PARTS.split(tab)]
    others = [part for part in parts if part and junk.folded(part) not in junk.folded(title)]
    is_name = len(parts) > len(others) == 1 and len(others[0].split()) <= LONGEST_SITE
    return others[0] if is_name else ""


def _clean(found: Any, name: str) -> str:
    return " ".join(str(getattr(found, name, None) or "").split())


def _place_of(title: str, lines: list[str], heads: list[int]) -> int:
    """Where in a page's lines its title stands, if it does as a heading; 0 where it is none of them."""
    wanted = junk.folded(title)
    found = [place for place, line in enumerate(lines) if junk.folded(line) == wanted]
    return next((place for place in found if place in heads), next(iter(found), 0))
