"""The build: the order of its steps, and the reach of one episode's failure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

from podcast.cache import take_damaged
from podcast.engines import is_known, load
from podcast.errors import ClipError, EngineError, PodcastError
from podcast.model import Script
from podcast.pipeline import casting, episode, events, faults, freshness, publication
from podcast.pipeline.assemble import Edition, OutputFolder, section_alone
from podcast.pipeline.attention import check_attention
from podcast.pipeline.covers import Picture, draw_ahead, episode_picture, show_picture
from podcast.pipeline.finding import no_script
from podcast.pipeline.freshness import Options, Task
from podcast.pipeline.job import Job
from podcast.pipeline.lock import holding
from podcast.pipeline.pages import load_templates
from podcast.pipeline.planning import WorkOrder, order_for, whole_of
from podcast.pipeline.pool import Pending, collect, submit_all, workers
from podcast.pipeline.publisher import Publisher, feed_with_gaps
from podcast.pipeline.report import Report, report
from podcast.pipeline.section import Progress, Voiced
from podcast.pipeline.stage import Stage, begin
from podcast.pipeline.strays import notes as stray_notes
from podcast.pipeline.strays import twins
from podcast.pipeline.workspace import KEPT_DAYS, Workspace, make_room, open_workspace
from podcast.structs import replace


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
    """Workspace and options with the engine and voice asked for in place of the show's. Raises InputError."""
    if options.engine not in ("", freshness.AUTO) and not is_known(options.engine):
        load(options.engine)  # is refused once, and not for each episode
    if not options.voice:
        return workspace, options
    engine = options.engine or workspace.show.engine
    known = freshness.PREFERRED[-1] if engine == freshness.AUTO else engine
    part = casting.named(workspace.show, options.voice, known, workspace.root)
    own = replace(workspace.show, engine=part.engine, voice=part.voice)
    return replace(workspace, show=own), replace(options, engine=part.engine)


class _Build:
    """One run of a build: examine, voice, assemble, publish; and which episodes were made and which failed."""

    def __init__(
        self, workspace: Workspace, stage: Stage, options: Options, watch: events.Watch
    ) -> None:
        self.publisher = Publisher(workspace, stage, watch)
        self.options = options
        self.watch = watch
        self.done: list[events.EpisodeDone] = []
        self.failed: list[PodcastError] = []
        self.causes: set[str] = set()
        self.times: dict[str, dt.datetime] = {}
        self.fallback_reported = False

    @property
    def workspace(self) -> Workspace:
        """The root as it is published so far."""
        return self.publisher.workspace

    @cached_property
    def cover(self) -> Picture:
        """The show's picture, made or read once per build."""
        return show_picture(self.workspace, self.watch)

    @property
    def _speakers(self) -> list[str]:
        return [voice.name for voice in self.workspace.show.voices]

    def run(self) -> Report:
        tasks = self._examined()
        written = [(task, task.script) for task in tasks if task.script]
        scripts = [script for _, script in written]
        self.times = publication.times(self.workspace, scripts, self.publisher.now)
        publication.doubt_clock(self.workspace.published, scripts, self.publisher.now, self.watch)
        self._make(written)
        if self.done:
            self.workspace.cache.sweep(KEPT_DAYS)
        return self._finish([task.slug for task in tasks if task.is_fresh])

    def save(self) -> None:
        """Publish what an interrupted build has made, if possible."""
        if self.done:
            self.publisher.save()

    def _examined(self) -> tuple[Task, ...]:
        """Every script wanted, with what is new about them reported. Raises InputError if there is none."""
        tasks = freshness.examine(self.workspace, self.publisher.state, self.options)
        if self.publisher.exchange(tasks):
            tasks = freshness.examine(self.workspace, self.publisher.state, self.options)
        if not tasks:
            raise no_script(self.workspace.root)
        followed = self.publisher.follow(tasks)
        for stray in stray_notes(self.workspace.root, dict(self.workspace.copies)):
            self.watch(stray)
        for task in followed:
            self._note(task)
        new = {task.source.name: task.script.title for task in followed if task.script}
        here = {source.name for source in self.workspace.sources}
        made = [one for one in self.publisher.state.made.values() if one.source in here]
        for twin in twins(new, {one.source: one.episode["title"] for one in made}):
            self.watch(twin)
        if foreign := [key for task in followed for key in task.foreign]:
            self.watch(events.passed_over(foreign))
        self.publisher.remove([task.source.name for task in followed if task.draft])
        return followed

    def _note(self, task: Task) -> None:
        """Report what examining a script has shown."""
        if task.script:
            self._note_sharing(task.source.name, task.script)
        if task.error:
            self._fail(task.slug or task.source.name, task.error)
        if task.draft:
            self.watch(events.draft(task.source.name))
        if task.made:
            self.publisher.enter(task.slug, task.made)

    def _note_sharing(self, file: str, written: Script) -> None:
        from podcast.script import sharing  # loaded only if there is something to make

        if names := sharing(written, self._speakers):
            self.watch(events.one_voice(file, names))

    def _make(self, tasks: Sequence[tuple[Task, Script]]) -> None:
        """Voice and assemble every stale episode; the sections of all of them share the workers."""
        orders = [order for task, script in tasks if (order := self._order(task, script))]
        if orders and self.workspace.show.cover:
            _ = self.cover  # one that cannot be used is one error, not one for each episode
        missing = [job for order in orders for job in order.missing]
        engines = {part.engine for job in missing for part in job.parts}
        limits = [limit for name in engines if (limit := load(name).parallel)]
        asked = self.options
        new = [
            order.script for order in orders if order.script.slug not in self.publisher.state.made
        ]
        draw = partial(draw_ahead, self.workspace, new[0]) if new else None
        with workers(missing, asked.jobs, limits, cluster=asked.cluster, meanwhile=draw) as crew:
            submitted = [
                (order, submit_all(order.missing, crew, load_templates)) for order in orders
            ]
            if orders:
                self.watch(whole_of(orders))
            for order, pending in submitted:
                self._episode(order, pending)

    def _order(self, task: Task, script: Script) -> WorkOrder | None:
        try:
            engine = self._engine(script.slug, task.options)
            again = script.slug in self.publisher.state.made
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
        slug, alone = order.script.slug, bool(order.task.options.sections)
        shelf = self.publisher.shelf(slug, keeping=alone)
        try:
            edition = self._edition(order)  # draws its picture while the workers voice
            voiced = self._voiced(order, pending, edition, shelf)
            if alone:
                self._sections_only(order, edition, voiced, shelf)
            else:
                self._complete(order, edition, voiced, shelf)
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

    def _voiced(
        self, order: WorkOrder, pending: Pending | None, edition: Edition, shelf: OutputFolder
    ) -> list[Voiced]:
        """The sections, each written to `shelf` as it comes; if one fails, none is staged."""
        self.watch(order.started())
        done = {part.number: part for part in order.known}
        try:
            for job, part in collect(order.missing, pending, self._progress):
                done[part.number] = part
                section_alone(edition, part, order.total, shelf)
                self.watch(order.section_done(job, part))
        except BaseException:
            shelf.stage.forget(shelf.now)
            raise
        voiced = [done[number] for number in sorted(done)]
        check_attention(order.engine, order.task.source.name, voiced)
        return voiced

    def _progress(self, job: Job) -> Progress:
        def tell(done: int, total: int) -> None:
            self.watch(events.UtteranceDone(job.slug, job.section.number, done, total))

        return tell

    def _edition(self, order: WorkOrder) -> Edition:
        picture = episode_picture(self.workspace, order.script, self.cover, self.watch)
        time = self.times[order.script.slug]
        return publication.edition(self.workspace, order.script, time, picture)

    def _complete(
        self, order: WorkOrder, edition: Edition, voiced: list[Voiced], shelf: OutputFolder
    ) -> None:
        """Assemble an episode, and publish it as soon as the feed may be written again."""
        made = episode.complete(self.workspace, order, edition, voiced, shelf)
        self.publisher.enter_published(order, edition, made)
        self.done.append(order.finished(made.episode["duration_ms"], voiced))
        self.watch(self.done[-1])
        self.publisher.publish_if_due()

    def _sections_only(
        self, order: WorkOrder, edition: Edition, voiced: list[Voiced], shelf: OutputFolder
    ) -> None:
        """Make single sections, to be heard while writing; the episode itself waits for a full build.

        If it is published, the feed of its sections is updated with their new lengths.
        """
        slug, publisher = order.script.slug, self.publisher
        alone = {part.number: section_alone(edition, part, order.total, shelf) for part in voiced}
        if made := publisher.state.made.get(slug):
            publisher.enter(slug, episode.with_sections(self.workspace, made, alone, shelf))
        elif publication.is_early(edition, publisher.now):
            publisher.hold_back([section.path for section in alone.values()])
        self.watch(events.sections_only(slug))

    def _finish(self, fresh: Sequence[str]) -> Report:
        if damaged := take_damaged():
            self.watch(events.damaged(damaged))
        publisher = self.publisher
        if lost := publisher.lost():
            self._fail("", feed_with_gaps(self.workspace, lost))
            publisher.withhold_feed()
        elif publisher.state.made or not self.failed:
            publisher.publish()
        held = publisher.held_back()
        return report(self.workspace, publisher.state, self.done, fresh, self.failed, held)

    def _fail(self, slug: str, error: Exception, file: str = "") -> None:
        """Report what stopped an episode; `file` is its script, where the error may not say so."""
        cause = str(error)  # before it is given the place of a script that is not to blame
        failure = faults.as_podcast_error(error, file)
        is_told = isinstance(error, PodcastError) and cause in self.causes
        self.causes.add(cause)
        self.failed.append(failure)
        self.watch(events.EpisodeFailed(slug, failure, is_told))
