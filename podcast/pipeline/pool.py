"""Sections spread over processors, here or on a cluster. The bytes are the same for any number of workers.

Processes and not threads: the offline voice's library keeps its state in globals. Workers are spawned, not
forked, because by then this process may hold threads and locks of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from podcast.errors import ClipError
from podcast.pipeline.section import Job, Progress, Voiced, voice

if TYPE_CHECKING:  # a build without workers does without these: 15 ms
    from concurrent.futures import Future

Submit: TypeAlias = "Callable[[Job], Future[Voiced]]"
Pending: TypeAlias = "Mapping[Future[Voiced], Job]"


def processors() -> int:
    """Processors this process may use, not those the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def workers(
    work: int, jobs: int = 0, limits: Sequence[int] = (), *, cluster: str = ""
) -> AbstractContextManager[Submit | None]:
    """Workers for `work` sections: as many as `jobs`, or as there are processors, or the cluster has.

    `limits` are what the engines bear at once. None where one would do the same at home. Raises
    InputError where there is no cluster at that address.
    """
    if cluster:
        most = [limit for limit in (jobs, *limits) if limit]
        return _far(cluster, min(most, default=0), work)
    return _near(min([jobs or processors(), *limits, work]))


@contextmanager
def _near(count: int) -> Iterator[Submit | None]:
    """`count` processes on this machine."""
    if count <= 1:
        yield None
        return
    from podcast.pipeline.hands import Hands

    hands = Hands(count)
    try:
        yield hands.submit
    finally:
        hands.end()


@contextmanager
def _far(address: str, most: int, work: int) -> Iterator[Submit | None]:
    """The workers of a cluster, at most `most` at once (0: all)."""
    if not work:
        yield None
        return
    from podcast.cluster import connect
    from podcast.pipeline.remote import Depot

    with connect(address) as executor:
        depot = Depot(executor, most)
        try:
            yield depot.submit
        finally:
            depot.close()


def hand_out(jobs: Sequence[Job], submit: Submit | None) -> Pending | None:
    """All jobs under way, the longest first, so that no worker is left with it alone; None without workers."""
    if submit is None:
        return None
    return {submit(job): job for job in sorted(jobs, key=lambda job: -job.weight)}


def collect(
    jobs: Sequence[Job], pending: Pending | None, progress: Callable[[Job], Progress]
) -> Iterator[tuple[Job, Voiced]]:
    """The sections as each is ready. Raises what voicing raised; the rest is called off.

    Where one sentence cannot go on air, the other sections are made first.
    """
    bad: list[ClipError] = []
    for job, make in _under_way(jobs, pending, progress):
        try:
            done = make()
        except ClipError as error:
            bad.append(error)
        else:
            yield job, done
    if bad:
        raise min(bad, key=lambda error: (error.file, error.line))


def _under_way(
    jobs: Sequence[Job], pending: Pending | None, progress: Callable[[Job], Progress]
) -> Iterator[tuple[Job, Callable[[], Voiced]]]:
    """Each job with what gives its section."""
    if pending is None:
        yield from ((job, partial(voice, job, progress(job))) for job in jobs)
        return
    from concurrent.futures import as_completed

    try:
        for future in as_completed(pending):
            yield pending[future], partial(_result, future, pending[future])
    finally:
        for future in pending:
            future.cancel()


def _result(future: Future[Voiced], job: Job) -> Voiced:
    """A section; where its worker was killed, by the system for want of memory, say, it is voiced here."""
    from concurrent.futures import BrokenExecutor

    try:
        return future.result()
    except BrokenExecutor:
        return voice(job)
