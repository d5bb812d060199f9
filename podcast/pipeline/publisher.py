"""What a build has made so far and what of it is published: all in one step, and never a feed that would lose
an episode."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress

from podcast.errors import OutputError, PodcastError
from podcast.model import Episode
from podcast.pipeline import identity, publication, publish
from podcast.pipeline import state as states
from podcast.pipeline.assemble import Edition, OutputFolder
from podcast.pipeline.events import Watch, postponed
from podcast.pipeline.exchange import exchanged
from podcast.pipeline.freshness import Task
from podcast.pipeline.held import placed
from podcast.pipeline.planning import WorkOrder
from podcast.pipeline.stage import Stage
from podcast.pipeline.state import Made
from podcast.pipeline.workspace import Workspace

AT_LEAST = 1.0
"""Seconds from the start, and from one publication to the next, before anything is published."""


class Publisher:
    """The published record (in `workspace`), the state and the stage, as a build changes them.

    What writes raises OutputError.
    """

    def __init__(self, workspace: Workspace, stage: Stage, watch: Watch) -> None:
        self.stage = stage
        self.watch = watch
        self._saved = states.load(workspace.audio)
        self.workspace, self.state = publication.begun(workspace, self._saved, watch)
        self.now = publication.time_now(self.workspace.published, watch)
        self._drafts: Sequence[str] = ()
        self._due = time.monotonic() + AT_LEAST

    def exchange(self, tasks: Sequence[Task]) -> bool:
        """Assign episodes to scripts that have exchanged names, if any (see `exchange`); whether there are."""
        self.workspace, self.state, notes = exchanged(self.workspace, self.state, tasks)
        for note in notes:
            self.watch(note)
        return bool(notes)

    def follow(self, tasks: Sequence[Task]) -> tuple[Task, ...]:
        """Move the record of each episode to the slug its author has given it; the tasks (see `identity`)."""
        self.workspace, followed = identity.followed(self.workspace, tasks)
        return followed

    def remove(self, drafts: Sequence[str]) -> None:
        """Take out of the feed the episodes whose scripts are gone or among the `drafts` (by name)."""
        self._drafts = drafts
        self.state = publication.without_removed(self.workspace, self.state, drafts, self.watch)

    def shelf(self, slug: str, *, keeping: bool = False) -> OutputFolder:
        """Where an episode's new files go: they replace those of the last build, or join them (`keeping`)."""
        before = self.state.files_of(slug)
        return OutputFolder(self.stage, before, dict(before) if keeping else {})

    def enter(self, slug: str, made: Made) -> None:
        """Record what was made of an episode; it is published with the next step."""
        self.state = self.state.with_made(slug, made)

    def enter_published(self, order: WorkOrder, edition: Edition, made: Made) -> None:
        """Record a complete episode, under its guid and its date."""
        before = self.workspace.published.episodes.get(order.script.slug)
        self.workspace = publication.entered(
            self.workspace, edition, order.engine, order.task.source.name, self.now
        )
        self.enter(order.script.slug, made)
        if before and not before.held and self.workspace.published.episodes[before.slug].held:
            self.watch(postponed(order.script.slug))

    def hold_back(self, paths: Sequence[str]) -> None:
        """Keep files of an episode whose date has not come out of what is published."""
        for path in paths:
            self.stage.move(path, states.HELD + path)

    def lost(self) -> tuple[str, ...]:
        """The slugs of the episodes that a feed made now would take away from apps."""
        return publish.lost(self.workspace, self.state, self._drafts)

    def held_back(self) -> tuple[Episode, ...]:
        """The episodes whose date has not come."""
        return publish.held_back(self.workspace, self.state, self.now)

    def publish(self) -> None:
        """Publish all that is made so far in one step."""
        began = time.monotonic()
        self.workspace = publication.kept(
            self.workspace, publication.released(self.workspace.published, self.now)
        )
        self.state = publish.staged(self.workspace, self.state, self.stage, self.now, self.watch)
        self._save_state()
        self._due = time.monotonic() + max(AT_LEAST, 20 * (time.monotonic() - began))

    def publish_if_due(self) -> None:
        """Publish, but not too often: the feed grows with the episodes."""
        if time.monotonic() >= self._due and not self.lost():
            self.publish()

    def save(self) -> None:
        """Publish what an interrupted build has made, if possible; in any case it is in the cache."""
        with suppress(PodcastError, OSError):
            if not self.lost():
                self.publish()

    def withhold_feed(self) -> None:
        """Publish no feed. Media files are still put in place if there is none that they would make wrong."""
        self.workspace = publication.kept(self.workspace, self.workspace.published)
        if not os.path.lexists(publish.feed_path(self.workspace)):
            out = publish.out_now(self.workspace, self.state, self.now)
            self.state = placed(self.state, out, self.stage)
            self._save_state()

    def _save_state(self) -> None:
        if self.state != self._saved:
            self.stage.keep(states.NAME, states.dump(self.state), None)
        self.stage.commit()
        self._saved = self.state


def feed_with_gaps(workspace: Workspace, lost: Sequence[str]) -> OutputError:
    """The error for a feed that would lose published episodes, by slug."""
    return OutputError(
        "the feed is not written, because it would lose episodes that apps know: {slugs}; fix what keeps "
        "them from being built, and build again",
        file=str(publish.feed_path(workspace)),
        slugs=", ".join(lost),
    )
