"""Composes the views of shows and episodes that the page templates render."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from podcast.formats.text import clock
from podcast.model import Episode, Show
from podcast.model.blocks import Block, Footnote, Section
from podcast.page.credits import license_of, people, sources
from podcast.page.facts import episode_facts, show_facts
from podcast.page.footnotes import numbered
from podcast.page.parts import parts_of
from podcast.page.passages import runs_of
from podcast.page.text import (
    date,
    day,
    fold,
    iso_duration,
    paragraphs,
    size,
    summary,
    weblink,
)
from podcast.page.view import (
    EpisodeEntry,
    EpisodeView,
    File,
    Head,
    Place,
    Reference,
    ShowView,
    Year,
    apps,
    thumb_of,
)
from podcast.structs import replace

SUMMARY = 200
"""How many characters of a description link previews and search results show."""

IN_FULL = 24
"""How many episodes the show's page lists in full; hundreds would make it slow to load."""

LONG, LONGER = 90, 240
"""Lengths from which a title is set smaller, in characters, so that the player stays in view below it."""

SUPPORT = "ادعم البودكاست"


def show_view(show: Show, episodes: Sequence[Episode], place: Place) -> ShowView:
    """The view of the show, its episodes newest first, those of the same time by slug."""
    by_slug = sorted(episodes, key=lambda episode: episode.slug)
    newest = sorted(by_slug, key=lambda episode: episode.published, reverse=True)
    title = fold(show.title)
    head = _head(show, place, title, show.description, "", "website")
    return ShowView(
        head=head,
        facts=show_facts(head),
        size=_title_size(title),
        paragraphs=paragraphs(show.description),
        people=people(show.person),
        playlist=place.link("playlist.m3u8") if episodes else "",
        entries=tuple(_entry(episode, place) for episode in newest[:IN_FULL]),
        years=tuple(_years(newest[IN_FULL:], place)),
    )


def _title_size(title: str) -> str:
    return "longer" if len(title) > LONGER else "long" if len(title) > LONG else ""


def _years(newest: Sequence[Episode], place: Place) -> Iterator[Year]:
    """Older episodes in brief, grouped by year."""
    short = (_entry(replace(episode, description="", chapters=()), place) for episode in newest)
    for year, entries in groupby(short, lambda one: one.date[:4]):
        yield Year(year, tuple(entries))


def episode_view(
    show: Show,
    episode: Episode,
    sections: Sequence[Section],
    place: Place,
    footnotes: Sequence[Footnote] = (),
    title: Block | None = None,
) -> EpisodeView:
    """The view of an episode with its chapters and the whole text of its script."""
    text = episode.description or show.description
    head = replace(
        _head(show, place, fold(episode.title), text, f"{episode.slug}/", "article"),
        sound=place.absolute(episode.path),
        date=date(episode.published),
    )
    file = file_of(episode.path, episode.size, episode.duration_ms, place)
    folder = episode.slug
    sections, notes, title = numbered(sections, footnotes, title)
    parts = parts_of(show, episode, sections, place)
    cited = [
        *((title,) if title else ()),
        *_blocks(sections),
        *(b for n in footnotes for b in n.blocks),
    ]
    return EpisodeView(
        head=head,
        facts=episode_facts(head, episode, file),
        size=_title_size(head.title),
        opening=parts.opening,
        closing=parts.closing,
        number=episode.number,
        season=episode.season,
        day=day(episode.published),
        date=date(episode.published),
        paragraphs=paragraphs(episode.description),
        people=people(episode.person or show.person),
        sources=sources(cited, episode.source),
        note=fold(episode.credit if parts.closing else f"{show.disclosure} {episode.credit}"),
        file=file,
        seconds=episode.duration_ms / 1000,
        vtt=place.link(f"{folder}/transcript.vtt") if episode.has_vtt else "",
        srt=place.link(f"{folder}/transcript.srt") if episode.has_srt else "",
        playlist=place.link(f"{folder}/playlist.m3u8") if episode.sections else "",
        embed=place.link(f"{folder}/embed.html"),
        parts=parts.parts,
        title=runs_of(title),
        footnotes=notes,
    )


def _blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield from (section.head,) if section.head else ()
        yield from section.blocks


def _head(show: Show, place: Place, title: str, text: str, path: str, kind: str) -> Head:
    funding = weblink(show.funding_url)
    return Head(
        title=title,
        summary=summary(text, SUMMARY),
        language=show.language,
        show=fold(show.title),
        author=fold(show.author),
        copyright=fold(show.copyright),
        kind=kind,
        feed=place.link("feed.xml"),
        feed_url=place.feed_url,
        home=place.link("index.html"),
        cover=place.link(place.cover) if place.cover else "",
        url=place.absolute(path),
        home_url=place.absolute(""),
        picture=place.absolute(place.cover) if place.cover else "",
        sound="",
        apps=apps(place.feed_url, weblink(show.apple_url), weblink(show.spotify_url)),
        hue=place.hue,
        locale="ar_AR" if show.language.startswith("ar") else show.language.replace("-", "_"),
        root=place.up,
        thumb=place.thumb,
        funding=Reference(fold(show.funding) or SUPPORT, funding) if funding else None,
        license=license_of(show),
        site=weblink(show.link),
    )


def _entry(episode: Episode, place: Place) -> EpisodeEntry:
    page = place.link(f"{episode.slug}/index.html")
    own = episode.image if "://" not in episode.image else ""
    return EpisodeEntry(
        title=fold(episode.title),
        link=page,
        number=episode.number,
        season=episode.season,
        day=day(episode.published),
        date=date(episode.published),
        text=summary(episode.description, 2 * SUMMARY),
        file=file_of(episode.path, episode.size, episode.duration_ms, place),
        thumb=place.link(thumb_of(own)) if own else place.thumb,
        parts=tuple((fold(c.title), f"{page}#section-{c.number}") for c in episode.chapters),
    )


def file_of(path: str, count: int, ms: int, place: Place) -> File:
    """The view of a file of `count` bytes and `ms` milliseconds."""
    return File(place.link(path), size(count), clock(ms), iso_duration(ms))
