"""The catalogue of a root: episodes, their sections and states, and the file behind each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from podcast.errors import InputError, PodcastError
from podcast.model import EpisodeKind, Script
from podcast.pipeline import freshness, identity, publication
from podcast.pipeline import state as states
from podcast.pipeline.assemble import section_path
from podcast.pipeline.events import Note
from podcast.pipeline.finding import source_of
from podcast.pipeline.freshness import Options
from podcast.pipeline.state import Made
from podcast.pipeline.strays import notes as stray_notes
from podcast.pipeline.workspace import Workspace, open_workspace
from podcast.rooted import own
from podcast.structs import Frozen, replace

Standing = Literal["fresh", "stale", "new", "broken"]


class SectionRow(Frozen):
    """A section, with its place on the episode's timeline if it has been built."""

    number: int
    title: str
    start_ms: int | None = None
    duration_ms: int | None = None


class EpisodeRow(Frozen):
    """An episode as the author sees it; `error` says why a broken one cannot be read."""

    slug: str
    title: str
    source: str
    standing: Standing
    date: str = ""
    engine: str = ""
    duration_ms: int | None = None
    sections: tuple[SectionRow, ...] = ()
    error: PodcastError | None = None
    kind: EpisodeKind = "full"
    held: bool = False
    """Whether its publication date has not come."""
    draft: bool = False


def listing(root: Path, encoding: str = "utf-8") -> list[EpisodeRow]:
    """Every script below `root` in the order of the file names, so newest last. Raises InputError."""
    workspace = open_workspace(root, encoding)
    workspace, state, _ = identity.settled(workspace, states.load(workspace.audio))
    tasks = freshness.examine(workspace, state, Options())
    rows = [(task, _row(workspace, state, task)) for task in tasks]
    now = publication.utc_now()
    return [
        replace(_scheduled(workspace, state, task, row, now), draft=task.draft)
        for task, row in rows
    ]


def strays(root: Path) -> tuple[Note, ...]:
    """Notes on files in `script/` that do not become episodes."""
    workspace = open_workspace(root)
    return tuple(stray_notes(workspace.root, dict(workspace.copies)))


def _scheduled(
    workspace: Workspace,
    state: states.State,
    task: freshness.Task,
    row: EpisodeRow,
    now: dt.datetime,
) -> EpisodeRow:
    """The row, with the time of publication if it is still to come: that in the script, if it has been read."""
    record, made = workspace.published.episodes.get(row.slug), state.made.get(row.slug)
    zone = publication.zone_of(workspace)
    time = publication.given(task.script.date, zone, record) if task.script else None
    if time is None and made:
        time = dt.datetime.fromisoformat(made.episode["published"])
    if row.error or time is None or time <= now or (record and not record.held):
        return row
    return replace(row, held=True, date=f"{time.astimezone(zone):%Y-%m-%d %H:%M}")


def _row(workspace: Workspace, state: states.State, task: freshness.Task) -> EpisodeRow:
    made = task.made or state.made.get(task.slug)
    if made and not task.error:
        return _built(made, task, "fresh" if task.is_fresh else "stale")
    if task.script:
        return _unbuilt(task.script, task.source.name)
    return EpisodeRow(task.slug, "", task.source.name, "broken", error=task.error)


def _unbuilt(script: Script, source: str) -> EpisodeRow:
    sections = tuple(SectionRow(section.number, section.heading) for section in script.sections)
    date = str(script.date or "")[:16]
    return EpisodeRow(
        script.slug, script.title, source, "new", date, sections=sections, kind=script.kind
    )


def _built(made: Made, task: freshness.Task, standing: Standing) -> EpisodeRow:
    episode = states.thaw(made.episode)
    sections = tuple(
        SectionRow(
            chapter.number, chapter.title, chapter.start_ms, chapter.end_ms - chapter.start_ms
        )
        for chapter in episode.chapters
    )
    return EpisodeRow(
        slug=episode.slug,
        title=task.script.title if task.script else episode.title,
        source=made.source,
        standing=standing,
        date=str(episode.published.date()),
        engine=made.engine,
        kind=episode.kind,
        duration_ms=episode.duration_ms,
        sections=sections,
    )


def locate(root: Path, wanted: str, section: int | None = None) -> Path:
    """The MP3 of an episode or of one of its sections. Raises InputError if it does not exist."""
    workspace = open_workspace(root)
    slug = _slug(workspace, wanted)
    made = states.load(workspace.audio).made.get(slug)
    name = f"{slug}.mp3" if section is None else _section_name(slug, section, made)
    for place in (name, states.HELD + name):
        if (path := own(workspace.audio, place)).is_file():
            return path
    if made and section is not None:
        raise InputError(
            "“{slug}” has no section {number}; its sections are 1 to {last}",
            slug=slug,
            number=section,
            last=len(made.episode["chapters"]),
        )
    raise InputError("“{slug}” has not been built yet; run `podcast build {slug}`", slug=slug)


def _section_name(slug: str, number: int, made: Made | None) -> str:
    """The file of the section at a position; before the first full build, the file of that number."""
    files = made.episode["sections"] if made else ()
    keys = (file.get("key", number) for file in files if file["number"] == number)
    return section_path(slug, next(keys, number))


def _slug(workspace: Workspace, wanted: str) -> str:
    """The slug of the wanted episode, which may have lost its script: it can still be played."""
    if wanted in states.load(workspace.audio).made:
        return wanted
    return source_of(workspace, wanted)[1].slug
