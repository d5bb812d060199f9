"""Files are written completely or not at all: what is there before, during and after."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from podcast.formats.files import PARTIAL, is_about, replacing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, data: bytes, error: BaseException | None = None, **how: bool) -> None:
    with replacing(path, **how) as out:
        out.write(data)
        if error:
            raise error


def test_what_was_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folders" / "file"
    write(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert names(path.parent) == ["file"]


def test_until_the_end_the_old_file_stands(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with replacing(path) as out:
        out.write(b"new")
        out.flush()
        assert path.read_bytes() == b"old"
        assert [name.endswith(PARTIAL) for name in names(tmp_path)] == [True, False]
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("error", [OSError("x"), ValueError("x"), KeyboardInterrupt()])
def test_whatever_goes_wrong_leaves_the_old_file_and_no_trace(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(type(error)):
        write(path, b"half", error)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize(("keep", "mode"), [(True, 0o640), (False, 0o644)])
def test_permissions_are_kept_where_asked_for(tmp_path: Path, keep: bool, mode: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    before = os.umask(0o022)
    try:
        write(path, b"new", keep_mode=keep)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_no_permissions_to_keep(tmp_path: Path) -> None:
    write(tmp_path / "file", b"new", keep_mode=True)
    assert names(tmp_path) == ["file"]


def test_a_folder_in_the_way_is_an_error_about_this_path(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.mkdir()
    with pytest.raises(OSError, match="file") as caught:
        write(path, b"x")
    assert is_about(caught.value, path)
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize(
    ("filename", "ours"),
    [
        (None, True),
        ("/a/b/file", True),
        ("/a/b/.0f0f.part", True),
        (b"/a/b/.0f0f.part", True),
        ("/a/b", True),
        ("/a", True),
        ("/a/b/other", False),
        ("/a/c/.0f0f.part", False),
        ("/elsewhere", False),
    ],
)
def test_an_error_tells_whose_it_is(filename: str | bytes | None, ours: bool) -> None:
    error = OSError(2, "no", filename)
    assert is_about(error, Path("/a/b/file")) is ours
