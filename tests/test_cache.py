"""Bytes by recipe, and files that are whole or not there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.cache import TEMPORARY, Cache, replacing, write_if_changed
from podcast.errors import OutputError


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "clips")


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(TEMPORARY)]


def test_bytes_are_made_once(cache: Cache) -> None:
    """The second asker is given what the first had made."""
    calls: list[int] = []

    def make() -> bytes:
        calls.append(1)
        return b"sound"

    first = cache.get("recipe", ".wav", make)
    assert cache.get("recipe", ".wav", make) == first
    assert first.read_bytes() == b"sound"
    assert len(calls) == 1


def test_another_recipe_is_another_file(cache: Cache) -> None:
    """So is another suffix."""
    paths = {cache.get(*key, lambda: b"x") for key in (("a", ".wav"), ("b", ".wav"), ("a", ".mp3"))}
    assert len(paths) == 3


def test_remake_makes_again(cache: Cache) -> None:
    cache.get("recipe", ".wav", lambda: b"old")
    assert cache.get("recipe", ".wav", lambda: b"new", remake=True).read_bytes() == b"new"


def test_a_failed_making_leaves_nothing(cache: Cache, tmp_path: Path) -> None:
    """The error passes through, the folder stays clean, the next try may succeed."""

    def make() -> bytes:
        raise RuntimeError("no voice")

    with pytest.raises(RuntimeError, match="no voice"):
        cache.get("recipe", ".wav", make)
    assert cache.find("recipe", ".wav") is None
    assert not leftovers(tmp_path)
    assert cache.get("recipe", ".wav", lambda: b"x").read_bytes() == b"x"


def test_an_empty_leftover_is_made_again(cache: Cache) -> None:
    """A file cut to nothing by a crash is no clip."""
    path = cache.get("recipe", ".wav", lambda: b"sound")
    path.write_bytes(b"")
    assert cache.get("recipe", ".wav", lambda: b"sound").read_bytes() == b"sound"


def test_sweep_takes_what_was_not_used(cache: Cache) -> None:
    """Looking at a file keeps it; one that no build has looked at for a month goes."""
    old, used = (cache.get(name, ".wav", lambda: b"x") for name in ("old", "used"))
    month = time.time() - 31 * 86_400
    for path in (old, used):
        os.utime(path, (month, month))
    assert cache.find("used", ".wav")
    assert cache.sweep(30) == 1
    assert not old.exists()
    assert used.exists()


def test_sweep_takes_what_a_killed_writer_left(cache: Cache) -> None:
    """After an hour: a younger one may still be in the making."""
    path = cache.get("recipe", ".wav", lambda: b"x")
    young, dead = (path.parent / f"{TEMPORARY}{name}" for name in ("young", "dead"))
    for part in (young, dead):
        part.write_bytes(b"half")
    os.utime(dead, (time.time() - 7200,) * 2)
    cache.sweep(30)
    assert young.exists()
    assert not dead.exists()


def test_replacing_is_all_or_nothing(tmp_path: Path) -> None:
    """An interrupt in the middle leaves the old file as it was."""
    path = tmp_path / "feed.xml"
    path.write_bytes(b"old")

    def interrupted() -> None:
        with replacing(path) as out:
            out.write(b"half of the n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"old"
    assert not leftovers(tmp_path)
    with replacing(path) as out:
        out.write(b"new")
    assert path.read_bytes() == b"new"


def test_permissions_are_the_ordinary_ones(tmp_path: Path) -> None:
    """A web server of another user must be able to read what is published."""
    ordinary, ours = tmp_path / "ordinary", tmp_path / "ours"
    ordinary.write_bytes(b"x")
    write_if_changed(ours, b"x")
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


def test_the_same_bytes_touch_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    assert write_if_changed(path, b"x")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"x")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"y")


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A file where a folder should be: the path, the reason, the way out."""
    (tmp_path / "audio").write_text("in the way")
    with pytest.raises(OutputError) as caught:
        write_if_changed(tmp_path / "audio" / "feed.xml", b"x")
    assert "feed.xml" in str(caught.value)
    assert "writable" in str(caught.value)


def test_two_processes_may_make_the_same(cache: Cache, tmp_path: Path) -> None:
    """Both succeed, one file stands, nothing is left over."""
    code = (
        "import sys; from pathlib import Path; from podcast.cache import Cache\n"
        "for n in range(200):\n"
        f"    Cache(Path({str(cache.folder)!r})).get(f'r{{n}}', '.wav', lambda: b'x' * 5000)\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    files = [path for path in cache.folder.rglob("*") if path.is_file()]
    assert len(files) == 200
    assert {path.stat().st_size for path in files} == {5000}


@given(st.text(max_size=200))
def test_any_recipe_has_a_safe_place(recipe: str) -> None:
    """Whatever a recipe holds, the path stays below the folder."""
    path = Cache(Path("clips")).path(recipe, ".wav")
    assert path.parts[0] == "clips"
    assert len(path.parts) == 3
