"""Levels and seams as a broadcaster's desk would measure them: on what was decoded, by foreign meters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from audio_tools import (
    RATE,
    Recording,
    Sound,
    decoded,
    ebur128,
    milliseconds,
    mp3,
    quiet,
    record,
    speech,
    wav,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from workspace_tools import Root, root_at

import podcast.sound
from podcast.arabic import transcribe
from podcast.engines import load
from podcast.model import FRAME_SAMPLES, PauseKind, Pauses, Voice
from podcast.sound import master
from podcast.sound.limiter import BIT
from podcast.sound.passages import SEAM
from podcast.sound.splice import DELAY, LEAD, splice
from podcast.sound.tape import Tape
from podcast.structs import replace

SAID = (
    "فِي العَامِ المَاضِي أَعْلَنَتِ الشَرِكَةُ عَنْ نَمُوذَجٍ جَدِيدٍ،",
    "وَقَالَتْ إِنَّهُ أَسْرَعُ مِنْ سَابِقِهِ بِمَرَّتَيْنِ.",
    "ثُمَّ صَمَتَتْ.",
    "وَنَلْقَاكُمْ فِي الأُسْبُوعِ القَادِمِ إِنْ شَاءَ اللهُ.",
)
KINDS: tuple[PauseKind, ...] = ("clause", "sentence", "paragraph", "section")


def offline(name: str = "", rate: float = 1.0, pitch: float = 1.0) -> list[bytes]:
    voice = Voice(name, rate, pitch)
    return [load("espeak").synthesize(transcribe(text), voice) for text in SAID]


def online(*, level: float = 0.5) -> list[bytes]:
    """Clips as the online voice sends them: MP3 at 24 kHz, silence of their own at both ends."""
    parts = [
        np.concatenate([quiet(0.1, 24_000), speech(1.3, 24_000, seed=n, level=level)])
        for n in range(4)
    ]
    return [mp3(np.concatenate([part, quiet(0.25, 24_000)])) for part in parts]


def pauses_of(rate: float = 1.0) -> list[int]:
    return [Pauses().after(kind, rate) for kind in KINDS]


def of_clip(sound: Sound, rate: int = 22_050, channels: int = 1) -> Recording:
    return record([wav(sound, rate, channels=channels)], ".wav", [450])


def gain_of(tape: Tape) -> master.Level:
    """The level of what lies on a tape, as a single passage."""
    wanted = podcast.sound.Sound()
    measured = master.measure(tape.reels)
    rough = master.rough_gain(measured, wanted)
    fine = replace(measured, peaks=master.finer(measured, tape.reels, rough, wanted))
    return master.Level(master.exact_gain(fine, rough, wanted), fine, wanted.peak)


def judged(tmp_path: Path, recording: Recording) -> tuple[float, float]:
    path = tmp_path / "section.mp3"
    path.write_bytes(recording.mp3)
    return ebur128(path)


# Levels

VOICES = [
    *[("", rate, 1.0) for rate in (0.5, 1.0, 2.0)],
    *[("", 1.0, pitch) for pitch in (0.5, 2.0)],
    *[(name, 1.0, 1.0) for name in ("f2", "m3", "croak", "whisper")],
    *[("klatt", rate, pitch) for rate, pitch in ((1.0, 1.0), (1.8, 1.0), (1.0, 0.6))],
]


@pytest.mark.parametrize(("name", "rate", "pitch"), VOICES)
def test_every_offline_voice_is_at_broadcast_level(
    tmp_path: Path, name: str, rate: float, pitch: float
) -> None:
    """−16 LUFS ±1 and at most −1 dBTP, fast and slow, high and low, hoarse and metallic."""
    loudness, peak = judged(tmp_path, record(offline(name, rate, pitch), ".wav", pauses_of(rate)))
    assert loudness == pytest.approx(-16, abs=0.7)
    assert peak <= -1


@pytest.mark.parametrize("level", [0.03, 0.5, 1.0])
def test_the_online_voice_is_at_broadcast_level(tmp_path: Path, level: float) -> None:
    """The same for MP3 clips of any level."""
    loudness, peak = judged(tmp_path, record(online(level=level), ".mp3", pauses_of()))
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1


def noise(rate: int, slope: float, seed: int = 5) -> Sound:
    """Bursts of noise whose spectrum falls with `slope`: the hardest a codec can get."""
    count = 6 * rate
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    spectrum *= (np.fft.rfftfreq(count, 1 / rate) / 1000 + 0.05) ** -slope
    bursts = np.sin(2 * np.pi * 3 * np.arange(count) / rate) > 0
    sound = np.fft.irfft(spectrum, count) * bursts
    return sound / np.abs(sound).max() * 0.9


def clicks(rate: int) -> Sound:
    sound = speech(6, rate, seed=3)
    sound[:: rate // 3] = 0.95
    return sound


HARD = {
    "40 dB too quiet": lambda: (speech(6, level=0.006), 22_050, 1),
    "clipped": lambda: (np.clip(speech(6, level=4.0), -1, 1), 22_050, 1),
    "clicks": lambda: (clicks(24_000), 24_000, 1),
    "an offset": lambda: (speech(6, level=0.3) + 0.4, 22_050, 1),
    "a telephone's": lambda: (speech(6, 8_000), 8_000, 1),
    "a workspace's": lambda: (speech(6, 48_000), 48_000, 2),
    "a square": lambda: (0.8 * np.sign(np.sin(np.arange(6 * 22_050) / 15)), 22_050, 1),
    **{f"noise {rate} {slope}": partial(lambda rate, slope: (noise(rate, slope), rate, 1), rate, slope)
       for rate in (16_000, 24_000, 44_100, 48_000) for slope in (0.5, 1.0)},
}  # fmt: skip


@pytest.mark.parametrize("kind", HARD)
def test_whatever_a_voice_sends_is_at_broadcast_level(tmp_path: Path, kind: str) -> None:
    """Signals made to be hard: for the gain, for the limiter, for the codec."""
    sound, rate, channels = HARD[kind]()
    loudness, peak = judged(tmp_path, of_clip(sound, rate, channels))
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1


def test_one_word_is_at_broadcast_level(tmp_path: Path) -> None:
    """Half a second of speech, as a heading alone may be."""
    loudness, peak = judged(tmp_path, of_clip(speech(0.5)))
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1


def test_silence_stays_silence() -> None:
    """Nothing to say is not made audible."""
    assert np.abs(decoded(of_clip(quiet(2)).mp3)).max() < 1e-4


def test_the_limiter_touches_little_of_the_offline_voice() -> None:
    """A tenth of the time or so, by 4 dB at most: the loudest syllables' peaks, no more."""
    with Tape() as tape:
        splice(offline(), ".wav", pauses_of(), tape)
        level = gain_of(tape)
        knots = level.knots(0, len(level.measured.ticks))
    assert (knots < 0.999).mean() < 0.15
    assert 20 * np.log10(knots.min()) > -4


# Seams

TAKES = {
    "offline": lambda: (offline(), ".wav"),
    "offline, fast": lambda: (offline(rate=1.6), ".wav"),
    "online": lambda: (online(), ".mp3"),
}


@pytest.fixture(scope="module", params=TAKES)
def take(request: pytest.FixtureRequest) -> tuple[Recording, Sound]:
    """A section of four utterances with four kinds of pauses, and what is heard of it."""
    clips, suffix = TAKES[request.param]()
    recording = record(clips, suffix, pauses_of())
    return recording, decoded(recording.mp3)


def level(sound: Sound, start: float, end: float) -> float:
    """dB of a stretch, of full scale."""
    piece = sound[round(start) : round(end)]
    return float(10 * np.log10(np.square(piece).mean() + 1e-12))


def seams(recording: Recording) -> Sequence[tuple[int, int]]:
    return [(before.end, after.start) for before, after in itertools.pairwise(recording.spans)]


def off(pause: float) -> float:
    """How many milliseconds longer or shorter a pause may be: half a frame at the end of a passage."""
    return 13.1 if pause >= SEAM else 0.02


def test_the_timeline_says_each_pause(take: tuple[Recording, Sound]) -> None:
    """Between two spans lies the pause that was asked for, whatever silence the clips brought."""
    recording, _ = take
    for (end, start), pause in zip(seams(recording), pauses_of(), strict=False):
        assert milliseconds(start - end) == pytest.approx(pause, abs=off(pause))


def test_where_the_timeline_says_pause_there_is_silence(take: tuple[Recording, Sound]) -> None:
    """And sound up to it and from it on: each edge is right within 4 ms (a frame is 26)."""
    recording, heard = take
    near = RATE * 4 // 1000
    guard = RATE * 26 // 1000
    for end, start in seams(recording):
        assert level(heard, end + guard, start - guard) < -80
        assert level(heard, end - 2 * near, end) > -66
        assert level(heard, start, start + 2 * near) > -66
        assert level(heard, end + near, end + guard) < level(heard, end - RATE // 4, end) - 30
        assert (
            level(heard, start - guard, start - near) < level(heard, start, start + RATE // 4) - 30
        )


def test_no_seam_clicks(take: tuple[Recording, Sound]) -> None:
    """No step at a seam: next to it the wave moves far less from sample to sample than speech does."""
    recording, heard = take
    steps = np.abs(np.diff(heard))
    body = np.sqrt(np.square(steps).mean())
    fade = RATE * 2 // 1000
    for end, start in seams(recording):
        guard = RATE * 20 // 1000
        for edge in (end + guard, start - guard):
            assert steps[edge - fade : edge + fade].max() < 0.1 * body


def test_no_seam_shifts_the_rest_line(take: tuple[Recording, Sound]) -> None:
    """The wave rests at nothing on both sides of every seam: no offset, so no thump."""
    recording, heard = take
    for end, start in seams(recording):
        middle = (end + start) // 2
        assert np.abs(heard[middle - 500 : middle + 500]).max() < 1e-4
        for span in recording.spans:
            assert abs(heard[span.start : span.end].mean()) < 2e-3


def test_between_sections_lies_the_pause_of_sections(take: tuple[Recording, Sound]) -> None:
    """From the last word of one to the first of the next, to half a frame, in the joined stream."""
    recording, heard = take
    twice = decoded(recording.mp3 * 2)
    last = recording.spans[-1].end
    following = recording.frames * FRAME_SAMPLES + LEAD
    assert milliseconds(following - last) == pytest.approx(pauses_of()[-1], abs=13.1)
    assert level(twice, last + 1200, following - 1200) < -80
    assert np.abs(twice[len(heard) :][: len(heard)] - heard).max() < 1e-5


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.0, 0.4), st.integers(0, 2000)), min_size=1, max_size=7),
    st.integers(8_000, 48_000),
)
def test_spans_are_in_order_and_apart_by_their_pauses(
    parts: list[tuple[float, int]], rate: int
) -> None:
    """For clips of any length, none included: no span overlaps another, all lie inside the section."""
    clips = [wav(speech(seconds, rate, seed=n), rate) for n, (seconds, _) in enumerate(parts)
             if round(seconds * rate)]  # fmt: skip
    pauses = [pause for seconds, pause in parts if round(seconds * rate)]
    with Tape() as tape:
        layout = splice(clips, ".wav", pauses, tape)
        assert tape.samples == layout.frames * FRAME_SAMPLES
    for span in layout.spans:
        assert LEAD <= span.start <= span.end
    for (one, other), pause in zip(itertools.pairwise(layout.spans), pauses, strict=False):
        assert milliseconds(other.start - one.end) == pytest.approx(pause, abs=off(pause))
    if layout.spans:
        assert layout.spans[-1].end + DELAY <= layout.frames * FRAME_SAMPLES


@given(st.floats(0.5, 2.0), st.sampled_from(KINDS))
def test_pauses_keep_their_part_of_the_time(rate: float, kind: PauseKind) -> None:
    """A voice twice as fast pauses half as long: speech and silence shrink together."""
    assert Pauses().after(kind, rate) == pytest.approx(Pauses().after(kind) / rate, abs=0.5)


def test_a_faster_reading_is_shorter_in_all_its_parts() -> None:
    """Real speech at 1.6 of its rate: words and pauses are shorter by about as much."""
    slow = record(offline(), ".wav", pauses_of())
    fast = record(offline(rate=1.6), ".wav", pauses_of(1.6))
    silent = [sum(start - end for end, start in seams(each)) for each in (slow, fast)]
    assert silent[0] / silent[1] == pytest.approx(1.6, abs=0.05)
    said = [sum(span.end - span.start for span in each.spans) for each in (slow, fast)]
    assert said[0] / said[1] == pytest.approx(1.6, abs=0.25)


def test_a_bit_is_a_whole_part_of_a_tick() -> None:
    """The limiter's grid lies on the meter's."""
    assert master.TICK % BIT == 0


# An episode


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """Two sections in the offline voice, faster than its normal rate, as an author builds them."""
    root = root_at(tmp_path_factory.mktemp("root"), "espeak")
    show = (root.path / "script/show.toml").read_text("utf-8")
    root.write("show.toml", show + "rate = 1.25\n")
    root.build()
    return root


def cues_of(root: Root) -> list[tuple[float, float]]:
    """(start, end) of each cue of the transcript, in seconds."""
    stamps = re.findall(
        r"(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)",
        (root.audio / "first/transcript.vtt").read_text("utf-8"),
    )
    times = [[float(part) for part in stamp] for stamp in stamps]
    return [
        (h1 * 3600 + m1 * 60 + s1, h2 * 3600 + m2 * 60 + s2) for h1, m1, s1, h2, m2, s2 in times
    ]


def test_each_silence_of_an_episode_is_as_long_as_its_transcript_says(episode: Root) -> None:
    """Between any two cues, within a section and across: measured from the file, to one MP3 frame."""
    heard = decoded((episode.audio / "first.mp3").read_bytes())
    late = 529 / RATE  # this decoder leaves out its own delay where there is an Info frame
    cues = cues_of(episode)
    assert len(cues) >= 6
    frame = FRAME_SAMPLES / RATE
    lengths = []
    for (_, end), (start, _) in itertools.pairwise(cues):
        first, last = round((end - late - 0.1) * RATE), round((start - late + 0.1) * RATE)
        loud = np.abs(heard[first:last]) > 10 ** (-60 / 20)
        middle = len(loud) // 2
        assert not loud[middle], "a pause in the middle of which something sounds"
        before = np.flatnonzero(loud[:middle])[-1]
        after = middle + np.flatnonzero(loud[middle:])[0]
        assert (after - before) / RATE == pytest.approx(start - end, abs=frame)
        lengths.append((start - end) * 1000 * 1.25)
    assert min(lengths) == pytest.approx(Pauses().sentence, abs=17)
    assert max(lengths) == pytest.approx(Pauses().section, abs=17)


def test_the_episode_and_its_sections_are_at_broadcast_level(episode: Root) -> None:
    """What is published: the whole, and each part alone."""
    for path in sorted(episode.audio.rglob("*.mp3")):
        loudness, peak = ebur128(path)
        assert loudness == pytest.approx(-16, abs=0.5), path
        assert peak <= -1, path
