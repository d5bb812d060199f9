"""The build: in what order the steps come, what one episode's failure touches, what is published at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from podcast.engines import load
from podcast.errors import ClipError, EngineError, InputError, PodcastError
from podcast.model import Script
from podcast.pipeline import casting, events, freshness, identity, publication
from podcast.pipeline import state as states
from podcast.pipeline.assemble import Edition, Shelf, assemble, section_alone
from podcast.pipeline.covers import Picture, episode_picture, show_picture
from podcast.pipeline.freshness import Options, Task
from podcast.pipeline.pages import linked, preparation, write_episode_pages
from podcast.pipeline.planning import Order, order_for
from podcast.pipeline.pool import Pending, collect, hand_out, workers
from podcast.pipeline.publish import publish
from podcast.pipeline.report import Report, report
from podcast.pipeline.section import Job, Progress, Voiced
from podcast.pipeline.state import Made
from podcast.pipeline.workspace import KEPT_DAYS, Workspace, make_room, open_workspace


def build(root: Path, options: Options, watch: events.Watch) -> Report:
    """Make what is stale below `root`, then the feed.

    Raises InputError for what keeps any episode from being made; what concerns one script alone is in
    the report, and the others are made.
    """
    workspace = open_workspace(root, options.encoding)
    if options.voice:
        workspace, options = _read_by(workspace, options)
    make_room(workspace.audio)
    work = _Build(workspace, options, watch)
    try:
        return work.run()
    finally:  # an interrupted build has made something too
        work.keeper.end(work.state)


def _read_by(workspace: Workspace, options: Options) -> tuple[Workspace, Options]:
    """Workspace and options with the voice that was asked for as the show's own. Raises InputError."""
    engine = options.engine or workspace.show.engine
    known = freshness.PREFERRED[-1] if engine == freshness.AUTO else engine
    part = casting.named(workspace.show, options.voice, known, workspace.root)
    own = replace(workspace.show, engine=part.engine, voice=part.voice)
    return replace(workspace, show=own), replace(options, engine=part.engine)


class _Build:
    """One run. Holds what changes as episodes are done: the workspace's record, the state, the failures."""

    def __init__(self, workspace: Workspace, options: Options, watch: events.Watch) -> None:
        self.keeper = states.Keeper(workspace.audio, states.load(workspace.audio))
        self.workspace, self.state = publication.begun(workspace, self.keeper.kept, watch)
        self.options = options
        self.watch = watch
        self.made: list[str] = []
        self.failed: list[PodcastError] = []
        self.told = False
        self.prepare = preparation(workspace)
        self.now = dt.datetime.now(dt.UTC).replace(microsecond=0)

    def run(self) -> Report:
        tasks = freshness.examine(self.workspace, self.state, self.options)
        if not tasks:
            raise InputError(
                "there is no script yet; put an article there as .md or .txt",
                file=str(self.workspace.root / "script"),
            )
        self.workspace = identity.followed(self.workspace, tasks)
        for task in tasks:
            if task.error:
                self._fail(task.slug or task.source.name, task.error)
        self.state = publication.without_removed(self.workspace, self.state, self.watch)
        self._make([(task, task.script) for task in tasks if task.script])
        if self.made:
            self.workspace.cache.sweep(KEPT_DAYS)
        return self._finish([task.slug for task in tasks if task.is_fresh])

    def _make(self, tasks: Sequence[tuple[Task, Script]]) -> None:
        """Voice and assemble every stale episode. Sections of all of them share the workers."""
        orders = [order for task, script in tasks if (order := self._order(task, script))]
        missing = sum(len(order.missing) for order in orders)
        engines = {part.engine for order in orders for job in order.missing for part in job.parts}
        limits = [limit for name in engines if (limit := load(name).parallel)]
        asked = self.options
        with workers(missing, asked.jobs, limits, cluster=asked.cluster) as submit:
            handed = [(order, hand_out(order.missing, submit)) for order in orders]
            for order, pending in handed:
                self._episode(order, pending)

    def _order(self, task: Task, script: Script) -> Order | None:
        try:
            engine, again = self._engine(script.slug), script.slug in self.state.made
            return order_for(self.workspace, task, script, engine, self.options, again=again)
        except PodcastError as error:
            self._fail(script.slug, error)
            return None

    def _engine(self, slug: str) -> str:
        """The episode's engine. When `auto` must do without the better voice, that is said once."""
        settled = freshness.settled_engine(self.workspace, slug, self.options)
        engine = settled or freshness.first_to_answer(self.workspace)
        if not (settled or self.told or engine == freshness.PREFERRED[0]):
            offline = engine == freshness.PREFERRED[-1]
            self.watch(events.offline_voice(engine) if offline else events.chosen_voice(engine))
            self.told = True
        return engine

    def _episode(self, order: Order, pending: Pending | None) -> None:
        """One episode, start to end; its failure is its own."""
        try:
            edition = self._edition(order)  # its picture is made while the workers voice
            voiced = self._voiced(order, pending)
            if self.options.sections:
                self._sections_only(order, edition, voiced)
            else:
                self._assembled(order, edition, voiced)
        except (
            ClipError
        ) as error:  # one sentence: another voice for all of it is not what is wanted
            self._fail(order.script.slug, error)
        except EngineError as error:
            self._again(order, error)
        except PodcastError as error:
            self._fail(order.script.slug, error)

    def _again(self, order: Order, error: EngineError) -> None:
        """The offline voice, where nobody chose the one that failed and no listener has heard it yet."""
        slug, last = order.script.slug, freshness.PREFERRED[-1]
        if freshness.settled_engine(self.workspace, slug, self.options) or order.engine == last:
            self._fail(slug, error)
            return
        self.watch(events.change_of_voice(slug, error, last))
        other = order_for(self.workspace, order.task, order.script, last, self.options)
        self._episode(other, None)

    def _voiced(self, order: Order, pending: Pending | None) -> list[Voiced]:
        self.watch(order.started())
        done = {one.number: one for one in order.known}
        for job, one in collect(order.missing, pending, self._progress):
            done[one.number] = one
            self.watch(order.section_done(job, one))
        return [done[number] for number in sorted(done)]

    def _progress(self, job: Job) -> Progress:
        def tell(done: int, total: int) -> None:
            self.watch(events.UtteranceDone(job.slug, job.section.number, done, total))
            if done == total:  # the encoder, which comes now, leaves Python time for something else
                self.prepare()

        return tell

    @cached_property
    def cover(self) -> Picture:
        """The show's picture, made or read once a build."""
        return show_picture(self.workspace, self.watch)

    def _edition(self, order: Order) -> Edition:
        picture = episode_picture(self.workspace, order.script, self.cover, self.watch)
        return publication.edition(self.workspace, order.script, self.now, picture)

    def _assembled(self, order: Order, edition: Edition, voiced: list[Voiced]) -> None:
        order.check(voiced)
        slug = order.script.slug
        shelf = Shelf(self.workspace.audio, self.state.files_of(slug), {})
        episode = assemble(edition, voiced, shelf)
        write_episode_pages(self.workspace, episode, order.script, shelf)
        shelf.clear()
        made = Made(
            source=order.task.source.name,
            key=freshness.key_of(self.workspace, order.task.source, order.engine),
            engine=order.engine,
            files=shelf.now,
            episode=states.freeze(episode),
            unresolved=tuple(dict.fromkeys(one for part in voiced for one in part.unresolved)),
        )
        self.workspace = publication.entered(
            self.workspace, edition, order.engine, order.task.source.name
        )
        self.state = self.state.with_made(slug, made)
        self.keeper.grown(self.state)
        self.made.append(slug)
        self.watch(order.finished(episode.duration_ms, voiced))

    def _sections_only(self, order: Order, edition: Edition, voiced: list[Voiced]) -> None:
        """Single sections, to be heard while writing; the episode waits for a build of its own."""
        for one in voiced:
            section_alone(edition, one, order.total, self.workspace.audio)
        self.watch(events.sections_only(order.script.slug))

    def _fail(self, slug: str, error: PodcastError) -> None:
        self.failed.append(error)
        self.watch(events.EpisodeFailed(slug, error))

    def _finish(self, fresh: Sequence[str]) -> Report:
        key, held = publish(self.workspace, self.state, self.now)
        if key != self.state.feed or self.made:
            self.state = linked(self.workspace, self.state, held)
        self.state = replace(self.state, feed=key)
        return report(self.workspace, self.state, self.made, fresh, self.failed, held)
