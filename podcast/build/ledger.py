"""What is known of the show outside `audio/`: guids and dates, read before a build and kept after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from podcast.build.covers import Picture
from podcast.build.episode import Edition
from podcast.build.studio import Studio, published_path
from podcast.cache import write_if_changed
from podcast.model import Script
from podcast.published import Published, Record, assign, dump, episode_guid, with_episode


def opened(studio: Studio) -> Studio:
    """The studio with its show's guid, which is given once."""
    known = studio.published
    return _kept(studio, assign(known, feed_url=studio.feed_url, title=studio.show.title))


def edition(studio: Studio, script: Script, now: dt.datetime, picture: Picture) -> Edition:
    """An episode's guid and day: as recorded, or as the author dates it, or now, for a first time."""
    known = studio.published.episodes.get(script.slug)
    guid = known.guid if known else episode_guid(studio.published.guid, script.slug)
    day = dt.datetime.combine(script.date, dt.time(), dt.UTC) if script.date else None
    return Edition(studio.show, script, guid, day or (known.published if known else now), picture)


def entered(studio: Studio, made: Edition, engine: str) -> Studio:
    """The studio with an episode recorded as published."""
    record = Record(
        slug=made.script.slug,
        guid=made.guid,
        published=made.published,
        engine=engine,
        voice=studio.show.voice.name,
        title=made.script.title,
    )
    return _kept(studio, with_episode(studio.published, record, redate=True))


def _kept(studio: Studio, published: Published) -> Studio:
    write_if_changed(published_path(studio.root), dump(published).encode())
    return replace(studio, published=published)
