"""Sections voiced on other machines: sent out as jobs, returned as parcels, put into the local cache.

A worker needs the same version of the program and nothing else: no shared disk, none of the author's files.
It has a cache of its own, so that it asks an online voice for a clip only once, however often it is needed.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import cache, partial
from pathlib import Path
from threading import Lock

from podcast.cache import Cache
from podcast.errors import EngineError, PodcastError
from podcast.pipeline import section
from podcast.pipeline.job import Job
from podcast.pipeline.section import Voiced
from podcast.pipeline.utterances import PLAN, plan_recipe
from podcast.pipeline.workspace import KEPT_DAYS, reading_fingerprint
from podcast.pools import Threads
from podcast.structs import Frozen, replace


class Parcel(Frozen):
    """A finished section as the bytes of its cache entries; `key` identifies its sound."""

    key: str
    plan: bytes
    facts: bytes
    mp3: bytes


def render(job: Job) -> Parcel:
    """On the worker: voice the section. Raises EngineError or OutputError."""
    if job.reading != reading_fingerprint():
        raise _other_version()
    here = replace(job, cache=_workbench())
    while (parcel := _packed(here, section.voice(here))) is None:
        pass
    return parcel


def _packed(job: Job, voiced: Voiced) -> Parcel | None:
    """The parcel, taken out of the worker's cache: the sender keeps it, and only clips are worth keeping here.

    None if another worker of this machine has just sent an equal section and taken it out, or put its own take
    in the place of this one.
    """
    cache = Cache(job.cache)
    made = (
        cache.read(plan_recipe(job), PLAN),
        cache.read(voiced.key, section.FACTS),
        cache.read(voiced.key, section.FRAMES, voiced.mp3.name),
    )
    latest = cache.path(section.latest_recipe(job), section.PASSAGES)
    for path in (*(kept[0] for kept in made if kept), latest):
        path.unlink(missing_ok=True)
    plan, facts, frames = made
    if not (plan and facts and frames) or section.take_of(facts[1]) != voiced.mp3.name:
        return None
    return Parcel(voiced.key, plan[1], facts[1], frames[1])


@cache
def _workbench() -> Path:
    """The worker's own cache, swept once per process."""
    folder = Path.home() / ".cache" / "rawi"
    Cache(folder).sweep(KEPT_DAYS)
    return folder


def received(job: Job, parcel: Parcel) -> Voiced:
    """At the sender: put the parcel into the cache, as if made here. Raises EngineError or OutputError."""
    cache = Cache(job.cache)
    cache.get(plan_recipe(job), PLAN, lambda: parcel.plan, remake=True)
    cache.get(parcel.key, section.FACTS, lambda: parcel.facts, remake=True)
    with cache.filling(parcel.key, section.FRAMES) as filling:
        filling.out.write(parcel.mp3)
    voiced = section.recall(replace(job, remake=False))
    if voiced is None or voiced.key != parcel.key:
        raise _other_version()
    return replace(voiced, made=True)


def _other_version() -> EngineError:
    return EngineError(
        "the cluster's workers have another version of the program or of a voice; "
        "install on all of them what is installed here"
    )


class Depot:
    """Sends jobs and receives parcels, at most `most` at once (0: no limit), as online voices may require.

    One thread writes the parcels as they arrive, so only those being written are in memory.
    """

    def __init__(self, executor: Executor, most: int) -> None:
        self.executor = executor
        self.most = most
        self.writer = Threads(1)
        self.lock = Lock()
        self.waiting: deque[tuple[Job, Future[Voiced]]] = deque()
        self.running = 0

    def submit(self, job: Job) -> Future[Voiced]:
        """A future of the section. It fails with EngineError or OutputError."""
        promised: Future[Voiced] = Future()
        self.waiting.append((job, promised))
        self._send()
        return promised

    def close(self) -> None:
        """Stop sending jobs."""
        self.waiting.clear()
        self.writer.shutdown(cancel_futures=True)

    def _send(self) -> None:
        # A future may be done at once and call back from here, so the lock must not be held.
        while following := self._next():
            job, promised = following
            sent = self.executor.submit(render, job)
            sent.add_done_callback(partial(self._arrived, job, promised))

    def _next(self) -> tuple[Job, Future[Voiced]] | None:
        with self.lock:
            while self.waiting and not 0 < self.most <= self.running:
                job, promised = self.waiting.popleft()
                if promised.set_running_or_notify_cancel():
                    self.running += 1
                    return job, promised
            return None

    def _arrived(self, job: Job, promised: Future[Voiced], sent: Future[Parcel]) -> None:
        with self.lock:
            self.running -= 1
        try:
            self.writer.submit(_unpack, job, promised, sent)
        except RuntimeError as error:
            # Either no thread can be had, or all was closed meanwhile and nobody waits for it.
            promised.set_exception(BrokenExecutor(str(error)))
            return
        self._send()


def _unpack(job: Job, promised: Future[Voiced], sent: Future[Parcel]) -> None:
    try:
        promised.set_result(received(job, sent.result()))
    except PodcastError as error:
        promised.set_exception(error)
    except Exception as error:  # noqa: BLE001 - whatever happened far away is told in a sentence
        promised.set_exception(_lost(job, error))


def _lost(job: Job, error: Exception) -> EngineError:
    lost = EngineError(
        "the cluster lost section {number} of “{slug}” ({reason}); what is finished is kept: build again",
        number=job.section.number,
        slug=job.slug,
        reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
    )
    lost.__cause__ = error
    return lost
