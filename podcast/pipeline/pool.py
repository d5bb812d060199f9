"""Spreads sections over processors, here or on a cluster. The bytes are the same for any number of workers.

Processes rather than threads, because the library of the offline voice keeps its state in globals. They are
copies of this one where that is safe (see `copying`), which load little of their own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from podcast.engines import load
from podcast.errors import ClipError
from podcast.pipeline.copying import Copy, copied, is_safe
from podcast.pipeline.job import Job
from podcast.pipeline.section import Progress, Voiced, rehearse, share_to_voice, voice
from podcast.pipeline.unreadable import error_of
from podcast.structs import Frozen

if TYPE_CHECKING:  # saves 15 ms in a build without workers
    from concurrent.futures import Future

    from podcast.pipeline.workers import WorkerPool

Submit: TypeAlias = "Callable[[Job], Future[Voiced]]"


class Workers(Frozen):
    """Other processes that voice sections, and whether this process does so beside them."""

    submit: Submit
    processes: int
    """How many there are, with this one if it is among them; 0: as many as the cluster has."""
    here: bool


class Pending(Frozen):
    """Submitted jobs, longest first, and whether those that no worker has begun are voiced `here`.

    This process will `prepare` what it needs once all are done.
    """

    jobs: Mapping[Future[Voiced], Job]
    here: bool
    prepare: Callable[[], object]


def processors() -> int:
    """How many processors this process may use, which may be fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


WORTH, WORTH_COPYING = 1_000, 500
"""How many letters, of all sections together, are worth one process more with a voice as fast as espeak.

A thousand take 0.85 s of CPU time. To start a process takes 0.4 s, to make a copy of this one and to load the
models in it 0.2 s. To share fewer letters would save less waiting than that.
"""


def workers(
    work: Sequence[Job],
    asked: int = 0,
    limits: Sequence[int] = (),
    *,
    cluster: str = "",
    meanwhile: Callable[[], object] | None = None,
) -> AbstractContextManager[Workers | None]:
    """Workers for sections: as many as `asked` for, or one for each processor, or those of the cluster.

    `limits` are the engines' limits on concurrent sections. Without any, the work is the processors' own, and
    this process is one of the workers. Yields None if a single worker would be no gain. `meanwhile` may be done
    by a copy of this process while this one loads what voicing needs.
    Raises InputError if there is no cluster at that address.
    """
    if cluster:
        most = [limit for limit in (asked, *limits) if limit]
        return _far(cluster, min(most, default=0), len(work))
    if limits:
        return _near(work, min([asked or processors(), *limits, len(work)]), meanwhile, here=False)
    count = min(asked or min(processors(), _worth(work)), len(work))
    return _near(work, count, meanwhile, here=True)


def _worth(work: Sequence[Job]) -> int:
    """How many processes the sections are worth; any number, if a voice is so slow that clips are kept."""
    if any(load(part.engine).keeps_clips for job in work for part in job.parts):
        return len(work)
    letters = int(sum(job.weight * share_to_voice(job) for job in work))
    return 1 + letters // (WORTH_COPYING if is_safe() else WORTH)


@contextmanager
def _near(
    work: Sequence[Job], count: int, meanwhile: Callable[[], object] | None, *, here: bool
) -> Iterator[Workers | None]:
    """`count` processes on this machine, of which this one is the last if sections are voiced `here` too."""
    if count <= 1:
        if work and meanwhile and is_safe() and (aside := _load(work, meanwhile)):
            aside.wait()
        yield None
        return
    from podcast.pipeline.workers import WorkerPool

    pool = _copies(work, count - here, meanwhile) if is_safe() else WorkerPool(count - here)
    try:
        yield Workers(pool.submit, count, here)
    except BaseException:  # the author does not want to wait
        pool.end()
        raise
    pool.finish()


def _copies(work: Sequence[Job], count: int, meanwhile: Callable[[], object] | None) -> WorkerPool:
    """A pool of copies of this process, made once it has loaded what they all need."""
    from podcast.pipeline.workers import WorkerPool

    aside = _load(work, meanwhile)
    pool = WorkerPool(count, copies=True)
    if aside:
        aside.wait()
    return pool


def _load(work: Sequence[Job], meanwhile: Callable[[], object] | None) -> Copy | None:
    """Load what voicing needs, while a copy of this process, if there can be one, does what else there is."""
    aside = None
    if meanwhile:
        with suppress(OSError):  # then it is done when it is needed
            aside = copied(lambda *_: meanwhile())
    rehearse(min(work, key=lambda job: job.weight))
    return aside


@contextmanager
def _far(address: str, most: int, work: int) -> Iterator[Workers | None]:
    """The workers of a cluster, at most `most` at once (0: all)."""
    if not work:
        yield None
        return
    from podcast.cluster import connect
    from podcast.pipeline.remote import Depot

    with connect(address) as executor:
        depot = Depot(executor, most)
        try:
            yield Workers(depot.submit, most, here=False)
        finally:
            depot.close()


def submit_all(
    jobs: Sequence[Job], crew: Workers | None, prepare: Callable[[], object]
) -> Pending | None:
    """Submit all jobs, longest first, so that none is left over at the end; None without workers."""
    if crew is None:
        return None
    ordered = sorted(jobs, key=lambda job: -job.weight)
    return Pending({crew.submit(job): job for job in ordered}, crew.here, prepare)


def collect(
    jobs: Sequence[Job], pending: Pending | None, progress: Callable[[Job], Progress]
) -> Iterator[tuple[Job, Voiced]]:
    """Yield the sections as they are ready. Raises what voicing raised as a PodcastError, and cancels the rest.

    After a ClipError the other sections are made first.
    """
    bad: list[ClipError] = []
    for job, make in _under_way(jobs, pending, progress):
        try:
            done = make()
        except ClipError as error:
            bad.append(error)
        except Exception as error:
            raise error_of(job, error) from error
        else:
            yield job, done
    if bad:
        raise min(bad, key=lambda error: (error.file, error.line))


def _under_way(
    jobs: Sequence[Job], pending: Pending | None, progress: Callable[[Job], Progress]
) -> Iterator[tuple[Job, Callable[[], Voiced]]]:
    """Each job with a function that returns its section."""
    if pending is None:
        yield from ((job, partial(voice, job, progress(job))) for job in jobs)
        return
    from concurrent.futures import FIRST_COMPLETED, wait

    left, is_prepared = dict(pending.jobs), False
    try:
        while left:
            if not is_prepared and (not pending.here or _is_last(left)):
                pending.prepare()
                is_prepared = True
            mine = next((one for one in left if one.cancel()), None) if pending.here else None
            if mine:
                job = left.pop(mine)
                yield job, partial(voice, job, progress(job))
            done = wait(left, 0 if mine else None, FIRST_COMPLETED).done
            yield from ((job, partial(_result, one, job)) for one in done if (job := left.pop(one)))
    finally:
        for future in left:
            future.cancel()


def _is_last(left: Iterable[Future[Voiced]]) -> bool:
    """Whether at most one section has not been begun.

    Before this process takes that one, it does what else it has to do. If a worker is free by then and takes
    it, both end at about the same time; if none is, nothing is lost.
    """
    waiting = (one for one in left if not (one.running() or one.done()))
    return len(list(islice(waiting, 2))) < 2


def _result(future: Future[Voiced], job: Job) -> Voiced:
    """The section; if its worker was killed, for instance by the out-of-memory killer, it is voiced here."""
    from concurrent.futures import BrokenExecutor

    try:
        return future.result()
    except BrokenExecutor:
        return voice(job)
