"""Shows and episodes to RSS, through a template the author may replace.

    render(show, episodes, template, …) -> str              the show's feed, or a page of it
    leaves(episodes, size) -> Leaf…                         which pages it has
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

    `guid` is the show's, kept from its first publication. `base_url` is where `audio/` is
    published, `cover` a path below it or "" for none; `pages` says whether episodes have pages to
    link to. For one document of a feed in pages, as `leaves` cuts it, `links` are the others and
    `is_archive` says that it is an older one.

    Raises InputError for an address that cannot be one, and, with the line, for a template that does
    not render to well-formed XML.
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
    """An episode's sections as a serial feed, dated in the order of listening.

    Arguments and errors as `render`; `guid` is this feed's own.
    """
    site = Site(base_url, feed_url, guid, cover, pages)
    return rendered(template, channel=sections_channel(show, episode, site))
