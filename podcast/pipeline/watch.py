"""Builds while an author writes: once at the start, and again after each save."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from podcast import watch as desk
from podcast.engines import load
from podcast.errors import InputError, PodcastError
from podcast.pipeline import events
from podcast.pipeline.freshness import AUTO, Options
from podcast.pipeline.report import Report
from podcast.pipeline.run import build
from podcast.pipeline.workspace import FEED_TEMPLATE, open_workspace, published_path
from podcast.structs import Frozen, Mutable, replace


class Round(Frozen):
    """One build of many. `done` are the episodes made; without a `report` there is an `error`."""

    changed: tuple[str, ...]
    done: tuple[events.EpisodeDone, ...]
    report: Report | None
    error: PodcastError | OSError | None
    seconds: float


class Busy(Mutable):
    """Whether a build is running, or was when something ended it."""

    now: bool = False


def rounds(
    root: Path,
    options: Options,
    watch: events.Watch,
    busy: Busy,
    until: desk.Flag | None = None,
) -> Iterator[Round]:
    """Build now, and again whenever `script/` or the feed template changes, until Ctrl-C or `until` is set.

    Every round reads all of `script/` afresh. An error in a script ends its round, not the loop; an error in
    the options, which no save can mend, raises InputError.
    """
    if not (root / "script" / "show.toml").is_file():
        open_workspace(root)  # says where it looked, and what to do
    if options.engine not in ("", AUTO):
        load(options.engine)
    own = str(published_path(root))
    places = (root / "script", root / FEED_TEMPLATE)
    later = replace(options, force=False)

    def act(changed: tuple[str, ...]) -> Round:
        busy.now = True
        one = _round(root, later if changed else options, watch, changed)
        busy.now = False
        if not changed and isinstance(one.error, InputError) and not one.error.file:
            raise one.error
        return one

    yield from desk.after_changes(act, places, own.__eq__, until)


def _round(root: Path, options: Options, watch: events.Watch, changed: tuple[str, ...]) -> Round:
    done: list[events.EpisodeDone] = []

    def tell(event: events.Event) -> None:
        if isinstance(event, events.EpisodeDone):
            done.append(event)
        watch(event)

    began = time.monotonic()
    report, error = None, None
    try:
        report = build(root, options, tell)
    except (PodcastError, OSError) as problem:
        error = problem
    return Round(changed, tuple(done), report, error, time.monotonic() - began)
