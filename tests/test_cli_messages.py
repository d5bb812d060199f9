"""Sentences with reasons inside, and what `podcast serve` starts."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from bidi.algorithm import get_display
from click.testing import CliRunner

from podcast import cli, serve
from podcast.checkup.findings import found
from podcast.cli import check_command, direction, errors, messages, serve_command, watching
from podcast.cli.helping import Context
from podcast.errors import InputError, OutputError, Shortage
from podcast.pipeline.faults import as_podcast_error

REFUSED = os.strerror(errno.EACCES)
TEMPLATE = (
    "this file cannot be written ({reason}); "
    "check who owns its folder and whether it may be written to"
)


@pytest.fixture(params=["ar", "en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(messages, "language", lambda: request.param)
    return str(request.param)


def arabic(sentence: str) -> str:
    return messages.catalogue()[sentence]


@pytest.mark.parametrize("field", ["reason", "problem"])
@pytest.mark.parametrize(
    "value",
    [REFUSED, OSError(errno.EACCES, REFUSED), OSError(errno.EACCES, REFUSED, "some/file")],
    ids=["words", "error", "error with a file"],
)
def test_a_reason_is_told_in_the_language_of_the_sentence(
    language: str, field: str, value: object
) -> None:
    error = OutputError(f"because {{{field}}}", **{field: value})
    reason = arabic(REFUSED) if language == "ar" else REFUSED
    assert messages.error_sentence(error) == f"because {reason}"
    assert messages.in_words(field, value) == reason


def test_a_sentence_keeps_its_place_and_has_its_reason_within(language: str) -> None:
    told = messages.error_sentence(
        OutputError(TEMPLATE, file="audio/a.mp3", line=3, reason=REFUSED)
    )
    sentence, reason = (
        (arabic(TEMPLATE), arabic(REFUSED)) if language == "ar" else (TEMPLATE, REFUSED)
    )
    assert told == f"audio/a.mp3:3: {sentence.format(reason=reason)}"


def test_an_error_within_an_error_is_a_sentence_of_its_own(language: str) -> None:
    inner = OutputError(TEMPLATE, file="x", reason=REFUSED)
    told = messages.error_sentence(InputError("because {problem}", problem=inner))
    assert told == f"because {messages.error_sentence(inner)}"
    assert (REFUSED in told) is (language == "en")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)),
        RuntimeError("can't start new thread"),
        ImportError("libx.so: failed to map segment from shared object"),
        RuntimeError("LAME encoding failed"),
    ],
)
def test_too_little_memory_is_no_bug(language: str, error: Exception) -> None:
    sentence, code = errors.sentence_of(error)
    assert ("not enough memory" if language == "en" else "لا تكفي الذاكرة") in sentence
    assert code == 1
    told = as_podcast_error(error, "script/a.md")
    assert isinstance(told, Shortage)
    assert messages.error_sentence(told) == f"script/a.md: {sentence}"


@pytest.mark.parametrize("field", ["title", "file_name", "key"])
def test_what_the_author_wrote_is_never_translated(language: str, field: str) -> None:
    """Were an episode called as an error is, it would still be called so."""
    error = InputError(f"about {{{field}}}", **{field: REFUSED})
    assert messages.error_sentence(error) == f"about {REFUSED}"
    assert messages.in_words(field, REFUSED) == REFUSED


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.EACCES, REFUSED), REFUSED),
        (OSError(errno.EACCES, "some words of a driver"), "some words of a driver"),
        (OSError("only words"), "only words"),
        (OSError(), "OSError"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_why_the_system_refused(language: str, error: OSError, reason: str) -> None:
    assert messages.reason_of(error) == (
        messages.catalogue().get(reason, reason) if language == "ar" else reason
    )


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "ar"}, "ar"),
        ({"LANG": "ar", "PODCAST_LANG": "en"}, "en"),
        ({"LANG": "C", "PODCAST_LANG": "AR"}, "ar"),
        ({"LANG": "ar", "LC_ALL": ""}, "ar"),
    ],
)
def test_the_language_is_asked_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], chosen: str
) -> None:
    for name in ("PODCAST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert messages.language.__wrapped__() == chosen


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A built root, and a note of what was started instead of the server and the builds."""
    (tmp_path / "script").mkdir()
    (tmp_path / "script/show.toml").write_text('title = "x"\n')
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio/feed.xml").write_text("<rss/>")
    started: list[Any] = []

    @contextmanager
    def building(root: Path) -> Iterator[SimpleNamespace]:
        started.append("builds")
        yield SimpleNamespace(now=False)

    def run(audio: Path, host: str, port: int, **more: object) -> None:
        started.append((audio, host, port, "busy" in more))

    monkeypatch.setattr(watching, "building_beside", building)
    monkeypatch.setattr(serve, "run", run)
    monkeypatch.chdir(tmp_path)
    return started


@pytest.mark.parametrize(
    ("options", "builds", "host", "port"),
    [
        ([], False, "127.0.0.1", 8000),
        (["--port", "0"], False, "127.0.0.1", 0),
        (["--lan"], False, "0.0.0.0", 8000),
        (["--watch"], True, "127.0.0.1", 8000),
        (["--watch", "--lan", "--port", "81"], True, "0.0.0.0", 81),
    ],
)
def test_serving_builds_only_where_asked(
    served: list[Any], tmp_path: Path, options: list[str], builds: bool, host: str, port: int
) -> None:
    done = CliRunner().invoke(serve_command.command, options, obj=tmp_path, standalone_mode=False)
    assert (done.exception, done.return_value) == (None, 0)
    assert served == ["builds"] * builds + [(tmp_path / "audio", host, port, builds)]


@pytest.mark.parametrize("screen", ["", ":0"])
def test_a_browser_is_opened_where_there_may_be_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], screen: str
) -> None:
    """What its launcher says is not shown; without a screen the author is told to open the page."""
    opened: list[str] = []

    def launch(url: str) -> bool:
        os.write(2, b"xdg-open: no method available")
        opened.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", launch)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(messages, "language", lambda: "en")
    for name in ("BROWSER", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    serve_command._announcer(lan=False, browse=True)("http://127.0.0.1:8000/")
    assert opened == (["http://127.0.0.1:8000/"] if screen else [])
    told = "" if screen else "no browser can be opened from here; open the address yourself\n"
    assert capfd.readouterr().err == told


def test_faults_in_one_place_are_told_apart_by_what_is_at_fault() -> None:
    """An address that cannot be reached is of use, and the same feed named three times is not."""
    here = [
        found("unreachable", "feed.xml", url=f"https://e.org/{name}", reason="") for name in "abc"
    ]
    assert check_command._others(here[1:]) == ["    likewise: https://e.org/b, https://e.org/c"]
    places = [found("page-link", f"{name}.html", path="x") for name in "abcdef"]
    assert check_command._others(places[1:]) == [
        "    and in b.html, c.html, d.html … (+2)",
    ]


@pytest.mark.parametrize(
    ("terminal", "lang", "told"),
    [
        (True, "ar", "صُنع: \u2068a\u2069، \u2068b\u2069"),
        (False, "ar", "صُنع: a، b"),
        (False, "en", "made: a, b"),
    ],
)
def test_what_a_sentence_lists_has_the_commas_of_its_language(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, lang: str, told: str
) -> None:
    monkeypatch.setattr(messages, "language", lambda: lang)
    monkeypatch.setattr(messages, "reorders", lambda: terminal)
    shown = messages.tr("made: {slugs}", slugs="a, b")
    assert shown.replace("\u2068\u2068", "\u2068").replace("\u2069\u2069", "\u2069") == told
    if not terminal:
        assert messages.error_sentence(InputError("made: {slugs}", slugs="a, b")) == told


@pytest.mark.parametrize(
    ("terminal", "lang", "told"),
    [
        (True, "ar", "كُتب \u2068script/a.md\u2069"),
        (False, "ar", "كُتب script/a.md"),
        (True, "en", "wrote script/a.md"),
    ],
)
def test_a_path_in_an_arabic_sentence_turns_no_words_around(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, lang: str, told: str
) -> None:
    """In a terminal only: a file or a program gets the plain text."""
    monkeypatch.setattr(messages, "language", lambda: lang)
    monkeypatch.setattr(messages, "reorders", lambda: terminal)
    assert messages.tr("wrote {path}", path=Path("script/a.md")) == told
    assert (direction.MARK in messages.tr("reading script/")) is (terminal and lang == "ar")


def test_what_is_copied_holds_no_invisible_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines for the lexicon and commands, in every sentence; places of errors stand by themselves."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    monkeypatch.setattr(messages, "reorders", lambda: True)
    entry = '"AI" = "إيه آي"'
    line = messages.tr("script/lexicon.toml: {line}", line=entry)
    assert (
        f" \u2066{entry} \u2069" in line
    )  # a space on both sides, so that a selection holds no sign
    listen = messages.tr(
        "listen: podcast play {slug}, or open {path}", slug="first", path="a/b.mp3"
    )
    assert "podcast play first" in listen
    assert "\u2068a/b.mp3\u2069" in listen
    error = InputError("there is no entry “{key}”", file="script/lexicon.toml", line=3, key="AI")
    assert (
        messages.error_sentence(error)
        == "\u2068script/lexicon.toml:3\u2069: لا مدخل باسم «\u2068AI\u2069»"
    )
    for text in messages.catalogue().values():
        for command in re.findall(r"podcast [a-z]+ \{\w+\}", text):
            shown = messages._isolating(
                command, dict.fromkeys(re.findall(r"\{(\w+)\}", command), "x")
            )
            assert shown == command


@pytest.mark.parametrize("told", ["en", "ar"])
def test_arabic_in_a_sentence_keeps_its_order_on_a_terminal(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A percentage after a word, in either language."""
    monkeypatch.setattr(messages, "language", lambda: told)
    monkeypatch.setattr(messages, "reorders", lambda: True)
    line = messages.tr("{place}: now written {spoken}", place="a.md:3", spoken="حُكم")
    assert "\u2068حُكم\u2069" in line
    assert ("\u2068a.md:3\u2069" in line) == (told == "ar")


def test_a_sentence_within_a_sentence_keeps_its_isolates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what comes from outside loses them: a reason, and a proposal."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    monkeypatch.setattr(messages, "reorders", lambda: True)
    inner = InputError("there is no entry “{key}”", key="A\u2068I")
    outer = messages.error_sentence(InputError("cannot be read ({reason})", reason=inner))
    assert "\u2068A\ufffdI\u2069" in outer
    told = errors._no_command("buid", ["build"])
    assert "\u2068build\u2069" in told
    assert "\ufffd" not in told


TYPED = re.compile(
    r"(?<![\w}`-])(?:--?[A-Za-z][\w-]*|\.[a-z]+\b|<[!-~]+>|[\w.:-][\w.:/-]*/(?!\w)|\d+(?:-\d+)+)",
    re.A,
)
"""Options, endings of names, tags, folders, dates and ranges."""


def test_what_is_to_be_typed_is_drawn_as_it_is_written() -> None:
    """On a right-to-left line, the bidi algorithm moves a sign at the edge of Latin text to its other side, and
    turns a date round, unless a left-to-right mark stands there."""
    checked, turned = 0, []
    for text in messages.catalogue().values():
        drawn = get_display(text, base_dir="R").replace(direction.MARK, "")
        words = set(TYPED.findall(text.replace(direction.MARK, "")))
        checked += len(words)
        plain = text.replace(direction.MARK, "")
        turned += [(word, text) for word in words if drawn.count(word) < plain.count(word)]
    assert checked > 60
    assert not turned


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_help_text_is_in_one_language(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of click's own words is left, and each value is called what the sentences call it."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    command = cli.podcast.get_command(click.Context(cli.podcast), name)
    assert command
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    for each in (command, *inner):
        shown = each.get_help(Context(each, info_name=name))
        assert shown.startswith("الاستعمال: ")
        assert not re.search(r"OPTIONS|ARGS|INTEGER|RANGE|DIRECTORY|FLOAT|x[<>]=|Show this", shown)
        options = [one for one in each.params if isinstance(one, click.Option) and not one.is_flag]
        jargon = {"TEXT", "PATH", "FILENAME"}
        assert jargon.isdisjoint(one.make_metavar() for one in options)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["init", "بودكاست", "المطبخ"], "«المطبخ» زائد؛ ضع ما فيه مسافات بين علامتي تنصيص"),
        (["list", "x"], "--help"),
    ],
)
def test_a_name_in_several_words_is_told_of_quotes(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the command takes no name at all, its help is more use."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    with pytest.raises(click.UsageError) as caught:
        cli.podcast.main(words, standalone_mode=False)
    assert told in errors.sentence_of(caught.value)[0]


def test_a_finding_is_one_arabic_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its kind is no column, which a terminal draws behind the sentence; the arrow points onwards."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    finding = found("tag-advised", "feed.xml", 9, tag="itunes:owner", key="owner")
    first, *_, last = check_command._block([finding]).split("\n")
    assert first == "تنبيه: feed.xml:9: ليس للبودكاست «itunes:owner»"
    assert last.startswith("    ← عيّن")
