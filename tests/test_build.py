"""The pipeline with a voice of tones: what is made, what is reused, what is never lost."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from email.utils import format_datetime
from pathlib import Path

import fakes
import pytest
from mp3_probe import probe
from mutagen import File
from workspace_tools import SCRIPT, Root, root_at

from podcast.engines.gtts import Gtts
from podcast.errors import EngineError, InputError, OutputError
from podcast.model import Voice
from podcast.pipeline import events, freshness, pool, publication
from podcast.pipeline.catalog import listing, locate
from podcast.pipeline.finding import source_of
from podcast.pipeline.freshness import Options
from podcast.pipeline.run import build
from podcast.pipeline.workers import WorkerPool
from podcast.pipeline.workspace import open_workspace
from podcast.published import load


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    monkeypatch.setenv("TONES_LOG", str(tmp_path / "said.txt"))
    return root_at(tmp_path / "root")


def said(root: Root) -> list[str]:
    """What the voice was asked to say since the last look."""
    log = root.path.parent / "said.txt"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


@pytest.mark.parametrize(
    ("name", "told"), [("2025-03-01-other.md", 1), ("2025-03-02-other.md", 0), ("other.md", 0)]
)
def test_two_scripts_of_a_day_with_one_title(root: Root, name: str, told: int) -> None:
    """One of them may be a copy; a daily show may call every episode the same."""
    root.write(name, SCRIPT.replace("واحدة لا غير", "من نص آخر"))
    root.build()
    notes = [note for note in root.of(events.Note) if "same title" in note.template]
    assert len(notes) == told


def test_a_build_makes_everything_an_app_looks_for(root: Root) -> None:
    """The episode, its sections, chapters, transcripts and feed are in audio/."""
    report = root.build()
    assert report.made == ("first",)
    made = {path for path in root.digests() if path.startswith("first") or path == "feed.xml"}
    assert made >= {
        "first.mp3",
        "first/01.mp3",
        "first/02.mp3",
        "first/03.mp3",
        "first/chapters.json",
        "first/transcript.vtt",
        "first/transcript.srt",
        "feed.xml",
    }


def test_chapters_are_the_sections(root: Root) -> None:
    """Titles exact, in order, contiguous, from 0 to the end of the file."""
    root.build()
    found = probe(root.audio / "first.mp3")
    assert [one.title for one in found.chapters] == ["الباب الأول", "الباب الثاني", "الباب الثالث"]
    assert found.chapters[0].start_ms == 0
    for one, after in zip(found.chapters, found.chapters[1:], strict=False):
        assert one.end_ms == after.start_ms
    assert abs(found.chapters[-1].end_ms - found.duration_ms) <= 1


def test_a_second_build_changes_no_byte_and_says_nothing(root: Root) -> None:
    """Nothing changed, nothing made, no file touched."""
    root.build()
    before = {path: (root.audio / path).stat().st_mtime_ns for path in root.digests()}
    said(root)
    report = root.build()
    assert (report.made, report.reused) == ((), ("first",))
    assert said(root) == []
    assert {path: (root.audio / path).stat().st_mtime_ns for path in root.digests()} == before


def test_one_edit_voices_one_section(root: Root) -> None:
    """Only the edited section is recorded again; the other section files stay as they are."""
    root.build()
    before = root.digests()
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "واحدة تبدّلت"))
    root.build()
    (done,) = root.of(events.EpisodeDone)
    assert (done.voiced, done.reused) == (1, 2)
    after = root.digests()
    changed = {path for path in after if after[path] != before.get(path)}
    assert "first/02.mp3" in changed
    assert not {"first/01.mp3", "first/03.mp3"} & changed


def test_a_title_of_the_show_re_voices_nothing(root: Root) -> None:
    """What is not heard re-makes no sound."""
    root.build()
    said(root)
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", settings.replace("برنامج", "برنامج آخر"))
    report = root.build()
    assert report.made == ("first",)
    assert said(root) == []


def test_a_longer_pause_asks_the_voice_for_nothing_new(root: Root) -> None:
    """Clips are kept: only the pause between them is made again."""
    root.build()
    said(root)
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", settings + "[pauses]\nsentence = 900\n")
    report = root.build()
    assert report.made == ("first",)
    assert said(root) == []


def test_audio_may_be_removed_and_comes_back_the_same(root: Root) -> None:
    """`rm -r audio` is safe: guids and dates live in script/published.toml."""
    root.build()
    before = root.digests()
    shutil.rmtree(root.audio)
    root.build()
    assert root.digests() == before


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_bytes_do_not_depend_on_the_number_of_jobs(
    root: Root, tmp_path: Path, jobs: int
) -> None:
    """One process or three: the same files."""
    root.build(jobs=1)
    other = root_at(tmp_path / "other")
    shutil.copy(root.path / "script/published.toml", other.path / "script/published.toml")
    other.build(jobs=jobs)
    assert other.digests() == root.digests()


@pytest.mark.parametrize(
    ("engine", "letters", "copies", "processes"),
    [
        ("espeak", 300, False, None),
        ("espeak", 1_200, False, 2),
        ("espeak", 2_400, False, 3),
        ("espeak", 9_000, False, 4),
        ("espeak", 300, True, None),
        ("espeak", 600, True, 2),
        ("tones", 300, False, 4),
    ],
)
def test_no_more_processes_than_the_text_is_worth(
    root: Root,
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
    letters: int,
    copies: bool,
    processes: int | None,
) -> None:
    """Of four sections and four processors; a voice whose clips are worth keeping is worth them all."""
    root.write("four.md", "# أ\n\n" + f"## ب\n\n{'كلمة ' * (letters // 20)}\n\n" * 4)
    workspace = open_workspace(root.path)
    jobs = freshness.jobs_of(workspace, source_of(workspace, "four")[1], engine, Options())
    monkeypatch.setattr(pool, "processors", lambda: 4)
    monkeypatch.setattr(pool, "is_safe", lambda: copies)
    monkeypatch.setattr(pool, "_copies", lambda work, count, meanwhile: WorkerPool(count))
    monkeypatch.setattr(fakes.Tones, "parallel", 0)
    with pool.workers(jobs) as crew:  # which starts a process only for its first section
        assert (crew and crew.processes) == processes
    with pool.workers(jobs, 2) as crew:
        assert (crew and crew.processes) == 2, "whoever asks for two gets two"


def test_a_failure_keeps_what_was_published(root: Root) -> None:
    """The voice fails on an edit: the old episode stays, in audio/ and in the feed."""
    root.build()
    before = root.digests()
    root.write("2025-03-01-first.md", SCRIPT.replace("خاتمة", fakes.FAILS_ON))
    report = root.build()
    assert [type(error) for error in report.failed] == [EngineError]
    assert root.digests() == before


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_cover_that_cannot_be_used_is_one_error(root: Root, content: bytes | None) -> None:
    """However many episodes wait for it, and before anything is voiced."""
    root.write("second.md", "# ثانية\n\nجملة.\n")
    root.write("show.toml", 'title = "برنامج"\ncover = "mine.jpg"\nengine = "tones"\n')
    if content is not None:
        (root.path / "script/mine.jpg").write_bytes(content)
    with pytest.raises(InputError) as caught:
        root.build()
    assert caught.value.file == "script/mine.jpg"
    assert not root.of(events.EpisodeFailed)
    assert not root.of(events.SectionDone)


def test_one_broken_script_does_not_keep_the_others_from_being_made(root: Root) -> None:
    """An empty file is an error of its own; the good episode is built all the same."""
    root.write("empty.md", "\n")
    report = root.build()
    assert report.made == ("first",)
    (error,) = report.failed
    assert isinstance(error, InputError)
    assert "script/empty.md" in str(error)


def test_a_block_loses_nothing(root: Root) -> None:
    """Clips voiced before a failure are not asked for again."""
    broken = SCRIPT.replace("خاتمة", fakes.FAILS_ON)
    root.write("2025-03-01-first.md", broken)
    root.build(jobs=1)
    first = said(root)
    assert first
    root.write("2025-03-01-first.md", SCRIPT)
    root.build(jobs=1)
    assert not set(said(root)) & set(first)


def test_force_voices_again(root: Root) -> None:
    """--force requests every clip again and ends with the same bytes."""
    root.build()
    before, first = root.digests(), said(root)
    root.build(force=True)
    assert sorted(said(root)) == sorted(first)
    assert root.digests() == before


def test_sections_only(root: Root) -> None:
    """--sections makes those files and leaves the episode for later."""
    root.build(sections=(2,))
    assert "first/02.mp3" in root.digests()
    assert "first.mp3" not in root.digests()
    assert root.build().made == ("first",)


def test_a_section_that_is_not_there(root: Root) -> None:
    """Asking for section 9 of 3 says so."""
    (error,) = root.build(sections=(9,)).failed
    assert isinstance(error, InputError)
    assert "1 to 3" in str(error)


def test_two_scripts_with_one_slug(root: Root) -> None:
    """They would overwrite each other: neither is built, each names the other, and the rest is made."""
    root.write("2025-04-01-first.md", SCRIPT)
    root.write("other.md", SCRIPT.replace("أول", "ثاني"))
    report = root.build()
    assert report.made == ("other",)
    places = [(error.file, error.fields["other"]) for error in report.failed]
    pair = ("script/2025-03-01-first.md", "script/2025-04-01-first.md")
    assert places == [pair, pair[::-1]]


def test_a_new_script_does_not_take_the_slug_of_a_published_one(root: Root) -> None:
    """The episode that apps know is built; the newcomer is reported."""
    root.build()
    root.write("2025-04-01-first.md", SCRIPT.replace("أول", "ثاني"))
    root.write("2025-03-01-first.md", SCRIPT + "\nزيادة.\n")
    report = root.build()
    assert report.made == ("first",)
    assert [error.file for error in report.failed] == ["script/2025-04-01-first.md"]


def test_an_unknown_episode_names_the_known_ones(root: Root) -> None:
    with pytest.raises(InputError, match=r"the episodes are: first$"):
        root.build("nosuch")


def test_an_unknown_engine_names_the_known_ones(root: Root) -> None:
    """Once, and no script is blamed; in the settings it is an error of its line."""
    with pytest.raises(InputError, match=r"^there is no engine “nosuch”; choose one of: .*espeak"):
        root.build(engine="nosuch")


def test_no_script_yet(root: Root) -> None:
    (root.path / "script/2025-03-01-first.md").unlink()
    with pytest.raises(InputError, match="no script yet"):
        root.build()


def test_a_fewer_section_takes_its_file_along(root: Root) -> None:
    """A script that lost a section leaves no stale file of it."""
    root.build()
    root.write("2025-03-01-first.md", SCRIPT[: SCRIPT.index("## الباب الثالث")])
    root.build()
    assert "first/03.mp3" not in root.digests()


def test_a_removed_script_leaves_the_feed_but_not_the_disk(root: Root) -> None:
    """Nothing published is deleted behind the author's back."""
    root.write("second.md", SCRIPT.replace("أول حلقة", "ثاني حلقة"))
    root.build()
    (root.path / "script/second.md").unlink()
    root.build()
    assert "second.mp3" in root.digests()
    assert "second.mp3" not in (root.audio / "feed.xml").read_text("utf-8")


def test_a_future_date_is_held_back(root: Root) -> None:
    """An episode dated tomorrow is built but not yet in the feed."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)
    root.write(f"{tomorrow}-later.md", SCRIPT)
    report = root.build()
    assert [one.slug for one in report.held_back] == ["later"]
    assert "later.mp3" not in (root.audio / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("", "2025-03-24T00:00:00+00:00"),
        ("Asia/Baghdad", "2025-03-23T21:00:00+00:00"),
        ("America/New_York", "2025-03-24T04:00:00+00:00"),
        ("Africa/Cairo", "2025-03-23T22:00:00+00:00"),
    ],
)
def test_a_day_begins_where_the_show_lives(root: Root, zone: str, at: str) -> None:
    """An episode dated by day is published at midnight there; its tags and its page tell that day."""
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", f'timezone = "{zone}"\n{settings}')
    root.write("2025-03-24-dated.md", SCRIPT.replace("أول", "ثاني"))
    root.build("dated")
    record = load(root.path / "script/published.toml").episodes["dated"]
    assert record.published == dt.datetime.fromisoformat(at)
    feed = (root.audio / "feed.xml").read_text("utf-8")
    assert f"<pubDate>{format_datetime(record.published)}</pubDate>" in feed
    assert str(File(root.audio / "dated.mp3")["TDRC"]) == "2025-03-24"
    assert 'datetime="2025-03-24' in (root.audio / "dated/index.html").read_text("utf-8")
    shutil.rmtree(root.audio)
    root.build("dated")
    assert load(root.path / "script/published.toml").episodes["dated"] == record


@pytest.mark.parametrize(
    ("zone", "now", "out"),
    [
        ("Asia/Baghdad", "2025-03-23T20:59:59+00:00", False),
        ("Asia/Baghdad", "2025-03-23T21:00:00+00:00", True),
        ("Africa/Cairo", "2025-03-23T21:30:00+00:00", False),
        ("America/New_York", "2025-03-24T03:59:59+00:00", False),
        ("America/New_York", "2025-03-24T04:00:00+00:00", True),
    ],
)
def test_an_episode_is_held_back_until_its_day_there(
    root: Root, monkeypatch: pytest.MonkeyPatch, zone: str, now: str, out: bool
) -> None:
    """It joins the feed at the first moment of its day where the show lives, whatever the machine's day."""
    moment = dt.datetime.fromisoformat(now)
    monkeypatch.setattr(publication, "time_now", lambda published, watch: moment)
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", f'timezone = "{zone}"\n{settings}')
    root.write("2025-03-24-dated.md", SCRIPT.replace("أول", "ثاني"))
    report = root.build("dated")
    assert [one.slug for one in report.held_back] == ([] if out else ["dated"])
    assert ("dated.mp3" in (root.audio / "feed.xml").read_text("utf-8")) is out


def test_a_soundbite_must_lie_in_the_episode(root: Root) -> None:
    """Where it ends and where the episode does, with the line; nothing is written over what was there."""
    root.build()
    before = root.digests()
    root.write("2025-03-01-first.md", f"---\nsoundbite: 0:01 3\nsoundbite: 0:05 90\n---\n{SCRIPT}")
    (error,) = root.build().failed
    assert str(error).startswith(
        "script/2025-03-01-first.md:3: this soundbite ends at 95 s, but the episode at 1"
    )
    assert root.digests() == before
    root.write("2025-03-01-first.md", f"---\nsoundbite: 0:01 3\n---\n{SCRIPT}")
    root.build()
    assert 'startTime="1.0" duration="3.0"' in (root.audio / "feed.xml").read_text("utf-8")


def test_a_wrong_role_names_the_script(root: Root) -> None:
    """People in front matter are checked as those in show.toml are."""
    root.write("2025-03-01-first.md", f"---\nperson: كريم (gest)\n---\n{SCRIPT}")
    (error,) = root.build().failed
    assert str(error).startswith(
        "script/2025-03-01-first.md:2: “gest” is not a role in the Podcast"
    )


def feeds(root: Root) -> list[str]:
    return sorted(
        path for path in root.digests() if path.endswith("feed.xml") and "first" not in path
    )


def test_a_feed_in_pages_is_complete_and_leaves_nothing_behind(root: Root) -> None:
    """Pages come and go with the setting; one that was lost comes back; a new episode touches none."""
    settings = (root.path / "script/show.toml").read_text("utf-8")
    for number in range(2, 5):
        root.write(f"2025-03-0{number}-first{number}.md", SCRIPT.replace("أول", f"{number}"))
    root.write("show.toml", f"feed_items = 1\n{settings}")
    root.build()
    pages = ["feed.xml", *(f"feed/{number}/feed.xml" for number in range(1, 4))]
    assert feeds(root) == sorted(pages)
    before = root.digests()
    (root.audio / "feed/2/feed.xml").unlink()
    root.build()
    assert root.digests() == before
    root.write("2025-03-05-first5.md", SCRIPT.replace("أول", "خامس"))
    root.build()
    after = root.digests()
    assert after["feed/1/feed.xml"] == before["feed/1/feed.xml"]
    assert after["feed/2/feed.xml"] == before["feed/2/feed.xml"]
    assert "feed/4/feed.xml" in after
    root.write("show.toml", settings)
    root.build()
    assert feeds(root) == ["feed.xml"]
    assert not (root.audio / "feed").exists()


def test_an_interrupted_build_keeps_what_it_made(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of two episodes is done when the author stops: the next build takes it as it is."""
    root.write("second.md", SCRIPT.replace("أول حلقة", "ثاني حلقة"))

    def stop(event: events.Event) -> None:
        if isinstance(event, events.EpisodeDone):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root.path, Options(jobs=1), stop)
    report = root.build()
    assert (report.made, report.reused) == (("second",), ("first",))


def test_an_interrupted_build_publishes_no_section_of_an_episode_it_has_not_made(
    root: Root,
) -> None:
    """The second of two episodes is half voiced; its sections are written as they are ready."""
    root.write("second.md", SCRIPT.replace("أول حلقة", "ثاني حلقة"))
    at_work = Path("audio/.stage/new/second/01.mp3")

    def stop(event: events.Event) -> None:
        if isinstance(event, events.SectionDone) and event.slug == "second":
            assert (root.path / at_work).exists()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root.path, Options(jobs=1), stop)
    assert (root.audio / "first.mp3").exists()
    assert not (root.audio / "second").exists()


def test_what_was_published_keeps_its_guid_and_date(root: Root) -> None:
    """A new title changes neither."""
    root.build()
    before = (root.path / "script/published.toml").read_text("utf-8")
    root.write("2025-03-01-first.md", SCRIPT.replace("أول حلقة", "حلقة أولى"))
    root.build()
    after = (root.path / "script/published.toml").read_text("utf-8")
    assert [line for line in before.splitlines() if "guid" in line] == [
        line for line in after.splitlines() if "guid" in line
    ]


def test_the_listing_tells_each_state(root: Root) -> None:
    """new → fresh → stale; a script that cannot be read is broken, with its reason."""
    assert [row.standing for row in listing(root.path)] == ["new"]
    root.build()
    assert [row.standing for row in listing(root.path)] == ["fresh"]
    root.write("2025-03-01-first.md", SCRIPT + "\nزيادة.\n")
    root.write("void.md", "")
    rows = {row.source: row for row in listing(root.path)}
    assert rows["script/2025-03-01-first.md"].standing == "stale"
    assert rows["script/void.md"].standing == "broken"


def test_files_are_found_by_episode_and_section(root: Root) -> None:
    """By slug, by file name; what is not there says what is."""
    with pytest.raises(InputError, match="podcast build first"):
        locate(root.path, "first")
    root.build()
    assert locate(root.path, "first") == root.audio / "first.mp3"
    assert locate(root.path, "2025-03-01-first.md", 2) == root.audio / "first/02.mp3"
    with pytest.raises(InputError, match="1 to 3"):
        locate(root.path, "first", 7)


def test_a_folder_that_cannot_be_written(root: Root) -> None:
    """A file where audio/ should be: one sentence, and nothing is touched."""
    root.audio.write_text("in the way")
    with pytest.raises(OutputError, match="audio"):
        root.build()
    assert root.audio.read_text() == "in the way"


def test_a_new_version_of_the_voice_voices_again(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine's fingerprint is part of every recipe."""
    root.build()
    said(root)
    monkeypatch.setenv("TONES_VERSION", "2")
    root.build()
    assert said(root)


def test_auto_says_once_that_the_offline_voice_reads(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the online voice a build is made with the last engine of the list, and says so in one line."""
    monkeypatch.setattr(freshness, "PREFERRED", ("gtts", "tones"))
    monkeypatch.setattr(Gtts, "available", lambda self: False)
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", settings.replace('"tones"', '"auto"'))
    root.write("second.md", SCRIPT.replace("أول حلقة", "ثاني حلقة"))
    assert root.build().made == ("first", "second")
    (told,) = root.of(events.Note)
    assert dict(told.fields) == {"engine": "tones"}


def test_auto_gives_up_an_online_voice_that_breaks_off_and_never_mixes(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The better voice fails in the middle of a first episode: all of it is voiced by the other one."""
    monkeypatch.setattr(freshness, "PREFERRED", ("gtts", "tones"))
    monkeypatch.setattr(Gtts, "available", lambda self: True)
    monkeypatch.setattr(Gtts, "synthesize", broken_after_two())
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", settings.replace('"tones"', '"auto"'))
    assert root.build().made == ("first",)
    (done,) = root.of(events.EpisodeDone)
    assert (done.engine, done.voiced) == ("tones", 3)
    assert 'engine = "tones"' in (root.path / "script/published.toml").read_text("utf-8")


def broken_after_two() -> Callable[[object, str, Voice], bytes]:
    calls: list[str] = []

    def synthesize(self: object, text: str, voice: Voice) -> bytes:
        calls.append(text)
        if len(calls) > 2:
            raise EngineError("blocked")
        return fakes.tone(440, 300)

    return synthesize


def test_a_published_voice_is_kept_until_told_otherwise(root: Root) -> None:
    """`auto` never changes the voice of an episode that is out; `--engine` does."""
    root.build()
    settings = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", settings.replace('"tones"', '"auto"'))
    root.write("2025-03-01-first.md", SCRIPT.replace("واحدة لا غير", "واحدة تبدّلت"))
    root.build()
    (done,) = root.of(events.EpisodeDone)
    assert done.engine == "tones"


def test_a_template_of_the_authors_is_seen_by_the_next_build(root: Root) -> None:
    """In the same process too: nothing of the author's is remembered from one build to the next."""
    root.build()
    said(root)
    root.write("page.css", "body { color: rebeccapurple }")
    assert root.build().made == ("first",)
    assert "rebeccapurple" in (root.audio / "assets/page.css").read_text("utf-8")
    assert said(root) == []
