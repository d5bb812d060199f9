"""What a program may call, as docs/api.md promises it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner
from conftest import need_module
from workspace_tools import root_at

import podcast
from podcast import cli
from podcast.arabic.numbers import cardinal
from podcast.arabic.text.letters import bare
from podcast.errors import InputError
from podcast.pipeline.report import Report
from podcast.structs import field_names

TEXT = "في عام 2024 باع د. أحمد 12 كتابًا.\nانتهى"


def test_importing_costs_nothing() -> None:
    """Neither rooms nor libraries are loaded before a function is called."""
    program = (
        "import sys, podcast; print(*sorted(n for n in sys.modules if n.startswith('podcast')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["podcast", "podcast.arabic", "podcast.version"]
    heavy = "import sys, podcast; print(*({'msgspec', 'json', 'tomllib'} & set(sys.modules)))"
    alone = "import sys; print(*({'msgspec', 'json', 'tomllib'} & set(sys.modules)))"
    loaded = [
        subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True)
        for one in (heavy, alone)
    ]
    assert loaded[0].stdout == loaded[1].stdout


def test_the_first_program_of_the_page_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From an empty folder to a page; and each call gives what its comment says."""
    text = (Path(__file__).parent.parent / "docs/api.md").read_text("utf-8")
    shell, program = re.findall(r"```(?:sh|python)\n(.*?)```", text, re.DOTALL)[:2]
    monkeypatch.chdir(tmp_path)
    typed = shlex.split(shell.splitlines()[0], comments=True)
    assert CliRunner().invoke(cli.podcast, typed[1:]).exit_code == 0
    exec(compile(program, "docs/api.md", "exec"), {"__name__": "__main__"})
    assert "('welcome',)" in capsys.readouterr().out
    assert (tmp_path / "my-show/audio/index.html").is_file()
    promised = re.findall(r"^(podcast\.\w+\(.*\))  # (.+)$", program, re.MULTILINE)
    assert len(promised) == 3
    for call, result in promised:
        assert str(eval(call, {"podcast": podcast})) == result


def test_the_last_program_of_the_page_needs_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (Path(__file__).parent.parent / "docs/api.md").read_text("utf-8")
    program = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[-1]
    monkeypatch.chdir(tmp_path)
    fakes.install(tmp_path / "engine", monkeypatch)
    quick = program.replace("espeak", "tones")
    exec(compile(quick, "docs/api.md", "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out.strip() == program.split("  # ")[-1].strip()
    (named,) = re.findall(r"\| of a `Report` \| \|\n.*?\n\n", text, re.DOTALL)
    fields = re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", named, re.MULTILINE)))
    assert set(fields) <= set(field_names(Report))
    assert len(fields) > 6


def test_the_spoken_form_is_the_one_of_a_reading() -> None:
    said = podcast.spoken_form(TEXT)
    assert said == podcast.arabic.read(TEXT).spoken == podcast.arabic.spoken_form(TEXT)
    assert bare(said) == "في عام ألفين وأربعة وعشرين باع الدكتور أحمد اثني عشر كتابا. انتهى"


def test_controls_do_what_they_do_in_a_script() -> None:
    text = "نموذج GPT<!--say: جي--> <!--skip-->لا<!--/skip--> هنا <!-- ملاحظة -->"
    assert podcast.spoken_form(text) == "نموذج جي هنا"
    with pytest.raises(InputError):
        podcast.spoken_form("نص <!--skip--> لا نهاية له")


def test_marks_and_sounds_are_of_the_same_words() -> None:
    """Fully marked, one blank between words, a word of IPA for each."""
    need_module("piper")
    marked = podcast.diacritized(TEXT)
    assert bare(marked).replace(".", "") == bare(podcast.spoken_form(TEXT)).replace(".", "")
    assert marked == " ".join(marked.split())
    assert all(bare(word) != word for word in marked.split())
    sounds = podcast.phonemes(TEXT)
    assert len(sounds) == len(marked.split())
    assert sounds[:2] == ["fiː", "ˈʕaːmi"]


@pytest.mark.parametrize("call", [podcast.spoken_form, podcast.diacritized, podcast.phonemes])
def test_nothing_to_say_is_nothing(call: object) -> None:
    assert not call("")  # type: ignore[operator]
    assert not call(" \n 😀 ")  # type: ignore[operator]


def test_numbers_keep_their_name() -> None:
    assert bare(cardinal(18, gender="f", case="obl")) == "ثماني عشرة".replace("ي ", " ")


def test_a_build_by_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All by keyword arguments, with events as it goes; the report says what was made."""
    fakes.install(tmp_path / "engine", monkeypatch)
    root = root_at(tmp_path / "root")
    events: list[object] = []
    report = podcast.build(str(root.path), jobs=1, watch=events.append)
    assert (report.made, report.reused, report.failed) == (("first",), (), ())
    assert report.feed.exists()
    assert events
    again = podcast.build(root.path, ["first"], jobs=1)
    assert (again.made, again.reused) == ((), ("first",))
    with pytest.raises(InputError):
        podcast.build(tmp_path / "nowhere")
