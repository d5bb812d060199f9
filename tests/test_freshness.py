"""Each ingredient changed alone: what is read anew, what is recorded anew, what the voice is asked again.

The table of the keys is in docs/design.md, "What is kept under which key".
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import fakes
import pytest
from workspace_tools import SCRIPT, Root, root_at

import podcast
from podcast import page, sound, tashkeel
from podcast.engines import espeak
from podcast.pipeline import assemble, events, freshness, publish, utterances, workspace
from podcast.pipeline.forecast import forecast
from podcast.pipeline.freshness import Options

LINKED = SCRIPT.replace("واحدة لا غير", "واحدة لا [غير](https://example.org/)")
NAME = "2025-03-01-first.md"
Change = Callable[[Root, pytest.MonkeyPatch], object]


def script(old: str, new: str) -> Change:
    return lambda root, _: root.write(NAME, LINKED.replace(old, new))


def setting(old: str, new: str) -> Change:
    def change(root: Root, _: pytest.MonkeyPatch) -> None:
        text = (root.path / "script/show.toml").read_text("utf-8")
        assert old in text
        root.write("show.toml", text.replace(old, new))

    return change


def both(first: Change, second: Change) -> Change:
    return lambda root, patch: (first(root, patch), second(root, patch))


def version_of(package: str) -> Change:
    real = importlib.metadata.version
    return lambda _, patch: patch.setattr(
        importlib.metadata, "version", lambda name: "99" if name == package else real(name)
    )


def told_by(room: object, name: str) -> Change:
    return lambda _, patch: patch.setattr(room, name, lambda: "another")


CHANGES: dict[str, tuple[Change, int, int, int]] = {
    # what is changed: sections read, sections recorded, sentences the voice is asked for
    "nothing": (lambda root, _: None, 0, 0, 0),
    "a word": (script("خاتمة", "نهاية"), 1, 1, 1),
    "a section put between": (script("## الباب الثاني", "## جديد\n\nجملة.\n\n## الباب الثاني"), 1, 1, 2),
    "a section put in front": (script("## الباب الأول", "## جديد\n\nجملة.\n\n## الباب الأول"), 2, 2, 2),
    "a section taken away": (script("## الباب الثاني\n\nجملة واحدة", "جملة واحدة"), 1, 1, 0),
    "blank lines": (script("# أول حلقة", "\n\n# أول حلقة"), 0, 0, 0),
    "where a link leads": (script("example.org", "example.net"), 1, 0, 0),
    "a link left out": (
        script("[غير](https://example.org/)", "<!--skip-->[غير](https://example.org/)<!--/skip-->"), 1, 1, 1,
    ),
    "a reading of a word in one section": (
        lambda root, _: root.write("lexicon.toml", '"خاتمة" = "نِهَايَة"\n'), 1, 1, 1,
    ),
    "a reading of a word in none": (
        lambda root, _: root.write("lexicon.toml", '"قطار" = "قِطَار"\n'), 0, 0, 0,
    ),
    "the dialect": (setting("[voice]", 'dialect = "egypt"\n[voice]'), 3, 0, 0),
    "the model's file": (told_by(tashkeel, "fingerprint"), 3, 0, 0),
    "the ear for Latin words": (told_by(espeak, "ear"), 3, 0, 0),
    "a pause that one section has": (setting("[voice]", "[pauses]\nsentence = 900\n[voice]"), 0, 1, 0),
    "the voice's rate": (setting("[voice]", "[voice]\nrate = 1.5"), 0, 3, 10),
    "the voice's version": (lambda _, patch: patch.setenv("TONES_VERSION", "2"), 0, 3, 10),
    "the encoder": (version_of("lameenc"), 0, 0, 0),
    "the encoder and a word": (both(version_of("lameenc"), script("خاتمة", "نهاية")), 1, 3, 1),
    "the decoder and a word": (both(version_of("soundfile"), script("خاتمة", "نهاية")), 1, 3, 1),
    "what only lays samples end to end, and a word": (
        both(version_of("pydub"), script("خاتمة", "نهاية")), 1, 1, 1,
    ),
    "the show's title": (setting("برنامج", "آخر"), 0, 0, 0),
    "the page's style": (lambda root, _: root.write("page.css", "body { color: black }"), 0, 0, 0),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A root that was built once; each test changes a copy."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(folder / "engine", patch)
        made = root_at(folder / "root")
        made.write(NAME, LINKED)
        forget()
        made.build()
        yield made.path


@pytest.fixture
def root(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    monkeypatch.setenv("TONES_LOG", str(tmp_path / "said.txt"))
    return Root(shutil.copytree(built, tmp_path / "root"))


def forget() -> None:
    """What one process holds for good, as the next process would find it."""
    for told in (workspace.reading_fingerprint, sound.fingerprint, freshness._shared):
        told.cache_clear()


@pytest.mark.parametrize("what", CHANGES)
def test_exactly_what_a_change_touches_is_made_again(
    root: Root, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """And the count of sections that is told before the work is the count of those recorded."""
    change, read, recorded, asked = CHANGES[what]
    log = root.path.parent / "said.txt"
    readings: list[int] = []
    compose = utterances.compose
    monkeypatch.setattr(
        utterances, "compose", lambda job: readings.append(job.section.number) or compose(job)
    )
    change(root, monkeypatch)
    forget()
    try:
        root.build()
    finally:
        forget()
    told = sum(event.to_voice for event in root.of(events.EpisodeStarted))
    voiced = sum(event.voiced for event in root.of(events.EpisodeDone))
    sentences = len(log.read_text("utf-8").splitlines()) if log.exists() else 0
    assert (len(readings), voiced, told, sentences) == (read, recorded, recorded, asked)


def test_an_update_of_the_program_writes_pages_anew(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one without another version number; nothing is recorded, and media files stay as they are."""
    assert root.build().made == ()
    page = root.path / "audio/index.html"
    before, sound_before = page.read_text("utf-8"), (root.path / "audio/first.mp3").stat()
    page.write_text("of an older template", "utf-8")
    for room in (freshness, publish, assemble):
        monkeypatch.setattr(room, "page_fingerprint", lambda: "another")
    forget()
    assert root.build().made == ("first",)
    forget()
    assert not root.of(events.UtteranceDone)
    assert page.read_text("utf-8") == before
    after = (root.path / "audio/first.mp3").stat()
    assert (after.st_ino, after.st_mtime_ns) == (sound_before.st_ino, sound_before.st_mtime_ns)


def test_the_fingerprint_of_pages_knows_every_template() -> None:
    rooms = (Path(podcast.__file__).parent / room for room in workspace.PAGES)
    hashed = {path.name for path in workspace._code(rooms)}
    assert set(page.packaged()) <= hashed


def test_an_entry_that_an_episode_does_not_hold_leaves_it_as_it_is(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is parsed once to tell, and from then on not even that; an entry that it holds makes it anew."""
    root.write("lexicon.toml", '"قطار" = "قِطَار"\n')
    assert root.build().made == ()
    parsed = freshness.parsed
    monkeypatch.setattr(freshness, "parsed", lambda *_: pytest.fail("nothing has changed"))
    assert root.build().made == ()
    monkeypatch.setattr(freshness, "parsed", parsed)
    root.write("lexicon.toml", '"قطار" = "قِطَار"\n"خاتمة" = "نِهَايَة"\n')
    assert root.build().made == ("first",)
    root.write("lexicon.toml", '"قطار" = "قِطَار"\n')
    assert root.build().made == ("first",)


# Sentences

STORY = "# قصة\n\n## باب\n\n" + " ".join(
    f"وصلت السفينة إلى المرسى رقم {n}، ونزل منها الركاب كلهم." for n in range(1, 7)
)
EDITS: dict[str, tuple[str, str, int]] = {
    # what is edited, what it becomes, clauses voiced again
    "a clause": ("رقم 3،", "رقم 9،", 2),
    "a sentence more": (
        "رقم 5،",
        "رقم 5، ونزل منها الركاب كلهم. وصلت السفينة إلى المرسى رقم 7،",
        2,
    ),
    "a sentence fewer": ("وصلت السفينة إلى المرسى رقم 4، ونزل منها الركاب كلهم.", "", 0),
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A section of six sentences in the offline voice, whose clips are not kept."""
    root = root_at(tmp_path_factory.mktemp("story") / "root", engine="espeak")
    root.write(NAME, STORY)
    root.build()
    return root.path


@pytest.mark.parametrize("edit", EDITS)
def test_only_an_edited_sentence_is_voiced_and_the_bytes_are_those_of_a_first_build(
    edit: str, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The passages of the others come from the last recording."""
    old, new, clauses = EDITS[edit]
    said: list[str] = []
    speak = espeak.Espeak.synthesize
    monkeypatch.setattr(
        espeak.Espeak,
        "synthesize",
        lambda self, text, voice: said.append(text) or speak(self, text, voice),
    )
    root = Root(shutil.copytree(story, tmp_path / "root"))
    root.write(NAME, STORY.replace(old, new, 1))
    root.build()
    assert len(said) == clauses
    edited = root.digests()
    shutil.rmtree(root.audio)
    root.build()
    assert root.digests() == edited


@pytest.mark.parametrize("edit", EDITS)
def test_the_forecast_counts_only_what_must_be_voiced(
    edit: str, story: Path, tmp_path: Path
) -> None:
    """A sixth of the section for one sentence of six."""
    old, new, clauses = EDITS[edit]
    root = Root(shutil.copytree(story, tmp_path / "root"))
    first = forecast(root.path, Options(force=True)).work[0].seconds
    root.write(NAME, STORY.replace(old, new, 1))
    (work,) = forecast(root.path, Options()).work
    assert work.seconds == pytest.approx(first * clauses / 12, rel=0.35)


@pytest.mark.parametrize("harm", [b"\xff\n\xff"])
def test_what_is_kept_of_sentences_is_no_condition(
    harm: bytes, story: Path, tmp_path: Path
) -> None:
    """Lost, damaged or another's: the section is made as a whole, with the same bytes."""
    takes = []
    for number, content in enumerate((None, harm)):
        root = Root(shutil.copytree(story, tmp_path / str(number)))
        for kept in root.audio.rglob("*.passages"):
            if content is not None:
                name, _, suffix = kept.name.split(".")
                sealed = hashlib.sha256(content).hexdigest()[:32]
                kept.with_name(f"{name}.{sealed}.{suffix}").write_bytes(content)
                kept.unlink()
        root.write(NAME, STORY.replace("رقم 2،", "رقم 8،"))
        assert not root.build().failed
        takes.append(root.digests())
    assert takes[0] == takes[1]
