"""A pool of worker processes that voice sections, each behind two pipes, none of which outlives its parent.

They are copies of this process where it can be copied, and otherwise start afresh.

The standard library's pool leaves workers and semaphores behind when its process is killed. Here each worker
reads its jobs in a thread: when its pipe closes, which happens however the parent ended, the worker exits at
once, in the middle of its work.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Lock
from typing import IO, TYPE_CHECKING, BinaryIO, TypeAlias
from weakref import WeakSet

from podcast import cache
from podcast.errors import PodcastError
from podcast.pipeline import clips
from podcast.pipeline.copying import Copy, copied
from podcast.pipeline.job import Job
from podcast.pipeline.section import Voiced, voice
from podcast.pipeline.unreadable import error_of
from podcast.threads import check_room, started

if TYPE_CHECKING:
    from pathlib import Path

Answer: TypeAlias = "tuple[Voiced | PodcastError, tuple[Path, ...]]"
"""A section or the error, and the damaged files found in the cache."""

_Process: TypeAlias = "subprocess.Popen[bytes] | Copy"

PATIENCE = 60.0
"""Seconds that an answer to a running request is waited for, once a build fails: few take a tenth of it."""

_WORK = "from podcast.pipeline.workers import work; work()"

_pools: WeakSet[WorkerPool] = WeakSet()


class WorkerPool:
    """The worker processes on this machine: copies of this one, or others, started as jobs come in."""

    def __init__(self, count: int, *, copies: bool = False) -> None:
        self.threads = ThreadPoolExecutor(count)
        self.idle: SimpleQueue[_Worker | None] = SimpleQueue()
        self.all: list[_Worker] = []
        self.given: list[Future[Voiced]] = []
        self.over = False
        for _ in range(count):  # before there are threads
            self.idle.put(self._copy() if copies else None)
        _pools.add(self)

    def submit(self, job: Job) -> Future[Voiced]:
        """A future of the section. It fails with what voicing raised, or BrokenExecutor if the worker died, or
        where there can be no thread to wait for it."""
        try:
            check_room()
            given = self.threads.submit(self._do, job)
        except RuntimeError as error:
            given = Future()
            given.set_exception(BrokenExecutor(str(error)))
        self.given.append(given)
        return given

    def _do(self, job: Job) -> Voiced:
        worker = self.idle.get()
        try:
            if self.over:
                raise EOFError
            worker = worker or self._started(_spawned())
            return worker.do(job)
        except (EOFError, OSError, pickle.UnpicklingError) as error:  # it was killed
            worker = None
            raise BrokenExecutor from error
        finally:
            self.idle.put(worker)

    def _started(self, process: _Process) -> _Worker:
        worker = _Worker(process)
        self.all.append(worker)
        return worker

    def _copy(self) -> _Worker | None:
        """A copy of this process; None if the system allows none now, and one is started when there is work."""
        try:
            return self._started(copied(self._copied))
        except OSError:
            return None

    def _copied(self, jobs: BinaryIO, answers: BinaryIO) -> None:
        """The life of a copy. While it held their pipes, the workers before it would outlive their parent."""
        for worker in self.all:
            worker.release()
        cache.take_damaged()  # the parent tells of them
        serve(jobs, answers)

    def finish(self, seconds: float = PATIENCE) -> None:
        """Stop all workers after the request to a voice each of them is waiting for: it may have been paid for.

        What it brings is in the cache then. Whoever takes longer than `seconds` is stopped.
        """
        self.over = True
        self.threads.shutdown(wait=False, cancel_futures=True)
        for worker in self.all:
            worker.part()
        # Without a timer: where memory is short, a new thread may die before it tells that it has begun.
        wait([job for job in self.given if not job.cancelled()], seconds)
        self.end()

    def _kill(self) -> None:
        for worker in self.all:
            worker.process.kill()

    def end(self) -> None:
        """Stop all workers now. Finished sections are in the cache; unfinished ones will be made again."""
        self.over = True
        self.threads.shutdown(wait=False, cancel_futures=True)
        self._kill()
        self.threads.shutdown()
        for worker in self.all:
            worker.close()


def _spawned() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-c", _WORK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        process_group=None if os.name == "nt" else 0,
    )


class _Worker:
    """One worker and its pipes, in a process group of its own so that only the parent handles Ctrl-C."""

    def __init__(self, process: _Process) -> None:
        self.process = process
        self._speaking = Lock()
        self._is_busy = False

    def part(self) -> None:
        """Ask a worker at work to end after its request; one that has nothing to do is stopped."""
        with self._speaking, suppress(EOFError, OSError):
            if not self._is_busy:
                self.process.kill()
                return
            into, _ = self._pipes()
            pickle.dump(None, into)
            into.flush()

    def do(self, job: Job) -> Voiced:
        """Have a section voiced. Raises what voicing raised, and EOFError or OSError if the worker died."""
        into, out = self._pipes()
        with self._speaking:
            pickle.dump(job, into)
            into.flush()
            self._is_busy = True
        answer, damaged = pickle.load(out)  # noqa: S301 - of our own worker
        self._is_busy = False
        cache.tell_damaged(damaged)
        if isinstance(answer, PodcastError):
            raise answer
        return answer  # type: ignore[no-any-return]

    def close(self) -> None:
        """Release the pipes of a worker that has ended."""
        self.release()
        self.process.wait()

    def release(self) -> None:
        """Close its pipes."""
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        into, out = self.process.stdin, self.process.stdout
        if into is None or out is None:
            raise EOFError
        return into, out


def stop_all() -> None:
    """Stop the workers of a build in another thread, for which the process would otherwise wait at exit."""
    for pool in list(_pools):
        for worker in list(pool.all):
            worker.process.kill()


def work() -> None:
    """The life of a worker that is no copy. Libraries' output goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Main loop of the worker: read a job, answer it, read the next.

    Few of its objects are garbage before it ends, as in `cli.run`: looking for it this seldom saves 7 % of the
    CPU time of reading.
    """
    gc.set_threshold(250_000, 20, 20)
    jobs: SimpleQueue[Job] = SimpleQueue()
    try:
        started(partial(_read, asked, jobs))
    except RuntimeError:  # the parent sees that it is gone, and voices the section itself
        return
    for answer in _answers(jobs):
        with suppress(BrokenPipeError):
            pickle.dump(answer, answers)
            answers.flush()


def _read(asked: BinaryIO, jobs: SimpleQueue[Job]) -> None:
    """Queue jobs as they arrive; None forbids further requests. Exit the process when the pipe closes."""
    try:
        while True:
            job = pickle.load(asked)  # noqa: S301 - of our own parent
            if job is None:
                clips.STOP.set()
            else:
                jobs.put(job)
    except Exception:  # noqa: BLE001 - the end of the pipe, wherever in a job it comes
        os._exit(0)


def _answers(jobs: SimpleQueue[Job]) -> Iterator[Answer]:
    while True:
        job = jobs.get()
        try:
            yield voice(job), cache.take_damaged()
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent reports it
            yield error_of(job, error), cache.take_damaged()
