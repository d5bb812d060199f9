"""Arabic on a terminal: what a line looks like once the bidi algorithm has drawn it, from left to right."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from podcast import cli
from podcast.cli import direction, messages
from podcast.cli.direction import directed, width
from podcast.cli.errors import sentence_of

SIGNS = re.compile("[\u2066-\u2069\u200e]")
R, F, P = "\u2067", "\u2068", "\u2069"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 40 columns that applies the bidi algorithm."""
    monkeypatch.setattr(direction, "reorders", lambda err=None: True)
    monkeypatch.setattr(messages, "reorders", lambda: True)
    monkeypatch.setattr(
        direction, "get_terminal_size", lambda: SimpleNamespace(columns=40, lines=24)
    )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  add  يجلب ملفات Word وPDF.", f"  add  {R}يجلب ملفات Word وPDF.{P}"),
        ("الخيارات:", f" {R}الخيارات:{P}"),
        ("podcast: لا أمر بهذا الاسم", f" {R}podcast: لا أمر بهذا الاسم{P}"),
        ("openai: لا صوت باسم ar_JO-kareem", f" {R}openai: لا صوت باسم ar_JO-kareem{P}"),
        ("  1  0:00  4:10  عن GPT-4", f"  1  0:00  4:10  {R}عن GPT-4{P}"),
        ("first  [جاهزة]  2026-05-01", f"first  {R}[جاهزة]{P}  2026-05-01"),
        ("│ قال │ كتب │", f"│ {R}قال{P} │ {R}كتب{P} │"),
        # In an English sentence, the Arabic stands in an isolate already.
        (f"made: {F}حكاية القهوة{P}", f"made: {F}حكاية القهوة{P}"),
        # Lines to be copied stay clean.
        ('podcast new "حكاية القهوة"', 'podcast new "حكاية القهوة"'),
        ('  "قهوة" = "قَهْوَة"', '  "قهوة" = "قَهْوَة"'),
        ("podcast build --dry-run", "podcast build --dry-run"),
        ("", ""),
    ],
)
@pytest.mark.usefixtures("terminal")
def test_each_arabic_cell_is_isolated(line: str, shown: str) -> None:
    assert directed(line) == shown


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    "signs", [f" {R} a" * 3000, R * 3000 + " a" * 3000, f" {R} a" * 500 + f" {P} a" * 500]
)
def test_isolates_without_end_are_no_lines_without_end(signs: str) -> None:
    """A stranger's title; what opens one beyond the deepest has no effect, and is not opened again."""
    shown = directed(f"ع {signs}")
    assert len(shown) < 8 * len(signs)
    assert SIGNS.sub("", shown).split() == SIGNS.sub("", f"ع {signs}").split()


@pytest.mark.usefixtures("terminal")
def test_a_long_sentence_is_broken_between_words() -> None:
    """Each line is isolated by itself, since a terminal takes it for a paragraph; what is open goes on."""
    words = f"  add  افتح الملف {F}script/show.toml ثم احفظه مرة أخرى{P} واحذف السطر الأخير منه"
    lines = directed(words).split("\n")
    assert len(lines) > 2
    assert all(width(line) <= 40 for line in lines)
    assert all(line.startswith(" " * 7 + R) for line in lines[1:])
    assert all(
        len(re.findall(f"[{R}{F}]", line)) == line.count(P) and line.endswith(P) for line in lines
    )
    assert " ".join(SIGNS.sub("", " ".join(lines)).split()) == " ".join(
        SIGNS.sub("", words).split()
    )


@pytest.mark.usefixtures("terminal")
def test_a_command_in_a_sentence_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "language", lambda: "ar")
    command = "pip install 'rawi[import]' && podcast add https://example.org/"
    told = directed(messages.tr("{library} is missing; importing articles needs it; run: {command}",
                                library="trafilatura", command=command))  # fmt: skip
    assert command in told


@pytest.mark.usefixtures("terminal")
def test_a_sentence_with_a_line_to_copy_is_one_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though two spaces stand before the line, the sentence is broken between its words."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    entry = '"Mistral" = "ميسترال"'
    template = (
        "“{spoken}” is not a reading: first what is written, then how it is read, in Arabic letters;"
        "  {entry}  is the other way round"
    )
    lines = directed(messages.tr(template, spoken="Mistral", entry=entry)).split("\n")
    assert len(lines) > 2
    assert all(width(line) <= 40 for line in lines)
    assert entry in lines[-1]


@pytest.mark.usefixtures("terminal")
def test_a_wrong_value_is_told_without_replaced_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence about it has isolates of its own."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    done = CliRunner().invoke(cli.podcast, ["build", "--sections", "x"], standalone_mode=False)
    assert done.exception
    told, code = sentence_of(done.exception)
    assert code == 2
    assert f"{F}x{P}" in told
    assert "\ufffd" not in told


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7000"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, False),
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "linux"}, False),
        ({"WT_SESSION": "1"}, False),
        ({"TERM": "xterm-256color", "_PODCAST_COMPLETE": "zsh_complete"}, False),
    ],
)
def test_a_terminal_that_draws_in_order_gets_no_signs(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: bool
) -> None:
    stream = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(direction, "sys", SimpleNamespace(stdout=stream, stderr=stream))
    monkeypatch.setattr(direction.os, "environ", environment)
    assert direction.reorders() is expected


@pytest.mark.parametrize("err", [False, True])
def test_each_output_gets_what_it_leads_to(monkeypatch: pytest.MonkeyPatch, err: bool) -> None:
    """In `podcast text … > file` the file holds no sign, and the notes on the terminal still have theirs."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    monkeypatch.setattr(direction.os, "environ", {"TERM": "xterm-256color"})
    ends = {err: lambda: True, not err: lambda: False}
    streams = {"stdout": ends[False], "stderr": ends[True]}
    screen = {name: SimpleNamespace(isatty=isatty) for name, isatty in streams.items()}
    monkeypatch.setattr(direction, "sys", SimpleNamespace(**screen))
    told = messages.tr("wrote {path}", path="script/a.md")
    assert f"{F}script/a.md{P}" in directed(told, err=err)
    assert directed(told, err=not err) == "كُتب script/a.md"
    mark = messages.tr("reading script/")
    assert SIGNS.search(directed(mark, err=err))
    assert not SIGNS.search(directed(mark, err=not err))


@pytest.mark.usefixtures("terminal")
def test_help_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Options stand first, as they are typed; the sentence beside each is isolated, the examples are clean."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    rows = CliRunner().invoke(cli.podcast, ["build", "--help"]).output.splitlines()
    assert rows[0].endswith(f"build [{F}خيارات{P}] [EPISODE]…")
    options = [row for row in rows if row.startswith("  -")]
    assert len(options) > 8
    assert all(re.fullmatch(f"  -[^{R}]*[a-zA-Z]  +{R}[^{R}]+{P}", row) for row in options)
    examples = [row for row in rows if row.startswith("    podcast")]
    assert len(examples) == 4
    assert not SIGNS.search("".join(examples))


def test_elsewhere_nothing_is_added() -> None:
    """A file, a pipe."""
    sentence = "  add  يجلب ملفات Word وPDF."
    assert directed(sentence) == sentence
