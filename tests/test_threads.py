"""Threads: none is begun where memory is short for one, for Python would wait for it without end."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
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
    with speaking(lambda index: bytes([index]), range(9)) as say:
        assert [say(index) for index in (0, 1, 4)] == [b"\0", b"\1", b"\4"]


def said(asked: Sequence[int], order: Sequence[int]) -> list[int]:
    """The clips that are spoken if these are asked for, and `order` was foreseen."""
    spoken: list[int] = []

    def say(index: int) -> bytes:
        spoken.append(index)
        if index == 7:
            raise ValueError(index)
        return bytes([index])

    with speaking(say, order) as ahead:
        for index in asked:
            assert ahead(index) == bytes([index])
    return spoken


def test_what_is_foreseen_is_spoken_once_and_in_order() -> None:
    assert said([0, 2, 5, 6], [0, 2, 5, 6]) == [0, 2, 5, 6]


def test_only_so_many_are_spoken_ahead() -> None:
    for count in range(1, 6):
        spoken = said(range(count), range(200))
        assert spoken == list(range(len(spoken)))
        assert count <= len(spoken) <= count + AHEAD


def test_what_is_not_foreseen_is_spoken_too() -> None:
    """A passage whose gain has changed is made after all; a clip that was bad is spoken again."""
    assert sorted(said([3, 3, 1, 4, 0], [3, 4])) == [0, 1, 3, 3, 4]


def test_a_failure_is_raised_where_its_clip_is_asked_for() -> None:
    assert said([5, 6], range(5, 9))[:2] == [5, 6]
    with pytest.raises(ValueError, match="7"):
        said([5, 6, 7], range(5, 9))


def test_ctrl_c_does_not_wait_for_a_clip() -> None:
    """A slow voice may speak it for a minute."""
    begun, free = threading.Event(), threading.Event()

    def say(index: int) -> bytes:
        if index:
            begun.set()
            free.wait()
        return b"clip"

    def interrupted() -> None:
        with speaking(say, [0, 1]) as said:
            assert said(0) == b"clip"
            begun.wait()
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert not free.is_set()
    finally:
        free.set()
