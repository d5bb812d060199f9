"""Renders shows and episodes as RSS, through a template the author may replace.

    render(show, episodes, template, …) -> str              the show's feed, or one document of it
    leaves(episodes, size) -> Leaf…                         the documents of a paged feed
    render_sections(show, episode, template, …) -> str      one episode's sections as a serial feed

Sources: RSS 2.0; PSP-1 of the Podcast Standards Project; Apple's podcast requirements; the
Podcasting 2.0 namespace; Podlove Simple Chapters 1.2.
"""

from __future__ import annotations

from collections.abc import Sequence

from podcast.feed.compose import channel
from podcast.feed.paging import FEED, Leaf, leaves, page_count, page_path
from podcast.feed.sections import sections_channel
from podcast.feed.templates import rendered
from podcast.feed.view import Site
from podcast.model import Episode, Show

__all__ = ["FEED", "Leaf", "leaves", "page_count", "page_path", "render", "render_sections"]


def render(
    show: Show,
    episodes: Sequence[Episode],
    template: str,
    *,
    guid: str,
    feed_url: str,
    base_url: str,
    cover: str = "cover.jpg",
    pages: bool = False,
    links: Sequence[tuple[str, str]] = (),
    is_archive: bool = False,
) -> str:
    """The show's feed, newest episode first; the same bytes for the same arguments.

    `guid` is the show's permanent one. `base_url` is the address of `audio/`, `cover` a path below it or ""
    for none; `pages` says whether episodes have web pages to link to. For a document of a paged feed, as made
    by `leaves`, `links` are the other documents and `is_archive` marks an older one.

    Raises InputError for an invalid address and, with the line, for a template that does not render to
    well-formed XML.
    """
    site = Site(base_url, feed_url, guid, cover, pages, tuple(links), is_archive)
    return rendered(template, channel=channel(show, episodes, site))


def render_sections(
    show: Show,
    episode: Episode,
    template: str,
    *,
    guid: str,
    feed_url: str,
    base_url: str,
    cover: str = "cover.jpg",
    pages: bool = False,
) -> str:
    """An episode's sections as a serial feed, dated in listening order.

    Arguments and errors as `render`; `guid` is this feed's own.
    """
    site = Site(base_url, feed_url, guid, cover, pages)
    return rendered(template, channel=sections_channel(show, episode, site))
