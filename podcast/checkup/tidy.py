"""Checks what no feed mentions: links of web pages, and files nothing refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from podcast.checkup.examination import Examination
from podcast.checkup.findings import Finding, found
from podcast.checkup.htmlpage import ParsedPage, read_page, target
from podcast.checkup.links import links, path_of
from podcast.checkup.tree import Node

ASKED_FOR = frozenset(
    {"404.html", "CNAME", "favicon.ico", "robots.txt", "sitemap.xml", "_headers", "_redirects"}
    | {"manifest.webmanifest", "sw.js"}
)
"""Files that hosts, browsers, search engines and the pages' own script request without a link."""

STYLE_LINK = re.compile(r"""url\(["']?([^"')]+)""")
"""A reference in a style sheet, to a font or a picture."""

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


def check_pages(shelf: Examination, base: str) -> Iterator[Finding]:
    """Check each page's links to files and to ids in pages; a broken link is reported once per page."""
    pages = {path: _page(shelf, path) for path in _published(shelf.audio) if path.endswith(".html")}
    for path, page in pages.items():
        told: set[tuple[str, str]] = set()
        for line, link in page.links:
            aim = _aim(shelf, path, link, base)
            if aim is None or aim in told:
                continue
            file, place = aim
            if not (shelf.audio / file).is_file():
                yield found("page-link", path, line, path=file)
                told.add(aim)
            elif _is_place(place) and file in pages and place not in pages[file].places:
                yield found("page-place", path, line, path=file, place=place)
                told.add(aim)


def _is_place(fragment: str) -> bool:
    """Whether a fragment is an id; `#t=12` is not, but an instruction for the page's script."""
    return bool(fragment) and "=" not in fragment


def _page(shelf: Examination, path: str) -> ParsedPage:
    def facts() -> list[Any]:
        page = read_page((shelf.audio / path).read_bytes())
        return [page.links, sorted(page.places)]

    links, places = shelf.memory.recall(shelf.audio / path, path, "page", facts)
    return ParsedPage(tuple((line, link) for line, link in links), frozenset(places))


def _aim(shelf: Examination, path: str, link: str, base: str) -> tuple[str, str] | None:
    """The file and the id a link refers to; for a folder, its index page."""
    aim = target(path, link, base)
    if aim and aim[1].startswith(MOMENT):
        aim = aim[0], ""
    if aim and (shelf.audio / aim[0]).is_dir():
        return f"{aim[0]}/index.html", aim[1]
    return aim


def _published(audio: Path) -> list[str]:
    """Paths below the folder, without names that begin with a dot."""
    paths = (path.relative_to(audio) for path in audio.rglob("*") if path.is_file())
    return sorted(
        path.as_posix() for path in paths if not any(part[0] == "." for part in path.parts)
    )


def check_leftovers(
    shelf: Examination, feeds: Sequence[tuple[str, str, Node]]
) -> Iterator[Finding]:
    """Files that neither a feed (path, base, channel) nor a page refers to; those of a folder as one
    finding."""
    base = feeds[0][1] if feeds else ""
    reached = set(ASKED_FOR) | {"index.html"}
    for file, own, channel in feeds:
        reached |= {file, *_named(own, channel)}
    left = _published(shelf.audio)
    for path in left:
        if path.endswith(".html"):
            reached |= {
                aim[0]
                for _, link in _page(shelf, path).links
                if (aim := _aim(shelf, path, link, base))
            }
    for path in [one for one in reached if one.endswith(".css") and one in left]:
        style = (shelf.audio / path).read_text("utf-8", "replace")
        reached |= {
            aim[0] for link in STYLE_LINK.findall(style) if (aim := target(path, link, base))
        }
    lively = {path.rpartition("/")[0] for path in reached}
    idle = [path for path in left if path not in reached and not _belongs(path, lively)]
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
