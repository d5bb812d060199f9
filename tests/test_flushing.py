"""What a build stages is on the disk before it is published."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from threading import Event

import pytest

from podcast.errors import OutputError
from podcast.pipeline import flushing
from podcast.pipeline.flushing import Flusher
from podcast.pipeline.stage import Stage
from podcast.threads import started


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files flushed so far, by name."""
    names: list[str] = []
    monkeypatch.setattr(flushing, "flush", lambda path: names.append(path.name))
    return names


def test_each_file_is_flushed_once(tmp_path: Path, flushed: list[str]) -> None:
    flusher = Flusher()
    for name in "ab":
        flusher.begin(tmp_path / name)
    flusher.end([tmp_path / name for name in "abc"])
    assert sorted(flushed) == ["a", "b", "c"], "c, which nobody had begun, with the others"
    flusher.end([tmp_path / "a"])
    assert flushed[3:] == ["a"], "what was written for another step may be another file"


def test_of_a_file_written_twice_the_later_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several threads flush: that of the earlier file may be the last to end."""
    begun, may_fail = Event(), Event()
    failures = [OSError(errno.EIO, os.strerror(errno.EIO))]

    def flush(_: Path) -> None:
        if failures:
            error = failures.pop()
            begun.set()
            may_fail.wait()
            raise error

    monkeypatch.setattr(flushing, "flush", flush)
    flusher = Flusher()
    flusher.begin(tmp_path / "a")
    begun.wait()
    flusher.begin(tmp_path / "a")
    may_fail.set()
    flusher.end([tmp_path / "a"])


def test_a_thread_that_ctrl_c_left_unknown_does_not_hold_up_the_end(
    tmp_path: Path, flushed: list[str]
) -> None:
    """It takes the word to end that a known thread is waiting for."""
    flusher = Flusher()
    for _ in range(3):
        started(flusher._run)
    flusher.begin(tmp_path / "a")
    stopping = started(flusher.stop)
    stopping.join(30)
    assert not stopping.is_alive()
    flusher.begin(tmp_path / "b")
    flusher.end([tmp_path / "b"])
    assert "b" in flushed


def test_a_file_that_is_gone_is_not_missed(tmp_path: Path) -> None:
    flusher = Flusher()
    flusher.begin(tmp_path / "moved")
    flusher.end([])
    flusher.begin(tmp_path / "moved")
    with pytest.raises(FileNotFoundError):
        flusher.end([tmp_path / "moved"])


def test_a_disk_that_fails_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system tells of it only once: to whoever flushes first."""
    failures = [OSError(errno.EIO, os.strerror(errno.EIO))]

    def failing(_: int) -> None:
        if failures:
            raise failures.pop()

    monkeypatch.setattr(os, "fsync", failing)
    stage = Stage(tmp_path)
    stage.put("a.mp3", lambda out: out.write(b"a"))
    with pytest.raises(OutputError):
        stage.commit()
    assert not (tmp_path / "a.mp3").exists()
