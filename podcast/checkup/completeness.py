"""Checks that nothing is missing: pages that feeds lead to, feeds of sections, the app, files of the build."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from podcast.checkup.examination import Examination
from podcast.checkup.findings import Finding, found
from podcast.checkup.htmlpage import read_page
from podcast.checkup.links import path_of
from podcast.checkup.tidy import LINKING, MANIFEST, SiteMap, is_place
from podcast.checkup.tree import Node

NO_JSON, NO_ICONS, NO_NAME = PROBLEMS = (
    "not JSON",
    "it has no icons",
    "it has no name or no start_url",
)
"""What may be wrong with a manifest."""


def check_feed_links(site: SiteMap, file: str, base: str, channel: Node) -> Iterator[Finding]:
    """Check the links from a feed to the podcast's own pages; each missing page is reported once."""
    told: set[tuple[str, str]] = set()
    for node, url in _links(channel):
        aim = site.aim(file, url) if path_of(url, base) is not None else None
        if aim is None or aim in told:
            continue
        told.add(aim)
        path, place = aim
        if not site.has(path):
            told |= {(path, other) for other in _places(channel, url)}
            yield found("link-missing", file, node.line, tag=node.name, path=path)
        elif is_place(place) and (page := site.pages.get(path)) and place not in page.places:
            yield found("link-place", file, node.line, tag=node.name, path=path, place=place)


def _links(channel: Node) -> Iterator[tuple[Node, str]]:
    """Element and URL: the pages of the show and of each episode, and what leads to them from its chapters and
    notes. Other links in notes are the author's, and are on the page too."""
    yield from ((node, node.text.strip()) for node in channel.all("link"))
    for item in channel.all("item"):
        own = item.child_text("link")
        yield from ((node, own) for node in item.all("link"))
        for chapters in item.all("psc:chapters"):
            for chapter in chapters.all("psc:chapter"):
                yield chapter, chapter.attributes.get("href", "")
        for notes in item.all("content:encoded") if own else ():
            for _, url in read_page(notes.text.encode()).links:
                if url.partition("#")[0] == own:
                    yield notes, url


def _places(channel: Node, url: str) -> Iterator[str]:
    """The places in a page to which the feed leads."""
    page = url.partition("#")[0]
    for _, other in _links(channel):
        if other.partition("#")[0] == page:
            yield other.partition("#")[2]


def check_sections(site: SiteMap, file: str, base: str, channel: Node) -> Iterator[Finding]:
    """Check that each episode with files of its sections has a feed of them too."""
    for item in channel.all("item"):
        sound = item.first("enclosure")
        path = path_of(sound.attributes.get("url", ""), base) if sound else None
        folder = (path or "").removesuffix(".mp3")
        if folder in site.folders and not site.has(f"{folder}/feed.xml"):
            yield found("sections-feed", file, item.line, path=f"{folder}/feed.xml")


def check_manifests(site: SiteMap) -> Iterator[Finding]:
    """Check the manifests by which browsers install the show as an app (W3C Web Application Manifest)."""
    for path in site.paths:
        if path.endswith(MANIFEST) and (problem := _problem((site.audio / path).read_bytes())):
            yield found("manifest-broken", path, problem=problem)


def _problem(data: bytes) -> str:
    try:
        told: Any = json.loads(data)
    except (ValueError, RecursionError):
        return NO_JSON
    if not isinstance(told, dict):
        return NO_JSON
    icons = told.get("icons")
    if not (isinstance(icons, list) and any(isinstance(icon, dict) for icon in icons)):
        return NO_ICONS
    named = [told.get(name) for name in ("name", "start_url")]
    good = all(isinstance(value, str) and value.strip() for value in named)
    return "" if good else NO_NAME


def check_empty(site: SiteMap, told: Collection[str]) -> Iterator[Finding]:
    """Files of the pages that are empty, apart from those in `told`."""
    for path in site.paths:
        judged = path.endswith((*LINKING, ".woff2")) and path not in told
        if judged and not (site.audio / path).stat().st_size:
            yield found("file-empty", path)


def check_built(shelf: Examination, told: Collection[str]) -> Iterator[Finding]:
    """Files that are not as the last build made them, apart from those that other findings have `told` of."""
    for path, stamp in shelf.built.items():
        if path in told or path.startswith("."):
            continue
        try:
            same = shelf.memory.is_same(shelf.audio / path, path, stamp)
        except OSError:
            yield found("file-lost", path)
            continue
        if not same:
            yield found("file-changed", path)
