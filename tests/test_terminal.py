"""What is printed: nothing of it controls a terminal, and a closed stream harms nothing."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from podcast.cli import terminal
from podcast.cli.messages import error_sentence, tr
from podcast.cli.terminal import print_json, quoted, visible
from podcast.errors import InputError


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\r\nb\tc\x7f", "a␍ b c␡"),
        ("x\udcff.md", "x\ufffd.md"),
        ("نصّ عربي", "نصّ عربي"),
    ],
)
def test_control_codes_become_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible("a\nb\tc", lines=True) == "a\nb\tc"


def test_fields_and_places_are_one_line_each() -> None:
    """A file's name cannot make lines of its own."""
    error = InputError(
        "unknown key “{key}”; known keys: {known}", file="a\nb\x1b", key="\x1b", known=""
    )
    assert error_sentence(error) == "a b␛: unknown key “␛”; known keys: "
    assert tr("made: {slugs}", slugs="a\nb") == "made: a b"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream(tmp_path: Path, closed: str) -> None:
    """No traceback, and the exit code is that of the work."""
    (tmp_path / "script").mkdir()
    (tmp_path / "script/show.toml").write_text('title = "ع"\n', "utf-8")
    command = f"'{sys.executable}' -m podcast -C '{tmp_path}' list {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_is_printed_past_the_terminals_room() -> None:
    """Names and quoted text reach the terminal by `echo`, or by a table whose cells went through `visible`."""
    package = Path(terminal.__file__).parent.parent
    found = [
        f"{path.relative_to(package)}:{node.lineno}"
        for path in sorted(package.rglob("*.py"))
        if path != Path(terminal.__file__)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("click.echo", "click.secho", "print")
    ]
    assert found == []


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x07", "\x7f", "\x85", "\x9b", "\u202e", "\u202a", "\ud800"]
)
def test_json_holds_what_a_terminal_must_not_get(
    sign: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escaped, so that a program reads it as it is."""
    record = {"title": f"عنوان{sign}[31m", "lines": ["a\nb"]}
    print_json(record)
    printed = capsys.readouterr().out
    assert sign not in printed
    assert "عنوان" in printed
    assert json.loads(printed) == record


def test_a_quoted_text_turns_nothing_around() -> None:
    assert quoted("a\u2066b\u202ec\u2069\x1b") == "a\ufffdb\ufffdc\ufffd␛"
    told = error_sentence(
        InputError("“{key}” is none", file="x\u2067\u202e.md", key="\u2066\u202e")
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", told)
