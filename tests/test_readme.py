"""The README promises commands; here they are held against the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
ARABIC = README.with_name("README.ar.md")
SET_UP = "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/podcast build"
TESTS = ".venv/bin/pip install '.[test]' && .venv/bin/pytest"


@pytest.fixture(scope="module")
def blocks() -> list[str]:
    return re.findall(r"^```\w+\n(.*?)^```", README.read_text("utf-8"), flags=re.S | re.M)


def test_the_two_commands_stand_as_they_are_run(blocks: list[str]) -> None:
    """One runs the main job, one the tests; each alone in its block, to be pasted."""
    assert f"{SET_UP}\n" in blocks
    assert f"{TESTS}\n" in blocks


def test_both_languages_lead_to_each_other_and_to_what_is_there() -> None:
    """The same commands to paste, pictures and pages that exist."""
    texts = {path: path.read_text("utf-8") for path in (README, ARABIC)}
    for path, text in texts.items():
        other = ARABIC if path == README else README
        assert f"]({other.name})" in text.split("##")[0]
        assert f"\n{SET_UP}\n" in text
        assert f"\n{TESTS}\n" in text
        aims = re.findall(r"\]\((?!https?:)([^)#]+)|src=\"([^\"]+)", text)
        missing = [
            one for pair in aims for one in pair if one and not (README.parent / one).exists()
        ]
        assert not missing


def test_every_command_and_option_exists(blocks: list[str]) -> None:
    """What the README names, the command line knows; and it names every command."""
    from click import Context, Group, Option

    from podcast.cli import podcast

    table = next(block for block in blocks if block.startswith("podcast build [EPISODE]"))
    named = set()
    for line in table.splitlines():
        words = line.split()
        if words[1].startswith("-"):
            continue
        assert isinstance(podcast, Group)
        command = podcast.get_command(Context(podcast), words[1])
        assert command is not None, words[1]
        named.add(words[1])
        options = {name for one in command.params if isinstance(one, Option) for name in one.opts}
        assert set(re.findall(r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*", " ".join(words[2:]))) <= options
    assert named == set(podcast.list_commands(Context(podcast)))


def test_the_samples_the_readme_speaks_of_are_there() -> None:
    scripts = {path.name for path in (README.parent / "script").iterdir()}
    assert any("mistral" in name for name in scripts)
    assert {"show.toml", "lexicon.toml"} <= scripts
