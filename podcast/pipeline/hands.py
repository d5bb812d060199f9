"""Processes that voice sections: as many as are wanted, each at two pipes, and none that outlives us.

The standard library's pool leaves its workers behind when its process is killed, and its semaphores with them.
Here a worker reads in a thread what it is to do: when there is nobody any more who could write it, which the
system tells however that one ended, the worker ends too, in the middle of what it does.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, TypeAlias
from weakref import WeakSet

from podcast import cache
from podcast.pipeline.section import Job, Voiced, voice

if TYPE_CHECKING:
    from pathlib import Path

Answer: TypeAlias = "tuple[Voiced | Exception, tuple[Path, ...]]"
"""A section or why there is none, and where damaged files of the cache were found."""

_WORK = "from podcast.pipeline.hands import work; work()"

_everyone: WeakSet[Hands] = WeakSet()


class Hands:
    """Workers on this machine. They are started as work comes; a job whose worker is killed is broken."""

    def __init__(self, count: int) -> None:
        self.threads = ThreadPoolExecutor(count)
        self.idle: SimpleQueue[_Hand | None] = SimpleQueue()
        self.all: list[_Hand] = []
        self.over = False
        for _ in range(count):
            self.idle.put(None)
        _everyone.add(self)

    def submit(self, job: Job) -> Future[Voiced]:
        """The section, once it is voiced. Its failure is what voicing raised, or BrokenExecutor."""
        return self.threads.submit(self._do, job)

    def _do(self, job: Job) -> Voiced:
        hand = self.idle.get()
        try:
            hand = hand or self._started()
            return hand.do(job)
        except (EOFError, OSError, pickle.UnpicklingError) as error:  # it was killed
            hand = None
            raise BrokenExecutor from error
        finally:
            self.idle.put(hand)

    def _started(self) -> _Hand:
        if self.over:
            raise EOFError
        hand = _Hand()
        self.all.append(hand)
        return hand

    def end(self) -> None:
        """All workers end now. What they finished is in the cache; what they had not is made again."""
        self.over = True
        self.threads.shutdown(wait=False, cancel_futures=True)
        for hand in self.all:
            hand.process.kill()
        self.threads.shutdown()
        for hand in self.all:
            hand.close()


class _Hand:
    """One worker and the pipes to it. In a process group of its own: Ctrl-C is its parent's to answer."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-c", _WORK],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            process_group=None if os.name == "nt" else 0,
        )

    def do(self, job: Job) -> Voiced:
        """A section voiced. Raises what voicing raised there, and EOFError or OSError where it was killed."""
        into, out = self._pipes()
        pickle.dump(job, into)
        into.flush()
        answer, damaged = pickle.load(out)  # noqa: S301 - of our own worker
        cache.tell_damaged(damaged)
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    def close(self) -> None:
        """After its end."""
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()
        self.process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        into, out = self.process.stdin, self.process.stdout
        if into is None or out is None:
            raise EOFError
        return into, out


def call_off() -> None:
    """End the workers of a build in another thread: who leaves now would wait for them."""
    for hands in list(_everyone):
        for hand in list(hands.all):
            hand.process.kill()


def work() -> None:
    """In the worker: a job, its answer, the next one. What libraries print goes where errors go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs: SimpleQueue[Job] = SimpleQueue()
    Thread(target=_read, args=(jobs,), daemon=True).start()
    for answer in _answers(jobs):
        with suppress(BrokenPipeError):
            pickle.dump(answer, answers)
            answers.flush()


def _read(jobs: SimpleQueue[Job]) -> None:
    """Jobs as they come. Where none can come any more, the process ends."""
    try:
        while True:
            jobs.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - of our own parent
    except Exception:  # noqa: BLE001 - the end of the pipe, wherever in a job it comes
        os._exit(0)


def _answers(jobs: SimpleQueue[Job]) -> Iterator[Answer]:
    while True:
        job = jobs.get()
        try:
            yield voice(job), cache.take_damaged()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told over there
            yield error, cache.take_damaged()
