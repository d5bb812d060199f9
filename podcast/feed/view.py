"""The view a feed's template renders: every value already in its final form."""

from __future__ import annotations

from urllib.parse import quote

from podcast.feed.text import uri
from podcast.model import Person
from podcast.structs import Frozen


class Site(Frozen):
    """The addresses of a published show. `cover` is a path below `base_url`, "" for none.

    `links` are (relation, path below `base_url`) of the other documents of a paged feed.
    """

    base_url: str
    feed_url: str
    guid: str
    cover: str = ""
    pages: bool = False
    links: tuple[tuple[str, str], ...] = ()
    is_archive: bool = False

    def url(self, path: str) -> str:
        """The absolute ASCII URL of a path below `audio/`; an absolute URL is returned as it is."""
        if "://" in path:
            return uri(path)
        return f"{uri(self.base_url).rstrip('/')}/{quote(path, safe='/#')}"


class ChapterMark(Frozen):
    """A chapter: its start for people (`02:03`) and for programs, and the URL that leads to it."""

    title: str
    clock: str
    start: str
    url: str


class Bite(Frozen):
    """A soundbite: its start and length in seconds, and its title, which may be empty."""

    start: float
    duration: float
    title: str


class FeedDocument(Frozen):
    """Another document of the same feed (RFC 5005)."""

    rel: str
    href: str


class Rhythm(Frozen):
    """How often episodes appear: in words, and as a recurrence rule (RFC 5545)."""

    text: str
    rule: str


class Item(Frozen):
    """An episode, or a section of one. Texts are plain, dates RFC 2822, URLs absolute ASCII.

    `text` is the author's description, `note` the disclosure, `summary` both within Apple's limit. `notes` is
    HTML: the description, the episode's text, its chapters, its sources and the note.
    """

    title: str
    guid: str
    published: str
    url: str
    size: int
    seconds: int
    explicit: str
    summary: str
    text: str
    note: str
    notes: str
    number: int | None = None
    season: int | None = None
    season_name: str = ""
    kind: str = "full"
    people: tuple[Person, ...] = ()
    bites: tuple[Bite, ...] = ()
    link: str = ""
    image: str = ""
    chapters: tuple[ChapterMark, ...] = ()
    chapters_url: str = ""
    vtt_url: str = ""
    srt_url: str = ""


class Channel(Frozen):
    """A feed. `categories`: Apple's category and, if any, its subcategory. `kind`: itunes:type.

    `locked` is "yes" or "no". `links` are the other documents of a feed in pages, and `archive` says
    that this is one of its older ones, which changes no more.
    """

    title: str
    summary: str
    link: str
    language: str
    feed_url: str
    guid: str
    image: str
    categories: tuple[str, ...]
    explicit: str
    author: str
    email: str
    kind: str
    copyright: str
    updated: str
    synthetic: bool
    generator: str
    items: tuple[Item, ...]
    locked: str = "no"
    people: tuple[Person, ...] = ()
    license: str = ""
    license_url: str = ""
    funding_url: str = ""
    funding: str = ""
    new_feed_url: str = ""
    rhythm: Rhythm | None = None
    complete: bool = False
    block: bool = False
    links: tuple[FeedDocument, ...] = ()
    archive: bool = False
