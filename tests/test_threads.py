"""Threads: none is begun where memory is short for one, for Python would wait for it without end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from types import SimpleNamespace
from typing import Any

import pytest
from audio_tools import speech, wav

from podcast import sound, threads
from podcast.engines.online import within
from podcast.pipeline.ahead import AHEAD, speaking
from podcast.pipeline.remote import Depot
from podcast.pools import Threads

SHORT = "can't start new thread"


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Too little memory for any thread; none is begun."""
    before = threading.active_count()
    monkeypatch.setattr(threads, "NEEDED", 1 << 62)
    yield
    assert threading.active_count() == before


@pytest.mark.usefixtures("_short")
def test_a_pool_refuses() -> None:
    with Threads(2) as pool, pytest.raises(RuntimeError, match=SHORT):
        pool.submit(print)


@pytest.mark.usefixtures("_short")
def test_encoding_ends() -> None:
    class Out:
        def write(self, data: bytes) -> int:
            return len(data)

    out: Any = Out()
    with pytest.raises(RuntimeError, match=SHORT):
        sound.record([wav(speech(0.2))], ".wav", [300], out)


@pytest.mark.usefixtures("_short")
def test_a_service_is_not_waited_for() -> None:
    with pytest.raises(RuntimeError, match=SHORT):
        within(60, str)


@pytest.mark.usefixtures("_short")
def test_a_section_from_afar_that_cannot_be_written_is_voiced_here() -> None:
    class Far(Executor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            done: Future[Any] = Future()
            done.set_result(None)
            return done

    job: Any = SimpleNamespace()
    depot = Depot(Far(), 1)
    with pytest.raises(BrokenExecutor, match=SHORT):
        depot.submit(job).result(0)
    depot.close()


@pytest.mark.usefixtures("_short")
def test_clips_are_spoken_without_a_thread() -> None:
    with speaking(lambda index: bytes([index]), 9) as say:
        assert [say(index) for index in (0, 1, 4)] == [b"\0", b"\1", b"\4"]


def said(asked: list[int], count: int = 9) -> list[int]:
    """The clips that are spoken, in order, if these are asked for."""
    spoken: list[int] = []

    def say(index: int) -> bytes:
        spoken.append(index)
        if index == 7:
            raise ValueError(index)
        return bytes([index])

    with speaking(say, count) as ahead:
        for index in asked:
            assert ahead(index) == bytes([index])
    return spoken


def test_clips_are_spoken_ahead_in_order_and_once() -> None:
    """All that is asked for, and at most so many more."""
    for count in range(1, 8):
        spoken = said(list(range(count)))
        assert spoken == list(range(len(spoken)))
        assert count <= len(spoken) <= count + AHEAD


def test_a_clip_asked_for_alone_is_spoken_alone() -> None:
    assert said([5]) == [5]
    assert said([2, 5, 1]) == [2, 5, 1]


def test_a_failure_is_raised_where_its_clip_is_asked_for() -> None:
    assert said([4, 5, 6])[:3] == [4, 5, 6]
    with pytest.raises(ValueError, match="7"):
        said([5, 6, 7])
