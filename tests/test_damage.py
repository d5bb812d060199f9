"""A root in which something was damaged, killed, or meant to harm: nothing is lost, nothing gets out."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO
from xml.etree import ElementTree

import fakes
import pytest
from harm import HARMS
from workspace_tools import SCRIPT, Root, root_at

from podcast import spoken_form
from podcast.arabic.reading import Reader, Reading
from podcast.cache import FOR_GOOD, Cache
from podcast.errors import Fault, InputError, OutputError, PodcastError
from podcast.formats import files
from podcast.model import Script, Section
from podcast.pipeline import events, lock, publication, stage, state
from podcast.pipeline.catalog import listing, locate
from podcast.pipeline.preflight import check
from podcast.pipeline.workspace import open_workspace
from podcast.published import load

SECRET = "a secret of somebody else's\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published show of two episodes, beside files that nothing may touch."""
    place = tmp_path_factory.mktemp("built")
    (place / "outside").mkdir()
    (place / "outside/secret.md").write_text(f"# {SECRET}\n\n{SECRET}", "utf-8")
    made = root_at(place / "root", base_url="https://example.org/show/")
    made.write("2025-03-08-sea.md", SCRIPT.replace("أول", "ثاني"))
    with pytest.MonkeyPatch.context() as patch:
        fakes.install(place / "engine", patch)
        made.build()
    return place


@pytest.fixture
def root(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """The show, to be harmed."""
    fakes.install(tmp_path / "engine", monkeypatch)
    for name in ("outside", "root"):
        shutil.copytree(built / name, tmp_path / name)
    return Root(tmp_path / "root")


def outside(root: Root) -> dict[str, bytes]:
    """All that lies beside the root, and what of `script/` is not the program's."""
    there = [*(root.path.parent / "outside").rglob("*"), *(root.path / "script").glob("*.md")]
    return {str(path): path.read_bytes() for path in there if path.is_file()}


def items(root: Root) -> set[str]:
    feed = root.audio / "feed.xml"
    urls = (one.attrib["url"] for one in ElementTree.parse(feed).iter("enclosure"))
    return {url.rpartition("/")[2] for url in urls}


def lengths_agree(root: Root) -> bool:
    """Whether each file that a feed names is as long as it says."""
    for feed in (root.audio / "feed.xml", *root.audio.glob("*/feed.xml")):
        for one in ElementTree.parse(feed).iter("enclosure"):
            path = root.audio / one.attrib["url"].removeprefix("https://example.org/show/")
            if path.stat().st_size != int(one.attrib["length"]):
                return False
    return True


BOTH = {"first.mp3", "sea.mp3"}


# State, cache and published files


PLACES = (
    ".state.json",
    "feed.xml",
    "index.html",
    "cover.jpg",
    "first.mp3",
    "first/01.mp3",
    "first/feed.xml",
    "first/transcript.vtt",
    ".clips/*/*.mp3",
    ".clips/*/*.json",
    ".clips/*/*.jpg",
    ".clips/*/*.wav",
)


@pytest.mark.parametrize("place", PLACES)
def test_damage_is_mended(root: Root, place: str) -> None:
    """Each kind of damage in turn: the next build gives what was there, and touches nothing else."""
    before, around = root.digests(), outside(root)
    for harm in HARMS:
        for path in [
            one for one in sorted(root.audio.glob(place)) if one.is_file() and one.stat().st_size
        ][:3]:
            harm(path)
        if place.startswith(".clips"):  # nothing is asked of the cache while all stands
            (root.audio / state.NAME).unlink()
        assert root.build().failed == (), harm.__name__
        assert root.digests() == before, harm.__name__
        assert not any(path.is_symlink() for path in root.audio.rglob("*"))
        assert outside(root) == around


def test_nothing_is_written_through_a_hard_link(root: Root, tmp_path: Path) -> None:
    """Each file of the program's is one of somebody else's too: it is replaced, and theirs stays as it is."""
    check(root.path)
    outside = tmp_path / "hard-linked"
    outside.mkdir()
    own = [*root.audio.rglob("*"), root.path / "script/published.toml"]
    for number, path in enumerate([path for path in own if path.is_file()]):
        other = outside / str(number)
        other.write_bytes(path.read_bytes() + b"\n# another's")
        path.unlink()
        os.link(other, path)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in outside.iterdir()}
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "تبدّلت وطالت"))
    root.build()
    root.build(force=True)
    check(root.path)
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in outside.iterdir()
    } == before
    assert (root.audio / lock.NAME).stat().st_nlink == 1


@pytest.mark.parametrize("place", ["first", ".clips", ".stage", ".lock", ".clips/??"])
def test_folders_that_lead_elsewhere(root: Root, place: str) -> None:
    """A link where the program has a folder is none: nothing is written behind it."""
    before, around = root.digests(), outside(root)
    path = next(iter(sorted(root.audio.glob(place))), root.audio / place)
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    path.symlink_to(root.path.parent / "outside")
    root.write("2025-03-08-sea.md", SCRIPT.replace("أول", "ثالث"))
    assert root.build().failed == ()
    root.write("2025-03-08-sea.md", SCRIPT.replace("أول", "ثاني"))
    assert root.build().failed == ()
    assert root.digests() == before
    assert outside(root) == around


def test_audio_that_leads_elsewhere_is_refused(root: Root) -> None:
    shutil.rmtree(root.audio)
    root.audio.symlink_to(root.path.parent / "outside")
    with pytest.raises(InputError, match="leads out"):
        root.build()
    assert sorted(path.name for path in (root.path.parent / "outside").iterdir()) == ["secret.md"]


def sealed(root: Root, change: Callable[[dict[str, object]], object]) -> None:
    """The state with something changed and its seal set again, as who means harm would."""
    import hashlib

    raw = json.loads((root.audio / state.NAME).read_bytes().partition(b"\n")[2])
    change(raw)
    body = json.dumps(raw).encode()
    seal = hashlib.sha256(body).hexdigest().encode()
    (root.audio / state.NAME).write_bytes(seal + b"\n" + body)


HOSTILE_STATES: dict[str, Callable[[dict[str, object]], object]] = {
    "another version": lambda raw: raw.update(version=99),
    "a list": lambda raw: raw.update(made=[]),
    "a path out": lambda raw: raw["made"]["first"]["files"].update(  # type: ignore[index]
        {"../../outside/secret.md": [1, 1, "x", ""]}
    ),
    "another's path": lambda raw: raw["made"]["first"]["files"].update(  # type: ignore[index]
        {"sea.mp3": [1, 1, "x", ""]}
    ),
    "a page out": lambda raw: raw["pages"].update(  # type: ignore[attr-defined]
        {"../../outside/secret.md": [1, 1, "x", ""]}
    ),
    "an input out": lambda raw: raw["made"]["first"]["inputs"].update(  # type: ignore[index]
        {"../outside/secret.md": [1, 1, "x", ""]}
    ),
    "a slug out": lambda raw: raw["made"].update({"../x": raw["made"]["first"]}),  # type: ignore
    "a wrong type": lambda raw: raw["made"]["first"]["episode"].update(size="1"),  # type: ignore[index]
    "no date": lambda raw: raw["made"]["first"]["episode"].update(published="x"),  # type: ignore[index]
}


@pytest.mark.parametrize("change", HOSTILE_STATES.values(), ids=HOSTILE_STATES)
def test_a_state_that_means_harm(root: Root, change: Callable[[dict[str, object]], object]) -> None:
    """It is believed in nothing: what it names outside stays, and both episodes stay in the feed."""
    before, around = root.digests(), outside(root)
    sealed(root, change)
    assert listing(root.path)
    root.write("2025-03-01-first.md", SCRIPT.replace("## الباب الثالث\n\nوهذه خاتمة الحلقة.\n", ""))
    root.build()
    root.write("2025-03-01-first.md", SCRIPT)
    assert root.build().failed == ()
    assert (root.digests(), outside(root)) == (before, around)


@pytest.mark.parametrize("text", ["[" * 100_000, "{}", "[]", "null", "\x00", '{"version": 3}'])
def test_a_state_that_is_none(root: Root, text: str) -> None:
    (root.audio / state.NAME).write_text(text)
    assert root.build("sea").failed == ()
    assert items(root) == BOTH


# The feed never loses an episode that is published


@pytest.mark.parametrize("asked", [{"sections": (1,)}, {}])
def test_one_episode_asked_for_without_a_state(root: Root, asked: dict[str, object]) -> None:
    """The others are made again, from the cache: the feed has them all."""
    before = root.digests()
    (root.audio / state.NAME).unlink()
    root.build("sea", **asked)
    assert items(root) == BOTH
    root.build()
    assert root.digests() == before


@pytest.mark.parametrize("audio", ["gone", "without a state"])
def test_no_feed_that_would_lose_an_episode(root: Root, audio: str) -> None:
    """One script cannot be read and nothing else tells of it: no feed, a sentence that names it, and rc 1."""
    before = (root.audio / "feed.xml").read_bytes()
    root.write("2025-03-01-first.md", "---\ndate: never\n---\n" + SCRIPT)
    root.write("2025-03-08-sea.md", SCRIPT.replace("أول", "ثالث"))
    if audio == "gone":
        shutil.rmtree(root.audio)
    else:
        (root.audio / state.NAME).unlink()
    report = root.build()
    lost = report.failed[-1]
    assert isinstance(lost, OutputError)
    assert "first" in str(lost)
    if audio == "gone":
        assert not (root.audio / "feed.xml").exists()
        assert (root.audio / "sea.mp3").is_file()
    else:
        assert (root.audio / "feed.xml").read_bytes() == before
        assert lengths_agree(root)
    root.write("2025-03-01-first.md", SCRIPT)
    assert root.build().failed == ()
    assert items(root) == BOTH
    assert lengths_agree(root)


def test_a_first_build_that_fails_leaves_no_feed(tmp_path: Path, root: Root) -> None:
    new = root_at(tmp_path / "new")
    new.write("2025-03-01-first.md", f"# س\n\n{fakes.FAILS_ON}\n")
    assert new.build().failed
    assert not (new.audio / "feed.xml").exists()


def test_a_script_that_breaks_keeps_its_episode(root: Root) -> None:
    root.write("2025-03-01-first.md", "---\ndate: never\n---\n" + SCRIPT)
    assert root.build().failed
    assert items(root) == BOTH


@pytest.mark.parametrize(
    ("why", "told"), [("lost", True), ("held", False), ("draft", False), ("no script", False)]
)
def test_check_names_what_the_feed_lacks(root: Root, why: str, told: bool) -> None:
    """An episode that apps know, unless its author has taken it back or its day is still to come."""
    feed = root.audio / "feed.xml"
    text = feed.read_text("utf-8")
    begin = text.rindex("<item>")
    feed.write_text(text[:begin] + text[text.rindex("</item>") + len("</item>") :], "utf-8")
    (gone,) = BOTH - items(root)
    slug = gone.removesuffix(".mp3")
    script = next((root.path / "script").glob(f"*-{slug}.md"))
    record = root.path / "script/published.toml"
    if why == "held":
        known = record.read_text("utf-8")
        assert f"episodes.{slug}.guid" in known
        record.write_text(f"{known}episodes.{slug}.held = true\n", "utf-8")
    elif why == "draft":
        script.write_text(f"---\ndraft: true\n---\n{SCRIPT}", "utf-8")
    elif why == "no script":
        script.unlink()
    lost = [one for one in check(root.path) if one.rule == "episode-lost"]
    assert [one.fields["slug"] for one in lost] == ([slug] if told else [])


def test_a_draft_is_not_built_and_leaves(root: Root) -> None:
    """Its author says so; empty ones too, and what the program does not know of other keys is named once."""
    root.write(
        "2025-03-01-first.md", "---\ndraft: true\ntags: [a, b]\naliases:\n  - x\n---\n" + SCRIPT
    )
    root.write("new.md", "---\ndraft: true\nlayout: post\n---\n")
    report = root.build()
    assert report.failed == ()
    assert items(root) == {"sea.mp3"}
    told = [note for note in root.of(events.Note) if "is a draft again" in note.template]
    assert [dict(note.fields) for note in told] == [{"slug": "first"}]
    told = [note for note in root.of(events.Note) if "is ignored" in note.template]
    assert [dict(note.fields) for note in told] == [{"keys": "aliases, layout, tags"}]


def test_published_toml_lost(root: Root) -> None:
    """Guids and dates are taken from the state."""
    root.write("undated.md", SCRIPT.replace("أول", "ثالث"))
    root.build()
    path = root.path / "script/published.toml"
    before = load(path)
    path.unlink()
    root.write("undated.md", SCRIPT.replace("أول", "رابع"))
    root.build()
    after = load(path)
    kept = {slug: (one.guid, one.published) for slug, one in before.episodes.items()}
    assert {slug: (one.guid, one.published) for slug, one in after.episodes.items()} == kept
    assert after.guid == before.guid


def set_clock(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime(year, 12, 1, tzinfo=tz)

    monkeypatch.setattr(publication, "dt", SimpleNamespace(**{**vars(dt), "datetime": Clock}))


def test_a_show_that_has_long_rested_is_not_told_that_its_clock_is_wrong(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the clock is to date a new episode."""
    set_clock(monkeypatch, 2099)
    root.write("2025-03-08-sea.md", SCRIPT.replace("أول", "ثالث"))
    root.write("2025-03-09-dated.md", SCRIPT.replace("أول", "رابع"))
    root.build()
    assert not [note for note in root.of(events.Note) if "clock" in note.template]


@pytest.mark.parametrize(("year", "told"), [(2020, True), (2099, True), (2026, False)])
def test_a_clock_that_is_wrong(
    root: Root, monkeypatch: pytest.MonkeyPatch, year: int, told: bool
) -> None:
    """What is published stays so with its date, and the wrong clock is reported."""
    before = {
        one.slug: one.published
        for one in load(root.path / "script/published.toml").episodes.values()
    }

    set_clock(monkeypatch, year)
    shutil.rmtree(root.audio)
    root.write("2025-03-08-sea.md", SCRIPT.replace("أول", "ثالث"))
    root.write("new.md", SCRIPT.replace("أول", "رابع"))
    root.build()
    assert items(root) == {*BOTH, "new.mp3"}
    after = load(root.path / "script/published.toml").episodes
    assert {slug: after[slug].published for slug in before} == before
    assert after["new"].published >= max(before.values())
    assert any("clock" in note.template for note in root.of(events.Note)) is told


def test_a_build_killed_after_it_had_recorded_a_new_name(root: Root) -> None:
    """`published.toml` knows the script by it, the state by the old one: the episode is the same."""
    state_file = root.audio / state.NAME
    old = state_file.read_bytes()
    script = root.path / "script/2025-03-08-sea.md"
    script.rename(script.with_name("2025-03-08-ocean.md"))
    root.build()
    state_file.write_bytes(old)
    assert root.build("first").failed == ()
    assert items(root) == BOTH


# Half-published


def test_an_edit_saved_while_a_build_runs_is_published_by_the_next(root: Root) -> None:
    """Keys come from the bytes that were read: of scripts, pictures and templates."""
    second = SCRIPT.replace("واحدة لا غير", "واحدة ثالثة")
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "واحدة ثانية"))

    def save(event: events.Event) -> None:
        if isinstance(event, events.SectionDone):
            root.write("2025-03-01-first.md", second)

    from podcast.pipeline.freshness import Options
    from podcast.pipeline.run import build

    build(root.path, Options(jobs=1), save)
    report = root.build()
    assert report.made == ("first",)
    assert "واحدة ثالثة" in (root.audio / "first/transcript.vtt").read_text("utf-8")


def test_a_picture_replaced_under_its_name_is_republished(root: Root) -> None:
    from PIL import Image

    def paint(colour: str) -> None:
        Image.new("RGB", (1400, 1400), colour).save(root.path / "script/own.jpg")

    paint("red")
    root.write("2025-03-01-first.md", f"---\nimage: own.jpg\n---\n{SCRIPT}")
    root.build()
    before = root.digests()["first/cover.jpg"]
    paint("blue")
    assert root.build().made == ("first",)
    assert root.digests()["first/cover.jpg"] != before
    os.utime(root.path / "script/own.jpg")
    assert root.build().made == ()


@pytest.mark.parametrize("suffix", [".json", ".passages"])
def test_killed_between_the_sound_of_a_section_and_what_is_known_of_it(
    root: Root, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """A voice that never sounds the same twice: the next build trusts no facts of the earlier sound."""
    calls: list[str] = []

    def longer(self: fakes.Tones, text: str, voice: object) -> bytes:
        calls.append(text)
        return fakes.tone(fakes.pitch_of(text), 12 * len(text) + 9 * len(calls))

    monkeypatch.setattr(fakes.Tones, "repeatable", False, raising=False)
    monkeypatch.setattr(fakes.Tones, "synthesize", longer)
    for script in (root.path / "script").glob("*-sea.md"):
        script.unlink()
    root.build(force=True)
    with monkeypatch.context() as patch:
        patch.setattr(Cache, "get", ended_at(suffix, Cache.get))
        with pytest.raises(KeyboardInterrupt):
            root.build(force=True)
    (script,) = (root.path / "script").glob("*.md")
    script.write_text(script.read_text("utf-8").replace("خاتمة", "نهاية"), "utf-8")
    root.build()
    made = len(calls)
    clean = Root(root.path.parent / "clean")
    shutil.copytree(root.path / "script", clean.path / "script")
    for clip in root.audio.glob(f".clips/*/*{FOR_GOOD}*"):
        there = clean.audio / clip.relative_to(root.audio)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(clip, there)
    clean.build()
    assert len(calls) == made, "of the same clips"
    for name in (f"{script.stem[11:]}.mp3", f"{script.stem[11:]}/transcript.vtt"):
        assert (clean.audio / name).read_bytes() == (root.audio / name).read_bytes()


def ended_at(suffix: str, get: Callable[..., Path]) -> Callable[..., Path]:
    """As `Cache.get`, until such a file is to be made anew."""

    def until(self: Cache, recipe: str, kind: str, *rest: Any, remake: bool = False) -> Path:
        if kind == suffix and remake:
            raise KeyboardInterrupt
        return get(self, recipe, kind, *rest, remake=remake)

    return until


@pytest.mark.parametrize("moves", range(0, 8, 2))
def test_killed_between_two_moves(root: Root, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    """The journal remains: the next start makes the rest of the moves, even if nothing is to be built."""
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "تبدّلت وطالت كثيرا جدا"))
    replace, done = os.replace, []

    def dying(source: Path, target: Path) -> None:
        if "/.stage/" in str(source) and "/.stage/" not in str(target):
            done.append(target)
            if len(done) > moves:
                raise SystemExit
        replace(source, target)

    monkeypatch.setattr(stage.os, "replace", dying)
    monkeypatch.setattr(stage.Stage, "drop", lambda self: None)
    with pytest.raises(SystemExit):
        root.build()
    monkeypatch.undo()
    assert stage.begin(root.audio).files == {}
    assert lengths_agree(root)
    assert not (root.audio / stage.FOLDER).exists()


def test_a_journal_that_means_harm(root: Root) -> None:
    """It moves nothing out of audio/, and takes nothing away there."""
    import hashlib

    around = outside(root)
    text = json.dumps([["../../outside/x"], ["../../outside/secret.md"]])
    folder = root.audio / stage.FOLDER
    (folder / "new").mkdir(parents=True)
    sealed = {"seal": hashlib.sha256(text.encode()).hexdigest(), "steps": text}
    (folder / stage.JOURNAL).write_text(json.dumps(sealed))
    root.build()
    assert outside(root) == around


@pytest.mark.parametrize("name", ["page.css", "episode.html.j2", "show.html.j2", "feed.xml.j2"])
def test_a_broken_template_publishes_nothing_by_halves(root: Root, name: str) -> None:
    """What can fail is tried before anything is moved."""
    before = root.digests()
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "تبدّلت وطالت كثيرا جدا"))
    if name == "page.css":
        (root.path / "script" / name).mkdir()
    else:
        root.write(name, "{{ nothing.at.all }}")
    with suppress(PodcastError):
        assert root.build().failed
    assert root.digests() == before


@pytest.mark.parametrize("folder", ["script/", ""])
def test_a_feed_that_is_no_xml_is_told_with_its_template(root: Root, folder: str) -> None:
    """The file as its author knows it, and the line."""
    own = dict(open_workspace(root.path).looks)["feed.xml.j2"]
    broken = own.replace("<language>", "<language>&", 1)
    (root.path / f"{folder}feed.xml.j2").write_text(broken, "utf-8")
    line = own[: own.index("<language>")].count("\n") + 1
    with pytest.raises(InputError) as caught:
        root.build()
    assert caught.value.place == f"{folder}feed.xml.j2:{line}"


def test_a_second_build_waits_and_says_for_whom(root: Root) -> None:
    """The lock has the holder's number; a number left by a process that is gone holds nobody up."""
    told: list[int] = []
    (root.audio / lock.NAME).write_text("999999")
    with lock.holding(root.audio, told.append):
        assert lock.holder(root.audio) == os.getpid()
        held = subprocess.run(
            [sys.executable, "-c", WAITER, str(root.audio)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert told == []
    assert held.stdout == f"{os.getpid()}\n"
    assert lock.holder(root.audio) == 0


def test_two_builds_at_once(root: Root) -> None:
    """Each makes its own episode; what both leave is what one would have."""
    for name, word in (("2025-03-01-first", "ألف"), ("2025-03-08-sea", "باء")):
        root.write(f"{name}.md", SCRIPT.replace("واحدة", word))
    builds = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "podcast",
                "-C",
                str(root.path),
                "build",
                "-q",
                "--jobs",
                "1",
                slug,
            ],
            stderr=subprocess.PIPE,
        )
        for slug in ("first", "sea")
    ]
    told = [build.communicate()[1].decode() for build in builds]
    assert [build.returncode for build in builds] == [0, 0], told
    assert items(root) == BOTH
    assert lengths_agree(root)
    before = root.digests()
    assert root.build().made == ()
    shutil.rmtree(root.audio)
    root.build()
    assert root.digests() == before


WAITER = """
import os, sys
from pathlib import Path
from podcast.pipeline.lock import holding
def told(number):
    print(number, flush=True)
    os._exit(0)
with holding(Path(sys.argv[1]), told):
    print("not held")
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_worker_outlives_its_build(
    root: Root, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    """Not even one that is in the middle of a long request, however the parent ends, and silently."""
    monkeypatch.setenv("TONES_SECONDS", "600")
    root.write("2025-03-01-first.md", SCRIPT.replace("ال", "لل"))
    process = subprocess.Popen(
        [sys.executable, "-m", "podcast", "-C", str(root.path), "build", "-q", "--jobs", "2"],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for(lambda: len(session(process.pid)) >= 2, 60)
    process.send_signal(how)
    process.wait()
    wait_for(lambda: not session(process.pid), 60)
    assert process.stderr
    assert process.stderr.read() == b""


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def session(number: int) -> list[str]:
    """Processes that a build has started, and itself."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(number) and fields[0] != "Z":
            found.append(entry.parent.name)
    return found


# Roots that mean harm, and files that are none


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("x.md", "outside/secret.md"),
        ("x.md", "/etc/passwd"),
        ("lexicon.toml", "/etc/passwd"),
        ("page.css", "outside/secret.md"),
        ("x.md", "root/script/x.md"),
    ],
)
def test_links_out_of_the_root_are_not_followed(root: Root, name: str, target: str) -> None:
    path = root.path / "script" / name
    path.symlink_to(root.path.parent / target)
    try:
        (error,) = root.build().failed
    except InputError as raised:
        error = raised
    assert "leads out" in str(error)
    assert name in error.file
    assert not any(SECRET.strip() in text for text in texts(root))


def texts(root: Root) -> list[str]:
    return [path.read_text("utf-8", "replace") for path in root.audio.rglob("*.vtt")]


def test_links_within_the_root_are_the_roots_own(root: Root) -> None:
    root.write("../articles/third.md", SCRIPT.replace("أول", "ثالث"))
    (root.path / "script/third.md").symlink_to("../articles/third.md")
    assert root.build().made == ("third",)


@pytest.mark.parametrize("image", ["../../outside/secret.jpg", "/dev/zero", "link.jpg", "pipe.jpg"])
def test_a_picture_that_is_not_the_roots(root: Root, image: str) -> None:
    (root.path / "script/link.jpg").symlink_to("/dev/zero")
    os.mkfifo(root.path / "script/pipe.jpg")
    root.write("2025-03-01-first.md", f"---\nimage: {image}\n---\n{SCRIPT}")
    (error,) = root.build().failed
    assert error.exit_code == 2
    assert items(root) == BOTH


@pytest.mark.parametrize(
    "name", ["show.toml", "lexicon.toml", "published.toml", "x.md", "page.css"]
)
@pytest.mark.parametrize("kind", ["pipe", "large"])
def test_files_without_end(root: Root, name: str, kind: str) -> None:
    """A pipe, or a file of a gigabyte that takes no room: a sentence with its name, at once."""
    path = root.path / "script" / name
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        with path.open("wb") as file:
            file.truncate(1 << 30)
    if (kind, name) == ("pipe", "x.md"):  # which is no script at all
        assert root.build().failed == ()
        return
    try:
        (error,) = root.build().failed
    except InputError as raised:
        error = raised
    assert name in error.file
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("rate", "told"),
    [(1, "1 samples a second"), (2**31 - 1, "samples a second"), (0, "music that can be read")],
)
def test_music_of_no_rate(root: Root, rate: int, told: str) -> None:
    """A broken head of 44 bytes could ask for gigabytes: it is told of with the file's name."""
    body = bytes(100)
    form = struct.pack("<HHIIHH", 1, 1, rate, 2 * rate & 0xFFFFFFFF, 2, 16)
    head = b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt " + struct.pack("<I", 16) + form
    data = head + b"data" + struct.pack("<I", len(body)) + body
    (root.path / "script/m.wav").write_bytes(data)
    with (root.path / "script/show.toml").open("a") as out:
        out.write('\n[music]\nintro = "m.wav"\n')
    errors = root.build().failed
    assert {error.file for error in errors} == {"script/m.wav"}
    assert all(told in str(error) for error in errors)
    assert items(root) == BOTH


@pytest.mark.parametrize("side", [7_000, 30_000, 2**31 - 1])
def test_a_picture_that_is_too_large_is_called_so(root: Root, side: int) -> None:
    """Before its pixels are opened."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"x"))
    (root.path / "script/h.png").write_bytes(data)
    root.write("2025-03-01-first.md", f"---\nimage: h.png\n---\n{SCRIPT}")
    (error,) = root.build().failed
    assert "pixels; make it a square of 1400 to 3000" in str(error)


def test_a_number_without_end_is_told_of_with_its_line(root: Root) -> None:
    root.write("bad.md", "# س\n\nكلمة.\n\nالرقم " + "٩" * 4_500 + "\n")
    (error,) = root.build().failed
    assert (error.file, error.line) == ("script/bad.md", 5)
    assert "shorten it" in str(error)


BAD = {
    "stars": "# س\n\n" + "**" * 2_000 + "كلمة\n",
    "brackets": "# س\n\n" + "[" * 2_000 + "كلمة\n",
    "quotes": "# س\n\n" + "> " * 3_000 + "كلمة\n",
    "lists": "# س\n\n" + "\n".join("  " * n + "- كلمة" for n in range(300)) + "\n",
    "a season": "---\nseason: " + "9" * 5_000 + "\n---\n# س\n\nكلمة.\n",
    "a number of TOML": "+++\nnumber = " + "9" * 5_000 + "\n+++\n# س\n\nكلمة.\n",
    "a deep key": "+++\n" + "a." * 2_000 + "a = 1\n+++\n# س\n\nكلمة.\n",
    "deep lists": "+++\na = " + "[" * 5_000 + "\n+++\n# س\n\nكلمة.\n",
    "controls": "# س\n\n" + "<!--pause:" + "9" * 5_000 + "-->كلمة\n",
}


FORMS = (
    "{0} {0}/{0} {0}-{0}-{0} {0}% ${0}.{0} 1.{0} {0}:{0} القرن_{0} المادة_{0}-{0} +{0}"
    " 10^{0} {0}×{0} {0}_ص ق_{0} من_{0}_إلى_{0} {0}kg v{0}.{0} رقم_{0}/{0}"
)


@pytest.mark.parametrize("form", FORMS.split())
def test_a_number_of_any_length_is_read(form: str) -> None:
    """Digit by digit; Python itself takes no whole number of more than 4,300."""
    text = form.replace("_", " ").format("9" * 4_500)
    assert spoken_form(text).count("تِسْعَ") >= 4_500


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_one_bad_script_stops_no_other(root: Root, text: str) -> None:
    """It is built, or reported by its name; the others are built."""
    root.write("bad.md", text)
    root.write("good.md", SCRIPT.replace("أول", "ثالث"))
    report = root.build()
    assert "good" in report.made
    assert all("script/bad.md" in str(error) for error in report.failed)
    assert len(report.made) + len(report.failed) == 2


def test_a_name_that_is_no_text(root: Root) -> None:
    name = os.fsencode(root.path / "script") + b"/x\xff\x1b[31m.md"
    with open(name, "wb") as file:
        file.write(SCRIPT.encode())
    root.write("good.md", SCRIPT.replace("أول", "ثالث"))
    report = root.build()
    assert report.made == ("good",)
    assert len(report.failed) == 1


def test_an_episode_in_another_encoding_is_reported_by_its_slug(root: Root) -> None:
    """Its name tells its slug, though nothing of it can be read."""
    path = root.path / "script/2025-04-01-old.md"
    path.write_bytes("# مقال قديم\n\nنصّ المقال القديم كله.\n".encode("windows-1256"))
    for ask in (lambda: root.build("old"), lambda: locate(root.path, "old")):
        with pytest.raises(InputError, match="windows-1256") as caught:
            ask()
        assert caught.value.file == "script/2025-04-01-old.md"


def test_copies_are_reported_and_not_published(root: Root) -> None:
    text = SCRIPT.replace("أول", "ثاني")
    for name in ("2025-03-08-sea (1).md", "2025-03-08-sea.sync-conflict-20250101-101010-ABC.md"):
        root.write(name, text)
    root.write("2025-03-08-sea (2).md", "# غيره تماما\n\nنصّ آخر لا شيء فيه من ذاك.\n")
    root.write("page.html", "<p>")
    report = root.build()
    assert len(report.made) == 1
    assert [str(dict(note.fields).get("file")) for note in root.of(events.Note)][:3] == [
        "script/2025-03-08-sea (1).md",
        "script/2025-03-08-sea.sync-conflict-20250101-101010-ABC.md",
        "script/page.html",
    ]


def test_play_leads_nowhere_else(root: Root) -> None:
    (root.audio / "first.mp3").unlink()
    (root.audio / "first.mp3").symlink_to(root.path.parent / "outside/secret.md")
    with pytest.raises(InputError):
        locate(root.path, "first")


def test_a_fault_of_the_program_is_called_one_and_stops_no_other(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the line whose words it met, and where in the program it was; an author's is never called so."""
    from podcast import arabic

    read = arabic.read

    def failing(section: Section, reader: Reader | None = None) -> Reading:
        if any("خراب" in block.text for block in section.blocks):
            raise KeyError("of our own")
        return read(section, reader)

    monkeypatch.setattr(arabic, "read", failing)
    root.write("bad.md", "# س\n\nكلمة.\n\nخراب.\n")
    root.write("good.md", SCRIPT.replace("أول", "ثالث"))
    report = root.build()
    assert report.made == ("good",)
    (fault,) = report.failed
    assert isinstance(fault, Fault)
    assert (fault.file, fault.line, fault.exit_code) == ("script/bad.md", 5, 1)
    assert "bug in the program: KeyError: 'of our own'" in str(fault)
    assert "failing" in str(fault.fields["trace"])


@pytest.mark.parametrize(("error", "words"), [(RecursionError, "nested"), (MemoryError, "memory")])
def test_what_is_too_much_for_a_reader_is_reported_with_its_line(
    root: Root, monkeypatch: pytest.MonkeyPatch, error: type[Exception], words: str
) -> None:
    from podcast import script

    parse = script.parse

    def failing(text: str, name: str) -> Script:
        if "[[[[" in text:
            raise error
        return parse(text, name=name)

    monkeypatch.setattr(script, "parse", failing)
    root.write("bad.md", "# س\n\nكلمة.\n\nثم [[[[ هنا.\n\nكلمة.\n")
    (told,) = root.build().failed
    assert (told.file, told.line, told.exit_code) == ("script/bad.md", 5, 2)
    assert words in str(told)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# س\n\nكلمة.\n\n" + "ك" * 2_000 + "\n", 5, "a thousand signs"),
        ("# س\n\nhttps://x.org/" + "a." * 900 + "com\n", 3, "a thousand signs"),
        ("---\ndate: 2025-01-01\ntitle: " + "كلمة " * 400 + "\n---\nكلمة.\n", 3, "this title has"),
        ("# س\n\nكلمة.\n\n## " + "كلمة " * 400 + "\n\nكلمة.\n", 5, "this title has"),
        ("+++\na.b.c = 1\n" + "a." * 2_000 + "a = 1\n+++\nكلمة.\n", 3, "too many tables deep"),
    ],
)
def test_what_is_not_text_is_reported_with_its_line(
    root: Root, text: str, line: int, words: str
) -> None:
    root.write("bad.md", text)
    (told,) = root.build().failed
    assert (told.file, told.line) == ("script/bad.md", line)
    assert words in str(told)


def test_an_engine_that_is_none_is_told_with_its_line(root: Root) -> None:
    """The show's at once; a speaker's where an episode has that voice, and the others are built."""
    settings = (root.path / "script/show.toml").read_text("utf-8")
    voiced = settings + '\n[voices.hind]\nname = "f2"\nengine = "none-such"\n'
    root.write("show.toml", voiced)
    root.write("third.md", "---\nvoice: hind\n---\n# ثالثة\n\nجملة.\n")
    root.write("fourth.md", "# رابعة\n\nجملة.\n")
    report = root.build()
    assert set(report.made) == {"first", "sea", "fourth"}
    (error,) = report.failed
    line = voiced.split("\n").index('engine = "none-such"') + 1
    assert (error.file, error.line) == ("script/show.toml", line)
    root.write("show.toml", settings.replace('"tones"', '"none-such"'))
    line = settings.split("\n").index('engine = "tones"') + 1
    with pytest.raises(InputError, match="there is no engine") as told:
        root.build()
    assert (told.value.file, told.value.line) == ("script/show.toml", line)


DYING = """
import os, signal, sys, time
from pathlib import Path
from podcast.pipeline import stage
from podcast.pipeline.lock import holding
rename, build, audio = stage._rename, os.getpid(), Path(sys.argv[1])
def slow(ready):
    for one in ready:
        rename([one])
        if one[1].endswith("first.mp3"):
            os.kill(build, signal.SIGKILL)
            time.sleep(0.2)
stage._rename = slow
with holding(audio, print):
    step = stage.begin(audio)
    for name in ("first.mp3", "feed.xml"):
        step.put(name, lambda out: out.write(b"new"))
    step.commit()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_killed_between_media_and_feed(root: Root) -> None:
    """The moves are completed all the same, and until then the lock is held: nobody builds in between."""
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(root.audio)], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with lock.holding(root.audio, lambda process: None):
        assert (root.audio / "first.mp3").read_bytes() == b"new"
        assert (root.audio / "feed.xml").read_bytes() == b"new"


def test_who_asks_the_program_to_end_is_heard_after_the_step(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever signal comes while the journal is written: all is moved, then the signal counts."""

    class EndedError(Exception):
        pass

    def ends(number: int, _: object) -> None:
        raise EndedError(number)

    write = stage._write_journal
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def called(*steps: Any) -> None:
        for one in signals:
            os.kill(os.getpid(), one)
        write(*steps)
        assert (root.audio / stage.FOLDER / stage.JOURNAL).exists()

    monkeypatch.setattr(stage, "_write_journal", called)
    before = {one: signal.signal(one, ends) for one in signals}
    try:
        made = stage.begin(root.audio)
        stood = made.put("new.mp3", lambda out: out.write(b"x"))
        with pytest.raises(EndedError):
            made.commit()
        assert all(signal.getsignal(one) is ends for one in signals)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    assert (root.audio / "new.mp3").stat().st_size == stood.size == 1
    assert not (root.audio / stage.FOLDER).exists()


def test_no_move_frees_what_it_replaces(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk takes milliseconds to free a file's blocks, in which a feed would tell of another length."""
    rename, links = stage._rename, []

    def looked(ready: Sequence[tuple[str, str]]) -> None:
        links.extend(os.stat(target).st_nlink for _, target in ready if os.path.exists(target))
        rename(ready)

    monkeypatch.setattr(stage, "_rename", looked)
    monkeypatch.setattr(stage, "_moved_apart", lambda ready: False)
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "تبدّلت وطالت كثيرا جدا"))
    root.build()
    assert len(links) > 3
    assert set(links) == {2}
    assert not (root.audio / stage.FOLDER).exists()
    assert all(path.stat().st_nlink == 1 for path in root.audio.rglob("*.mp3"))


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("lexicon.toml", "words = 5\n", "script/lexicon.toml:1"),
        ("show.toml", 'title = "{long}"\n', "script/show.toml:1"),
        ("show.toml", 'title = "x"\ndisclosure = "{long}"\n', "script/show.toml:2"),
        ("show.toml", 'title = "x"\nengine = "espeak"\n[voice]\nname = "none"\n', "script/show.toml:4"),
        ("bad.md", "---\nvoice: none\n---\nكلمة.\n", "script/bad.md:2"),
        ("bad.md", "---\ntitle: x\nperson: {long}\n---\nكلمة.\n", "script/bad.md:3"),
        ("bad.md", "---\nvoice: espeak:../../x\n---\nكلمة.\n", "script/bad.md"),
        ("show.html.j2", "\n{{ nothing.at.all }}", "script/show.html.j2:2"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_reported_with_its_place(
    root: Root, name: str, text: str, place: str
) -> None:
    root.write(name, text.replace("{long}", "كلمة " * 10_000))
    try:
        errors = root.build().failed
    except InputError as error:
        errors = (error,)
    assert errors
    assert {error.place for error in errors} == {place}
    assert {error.exit_code for error in errors} == {2}


def test_music_without_numbers_is_none(root: Root) -> None:
    form = struct.pack("<HHIIHH", 3, 1, 44_100, 4 * 44_100, 4, 32)
    body = struct.pack("<f", float("nan")) * 500 + struct.pack("<f", float("inf")) * 500
    head = b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt " + struct.pack("<I", 16) + form
    data = head + b"data" + struct.pack("<I", len(body)) + body
    (root.path / "script/m.wav").write_bytes(data)
    with (root.path / "script/show.toml").open("a") as out:
        out.write('\n[music]\nintro = "m.wav"\n')
    assert all("is not music" in str(error) for error in root.build().failed)
    assert items(root) == BOTH


def full_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> list[Path]:
    """The disk has room for so many files; those that it had none for."""
    replacing, left, refused = files.replacing, [writes], []

    @contextmanager
    def limited(path: Path, **how: Any) -> Iterator[BinaryIO]:
        with replacing(path, **how) as out:
            yield out
            left[0] -= 1
            if left[0] < 0:
                refused.append(path)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(files, "replacing", limited)
    return refused


@pytest.mark.parametrize("step", ["first", "edit", "rename"])
def test_a_disk_that_is_full_at_any_file(root: Root, tmp_path: Path, step: str) -> None:
    """Whatever there was room for: no episode is lost, each length is true, and with room all is made.

    `bench/full.py` does the same with disks that are full, and with read-only ones.
    """
    script = root.path / "script/2025-03-01-first.md"
    if step == "first":
        shutil.rmtree(root.audio)
        (root.path / "script/published.toml").unlink()
    elif step == "edit":
        root.write(script.name, SCRIPT.replace("واحدة لا غير", "تبدّلت وطالت كثيرا جدا"))
    else:
        script.rename(script.with_name("2025-03-01-other.md"))
        root.write("2025-03-01-other.md", SCRIPT.replace("واحدة", "ثانية"))
    shutil.copytree(root.path, tmp_path / "whole/root")
    whole = Root(tmp_path / "whole/root")
    assert whole.build().failed == ()
    room, refused = 0, [script]
    while refused:
        shutil.copytree(root.path, tmp_path / f"{room}/root")
        tried = Root(tmp_path / f"{room}/root")
        with pytest.MonkeyPatch.context() as patch:
            refused = full_after(patch, room)
            try:
                errors = tried.build().failed
            except PodcastError as error:
                errors = (error,)
        assert bool(errors) == bool(refused)
        assert all("disk is full" in str(error) or "lose" in str(error) for error in errors)
        if (tried.audio / "feed.xml").exists():
            assert items(tried) >= (set() if step == "first" else BOTH)
            assert items(tried)
            assert lengths_agree(tried)
        assert tried.build().failed == ()
        assert tried.digests() == whole.digests()
        shutil.rmtree(tmp_path / f"{room}/root")
        room = room * 4 + 3
    assert room > 7


def test_a_source_without_end_is_refused(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device or a pipe that somebody names: as much is read of it as an article may have."""
    from podcast.pipeline import importing

    monkeypatch.setattr(importing, "MOST", 1 << 20)
    options = importing.ImportOptions(dt.date(2025, 4, 1))
    sources = ["/dev/zero", "-"]
    (one, two) = importing.add(root.path, sources, options, lambda: bytes((1 << 20) + 1))
    for added in (one, two):
        assert added.error
        assert "is larger than" in str(added.error)
