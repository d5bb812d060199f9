"""What the templates see: every value as it is shown, every address as it is linked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urljoin

from podcast.formats.urls import quoted


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies. `up` leads from its folder to `audio/`; `cover` is a path below `audio/`.

    `feed_url` is absolute, as text.address makes it, or ""; `hue` the page's colour, in degrees.
    """

    feed_url: str
    cover: str
    up: str
    hue: int = 181

    def link(self, path: str) -> str:
        """A relative link to a path below `audio/`."""
        return self.up + quoted(path)

    def absolute(self, path: str) -> str:
        """The address of a path below `audio/` for programs that read no relative ones, or ""."""
        return urljoin(self.feed_url, quoted(path) or ".") if self.feed_url else ""


@dataclass(frozen=True, slots=True)
class App:
    """A podcast app and the address that subscribes in it."""

    name: str
    url: str


def apps(feed_url: str) -> tuple[App, ...]:
    """Apps that take a subscription by a scheme of their own; none while the address is not known."""
    if not feed_url:
        return ()
    bare = feed_url.partition("://")[2]
    return (
        App("Apple Podcasts", f"podcast://{bare}"),
        App("AntennaPod", f"antennapod-subscribe://{bare}"),
        App("Pocket Casts", f"pktc://subscribe/{bare}"),
        App("Overcast", f"overcast://x-callback-url/add?url={quote(feed_url, safe='')}"),
    )


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for a whole page: for its head, its banner, its subscriptions.

    `feed` and `home` are relative links; `feed_url`, `url`, `home_url`, `picture` and `sound` absolute or
    "". `hue` is the colour, in degrees; `locale` the language as Open Graph has it; `date` an episode's.
    """

    title: str
    summary: str
    language: str
    show: str
    author: str
    copyright: str
    kind: str
    feed: str
    feed_url: str
    home: str
    cover: str
    url: str
    home_url: str
    picture: str
    sound: str
    apps: tuple[App, ...]
    hue: int
    locale: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file to hear or keep: a relative link, size and length for people, both also for programs."""

    link: str
    size: str
    clock: str
    duration: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and when it sounds, in seconds as `#t=` has them."""

    text: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: `link` plays the episode from it; `file` is the section alone, if published.

    `spoken` is the heading as heard, if it is; `paragraphs` the lines of the transcript under it.
    """

    number: int
    title: str
    start: str
    end: str
    clock: str
    length: str
    link: str
    file: File | None
    spoken: Line | None
    paragraphs: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode in the show's list."""

    title: str
    link: str
    number: int | None
    season: int | None
    day: str
    date: str
    text: str
    file: File
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Older episodes of one year."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ShowView:
    """The show's page: the newest `entries` in full, the others, by year, without text and chapters.

    `facts` is JSON-LD, safe inside a script element.
    """

    head: Head
    facts: str
    paragraphs: tuple[str, ...]
    entries: tuple[Entry, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """An episode's page. `vtt` and `srt` are relative links, or ""; `facts` as ShowView's."""

    head: Head
    facts: str
    number: int | None
    season: int | None
    day: str
    date: str
    paragraphs: tuple[str, ...]
    note: str
    file: File
    vtt: str
    srt: str
    parts: tuple[Part, ...]
