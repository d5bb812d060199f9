"""A build on a cluster: a real scheduler and real workers, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier, Lock

import fakes
import pytest
from workspace_tools import Root, root_at

from podcast.cache import Cache
from podcast.errors import EngineError, InputError
from podcast.pipeline import freshness, remote, section
from podcast.pipeline.events import Event, SectionDone
from podcast.pipeline.freshness import Options
from podcast.pipeline.job import Job
from podcast.pipeline.planning import order_for
from podcast.pipeline.run import build
from podcast.pipeline.section import recall
from podcast.pipeline.workspace import open_workspace
from podcast.structs import replace

SECTIONS = 8
SCRIPT = "# حلقة\n" + "".join(
    f"\n## الباب {n}\n\nهذه الجملة الأولى من الباب. وهذه جملة {n} منه.\n" for n in range(SECTIONS)
)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def started(*words: str, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A `dask` process with a home of its own; what it says goes to a file there."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
            env={**os.environ, "HOME": str(home)},
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(home: Path) -> Iterator[str]:
    """Its address, once it listens; it finds a free port by itself."""
    told = home / "scheduler" / "where.json"
    words = ("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with started(*words, "--scheduler-file", str(told), home=told.parent) as process:
        yield address_in(told, process)


def address_in(told: Path, process: subprocess.Popen[bytes]) -> str:
    """Where the scheduler is, as it writes to a file."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError, ValueError):  # not there yet, or half of it
            return str(json.loads(told.read_text())["address"])
        time.sleep(0.02)
    raise AssertionError((told.parent / "log").read_text())


@contextmanager
def worker(address: str, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    words = ("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    with started(*words, "--local-directory", str(home), home=home) as process:
        yield process


@pytest.fixture
def tones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fakes.install(tmp_path / "installed", monkeypatch)
    monkeypatch.setenv(
        "HOME", str(tmp_path / "home")
    )  # a worker in this process has its cache there
    remote._workbench.cache_clear()
    return tmp_path


def a_root(path: Path) -> Root:
    root = root_at(path)
    root.write("2025-03-01-first.md", SCRIPT)
    return root


def jobs_of(root: Root) -> list[Job]:
    workspace = open_workspace(root.path)
    (task,) = freshness.examine(workspace, freshness.State(), Options())
    assert task.script
    return list(order_for(workspace, task, task.script, "tones", Options()).missing)


def test_a_killed_worker_loses_nothing(tones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Halfway through, one of two workers is killed: every section arrives, byte for byte as in a local
    build."""
    at_home = a_root(tones / "at-home")
    at_home.build()
    monkeypatch.setenv("TONES_SECONDS", "0.05")
    away = a_root(tones / "away")
    with (
        scheduler(tones) as address,
        worker(address, tones / "one"),
        worker(address, tones / "two") as victim,
    ):
        done: list[int] = []

        def watch(event: Event) -> None:
            if isinstance(event, SectionDone):
                done.append(event.number)
                if len(done) == 2:
                    victim.kill()

        report = build(away.path, Options(cluster=address), watch)
    assert not report.failed
    assert sorted(done) == list(range(1, SECTIONS + 1))
    assert away.digests() == at_home.digests()
    assert not list((tones / "two" / ".cache").rglob("*.mp3")), "a worker keeps no sections"
    away.build()
    assert not away.of(SectionDone), "what the cluster made is in the cache at home"


def test_a_worker_reports_the_error_a_local_build_reports(tones: Path) -> None:
    """An engine's error crosses the network intact, with its place and its remedy."""
    root = a_root(tones / "root")
    root.write("2025-03-02-bad.md", f"# ثانية\n\n{fakes.FAILS_ON}.\n")
    with scheduler(tones) as address, worker(address, tones / "one"):
        report = build(root.path, Options(cluster=address), lambda event: None)
    assert report.made == ("first",)
    assert [str(error) for error in report.failed] == ["the tones voice cannot say “تعطل”"]


def test_no_cluster_and_no_worker_are_sentences(
    tones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_root(tones / "root")
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    monkeypatch.setattr("podcast.cluster.ARRIVAL", 1)
    for address in (nowhere, "nonsense", "ftp://127.0.0.1:1"):
        monkeypatch.setattr("podcast.cluster.ANSWER", 1)
        with pytest.raises(InputError, match=re.escape(f"no cluster answers at {address};")):
            build(root.path, Options(cluster=address), lambda event: None)
    monkeypatch.setattr("podcast.cluster.ANSWER", 30)  # a busy machine is slow to start one
    with scheduler(tones) as address, pytest.raises(InputError, match="has no worker; start some"):
        build(root.path, Options(cluster=address), lambda event: None)
    assert not (root.audio / "feed.xml").exists()


def test_nothing_to_voice_asks_no_cluster(tones: Path) -> None:
    root = a_root(tones / "root")
    root.build()
    assert build(root.path, Options(cluster="tcp://127.0.0.1:9"), lambda event: None).reused


def test_a_lost_scheduler_is_a_sentence(tones: Path) -> None:
    """Each section that did not arrive is reported by its place."""
    here = remote.Depot(_Gone(), 0)
    futures = [here.submit(job) for job in jobs_of(a_root(tones / "root"))]
    errors = [future.exception(timeout=60) for future in futures]
    here.close()
    assert all(isinstance(error, EngineError) for error in errors)
    assert "the cluster lost section 1 of “first” (gone)" in str(errors[0])


class _Gone(Executor):
    """An executor whose cluster is gone."""

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        future.set_exception(ConnectionError("gone"))
        return future


def test_another_version_on_a_worker_is_refused(tones: Path) -> None:
    """Its reading rules, or its voice, would give other bytes than the recipe promises."""
    root = a_root(tones / "root")
    job = jobs_of(root)[0]
    with pytest.raises(EngineError, match="another version"):
        remote.render(replace(job, reading="older rules"))
    parcel = remote.render(job)
    with pytest.raises(EngineError, match="another version"):
        remote.received(job, replace(parcel, key="as another version of the voice names it"))


def test_a_parcel_is_as_good_as_a_section_made_here(tones: Path) -> None:
    root = a_root(tones / "root")
    job = jobs_of(root)[0]
    assert recall(job) is None
    came = remote.received(job, remote.render(job))
    known = recall(job)
    assert came.made
    assert known == replace(came, made=False)


def test_an_equal_section_may_be_sent_from_the_same_machine(
    tones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its worker takes what both have made out of the machine's cache, so it is made again."""
    job = jobs_of(a_root(tones / "root"))[0]
    others: list[remote.Parcel] = []
    voice = section.voice

    def voice_late(here: Job) -> section.Voiced:
        voiced = voice(here)
        monkeypatch.setattr(section, "voice", voice)
        others.append(remote.render(job))
        return voiced

    monkeypatch.setattr(section, "voice", voice_late)
    assert remote.render(job) == others[0]


def test_a_take_left_by_a_killed_worker_is_not_sent(tones: Path) -> None:
    """Of several takes in the machine's cache, that goes which the facts are true of."""
    job = jobs_of(a_root(tones / "root"))[0]
    first = remote.render(job)
    left = Cache(Path.home() / ".cache/rawi")
    for number in range(8):
        with left.filling(first.key, section.FRAMES) as filling:
            filling.out.write(bytes([number]))
    assert remote.render(job) == first
    assert remote.received(job, first).key == first.key


@pytest.mark.parametrize(("most", "seen"), [(1, 1), (2, 2), (0, 4)])
def test_an_online_voice_is_not_asked_by_more_than_it_bears(
    tones: Path, most: int, seen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many workers the cluster has."""
    running, peak, lock, together = 0, 0, Lock(), Barrier(seen)

    def render(job: Job) -> remote.Parcel:
        nonlocal running, peak
        with lock:
            running += 1
            peak = max(peak, running)
        together.wait(60)
        with lock:
            running -= 1
        return real(job)

    real = remote.render
    monkeypatch.setattr(remote, "render", render)
    root = a_root(tones / "root")
    with ThreadPoolExecutor(4) as pool:
        depot = remote.Depot(pool, most)
        futures = [depot.submit(job) for job in jobs_of(root)]
        numbers = [one.result(60).number for one in futures]
        depot.close()
    assert numbers == list(range(1, SECTIONS + 1))
    assert peak == seen


def test_a_section_called_off_is_not_sent(tones: Path) -> None:
    root = a_root(tones / "root")
    first, second, third = jobs_of(root)[:3]
    with ThreadPoolExecutor(1) as pool:
        depot = remote.Depot(pool, 1)
        futures = [depot.submit(job) for job in (first, second, third)]
        assert futures[1].cancel()
        assert futures[0].result(10).number == 1
        assert futures[2].result(10).number == 3
        depot.close()
    assert recall(second) is None
