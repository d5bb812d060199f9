"""The views that the page templates render: every value in its final form, every URL ready to be linked."""

from __future__ import annotations

from urllib.parse import quote, urljoin

from podcast.formats.urls import quoted
from podcast.structs import Frozen


class Place(Frozen):
    """The location of a page. `up` leads from its folder to `audio/`; `cover` is a path below `audio/`.

    `feed_url` is absolute, as made by `text.address`, or ""; `hue` is the page's colour, in degrees.
    """

    feed_url: str
    cover: str
    up: str
    hue: int = 181

    @property
    def thumb(self) -> str:
        """A relative link to the thumbnail; "" without a picture."""
        return self.link(thumb_of(self.cover)) if self.cover else ""

    def link(self, path: str) -> str:
        """A relative link to a path below `audio/`."""
        return self.up + quoted(path)

    def absolute(self, path: str) -> str:
        """The absolute URL of a path below `audio/`, or "" if it is not known."""
        return urljoin(self.feed_url, quoted(path) or ".") if self.feed_url else ""


def thumb_of(cover: str) -> str:
    """The path of a picture's thumbnail, in the same folder."""
    return cover.rpartition("/")[0] + "/thumb.jpg" if "/" in cover else "thumb.jpg"


class App(Frozen):
    """A podcast app and the URL that subscribes in it."""

    name: str
    url: str


def apps(feed_url: str, apple: str = "", spotify: str = "") -> tuple[App, ...]:
    """Apps to subscribe in: by the show's page in their directory, if the author gives its URL, or by a URL
    scheme of their own, once the feed's address is known."""
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


class Head(Frozen):
    """What a whole page has in common: its head, its banner, its subscription links.

    `feed` and `home` are relative links; `feed_url`, `url`, `home_url`, `picture` and `sound` are absolute or
    "". `root` leads to `audio/`, `thumb` to the thumbnail. `hue` is the colour, in degrees; `locale` the
    language in Open Graph's form; `date` that of an episode.
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


class File(Frozen):
    """A file to play or download: a relative link, its size and length, the length also for programs."""

    link: str
    size: str
    clock: str
    duration: str


class Reference(Frozen):
    """A link: its name, its URL or "", and its host."""

    name: str
    url: str
    host: str = ""


class Credit(Frozen):
    """A person of a show or an episode; `role` and `url` may be ""."""

    name: str
    role: str
    url: str


class Run(Frozen):
    """Words of the same format. `kind` is "text", or "break" for a line end; `tag` is an element or "".

    Of kind "note" it is a footnote reference: `text` is its number, `tag` its id if it is the first.
    """

    text: str
    kind: str = "text"
    url: str = ""
    tag: str = ""


class Sentence(Frozen):
    """A sentence and its times in seconds, as in `#t=`; "" if it is not spoken."""

    runs: tuple[Run, ...]
    start: str
    end: str


class Passage(Frozen):
    """A block, or a group of nested blocks. By `kind`:

    "paragraph", "heading" and "code" have `lines`, and `speaker` if a new one begins; "list" has `items`, each
    of passages, and if `ordered` the number `first`; "quote" has `blocks`; "table" has `header` and `rows` of
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


class NoteView(Frozen):
    """A footnote; `is_marked` says whether the text has a reference to link back to."""

    number: int
    blocks: tuple[Passage, ...]
    is_marked: bool


class ChapterView(Frozen):
    """A chapter: `link` plays the episode from there; `file` is the section's own file, if published.

    `spoken` is the heading as heard, if it is; `blocks` is the text under it.
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


class EpisodeEntry(Frozen):
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


class Year(Frozen):
    """Older episodes of one year."""

    name: str
    entries: tuple[EpisodeEntry, ...]


class ShowView(Frozen):
    """The show's page: the newest `entries` in full, older ones in `years` without text and chapters.

    `facts` is JSON-LD, safe inside a script element; `size` is that of the title: "", "long" or "longer".
    """

    head: Head
    facts: str
    size: str
    paragraphs: tuple[str, ...]
    people: tuple[Credit, ...]
    playlist: str
    entries: tuple[EpisodeEntry, ...]
    years: tuple[Year, ...]


class EpisodeView(Frozen):
    """An episode's page. `vtt`, `srt`, `playlist` and `embed` are relative links, or ""; `facts` as in
    ShowView.

    `opening` is the title as heard, `closing` the disclosure as heard, `note` the disclosure if it is not
    heard.
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
