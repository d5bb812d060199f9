"""`podcast check` and the preview server, as far as they need the root."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from podcast import show
from podcast.cache import write_if_changed
from podcast.checkup import Finding, Levels, Memory, Stamp, folder, loaded, of_example, site, web
from podcast.errors import InputError, OutputError
from podcast.formats.urls import ascii_url
from podcast.model import Show
from podcast.pipeline.authoring import example_left
from podcast.pipeline.freshness import is_script_of
from podcast.pipeline.state import HELD, load
from podcast.pipeline.workspace import Workspace, open_workspace, parse
from podcast.published import Record
from podcast.show import Source

CHECKED = ".checked.json"
"""What earlier checks found out about the files of `audio/`, so that only new files are read."""


def check(root: Path, target: str = "", *, thorough: bool = False) -> tuple[Finding, ...]:
    """Findings about the published folder (the root's own, or `target`), or about the feed at a URL.

    A `thorough` check measures the root's every sound, others only those that the build did not make just so.

    Raises InputError if there is neither.
    """
    today = dt.datetime.now(dt.UTC).date()
    if "://" in target:
        return site(target, web(), today, categories=_categories())
    workspace = None if target else open_workspace(root)
    place = workspace.audio if workspace else Path(target)
    if not place.is_dir():
        raise InputError("there is no such folder; build first, or name another", file=str(place))
    if workspace is None:
        return folder(place, today, categories=_categories(), measure=_levels)
    memory = _memory(place)
    findings = folder(
        place,
        today,
        categories=_categories(),
        measure=_levels,
        memory=memory,
        out=_out(workspace),
        show=workspace.published.guid,
        days={one.guid: one.published for one in workspace.published.episodes.values()},
        settings=_settings(workspace.show),
        built=_built(place),
        thorough=thorough,
    )
    findings = tuple(finding for finding in findings if not _is_withdrawn(workspace, finding))
    if left := example_left(workspace):
        findings = (*findings, of_example(f"script/{left}.md"))
    if memory.has_changed:
        with suppress(OSError, OutputError):  # a read-only folder can be checked too
            write_if_changed(place / CHECKED, memory.dump().encode("utf-8"))
    return findings


def _out(workspace: Workspace) -> dict[str, str]:
    """Guid → slug of the published episodes whose scripts are here."""
    out = [episode for episode in workspace.published.episodes.values() if not episode.held]
    names = {source.name for source in workspace.sources}
    return {one.guid: one.slug for one in out if one.source in names or _script_of(workspace, one)}


def _settings(settings: Show) -> dict[str, str]:
    """The tags of the feed that apps obey, with their values; "" for a tag that must not be there."""
    return {
        "language": settings.language,
        "itunes:type": settings.type,
        "itunes:explicit": "true" if settings.explicit else "false",
        "itunes:complete": "Yes" if settings.complete else "",
        "itunes:block": "Yes" if settings.block else "",
        "itunes:new-feed-url": settings.new_feed_url and ascii_url(settings.new_feed_url),
    }


def _built(audio: Path) -> dict[str, Stamp]:
    """The published files of the last build."""
    state = load(audio)
    files = [state.pages, *(made.files for made in state.made.values())]
    return {
        path: Stamp(stood.size, stood.time, stood.digest)
        for part in files
        for path, stood in part.items()
        if not path.startswith(HELD)
    }


def _script_of(workspace: Workspace, record: Record) -> Source | None:
    return next((source for source in workspace.sources if is_script_of(source, record)), None)


def _is_withdrawn(workspace: Workspace, finding: Finding) -> bool:
    """Whether an episode missing from the feed was made a draft again, which only its script can tell."""
    record = workspace.published.episodes.get(str(finding.fields.get("slug")))
    source = record and finding.rule == "episode-lost" and _script_of(workspace, record)
    try:
        return bool(source and parse(workspace, source).draft)
    except InputError:
        return False


def _memory(audio: Path) -> Memory:
    try:
        return loaded((audio / CHECKED).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return Memory()


def published_folder(root: Path, *, empty: bool = False) -> Path:
    """The root's `audio/`. Raises InputError if nothing has been built, unless `empty` is allowed."""
    audio = open_workspace(root).audio
    if not empty and not (audio / "feed.xml").is_file():
        raise InputError("nothing has been built yet; run `podcast build`", file=str(audio))
    return audio


def _categories() -> dict[str, tuple[str, ...]]:
    return show.categories()


def _levels(path: Path) -> Levels | None:
    from podcast.sound.meter import levels

    found = levels(path)
    return found and Levels(*found)
