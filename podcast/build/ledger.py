"""What is known of the show outside `audio/`: guids and dates, read before a build and kept after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from podcast.build.covers import Picture
from podcast.build.episode import Edition
from podcast.build.events import Watch, without_script
from podcast.build.identity import settled, words_of
from podcast.build.state import State
from podcast.build.studio import Studio, published_path
from podcast.cache import write_if_changed
from podcast.model import Script
from podcast.published import (
    Published,
    Record,
    assign,
    dump,
    episode_guid,
    sketch,
    with_episode,
)


def begun(studio: Studio, state: State, watch: Watch) -> tuple[Studio, State]:
    """Studio and state as a build begins, written down.

    The show has its guid, which is given once, and each renamed script is the episode it has been.
    """
    known = studio.published
    published = assign(known, feed_url=studio.feed_url, title=studio.show.title)
    studio, state, notes = settled(replace(studio, published=published), state)
    for one in notes:
        watch(one)
    return (studio if studio.published == known else kept(studio, studio.published)), state


def edition(studio: Studio, script: Script, now: dt.datetime, picture: Picture) -> Edition:
    """An episode's guid and time: the day the author gives it, or as recorded, or now, for a first time.

    A day begins at midnight in the show's time zone, and times are told in it.
    """
    known = studio.published.episodes.get(script.slug)
    guid = known.guid if known else episode_guid(studio.published.guid, script.slug)
    zone = zone_of(studio)
    day = dt.datetime.combine(script.date, dt.time(), zone) if script.date else None
    time = day or (known.published if known else now)
    return Edition(studio.show, script, guid, time.astimezone(zone), picture)


def zone_of(studio: Studio) -> dt.tzinfo:
    """The time zone in which the show lives; UTC if it does not say."""
    if not studio.show.timezone:
        return dt.UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(studio.show.timezone)


def entered(studio: Studio, made: Edition, engine: str, source: str) -> Studio:
    """The studio with an episode recorded as published, made from the script called `source`."""
    record = Record(
        slug=made.script.slug,
        guid=made.guid,
        published=made.published.astimezone(dt.UTC),
        engine=engine,
        voice=studio.show.voice.name,
        title=made.script.title,
        source=source,
        text=sketch(words_of(made.script)),
    )
    return kept(studio, with_episode(studio.published, record, redate=True))


def kept(studio: Studio, published: Published) -> Studio:
    """The studio with what is published, which is written down. Raises OutputError."""
    write_if_changed(published_path(studio.root), dump(published).encode())
    return replace(studio, published=published)


def without_removed(studio: Studio, state: State, watch: Watch) -> State:
    """An episode whose script is gone leaves the feed; its files stay until the author removes them."""
    left = state.of_sources({source.name for source in studio.sources})
    for slug in state.made.keys() - left.made.keys():
        watch(without_script(slug))
    return left
