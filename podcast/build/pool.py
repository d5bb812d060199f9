"""Sections spread over processors. Order in is order out, and the bytes are the same for any number of jobs.

Processes and not threads: the offline voice's library keeps its state in globals. Workers are spawned, not
forked, because by then this process may hold threads and locks of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager

from podcast.build.section import Job, Progress, Voiced, voice


def processors() -> int:
    """Processors this process may use, not those the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


@contextmanager
def workers(jobs: int, work: int) -> Iterator[Executor | None]:
    """At most `jobs` processes for `work` sections; None where one would do the same at home."""
    count = min(jobs, work)
    if count <= 1:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_deaf_to_interrupts)
    try:
        yield pool
    except BaseException:
        _stop(pool)
        raise
    pool.shutdown()


def _deaf_to_interrupts() -> None:
    """Ctrl-C is the parent's to answer; a worker that dies of it prints a traceback nobody asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers now. What they finished is in the cache; what they had not is made again."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def submit(jobs: Sequence[Job], pool: Executor | None) -> list[Future[Voiced]] | None:
    """Hand the jobs to the pool at once; None without a pool."""
    return None if pool is None else [pool.submit(voice, job) for job in jobs]


def collect(
    jobs: Sequence[Job],
    pending: list[Future[Voiced]] | None,
    progress: Callable[[Job], Progress],
) -> Iterator[Voiced]:
    """The sections in order, as each is ready. Raises what voicing raised; the rest is called off."""
    if pending is None:
        yield from (voice(job, progress(job)) for job in jobs)
        return
    try:
        for future in pending:
            yield future.result()
    finally:
        for future in pending:
            future.cancel()
