"""The cache: made once, completely or not at all, safe among processes, swept by last use."""

from __future__ import annotations

import errno
import hashlib
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.cache import DAY, Cache, replacing, take_damaged, write_if_changed
from podcast.errors import OutputError


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "audio" / ".clips")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def fail() -> bytes:
    raise AssertionError("it was made already")


def days_ago(path: Path, days: float) -> None:
    path.write_bytes(path.read_bytes())
    set_time(path, path.stat().st_mtime - days * DAY)


def set_time(path: Path, then: float) -> None:
    os.utime(path, (then, then))


def write_and(path: Path, error: type[BaseException]) -> None:
    with replacing(path) as out:
        out.write(b"half")
        raise error


def write_to_a_full_disk(path: Path) -> None:
    with replacing(path) as out:
        with Path("/dev/full").open("wb", buffering=0) as full:
            os.dup2(full.fileno(), out.fileno())
        out.write(b"x" * 100_000)


# Made once


def test_what_is_made_is_kept(cache: Cache) -> None:
    """The second time nothing is made, and the same file comes back."""
    path = cache.get("recipe", ".mp3", lambda: b"sound")
    assert path.read_bytes() == b"sound"
    assert cache.get("recipe", ".mp3", fail) == path
    assert files(cache.folder) == [path]


def test_a_name_is_the_hash_of_the_recipe(cache: Cache) -> None:
    """SHA-256, its first two digits as folder, so that no folder grows too big; then that of the content."""
    path = cache.get("abc", ".wav", lambda: b"x")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    content = hashlib.sha256(b"x").hexdigest()[:32]
    assert path == cache.folder / digest[:2] / f"{digest[2:]}.{content}.wav"


DAMAGE: dict[str, Callable[[Path], object]] = {
    "flipped": lambda path: path.write_bytes(b"xounc"),
    "cut": lambda path: path.write_bytes(b"sou"),
    "emptied": lambda path: path.write_bytes(b""),
    "longer": lambda path: path.write_bytes(b"sound and more"),
    "gone": Path.unlink,
    "a folder": lambda path: (path.unlink(), path.mkdir(), (path / "in").touch()),
    "a pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "a link": lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
    "a bucket that is a link": lambda path: (
        path.parent.rename(path.parent.with_name("other")),
        path.parent.symlink_to(path.parent.with_name("other")),
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_made_again_and_told(
    cache: Cache, damage: Callable[[Path], object]
) -> None:
    path = cache.get("a", ".mp3", lambda: b"sound")
    take_damaged()
    damage(path)
    again = cache.get("a", ".mp3", lambda: b"sound")
    assert (again, again.read_bytes(), again.parent.is_symlink()) == (path, b"sound", False)
    assert set(take_damaged()) <= {path}
    assert cache.get("a", ".mp3", fail) == path
    assert take_damaged() == ()


def test_recipe_and_suffix_make_the_difference(cache: Cache) -> None:
    """Another recipe, or another kind of file of the same one, is another file."""
    paths = {
        cache.get(recipe, suffix, lambda: b"x")
        for recipe in ("", "a", "ا", "اَ")
        for suffix in (".mp3", ".json")
    }
    assert len(paths) == 8


def test_find_makes_nothing(cache: Cache) -> None:
    """Asking leaves no trace, not even a folder."""
    assert cache.find("a", ".mp3") is None
    assert not cache.folder.exists()
    path = cache.get("a", ".mp3", lambda: b"x")
    assert cache.find("a", ".mp3") == path


def test_remake_makes_it_again(cache: Cache) -> None:
    """What --force is made of."""
    cache.get("a", ".mp3", lambda: b"old")
    assert cache.get("a", ".mp3", lambda: b"new", remake=True).read_bytes() == b"new"
    assert len(files(cache.folder)) == 1


def test_an_empty_leftover_is_made_again(cache: Cache) -> None:
    """What a crash of the machine leaves of a file that was not yet on the disk."""
    path = cache.get("a", ".mp3", lambda: b"x")
    path.write_bytes(b"")
    assert cache.find("a", ".mp3") is None
    assert cache.get("a", ".mp3", lambda: b"again").read_bytes() == b"again"


def test_a_broken_off_write_is_never_found(cache: Cache) -> None:
    """The leftover of a killed build has a name of its own and blocks nothing."""
    path = cache.path("a", ".mp3")
    path.parent.mkdir(parents=True)
    (path.parent / ".0123.part").write_bytes(b"half")
    assert cache.get("a", ".mp3", lambda: b"whole").read_bytes() == b"whole"


def test_a_failing_maker_leaves_nothing(cache: Cache) -> None:
    """Its own error comes through, and the next call makes it again."""

    def broken() -> bytes:
        raise KeyError("no voice")

    with pytest.raises(KeyError):
        cache.get("a", ".mp3", broken)
    assert not files(cache.folder.parent)
    assert cache.get("a", ".mp3", lambda: b"x").read_bytes() == b"x"


@given(recipe=st.text(), data=st.binary(min_size=1, max_size=200))
@settings(deadline=None, max_examples=40)
def test_any_recipe_keeps_any_bytes(
    tmp_path_factory: pytest.TempPathFactory, recipe: str, data: bytes
) -> None:
    """Whatever the recipe says, what comes out is what went in."""
    cache = Cache(tmp_path_factory.mktemp("cache"))
    assert cache.get(recipe, ".bin", lambda: data).read_bytes() == data
    assert cache.get(recipe, ".bin", fail).read_bytes() == data


# Among processes


def make_all(folder: str, mark: int) -> list[bytes]:
    """What one of several processes sees of twenty recipes they all make."""

    def make() -> bytes:
        time.sleep(0.002)
        return bytes([mark]) * 50_000

    return [Cache(Path(folder)).get(f"r{n}", ".bin", make).read_bytes() for n in range(20)]


def test_processes_may_make_the_same_thing_at_once(cache: Cache) -> None:
    """Each sees complete files of one maker, and from then on every reader gets the same content."""
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        work = [(str(cache.folder), mark) for mark in (1, 2, 3)]
        seen = pool.starmap(make_all, work)
    assert all(len(set(data)) == 1 and len(data) == 50_000 for one in seen for data in one)
    found = [cache.find(f"r{n}", ".bin") for n in range(20)]
    assert None not in found
    assert found == [cache.get(f"r{n}", ".bin", fail) for n in range(20)]


def test_what_is_replaced_while_it_is_being_read(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process keeps a newer file between finding and reading; nothing is damaged by that."""
    found = cache.get("r", ".bin", lambda: b"old")
    read = Path.read_bytes

    def read_late(path: Path) -> bytes:
        if path == found:
            Cache(cache.folder).get("r", ".bin", lambda: b"new", remake=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_late)
    take_damaged()
    kept = cache.read("r", ".bin")
    assert kept
    assert kept[1] == b"new"
    cache.set_aside(found)
    assert take_damaged() == ()
    kept[0].unlink()
    assert cache.read("r", ".bin") is None


def test_neither_of_two_that_finish_at_once_deletes_the_others_file(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each replaces what stood before it, not what came meanwhile, so one is always left."""
    old = cache.get("r", ".bin", lambda: b"old")
    replace = Path.replace

    def replace_late(path: Path, target: Path) -> Path:
        if target.name.startswith("."):  # not yet sealed
            return replace(path, target)
        monkeypatch.setattr(Path, "replace", replace)
        Cache(cache.folder).get("r", ".bin", lambda: b"two", remake=True)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", replace_late)
    cache.get("r", ".bin", lambda: b"one", remake=True)
    assert sorted(path.read_bytes() for path in files(cache.folder)) == [b"one", b"two"]
    assert not old.exists()
    cache.get("r", ".bin", lambda: b"three", remake=True)
    assert [path.read_bytes() for path in files(cache.folder)] == [b"three"]


def test_a_killed_process_leaves_nothing_half_written(tmp_path: Path) -> None:
    """Killed in the middle of a write, without a chance to clean up: the old content remains."""
    target = tmp_path / "episode.mp3"
    target.write_bytes(b"old")
    code = (
        "import os, signal, sys; from pathlib import Path; from podcast.cache import replacing\n"
        f"with replacing(Path({str(target)!r})) as out:\n"
        "    out.write(b'new' * 100_000); out.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"


# Swept by last use


def test_sweep_removes_what_was_long_not_used(cache: Cache) -> None:
    """A use counts, however it came about; the count is reported."""
    for name in "abc":
        days_ago(cache.get(name, ".mp3", lambda: b"x"), 40)
    cache.get("d", ".mp3", lambda: b"x")
    cache.find("a", ".mp3")
    cache.get("b", ".mp3", fail)
    assert cache.sweep(30) == 1
    assert [name for name in "abcd" if cache.find(name, ".mp3")] == ["a", "b", "d"]
    assert cache.sweep(30) == 0


def test_sweep_spares_what_a_running_build_has_found(cache: Cache) -> None:
    """However eager the sweep, what was used today and yesterday stays."""
    path = cache.get("a", ".mp3", lambda: b"x")
    days_ago(path, 0.99)  # not marked again within a day
    assert cache.find("a", ".mp3")
    assert cache.sweep(0) == 0
    days_ago(path, 1.9)
    assert cache.sweep(-5) == 0
    assert path.exists()


def test_sweep_removes_leftovers_of_killed_builds(cache: Cache) -> None:
    """But not the ones of a build that may still be writing."""
    folder = cache.get("a", ".mp3", lambda: b"x").parent
    old, young = folder / ".old.part", folder / ".young.part"
    old.write_bytes(b"")
    young.write_bytes(b"")
    days_ago(old, 1.1)
    assert cache.sweep(365) == 1
    assert (old.exists(), young.exists()) == (False, True)


def test_sweep_counts_days_by_the_clock_that_dates_the_files(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of a network drive may be far from this machine's: what was just made is not old."""
    path = cache.get("a", ".mp3", lambda: b"x")
    there = time.time()
    monkeypatch.setattr(time, "time", lambda: there + 400 * DAY)
    assert cache.sweep(60) == 0
    days_ago(path, 61)
    assert cache.sweep(60) == 1


def test_sweep_of_nothing(cache: Cache) -> None:
    """No cache, nothing to do; strangers' files beside it are not looked at."""
    assert cache.sweep(30) == 0
    cache.folder.mkdir(parents=True)
    stranger = cache.folder / "README"
    stranger.write_text("mine")
    days_ago(stranger, 400)
    assert cache.sweep(30) == 0
    assert stranger.exists()


def test_use_is_marked_once_a_day(cache: Cache) -> None:
    """Reading a cache a hundred times does not write to the disk a hundred times."""
    path = cache.get("a", ".mp3", lambda: b"x")
    set_time(path, time.time() - 0.5 * DAY)
    before = path.stat().st_mtime_ns
    cache.find("a", ".mp3")
    assert path.stat().st_mtime_ns == before
    set_time(path, time.time() - 1.5 * DAY)
    cache.find("a", ".mp3")
    assert path.stat().st_mtime_ns > before


# Files moved into place


def test_replacing_writes_a_file_with_its_folders(tmp_path: Path) -> None:
    """The content is there at the end of the block and not before."""
    target = tmp_path / "mistral" / "01.mp3"
    with replacing(target) as out:
        out.write(b"so")
        out.write(b"und")
        assert not target.exists()
        assert len(files(tmp_path)) == 1
        assert files(tmp_path)[0].parent == target.parent, "a move within one folder is atomic"
    assert target.read_bytes() == b"sound"
    assert files(tmp_path) == [target]


def test_replacing_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    """Whoever has the old file open reads it to its end."""
    target = tmp_path / "feed.xml"
    target.write_bytes(b"old")
    with target.open("rb") as reader:
        with replacing(target) as out:
            out.write(b"new")
        assert reader.read() == b"old"
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError, GeneratorExit])
def test_whatever_goes_wrong_leaves_the_old_file_alone(
    tmp_path: Path, error: type[BaseException]
) -> None:
    """Ctrl-C is no different from an error: the old file stays, and nothing else."""
    target = tmp_path / "feed.xml"
    target.write_bytes(b"old")
    with pytest.raises(error):
        write_and(target, error)
    assert target.read_bytes() == b"old"
    assert files(tmp_path) == [target]


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    """What is published must be readable by a web server, as far as the umask allows."""
    before = os.umask(0o022)
    try:
        for umask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
            os.umask(umask)
            with replacing(tmp_path / "x") as out:
                out.write(b"x")
            assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode
    finally:
        os.umask(before)


def test_a_long_name_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    """A name as long as a file system allows has a temporary one all the same."""
    target = tmp_path / ("n" * 251 + ".mp3")
    with replacing(target) as out:
        out.write(b"x")
    assert target.read_bytes() == b"x"


def test_write_if_changed_touches_nothing_without_need(tmp_path: Path) -> None:
    """Same bytes: not even the time of the file changes, so nothing is uploaded again."""
    target = tmp_path / "deep" / "feed.xml"
    assert write_if_changed(target, b"one")
    days_ago(target, 3)
    before = target.stat()
    assert not write_if_changed(target, b"one")
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_if_changed(target, b"two")  # of the same length
    assert write_if_changed(target, b"")
    assert not write_if_changed(target, b"")
    assert target.read_bytes() == b""


# What can go wrong


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """The sentence names the file that could not be written, the reason and the way out."""
    (tmp_path / "audio").write_text("a file")
    with pytest.raises(OutputError) as caught:
        write_if_changed(tmp_path / "audio" / "feed.xml", b"x")
    assert str(caught.value).startswith(f"{tmp_path}/audio/feed.xml: this file cannot be written (")
    assert "check" in str(caught.value)
    assert caught.value.exit_code == 1


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    """The move fails, and the temporary file is gone."""
    (tmp_path / "feed.xml" / "inner").mkdir(parents=True)
    with pytest.raises(OutputError, match="directory"), replacing(tmp_path / "feed.xml") as out:
        out.write(b"x")
    assert not files(tmp_path)


def test_permission_denied_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in a sentence, for the cache too; made up, because permissions do not bind root."""

    def denied(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(OutputError, match="Permission denied"):
        Cache(tmp_path / "audio" / "c").get("a", ".mp3", lambda: b"x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full to be full")
def test_a_full_disk(tmp_path: Path) -> None:
    """The device's own error, raised by write or close, is reported as what it is."""
    target = tmp_path / "feed.xml"
    target.write_bytes(b"old")
    with pytest.raises(OutputError, match="the disk is full"):
        write_to_a_full_disk(target)
    assert target.read_bytes() == b"old"
    assert files(tmp_path) == [target]


def test_somebody_elses_error_is_not_taken_for_ours(tmp_path: Path) -> None:
    """A file that the caller reads meanwhile and that is missing is not a failure to write."""
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "feed.xml") as out:
        out.write((tmp_path / "missing.mp3").read_bytes())
    assert not files(tmp_path)
