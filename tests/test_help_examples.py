"""The examples in `--help` are what an author copies first: those that need no network and come to an end run
on a real show."""

from __future__ import annotations

import shlex
from pathlib import Path

import fakes
import pytest
from command_tools import called
from workspace_tools import Root, built, root_at

from podcast.cli.helping import EXAMPLES

LINES = [line for lines in EXAMPLES.values() for line in lines]
ELSEWHERE = {
    "podcast add https://example.org/article": "network",
    "podcast add report.docx notes.pdf": "documents",
    "podcast add --feed https://example.org/rss --new 5": "network",
    "podcast build --engine espeak --watch": "no end",
    "podcast check https://example.org/podcast/feed.xml": "network",
    "podcast listen first --model whisper-small": "a model",
    "podcast names --play": "a loudspeaker",
    "podcast play first": "a loudspeaker",
    "podcast play first 3": "a loudspeaker",
    'podcast say "أهلًا بكم"': "a voice",
    'podcast say "أهلًا بكم" --voice espeak -o hello.mp3': "a voice",
    "podcast serve --open": "no end",
    "podcast serve --open --watch": "no end",
    "podcast serve --lan": "no end",
    "podcast voices": "every voice",
    "podcast voices get ar_JO-kareem-medium": "network",
    "podcast voices sample": "every voice",
}
"""Examples that are not run here, each with what it would need; what they do is tested elsewhere."""
CODES = {"podcast check": 1}
"""Exit codes other than 0: a show that is not published anywhere has something to mend."""


def arguments(line: str) -> list[str]:
    program, *words = shlex.split(line)
    assert program == "podcast"
    return words


ASKING = ("podcast remove first", "podcast clean", "podcast clean --all")
"""Examples that ask before they delete."""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A show with an episode of four sections, as the examples take for granted."""
    fakes.install(tmp_path / "engine", monkeypatch)
    root = root_at(tmp_path / "show")
    sections = "".join(f"\n## قسم {number}\n\nجملة عن Mistral AI.\n" for number in range(1, 5))
    root.write("2025-03-01-first.md", f"# الأولى\n{sections}")
    root.write("lexicon.toml", '"Mistral AI" = "مِيسْتْرَال"\n')
    return built(root)


@pytest.mark.parametrize("line", [line for line in LINES if line not in ELSEWHERE])
def test_an_example_does_what_it_says(
    line: str, show: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(show.path)
    program, *words = shlex.split(line)
    done = called(None, *words, *(["--yes"] if line in ASKING else []), PODCAST_LANG="en")
    assert (program, done.returncode) == ("podcast", CODES.get(line, 0)), done.stderr


def test_every_exception_is_an_example() -> None:
    assert {*ELSEWHERE, *CODES, *ASKING} <= set(LINES)
