"""The metadata of a web page: title, author, date, picture and address of its article."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from podcast.importing import junk, pagekind, pictures
from podcast.importing.authors import ARABIC, TITLE_PARTS
from podcast.importing.blocks import HEADINGS
from podcast.importing.bylines import author_of, stated_author
from podcast.importing.dates import day_in, hijri_day_in, iso_day, published, tells_only_day
from podcast.importing.extras import library
from podcast.importing.wording import words_of
from podcast.structs import Frozen

LINE = 120
"""Letters of a line that may be a day, a name or a title; an article's paragraphs are longer."""

DAY = 40
"""Letters of a line that holds a day and little else."""

CARD, MOST_OF_CARD = 2, 16
"""Boxes around the day of a card, and elements in one, at most."""

LONGEST_SITE = 5
"""Words of the name of a site at most."""

MOST_CRUMBS = 20
"""Links that lead down to a page, at most."""

BELOW, ABOVE = 40, 8
"""Lines under and over a title among which the day of its article may stand."""

_SHOWN = ("span", "a", "time", "div", "li", "p")
_BRACKETED = re.compile(r"\S\s+\[([^\[\]]+)\]$")
"""«المؤتمر [عنوان المقال]», as pages made for the printer are called."""

_FILE_NAME = re.compile(r"[\w.-]+")
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
_WEEKDAY = re.compile("(?:ال|يوم )(?:سبت|[أا]حد|[اإ]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)")
"""How the day of a visit begins in the head of a newspaper; one alone over a title is the article's."""

_UPDATED = re.compile(r"تحديث|تعديل|تحيين|updated|modified|更新", re.IGNORECASE)
"""What a line says that tells the day of a change."""

_TITLE_CLASS = re.compile(r"^(?:post|article|entry|story|news)-(?:\w+-)?title$|^headline$", re.I)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](?:[a-z_]+/)?(\d{1,2})[/-](\d{1,2})(?!\d)")


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
        page, default_url=address or None, extensive=False
    )
    source = address or str(getattr(found, "url", None) or "")
    lines, heads = _lines(tree)
    named, site = _clean(found, "title"), _clean(found, "sitename")
    site = "" if site == named else site  # a title such as «نمو 27.25%» is taken for an address
    site = "" if _heads_text(site, tree) else site  # of a tab that begins with the site's name
    is_title = junk.folded(named).lower() not in words_of("no_titles")
    title = (not is_title and _shown_title(tree)) or _title(named, site, lines, tree)
    site = site or _site_in(tree.findtext(".//title") or "", title)
    place = _place_of(title, lines, heads)
    told = _without_cards(lines, tree)
    return PageMetadata(
        title,
        author_of(
            stated_author(page) or _clean(found, "author"),
            site,
            lines[place:],
            tree,
            lines[max(0, place - 3) : place],
        ),
        _day(
            page,
            tree,
            source,
            [
                *told[place:][:BELOW],
                *_dated(told[max(0, place - ABOVE) : place]),
                *(line for line in told[max(0, place - 1) : place] if not _WEEKDAY.match(line)),
            ],
        ),
        pictures.picture_of(_clean(found, "image"), page, tree, source, title),
        source if source.startswith(("http://", "https://")) else "",
        site,
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


def _lines(tree: Any) -> tuple[list[str], list[int]]:
    """The short lines of a page: headings, bylines, days, and items of its menus; and where headings begin."""
    body = tree.find("body") if tree.find("body") is not None else tree
    lines: list[str] = []
    heads = []
    for node in body.iter():
        if isinstance(node.tag, str):
            heads += [len(lines)] if node.tag in HEADINGS else []
            lines += [" ".join(text.split()) for text in _short(node)]
    return lines, heads


def _short(element: Any) -> Iterator[str]:
    """An element's whole text, where it is a line that no element inside it holds as a whole."""
    text = _apart(element).strip() if element.tag not in ("script", "style") else ""
    is_held = len(element) == 1 and not f"{element.text or ''}{element[0].tail or ''}".strip()
    if text and len(text) <= LINE + 80 and not is_held:
        yield text
    elif len(text) > LINE + 80 and element.find("br") is not None:
        pieces = (element.text, *(child.tail for child in element))
        yield from (piece for piece in pieces if piece and 0 < len(piece.strip()) <= DAY)


def _apart(element: Any) -> str:
    """An element's text, with a blank between two elements that the page shows apart."""
    if len(element.text_content()) > 2 * LINE:
        return str(element.text_content())
    text = element.text or ""
    for child in element:
        before = child.getprevious()
        if before is not None and not before.tail and child.tag in _SHOWN:
            text += " "
        text += (_apart(child) if isinstance(child.tag, str) else "") + (child.tail or "")
    return text


def _title(named: str, site: str, lines: list[str], tree: Any) -> str:
    """The article's title as a line of the page has it, else the page's without the site's name.

    Over an article on a ministry's pages the only `h1` may be «المركز الإعلامي»; the tab tells the title then.
    """
    heads = [" ".join(node.text_content().split()) for node in tree.iter("h1", "h2")]
    tops = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    page_title = " ".join((tree.findtext(".//title") or "").split())
    if named and junk.folded(named) in junk.folded(page_title):
        named = page_title
    elif told := _told_by_tab(heads, page_title, tree):
        return told
    if not named or (_FILE_NAME.fullmatch(named) and not ARABIC.search(named)):
        return next((node for node in (*tops, *heads) if node), named)
    own = _marked_title(tree)
    if own and not (_has_named_itself(tree) or junk.folded(own) in junk.folded(named)):
        return own
    parts = _pieces(named)
    trail = {junk.folded(" ".join(link.text_content().split())) for link in _trail(tree)}
    if ": " in named and junk.folded(named.partition(": ")[0]) in trail:
        return named.partition(": ")[2].strip()
    inside = _heading_inside(tree)
    if inside and not {junk.folded(part) for part in parts if ARABIC.search(part)} & set(
        map(junk.folded, heads)
    ):
        return inside
    known = {junk.folded(line) for line in lines}
    for part in parts:
        if junk.folded(part) in known and junk.folded(part) != junk.folded(site):
            return part
    if site and len(parts) > 1 and junk.folded(site) in junk.folded(named):
        kept = [part for part in parts[1:] if junk.folded(site) not in junk.folded(part)]
        return kept[0] if kept else named
    return named


def _told_by_tab(heads: list[str], tab: str, tree: Any) -> str:
    """The heading of four words or more that is what a page's tab says, or in it if no data name it; or ""."""
    words = junk.folded(tab)
    found = [one for one in heads if len(one.split()) > 3 and junk.folded(one) in words]
    whole = [tab for one in found if junk.folded(one) == words]
    return next(iter(whole or found if whole or not _has_named_itself(tree) else ()), "")


def _shown_title(tree: Any) -> str:
    """The first line of three words or more that a page sets large or bold; "" where there is none."""
    for node in tree.iter(*HEADINGS, "b", "strong", "font", "center"):
        text = " ".join(node.text_content().split())
        if len(text.split()) > 2 and len(text) < LINE:
            return text
    return ""


def _trail(tree: Any) -> Iterator[Any]:
    """The links that lead from a site's first page down to this one."""
    for node in tree.iter("ol", "ul", "nav", "div"):
        if "breadcrumb" in f"{node.get('class')} {node.get('id')}".lower():
            yield from islice(node.iter("a"), MOST_CRUMBS)
            return


def _heading_inside(tree: Any) -> str:
    """The text of the only `h1` within an article: above a README the tab names the repository."""
    tops = [
        node for node in tree.iter("h1") if next(node.iterancestors("article"), None) is not None
    ]
    return " ".join(tops[0].text_content().split()) if len(tops) == 1 else ""


def _marked_title(tree: Any) -> str:
    """The text of the only element that is no heading and whose class calls it the article's title."""
    if any(
        " ".join(node.text_content().split()) for node in tree.iter("h1", "h2") if _is_title(node)
    ):
        return ""
    found = {
        " ".join(node.text_content().split())
        for node in tree.iter("div", "p", "span")
        if _is_title(node)
    }
    return found.pop() if len(found) == 1 else ""


def _is_title(element: Any) -> bool:
    names = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", element.get("class") or "")
    return any(map(_TITLE_CLASS.match, names.split()))


def _has_named_itself(tree: Any) -> bool:
    """Whether the page's head states the title of its article, and not only that of a tab."""
    return any(node.get("property") == "og:title" for node in tree.iter("meta"))


def _pieces(title: str) -> list[str]:
    """A title whole, then without its last parts, then without its first ones: the longest first."""
    cuts = [match.span() for match in TITLE_PARTS.finditer(title)]
    pieces = [title[:start] for start, _ in reversed(cuts)] + [title[end:] for _, end in cuts]
    pieces += _BRACKETED.findall(title)
    pieces += [title[end:start] for _, end in cuts[:5] for start, _ in cuts[:6] if end < start]
    return [title, *sorted((piece for piece in pieces if len(piece) > 1), key=len, reverse=True)]


def _place_of(title: str, lines: list[str], heads: list[int]) -> int:
    """Where in a page's lines its title stands, if it does as a heading; 0 where it is none of them."""
    wanted = junk.folded(title)
    found = [place for place, line in enumerate(lines) if junk.folded(line) == wanted]
    return next((place for place in found if place in heads), next(iter(found), 0))


def _day(page: str, tree: Any, source: str, lines: list[str]) -> dt.date | None:
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


def _without_cards(lines: list[str], tree: Any) -> list[str]:
    """Lines with "" for those that tell the days of other articles, which stand behind the article's own."""
    others = Counter(_days_of_cards(tree))
    ends = tuple(others)
    kept = []
    for line in reversed(lines):
        is_card = line.endswith(ends) and not tells_only_day(line) and not _dated([line])
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


def _dated(lines: list[str]) -> list[str]:
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
