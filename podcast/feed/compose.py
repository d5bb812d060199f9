"""Shows and episodes as their feed tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from podcast import __version__
from podcast.feed.text import clip, clock, fold, npt, rfc2822, uri
from podcast.feed.view import Channel, Item, Mark, Site
from podcast.model import Chapter, Episode, SectionFile, Show

DESCRIPTION_BYTES = 4000
"""Apple's limit of a description; an Arabic letter takes two."""

NAME_BYTES = 255
"""The feed validators' limit of an author's name."""


def channel(show: Show, episodes: Sequence[Episode], site: Site, kind: str = "episodic") -> Channel:
    """A show as a feed: newest first, and by slug on the same day."""
    by_slug = sorted(episodes, key=lambda one: one.slug)
    newest_first = sorted(by_slug, key=lambda one: one.published, reverse=True)
    return Channel(
        title=fold(show.title),
        summary=clip(show.description.strip() or show.title, DESCRIPTION_BYTES),
        link=uri(show.link) if show.link else site.url(""),
        language=show.language,
        feed_url=uri(site.feed_url),
        guid=site.guid,
        image=site.url(site.cover) if site.cover else "",
        categories=show.category[:2],
        explicit=_flag(show.explicit),
        author=clip(fold(show.author or show.title), NAME_BYTES),
        email=show.email.strip(),
        kind=kind,
        copyright=fold(show.copyright),
        updated=rfc2822(newest_first[0].published) if newest_first else "",
        synthetic=bool(show.disclosure),
        generator=f"rawi {__version__}",
        items=tuple(_item(show, episode, site) for episode in newest_first),
    )


def sections_channel(show: Show, episode: Episode, site: Site) -> Channel:
    """An episode as a show whose episodes are its sections."""
    itself = replace(
        show,
        title=f"{episode.title} · {show.title}",
        description=episode.description or show.description,
        author=show.author or show.title,
    )
    sections = [_as_episode(episode, section) for section in episode.sections]
    return channel(itself, sections, site, "serial")


def _as_episode(episode: Episode, section: SectionFile) -> Episode:
    """A section by itself, a second after the one before it: apps that sort by date play in order."""
    return replace(
        episode,
        title=section.title,
        guid=f"{episode.guid.strip()}/{section.number:02}",
        published=episode.published + dt.timedelta(seconds=section.number - 1),
        path=section.path,
        size=section.size,
        duration_ms=section.duration_ms,
        description=f"{fold(episode.title)} · {section.number}/{len(episode.sections)}",
        number=section.number,
        chapters=(),
        has_chapters_json=False,
        has_vtt=False,
        has_srt=False,
    )


def _item(show: Show, episode: Episode, site: Site) -> Item:
    folder = episode.slug
    text = episode.description.strip()
    contents = "، ".join(fold(one.title) for one in episode.chapters)
    explicit = show.explicit if episode.explicit is None else episode.explicit
    return Item(
        title=fold(episode.title),
        guid=episode.guid.strip(),
        published=rfc2822(episode.published),
        url=site.url(episode.path),
        size=episode.size,
        seconds=_seconds(episode.duration_ms),
        explicit=_flag(explicit),
        summary=_summary(text or contents or fold(episode.title), show.disclosure),
        text=text,
        note=show.disclosure,
        number=_positive(episode.number),
        season=_positive(episode.season),
        link=site.url(f"{folder}/") if site.pages else "",
        image=site.url(episode.image) if episode.image else "",
        chapters=tuple(_mark(one, episode, site) for one in episode.chapters),
        chapters_url=site.url(f"{folder}/chapters.json") if episode.has_chapters_json else "",
        vtt_url=site.url(f"{folder}/transcript.vtt") if episode.has_vtt else "",
        srt_url=site.url(f"{folder}/transcript.srt") if episode.has_srt else "",
    )


def _mark(chapter: Chapter, episode: Episode, site: Site) -> Mark:
    """A chapter with its link: to its place on the episode's page, or else to its own file."""
    files = {section.number: section.path for section in episode.sections}
    path = files.get(chapter.number, "")
    if site.pages:
        path = f"{episode.slug}/#section-{chapter.number}"
    return Mark(
        title=fold(chapter.title),
        clock=clock(chapter.start_ms),
        start=npt(chapter.start_ms),
        url=site.url(path) if path else "",
    )


def _summary(text: str, note: str) -> str:
    """The text and, in full whatever the length of the text, the note under it."""
    under = f"\n\n{note}" if note else ""
    return clip(text, DESCRIPTION_BYTES - len(under.encode("utf-8", "ignore"))) + under


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _positive(number: int | None) -> int | None:
    """Apple takes neither 0 nor less for an episode or a season."""
    return number if number and number > 0 else None


def _seconds(ms: int) -> int:
    """Whole seconds, to the nearest; never 0, which apps show as unknown."""
    return max(1, (ms + 500) // 1000)
