"""The metadata of a web page: title, author, date, picture and address of its article."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin

from podcast.importing import junk, pagekind
from podcast.importing.dates import day_in, iso_day, published
from podcast.importing.extras import library

LINE = 120
"""Letters of a line that may be a day, a name or a title; an article's paragraphs are longer."""

_PARTS = re.compile(r"\s*(?:\s[-–—|•·]+\s|\||::|»|«|: )\s*")
_FILE_NAME = re.compile(r"[\w.-]+")
_ARABIC = re.compile("[\u0621-\u064a]")
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
_SIGNED = re.compile(
    r"(?:^|[\s_-])(?:auth(?:o?r)?s?|writer|byline|user-name)(?:$|[\s_-]|name)", re.IGNORECASE
)
_COMMENTS = re.compile(
    r"(?:^|[\s_-])comment(?:s|list|-list|-body|-author)?(?:$|[\s_-])", re.IGNORECASE
)
_AUTHOR_ADDRESS = re.compile(r"/(?:authors?|writers?)/[^/]", re.IGNORECASE)
_LINK_WORDS = re.compile(
    r"(?:view|see|show|read|more|all|عرض|كل|جميع|كافة|المزيد|شاهد|تصفح)\b", re.IGNORECASE
)
_UPDATED = re.compile(r"تحديث|تعديل|تحيين|updated|modified|更新", re.IGNORECASE)
"""What a line says that tells the day of a change."""

_TITLE_CLASS = re.compile(r"^(?:post|article|entry|story|news)-(?:\w+-)?title$|^headline$", re.I)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](?:[a-z_]+/)?(\d{1,2})[/-](\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page tells; "" or None for what it does not."""

    title: str
    author: str
    day: dt.date | None
    picture: str
    address: str


def page_metadata(page: str, tree: Any, address: str = "") -> PageMetadata:
    """What a page tells of itself, in its head, in its structured data, and in the lines beside its title."""
    found = library("trafilatura.metadata").extract_metadata(
        page, default_url=address or None, extensive=False
    )
    source = address or str(getattr(found, "url", None) or "")
    lines = _lines(tree)
    title = _title(_clean(found, "title"), _clean(found, "sitename"), lines, tree)
    place = _place_of(title, lines)
    return PageMetadata(
        title,
        _author(
            _stated_author(page) or _clean(found, "author"),
            _clean(found, "sitename"),
            lines[place:],
            tree,
        ),
        _day(page, tree, source, lines[place:]),
        _picture(found, source),
        source if source.startswith(("http://", "https://")) else "",
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("podcast.importing") / "metadata.toml").read_text("utf-8"))


def _clean(found: Any, name: str) -> str:
    return " ".join(str(getattr(found, name, None) or "").split())


def _lines(tree: Any) -> list[str]:
    """The short lines of a page, in order: headings, bylines, days, and items of its menus."""
    body = tree.find("body") if tree.find("body") is not None else tree
    texts = (text for node in body.iter() if isinstance(node.tag, str) for text in _short(node))
    return [" ".join(text.split()) for text in texts]


def _short(element: Any) -> Iterator[str]:
    """An element's whole text, where it is a line that no element inside it holds as a whole."""
    text = element.text_content().strip() if element.tag not in ("script", "style") else ""
    if (
        text
        and len(text) <= LINE + 80
        and not (len(element) == 1 and not (element.text or "").strip())
    ):
        yield text


def _title(named: str, site: str, lines: list[str], tree: Any) -> str:
    """The article's title as a line of the page has it, else the page's without the site's name."""
    heads = [" ".join(node.text_content().split()) for node in tree.iter("h1", "h2")]
    tops = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    page_title = " ".join((tree.findtext(".//title") or "").split())
    if named and junk.folded(named) in junk.folded(page_title):
        named = page_title
    if not named or (_FILE_NAME.fullmatch(named) and not _ARABIC.search(named)):
        return next((node for node in (*tops, *heads) if node), named)
    own = _marked_title(tree)
    if own and not (_has_named_itself(tree) or junk.folded(own) in junk.folded(named)):
        return own
    parts = _pieces(named)
    known = {junk.folded(line) for line in lines}
    for part in parts:
        if junk.folded(part) in known and junk.folded(part) != junk.folded(site):
            return part
    if site and len(parts) > 1:
        kept = [part for part in parts[1:] if junk.folded(site) not in junk.folded(part)]
        return kept[0] if kept else named
    return named


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
    return any(map(_TITLE_CLASS.match, (element.get("class") or "").split()))


def _has_named_itself(tree: Any) -> bool:
    """Whether the page's head states the title of its article, and not only that of a tab."""
    return any(node.get("property") == "og:title" for node in tree.iter("meta"))


def _pieces(title: str) -> list[str]:
    """A title whole, then without its last parts, then without its first ones: the longest first."""
    cuts = [match.span() for match in _PARTS.finditer(title)]
    pieces = [title[:start] for start, _ in reversed(cuts)] + [title[end:] for _, end in cuts]
    return [title, *sorted((piece for piece in pieces if len(piece) > 1), key=len, reverse=True)]


def _place_of(title: str, lines: list[str]) -> int:
    """Where in a page's lines its title stands; 0 where it does not."""
    wanted = junk.folded(title)
    return next((place for place, line in enumerate(lines) if junk.folded(line) == wanted), 0)


def _author(named: str, site: str, lines: list[str], tree: Any) -> str:
    """Who wrote it, as the page's data say or a line under its title does; "" where only the site is named."""
    first = _name(named.split(";")[0], site)
    first = "" if first and _is_commenter(first, tree) else _behind_place(first, lines)
    said = (
        *(line for line in _signed(tree) if first and _bare(line) == _bare(first)),
        first,
        *(byline(line, site) for line in lines[:25]),
        *(_name(line, site) for line in _signed(tree)),
        _name(_linked_author(tree), site),
    )
    return next((node for node in said if node), "")


def _behind_place(name: str, lines: list[str]) -> str:
    """«سعاد مراد» of a line «بيروت - سعاد مراد», of which readers take the city for the name."""
    if len(name.split()) != 1:
        return name
    parts = (re.split(r"\s+[-–|]\s+", line) for line in lines[:25] if line.startswith(f"{name} "))
    found = (line[1] for line in parts if len(line) == 2 and 1 < len(line[1].split()) < 5)
    return next(found, name)


def _stated_author(page: str) -> str:
    """The first person that JSON-LD names as an article's author; "" where it names none."""
    for node in pagekind.structured(page):
        if str(node.get("@type")).endswith(pagekind.ARTICLES):
            said = node.get("author")
            for author in said if isinstance(said, list) else [said]:
                if isinstance(author, dict) and author.get("@type") == "Person":
                    return " ".join(str(author.get("name") or "").split())
    return ""


def _is_commenter(name: str, tree: Any) -> bool:
    """Whether a name stands on a page only where its readers comment."""
    holders = [_is_comment(node) for node in tree.iter() if name in f"{node.text} {node.tail}"]
    return bool(holders) and all(holders)


def _is_comment(element: Any) -> bool:
    return any(
        _COMMENTS.search(f"{node.get('class') or ''} {node.get('id') or ''}")
        for node in (element, *element.iterancestors())
        if node.tag != "body"
    )


def _linked_author(tree: Any) -> str:
    """The name that is the text of the page's only link to an author's articles; "" where there are several."""
    names = {
        " ".join(link.text_content().split())
        for link in tree.iter("a")
        if _AUTHOR_ADDRESS.search(link.get("href") or "") and not _is_comment(link)
    }
    found = [name for name in names if 1 < len(name.split()) < 5 and _ARABIC.search(name)]
    return found[0] if len(found) == 1 else ""


def _bare(name: str) -> str:
    return re.sub(r"\W+", "", name)


def _signed(tree: Any) -> Iterator[str]:
    """Lines that the page's own words for its parts call the author's, two to four words long."""
    metas = {node.get("name"): node.get("content") or "" for node in tree.iter("meta")}
    if "كتب" in junk.folded(metas.get("twitter:label1", "")):
        yield metas.get("twitter:data1", "")
    for element in tree.iter(
        "a", "span", "div", "p", "li", "cite", "address", "h2", "h3", "h4", "h5"
    ):
        words = " ".join(
            element.get(name) or "" for name in ("class", "rel", "itemprop", "data-hook")
        )
        if _SIGNED.search(words) and not _is_comment(element):
            line = re.split(r"\s[-–|]\s", " ".join(element.text_content().split()))[-1]
            if 1 < len(line.split()) < 5 and _ARABIC.search(line):
                yield line


@cache
def _lead() -> re.Pattern[str]:
    leads, signed = (
        "|".join(sorted(map(re.escape, _table()["people"][name]), key=len, reverse=True))
        for name in ("leads", "signed_leads")
    )
    return re.compile(
        rf"(?:(?:{leads})[\s:/\-–|]+|(?:{signed})\s*[:,/\-–|]\s*)(?=\S)", re.IGNORECASE
    )


@cache
def _bare_lead() -> re.Pattern[str]:
    """«كتب» and its like without a sign, as readers of a page's data leave them before a name."""
    words = "|".join(
        sorted(map(re.escape, _table()["people"]["signed_leads"]), key=len, reverse=True)
    )
    return re.compile(rf"^(?:{words})\s+(?=\S+\s+\S)", re.IGNORECASE)


def _name(named: str, site: str = "") -> str:
    plain = _after_lead(named) or _bare_lead().sub("", named)
    parts = re.split(r"\s+[-–|]\s+", plain)
    if len(parts) == 2:
        is_place = len(parts[0].split()) == 1 < len(parts[1].split())
        plain = parts[1] if is_place or junk.folded(parts[0]) in junk.folded(site) else plain
    is_sign = re.search(r"https?:|@|\d{3}|[.،؟:]$", plain) or _LINK_WORDS.match(plain)
    sites = {junk.folded(part).lower() for part in (site, *_PARTS.split(site), *site.split())}
    is_site = junk.folded(plain).lower() in sites
    return "" if is_site or is_sign or is_nobody(plain) or len(plain.split()) > 5 else plain


def is_nobody(name: str) -> bool:
    """Whether a name is no writer's: empty, or that of a part of a program or a newsroom."""
    return junk.folded(name).lower() in ("", *_table()["people"]["nobody"])


def byline(line: str, site: str = "") -> str:
    """The name in a line such as «بقلم: سعاد مراد»; "" if it is none."""
    plain = _after_lead(line)
    return _name(plain, site) if plain and 1 < len(plain.split()) < 5 else ""


def _after_lead(line: str) -> str:
    """What follows «بقلم» or its like at a line's beginning; "" where nothing of the kind does."""
    bare = junk.folded(line)
    led = _lead().match(bare)
    if led is None:
        return ""
    words = len(re.findall(r"\w+", led[0]))
    rest = re.sub(rf"^\W*(?:\w+\W+){{{words}}}", "", line)
    return re.split(r"\s+[-–|·]\s*|\s*[،,]\s|\s+في\s|\s+آخر تحديث|\s+[\d٠-٩]|Role\b", rest)[
        0
    ].strip(" -–|·:/")


def _day(page: str, tree: Any, source: str, lines: list[str]) -> dt.date | None:
    """When it was published: as the page's data say, its address, or a line under its title."""
    for written in (*_stated(page), *_in_head(tree), *_in_times(tree)):
        if day := iso_day(written):
            return day
    if found := _IN_ADDRESS.search(source):
        with suppress(ValueError):
            return published(dt.date(*map(int, found.groups())))
    dated = [(line, day) for line in lines[:40] if len(line) <= LINE and (day := day_in(line))]
    first = next((day for line, day in dated if not _UPDATED.search(junk.folded(line))), None)
    return first or next((day for _, day in dated), None)


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
        yield element.get("datetime") or ""
    for element in tree.iter("abbr", "span"):
        if set((element.get("class") or "").split()) & {"published", "dt-published"}:
            yield element.get("title") or ""


def _picture(found: Any, source: str) -> str:
    named = _clean(found, "image")
    picture = urljoin(source, named) if named else ""
    return picture if picture.startswith(("http://", "https://")) else ""
