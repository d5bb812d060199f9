"""The command line as an author meets it: sentences, exit codes, two languages."""

from __future__ import annotations

import ast
import datetime as dt
import errno
import hashlib
import json
import os
import re
import shlex
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fakes
import pytest
from command_tools import called, started
from conftest import need_tool
from workspace_tools import SCRIPT, Root, built, is_root_user, root_at

import podcast
from podcast import cli, show
from podcast.cli import messages
from podcast.cli.errors import USAGE
from podcast.errors import OutputError
from podcast.pipeline import state as states
from podcast.pipeline.freshness import key_of
from podcast.pipeline.state import Made, State
from podcast.pipeline.workspace import open_workspace
from podcast.published import Record, dump, load
from podcast.structs import replace

HOUSE = Path(podcast.__file__).parent


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setenv("PODCAST_LANG", "en")
    return root_at(tmp_path / "root")


def test_build_says_what_was_made_and_how_to_listen(root: Root) -> None:
    done = started(root, "build", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "made: first" in done.stdout
    assert "total length: 0:" in done.stdout
    assert "podcast play first" in done.stdout
    assert "base_url" in done.stdout
    assert "section 2 done" in done.stderr


BEFORE = {"en": "before you publish, set base_url", "ar": "قبل النشر: اكتب في script/show.toml"}


@pytest.mark.parametrize("language", BEFORE)
def test_build_says_what_is_missing_before_publishing(root: Root, language: str) -> None:
    """The address, in the author's language, until it is there; a rename is reported in it too."""
    settings = (root.path / "script/show.toml").read_text("utf-8")
    assert BEFORE[language] in called(root, "build", PODCAST_LANG=language).stdout
    root.write("show.toml", f'base_url = "https://example.org/"\n{settings}')
    (root.path / "script/2025-03-01-first.md").rename(root.path / "script/2025-03-01-new.md")
    done = called(root, "build", PODCAST_LANG=language)
    assert BEFORE[language] not in done.stdout
    assert {"en": "under a new name", "ar": "باسم جديد"}[language] in done.stderr


def test_a_second_build_says_unchanged(root: Root) -> None:
    built(root)
    done = called(root, "build")
    assert "unchanged: first" in done.stdout
    assert "made:" not in done.stdout


def test_quiet_says_nothing(root: Root) -> None:
    done = started(root, "build", "-q")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_quiet_still_says_errors(root: Root) -> None:
    root.write("void.md", "")
    done = called(root, "build", "-q")
    assert done.returncode == 2
    assert "script/void.md" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_list_shows_sections_with_times(root: Root) -> None:
    built(root)
    out = called(root, "list").stdout
    assert "first" in out
    assert "[fresh]" in out
    assert [line.split()[0] for line in out.splitlines() if "الباب" in line] == ["1", "2", "3"]


def test_text_prints_what_is_read(root: Root) -> None:
    root.write("second.md", "# ثانية\n\nدفع 3 دولارات.\n")
    out = called(root, "text", "second").stdout
    assert "ثلاثة دولارات" in out
    assert "3" not in out.partition("ثلاثة")[2]


def test_text_shows_what_changed_and_by_which_rule(root: Root) -> None:
    root.write("second.md", "# ثانية\n\nدفع 3 دولارات إلى Google.\n")
    lines = called(root, "text", "second", "--diff").stdout.splitlines()
    (number,) = (n for n, line in enumerate(lines) if line.strip() == "-  3")
    assert "[number]" in lines[number + 1]
    assert any("[name]" in line for line in lines)


def test_text_for_programs(root: Root) -> None:
    """JSON with both forms of each utterance, the changes and what was guessed."""
    root.write("second.md", "# ثانية\n\nزارها Xyrqwel أمس.\n")
    (section,) = json.loads(called(root, "text", "second", "--json").stdout)
    assert any("Xyrqwel" in one["written"] for one in section["utterances"])
    assert not any("Xyrqwel" in one["spoken"] for one in section["utterances"])
    assert [one["written"] for one in section["unresolved"]] == ["Xyrqwel"]


def test_a_guess_is_settled_by_the_line_that_is_offered(root: Root) -> None:
    """The line printed after a guess, added to the lexicon, is what is read from then on."""
    root.write("second.md", "# ثانية\n\nزارها Xyrqwel أمس.\n")
    assert '"Xyrqwel" = ' in called(root, "text", "second").stderr
    added = called(root, "lexicon", "add", "Xyrqwel", "زِرْقَوِيل")
    assert added.returncode == 0, added.stderr
    done = called(root, "text", "second", "--diacritics")
    assert "زِرْقَوِيل" in done.stdout
    assert "Xyrqwel" not in done.stderr


def test_lexicon_check_finds_what_does_nothing(root: Root) -> None:
    """An entry no script uses is named; a lexicon without any passes."""
    assert called(root, "lexicon", "check").returncode == 0
    called(root, "lexicon", "add", "Nowhere", "نُووِير")
    done = called(root, "lexicon", "check")
    assert done.returncode == 1
    assert "Nowhere: no script uses it" in done.stdout


def test_check_tells_what_to_fix(root: Root) -> None:
    """A fresh build lacks an address; the finding says which apps that breaks, in words and as JSON."""
    built(root)
    done = called(root, "check")
    assert done.returncode == 1
    assert "127.0.0.1" in done.stdout
    findings = json.loads(called(root, "check", "--json").stdout)
    assert "address-preview" in {one["rule"] for one in findings}
    assert all(one["breaks"] and one["fix"] for one in findings)


def test_check_measures_what_is_heard(root: Root) -> None:
    """A voice whose levels are right gives no finding about its sound."""
    built(root)
    findings = json.loads(called(root, "check", "--json").stdout)
    assert not [one for one in findings if one["file"].endswith(".mp3")]


def test_a_complete_podcast_has_nothing_to_fix(root: Root) -> None:
    """What the program makes passes its own check, once the author has said where and who."""
    more = 'author = "سلمى"\nemail = "salma@example.org"\nbase_url = "https://example.org/p/"\n'
    root.write(
        "show.toml",
        f'title = "برنامج"\ncategory = "Arts"\ndescription = "وصف"\n{more}engine = "tones"\n',
    )
    root.write("second.md", "# ثانية\n\nجملة.\n")
    built(root)
    done = called(root, "check")
    assert (done.returncode, done.stdout) == (0, "nothing to fix\n")
    assert called(root, "check", str(root.audio), "--json").stdout == "[]\n"


def test_one_fault_in_many_files_is_reported_once(root: Root) -> None:
    """With the places, and how many faults there are in all."""
    built(root)
    out = called(root, "check").stdout
    assert out.count("127.0.0.1") == 1
    assert re.search(r"and in first/feed\.xml:\d+\n", out)
    assert out.count("\nerror ") + out.startswith("error ") == 2
    assert out.splitlines()[-1].startswith("errors: 2, warnings: ")


def test_check_of_what_is_not_there(root: Root) -> None:
    """No folder is 2; a host that does not answer is a finding, in Arabic with the system's reason."""
    assert called(root, "check", "nowhere").returncode == 2
    done = called(root, "check", "http://127.0.0.1:9/feed.xml", PODCAST_LANG="ar")
    assert done.returncode == 1
    assert "رُفض الاتصال" in done.stdout


def test_serve_before_a_build_says_so(root: Root) -> None:
    done = started(root, "serve")
    assert done.returncode == 2
    assert "podcast build" in done.stderr


def test_play_without_a_player_says_where_the_file_is(root: Root, tmp_path: Path) -> None:
    built(root)
    done = called(root, "play", "first", "2", PATH=str(tmp_path))
    assert done.returncode == 0
    assert str(root.audio / "first/02.mp3") in done.stdout


def test_play_uses_the_first_player_it_finds(root: Root, tmp_path: Path) -> None:
    built(root)
    player = tmp_path / "bin" / "mpv"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/played\n')
    player.chmod(0o755)
    done = called(root, "play", "first", PATH=str(player.parent))
    assert done.returncode == 0
    assert (tmp_path / "played").read_text().strip().endswith("first.mp3")


@pytest.mark.parametrize(
    ("mistake", "arguments", "code", "tells"),
    [
        ("no show.toml", ("build",), 2, "show.toml"),
        ("unknown key", ("build",), 2, "titel"),
        ("broken TOML", ("build",), 2, "show.toml:1"),
        ("unknown engine", ("build", "--engine", "nosuch"), 2, "espeak"),
        ("unknown episode", ("build", "nosuch"), 2, "nosuch"),
        ("bad date", ("build",), 2, "2025-02-30"),
        ("empty script", ("build",), 2, "empty.md"),
        ("unknown option", ("build", "--nosuch"), 2, "--nosuch"),
        ("unknown command", ("nosuch",), 2, "nosuch"),
        ("not built", ("play", "first"), 2, "podcast build first"),
        ("bad section list", ("build", "--sections", "x"), 2, "3,5"),
        ("wrong encoding", ("build",), 2, "windows-1256"),
        ("mistyped command", ("biuld",), 2, "build"),
        ("mistyped inner command", ("lexicon", "ad"), 2, "add"),
        ("mistyped option", ("build", "--wacth"), 2, "--watch"),
        ("mistyped episode", ("build", "firts"), 2, "first"),
        ("no workers", ("build", "--jobs", "0"), 2, "--jobs"),
        ("backward sections", ("build", "--sections", "9-2"), 2, "9-2"),
        ("section nought", ("build", "--sections", "0"), 2, "3,5"),
        ("endless sections", ("build", "--sections", "1-99999999999"), 2, "3,5"),
        ("no such section", ("build", "--sections", "99"), 2, "99"),
        ("nothing to play", ("play",), 2, "EPISODE"),
        ("too much", ("play", "first", "1", "2"), 2, "2"),
        ("no number", ("serve", "--port", "abc"), 2, "abc"),
        ("no port", ("serve", "--port", "99999"), 2, "65535"),
        ("no such way", ("init", "--publish", "ftp"), 2, "rsync"),
        ("an option without its value", ("build", "--engine"), 2, "--engine"),
        ("no such folder", ("check", "nowhere"), 2, "nowhere"),
        ("an address of another kind", ("add", "ftp://example.org/a"), 2, "ftp:"),
        ("a file for a folder", ("init", "script/show.toml"), 2, "show.toml"),
        ("an unknown word in the text", ("text", "nosuch"), 2, "nosuch"),
    ],
)
def test_each_mistake_is_one_sentence(
    root: Root,
    monkeypatch: pytest.MonkeyPatch,
    mistake: str,
    arguments: tuple[str, ...],
    code: int,
    tells: str,
) -> None:
    """What, where, the way out, in both languages; the right exit code; no traceback."""
    make(root, mistake)
    monkeypatch.chdir(root.path)
    for language in ("en", "ar"):
        done = called(root, *arguments, PODCAST_LANG=language)
        assert done.returncode == code, done.stderr
        complaints = [line for line in done.stderr.splitlines() if line.startswith("podcast: ")]
        assert len(complaints) == 1, done.stderr
        assert tells in complaints[0]
        assert "Traceback" not in done.stderr
        letters = sum("\u0621" <= letter <= "\u064a" for letter in complaints[0])
        assert (letters > 6) is (language == "ar"), complaints[0]


def test_a_folder_named_like_a_script(root: Root) -> None:
    """It is none; the others are built."""
    (root.path / "script/notes.md").mkdir()
    done = called(root, "build")
    assert done.returncode == 0
    assert "made: first\n" in done.stdout


def as_another_user(
    root: Root, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Without the right of the superuser to read and write everything, where tests run as that one."""
    less: tuple[str, ...] = ()
    if is_root_user():
        rights = "-dac_override,-dac_read_search"
        less = (need_tool("setpriv"), f"--bounding-set={rights}", f"--inh-caps={rights}")
    return started(root, *arguments, before=less, **environment)


def test_what_may_not_be_read_or_written(root: Root) -> None:
    """The file is named, in Arabic the system's reason too; the other episodes are built."""
    locked = root.write("locked.md", SCRIPT)
    locked.chmod(0)
    done = as_another_user(root, "build")
    assert done.returncode == 2
    assert (
        "podcast: script/locked.md: cannot be read (Permission denied); let your user"
        in done.stderr
    )
    assert (root.audio / "first.mp3").exists()
    locked.unlink()
    arabic = {"PODCAST_LANG": "ar"}
    (root.path / "script/show.toml").chmod(0)
    assert "لا إذن بذلك" in as_another_user(root, "build", **arabic).stderr
    (root.path / "script/show.toml").chmod(0o644)
    root.write("second.md", "# ثانية\n\nجملة.\n")
    root.audio.chmod(0o555)
    done = as_another_user(root, "build", **arabic)
    root.audio.chmod(0o755)
    assert done.returncode == 1
    assert "لا إذن بذلك" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.ECONNREFUSED])
def test_the_system_speaks_arabic_too(error: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reasons, at any depth: as they are, in a field, in an error within an error."""
    monkeypatch.setattr(messages, "language", lambda: "ar")
    reason = os.strerror(error)
    assert messages.reason_of(OSError(error, reason)) != reason
    template = "this file cannot be measured"
    inner = OutputError(template, reason=reason)
    assert reason in inner.sentence("{reason}")
    for one in (reason, OSError(error, reason)):
        assert reason not in messages.error_sentence(OutputError("{reason}", reason=one))
    assert messages.error_sentence(OutputError("{reason}", reason=inner)) == template
    assert messages.in_words("slug", "error") == "error"


def test_from_inside_the_podcast(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A subfolder will do, as with other tools; but init is for the current folder."""
    root.build()
    monkeypatch.chdir(root.path / "script")
    assert "first" in called(None, "list", "--short").stdout
    (root.path / "script/other").mkdir()
    monkeypatch.chdir(root.path / "script/other")
    assert called(None, "init").returncode == 0
    assert (root.path / "script/other/script/show.toml").exists()


def test_a_narrow_terminal_of_another_age(root: Root) -> None:
    """No colour where none is wanted, and a question mark where Arabic cannot be shown."""
    old = {
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "COLUMNS": "20",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    for arguments in (("--help",), ("text", "first")):
        done = started(root, *arguments, **old)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout + done.stderr


def make(root: Root, mistake: str) -> None:
    match mistake:
        case "no show.toml":
            (root.path / "script/show.toml").unlink()
        case "unknown key":
            root.write("show.toml", 'title = "x"\ntitel = "y"\n')
        case "broken TOML":
            root.write("show.toml", "title = [\n")
        case "bad date":
            root.write("2025-02-30-bad.md", SCRIPT)
        case "empty script":
            root.write("empty.md", "\n\n")
        case "wrong encoding":
            (root.path / "script/old.txt").write_bytes("مقال قديم".encode("windows-1256"))


def test_debug_shows_the_traceback(root: Root) -> None:
    (root.path / "script/show.toml").unlink()
    done = started(root, "--debug", "build")
    assert "Traceback" in done.stderr
    assert done.returncode != 0


def test_arabic_when_asked(root: Root) -> None:
    """By PODCAST_LANG, or by the locale."""
    (root.path / "script/show.toml").unlink()
    done = started(root, "build", PODCAST_LANG="ar")
    assert "البودكاست" in done.stderr or "مجلد" in done.stderr
    listed = started(root, "--help", PODCAST_LANG="", LC_ALL="ar_EG.UTF-8").stdout
    assert "يعرض الحلقات" in listed


def test_init_makes_a_root_that_builds(tmp_path: Path, root: Root) -> None:
    """What init writes builds as it is, and is never written twice."""
    fresh = tmp_path / "my fresh show"
    begun = called(tmp_path, "init", str(fresh), "--title", "حكايات الحي")
    assert begun.returncode == 0
    typed = [shlex.split(line) for line in begun.stdout.splitlines()[-3:]]
    assert typed == [["cd", str(fresh)], ["podcast", "build"], ["podcast", "serve", "--open"]]
    assert show.load(fresh).title == "حكايات الحي"
    done = called(fresh, "build", "--engine", "tones")
    assert done.returncode == 0, done.stderr
    assert (fresh / "audio/feed.xml").exists()
    kept = (fresh / "script/show.toml").read_text("utf-8") + "\n# mine\n"
    (fresh / "script/show.toml").write_text(kept, encoding="utf-8")
    called(tmp_path, "init", str(fresh))
    assert (fresh / "script/show.toml").read_text("utf-8") == kept


def test_ctrl_c_leaves_everything_usable(root: Root) -> None:
    """Interrupted in the middle: no traceback, code 130, and the next build ends the work."""
    import signal

    root.write(
        "long.md", "# طويلة\n\n" + "\n\n".join(f"## باب {n}\n\nجملة {n}." for n in range(16))
    )
    command = [sys.executable, "-m", "podcast", "-C", str(root.path), "build", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "done" in line:
            break
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode in (130, 0), rest
    assert "Traceback" not in rest
    assert started(root, "build").returncode == 0
    assert (root.audio / "long.mp3").exists()


def test_help_is_instant() -> None:
    """No heavy import stands between an author and the help."""
    code = "import sys, podcast.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy = {
        "rich",
        "jinja2",
        "numpy",
        "requests",
        "pydub",
        "markdown_it",
        "onnxruntime",
    }
    assert not heavy & set(loaded.stdout.split())


@cache
def literals() -> tuple[tuple[str, str], ...]:
    """See `_literals`."""
    return tuple(_literals())


def _literals() -> Iterator[tuple[str, str]]:
    """Every sentence the program can print: first arguments of errors, notes and so on, with their place."""
    errors = {"PodcastError", "InputError", "EngineError", "ClipError", "OutputError"}
    errors |= {"Fault", "Shortage", "Stopped"}
    for path in HOUSE.rglob("*.py"):
        rooms = {
            "cli": {"tr"},
            "pipeline": {"note", "doubt"},
            "cover": {"caution"},
            "importing": {"doubt"},
        }
        own = rooms.get(path.relative_to(HOUSE).parts[0], set())
        speakers = errors | own
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            first = node.args[0]
            if (
                name in speakers
                and isinstance(first, ast.Constant)
                and isinstance(first.value, str)
            ):
                yield first.value, f"{path.relative_to(HOUSE)}:{node.lineno}"


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_sentence_has_its_arabic() -> None:
    """And the Arabic names the same fields."""
    arabic = messages.catalogue()
    missing = {place: text for text, place in literals() if text not in arabic}
    assert not missing
    crossed = {text for text, _ in literals() if fields(text) != fields(arabic[text])}
    assert not crossed


def test_no_translation_without_a_sentence() -> None:
    """The catalogue holds nothing that is no longer printed."""
    spoken = {text for text, _ in literals()} | set(cli.COMMANDS.values())
    from podcast.checkup.completeness import PROBLEMS
    from podcast.cli.helping import WORDS
    from podcast.cli.lexicon_command import REASONS
    from podcast.cli.list_command import COMMA, KINDS, STANDINGS

    spoken |= set(STANDINGS.values()) | set(REASONS.values()) | {"error", "warning"}
    spoken |= set(messages.SYSTEM) | set(USAGE) | set(WORDS) | set(KINDS.values()) | {COMMA}
    spoken |= set(PROBLEMS)
    rules = tomllib.loads((HOUSE / "checkup/rules.toml").read_text("utf-8"))
    spoken |= {rule[key] for rule in rules.values() for key in ("says", "breaks", "fix")}
    spoken |= labels()
    assert set(messages.catalogue()) - spoken == set()


def literals_of(path: str) -> set[str]:
    """Every string in a module's source."""
    nodes = ast.walk(ast.parse((HOUSE / path).read_text("utf-8")))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def labels() -> set[str]:
    """Words of one table or line that a command looks up by a variable: heads, kinds, separators."""
    paths = (path.relative_to(HOUSE).as_posix() for path in (HOUSE / "cli").glob("*_command.py"))
    return {text for path in paths for text in literals_of(path) if " " not in text.strip()}


def test_the_catalogue_is_plain_toml() -> None:
    raw = tomllib.loads((HOUSE / "cli/ar.toml").read_text("utf-8"))
    assert all(isinstance(value, str) and value for value in raw.values())


def test_an_unchanged_build_is_quick(root: Root) -> None:
    """Half a second of processor time at most, for a whole process: start, look, end."""
    built(root)
    assert any(processor_seconds(root) < 0.5 for _ in range(3))


def test_five_hundred_unchanged_episodes_are_quick(root: Root) -> None:
    """A long-lived show, published years ago, nothing changed: less than a second, start to end.

    One episode is built; the others are made out of it, record by record and link by link."""
    root.build()
    (slug, one) = next(iter(states.load(root.audio).made.items()))
    record = load(root.path / "script/published.toml")
    text = (root.path / one.source).read_text("utf-8")
    made, known = {slug: one}, dict(record.episodes)
    for number in range(500):
        made[f"e{number}"], known[f"e{number}"] = copied(root, one, number, text)
    (root.path / "script/published.toml").write_text(dump(replace(record, episodes=known)), "utf-8")
    workspace = open_workspace(root.path)
    sources = {source.name: source for source in workspace.sources}

    def digest(one: Made) -> str:
        return hashlib.sha256((root.path / one.source).read_bytes()).hexdigest()

    keyed = {
        slug: replace(one, key=key_of(workspace, sources[one.source], digest(one), "tones"))
        for slug, one in made.items()
    }
    (root.audio / states.NAME).write_bytes(states.dump(State(keyed)))
    assert "501" in called(root, "build").stdout
    assert any(processor_seconds(root) < 1 for _ in range(3))


def copied(root: Root, one: Made, number: int, text: str) -> tuple[Made, Record]:
    """The same episode again under another name, its files linked."""
    slug = f"e{number}"
    source = root.write(f"{slug}.md", text.replace("أول حلقة", f"حلقة {number}"))
    files = {path.replace("first", slug): told for path, told in one.files.items()}
    for old, new in zip(one.files, files, strict=True):
        (root.audio / new).parent.mkdir(exist_ok=True)
        os.link(root.audio / old, root.audio / new)
    episode = {**one.episode, "slug": slug, "guid": f"guid-{number}", "path": f"{slug}.mp3"}
    name = f"script/{source.name}"
    made = replace(one, source=name, files=files, episode=episode)
    day = dt.datetime(2025, 3, 24, tzinfo=dt.UTC)
    return made, Record(slug, f"guid-{number}", day, "tones", "", "", name, "0123abcd" * 24)


def processor_seconds(root: Root) -> float:
    """Not wall time, which a busy machine stretches."""
    before = os.times()
    started(root, "build")
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])
