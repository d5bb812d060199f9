"""`podcast new`: a script of its own for a title, and the author's editor."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from podcast import cli, script
from podcast.errors import InputError
from podcast.pipeline.writing import day_of, editor, new_script

DAY = dt.date(2026, 5, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "script").mkdir()
    (tmp_path / "script/show.toml").write_text('title = "برنامج"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "title",
    [
        "حكاية القهوة",
        "1. البداية",
        "C# و*النجوم* [هنا](x)",
        "--- ؟",
        '"اقتباس": نص',
        "- شرطة",
        "a_b <b> & ~c~",
    ],
)
def test_the_title_is_the_episode_s_whatever_signs_are_in_it(root: Path, title: str) -> None:
    """Accepted by the script reader, once there is a line of text below it."""
    if title == "--- ؟":
        title = "--- لماذا؟"
    path = new_script(root, title, DAY)
    parsed = script.parse(path.read_text("utf-8") + "نص.\n", name=path.name)
    assert parsed.title == title
    assert parsed.date == DAY
    assert path.name.isascii()


def test_a_title_needs_no_quotes(root: Path) -> None:
    done = CliRunner().invoke(
        cli.podcast, ["-C", str(root), "new", "نشرة", "المساء", "--date", "2026-05-01", "--no-edit"]
    )
    assert done.exit_code == 0
    (path,) = (root / "script").glob("2026-05-01-*.md")
    assert path.read_text("utf-8") == "# نشرة المساء\n\n"


def test_no_script_is_written_over(root: Path) -> None:
    first, second = (new_script(root, "حكاية", DAY) for _ in range(2))
    assert first.name == "2026-05-01-hkaya.md" or first != second
    assert first.exists()
    assert second.stem == f"{first.stem}-2"


@pytest.mark.parametrize("title", ["", "  ", "؟!", "\x1b\n"])
def test_a_title_without_a_word_is_refused(root: Path, title: str) -> None:
    with pytest.raises(InputError):
        new_script(root, title, DAY)
    assert len(list((root / "script").iterdir())) == 1


def test_the_editor_is_a_program_and_its_options_and_never_a_shell(tmp_path: Path) -> None:
    """What a shell would run besides is an option like any other."""
    program = tmp_path / "my editor"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    found = editor({"EDITOR": f"'{program}' --wait ; rm -rf /", "PATH": os.environ["PATH"]})
    assert found == [str(program), "--wait", ";", "rm", "-rf", "/"]
    assert editor({}) is None
    assert editor({"VISUAL": sys.executable, "EDITOR": "nowhere"}) == [sys.executable]
    with pytest.raises(InputError, match="nowhere"):
        editor({"EDITOR": "nowhere -x"})


@pytest.mark.parametrize("written", ["2026-05-01", "1 مايو 2026", "2026/5/1"])
def test_a_day_as_front_matter_takes_it(written: str) -> None:
    assert day_of(written) == DAY


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("tomorrow", "“tomorrow” is not a date; write year-month-day, as in 2025-03-24"),
        ("2026-05-01 07:00", "write it into the front matter:  date: 2026-05-01 07:00"),
    ],
)
def test_what_is_no_day(written: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        day_of(written)
    assert str(caught.value).endswith(told)
