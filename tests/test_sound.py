"""Clips become a section: where they sound, how loud, how clean. Measured on the MP3 as it is decoded."""

from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile
from audio_tools import (
    RATE,
    Recording,
    decoded,
    ebur128,
    ffmpeg_decoded,
    milliseconds,
    mp3,
    quiet,
    record,
    sounding,
    speech,
    wav,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast import sound
from podcast.errors import EngineError
from podcast.model import FRAME_SAMPLES
from podcast.sound import Sound, desk, limiter, master
from podcast.sound import encode as encoding
from podcast.sound import passages as dividing
from podcast.sound import splice as splicing
from podcast.sound import tape as tapes
from podcast.sound.clips import TrimmedClip, read
from podcast.sound.encode import scale
from podcast.sound.kept import Kept, unpacked
from podcast.sound.loudness import energies, loudness
from podcast.sound.resample import resample
from podcast.sound.splice import LEAD
from podcast.sound.tape import TICK, Tape
from podcast.structs import replace

HALF_FRAME_MS = 1000 * FRAME_SAMPLES / 2 / RATE


def section(*clips: bytes, pauses: list[int] | None = None, **how: float) -> Recording:
    return record(clips, ".wav", pauses or [450] * len(clips), Sound(**how))  # type: ignore[arg-type]


def three_clips(rate: int = 22_050, channels: int = 1) -> list[bytes]:
    """Clips with silence of their own around them, as an engine gives it, or none."""
    bodies = [
        [quiet(0.3, rate), speech(1.5, rate, seed=1), quiet(0.4, rate)],
        [speech(0.8, rate, seed=2)],
        [quiet(0.01, rate), speech(1.1, rate, seed=3), quiet(0.3, rate)],
    ]
    return [wav(np.concatenate(body), rate, channels=channels) for body in bodies]


def gain_of(tape: Tape, wanted: Sound) -> master.Level:
    """The level of what lies on a tape, as a single passage."""
    measured = master.measure(tape.reels)
    rough = master.rough_gain(measured, wanted)
    fine = replace(measured, peaks=master.finer(measured, tape.reels, rough, wanted))
    return master.Level(master.exact_gain(fine, rough, wanted), fine, wanted.peak)


def measured_loudness(data: Sound | np.ndarray) -> float:
    whole = np.rint(np.asarray(data) * 32768).clip(-32768, 32767).astype("<i2")
    return loudness(energies(np.pad(whole, (0, -len(whole) % TICK))))


# Where things sound


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_clips_sound_where_their_spans_say(rate: int, channels: int) -> None:
    """A cue's time is the time a listener hears the word: within 5 ms at both ends, at any rate."""
    recording = section(*three_clips(rate, channels))
    heard = sounding(decoded(recording.mp3))
    assert len(heard) == 3
    for (start, end), span in zip(heard, recording.spans, strict=True):
        assert milliseconds(abs(start - span.start)) <= 5
        assert milliseconds(abs(end - span.end)) <= 5


def test_clips_of_online_voices_sound_where_their_spans_say() -> None:
    """MP3 clips bring the delay of their own codec: it is trimmed, but for its pre-echo."""
    clips = [mp3(np.concatenate([quiet(0.2, 24_000), speech(1, 24_000, seed=n)])) for n in range(3)]
    recording = record(clips, ".mp3", [300, 300, 300])
    for (start, _), span in zip(sounding(decoded(recording.mp3)), recording.spans, strict=True):
        assert milliseconds(abs(start - span.start)) <= 8


@pytest.mark.parametrize("pause", [40, 120, 220, 249])
def test_a_pause_is_what_the_listener_hears(pause: int) -> None:
    """Silence between words is the pause, within 10 ms, whatever silence the clips brought along."""
    recording = section(*three_clips(), pauses=[pause, pause, 900])
    heard = sounding(decoded(recording.mp3))
    for (_, end), (start, _) in itertools.pairwise(heard):
        assert milliseconds(start - end) == pytest.approx(pause, abs=10)
    for before, after in itertools.pairwise(recording.spans):
        assert after.start - before.end == round(pause * RATE / 1000)


@pytest.mark.parametrize("pause", [250, 450, 1500])
def test_a_pause_between_sentences_is_heard_to_half_a_frame(pause: int) -> None:
    """A passage begins on a frame: 13 ms more or less than the pause. Its words sound where the spans say."""
    recording = section(*three_clips(), pauses=[pause, pause, 900])
    heard = sounding(decoded(recording.mp3))
    for before, after in itertools.pairwise(recording.spans):
        assert milliseconds(after.start - before.end) == pytest.approx(
            pause, abs=HALF_FRAME_MS + 0.1
        )
    for (start, end), span in zip(heard, recording.spans, strict=True):
        assert milliseconds(abs(start - span.start)) <= 5
        assert milliseconds(abs(end - span.end)) <= 5


def test_no_pause_at_all_is_no_silence() -> None:
    """Clips that belong together meet without a gap, and still without a step."""
    recording = section(*three_clips(), pauses=[0, 0, 0])
    for before, after in itertools.pairwise(recording.spans):
        assert after.start == before.end


def test_the_pause_between_sections_counts_the_next_ones_lead() -> None:
    """The last pause reaches to the first word of the section that follows, to half a frame."""
    recording = section(*three_clips(), pauses=[450, 450, 1500])
    silence = recording.frames * FRAME_SAMPLES - recording.spans[-1].end + LEAD
    assert milliseconds(silence) == pytest.approx(1500, abs=HALF_FRAME_MS + 0.1)


def test_every_section_begins_alike() -> None:
    """The first word comes 50 ms into a section, loud from its first sample or not."""
    for clip in three_clips():
        recording = section(clip)
        assert recording.spans[0].start == LEAD
        assert milliseconds(sounding(decoded(recording.mp3))[0][0]) == pytest.approx(50, abs=5)


def test_frames_are_counted_as_decoded() -> None:
    """`frames` times 1,152 samples is exactly what a decoder gives: chapters are laid on it."""
    for pause in (0, 333, 1500):
        recording = section(three_clips()[1], pauses=[pause])
        assert len(decoded(recording.mp3)) == recording.frames * FRAME_SAMPLES


def test_sections_joined_decode_as_they_do_alone() -> None:
    """No frame leans on the section before it: bytes side by side are sound side by side."""
    parts = [
        section(clip, pauses=[pause])
        for clip, pause in zip(three_clips(), [0, 60, 900], strict=True)
    ]
    joined = decoded(b"".join(part.mp3 for part in parts))
    alone = np.concatenate([decoded(part.mp3) for part in parts])
    assert np.allclose(joined, alone, rtol=0, atol=1e-6)


def test_ffmpeg_hears_the_same_frames(tmp_path: Path) -> None:
    """A second decoder agrees on every sample's place."""
    recording = section(*three_clips())
    path = tmp_path / "section.mp3"
    path.write_bytes(recording.mp3)
    theirs, ours = ffmpeg_decoded(path), decoded(recording.mp3)
    assert len(theirs) == len(ours)
    assert np.abs(theirs - ours).max() < 0.001


# How loud


@pytest.mark.parametrize("level", [0.01, 0.05, 0.3, 1.0])
def test_every_section_is_as_loud_as_it_should_be(level: float) -> None:
    """-16 LUFS whatever the engine's own level, and no true peak above -1 dBTP."""
    recording = section(wav(speech(4, level=level)), wav(speech(3, level=level, seed=5)))
    heard = decoded(recording.mp3)
    assert measured_loudness(heard) == pytest.approx(-16, abs=0.5)
    assert 20 * np.log10(np.abs(heard).max()) <= -1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ebur128_finds_the_loudness_and_no_peak(tmp_path: Path, seed: int) -> None:
    """Judged by a foreign meter on the decoded MP3, with hard transients in it."""
    clip = speech(6, 24_000, seed=seed, level=0.2)
    clip[:: 24_000 // 3] = 0.95
    path = tmp_path / "section.mp3"
    path.write_bytes(record([mp3(clip)] * 2, ".mp3", [450, 900]).mp3)
    level, peak = ebur128(path)
    assert level == pytest.approx(-16, abs=0.5)
    assert peak <= -1


def test_a_peaky_voice_is_as_loud_as_any() -> None:
    """Where peaks are 20 dB above the speech, what the limiter takes is made up for."""
    clip = speech(5, level=0.1)
    clip[:: 22_050 // 25] *= 9
    heard = decoded(section(wav(clip)).mp3)
    assert measured_loudness(heard) == pytest.approx(-16, abs=0.5)
    assert 20 * np.log10(np.abs(heard).max()) <= -1


@pytest.mark.parametrize("loudness_wanted", [-23.0, -19.0, -14.0])
def test_other_targets_are_reached(loudness_wanted: float) -> None:
    """The target is the caller's."""
    recording = section(wav(speech(4)), loudness=loudness_wanted)
    assert measured_loudness(decoded(recording.mp3)) == pytest.approx(loudness_wanted, abs=0.5)


@pytest.mark.parametrize("bitrate", [64, 96, 192, 320])
def test_the_encoder_does_not_change_the_level(bitrate: int) -> None:
    """LAME turns its input down by 5 % at most rates; that is undone."""
    recording = section(wav(speech(4)), bitrate=bitrate)
    assert measured_loudness(decoded(recording.mp3)) == pytest.approx(-16, abs=0.15)
    assert 0.95 <= scale(bitrate) <= 1


def test_the_meter_reads_the_reference_tone() -> None:
    """BS.1770-4: a full-scale sine of 997 Hz in one channel reads -3.01 LKFS."""
    tone = 0.99997 * np.sin(2 * np.pi * 997 * np.arange(5 * RATE) / RATE)
    assert measured_loudness(tone) == pytest.approx(-3.01, abs=0.02)


def test_the_meter_leaves_out_silence() -> None:
    """Gates: speech with long silence around it is as loud as the speech."""
    talk = resample(speech(6).astype(np.float32), 22_050)
    with_silence = np.concatenate([np.zeros(5 * RATE), talk, np.zeros(7 * RATE)])
    assert measured_loudness(with_silence) == pytest.approx(measured_loudness(talk), abs=0.3)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_meter_agrees_with_ebur128(tmp_path: Path, seed: int) -> None:
    """Within a tenth of a unit, as meters must."""
    rng = np.random.default_rng(seed)
    low = np.cumsum(rng.standard_normal(8 * RATE)) * 1e-3
    talk = resample(speech(8, 24_000, seed=seed).astype(np.float32), 24_000)
    mixed = talk * rng.uniform(0.1, 1) + np.clip(low, -0.2, 0.2) * (seed % 2)
    path = tmp_path / "mixed.wav"
    path.write_bytes(wav(mixed, RATE))
    assert measured_loudness(mixed) == pytest.approx(ebur128(path)[0], abs=0.1)


def test_a_word_shorter_than_a_loudness_block_is_levelled_sanely() -> None:
    """A section of one short word is neither lost nor blown up."""
    heard = decoded(section(wav(speech(0.12)), pauses=[0]).mp3)
    assert 0.05 < np.abs(heard).max() < 0.9


def test_what_is_nearly_silent_stays_quiet() -> None:
    """Noise at the edge of hearing is not amplified into a roar."""
    hiss = np.random.default_rng(1).standard_normal(22_050) * 1e-4
    assert np.abs(decoded(section(wav(hiss)).mp3)).max() < 0.02


# How clean


def test_the_limiter_acts_only_around_peaks() -> None:
    """Gain is 1 where no peak is near, comes down before a peak and is back soon after."""
    peaks = np.full(1000, 0.2, np.float32)
    peaks[500] = 2.0
    knots = limiter.gains(peaks, 0.8)
    touched = np.flatnonzero(knots < 1)
    assert knots[500] == pytest.approx(0.4, abs=1e-3)
    assert 470 < touched.min() < touched.max() < 530


def test_the_limiter_leaves_alone_what_is_under_the_ceiling() -> None:
    """Nothing to limit: not a bit of it changes."""
    peaks = np.full(500, 0.79, np.float32)
    wave = np.ones(500 * limiter.BIT, np.float32)
    limiter.limit(wave, limiter.gains(peaks, 0.8))
    assert (wave == 1).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0, 30, width=32), min_size=1, max_size=120),
    st.floats(0.125, 1, width=32),
)
def test_nothing_passes_the_limiter(levels: list[float], ceiling: float) -> None:
    """Whatever the peaks, each sample is under the ceiling afterwards."""
    peaks = np.array(levels, np.float32)
    wave = np.repeat(peaks, limiter.BIT)
    limiter.limit(wave, limiter.gains(peaks, ceiling))
    assert wave.max() <= ceiling * 1.0001


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=90), st.integers(1, 90))
def test_the_least_in_a_row_is_the_least(values: list[float], width: int) -> None:
    """Found by halves, it is what looking at each gives."""
    row, width = np.array(values, np.float32), min(width, len(values))
    each = [row[at : at + width].min() for at in range(len(row) - width + 1)]
    assert limiter._least(row, width).tolist() == [float(one) for one in each]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 9), st.data())
def test_a_limiter_seen_in_pieces_is_the_limiter(
    seed: int, ticks: int, data: st.DataObject
) -> None:
    """What a reel is turned down by does not hang on where the reel begins."""
    rng = np.random.default_rng(seed)
    numbers = (rng.random(ticks * master.BITS) ** 8).astype(np.float16)
    ones = np.ones(ticks)
    measured = master.Measured(ones, ones.astype(np.float32) * 0.01, numbers, numbers)
    level = master.Level(9.0, measured, -1.0)
    cut = data.draw(st.integers(0, ticks))
    pieces = [level.knots(0, cut)[:-1], level.knots(cut, ticks)] if cut else [level.knots(0, ticks)]
    assert np.concatenate(pieces) == pytest.approx(level.knots(0, ticks), abs=1e-6)


def test_memory_hardly_grows_with_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each minute adds two small numbers a millisecond, and not its samples."""
    monkeypatch.setattr(tapes, "IN_MEMORY", 1000)
    minute = np.tile((speech(4, RATE) * 20_000).astype("<i2"), 15).tobytes()
    peaks = []
    for minutes in (1, 4):
        with Tape() as tape:
            for _ in range(minutes):
                tape.write(minute)
            tracemalloc.start()
            gain_of(tape, Sound(loudness=-12))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] - peaks[0] < 3 * 1_000_000
    assert peaks[1] < 45_000_000


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 3000), st.integers(0, 3500), st.integers(0, 3000), st.sampled_from([0.01, 0.9])
)
def test_music_is_added_where_it_should_be_and_nowhere_else(
    written: int, at: int, length: int, gain: float
) -> None:
    """What is there and what comes are summed; nothing wraps around, and the tape grows by nothing."""
    there = np.full(written, 20_000, "<i2")
    added = np.full(length, gain, np.float32)
    with Tape() as tape:
        tape.write(there.tobytes())
        tape.mix(at, added)
        back = next(tape.reels())
        assert tape.samples == written
    wanted = there.astype(float)
    wanted[at : at + length] += np.rint(gain * 32768)
    assert np.array_equal(back[:written], wanted.clip(-32768, 32767))
    assert not back[written:].any()


def test_peaks_between_samples_are_found() -> None:
    """A sine at a quarter of the rate, sampled 45° off its crests, has a true peak 3 dB above its samples."""
    tone = 0.5 * np.sin(np.pi / 2 * np.arange(TICK) + np.pi / 4)
    reel = np.rint(tone * 32768).astype("<i2")
    sampled = limiter.sample_peaks(reel)
    true = limiter.true_peaks(reel, sampled, 0.1)
    assert sampled.max() == pytest.approx(0.354, abs=0.001)
    assert true[20:-20] == pytest.approx(0.5, abs=0.01)


def test_limiting_does_not_pump() -> None:
    """A click in even speech is turned down; speech 50 ms away keeps its level."""
    talk = speech(4, RATE, level=0.3)
    clicked = talk.copy()
    clicked[2 * RATE] = 1.0
    plain, hit = (decoded(section(wav(one, RATE)).mp3) for one in (talk, clicked))
    away = slice(LEAD + 2 * RATE + RATE // 20, LEAD + 3 * RATE)
    before, after = (np.sqrt(np.square(one[away]).mean()) for one in (plain, hit))
    assert 20 * abs(np.log10(before / after)) < 0.2


@pytest.mark.parametrize("rate", [22_050, 24_000])
def test_resampling_leaves_no_images(rate: int) -> None:
    """Above the band of the clip there is nothing: 70 dB below a tone near its upper end."""
    tone = np.sin(2 * np.pi * 9_500 * np.arange(2 * rate) / rate).astype(np.float32)
    out = resample(tone, rate)[RATE // 4 : -RATE // 4]
    power = np.abs(np.fft.rfft(out * np.hanning(len(out)))) ** 2
    frequency = np.fft.rfftfreq(len(out), 1 / RATE)
    assert 10 * np.log10(power[frequency > rate / 2].max() / power.max()) < -70


@pytest.mark.parametrize(
    "rate", [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 48_000, 96_000, 22_051]
)
def test_resampling_moves_nothing(rate: int) -> None:
    """A tone comes out as that tone, in place, at its level, whatever the rate."""
    at = np.arange(rate) / rate
    out = resample(np.sin(2 * np.pi * 440 * at).astype(np.float32), rate)
    wanted = np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    assert len(out) == RATE
    assert np.abs(out - wanted)[2000:-2000].max() < 1e-3


@pytest.mark.parametrize("length", [1, 7, 100, 5000])
def test_resampling_keeps_lengths(length: int) -> None:
    """Twice the rate is twice the samples, however few."""
    assert len(resample(np.ones(length, np.float32), 22_050)) == 2 * length


def test_clips_start_and_end_without_a_click() -> None:
    """A clip that begins and ends at full level rises and falls over 5 ms."""
    clip = read(wav(np.full(22_050, 0.5) * np.tile([1, 1, -1, -1], 6000)[:22_050]), ".wav").cut(
        0, 0
    )
    assert abs(clip.wave[0]) < 1e-3
    assert np.abs(clip.wave[:22]).max() < 0.1
    assert np.abs(clip.wave[-22:]).max() < 0.1
    assert np.abs(clip.wave[300:-300]).max() > 0.4


def test_a_constant_offset_is_taken_out() -> None:
    """DC would be a step at every seam."""
    heard = decoded(section(wav(speech(2) + 0.2)).mp3)
    body = heard[LEAD : LEAD + RATE]
    assert abs(body.mean()) < 0.003


def test_breath_around_speech_is_trimmed_but_faint_sounds_stay() -> None:
    """Noise 60 dB down is silence; a soft consonant 35 dB down is speech."""
    rng = np.random.default_rng(4)
    noise = rng.standard_normal(22_050) * 0.3 * 10 ** (-62 / 20)
    soft = rng.standard_normal(2_205) * 0.3 * 10 ** (-35 / 20)
    clip = read(wav(np.concatenate([noise, soft, speech(1), noise])), ".wav")
    assert milliseconds(clip.sounding) == pytest.approx(1100, abs=10)


# What may come


def test_clips_of_different_rates_share_a_section() -> None:
    """A borrowed word from another voice keeps its pitch and its length."""
    clips = [wav(speech(1, rate, seed=1), rate) for rate in (16_000, 22_050, 48_000)]
    spans = record(clips, ".wav", [200] * 3).spans
    lengths = [milliseconds(span.end - span.start) for span in spans]
    assert lengths == pytest.approx([1000] * 3, abs=5)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "PCM_32", "FLOAT"])
def test_all_kinds_of_wav_are_read(subtype: str) -> None:
    """An engine may give what it likes."""
    out = io.BytesIO()
    soundfile.write(out, speech(1), 22_050, subtype=subtype, format="WAV")
    assert milliseconds(read(out.getvalue(), ".wav").sounding) == pytest.approx(1000, abs=5)


@pytest.mark.parametrize("rubbish", [b"", b"RIFF", b"<html>blocked</html>" * 50, bytes(4000)])
@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
def test_a_clip_that_is_no_audio_is_an_error_in_a_sentence(rubbish: bytes, suffix: str) -> None:
    """A service that answers with a web page is reported as such, without a traceback."""
    with pytest.raises(
        EngineError, match=rf"{len(rubbish)} bytes that are not {suffix[1:].upper()} audio"
    ):
        record([rubbish], suffix, [450])


def test_a_silent_clip_takes_no_time() -> None:
    """Nothing to hear: an empty span, the pauses around it as they are."""
    clips = wav(speech(1)), wav(quiet(1)), wav(quiet(0)), wav(speech(1))
    for pause, off in ((220, 1), (450, 3 * HALF_FRAME_MS)):
        first, silent, empty, last = section(*clips, pauses=[pause] * 4).spans
        assert silent.start == silent.end
        assert empty.start == empty.end
        assert milliseconds(last.start - first.end) == pytest.approx(3 * pause, abs=off)


def test_a_section_without_clips_is_a_short_silence() -> None:
    """Nothing to say is not an error."""
    recording = record([], ".wav", [])
    assert recording.spans == ()
    assert len(decoded(recording.mp3)) == recording.frames * FRAME_SAMPLES


def test_the_same_clips_are_the_same_bytes() -> None:
    """From a list or an iterator, in memory or by way of the disk."""
    clips = three_clips()
    once = section(*clips)
    assert section(*clips) == once
    assert record(iter(clips), ".wav", [450] * 3) == once


def test_long_tapes_go_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the samples wait changes nothing."""
    clips = three_clips()
    once = section(*clips)
    monkeypatch.setattr(tapes, "IN_MEMORY", 1000)
    assert section(*clips) == once


def test_a_tape_gives_back_what_was_written() -> None:
    """In whole ticks, the last one filled with silence."""
    data = np.arange(TICK * 3 + 5, dtype="<i2")
    with Tape() as tape:
        tape.write(data[:100].tobytes())
        tape.write(data[100:].tobytes())
        back = np.concatenate(list(tape.reels()))
    assert len(back) == 4 * TICK
    assert np.array_equal(back[: len(data)], data)
    assert not back[len(data) :].any()


def test_reels_are_seamless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levelling and limiting in pieces is the same as in one piece, to a five-hundredth."""
    clip = resample(speech(3, level=0.9).astype(np.float32), 22_050)
    pieces = []
    for reel in (tapes.REEL, 3 * TICK):
        monkeypatch.setattr(tapes, "REEL", reel)
        with Tape() as tape:
            tape.write(np.rint(clip * 20_000).astype("<i2").tobytes())
            level = gain_of(tape, Sound(loudness=-8))
            pieces.append(np.concatenate(list(master.mastered(tape.reels, level))))
    assert np.abs(pieces[0].astype(int) - pieces[1]).max() <= 64


def test_passages_part_in_silence_and_are_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encoded in passages, a section is as true as encoded in one go, and nothing sounds where they meet."""
    clips, pauses = [wav(speech(1.2, seed=n)) for n in range(5)], [90, 450, 30, 300, 450]
    parted = section(*clips, pauses=pauses)
    with Tape() as tape:
        edges = splicing.splice(clips, ".wav", pauses, tape).edges
    monkeypatch.setattr(dividing, "SEAM", 10_000)
    whole = section(*clips, pauses=pauses)
    assert len(edges) == 3
    one, other = decoded(whole.mp3), decoded(parted.mp3)
    for edge in edges[:-1]:
        assert not other[(edge - 1) * FRAME_SAMPLES : (edge + 1) * FRAME_SAMPLES].any()
    for before, after in zip(whole.spans, parted.spans, strict=True):
        a, b = one[before.start : before.end], other[after.start : after.end]
        assert np.square(a - b).sum() < 10 ** (-15 / 10) * np.square(a).sum()


def test_a_passage_too_long_for_memory_gives_the_same_frames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clips = [wav(speech(13.0, seed=1)), wav(speech(14.0, seed=2))]
    whole = section(*clips, pauses=[100, 700])
    monkeypatch.setattr(desk, "LONG", FRAME_SAMPLES)
    monkeypatch.setattr(desk, "encode", lambda made, _: (one for one in made if type(one) is bytes))
    assert section(*clips, pauses=[100, 700]).mp3 == whole.mp3


def test_a_long_pause_ends_a_passage() -> None:
    """A short one does not; the last passage ends with the section, whatever its pause."""
    assert dividing.passages([249, 249, 0]) == (slice(0, 3),)
    assert dividing.passages([250, 10, 900, 1500]) == (slice(0, 1), slice(1, 3), slice(3, 4))
    assert dividing.passages([900, 900, 20]) == (slice(0, 1), slice(1, 2), slice(2, 3))
    assert dividing.passages([]) == (slice(0, 0),)


# What is kept of an earlier recording


def told(said: Sequence[str], pauses: Sequence[int], kept: tuple[bytes, bytes] = (b"", b"")):  # type: ignore[no-untyped-def]
    """(bytes, recording, the clips that were made) of a section whose clips are named after what they say."""
    made: list[str] = []

    def clip(text: str) -> TrimmedClip:
        made.append(text)
        return read(wav(speech(1 + sum(map(ord, text)) % 7 / 10)), ".wav")

    out = io.BytesIO()
    clips = [partial(clip, text) for text in said]
    recording = sound.record(clips, ".wav", pauses, out, names=said, kept=kept)
    return out.getvalue(), recording, made


SAID, PAUSES = ("one", "two", "three", "four", "five", "six"), (450, 220, 450, 750, 450, 1500)


@pytest.mark.parametrize(
    ("said", "pauses", "new"),
    [
        (SAID, PAUSES, []),
        (("one", "two", "three", "vier", "five", "six"), PAUSES, ["vier"]),
        (("one", "two", "drei", "four", "five", "six"), PAUSES, ["two", "drei"]),
        (("six", "one", "two", "three", "four", "five"), (1500, *PAUSES[:-1]), []),
        (SAID, (450, 220, 450, 900, 450, 1500), ["four"]),
        (SAID[:4], PAUSES[:4], []),
    ],
)
def test_only_new_passages_are_made_and_the_bytes_are_the_same(
    said: Sequence[str], pauses: Sequence[int], new: list[str]
) -> None:
    """An edit makes the passage it is in; what comes of it is what a first recording gives, to the byte."""
    frames, before, _ = told(SAID, PAUSES)
    again, recording, made = told(said, pauses, (before.passages, frames))
    first = told(said, pauses)
    assert (again, recording) == first[:2]
    assert made in (new, [*new, *said]), "all of them if the gain is another one"
    if len(new) == 1 or said == SAID:
        assert made == new


def test_another_gain_makes_all_passages_anew() -> None:
    """A sentence far louder than the others turns all of them down."""
    frames, before, _ = told(SAID, PAUSES)
    shout = read(wav(speech(4, level=0.95)), ".wav")
    names = [*SAID[:3], "shout", *SAID[4:]]
    takes = []
    for kept in ((before.passages, frames), (b"", b"")):
        out = io.BytesIO()
        soft = read(wav(speech(1, level=0.05)), ".wav")
        clips = [shout if name == "shout" else soft for name in names]
        takes.append(
            (sound.record(clips, ".wav", PAUSES, out, names=names, kept=kept), out.getvalue())
        )
    assert takes[0] == takes[1]


@pytest.mark.parametrize(
    "junk", [b"", b"{}", b"[1]\n", b"\xff\x00", b'{"rough":1,"exact":2,"passages":[["a",1]]}']
)
def test_what_cannot_be_read_is_not_kept(junk: bytes) -> None:
    """A file of an earlier version, or of a stranger, costs time and nothing else."""
    assert unpacked(junk, b"abc") == Kept()


@pytest.mark.parametrize(
    "harm",
    [
        lambda head, numbers: (b"[" * 100_000, numbers),
        lambda head, numbers: (head, numbers[:-2]),
        lambda head, numbers: (head, numbers + numbers),
        lambda head, numbers: (head, np.full(len(numbers) // 8, np.nan).tobytes() + b"123456"),
        *(
            lambda head, numbers, at=at, value=value: (_with(head, at, value), numbers)
            for at, value in [
                (0, ["a"]), (1, -1), (1, 0), (1, 10**9), (1, 1.5), (1, None),
                (2, [[5, -5]]), (2, [[0, 10**12]]), (2, ["ab"]), (2, 7),
                (3, -1), (3, 10**30), (3, 2.0), (4, 0), (4, -9), (4, 10**30), (4, "9"),
            ]
        ),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_those_of_the_frames_are_not_kept(
    harm: Callable[[bytes, bytes], tuple[bytes, bytes]],
) -> None:
    """They would go into lengths and gains unseen."""
    frames, before, _ = told(SAID[:2], PAUSES[:2])
    head, _, numbers = before.passages.partition(b"\n")
    assert unpacked(before.passages, frames).passages
    assert unpacked(before.passages, frames[:-1]) == Kept()
    data = b"\n".join(harm(head, numbers))
    assert unpacked(data, frames) == Kept()
    assert isinstance(dividing.kept_keys(data), frozenset)


def test_a_passage_of_another_number_of_clips_is_not_taken_over() -> None:
    """Each clip has its place."""
    frames, before, _ = told(SAID[:2], PAUSES[:2])
    head, _, numbers = before.passages.partition(b"\n")
    kept = _with(head, 2, [[2205, 2206]] * 3) + b"\n" + numbers
    assert unpacked(kept, frames).passages
    assert told(SAID[:2], PAUSES[:2], (kept, frames))[:2] == (frames, before)


def _with(head: bytes, at: int, value: object) -> bytes:
    """The head with another value in its first row."""
    raw = json.loads(head)
    raw["passages"][0][at] = value
    return json.dumps(raw).encode()


def test_several_voices_and_music_keep_nothing() -> None:
    """There a passage's sound depends on the whole section."""
    clips = [wav(speech(1, seed=n)) for n in range(3)]
    out = io.BytesIO()
    one = sound.record(clips, ".wav", [450] * 3, out, names=["a", "b", "c"])
    two = sound.record(clips, ".wav", [450] * 3, out, names=["a", "b", "c"], voices=[0, 1, 0])
    assert one.passages
    assert not two.passages


def test_processors_do_not_change_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread or four."""
    clips = [wav(speech(1, seed=n)) for n in range(6)]
    once = section(*clips)
    monkeypatch.setattr(encoding, "MOST_THREADS", 1)
    assert section(*clips) == once


# At the door


def python(code: str) -> str:
    """Run `code` in a fresh interpreter that turns warnings into errors and finds no program."""
    env = {key: value for key, value in os.environ.items() if key != "PATH"} | {"PATH": ""}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_program_of_the_system_is_missed() -> None:
    """pydub does not complain about a missing ffmpeg: none is needed."""
    assert python("import podcast.sound.splice; print('quiet')") == "quiet\n"


def test_a_fingerprint_loads_nothing_heavy() -> None:
    """A build in which nothing changed does not pay for numpy or pydub."""
    code = (
        "import sys; from podcast import sound; sound.fingerprint(); "
        "print({'numpy', 'pydub', 'soundfile', 'lameenc'} & set(sys.modules))"
    )
    assert python(code) == "set()\n"


def test_the_fingerprint_tells_settings_apart() -> None:
    """Another bit rate is another recording."""
    assert sound.fingerprint() == sound.fingerprint(Sound())
    assert sound.fingerprint(Sound(bitrate=64)) != sound.fingerprint()
    assert "lameenc" in sound.fingerprint()
