"""Lists the articles of a feed, with their text where the feed holds it whole."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urljoin

from podcast.errors import InputError
from podcast.importing.extras import library
from podcast.importing.fetch import Fetched, fetch, is_address
from podcast.structs import Frozen

LEAST = 500
"""Letters of a text in a feed below which it is a summary."""

_PAGE = re.compile(rb"<!doctype html|<html", re.IGNORECASE)
_FEEDS = ("application/rss+xml", "application/atom+xml")
_BROKEN_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|اقرأ المزيد|متابعة القراءة|قراءة المزيد|read more|continue reading)\W*$",
    re.I,
)
"""How a text ends of which a feed holds only the beginning."""


class FeedEntry(Frozen):
    """An article listed in a feed; `page` is one made of its text, where the feed holds the whole."""

    address: str
    title: str
    page: str = ""


def listed(address: str) -> list[FeedEntry]:
    """The articles of the feed at an address, or of the one that a page there names. Raises InputError."""
    got = fetch(address)
    named = _feed_in(got)
    return entries(fetch(named) if named else got)


def _feed_in(got: Fetched) -> str:
    """The address of the first feed that a page names and that is not of its comments; "" if there is none."""
    if not _PAGE.search(got.data[:4096]):
        return ""
    tree = library("lxml.html").fromstring(got.data)
    links = (
        link
        for link in tree.iter("link")
        if (link.get("type") or "") in _FEEDS and link.get("href")
    )
    told = (f"{link.get('href')} {link.get('title') or ''}" for link in links)
    feeds = [words for words in told if not re.search("comments|تعليقات", words, re.I)]
    return urljoin(got.address, feeds[0].split()[0]) if feeds else ""


def entries(fetched: Fetched) -> list[FeedEntry]:
    """The articles of a feed (RSS or Atom), in its order. Raises InputError if it is not a feed."""
    feed = library("feedparser").parse(fetched.data)
    found = [
        FeedEntry(str(entry["link"]), str(entry.get("title", "")), _page_of(entry))
        for entry in feed.entries
        if is_address(str(entry.get("link", "")))
    ]
    if not found:
        raise InputError("{address} is not a feed of articles", address=fetched.address)
    return found


def _page_of(entry: Any) -> str:
    """A page made of the text that a feed holds of an article; "" where it holds none or breaks off."""
    texts = [str(part.get("value", "")) for part in entry.get("content", ())]
    text = max((*texts, str(entry.get("summary", ""))), key=len)
    words = html.unescape(re.sub(r"<[^<>]*>", " ", text)).strip()
    if len(re.sub(r"\W", "", words)) < LEAST or _BROKEN_OFF.search(words):
        return ""
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    facts = {
        "og:title": str(entry.get("title", "")),
        "author": str(entry.get("author", "")),
        "article:published_time": f"{day[0]:04}-{day[1]:02}-{day[2]:02}" if day else "",
    }
    metas = "".join(
        f'<meta property="{name}" name="{name}" content="{html.escape(said)}">'
        for name, said in facts.items()
        if said
    )
    title = html.escape(facts["og:title"])
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{metas}</head>'
        f"<body><h1>{title}</h1><article>{text}</article></body></html>"
    )
