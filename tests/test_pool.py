"""What the build's own process does while its workers voice."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import pytest

from podcast import threads
from podcast.pipeline import pool
from podcast.pipeline.pool import Pending, collect
from podcast.pipeline.workers import WorkerPool

SECTIONS = "long", "medium", "short"


def begun() -> Future[Any]:
    """A section that a worker has begun."""
    future: Future[Any] = Future()
    future.set_running_or_notify_cancel()
    return future


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is voiced by this process, and what else it does."""
    told: list[str] = []
    monkeypatch.setattr(pool, "voice", lambda job, progress: told.append(job.slug))
    return told


def run(told: list[str], futures: list[Future[Any]], *, here: bool = True) -> None:
    """Collect sections; those that workers have begun are ready once this process has prepared."""
    jobs: Any = [SimpleNamespace(slug=name) for name in SECTIONS[: len(futures)]]

    def prepare() -> None:
        told.append("prepared")
        for future in filter(Future.running, futures):
            future.set_result(None)

    pending = Pending(dict(zip(futures, jobs, strict=True)), here, prepare)
    found = [job.slug for job, _ in collect(jobs, pending, lambda job: lambda done, total: None)]
    assert sorted(found) == sorted(job.slug for job in jobs)


def test_it_prepares_before_the_last_section(told: list[str]) -> None:
    run(told, [Future(), Future(), Future()])
    assert told == ["long", "medium", "prepared", "short"]


def test_it_prepares_while_workers_voice_what_is_left(told: list[str]) -> None:
    run(told, [begun(), begun()])
    assert told == ["prepared"]


def test_where_workers_voice_alone_it_prepares_at_once(told: list[str]) -> None:
    run(told, [begun(), begun(), begun()], here=False)
    assert told == ["prepared"]


def test_a_pool_ends_where_no_more_threads_are_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a request that a worker is waiting for is not waited for without end."""

    def refused(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refused)
    stopped: list[str] = []
    busy: Any = SimpleNamespace(
        process=SimpleNamespace(kill=lambda: stopped.append("worker")),
        part=lambda: None,
        close=lambda: None,
    )
    crew = WorkerPool(1)
    crew.all.append(busy)
    crew.finish(0)
    assert stopped == ["worker"]


def test_a_section_without_a_thread_is_left_to_this_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where memory is short for a thread, none is begun, for it might die unseen."""
    monkeypatch.setattr(threads, "NEEDED", 1 << 62)
    crew, job = WorkerPool(1), cast("Any", None)
    with pytest.raises(BrokenExecutor, match="can't start new thread"):
        crew.submit(job).result(0)
    crew.end()
