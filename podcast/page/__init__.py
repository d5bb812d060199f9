"""Shows and episodes to web pages, through templates the author may replace.

    show_page(show, episodes, …) -> str         audio/index.html
    episode_page(show, episode, …) -> str       audio/<slug>/index.html
    packaged() -> {name: text}                  the templates that come with the program
    load(templates)                             has them compiled ahead of time

A page is one file: its style and its script are inside, so it looks right from a folder, below any
path, on any host, and asks no other host for anything. Links to what lies in `audio/` are relative.

Sources: HTML (WHATWG); Media Fragments URI 1.0 for `#t=`; the Open Graph protocol; schema.org
PodcastSeries and PodcastEpisode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from podcast.model import Episode, Show
from podcast.page.compose import episode_view, show_view
from podcast.page.templates import load, packaged, rendered
from podcast.page.text import address
from podcast.page.view import Place

__all__ = ["episode_page", "load", "packaged", "show_page"]


def show_page(
    show: Show,
    episodes: Sequence[Episode],
    *,
    feed_url: str,
    cover: str = "cover.jpg",
    hue: int = 181,
    templates: Mapping[str, str] | None = None,
) -> str:
    """The show's page, newest episode first; the same text for the same arguments.

    `feed_url` is where `feed.xml` is published, "" while that is not known; `cover` a path below
    `audio/`, or "" for none; `hue` the colour of the page, in degrees. `templates` replaces packaged
    ones of the same name. Raises InputError, with the line, for a template that cannot be read or filled.
    """
    place = Place(address(feed_url), cover, up="", hue=hue)
    return rendered("show.html.j2", templates or {}, page=show_view(show, episodes, place))


def episode_page(
    show: Show,
    episode: Episode,
    *,
    feed_url: str,
    cover: str = "cover.jpg",
    hue: int = 181,
    templates: Mapping[str, str] | None = None,
) -> str:
    """An episode's page: player, chapters, and the transcript from `episode.cues`.

    Arguments and errors as `show_page`; `cover` is the episode's own picture if it has one.
    """
    place = Place(address(feed_url), cover, up="../", hue=hue)
    return rendered("episode.html.j2", templates or {}, page=episode_view(show, episode, place))
