"""`podcast list`, and the order in which a build tells what it does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import fakes
import pytest
from click.testing import CliRunner
from rich.progress import Progress
from workspace_tools import Root, root_at

from podcast import cli
from podcast.cli import messages, progress
from podcast.cli.progress import TimeLeft
from podcast.errors import InputError
from podcast.importing import SUFFIXES
from podcast.pipeline import events


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setattr(messages, "language", lambda: "en")
    made = root_at(tmp_path / "root")
    made.write("2199-01-01-later.md", "---\ntype: trailer\n---\n# لاحقة\n\nجملة.\n")
    made.write("2025-03-02-draft.md", "---\ndraft: true\n---\n# مسوّدة\n\nجملة.\n")
    return made


def listed(root: Root, *options: str) -> str:
    return CliRunner().invoke(cli.podcast, ["-C", str(root.path), "list", *options]).stdout


def records(root: Root, *options: str) -> dict[str, dict[str, object]]:
    found = json.loads(listed(root, "--json", *options))
    return {one["source"].split("-")[-1]: one for one in found}


def test_states_kinds_and_holds_are_shown_to_people_and_programs(root: Root) -> None:
    before = records(root)
    assert [one["state"] for one in before.values()] == ["new", "draft", "new"]
    assert [one["held"] for one in before.values()] == [False, False, True]
    root.build()
    after = records(root)
    assert [one["state"] for one in after.values()] == ["fresh", "draft", "fresh"]
    assert (after["later.md"]["held"], after["later.md"]["type"]) == (True, "trailer")
    assert after["first.md"]["held"] is False
    assert len(after["first.md"]["sections"]) == 3  # type: ignore[arg-type]
    shown = listed(root, "--short")
    assert "later  [fresh, trailer, scheduled]  2199-01-01 00:00" in shown
    assert "script/2025-03-02-draft.md  [draft]" in shown
    assert re.search(r"total: .*3.*; to build: 0; .*: 1\n", shown)


def test_only_what_a_build_would_make_is_listed(root: Root) -> None:
    root.build()
    assert "nothing is stale" in listed(root, "--stale")
    root.write("2025-03-05-more.md", "# أخرى\n\nجملة.\n")
    root.write("2025-03-06-broken.md", "---\nslug: [\n---\n")
    assert set(records(root, "--stale")) == {"more.md", "broken.md"}


def test_what_can_be_brought_in_is_noticed(root: Root) -> None:
    """Every type of file that `podcast add` reads, and the old one that it cannot."""
    for suffix in (*SUFFIXES, ".doc"):
        root.write(f"report{suffix}", "x")
    told = listed(root)
    assert [
        suffix for suffix in SUFFIXES if f"podcast add script/report{suffix}\n" not in told
    ] == []
    assert "script/report.doc is not a script; save its text" in told


def test_files_that_are_no_scripts_are_named_with_what_makes_one_of_them(root: Root) -> None:
    root.write("my report.docx", "x")
    told = "script/my report.docx is not a script; to turn it into one: podcast add 'script/my report.docx'"
    assert told in listed(root)
    root.build()
    notes = [(one.template, dict(one.fields)) for one in root.of(events.Note)]  # type: ignore[attr-defined]
    assert told in [template.format(**fields) for template, fields in notes]


def test_a_lexicon_entry_is_told_by_what_was_read_and_what_was_voiced(root: Root) -> None:
    """Three sections may hold it, and one of them is heard differently."""
    root.build()
    root.write("lexicon.toml", '"جملة" = "جملة"\n"غير" = "سِوَى"\n')
    report = root.build()
    assert (report.reread, report.revoiced) == (3, 1)
    done = CliRunner().invoke(cli.podcast, ["-C", str(root.path), "build"])
    assert "re-read" not in done.stdout


def test_sections_are_told_in_their_order(capsys: pytest.CaptureFixture[str], root: Root) -> None:
    """Whichever is ready first; those after one that failed at the end."""
    log = progress._Log()
    log.tell(events.EpisodeStarted("e", "", "tones", 4, 4, 9, (1, 2, 3, 4)))
    for number in (3, 1, 4):
        log.tell(events.SectionDone("e", number, "", 1, 1))
    log.tell(events.EpisodeDone("e", "", "tones", 1000, 3, 1))
    told = [line for line in capsys.readouterr().err.splitlines() if "section " in line]
    assert [line.split("section ")[1][0] for line in told if "done" in line] == ["1", "3", "4"]


def test_a_lexicon_entry_is_told_alike_after_a_dry_run(root: Root) -> None:
    """Which has read the sections already."""
    root.build()
    root.write("lexicon.toml", '"غير" = "سِوَى"\n')
    assert (
        CliRunner().invoke(cli.podcast, ["-C", str(root.path), "build", "--dry-run"]).exit_code == 0
    )
    report = root.build()
    assert (report.reread, report.revoiced, report.voiced) == (1, 1, 0)


def test_totals_count_the_sections_of_all_episodes(root: Root) -> None:
    """Two episodes hold the word; what programs get has the same totals."""
    root.write("2025-03-04-other.md", "# أخرى\n\nجملة غير تلك.\n\n## قسم\n\nكلام.\n")
    first = json.loads(
        CliRunner()
        .invoke(cli.podcast, ["-C", str(root.path), "build", "--json", "-q", "--jobs", "1"])
        .stdout
    )
    assert (first["voiced"], first["reread"], first["revoiced"]) == (6, 0, 0)
    root.write("lexicon.toml", '"غير" = "سِوَى"\n')
    told = CliRunner().invoke(cli.podcast, ["-C", str(root.path), "build"])
    assert "sections re-read: 2, re-voiced: 2\n" in told.output
    assert "to make: episodes: 2, sections to voice: 2\n" in told.output


def test_of_many_episodes_the_unchanged_are_counted_and_few_are_named(root: Root) -> None:
    """Also where one is asked for that there is not."""
    for number in range(14):
        root.write(f"2025-04-{number + 1:02}-many-{number}.md", "# كثيرة\n\nجملة.\n")
    root.build()
    told = CliRunner().invoke(cli.podcast, ["-C", str(root.path), "build"]).output
    assert "unchanged: 16\n" in told
    assert "2199-01-01: the first build after that" in told
    told = str(CliRunner().invoke(cli.podcast, ["-C", str(root.path), "text", "xyz"]).exception)
    assert "the episodes are: " in told
    assert "many-5, " in told
    assert "many-13" not in told
    assert "(17)" in told


def test_the_time_left_is_known_from_the_first_section_on() -> None:
    """Ten letters a second, after five seconds for the start of the workers."""
    pace = TimeLeft(100, 0.0)
    assert pace.left(4.0) is None
    pace.speak(5.0)
    pace.speak(5.5)
    pace.advance(10)
    assert pace.left(6.0) == 9.0
    pace.advance(10)
    assert pace.left(7.0) == 8.0
    pace.advance(80)
    assert pace.left(15.0) is None
    silent = TimeLeft(100, 0.0)  # a voice whose utterances are not told
    silent.advance(10)
    silent.speak(6.0)
    assert silent.left(6.0) == 54.0


def test_the_bar_is_one_for_the_whole_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through an episode that fails, and one that starts again with another voice."""
    clock = [0.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    rich = Progress(disable=True)
    bar = progress._Bar(rich)

    def tell(event: events.Event) -> tuple[str, str, str, float | None, float]:
        clock[0] += 1
        bar.tell(event)
        task = rich.tasks[0]
        return (
            task.description,
            task.fields["done"],
            task.fields["left"],
            task.total,
            task.completed,
        )

    tell(events.BuildStarted(3, 5, 100))
    assert tell(events.EpisodeStarted("a", "", "tones", 2, 2, 40))[:3] == ("1/3 a", "", "")
    assert tell(events.SectionDone("a", 1, "", 1, 10)) == (
        "1/3 a",
        "section 1/5",
        "0:18 left",
        100,
        10,
    )
    tell(events.EpisodeFailed("a", InputError("there is no script yet")))
    assert tell(events.EpisodeStarted("b", "", "tones", 2, 2, 40))[0] == "2/3 b"
    assert tell(events.SectionDone("b", 1, "", 1, 20))[1:] == ("section 2/4", "0:07 left", 70, 30)
    tell(events.EpisodeStarted("b", "", "espeak", 2, 2, 40))
    for number in (1, 2):
        tell(events.SectionDone("b", number, "", 1, 20))
    tell(events.EpisodeDone("b", "", "espeak", 1, 2, 0))
    assert tell(events.EpisodeStarted("c", "", "tones", 1, 1, 20))[0] == "3/3 c"
    assert tell(events.SectionDone("c", 1, "", 1, 20))[1:] == ("section 5/5", "", 90, 90)


def test_what_lies_beside_the_scripts_and_is_passed_over_is_noticed(root: Root) -> None:
    """A folder by month, and a name without an ending; not what is put by, hidden, or no text."""
    for name in ("2026/a.md", "2026/b.txt", "drafts/a.md", "pictures/a.jpg", ".git/a.md"):
        (root.path / "script" / name).parent.mkdir(exist_ok=True)
        root.write(name, "# ع\n\nنص.")
    for name in ("مقال", "LICENSE", "a.md~", ".a.md.swp", "song.mp3"):
        root.write(name, "نص")
    notes = [line for line in listed(root, "--short").splitlines() if line.startswith("script/")]
    assert notes[-2:] == [
        "script/2026/ is a folder with 2 scripts; only those in script/ itself become episodes",
        "script/مقال is not a script; give its name the ending .md to have it read",
    ]
    assert len(notes) == 3
