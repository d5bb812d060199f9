"""The feed of one episode, in which every section is an item."""

from __future__ import annotations

import datetime as dt

from podcast.feed.compose import channel
from podcast.feed.text import fold
from podcast.feed.view import Channel, Site
from podcast.model import Episode, SectionFile, Show
from podcast.structs import replace


def sections_channel(show: Show, episode: Episode, site: Site) -> Channel:
    """An episode as a show whose episodes are its sections; meant for apps, not for directories."""
    itself = replace(
        show,
        title=f"{episode.title} · {show.title}",
        description=episode.description or show.description,
        author=show.author or show.title,
        type="serial",
        person=episode.person or show.person,
        frequency="",
        block=True,
        new_feed_url="",
    )
    sections = [_as_episode(episode, section) for section in episode.sections]
    return channel(itself, sections, site)


def _as_episode(episode: Episode, section: SectionFile) -> Episode:
    """A section as an episode, dated a second after the one before, for apps that sort by date."""
    return replace(
        episode,
        title=section.title,
        guid=f"{episode.guid.strip()}/{section.key or section.number:02}",
        published=episode.published + dt.timedelta(seconds=section.number - 1),
        path=section.path,
        size=section.size,
        duration_ms=section.duration_ms,
        description=f"{fold(episode.title)} · {section.number}/{len(episode.sections)}",
        number=section.number,
        kind="full",
        person=(),
        soundbites=(),
        chapters=(),
        lead="",
        notes=(),
        citations=(),
        has_chapters_json=False,
        has_vtt=False,
        has_srt=False,
    )
