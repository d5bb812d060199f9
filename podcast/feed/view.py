"""What a feed's template sees: everything already in the form the feed wants it, nothing left to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from podcast import __version__
from podcast.feed.text import clip, clock, fold, moment, rfc2822, uri
from podcast.model import Chapter, Episode, SectionFile, Show

DESCRIPTION_BYTES = 4000
"""Apple's limit of a description; an Arabic letter takes two."""

NAME_BYTES = 255
"""The feed validators' limit of an author's name."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where things are published. `cover` is a path below `base_url`, "" for none."""

    base_url: str
    feed_url: str
    guid: str
    cover: str = ""
    pages: bool = False

    def url(self, path: str) -> str:
        """Absolute ASCII URL of a path below `audio/`; an absolute URL stays the one it is."""
        return uri(path if "://" in path else f"{self.base_url.rstrip('/')}/{path}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter: its start for a reader (`02:03`) and for a program, and where it can be heard alone."""

    title: str
    clock: str
    start: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """An episode, or a section of one. Texts are plain, dates RFC 2822, URLs absolute ASCII."""

    title: str
    guid: str
    published: str
    url: str
    size: int
    seconds: int
    explicit: str
    summary: str
    text: str
    note: str
    number: int | None = None
    season: int | None = None
    link: str = ""
    image: str = ""
    chapters: tuple[Mark, ...] = ()
    chapters_url: str = ""
    vtt_url: str = ""
    srt_url: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed. `categories` is Apple's category and, if any, its subcategory; `kind` its itunes:type."""

    title: str
    summary: str
    link: str
    language: str
    feed_url: str
    guid: str
    image: str
    categories: tuple[str, ...]
    explicit: str
    author: str
    email: str
    kind: str
    copyright: str
    updated: str
    synthetic: bool
    generator: str
    items: tuple[Item, ...]


def show_channel(show: Show, episodes: Sequence[Episode], site: Site) -> Channel:
    """The show's feed: newest first, and by slug on the same day."""
    by_slug = sorted(episodes, key=lambda one: one.slug)
    newest_first = sorted(by_slug, key=lambda one: one.published, reverse=True)
    items = [_episode_item(show, episode, site) for episode in newest_first]
    updated = max((one.published for one in episodes), default=None)
    return _channel(show, site, show.title, show.description, items, updated)


def section_channel(show: Show, episode: Episode, site: Site) -> Channel:
    """A serial feed of one episode: each section a second after the one before it, the last one first."""
    items = [_section_item(show, episode, one, site) for one in reversed(episode.sections)]
    title = f"{episode.title} · {show.title}"
    description = episode.description or show.description
    return _channel(show, site, title, description, items, episode.published, "serial")


def _channel(
    show: Show,
    site: Site,
    title: str,
    description: str,
    items: Sequence[Item],
    updated: dt.datetime | None,
    kind: str = "episodic",
) -> Channel:
    return Channel(
        title=fold(title),
        summary=clip(description.strip() or title, DESCRIPTION_BYTES),
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
        updated=rfc2822(updated) if updated else "",
        synthetic=bool(show.disclosure),
        generator=f"rawi {__version__}",
        items=tuple(items),
    )


def _episode_item(show: Show, episode: Episode, site: Site) -> Item:
    folder = episode.slug
    text = episode.description.strip() or "، ".join(fold(one.title) for one in episode.chapters)
    explicit = show.explicit if episode.explicit is None else episode.explicit
    return Item(
        title=fold(episode.title),
        guid=episode.guid.strip(),
        published=rfc2822(episode.published),
        url=site.url(episode.path),
        size=episode.size,
        seconds=_seconds(episode.duration_ms),
        explicit=_flag(explicit),
        summary=_summary(text, show.disclosure),
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


def _section_item(show: Show, episode: Episode, section: SectionFile, site: Site) -> Item:
    """A section dated by its place, so that apps that sort by date play the first one first."""
    published = episode.published + dt.timedelta(seconds=section.number - 1)
    text = f"{fold(episode.title)} · {section.number}/{len(episode.sections)}"
    explicit = show.explicit if episode.explicit is None else episode.explicit
    return Item(
        title=fold(section.title),
        guid=f"{episode.guid.strip()}/{section.number:02}",
        published=rfc2822(published),
        url=site.url(section.path),
        size=section.size,
        seconds=_seconds(section.duration_ms),
        explicit=_flag(explicit),
        summary=_summary(text, show.disclosure),
        text=text,
        note=show.disclosure,
        number=section.number,
        season=_positive(episode.season),
        link=site.url(f"{episode.slug}/#section-{section.number}") if site.pages else "",
        image=site.url(episode.image) if episode.image else "",
    )


def _mark(chapter: Chapter, episode: Episode, site: Site) -> Mark:
    """A chapter with its link: to its place on the episode's page, or else to its own file."""
    path = f"{episode.slug}/#section-{chapter.number}" if site.pages else ""
    for section in episode.sections if not path else ():
        if section.number == chapter.number:
            path = section.path
    return Mark(
        title=fold(chapter.title),
        clock=clock(chapter.start_ms),
        start=moment(chapter.start_ms),
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
