"""The pages for authors, kept true: what they show of the program is what it says."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from click import MissingParameter
from click.testing import CliRunner
from workspace_tools import Root

from podcast import cli, script, show
from podcast.arabic import spoken_form
from podcast.cli import messages
from podcast.cli.helping import EXAMPLES
from podcast.script.settings import FIELDS

sys.path.insert(0, str(Path(__file__).parent / "importing"))
from test_layouts import filled

TOP = Path(__file__).parent.parent
DOCS = TOP / "docs"
SETTINGS = 'title = "حكايات"\nbase_url = "https://example.org/"\nengine = "espeak"\n'
SCRIPTS = {
    "2026-05-01-coffee.md": """\
# حكاية القهوة

## من اليمن

خرجت القهوة من اليمن، وعرفتها مكة والقاهرة.

## إلى كل بيت

ثم دخلت كل بيت، وصارت لها مقاهٍ في كل مدينة.
""",
    "2026-05-08-tea.md": """\
# حكاية الشاي

وصل الشاي بعدها مع تاجر اسمه Velmora، وبقي إلى اليوم.
""",
}
PAGES = ("episodes.md", "ar/episodes.md")
GUIDES = ("guide.md", "ar/guide.md")
EVERY = [TOP / "README.md", TOP / "README.ar.md", *sorted(DOCS.rglob("*.md"))]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def shown(text: str) -> list[str]:
    """Without what differs from voice to voice and from machine to machine: lengths, sizes, vowels; and without
    marks of direction, which terminals need and pages do not."""
    text = text.replace("\u200e", "").replace("\u200f", "")
    text = re.sub(r"\b\d+:\d\d\b", "0:00", text)
    text = re.sub(r"\d+\.\d [kM]B", "0.0 MB", text)
    text = re.sub(r"(is read|تُقال) +\S+", r"\1 …", text)
    return [" ".join(line.split()) for line in text.strip().splitlines()]


def follow(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of a page, one after another; what it says is what the page shows."""
    monkeypatch.setattr(messages, "language", lambda: "ar" if page.startswith("ar/") else "en")
    for block in blocks((DOCS / page).read_text("utf-8"), "console"):
        for part in block.split("$ ")[1:]:
            line, _, told = part.partition("\n")
            if line.startswith("cd "):
                monkeypatch.chdir(line.removeprefix("cd "))
                continue
            options = ["--jobs", "1"] if line == "podcast build --quiet" else []
            done = CliRunner().invoke(cli.podcast, [*shlex.split(line)[1:], *options])
            assert shown(done.output) == shown(told), line


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_the_program_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the show that it tells of."""
    root = Root(tmp_path)
    root.write("show.toml", SETTINGS)
    for name, text in SCRIPTS.items():
        root.write(name, text)
    monkeypatch.chdir(tmp_path)
    follow(page, monkeypatch)


@pytest.mark.parametrize("page", GUIDES)
def test_the_guide_leads_from_an_empty_folder(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an article saved from the web, which lies in the current folder of the guide's reader."""
    (tmp_path / "my-show").mkdir()
    (tmp_path / "my-show/article.html").write_text(filled("wp-newspaper.html"), "utf-8")
    monkeypatch.chdir(tmp_path)
    follow(page, monkeypatch)


def keys_of(record: object) -> set[str]:
    """Every key of an object, and of the objects within it."""
    inside = record.values() if isinstance(record, dict) else record
    own = set(record) if isinstance(record, dict) else set()
    if not isinstance(record, dict | list):
        return set()
    return own.union(*map(keys_of, inside))  # type: ignore[arg-type]


def test_what_programs_read_is_what_the_tables_name(tmp_path: Path) -> None:
    """Of every command that writes JSON each key, in both languages."""
    root = Root(tmp_path)
    root.write("show.toml", SETTINGS)
    root.write("tea.md", SCRIPTS["2026-05-08-tea.md"] + "\nحسم الزمالك القمة بهدفين لهدف.\n")
    root.write(
        "later.md",
        f"---\ndate: {dt.date.today() + dt.timedelta(300)}\n---\n"
        + SCRIPTS["2026-05-01-coffee.md"],
    )
    for line in ("build --dry-run", "build", "list", "names", "text tea", "voices"):
        done = CliRunner().invoke(cli.podcast, ["-C", str(tmp_path), *line.split(), "--json"])
        given = keys_of(
            json.loads(re.split(r"^(?=[\[{]$)", done.stdout, maxsplit=1, flags=re.M)[-1])
        )
        for page in ("commands.md", "ar/commands.md"):
            name = re.escape(line.removesuffix(" tea"))
            (row,) = re.findall(rf"^\| `{name}` \| (.*)$", (DOCS / page).read_text("utf-8"), re.M)
            assert set(re.findall(r"`(\w+)`", row)) - {"vowels"} == given, (page, line)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: str(path.relative_to(TOP)))
def test_every_command_that_is_shown_can_be_typed(path: Path) -> None:
    """Each `podcast …` of a block or of the text, by the command's own reader of options."""
    text = path.read_text("utf-8").replace("\\\n", " ")
    lines = [
        line.removeprefix("$ ").split(" #")[0]
        for kind in ("sh", "console", "bash")
        for block in blocks(text, kind)
        for line in block.splitlines()
    ]
    named = [f"podcast {rest}" for rest in re.findall(r"`podcast ([a-z][^`…|\[\n]*)`", text)]
    shown_ones = [part for line in lines for part in re.split(r"&&|\|", line)]
    for typed in (*named, *shown_ones):
        if re.match(r"\s*(?:\.venv/bin/)?podcast [a-z]", typed):
            # The text names commands without their arguments.
            with contextlib.suppress(MissingParameter):
                readable(shlex.split(typed)[1:])


def readable(typed: list[str]) -> None:
    """Let a command read its arguments, which raises where it does not take them."""
    command = cli.podcast.get_command(None, typed[0])  # type: ignore[arg-type]
    assert command is not None, typed
    rest = typed[1:]
    while rest and (inner := getattr(command, "commands", {}).get(rest[0])):
        command, rest = inner, rest[1:]
    if rest:
        assert command.make_context(typed[0], list(rest)).params is not None


@pytest.mark.parametrize("path", EVERY, ids=lambda path: str(path.relative_to(TOP)))
def test_settings_that_are_shown_are_settings(path: Path, tmp_path: Path) -> None:
    """Each block of TOML that belongs in show.toml is accepted unchanged."""
    for block in blocks(path.read_text("utf-8"), "toml"):
        keys = tomllib.loads(block).keys()
        if keys & {"project", "build-system"} or any("://" in key for key in keys):
            continue
        (tmp_path / "script").mkdir(exist_ok=True)
        title = "" if "title" in keys else 'title = "عنوان"\n'
        (tmp_path / "script/show.toml").write_text(title + block, "utf-8")
        assert show.load(tmp_path).title


@pytest.mark.parametrize("page", ["front-matter.md", "ar/front-matter.md"])
def test_every_key_of_front_matter_has_an_example_that_works(page: str) -> None:
    """And the page has no key that there is not."""
    text = (DOCS / page).read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", text, re.MULTILINE))
    assert rows.keys() == FIELDS.keys()
    for key, example in rows.items():
        assert example.startswith(f"{key}: ")
        script.parse(f"---\n{example}\n---\n# عنوان\n\nنص.\n", name="2026-05-01-a.md")


@pytest.mark.parametrize("page", ["spoken.md", "ar/spoken.md"])
def test_explanations_name_the_reading_actually_given(page: str) -> None:
    """The table of what is written and what is read, mark for mark."""
    table = (DOCS / page).read_text("utf-8").split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][
        2:
    ]
    assert len(rows) >= 12
    assert [(row[0], spoken_form(row[0])) for row in rows] == [(row[0], row[1]) for row in rows]


def test_every_page_in_arabic_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    assert all(f"(ar/{page.name})" in index for page in (DOCS / "ar").glob("*.md"))


TWINS = {
    page.name: DOCS / ("engines.md" if page.name == "voices.md" else page.name)
    for page in sorted((DOCS / "ar").glob("*.md"))
}


@pytest.mark.parametrize("name", TWINS)
def test_the_two_languages_lead_to_each_other(name: str) -> None:
    english, arabic = TWINS[name], DOCS / "ar" / name
    assert f"\n[العربية](ar/{name})\n" in english.read_text("utf-8")
    assert f"\n[English](../{english.name})\n" in arabic.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(TWINS.keys() - {"voices.md"}))
def test_the_two_languages_have_the_same_parts(name: str) -> None:
    """Headings, rows of tables, and what is typed; engines.md is also for programmers, voices.md is not."""
    english, arabic = (parts(page.read_text("utf-8")) for page in (TWINS[name], DOCS / "ar" / name))
    assert english == arabic


def parts(text: str) -> tuple[list[int], int, list[str]]:
    """The levels of the headings, how many rows the tables have, and each line of code without its comment."""
    heads = [
        len(marks)
        for marks in re.findall(r"^(#+) ", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.M)
    ]
    code = [
        line.split("#")[0].strip()
        for block in blocks(text, "(?:sh|toml|yaml|css)")
        for line in block.splitlines()
    ]
    return heads, len(re.findall(r"^\|", text, re.MULTILINE)), [line for line in code if line]


@pytest.mark.parametrize("page", ["commands.md", "ar/commands.md"])
def test_every_command_is_documented(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    assert set(re.findall(r"^\| `podcast (\w+)", text, re.MULTILINE)) == set(cli.COMMANDS)


def test_every_command_has_examples_that_can_be_typed() -> None:
    """Each is taken by the command's own reader of options."""
    assert EXAMPLES.keys() == set(cli.COMMANDS)
    for name, examples in EXAMPLES.items():
        for example in examples:
            program, typed, *rest = shlex.split(example)
            assert (program, typed) == ("podcast", name)
            command = cli.podcast.get_command(None, name)  # type: ignore[arg-type]
            assert command is not None
            while rest and (inner := getattr(command, "commands", {}).get(rest[0])):
                command, rest = inner, rest[1:]
            assert command.make_context(name, list(rest)).params is not None, example


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_and_options(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the line that the page gives; with the shell's own question, for what has been typed so far."""
    line = f"_PODCAST_COMPLETE={shell}_source podcast"
    assert all(
        line in (DOCS / page).read_text("utf-8") for page in ("commands.md", "ar/commands.md")
    )
    typed = {"bash": "1", "zsh": "1", "fish": "na"}[shell]
    environment = {"_PODCAST_COMPLETE": f"{shell}_complete", "COMP_WORDS": "podcast na"}
    for key, value in {**environment, "COMP_CWORD": typed}.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(SystemExit):
        cli.podcast.main(prog_name="podcast", complete_var="_PODCAST_COMPLETE")
    assert "names" in capsys.readouterr().out


def test_help_is_arabic_throughout(monkeypatch: pytest.MonkeyPatch) -> None:
    """No word of the library's own is left, in any command."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    for name in cli.COMMANDS:
        told = CliRunner().invoke(cli.podcast, [name, "--help"]).output
        for english in (
            "Usage:",
            "Options:",
            "Show this",
            "Commands:",
            "default:",
            "required",
            "Examples",
        ):
            assert english not in told, name
        assert "أمثلة:" in told
