"""Choosing a voice: the table, a try, a build with another, and what `auto` takes."""

from __future__ import annotations

import re
from pathlib import Path

import fakes
import pytest
import soundfile
import tiny_piper
import workspace_tools
from click.testing import CliRunner
from workspace_tools import Root

from podcast import cli
from podcast.cli import messages
from podcast.engines import load
from podcast.engines.gtts import Gtts
from podcast.errors import EngineError, InputError
from podcast.pipeline import voices
from podcast.pipeline.events import EpisodeDone, Note


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "voice", monkeypatch)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = workspace_tools.root_at(tmp_path / "root")
    root.write(
        "show.toml",
        'title = "ب"\nengine = "tones"\n[voices."سلمى"]\nengine = "espeak"\nname = "f2"\n',
    )
    return root


def test_the_table_tells_what_is_ready_and_what_is_missing(root: Root) -> None:
    rows = list(voices.rows(root.path))
    assert (rows[0].offer.name, rows[0].engine, rows[0].fault) == ("سلمى", "espeak", None)
    of_edge = [row for row in rows if row.engine == "edge"]
    assert len({row.offer.country for row in of_edge}) == 16
    assert len(of_edge) == 32
    (piper,) = (row for row in rows if row.engine == "piper")
    assert "podcast voices get" in str(piper.fault)
    assert {"tones", "gtts", "openai"} <= {row.engine for row in rows}


def test_a_broken_engine_is_a_row_of_the_table(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "bad" / "bad-1.0.dist-info"
    dist.mkdir(parents=True)
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1.0\n")
    (dist / "entry_points.txt").write_text("[podcast.engines]\nbad = nowhere:Bad\n")
    monkeypatch.syspath_prepend(str(tmp_path / "bad"))
    from podcast import engines

    engines._installed.cache_clear()
    (row,) = (row for row in voices.rows(root.path) if row.engine == "bad")
    assert "the engine “bad” is broken" in str(row.fault)


@pytest.mark.parametrize("wanted", ["", "سلمى", "espeak", "espeak:m3"])
def test_a_text_is_said_in_any_voice(root: Root, tmp_path: Path, wanted: str) -> None:
    out = voices.say(root.path, "مرحبًا بكم، اليوم ٣ آذار.", tmp_path / "x.mp3", wanted)
    assert soundfile.info(out).duration > 0.5


def test_what_cannot_be_said_is_a_sentence(root: Root, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to say"):
        voices.say(root.path, "…", tmp_path / "x.mp3")
    with pytest.raises(InputError, match="there is no voice “هند”"):
        voices.say(root.path, "نعم", tmp_path / "x.mp3", "هند")
    assert not (tmp_path / "x.mp3").exists()


def test_a_build_with_another_voice(root: Root) -> None:
    assert root.build(voice="سلمى").failed == ()
    (done,) = root.of(EpisodeDone)
    assert done.engine == "espeak"
    assert root.build(voice="سلمى").made == ()
    with pytest.raises(InputError, match="there is no voice"):
        root.build(voice="هند")


def auto(root: Root, monkeypatch: pytest.MonkeyPatch) -> Root:
    from podcast.pipeline import freshness

    monkeypatch.setattr(freshness, "PREFERRED", ("gtts", "tones"))
    root.write("show.toml", 'title = "ب"\nengine = "auto"\n')
    return root


def test_auto_takes_a_voice_of_the_authors_own_and_asks_no_service(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_piper.make(tmp_path / "data" / "rawi" / "voices")
    monkeypatch.setattr(Gtts, "available", lambda self: pytest.fail("asked"))
    assert auto(root, monkeypatch).build().failed == ()
    assert [done.engine for done in root.of(EpisodeDone)] == ["piper"]
    assert [note.template for note in root.of(Note)] == [
        "reading with {engine}, a voice of your own"
    ]


def test_auto_finds_a_voice_in_the_root(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_piper.make(root.path / "voices")
    monkeypatch.setattr(Gtts, "available", lambda self: pytest.fail("asked"))
    assert auto(root, monkeypatch).build().failed == ()
    assert [done.engine for done in root.of(EpisodeDone)] == ["piper"]


def test_a_published_episode_keeps_its_voice_when_a_better_one_comes(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gtts, "available", lambda self: False)
    auto(root, monkeypatch).build()
    tiny_piper.make(tmp_path / "data" / "rawi" / "voices")
    assert root.build().made == ()
    root.build(force=True)
    assert [done.engine for done in root.of(EpisodeDone)] == ["tones"]


@pytest.mark.parametrize("engine", ["auto", "piper"])
def test_a_voice_that_is_added_later_gives_its_voice_to_nothing_published(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """Though its name comes first. One sentence that is edited is still read by the voice of the others."""
    home = tmp_path / "data" / "rawi" / "voices"
    tiny_piper.make(home, "ar_JO-kareem-low")
    root.write("show.toml", f'title = "ب"\nengine = "{engine}"\n')
    assert root.build().failed == ()
    published = (root.path / "script/published.toml").read_text("utf-8")
    assert 'voice = "ar_JO-kareem-low"' in published
    before = root.digests()
    tiny_piper.make(home, "ar_AA-first-low", rate=16_000)
    assert root.build().made == ()
    (root.audio / ".state.json").unlink()
    root.build()
    assert not [done.voiced for done in root.of(EpisodeDone) if done.voiced]
    assert {name: one for name, one in root.digests().items() if name.endswith(".mp3")} == {
        name: one for name, one in before.items() if name.endswith(".mp3")
    }
    root.write("new.md", "# أخرى\n\nهذه حلقة جديدة.\n")
    root.build()
    assert 'voice = "ar_AA-first-low"' in (root.path / "script/published.toml").read_text("utf-8")


def test_samples_come_with_a_page(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [row for row in voices.rows(root.path) if row.engine in ("tones", "espeak")][:2]
    broken = EngineError("the engine is away")
    monkeypatch.setattr(voices, "rows", lambda _: iter(every))
    told: list[object] = []
    page = voices.sample(root.path, tmp_path / "out", lambda row, error: told.append(error))
    assert told == [None, None]
    html = page.read_text("utf-8")
    assert html.count("<audio") == 2
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".mp3", ".html"}
    monkeypatch.setattr(voices, "say", lambda *_, **__: (_ for _ in ()).throw(broken))
    voices.sample(root.path, tmp_path / "none", lambda row, error: told.append(error))
    assert told[2:] == [broken, broken]


def test_listening_names_the_sentences_that_are_heard_differently(root: Root) -> None:
    """A stand-in for the model hears all but one; the place of that one is reported."""
    from podcast.pipeline.listening import listen

    root.build()
    texts = iter(
        ["أول حلقة", "الباب الأول", "هذه جملة أولي", "كلام لا صلة له بذاك", "وهذه جملة ثانية"]
    )
    lengths: list[int] = []

    def hear(samples: object) -> str:
        lengths.append(len(samples))  # type: ignore[arg-type]
        return next(texts, "جملة واحدة لا غير")

    found = list(listen(root.path, "first", root.path, hear=hear))
    assert (found[0].written, found[0].heard) == ("وفيها وقفة.", "كلام لا صلة له بذاك")
    assert (found[0].section, found[0].line) == (1, 5)
    assert all(1_000 < length < 100_000 for length in lengths)
    root.write("2025-03-01-first.md", workspace_tools.SCRIPT.replace("أولى", "أخرى"))
    with pytest.raises(InputError, match="section 1 is not built as it is written now"):
        list(listen(root.path, "first", root.path, hear=hear))


def test_listening_without_a_model_says_what_is_needed(root: Root, tmp_path: Path) -> None:
    from podcast.pipeline.listening import listen

    with pytest.raises(InputError, match=r"model\.bin is needed"):
        list(listen(root.path, "first", tmp_path))


@pytest.mark.parametrize(
    ("written", "heard", "near"),
    [
        ("إلى المدرسةِ،", "الي المدرسه", True),
        ("ذهب إلى بيته.", "ذهب إلى بيته بيته بيته بيته بيته", False),
        ("هذه جملة أولى طويلة", "شكرا للمشاهدة", False),
        ("نعم", "", False),
    ],
)
def test_likeness(written: str, heard: str, near: bool) -> None:
    from podcast.ear import likeness

    assert (likeness(written, heard) >= 0.6) is near


def test_what_voices_lack_is_told_once_for_each_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the table, in which each voice has a line of its own; outside a show too."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(messages, "language", lambda: "en")
    monkeypatch.setattr(load("gtts"), "_is_available", False)
    done = CliRunner().invoke(cli.podcast, ["voices"], env={"COLUMNS": "100"})
    assert done.exit_code == 0
    assert done.output.count("OPENAI_API_KEY holds no key") == 1
    assert done.output.count("gtts: the service is not answering") == 1
    assert re.search(r"^openai +alloy .* lacks something *$", done.output, re.MULTILINE)
    assert re.search(r"^espeak .* ready *$", done.output, re.MULTILINE)
