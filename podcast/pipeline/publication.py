"""What is known of the show outside `audio/`: guids and dates, read before a build and kept after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from podcast.cache import write_if_changed
from podcast.model import Script
from podcast.pipeline.assemble import Edition
from podcast.pipeline.covers import Picture
from podcast.pipeline.events import Watch, without_script
from podcast.pipeline.identity import settled, words_of
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace, published_path
from podcast.published import Published, Record, assign, dump, episode_guid, sketch, with_episode


def begun(workspace: Workspace, state: State, watch: Watch) -> tuple[Workspace, State]:
    """Workspace and state as a build begins, written down.

    The show has its guid, which is given once, and each renamed script is the episode it has been.
    """
    known = workspace.published
    published = assign(known, feed_url=workspace.feed_url, title=workspace.show.title)
    workspace, state, notes = settled(replace(workspace, published=published), state)
    for one in notes:
        watch(one)
    return (
        workspace if workspace.published == known else kept(workspace, workspace.published)
    ), state


def edition(workspace: Workspace, script: Script, now: dt.datetime, picture: Picture) -> Edition:
    """An episode's guid and time: the day the author gives it, or as recorded, or now, for a first time.

    A day begins at midnight in the show's time zone, and times are told in it.
    """
    known = workspace.published.episodes.get(script.slug)
    guid = known.guid if known else episode_guid(workspace.published.guid, script.slug)
    zone = zone_of(workspace)
    day = dt.datetime.combine(script.date, dt.time(), zone) if script.date else None
    time = day or (known.published if known else now)
    return Edition(workspace.show, script, guid, time.astimezone(zone), picture)


def zone_of(workspace: Workspace) -> dt.tzinfo:
    """The time zone in which the show lives; UTC if it does not say."""
    if not workspace.show.timezone:
        return dt.UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(workspace.show.timezone)


def entered(workspace: Workspace, made: Edition, engine: str, source: str) -> Workspace:
    """The workspace with an episode recorded as published, made from the script called `source`."""
    record = Record(
        slug=made.script.slug,
        guid=made.guid,
        published=made.published.astimezone(dt.UTC),
        engine=engine,
        voice=workspace.show.voice.name,
        title=made.script.title,
        source=source,
        text=sketch(words_of(made.script)),
    )
    return kept(workspace, with_episode(workspace.published, record, redate=True))


def kept(workspace: Workspace, published: Published) -> Workspace:
    """The workspace with what is published, which is written down. Raises OutputError."""
    write_if_changed(published_path(workspace.root), dump(published).encode())
    return replace(workspace, published=published)


def without_removed(workspace: Workspace, state: State, watch: Watch) -> State:
    """An episode whose script is gone leaves the feed; its files stay until the author removes them."""
    left = state.of_sources({source.name for source in workspace.sources})
    for slug in state.made.keys() - left.made.keys():
        watch(without_script(slug))
    return left
