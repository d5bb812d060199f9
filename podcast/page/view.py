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

    @property
    def thumb(self) -> str:
        """A relative link to the picture made small, which lies beside it; "" without a picture."""
        return self.link(thumb_of(self.cover)) if self.cover else ""

    def link(self, path: str) -> str:
        """A relative link to a path below `audio/`."""
        return self.up + quoted(path)

    def absolute(self, path: str) -> str:
        """The address of a path below `audio/` for programs that read no relative ones, or ""."""
        return urljoin(self.feed_url, quoted(path) or ".") if self.feed_url else ""


def thumb_of(cover: str) -> str:
    """The path of a picture made small, beside the picture itself."""
    return cover.rpartition("/")[0] + "/thumb.jpg" if "/" in cover else "thumb.jpg"


@dataclass(frozen=True, slots=True)
class App:
    """A podcast app and the address that subscribes in it."""

    name: str
    url: str


def apps(feed_url: str, apple: str = "", spotify: str = "") -> tuple[App, ...]:
    """Apps that take a subscription: by the show's page in their directory, where the author gives its
    address, or by a scheme of their own, once it is known where the feed is."""
    listed = (App("Spotify", spotify),) if spotify else ()
    if not feed_url:
        return ((App("Apple Podcasts", apple),) if apple else ()) + listed
    bare = feed_url.partition("://")[2]
    return (
        App("Apple Podcasts", apple or f"podcast://{bare}"),
        *listed,
        App("AntennaPod", f"antennapod-subscribe://{bare}"),
        App("Pocket Casts", f"pktc://subscribe/{bare}"),
        App("Overcast", f"overcast://x-callback-url/add?url={quote(feed_url, safe='')}"),
    )


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for a whole page: for its head, its banner, its subscriptions.

    `feed` and `home` are relative links; `feed_url`, `url`, `home_url`, `picture` and `sound` absolute or
    "". `root` leads to `audio/`, `thumb` is the picture made small. `hue` is the colour, in degrees;
    `locale` the language as Open Graph has it; `date` an episode's.
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
    root: str
    thumb: str
    funding: Reference | None
    license: Reference | None
    site: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file to hear or keep: a relative link, size and length for people, both also for programs."""

    link: str
    size: str
    clock: str
    duration: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Something to go to: its name, its address or "", whose it is."""

    name: str
    url: str
    host: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Who has to do with a show or an episode; `role` and `url` may be ""."""

    name: str
    role: str
    url: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. `kind` is "text", or "break" for an end of a line; `tag` an element or "".

    Of kind "note" it is the mark of a footnote: `text` its number, `tag` its own name, where it is the first.
    """

    text: str
    kind: str = "text"
    url: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and when it sounds, in seconds as `#t=` has them; "" where it does not."""

    runs: tuple[Run, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, or blocks that stand in one. By `kind`:

    "paragraph", "heading", "code" have `lines`, and `speaker` where another one begins to speak; "list"
    `items`, each of passages, `ordered` from `first`; "quote" `blocks`; "table" `header` and `rows` of
    cells, each of lines.
    """

    kind: str
    lines: tuple[Sentence, ...] = ()
    speaker: str = ""
    ordered: bool = False
    first: int = 1
    items: tuple[tuple[Passage, ...], ...] = ()
    blocks: tuple[Passage, ...] = ()
    header: tuple[tuple[Sentence, ...], ...] = ()
    rows: tuple[tuple[tuple[Sentence, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """A footnote; `is_marked` tells whether the text has a mark to lead back to."""

    number: int
    blocks: tuple[Passage, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter: `link` plays the episode from it; `file` is the section alone, if published.

    `spoken` is the heading as heard, if it is; `blocks` what stands under it.
    """

    number: int
    title: str
    start: str
    end: str
    clock: str
    length: str
    link: str
    file: File | None
    spoken: Sentence | None
    blocks: tuple[Passage, ...]
    heading: tuple[Run, ...] = ()
    """The title with its links."""


@dataclass(frozen=True, slots=True)
class EpisodeEntry:
    """An episode in the show's list."""

    title: str
    link: str
    number: int | None
    season: int | None
    day: str
    date: str
    text: str
    file: File
    thumb: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Older episodes of one year."""

    name: str
    entries: tuple[EpisodeEntry, ...]


@dataclass(frozen=True, slots=True)
class ShowView:
    """The show's page: the newest `entries` in full, the others, by year, without text and chapters.

    `facts` is JSON-LD, safe inside a script element; `size` "", "long" or "longer", of the title.
    """

    head: Head
    facts: str
    size: str
    paragraphs: tuple[str, ...]
    people: tuple[Credit, ...]
    playlist: str
    entries: tuple[EpisodeEntry, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """An episode's page. `vtt`, `srt`, `playlist` and `embed` are relative links, or ""; `facts` as ShowView's.

    `opening` is the title as heard, `closing` the disclosure as heard, `note` what is not heard of it.
    """

    head: Head
    facts: str
    size: str
    opening: Sentence | None
    closing: Sentence | None
    number: int | None
    season: int | None
    day: str
    date: str
    paragraphs: tuple[str, ...]
    people: tuple[Credit, ...]
    sources: tuple[Reference, ...]
    note: str
    file: File
    seconds: float
    vtt: str
    srt: str
    playlist: str
    embed: str
    parts: tuple[ChapterView, ...]
    title: tuple[Run, ...] = ()
    """The title with its links."""
    footnotes: tuple[NoteView, ...] = ()
