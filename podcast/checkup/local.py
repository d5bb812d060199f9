"""Checks a published folder before it is uploaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from podcast.checkup.channel import (
    check_channel,
    check_identity,
    check_settings,
    check_weight,
    open_feed,
)
from podcast.checkup.completeness import (
    check_built,
    check_empty,
    check_feed_links,
    check_manifests,
    check_sections,
)
from podcast.checkup.examination import Examination
from podcast.checkup.files import check_item, check_picture, locate
from podcast.checkup.findings import Finding, found
from podcast.checkup.items import check_days, check_items, check_lost, check_twice
from podcast.checkup.links import base_of, check_addresses, links, next_page
from podcast.checkup.tidy import SiteMap, check_leftovers, check_pages
from podcast.checkup.tree import Node
from podcast.checkup.values import check_hidden
from podcast.structs import Frozen

FEED = "feed.xml"
LOSING = frozenset(
    {
        "address",
        "enclosure-missing",
        "feed-broken",
        "feed-doctype",
        "feed-blank",
        "feed-foreign",
        "file-elsewhere",
        "file-missing",
        "items-missing",
        "link-missing",
        "manifest-broken",
        "page-link",
        "page-loop",
        "sections-feed",
        "self-missing",
    }
)
"""Faults after which files wrongly appear to be unused."""


class Opened(Frozen):
    """A parsed feed: its path, its public base address, its channel, its size in bytes."""

    file: str
    base: str
    channel: Node
    size: int


def check_folder(shelf: Examination) -> Iterator[Finding]:
    """Check the show's feed, the sections feeds, the pages, and all files they refer to."""
    if not (shelf.audio / FEED).is_file():
        yield found("feed-missing", FEED)
        return
    feeds: list[Opened] = []
    faults = list(_feeds(shelf, feeds))
    site = SiteMap(shelf, feeds[0].base if feeds else "")
    faults += check_pages(site)
    for feed in feeds:
        faults += check_feed_links(site, feed.file, feed.base, feed.channel)
        faults += check_sections(site, feed.file, feed.base, feed.channel)
    faults += check_manifests(site)
    faults += check_empty(site, _told(faults))
    faults += check_built(shelf, _told(faults))
    yield from faults
    # A file unused because of a broken link is no second fault.
    if not any(fault.rule in LOSING for fault in faults):
        yield from check_leftovers(site, [(feed.file, feed.base, feed.channel) for feed in feeds])


def _told(faults: Iterable[Finding]) -> set[str]:
    """The files with an error, and those that are missing."""
    errors = [fault for fault in faults if fault.kind == "error"]
    return {path for fault in errors for path in (fault.file, str(fault.fields.get("path", "")))}


def _feeds(shelf: Examination, feeds: list[Opened]) -> Iterator[Finding]:
    audio = shelf.audio
    yield from _check_feed(shelf, FEED, feeds)
    shows = [(audio / feed.file).read_text("utf-8", "replace") for feed in feeds]
    for path in sorted(audio.glob(f"[!.]*/{FEED}"), key=_depth):
        folder = quote(path.parent.name)
        # what is left of an episode that was withdrawn is no feed to be mended, but a leftover
        if not shows or any(f"/{folder}/" in show for show in shows):
            yield from _check_feed(shelf, path.relative_to(audio).as_posix(), feeds)


def _depth(path: Path) -> tuple[int, str]:
    return len(path.parts), path.as_posix()


def _check_feed(shelf: Examination, file: str, feeds: list[Opened]) -> Iterator[Finding]:
    """Check a feed with all its documents (RFC 5005): its content, then the files it refers to."""
    opened, wrong = _open(shelf, file, "")
    yield from wrong
    if opened is None:
        return
    yield from check_channel(file, opened.channel, shelf.categories)
    pages = [opened]
    yield from _follow(shelf, pages)
    for page in pages:
        yield from check_weight(page.file, page.size, page.channel)
        yield from check_items(page.file, page.channel, shelf.today)
        if file == FEED:  # sections feeds are not for directories
            yield from check_hidden(page.file, page.channel)
    for page in pages[1:]:
        yield from check_addresses(page.file, page.channel)
    items = [(one.file, item) for one in pages for item in one.channel.all("item")]
    yield from check_twice(items)
    if file == FEED:
        own = [item for _, item in items]
        yield from check_lost(file, own, shelf.out)
        yield from check_days(file, own, shelf.out, shelf.days)
        yield from check_identity(file, opened.channel, shelf.show)
        yield from check_settings(file, opened.channel, shelf.settings)
    for page in pages:
        yield from _files(shelf, page)
    feeds += pages


def _open(shelf: Examination, file: str, base: str) -> tuple[Opened | None, tuple[Finding, ...]]:
    data = (shelf.audio / file).read_bytes()
    channel, broken = open_feed(file, data)
    if channel is None:
        return None, broken
    return Opened(file, base or base_of(channel, file), channel, len(data)), broken


def _follow(shelf: Examination, pages: list[Opened]) -> Iterator[Finding]:
    """Append the further documents of a paged feed to `pages`."""
    while link := next_page(pages[-1].channel):
        last = pages[-1]
        path, wrong = locate(shelf, last.file, last.base, link)
        yield from wrong
        if path in {page.file for page in pages}:
            yield found("page-loop", last.file, link.node.line, url=link.url)
            return
        page, broken = _open(shelf, path, last.base) if path else (None, ())
        yield from broken
        if page is None:
            return
        pages.append(page)


def _files(shelf: Examination, feed: Opened) -> Iterator[Finding]:
    for link in links(feed.channel):
        path, wrong = locate(shelf, feed.file, feed.base, link)
        yield from wrong
        yield from check_picture(shelf, path)
    for item in feed.channel.all("item"):
        yield from check_item(shelf, feed.file, feed.base, item)
