"""Music at both ends of an episode: where it sounds, how loud, what it moves, what it makes again."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
import pickle
from pathlib import Path

import fakes
import numpy as np
import pytest
import soundfile
from audio_tools import (
    RATE,
    Recording,
    Sound,
    decoded,
    ebur128,
    quiet,
    record,
    speech,
    wav,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from workspace_tools import Root, root_at

import podcast.sound
from podcast.errors import InputError
from podcast.model import FRAME_SAMPLES, Jingle, Music
from podcast.pipeline import freshness, remote
from podcast.pipeline import music as kept
from podcast.pipeline.events import SectionDone
from podcast.pipeline.finding import source_of
from podcast.pipeline.freshness import Options
from podcast.pipeline.preview import spoken_sections
from podcast.pipeline.section import recall
from podcast.pipeline.workspace import open_workspace
from podcast.sound import music as mixing
from podcast.sound import passages as dividing
from podcast.sound import splice as splicing
from podcast.sound.splice import LEAD
from podcast.structs import replace

PITCH = 3000
"""Of the music in these tests: in a band of its own, so that it is told from the speech."""


def tune(seconds: float, rate: int = RATE, level: float = 0.2) -> Sound:
    return level * np.sin(2 * np.pi * PITCH * np.arange(round(seconds * rate)) / rate)


def jingle(data: bytes, *, under: bool = False, **how: float) -> Jingle:
    digest = hashlib.sha256(data).hexdigest()
    return Jingle("script/theme.wav", data, digest, under, Music(**how))  # type: ignore[arg-type]


def theme(seconds: float = 6.0, *, under: bool = False, **how: float) -> Jingle:
    return jingle(wav(tune(seconds), RATE), under=under, **how)


CLIPS = tuple(wav(speech(2.0, seed=seed, level=0.1)) for seed in range(3))
PAUSES = (700, 700, 1500)


def section(intro: Jingle | None = None, outro: Jingle | None = None) -> Recording:
    return record(CLIPS, ".wav", PAUSES, intro=intro, outro=outro)


def strength(sound: Sound, start: float, end: float) -> float:
    """dB of the music's pitch between two samples."""
    piece = sound[round(start) : round(end)]
    turn = np.exp(-2j * np.pi * PITCH * np.arange(len(piece)) / RATE) * np.hanning(len(piece))
    return float(20 * np.log10(2 * np.abs((piece * turn).mean()) + 1e-9))


MODES = [
    (theme(3), None),
    (None, theme(3)),
    (theme(3), theme(2)),
    (theme(6, under=True, alone=2.0), None),
    (None, theme(6, under=True, alone=1.5)),
    (theme(30, under=True), theme(30, under=True)),
]


# Where it sounds


@pytest.mark.parametrize(("intro", "outro"), MODES)
def test_music_moves_the_words_by_what_it_adds_and_nothing_else(
    intro: Jingle | None, outro: Jingle | None
) -> None:
    """Every span is later by the same number of samples, those of later passages to a frame each; the section
    grows by both, to a frame."""
    plain, with_music = section(), section(intro, outro)
    room = mixing.arrange(intro, outro).room
    first = dividing.passages(PAUSES)[0].stop
    for at, (early, late) in enumerate(zip(plain.spans, with_music.spans, strict=True)):
        assert late.start - early.start == late.end - early.end
        off = 0 if at < first else at * FRAME_SAMPLES
        assert late.start - early.start == pytest.approx(room.before, abs=off)
    grown = (with_music.frames - plain.frames) * FRAME_SAMPLES
    assert abs(grown - room.before - room.after) <= FRAME_SAMPLES
    assert len(decoded(with_music.mp3)) == with_music.frames * FRAME_SAMPLES


def test_before_the_words_music_is_over_when_they_begin() -> None:
    """It fades in and out, and a breath later the first word comes alone; at the end the other way round."""
    recording = section(theme(3), theme(2))
    heard = decoded(recording.mp3)
    first, last = recording.spans[0].start, recording.spans[-1].end
    assert first == LEAD + 3 * RATE + round(0.3 * RATE)
    assert strength(heard, RATE, 2 * RATE) > -30
    for start in (first - 0.15 * RATE, first, last - RATE, last + 0.05 * RATE):
        assert strength(heard, start, start + 0.15 * RATE) < -60
    assert strength(heard, last + 0.8 * RATE, last + 1.2 * RATE) > -30
    assert strength(heard, last + 2.4 * RATE, len(heard)) < -60


def test_under_the_words_music_lies_as_deep_as_asked() -> None:
    """Alone it is at its level; in the pauses between words it is lower by the depth, all along."""
    recording = section(theme(30, under=True, alone=3.0, duck=-15.0))
    heard = decoded(recording.mp3)
    alone = strength(heard, 0.8 * RATE, 1.8 * RATE)
    for before, after in itertools.pairwise(recording.spans[:2]):
        ducked = strength(heard, before.end + 2000, after.start - 2000)
        assert alone - ducked == pytest.approx(15, abs=1)


def test_music_is_down_when_the_first_word_comes_and_up_after_the_last() -> None:
    """The ramp lies in what is heard alone."""
    recording = section(theme(30, under=True, alone=3.0), theme(30, under=True, alone=3.0))
    heard = decoded(recording.mp3)
    first, last = recording.spans[0].start, recording.spans[-1].end
    levels = [strength(heard, first - at * RATE, first - (at - 0.2) * RATE) for at in (1.2, 0.2)]
    assert levels[0] - levels[1] > 12
    levels = [strength(heard, last + (at - 0.2) * RATE, last + at * RATE) for at in (0.2, 1.2)]
    assert levels[1] - levels[0] > 12


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 200_000), st.integers(0, 200_000), st.floats(-40, 0))
def test_ducking_has_no_corner(length: int, alone: int, depth: float) -> None:
    """From 1 down to the depth, never back, and never faster than its ramp lets it."""
    alone = min(alone, length)
    gains = mixing._ducked(length, alone, depth)
    assert len(gains) == length
    assert gains.max() <= 1.0001
    assert gains.min() >= 10 ** (depth / 20) * 0.999
    assert (np.diff(gains) <= 1e-6).all()
    if alone >= mixing.RAMP * RATE:
        assert np.abs(np.diff(gains)).max(initial=0) < 0.001


@pytest.mark.parametrize(("intro", "outro"), MODES)
def test_music_comes_and_goes_without_a_click(intro: Jingle | None, outro: Jingle | None) -> None:
    """At a constant tone of full scale, no step at its ends: the first and last 2 ms are near nothing."""
    loud = [one and replace(one, data=wav(tune(8, level=0.99), RATE)) for one in (intro, outro)]
    heard = decoded(section(*loud).mp3)
    edge = round(0.002 * RATE)
    assert np.abs(heard[: splicing.DELAY + edge]).max() < 0.01
    assert np.abs(heard[-FRAME_SAMPLES:]).max() < 0.001


def test_in_a_short_section_intro_and_outro_share_the_words() -> None:
    """Neither is louder than it should be where they meet, and both have their time alone."""
    word = (wav(speech(0.6, level=0.1)),)
    both = theme(20, under=True, alone=2.0)
    recording = record(word, ".wav", (1500,), intro=both, outro=both)
    heard = decoded(recording.mp3)
    (span,) = recording.spans
    alone = strength(heard, RATE * 0.6, RATE * 1.1)
    during = strength(heard, span.start, span.end)
    assert span.start == LEAD + 2 * RATE
    assert alone - during > 12
    assert strength(heard, span.end + 0.9 * RATE, span.end + 1.2 * RATE) == pytest.approx(
        alone, abs=1.5
    )


def test_no_encoder_takes_over_amid_music() -> None:
    """Passages are divided in silence: a pause filled with music does not count."""
    music = mixing.arrange(theme(30, under=True), None)
    with splicing.Tape() as tape:
        layout = splicing.splice(CLIPS, ".wav", PAUSES, tape, music.room)
        mixed = music.mixed(tape, layout, podcast.sound.Sound())
    assert len(layout.edges) > 1
    assert mixed.edges == layout.edges[-1:]
    assert mixed.spans == layout.spans


# How loud


@pytest.mark.parametrize("level", [-6.0, 0.0])
@pytest.mark.parametrize("speaking", [0.02, 0.3])
def test_music_is_as_loud_against_speech_as_asked(
    tmp_path: Path, level: float, speaking: float
) -> None:
    """Whatever the levels of the files: measured by a foreign meter on each part of what was decoded."""
    clip = wav(speech(8, level=speaking))
    data = wav(speech(5, RATE, seed=9, level=1 - 3 * speaking), RATE)
    recording = record([clip], ".wav", [500], intro=jingle(data, level=level, fade=0.05))
    heard = decoded(recording.mp3)
    start = recording.spans[0].start
    found = []
    for name, part in (("music", heard[: 5 * RATE]), ("speech", heard[start:])):
        path = tmp_path / f"{name}.wav"
        path.write_bytes(wav(part, RATE))
        found.append(ebur128(path)[0])
    assert found[0] - found[1] == pytest.approx(level, abs=0.5)


@pytest.mark.parametrize(("intro", "outro"), MODES)
def test_a_section_with_music_is_at_the_loudness_of_all(
    tmp_path: Path, intro: Jingle | None, outro: Jingle | None
) -> None:
    """−16 LUFS ±1 and no peak over −1 dBTP, of the whole."""
    path = tmp_path / "section.mp3"
    path.write_bytes(section(intro, outro).mp3)
    loudness, peak = ebur128(path)
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1


def test_bright_music_is_limited_with_more_room(tmp_path: Path) -> None:
    """Cymbals at the loudness of speech: what the codec adds there is left room for."""
    rng = np.random.default_rng(3)
    beats = rng.standard_normal(8 * RATE) * np.tile(np.exp(-np.arange(RATE // 4) / 2000), 32)
    data = wav(beats / np.abs(beats).max() * 0.9, RATE)
    path = tmp_path / "section.mp3"
    path.write_bytes(section(jingle(data, level=3.0)).mp3)
    loudness, peak = ebur128(path)
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1


def test_silent_music_and_music_without_words_are_no_trouble() -> None:
    """A file of silence adds silence; a section that says nothing plays its music."""
    silent = jingle(wav(quiet(2, RATE), RATE))
    assert section(silent).spans[0].start == LEAD + round(2.3 * RATE)
    alone = decoded(record([], ".wav", [], intro=theme(3), outro=theme(3, under=True)).mp3)
    assert strength(alone, RATE, 2 * RATE) > -40


# What may come


@pytest.mark.parametrize("container", ["WAV", "FLAC", "OGG", "MP3", "AIFF"])
@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (22_050, 2), (48_000, 2)])
def test_any_usual_file_is_music(container: str, rate: int, channels: int) -> None:
    """At any rate, in one channel or two: in its place, at its pitch, as long as it is."""
    wave = np.stack([tune(2, rate)] * channels, axis=1)
    out = io.BytesIO()
    soundfile.write(out, wave, rate, format=container)
    music = mixing.arrange(jingle(out.getvalue()), None)
    assert music.intro
    assert len(music.intro.wave) == pytest.approx(2 * RATE, abs=RATE // 10)
    heard = decoded(section(jingle(out.getvalue())).mp3)
    assert strength(heard, 0.9 * RATE, 1.1 * RATE) > -30


def test_only_so_much_is_played_as_the_author_wants() -> None:
    """A longer file fades out there."""
    music = mixing.arrange(jingle(wav(tune(9), RATE), seconds=4.0), None)
    assert music.room.before == round(4.3 * RATE)


def test_what_is_not_music_is_reported_in_a_sentence() -> None:
    """With the file, and the way out."""
    for rubbish in (b"", b"<html>no</html>" * 90):
        with pytest.raises(
            InputError, match=r"script/theme.wav: is not music that can be read; save"
        ):
            section(jingle(rubbish))
    long = jingle(wav(quiet(301, 8_000), 8_000))
    with pytest.raises(InputError, match=r"script/theme.wav: lasts 5.0 minutes; music may last 5"):
        section(None, long)


# In a build


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    fakes.install(tmp_path / "engine", monkeypatch)
    return root_at(tmp_path / "root", base_url="https://example.com/pod/")


def set_music(root: Root, **settings: object) -> None:
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    plain = (root.path / "script/show.toml").read_text("utf-8").partition("[music]")[0]
    root.write("show.toml", "\n".join([plain, "[music]", *lines]))


def put(root: Root, name: str, seconds: float) -> Path:
    path = root.path / "script" / name
    path.write_bytes(wav(tune(seconds), RATE))
    return path


def voiced(root: Root) -> list[int]:
    return sorted(event.number for event in root.of(SectionDone))  # type: ignore[attr-defined]


def test_music_makes_only_the_sections_again_that_have_it(root: Root) -> None:
    """Added, changed, replaced: the first and the last. Touched, another credit, taken out: none."""
    root.build()
    path = put(root, "theme.wav", 2)
    set_music(root, intro="theme.wav", outro="theme.wav")
    root.build()
    assert voiced(root) == [1, 3]
    put(root, "theme.wav", 3)
    root.build()
    assert voiced(root) == [1, 3]
    set_music(root, intro="theme.wav", outro="theme.wav", credit="موسيقى: فلان")
    root.build()
    assert voiced(root) == []
    made = root.digests()
    os.utime(path, (1, 1))
    root.build()
    assert (voiced(root), root.digests()) == ([], made)
    set_music(root, intro="theme.wav")
    root.build()
    assert voiced(root) == []


def test_nothing_changed_reads_no_music(root: Root) -> None:
    """A build with nothing to do looks at the file's size and time, not at its bytes."""
    put(root, "theme.wav", 2)
    set_music(root, intro="theme.wav")
    root.build()
    kept._read.cache_clear()
    assert not root.build().made
    assert kept._read.cache_info().misses == 0


def test_only_the_ends_carry_music_and_they_travel_whole(root: Root) -> None:
    """A job is one value that needs none of the author's files."""
    path = put(root, "theme.wav", 1)
    set_music(root, intro="theme.wav", outro="theme.wav", outro_mode="under")
    workspace = open_workspace(root.path)
    jobs = freshness.jobs_of(workspace, source_of(workspace, "first")[1], "tones", Options())
    data = path.read_bytes()
    path.unlink()
    assert [(bool(job.intro), bool(job.outro)) for job in jobs] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert [data in pickle.dumps(job) for job in jobs] == [True, False, True]
    assert pickle.loads(pickle.dumps(jobs[0])) == jobs[0]
    assert len(repr(jobs[0])) < 3000


def test_another_machine_makes_the_same_sound(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker without the author's disk gives the section, music and all."""
    path = put(root, "theme.wav", 1)
    set_music(root, intro="theme.wav", intro_mode="under")
    root.build()
    workspace = open_workspace(root.path)
    job, *_ = freshness.jobs_of(workspace, source_of(workspace, "first")[1], "tones", Options())
    here = recall(job)
    path.unlink()
    monkeypatch.setenv("HOME", str(tmp_path / "far"))
    remote._workbench.cache_clear()
    parcel = remote.render(job)
    remote._workbench.cache_clear()
    assert here
    assert (parcel.key, parcel.mp3) == (here.key, here.mp3.read_bytes())


def test_chapters_and_cues_move_by_exactly_what_the_music_adds(root: Root) -> None:
    """The first cue waits for the intro; chapters tile all the same."""
    root.build()
    before = chapters_and_cue(root)
    put(root, "theme.wav", 2)
    set_music(root, intro="theme.wav", outro="theme.wav")
    root.build()
    chapters, cue = chapters_and_cue(root)
    assert cue - before[1] == 2300
    assert chapters[0]["startTime"] == 0
    for one, following in itertools.pairwise(chapters):
        assert one["endTime"] == following["startTime"]
    grown = chapters[-1]["endTime"] - before[0][-1]["endTime"]
    assert grown == pytest.approx(4.6, abs=0.03)


def chapters_and_cue(root: Root) -> tuple[list[dict[str, float]], int]:
    chapters = json.loads((root.audio / "first/chapters.json").read_text("utf-8"))["chapters"]
    stamp = (root.audio / "first/transcript.vtt").read_text("utf-8").split("\n")[2]
    minutes, seconds = stamp[3:12].split(":")
    return chapters, round((int(minutes) * 60 + float(seconds)) * 1000)


def test_an_episode_may_do_without(root: Root) -> None:
    """`music: false` in its front matter: no music, no credit."""
    put(root, "theme.wav", 2)
    set_music(root, intro="theme.wav", credit="موسيقى: فلان")
    script = root.path / "script/2025-03-01-first.md"
    text = script.read_text("utf-8")
    root.build()
    assert "موسيقى: فلان" in (root.audio / "feed.xml").read_text("utf-8")
    assert "موسيقى: فلان" in (root.audio / "first/index.html").read_text("utf-8")
    root.write(script.name, f"---\nmusic: false\n---\n{text}")
    root.build()
    assert chapters_and_cue(root)[1] == 50
    assert "فلان" not in (root.audio / "feed.xml").read_text("utf-8")
    assert "فلان" not in (root.audio / "first/index.html").read_text("utf-8")


def test_words_are_shown_without_any_music(root: Root) -> None:
    """Printing what will be read needs no sound file."""
    set_music(root, intro="gone.mp3")
    assert len(list(spoken_sections(root.path, "first"))) == 3


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "gone.mp3",
            None,
            "script/gone.mp3: there is no such music file; put it there, or remove it",
        ),
        ("bad.mp3", b"no music", "script/bad.mp3: is not music that can be read; save it as MP3"),
    ],
)
def test_music_that_cannot_be_had_fails_in_a_sentence(
    root: Root, name: str, content: bytes | None, sentence: str
) -> None:
    """And what was published before stays."""
    root.build()
    before = root.digests()
    if content is not None:
        (root.path / "script" / name).write_bytes(content)
    set_music(root, outro=name)
    (error,) = root.build().failed
    assert str(error).startswith(sentence)
    assert root.digests() == before


@pytest.mark.parametrize(
    ("busy", "unheard"),
    [
        ([], True),
        ([(0, 97 * FRAME_SAMPLES)], True),
        ([(0, 97 * FRAME_SAMPLES + 1)], False),
        ([(101 * FRAME_SAMPLES, 200 * FRAME_SAMPLES)], True),
        ([(101 * FRAME_SAMPLES - 1, 200 * FRAME_SAMPLES)], False),
        ([(99 * FRAME_SAMPLES, 100 * FRAME_SAMPLES)], False),
        ([(0, 200 * FRAME_SAMPLES)], False),
        ([(0, 97 * FRAME_SAMPLES), (101 * FRAME_SAMPLES, 200 * FRAME_SAMPLES)], True),
        ([(0, 97 * FRAME_SAMPLES), (100 * FRAME_SAMPLES, 200 * FRAME_SAMPLES)], False),
    ],
)
def test_a_seam_is_kept_where_music_is_far_enough(
    busy: list[tuple[int, int]], unheard: bool
) -> None:
    """Three frames before a seam and one after it are silent; at frame 100, to the sample."""
    assert mixing._unheard(100, busy) is unheard


def test_seams_beside_music_stay() -> None:
    """Only those that the music covers are given up."""
    music = mixing.arrange(theme(4, under=True, alone=1.0), None)
    with splicing.Tape() as tape:
        layout = splicing.splice(CLIPS, ".wav", PAUSES, tape, music.room)
        mixed = music.mixed(tape, layout, podcast.sound.Sound())
    assert mixed.edges == tuple(edge for edge in layout.edges if edge * FRAME_SAMPLES > 4.2 * RATE)
    assert 1 < len(mixed.edges) < len(layout.edges)
    assert mixed.spans == layout.spans
