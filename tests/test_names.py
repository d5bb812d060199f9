"""`podcast names`: everything guessed or in doubt, in one list, and what an answer writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import click
import fakes
import pytest
from click.testing import CliRunner, Result
from workspace_tools import Root, root_at

from podcast import cli
from podcast.cli import messages, text_command
from podcast.errors import InputError
from podcast.pipeline import names as room
from podcast.pipeline.names import mark, unsettled

FIRST = """\
# أول حلقة

زار Xyrqwel المدينة.

## الثاني

ثم عاد Xyrqwel ومعه [Qwelzar](https://example.org/Qwelzar).
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Root]:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setenv("PODCAST_LANG", "en")
    messages.language.cache_clear()
    made = root_at(tmp_path / "root")
    made.write("2025-03-01-first.md", FIRST)
    made.write("2025-03-02-second.md", "# ثانية\n\nكتب Xyrqwel كتابًا.\n")
    yield made
    messages.language.cache_clear()


def run(root: Root, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli.podcast, ["-C", str(root.path), *arguments], input=typed)


def test_a_guess_is_reported_once_with_all_its_places_most_frequent_first(root: Root) -> None:
    found = json.loads(run(root, "names", "--json", "--guesses").stdout)
    assert [(one["written"], one["count"]) for one in found] == [("Xyrqwel", 3), ("Qwelzar", 1)]
    assert [(one["file"], one["line"]) for one in found[0]["places"]] == [
        ("script/2025-03-01-first.md", 3),
        ("script/2025-03-01-first.md", 7),
        ("script/2025-03-02-second.md", 3),
    ]
    assert found[0]["entry"] == f'"Xyrqwel" = "{found[0]["spoken"]}"'
    line = run(root, "names", "--guesses").stdout.splitlines()[0]
    assert line.startswith("3×  Xyrqwel  is read ")
    assert line.endswith("(script/2025-03-01-first.md:3)")


def test_a_name_behind_particles_is_the_same_name(root: Root) -> None:
    """One entry settles it wherever it occurs."""
    root.write("2025-03-02-second.md", "# ثانية\n\nكتب لـXyrqwel وXyrqwel كتابًا.\n")
    found = [one for one in unsettled(root.path) if not one.is_doubt]
    assert [(one.written, len(one.places)) for one in found] == [("Xyrqwel", 4), ("Qwelzar", 1)]
    run(root, "lexicon", "add", "Xyrqwel", "زِرْقَوِيل")
    assert [one.written for one in unsettled(root.path) if not one.is_doubt] == ["Qwelzar"]


def test_an_answer_is_written_into_the_lexicon_and_settles_it(root: Root) -> None:
    """A reading typed, Enter or yes for what is right; what was settled is not asked again."""
    done = run(root, "names", "--ask", "--guesses", typed="latin\nلا\nو\nزِرْقَوِيل\nن\n")
    assert (
        done.stdout.count("write it in Arabic letters") == 2
    )  # one letter is no reading of a word
    assert "then write how it is read" in done.stdout
    assert "settled: 2" in done.stdout
    lexicon = (root.path / "script/lexicon.toml").read_text("utf-8")
    assert '"Xyrqwel" = "زِرْقَوِيل"' in lexicon
    assert '"Qwelzar" = "' in lexicon
    assert "no reading is guessed" in run(root, "names", "--guesses").stdout


def test_skipping_and_stopping_write_nothing(root: Root) -> None:
    done = run(root, "names", "--ask", "--guesses", typed="s\nq\n")
    assert "nothing was changed" in done.stdout
    assert not (root.path / "script/lexicon.toml").exists()


def doubt(monkeypatch: pytest.MonkeyPatch, *places: tuple[str, int]) -> None:
    """As if one word were in doubt."""
    readings = (("عَلِمَ", 0.5), ("عِلْم", 0.4))
    found = [room.Name("علم", room.VOWELS, readings, places)]
    monkeypatch.setattr(room, "unsettled", lambda root, encoding: found)


def test_a_doubt_is_settled_by_its_number_where_it_stands(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks go into the script, to that very word; line ends, addresses and all else stay."""
    text = "# علمنا\r\n\r\nهذا [نص](https://example.org/علم) علم نافع، علم.\r\n"
    path = root.path / "script/2025-03-01-first.md"
    path.write_bytes(text.encode())
    doubt(monkeypatch, ("script/2025-03-01-first.md", 3))
    done = run(root, "names", "--ask", typed="2\n")
    assert "script/2025-03-01-first.md:3: now written عِلْم" in done.stdout
    assert path.read_bytes().decode() == text.replace(") علم نافع", ") عِلْم نافع")


def test_a_doubt_that_is_heard_often_goes_into_the_lexicon(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt(monkeypatch, *(("script/2025-03-01-first.md", line) for line in (3, 5, 7)))
    run(root, "names", "--ask", typed="2\n")
    assert '"علم" = "عِلْم"' in (root.path / "script/lexicon.toml").read_text("utf-8")


def test_an_entry_for_all_episodes_leaves_the_ending_open(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ending is each sentence's own; a question of endings alone is settled where the word stands."""
    text = "# حلقة\n\nلم يصدر.\n\nلن يصدر.\n\nسوف يصدر.\n"
    path = root.write("2025-03-01-first.md", text)
    places = tuple(("script/2025-03-01-first.md", line) for line in (3, 5, 7))
    found = [room.Name("يصدر", room.VOWELS, (("يَصْدُرْ", 0.6), ("يُصْدِرَ", 0.4)), places)]
    monkeypatch.setattr(room, "unsettled", lambda root, encoding: found)
    entry = '"يصدر" = "يَصْدُر"'
    assert json.loads(run(root, "names", "--json").stdout)[0]["entry"] == entry
    assert f"script/lexicon.toml: {entry}\n" in run(root, "names", "--ask", typed="\n").stdout
    endings = (("يَصْدُرْ", 0.6), ("يَصْدُرَ", 0.4))
    found[0] = room.Name("يصدر", room.VOWELS, endings, places[1:])
    run(root, "names", "--ask", typed="2\n")
    assert path.read_text("utf-8").count("يَصْدُرَ") == 2


def test_a_doubt_about_an_entrys_reading_is_settled_in_that_entry(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(root, "lexicon", "add", "Xyrqwel", "شركة زرقويل")
    readings = (("زَرْقَوِيلَ", 0.6), ("زِرْقَوِيلَ", 0.4))
    found = [room.Name("زرقويل", room.VOWELS, readings, (("script/2025-03-01-first.md", 3),))]
    monkeypatch.setattr(room, "unsettled", lambda root, encoding: found)
    run(root, "names", "--ask", typed="2\n")
    assert (root.path / "script/lexicon.toml").read_text("utf-8").count("زرقويل") == 0
    assert '"Xyrqwel" = "شركة زِرْقَوِيل"' in run(root, "lexicon", "list").stdout


@pytest.mark.parametrize("typed", ["?", "؟"])
def test_the_keys_are_shown_again(root: Root, typed: str) -> None:
    done = run(root, "names", "--ask", "--guesses", typed=f"{typed}\nq\n")
    assert done.stdout.count("it is right as it is") == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9", "choose a number from 1 to 2"),
        ("ilm", "write it in Arabic letters"),
        ("كتاب", "only the diacritics can be settled here"),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_again(
    root: Root, monkeypatch: pytest.MonkeyPatch, typed: str, told: str
) -> None:
    """And what follows counts: figures of either kind, letters of either language and case."""
    path = root.write("2025-03-01-first.md", "# حلقة\n\nكتب علم نافع.\n")
    doubt(monkeypatch, ("script/2025-03-01-first.md", 3))
    done = run(root, "names", "--ask", typed=f"{typed}\n٢\n")
    assert told in done.stdout
    assert "كتب علم نافع." in done.stdout
    assert path.read_text("utf-8") == "# حلقة\n\nكتب عِلْم نافع.\n"
    assert "nothing was changed" in run(root, "names", "--ask", typed="S\n").stdout


def test_a_reading_that_cannot_be_written_is_asked_again(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lexicon that refuses an entry is no end of the session."""

    def refuse(root: Path, written: str, spoken: str) -> str:
        raise InputError("give a word and its reading; neither may be empty", file="lexicon")

    monkeypatch.setattr("podcast.pipeline.lexicon.add_reading", refuse)
    done = run(root, "names", "--ask", "--guesses", typed="زر\ns\nq\n")
    assert "lexicon: give a word" in done.stdout
    assert "nothing was changed" in done.stdout


def test_the_end_of_input_is_an_answer(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `q` is: what was settled before is told, and nothing failed; so it is after Ctrl-C."""
    ends: list[BaseException] = [EOFError(), KeyboardInterrupt()]

    def prompt(*_: object, **__: object) -> str:
        try:
            raise ends.pop(0)
        except (EOFError, KeyboardInterrupt):
            raise click.Abort from None  # as click does

    monkeypatch.setattr(click, "prompt", prompt)
    done = run(root, "names", "--ask", "--guesses")
    assert (done.exit_code, "nothing was changed" in done.stdout) == (0, True)
    words = ["-C", str(root.path), "names", "--ask", "--guesses"]
    done = CliRunner().invoke(cli.podcast, words, standalone_mode=False)
    assert (done.return_value, "nothing was changed" in done.stdout) == (130, True)


def test_what_is_quoted_of_a_script_turns_nothing_around(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its isolates would hold for all that stands behind them on the line."""
    text = "# حلقة\n\nزار \u2067Zorgon\u2066 دارنا \u2068.\n\n## قسم \u2067\n\nكلام \u2067مُهِمّ.\n"
    (root.path / "script/2025-03-01-first.md").write_text(text, "utf-8")
    asked = run(root, "names", "--ask", typed="s\ns\ns\n").stdout
    assert "دارنا" in asked
    screen = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(text_command, "sys", screen)
    beside = run(root, "text", "first").stdout
    assert "│" in beside
    assert not re.search("[\u2066-\u2069]", asked + beside)


@pytest.mark.parametrize(("script", "fails"), [("exit 0", False), ("exit 3", True)])
def test_a_player_that_fails_is_told_without_its_noise(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, fails: bool
) -> None:
    program = tmp_path / "ffplay"
    program.write_text(f"#!/bin/sh\necho ALSA: no such card >&2\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("podcast.cli.play_command.player", lambda: [str(program)])
    done = run(root, "names", "--ask", "--guesses", typed="p\nq\n")
    assert ("could not play it" in done.stdout) is fails
    assert "ALSA" not in done.output


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1256"])
def test_marks_are_written_in_the_script_s_own_encoding(root: Root, codec: str) -> None:
    path = root.path / "script/2025-03-01-first.md"
    path.write_bytes("# حلقة\n\nكتب علم.\n".encode(codec))
    assert mark(root.path, "كتب", "كَتَبَ", [("script/2025-03-01-first.md", 3)], "cp1256") == 1
    assert path.read_bytes().decode(codec) == "# حلقة\n\nكَتَبَ علم.\n"


def test_a_script_that_cannot_be_read_keeps_no_other_from_being_listed(root: Root) -> None:
    root.write("2025-03-03-empty.md", "---\nslug: [\n---\n")
    assert [one.written for one in unsettled(root.path) if not one.is_doubt] == [
        "Xyrqwel",
        "Qwelzar",
    ]


def test_entries_are_listed_and_removed(root: Root) -> None:
    """As lines ready to copy; the rest of the file stays as the author left it."""
    path = root.path / "script/lexicon.toml"
    path.write_text(
        '# أسماء\n"Xyrqwel" = "زِرْقَوِيل" # سطر\n[words]\n"Foo" = "فُو"\n', encoding="utf-8"
    )
    listed = run(root, "lexicon", "list").stdout
    assert listed == '"Xyrqwel" = "زِرْقَوِيل"\n"Foo" = "فُو"\n'
    assert json.loads(run(root, "lexicon", "list", "--json").stdout) == {
        "Xyrqwel": "زِرْقَوِيل",
        "Foo": "فُو",
    }
    assert "did you mean “Xyrqwel”" in str(run(root, "lexicon", "remove", "xyrqwel").exception)
    assert '"Xyrqwel" = "زِرْقَوِيل"' in run(root, "lexicon", "remove", "Xyrqwel").stdout
    assert path.read_text("utf-8") == '# أسماء\n[words]\n"Foo" = "فُو"\n'
    missing = run(root, "lexicon", "remove", "Xyrqwel")
    assert "there is no entry “Xyrqwel”" in str(missing.exception)


@pytest.mark.parametrize(
    ("written", "spoken", "told"),
    [
        ("غوغل", "Google", "the other way round"),
        ("Google", "GOO-gle", "Arabic letters"),
        ("AI", "…", "Arabic"),
    ],
)
def test_a_reading_without_arabic_is_refused(
    root: Root, written: str, spoken: str, told: str
) -> None:
    """Given to the command, and found in the file, with its line."""
    done = run(root, "lexicon", "add", written, spoken)
    assert told in str(done.exception)
    assert not (root.path / "script/lexicon.toml").exists()
    root.write("lexicon.toml", f'# كلمات\n"{written}" = "{spoken}"\n')
    assert "script/lexicon.toml:2" in str(run(root, "lexicon", "list").exception)


def test_a_doubt_in_a_title_of_the_settings_is_marked_there(root: Root) -> None:
    """The line of such a title is its own, not that of the text below it."""
    text = "---\nperson: سلمى\ntitle: زيارة Xyrqwel\n---\n\nنص قصير.\n"
    root.write("2025-03-01-first.md", text)
    (one,) = [one for one in unsettled(root.path) if "first" in one.places[0][0]]
    assert one.places[0] == ("script/2025-03-01-first.md", 3)
    assert room.context(root.path, one) == "title: زيارة Xyrqwel"
