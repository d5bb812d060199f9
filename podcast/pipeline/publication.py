"""Guids and publication dates, which outlive `audio/`: loaded before a build, saved after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from podcast.cache import write_if_changed
from podcast.model import Script
from podcast.pipeline.assemble import Edition
from podcast.pipeline.casting import pinned, voice_name
from podcast.pipeline.covers import Picture
from podcast.pipeline.events import (
    Watch,
    clock_is_ahead,
    clock_is_behind,
    withdrawn,
    without_script,
)
from podcast.pipeline.identity import settled, words_of, written_sections
from podcast.pipeline.state import State
from podcast.pipeline.workspace import Workspace, published_path
from podcast.published import (
    Published,
    Record,
    assign,
    dump,
    episode_guid,
    numbered,
    sketch,
    with_episode,
)
from podcast.structs import replace

SLACK = dt.timedelta(days=1)
"""How far in the future a published episode's date may be: for time zones and inaccurate clocks."""

SECOND = dt.timedelta(seconds=1)
FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

FAR = dt.timedelta(days=3 * 366)
"""After this long without an episode, a wrong clock is likelier than a new episode."""


def begun(workspace: Workspace, state: State, watch: Watch) -> tuple[Workspace, State]:
    """Workspace and state at the start of a build, with what is new in them saved.

    The show has its guid, which is assigned once, and each renamed script is matched to its episode.
    """
    before = workspace.published
    published = assign(
        _remembered(before, state), feed_url=workspace.feed_url, title=workspace.show.title
    )
    workspace, state, notes = settled(replace(workspace, published=published), state)
    for note in notes:
        watch(note)
    return (
        workspace if workspace.published == before else kept(workspace, workspace.published)
    ), state


def _remembered(published: Published, state: State) -> Published:
    """The published record, completed from the state if the file, or part of it, was lost."""
    if not published.guid and state.guid:
        published = replace(published, guid=state.guid, feed_url=state.feed_url)
    taken = {record.guid for record in published.episodes.values()}
    for slug, made in state.made.items():
        guid = made.episode["guid"]
        if slug not in published.episodes and guid not in taken:
            date = dt.datetime.fromisoformat(made.episode["published"]).astimezone(dt.UTC)
            record = Record(slug, guid, date, made.engine, "", made.episode["title"], made.source)
            published = with_episode(published, record)
    return published


def utc_now() -> dt.datetime:
    """The time of this machine's clock, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def time_now(published: Published, watch: Watch) -> dt.datetime:
    """The current time, but never before the newest publication. A clock that is behind is reported."""
    now = utc_now()
    newest = _newest(published, now)
    if newest > now + SLACK:
        watch(clock_is_behind(now, newest))
    return max(now, newest)


def doubt_clock(
    published: Published, scripts: Iterable[Script], now: dt.datetime, watch: Watch
) -> None:
    """Report a clock that is far ahead of the newest episode, if it is about to date or to release another."""
    newest = _newest(published, now)
    known = published.episodes
    if now - newest > FAR and (
        any(not script.date and script.slug not in known for script in scripts)
        or any(record.held and record.published <= now for record in known.values())
    ):
        watch(clock_is_ahead(now, newest))


def _newest(published: Published, now: dt.datetime) -> dt.datetime:
    """When the newest episode came out; now, if none has."""
    out = (one.published for one in published.episodes.values() if not one.held)
    return max(out, default=now).replace(microsecond=0)


def edition(workspace: Workspace, script: Script, time: dt.datetime, picture: Picture) -> Edition:
    """An episode's edition: its guid, and its publication time in the show's time zone."""
    record = workspace.published.episodes.get(script.slug)
    guid = record.guid if record else episode_guid(workspace.published.guid, script.slug)
    keys, sections = numbered(record.sections if record else "", written_sections(script))
    moment = time.astimezone(zone_of(workspace))
    return Edition(workspace.show, script, guid, moment, picture, keys, sections)


def times(
    workspace: Workspace, scripts: Sequence[Script], now: dt.datetime
) -> dict[str, dt.datetime]:
    """The publication time of each episode (UTC), by slug; no two are equal, so that apps keep their order.

    An episode published on the day or minute its author gives keeps its second for ever. A day begins at
    midnight in the show's time zone; new episodes of one day (today if undated) follow in the author's order:
    by number, then by file name.
    """
    known = workspace.published.episodes
    new = [one for one in scripts if one.slug not in known]
    new.sort(key=lambda one: (one.season or 0, one.number or 0))
    undated = [one.slug for one in new if not one.date]
    heard = max((one.published for one in known.values() if not one.held), default=FIRST)
    first = max(now - SECOND * (len(undated) - 1), heard + SECOND) if undated else now
    making = {one.slug for one in scripts}
    taken = {record.published for slug, record in known.items() if slug not in making}
    dated: dict[str, dt.datetime] = {}
    for script in (*(one for one in scripts if one.slug in known), *new):
        record = known.get(script.slug)
        time = given(script.date, zone_of(workspace), record)
        if time is None:
            time = record.published if record else first + SECOND * undated.index(script.slug)
        while time in taken:
            time += SECOND
        taken.add(time)
        dated[script.slug] = time
    return dated


def given(date: dt.date | None, zone: dt.tzinfo, record: Record | None) -> dt.datetime | None:
    """The time an author gives (UTC), to the second the episode already has within it, if any."""
    if date is None:
        return None
    if isinstance(date, dt.datetime):
        time = (date if date.tzinfo else date.replace(tzinfo=zone)).astimezone(dt.UTC)
        is_within = record and time <= record.published < time + SECOND * 60
    else:
        time = dt.datetime.combine(date, dt.time(), zone).astimezone(dt.UTC)
        is_within = record and record.published.astimezone(zone).date() == date
    return record.published if record and is_within else time


def zone_of(workspace: Workspace) -> dt.tzinfo:
    """The show's time zone; UTC if it is not set."""
    if not workspace.show.timezone:
        return dt.UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(workspace.show.timezone)


def entered(
    workspace: Workspace, made: Edition, engine: str, source: str, now: dt.datetime
) -> Workspace:
    """The workspace with an episode, made from the script named `source`, recorded as published.

    It is held back if its date has not come, unless it has already been published under that date.
    """
    before = workspace.published.episodes.get(made.script.slug)
    date = made.published.astimezone(dt.UTC)
    was_out = before is not None and not before.held and before.published == date
    record = Record(
        slug=made.script.slug,
        guid=made.guid,
        published=date,
        engine=engine,
        voice=voice_name(pinned(workspace.show, engine, before), engine, workspace.root),
        title=made.script.title,
        source=source,
        text=sketch(words_of(made.script)),
        sections=made.sections,
        held=is_early(made, now) and not was_out,
    )
    return replace(workspace, published=with_episode(workspace.published, record, redate=True))


def is_early(made: Edition, now: dt.datetime) -> bool:
    """Whether the date an author gives an episode has not come yet."""
    return made.script.date is not None and made.published > now


def released(published: Published, now: dt.datetime) -> Published:
    """The published record, with episodes whose date has come no longer held back."""
    due = [
        episode
        for episode in published.episodes.values()
        if episode.held and episode.published <= now
    ]
    for record in due:
        published = with_episode(published, replace(record, held=False), redate=True)
    return published


def kept(workspace: Workspace, published: Published) -> Workspace:
    """The workspace with the published record, saved to disk. Raises OutputError."""
    write_if_changed(published_path(workspace.root), dump(published).encode())
    return replace(workspace, published=published)


def without_removed(
    workspace: Workspace, state: State, drafts: Collection[str], watch: Watch
) -> State:
    """The state without episodes whose script is gone or a draft: they leave the feed; their files stay."""
    left = state.of_sources({source.name for source in workspace.sources} - set(drafts))
    for slug in sorted(state.made.keys() - left.made.keys()):
        is_draft = state.made[slug].source in drafts
        watch(withdrawn(slug) if is_draft else without_script(slug))
    return left
