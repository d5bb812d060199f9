"""Checks what no feed mentions: links of web pages, and files nothing refers to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from podcast.checkup.examination import Examination
from podcast.checkup.findings import Finding, found
from podcast.checkup.htmlpage import ParsedPage, read_links, target
from podcast.checkup.links import links, path_of
from podcast.checkup.tree import Node

ASKED_FOR = frozenset(
    {"404.html", "CNAME", "favicon.ico", "robots.txt", "sitemap.xml", "_headers", "_redirects"}
    | {"manifest.webmanifest", "sw.js"}
)
"""Files that hosts, browsers, search engines and the pages' own script request without a link."""

MANIFEST = ".webmanifest"
LINKING = (".html", ".css", ".js", MANIFEST, ".m3u8")
"""The ends of the names of files whose links are followed; from a playlist alone nothing is in use."""

SECTION = re.compile(r"/[0-9]{2,}\.mp3$")
MOMENT = "t="
"""The start of a fragment that is a time in a sound rather than an id (Media Fragments URI 1.0)."""

BESIDE = (
    "index.html",
    "embed.html",
    "feed.xml",
    "playlist.m3u8",
    "cover.jpg",
    "thumb.jpg",
    "OFL.txt",
)
"""Files that are in use as long as anything in their folder is."""


class SiteMap:
    """The published files below a folder, whose address is `base`, and what each page links to.

    Worked out once, because the pages of an archive have 100,000 links to a few thousand files.
    """

    def __init__(self, shelf: Examination, base: str) -> None:
        self.audio = shelf.audio
        self.base = base
        self.paths = _published(shelf.audio)
        self.files = set(self.paths)
        self.folders = {path.rpartition("/")[0] for path in self.paths if SECTION.search(path)}
        """The folders with files of single sections."""
        linking = [path for path in self.paths if path.endswith(LINKING)]
        self.pages = {path: _page(shelf, path) for path in linking}
        self.whole: set[tuple[str, str]] = set()
        """(page, file) of the links that are complete addresses; another program may publish there too."""
        self.aims = {path: list(self._aims(path, page)) for path, page in self.pages.items()}
        """The (line, file, id) each page links to, without repetitions."""

    def has(self, path: str) -> bool:
        """Whether the file exists, even if its name begins with a dot."""
        return path in self.files or (self.audio / path).is_file()

    def _aims(self, path: str, page: ParsedPage) -> Iterator[tuple[int, str, str]]:
        links: set[str] = set()
        aims: set[tuple[str, str]] = set()
        for line, link in page.links:
            aim = None if link in links else self.aim(path, link)
            links.add(link)
            if aim and "://" in link:
                self.whole.add((path, aim[0]))
            if aim and aim not in aims:
                aims.add(aim)
                yield line, *aim

    def aim(self, path: str, link: str) -> tuple[str, str] | None:
        """The file and the id a link refers to; for a folder, its index page."""
        aim = target(path, link, self.base)
        if aim is None:
            return None
        file, place = aim
        if file not in self.files and (self.audio / file).is_dir():
            file = f"{file}/index.html"
        return file, "" if place.startswith(MOMENT) else place


def check_pages(site: SiteMap) -> Iterator[Finding]:
    """Check each page's links to files and to ids in pages; a broken link is reported once per page."""
    for path, aims in site.aims.items():
        for line, file, place in aims:
            if not site.has(file):
                rule = "page-beside" if (path, file) in site.whole else "page-link"
                yield found(rule, path, line, path=file)
            elif is_place(place) and (page := site.pages.get(file)) and place not in page.places:
                yield found("page-place", path, line, path=file, place=place)


def is_place(fragment: str) -> bool:
    """Whether a fragment is an id; `#t=12` is not, but an instruction for the page's script."""
    return bool(fragment) and "=" not in fragment


def _page(shelf: Examination, path: str) -> ParsedPage:
    def facts() -> list[Any]:
        page = read_links(path, (shelf.audio / path).read_bytes())
        return [page.links, sorted(page.places)]

    links, places = shelf.memory.recall(shelf.audio / path, path, "page", facts)
    return ParsedPage(tuple((line, link) for line, link in links), frozenset(places))


def _published(audio: Path) -> list[str]:
    """Paths below the folder, without names that begin with a dot."""
    found: list[str] = []
    for folder, folders, names in os.walk(audio):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(folder).relative_to(audio).as_posix()
        start = "" if here == "." else f"{here}/"
        found += [start + name for name in names if not name.startswith(".")]
    return sorted(path for path in found if (audio / path).is_file())


def check_leftovers(site: SiteMap, feeds: Sequence[tuple[str, str, Node]]) -> Iterator[Finding]:
    """Files that neither a feed (path, base, channel) nor a page refers to; those of a folder as one
    finding."""
    reached = set(ASKED_FOR) | {"index.html"}
    for file, own, channel in feeds:
        reached |= {file, *_named(own, channel)}
    for path, aims in site.aims.items():
        if path.endswith(LINKING[:-1]):
            reached |= {file for _, file, _ in aims}
    lively = {path.rpartition("/")[0] for path in reached}
    idle = [path for path in site.paths if path not in reached and not _belongs(path, lively)]
    folders: dict[str, list[str]] = {}
    for path in idle:
        folders.setdefault(path.partition("/")[0] if "/" in path else path, []).append(path)
    for paths in folders.values():
        yield found("leftover", paths[0], count=len(paths))


def _belongs(path: str, lively: set[str]) -> bool:
    folder, _, name = path.rpartition("/")
    return name in BESIDE and folder in lively


def _named(base: str, channel: Node) -> Iterator[str]:
    for parent in (channel, *channel.all("item")):
        for link in links(parent):
            if path := path_of(link.url, base):
                yield path
