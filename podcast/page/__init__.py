"""Renders shows and episodes as web pages, through templates the author may replace.

    show_page(show, episodes, …) -> str         audio/index.html
    episode_page(show, episode, …) -> str       audio/<slug>/index.html
                                                audio/<slug>/embed.html, by another `name`
    beside(html, before, after) -> str          an episode's page with links to its neighbours
    assets(show, hue, …) -> {path: bytes}       the files all pages share: style, scripts, fonts
    packaged() -> {name: text}                  the templates that come with the program

Links within `audio/` are relative, so a page works from a folder, below any path and on any host; and it
requests nothing from other hosts.

Sources: HTML (WHATWG); Media Fragments URI 1.0 for `#t=`; the Open Graph protocol; schema.org
PodcastSeries and PodcastEpisode; WAI-ARIA Authoring Practices for slider and roving tabindex.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from podcast.model import Episode, Show
from podcast.model.blocks import Block, Footnote, Section
from podcast.page.assets import assets
from podcast.page.compose import episode_view, show_view
from podcast.page.templates import packaged, rendered
from podcast.page.text import address, fold
from podcast.page.view import Place, Reference

__all__ = [
    "OPEN",
    "assets",
    "beside",
    "carried",
    "episode_page",
    "packaged",
    "show_page",
]

OPEN, CLOSE = "<!--near-->", "<!--/near-->"
"""An episode's page has the links to its neighbours between these, added once the neighbours are known."""


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

    `feed_url` is the address of `feed.xml`, "" if it is not known yet; `cover` a path below `audio/`, or ""
    for none; `hue` the colour of the page, in degrees. `templates` replace packaged ones of the same name.
    Raises InputError, with the line, for a template that cannot be compiled or filled.
    """
    place = Place(address(feed_url), cover, up="", hue=hue)
    return rendered("show.html.j2", templates or {}, hue, page=show_view(show, episodes, place))


def episode_page(
    show: Show,
    episode: Episode,
    *,
    feed_url: str,
    sections: Sequence[Section] = (),
    footnotes: Sequence[Footnote] = (),
    head: Block | None = None,
    cover: str = "cover.jpg",
    hue: int = 181,
    templates: Mapping[str, str] | None = None,
    name: str = "episode.html.j2",
) -> str:
    """An episode's page: player, chapters, and the text of its `sections`, timed by `episode.cues`.

    Without `sections` the text is that of the cues; `head` is the title with its links. Other arguments and
    errors are those of `show_page`; `cover` is the episode's own picture if it has one; `name` is the
    template, which may be that of the embeddable player.
    """
    place = Place(address(feed_url), cover, up="../", hue=hue)
    view = episode_view(show, episode, sections, place, footnotes, head)
    return rendered(name, templates or {}, hue, page=view)


def beside(
    html: str,
    before: Episode | None,
    after: Episode | None,
    templates: Mapping[str, str] | None = None,
) -> str:
    """An episode's page with links to the episodes before and after it, if there are any.

    A page from an author's own template without a place for them stays as it is.
    """
    if not (before or after):
        return _filled(html, "")
    near = rendered("near.html.j2", templates or {}, before=_way(before), after=_way(after))
    return _filled(html, near.strip())


def carried(html: str, old: str) -> str:
    """A newly made page, with the links to its neighbours taken from the `old` one."""
    return _filled(html, old.partition(OPEN)[2].partition(CLOSE)[0])


def _filled(html: str, near: str) -> str:
    head, opening, rest = html.partition(OPEN)
    _, closing, tail = rest.partition(CLOSE)
    return f"{head}{OPEN}{near}{CLOSE}{tail}" if opening and closing else html


def _way(episode: Episode | None) -> Reference | None:
    return Reference(fold(episode.title), f"../{episode.slug}/index.html") if episode else None
