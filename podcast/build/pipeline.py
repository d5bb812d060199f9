"""The build: which episodes are stale, in what order the steps come, what is published at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast.build import events, stale
from podcast.build import state as states
from podcast.build.episode import Edition, Shelf, assemble, section_alone
from podcast.build.order import Order, order_for
from podcast.build.pool import collect, submit, workers
from podcast.build.publish import feed_path, publish
from podcast.build.section import Job, Progress, Voiced
from podcast.build.stale import Options, Task
from podcast.build.state import Made
from podcast.build.studio import Studio, open_studio, published_path
from podcast.cache import write_if_changed
from podcast.engines import load
from podcast.errors import EngineError, InputError, OutputError, PodcastError
from podcast.model import Episode, Script
from podcast.published import Published, Record, assign, dump, episode_guid, with_episode


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `unresolved` are the readings that were guessed: (slug, written, spoken, rule)."""

    made: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    failed: tuple[PodcastError, ...] = ()
    held_back: tuple[Episode, ...] = ()
    unresolved: tuple[tuple[str, str, str, str], ...] = ()
    duration_ms: int = 0
    feed: Path | None = None
    base_url: str = ""
    audio: Path = field(default_factory=Path)


def build(root: Path, options: Options, watch: events.Watch) -> Report:
    """Make what is stale below `root`, then the feed.

    Raises InputError for what keeps any episode from being made; what concerns one script alone is in
    the report, and the others are made.
    """
    studio = open_studio(root, options.encoding)
    _make_room(studio.audio)
    return _Build(studio, options, watch).run()


def _make_room(audio: Path) -> None:
    try:
        audio.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            "this folder cannot be made ({reason}); make it, or make its parent writable",
            file=str(audio),
            reason=error.strerror,
        ) from error


class _Build:
    """One run. Holds what changes as episodes are done: the state, the published record, the failures."""

    def __init__(self, studio: Studio, options: Options, watch: events.Watch) -> None:
        self.studio = studio
        self.options = options
        self.watch = watch
        self.state = states.load(studio.audio)
        self.made: list[str] = []
        self.failed: list[PodcastError] = []
        self.now = dt.datetime.now(dt.UTC).replace(microsecond=0)

    def run(self) -> Report:
        tasks = stale.examine(self.studio, self.state, self.options)
        if not tasks:
            raise InputError(
                "there is no script yet; put an article there as .md or .txt",
                file=str(self.studio.root / "script"),
            )
        self._assign_guid()
        for task in tasks:
            if task.error:
                self._fail(task.slug or task.source.name, task.error)
        self._forget_removed()
        self._make([(task, task.script) for task in tasks if task.script])
        return self._finish([task for task in tasks if task.is_fresh])

    def _make(self, tasks: Sequence[tuple[Task, Script]]) -> None:
        """Voice and assemble every stale episode. Sections of all of them share the workers."""
        orders = [self._order(*task) for task in tasks]
        ready = [order for order in orders if order]
        missing = sum(len(order.missing) for order in ready)
        limit = min((load(order.engine).parallel or missing for order in ready), default=0)
        jobs = min(self.options.jobs or limit, limit)
        with workers(jobs, missing) as pool:
            handed = [(order, submit(order.missing, pool)) for order in ready]
            for order, pending in handed:
                self._episode(order, pending)

    def _order(self, task: Task, script: Script) -> Order | None:
        try:
            engine = stale.chosen_engine(self.studio, task.slug, self.options)
            return order_for(self.studio, task, script, engine, self.options)
        except PodcastError as error:
            self._fail(task.slug, error)
            return None

    def _episode(self, order: Order, pending: list[Future[Voiced]] | None) -> None:
        """One episode, start to end; its failure is its own."""
        try:
            voiced = self._voiced(order, pending)
            if self.options.sections:
                self._sections_only(order, voiced)
            else:
                self._assembled(order, voiced)
        except EngineError as error:
            other = self._second_choice(order)
            if other is None:
                self._fail(order.script.slug, error)
                return
            self.watch(_change_of_voice(order, other, error))
            self._episode(other, None)
        except PodcastError as error:
            self._fail(order.script.slug, error)

    def _second_choice(self, order: Order) -> Order | None:
        """The offline voice, where nobody chose the one that failed and no listener has heard it yet."""
        settled = stale.settled_engine(self.studio, order.script.slug, self.options)
        if settled or order.engine == stale.PREFERRED[-1]:
            return None
        last = stale.PREFERRED[-1]
        return order_for(self.studio, order.task, order.script, last, self.options)

    def _voiced(self, order: Order, pending: list[Future[Voiced]] | None) -> list[Voiced]:
        self.watch(order.started())
        done = {one.number: one for one in order.known}
        for job, one in zip(
            order.missing, collect(order.missing, pending, self._progress), strict=True
        ):
            done[one.number] = one
            said = len(one.take.texts)
            heading = job.section.heading
            self.watch(events.SectionDone(job.slug, one.number, heading, said, job.weight))
        return [done[number] for number in sorted(done)]

    def _progress(self, job: Job) -> Progress:
        def tell(done: int, total: int) -> None:
            self.watch(events.UtteranceDone(job.slug, job.section.number, done, total))

        return tell

    def _edition(self, order: Order) -> Edition:
        slug, script = order.script.slug, order.script
        known = self.studio.published.episodes.get(slug)
        guid = known.guid if known else episode_guid(self.studio.published.guid, slug)
        first = known.published if known else self.now
        when = dt.datetime.combine(script.date, dt.time(), dt.UTC) if script.date else first
        return Edition(self.studio.show, script, guid, when)

    def _assembled(self, order: Order, voiced: list[Voiced]) -> None:
        slug = order.script.slug
        before = self.state.made.get(slug)
        shelf = Shelf(self.studio.audio, before.files if before else {}, {})
        edition = self._edition(order)
        episode = assemble(edition, voiced, shelf)
        made = Made(
            source=order.task.source.name,
            key=stale.key_of(self.studio, order.task.source, order.engine),
            engine=order.engine,
            files=shelf.now,
            episode=states.freeze(episode),
            unresolved=tuple(dict.fromkeys(one for part in voiced for one in part.unresolved)),
        )
        self._record(edition, order.engine)
        self.state = self.state.with_made(slug, made)
        states.save(self.studio.audio, self.state)
        self.made.append(slug)
        self.watch(order.finished(episode.duration_ms, voiced))

    def _sections_only(self, order: Order, voiced: list[Voiced]) -> None:
        """Single sections, to be heard while writing; the episode waits for a build of its own."""
        edition = self._edition(order)
        for one in voiced:
            section_alone(edition, one, order.total, self.studio.audio)
        self.watch(
            events.note(
                "only the sections asked for were made; `podcast build {slug}` makes the episode",
                slug=order.script.slug,
            )
        )

    def _record(self, edition: Edition, engine: str) -> None:
        """Keep, outside `audio/`, what must not change when it is built again."""
        slug = edition.script.slug
        record = Record(
            slug=slug,
            guid=edition.guid,
            published=edition.published,
            engine=engine,
            voice=self.studio.show.voice.name,
            title=edition.script.title,
        )
        self._publish_record(with_episode(self.studio.published, record))

    def _assign_guid(self) -> None:
        show = self.studio.show
        known = self.studio.published
        self._publish_record(assign(known, feed_url=self.studio.feed_url, title=show.title))

    def _publish_record(self, published: Published) -> None:
        self.studio = replace(self.studio, published=published)
        write_if_changed(published_path(self.studio.root), dump(published).encode())

    def _forget_removed(self) -> None:
        """An episode whose script is gone leaves the feed; its files stay until the author removes them."""
        names = {source.name for source in self.studio.sources}
        kept = {slug: made for slug, made in self.state.made.items() if made.source in names}
        for slug in self.state.made.keys() - kept.keys():
            self.watch(
                events.note(
                    "“{slug}” has no script any more, so it leaves the feed; "
                    "its files stay in audio/ until you delete them",
                    slug=slug,
                )
            )
        self.state = replace(self.state, made=kept)

    def _fail(self, slug: str, error: PodcastError) -> None:
        self.failed.append(error)
        self.watch(events.EpisodeFailed(slug, error))

    def _finish(self, fresh: Sequence[Task]) -> Report:
        key, held = publish(self.studio, self.state, self.now.date())
        self.state = replace(self.state, feed=key)
        states.save(self.studio.audio, self.state)
        reused = tuple(task.slug for task in fresh)
        told = [self.state.made[slug] for slug in (*self.made, *reused)]
        return Report(
            made=tuple(self.made),
            reused=reused,
            failed=tuple(self.failed),
            held_back=held,
            unresolved=tuple(
                (slug, *one) for slug in self.made for one in self.state.made[slug].unresolved
            ),
            duration_ms=sum(made.episode["duration_ms"] for made in told),
            feed=feed_path(self.studio),
            base_url=self.studio.show.base_url,
            audio=self.studio.audio,
        )


def _change_of_voice(order: Order, other: Order, error: EngineError) -> events.Note:
    return events.note(
        "{slug}: {reason}; so the whole episode is voiced with {engine}",
        slug=order.script.slug,
        reason=error,
        engine=other.engine,
    )
