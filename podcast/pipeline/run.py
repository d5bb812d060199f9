"""The build: the order of its steps, the reach of one episode's failure, and what is published at the end."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from podcast.cache import take_damaged
from podcast.engines import load
from podcast.errors import ClipError, EngineError, InputError, OutputError, PodcastError
from podcast.model import Script
from podcast.pipeline import casting, events, faults, freshness, identity, publication, publish
from podcast.pipeline import state as states
from podcast.pipeline.assemble import Edition, OutputFolder, assemble, section_alone
from podcast.pipeline.covers import Picture, episode_picture, show_picture
from podcast.pipeline.freshness import Options, Task
from podcast.pipeline.held import placed
from podcast.pipeline.lock import holding
from podcast.pipeline.pages import Preparation, write_episode_pages, write_sections_feed
from podcast.pipeline.planning import WorkOrder, order_for
from podcast.pipeline.pool import Pending, collect, submit_all, workers
from podcast.pipeline.report import Report, report
from podcast.pipeline.section import Job, Progress, Voiced
from podcast.pipeline.stage import Stage, begin
from podcast.pipeline.state import Made
from podcast.pipeline.strays import notes as stray_notes
from podcast.pipeline.workspace import KEPT_DAYS, Workspace, make_room, open_workspace


def build(root: Path, options: Options, watch: events.Watch) -> Report:
    """Build what is stale below `root`, then the feed.

    Raises InputError for what keeps every episode from being made. An error that concerns one script is in the
    report, and the others are made. Waits for another build in the same root to end.
    """
    open_workspace(root, options.encoding)  # report its errors before anything is written
    audio = root / "audio"
    make_room(audio)
    with holding(audio, lambda process: watch(events.waiting(process))):
        stage = begin(audio)
        workspace = open_workspace(
            root, options.encoding
        )  # again: another build may have changed it meanwhile
        if options.voice:
            workspace, options = read_by(workspace, options)
        work = _Build(workspace, stage, options, watch)
        try:
            return work.run()
        except BaseException:  # an interrupted build has results too
            work.save()
            raise
        finally:
            stage.drop()


def read_by(workspace: Workspace, options: Options) -> tuple[Workspace, Options]:
    """Workspace and options with the voice asked for in place of the show's own. Raises InputError."""
    engine = options.engine or workspace.show.engine
    known = freshness.PREFERRED[-1] if engine == freshness.AUTO else engine
    part = casting.named(workspace.show, options.voice, known, workspace.root)
    own = replace(workspace.show, engine=part.engine, voice=part.voice)
    return replace(workspace, show=own), replace(options, engine=part.engine)


class _Build:
    """One run of a build, with what changes as episodes are done: published record, state, failures."""

    def __init__(
        self, workspace: Workspace, stage: Stage, options: Options, watch: events.Watch
    ) -> None:
        self.stage = stage
        self.kept = states.load(workspace.audio)
        self.workspace, self.state = publication.begun(workspace, self.kept, watch)
        self.now = publication.time_now(self.workspace.published, watch)
        self.options = options
        self.watch = watch
        self.made: list[str] = []
        self.done: list[events.EpisodeDone] = []
        self.failed: list[PodcastError] = []
        self.drafts: tuple[str, ...] = ()
        self.times: dict[str, dt.datetime] = {}
        self.fallback_reported = False
        self.due = 0.0
        self.preparation = Preparation(workspace)

    def run(self) -> Report:
        tasks = freshness.examine(self.workspace, self.state, self.options)
        if not tasks:
            raise InputError(
                "there is no script yet; put an article there as .md or .txt",
                file=str(self.workspace.root / "script"),
            )
        self.workspace, followed = identity.followed(self.workspace, tasks)
        for stray in stray_notes(self.workspace.root, dict(self.workspace.copies)):
            self.watch(stray)
        for task in followed:
            self._note(task)
        if foreign := [key for task in followed for key in task.foreign]:
            self.watch(events.passed_over(foreign))
        self.drafts = tuple(task.source.name for task in followed if task.draft)
        self.state = publication.without_removed(
            self.workspace, self.state, self.drafts, self.watch
        )
        scripts = [task.script for task in followed if task.script]
        self.times = publication.times(self.workspace, scripts, self.now)
        self._make([(task, task.script) for task in followed if task.script])
        if self.made:
            self.workspace.cache.sweep(KEPT_DAYS)
        return self._finish([task.slug for task in followed if task.is_fresh])

    def _note(self, task: Task) -> None:
        """Report what examining a script has shown."""
        if task.error:
            self._fail(task.slug or task.source.name, task.error)
        if task.draft:
            self.watch(events.draft(task.source.name))
        if task.made:
            self.state = self.state.with_made(task.slug, task.made)

    def _make(self, tasks: Sequence[tuple[Task, Script]]) -> None:
        """Voice and assemble every stale episode; the sections of all of them share the workers."""
        orders = [order for task, script in tasks if (order := self._order(task, script))]
        missing = sum(len(order.missing) for order in orders)
        engines = {part.engine for order in orders for job in order.missing for part in job.parts}
        limits = [limit for name in engines if (limit := load(name).parallel)]
        asked = self.options
        with workers(missing, asked.jobs, limits, cluster=asked.cluster) as crew:
            submitted = [(order, submit_all(order.missing, crew)) for order in orders]
            for order, pending in submitted:
                self._episode(order, pending)

    def _order(self, task: Task, script: Script) -> WorkOrder | None:
        try:
            engine, again = self._engine(script.slug, task.options), script.slug in self.state.made
            return order_for(self.workspace, task, script, engine, task.options, again=again)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other episodes are made
            self._fail(script.slug, error, task.source.name)
            return None

    def _engine(self, slug: str, options: Options) -> str:
        """The episode's engine. If `auto` must do without the better voice, that is reported once."""
        settled = freshness.settled_engine(self.workspace, slug, options)
        engine = settled or freshness.first_to_answer(self.workspace)
        if not (settled or self.fallback_reported or engine == freshness.PREFERRED[0]):
            offline = engine == freshness.PREFERRED[-1]
            self.watch(events.offline_voice(engine) if offline else events.chosen_voice(engine))
            self.fallback_reported = True
        return engine

    def _episode(self, order: WorkOrder, pending: Pending | None) -> None:
        """Make one episode from start to end; its failure stops no other."""
        try:
            edition = self._edition(order)  # draws its picture while the workers voice
            voiced = self._voiced(order, pending)
            if order.task.options.sections:
                self._sections_only(order, edition, voiced)
            else:
                self._assembled(order, edition, voiced)
        # One bad sentence is no reason to change the voice of the whole episode.
        except ClipError as error:
            self._fail(order.script.slug, error)
        except EngineError as error:
            self._again(order, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other episodes are made
            self._fail(order.script.slug, error, order.task.source.name)

    def _again(self, order: WorkOrder, error: EngineError) -> None:
        """Retry with the offline voice, if nobody chose the one that failed and the episode is unpublished."""
        slug, last = order.script.slug, freshness.PREFERRED[-1]
        options = order.task.options
        if freshness.settled_engine(self.workspace, slug, options) or order.engine == last:
            self._fail(slug, error)
            return
        self.watch(events.change_of_voice(slug, error, last))
        try:
            other = order_for(self.workspace, order.task, order.script, last, options)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other episodes are made
            self._fail(slug, error, order.task.source.name)
        else:
            self._episode(other, None)

    def _voiced(self, order: WorkOrder, pending: Pending | None) -> list[Voiced]:
        self.watch(order.started())
        if pending and not pending.here:  # nothing else to do meanwhile
            self.preparation.begin()
        done = {part.number: part for part in order.known}
        for job, part in collect(order.missing, pending, self._progress):
            done[part.number] = part
            self.watch(order.section_done(job, part))
        return [done[number] for number in sorted(done)]

    def _progress(self, job: Job) -> Progress:
        def tell(done: int, total: int) -> None:
            self.watch(events.UtteranceDone(job.slug, job.section.number, done, total))
            if done == total:  # the encoder runs next and releases the GIL
                self.preparation.begin()

        return tell

    @cached_property
    def cover(self) -> Picture:
        """The show's picture, made or read once per build."""
        return show_picture(self.workspace, self.watch)

    def _edition(self, order: WorkOrder) -> Edition:
        picture = episode_picture(self.workspace, order.script, self.cover, self.watch)
        time = self.times[order.script.slug]
        return publication.edition(self.workspace, order.script, time, picture)

    def _assembled(self, order: WorkOrder, edition: Edition, voiced: list[Voiced]) -> None:
        order.check(voiced)
        slug, source = order.script.slug, order.task.source
        shelf = OutputFolder(self.stage, self.state.files_of(slug), {})
        try:
            episode = assemble(edition, voiced, shelf)
            self.preparation.finish()
            write_episode_pages(self.workspace, episode, order.script, shelf)
        except BaseException:
            self.stage.forget(shelf.now)
            raise
        shelf.clear()
        called = casting.called(order.script)
        made = Made(
            source=source.name,
            key=freshness.key_of(self.workspace, source, order.task.digest, order.engine, called),
            engine=order.engine,
            files=shelf.now,
            episode=states.freeze(episode),
            unresolved=tuple(
                dict.fromkeys(change for part in voiced for change in part.unresolved)
            ),
            inputs=edition.picture.made_of,
            doubts=tuple(doubt for part in voiced for doubt in part.doubts),
            cast=called,
            lexicon=freshness.lexicon_key(self.workspace),
            entries=freshness.entries_key(self.workspace, order.script),
        )
        self.workspace = publication.entered(
            self.workspace, edition, order.engine, source.name, self.now
        )
        self.state = self.state.with_made(slug, made)
        self.made.append(slug)
        self.done.append(order.finished(episode.duration_ms, voiced))
        self.watch(self.done[-1])
        if time.monotonic() >= self.due and not self._lost():
            self._publish()

    def _sections_only(self, order: WorkOrder, edition: Edition, voiced: list[Voiced]) -> None:
        """Make single sections, to be heard while writing; the episode itself waits for a full build.

        If it is published, the feed of its sections is updated with their new lengths.
        """
        slug = order.script.slug
        known = self.state.made.get(slug)
        shelf = OutputFolder(
            self.stage, known.files if known else {}, dict(known.files if known else {})
        )
        alone = {part.number: section_alone(edition, part, order.total, shelf) for part in voiced}
        if known:
            episode = states.thaw(known.episode)
            sections = tuple(alone.get(one.number, one) for one in episode.sections)
            episode = replace(episode, sections=sections)
            write_sections_feed(self.workspace, episode, shelf)
            made = replace(known, key="", files=shelf.now, episode=states.freeze(episode))
            self.state = self.state.with_made(slug, made)
        elif publication.is_early(edition, self.now):
            for section in alone.values():
                self.stage.move(section.path, states.HELD + section.path)
        self.watch(events.sections_only(slug))

    def _lost(self) -> tuple[str, ...]:
        return publish.lost(self.workspace, self.state, self.drafts)

    def _publish(self) -> None:
        """Publish all that is made so far in one step, but not too often: the feed grows with the episodes."""
        began = time.monotonic()
        self.workspace = publication.kept(
            self.workspace, publication.released(self.workspace.published, self.now)
        )
        self.state = publish.staged(self.workspace, self.state, self.stage, self.now, self.watch)
        self._keep()
        self.due = time.monotonic() + max(1.0, 20 * (time.monotonic() - began))

    def _keep(self) -> None:
        if self.state != self.kept:
            self.stage.keep(states.NAME, states.dump(self.state), None)
        self.stage.commit()
        self.kept = self.state

    def save(self) -> None:
        """Publish what an interrupted build has made, if possible; in any case it is in the cache."""
        with suppress(PodcastError, OSError):
            if self.made and not self._lost():
                self._publish()

    def _finish(self, fresh: Sequence[str]) -> Report:
        if damaged := take_damaged():
            self.watch(events.damaged(damaged))
        if lost := self._lost():
            self._withhold(lost)
        elif self.state.made or not self.failed:
            self._publish()
        held = publish.held_back(self.workspace, self.state, self.now)
        result = report(self.workspace, self.state, self.made, fresh, self.failed, held)
        again = [one for one in self.done if one.reread]
        reread, revoiced = sum(one.reread for one in again), sum(one.voiced for one in again)
        return replace(result, reread=reread, revoiced=revoiced)

    def _withhold(self, lost: Sequence[str]) -> None:
        """Do not publish a feed that would take episodes away from apps. Media files are still put in place if
        there is no feed that would then describe them wrongly."""
        error = OutputError(
            "the feed is not written, because it would lose episodes that apps know: {slugs}; fix what keeps "
            "them from being built, and build again",
            file=str(publish.feed_path(self.workspace)),
            slugs=", ".join(lost),
        )
        self._fail("", error)
        self.workspace = publication.kept(self.workspace, self.workspace.published)
        if not os.path.lexists(publish.feed_path(self.workspace)):
            out = publish.out_now(self.workspace, self.state, self.now)
            self.state = placed(self.state, out, self.stage)
            self._keep()

    def _fail(self, slug: str, error: Exception, file: str = "") -> None:
        """Report what stopped an episode; `file` is its script, where the error may not say so."""
        failure = faults.as_podcast_error(error, file)
        self.failed.append(failure)
        self.watch(events.EpisodeFailed(slug, failure))
