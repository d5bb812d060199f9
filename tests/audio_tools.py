"""Sound for tests: made from a seed, written as an engine would, and measured on what was decoded."""

from __future__ import annotations

import io
import re
import subprocess
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import lameenc
import numpy as np
import soundfile
from conftest import need_tool
from numpy.typing import NDArray

import podcast.sound
from podcast.model import Jingle, Span

Sound = NDArray[np.float64]
RATE = 44_100
PLAIN = podcast.sound.Sound()


def speech(seconds: float, rate: int = 22_050, *, seed: int = 0, level: float = 0.3) -> Sound:
    """Something like speech: a hoarse voice of 110 Hz in syllables of a quarter second, loud at both ends."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * rate)) / rate
    pitch = 110 + 15 * np.sin(2 * np.pi * 0.7 * at + seed)
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    voice = sum(np.sin(k * phase + k) / k**1.2 for k in range(1, 40) if k * 130 < rate / 2)
    hiss = rng.standard_normal(len(at)) * 0.15
    syllables = 0.15 + np.abs(np.cos(2 * np.pi * 2 * at)) ** 0.7
    sound = (voice + hiss) * syllables
    return sound / np.abs(sound).max() * level


def quiet(seconds: float, rate: int = 22_050) -> Sound:
    return np.zeros(round(seconds * rate))


def wav(sound: Sound, rate: int = 22_050, *, channels: int = 1) -> bytes:
    """A 16-bit WAV; with two channels, the second is the same at half the level."""
    whole = np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2")
    if channels == 2:
        whole = np.stack([whole, whole // 2], axis=1)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
    return out.getvalue()


def mp3(sound: Sound, rate: int = 24_000) -> bytes:
    """An MP3 as the online voices send it: 24 kHz, 64 kbit/s, one channel."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(64)
    whole = np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2")
    return bytes(encoder.encode(whole) + encoder.flush())


def decoded(data: bytes) -> Sound:
    """An MP3 as a player hears it: every sample of every frame, the decoder's delay included."""
    sound, rate = soundfile.read(io.BytesIO(data))
    assert rate == RATE
    return sound


def ffmpeg_decoded(path: Path) -> Sound:
    """The same by ffmpeg, as 32-bit floats."""
    raw = subprocess.run(
        [need_tool("ffmpeg"), "-v", "error", "-i", path, "-f", "f32le", "-"],
        capture_output=True,
        check=True,
    ).stdout
    return np.frombuffer(raw, "<f4").astype(np.float64)


def ebur128(path: Path) -> tuple[float, float]:
    """(integrated loudness in LUFS, true peak in dBTP) as ffmpeg measures them."""
    command = [need_tool("ffmpeg"), "-hide_banner", "-nostats", "-i", path]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    report = subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=True
    ).stderr  # it cuts long lyrics in the middle of a letter
    summary = report[report.rindex("Summary:") :]
    level = re.search(r"I:\s+(\S+) LUFS", summary)
    peak = re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert level, report
    assert peak, report
    return float(level[1]), float(peak[1])


def sounding(
    sound: Sound, *, under: float = 10 ** (-40 / 20), hush: float = 0.012
) -> list[tuple[int, int]]:
    """(start, end) of each stretch louder than `under` of the loudest, parted by `hush` seconds or more."""
    loud = np.flatnonzero(np.abs(sound) > under * np.abs(sound).max())
    breaks = np.flatnonzero(np.diff(loud) > hush * RATE)
    starts = np.concatenate([[loud[0]], loud[breaks + 1]])
    ends = np.concatenate([loud[breaks], [loud[-1]]]) + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def milliseconds(samples: float) -> float:
    return samples * 1000 / RATE


@dataclass(frozen=True)
class Recording:
    """A section as `podcast.sound.record` made it, with the frames it wrote."""

    mp3: bytes
    frames: int
    spans: tuple[Span, ...]


def record(
    clips: Iterable[bytes],
    suffix: str,
    pauses_ms: Sequence[int],
    sound: podcast.sound.Sound = PLAIN,
    *,
    intro: Jingle | None = None,
    outro: Jingle | None = None,
) -> Recording:
    """`podcast.sound.record`, in memory."""
    out = io.BytesIO()
    made = podcast.sound.record(clips, suffix, pauses_ms, out, sound, intro=intro, outro=outro)
    return Recording(out.getvalue(), made.frames, made.spans)
