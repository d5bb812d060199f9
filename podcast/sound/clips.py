"""A clip as an engine gives it → its speech alone, at 44,100 samples a second, soft at both edges."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import soundfile

from podcast.errors import EngineError
from podcast.model import SAMPLE_RATE
from podcast.sound.resample import resample
from podcast.sound.tape import Wave

QUIET = 10 ** (-50 / 20)
"""Below this part of the clip's loudest moment there is no speech, only breath of the codec or the room."""

SILENT = 10 ** (-75 / 20)
"""Below this there is no speech whatever the clip's level."""

SLOWEST_RATE, FASTEST_RATE = 4000, 768_000
"""Samples a second of any recording; another number stands in a broken head of a file."""

WINDOW = 0.002
GUARD = 0.020
FADE = 0.005


@dataclass(frozen=True, slots=True)
class TrimmedClip:
    """Speech with a little of the silence around it: `wave[lead : len(wave) - tail]` is what sounds."""

    wave: Wave
    lead: int
    tail: int

    @property
    def sounding(self) -> int:
        """Samples from the first to the last that is heard."""
        return len(self.wave) - self.lead - self.tail

    def cut(self, lead: int, tail: int) -> TrimmedClip:
        """The clip with at most so many samples of silence on each side, faded in and out."""
        lead, tail = min(self.lead, lead), min(self.tail, tail)
        wave = self.wave[self.lead - lead : len(self.wave) - self.tail + tail]
        return TrimmedClip(faded(wave), lead, tail)


def read(data: bytes, suffix: str) -> TrimmedClip:
    """A clip's speech. Raises EngineError where `data` is no audio."""
    return spoken(*decode(data, suffix))


def spoken(wave: Wave, rate: int) -> TrimmedClip:
    """The speech in what was decoded."""
    if rate == 0 or not wave.size:
        return TrimmedClip(np.zeros(0, np.float32), 0, 0)
    wave = wave - wave.mean()
    start, end = sounding(wave, rate)
    guard = round(GUARD * rate)
    first, last = max(0, start - guard), min(len(wave), end + guard)
    return TrimmedClip(
        resample(wave[first:last], rate),
        lead=round((start - first) * SAMPLE_RATE / rate),
        tail=round((last - end) * SAMPLE_RATE / rate),
    )


def decode(data: bytes, suffix: str) -> tuple[Wave, int]:
    """(samples of one channel, full scale 1.0; samples a second)."""
    try:
        wave, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
        if wave.size and not SLOWEST_RATE <= rate <= FASTEST_RATE:
            raise ValueError(rate)
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        raise EngineError(
            "the voice gave {size} bytes that are no {kind} audio; build again, or choose another engine",
            size=len(data),
            kind=suffix.removeprefix(".").upper(),
        ) from error
    mono = wave[:, 0] if wave.shape[1] == 1 else wave.mean(axis=1, dtype=np.float32)
    return mono if np.isfinite(mono.sum()) else np.nan_to_num(mono), int(rate)


def sounding(wave: Wave, rate: int) -> tuple[int, int]:
    """First sample that is heard, and the one after the last; both 0 if none is."""
    width = max(1, round(WINDOW * rate))
    count = -(-len(wave) // width)
    padded = np.zeros(count * width, np.float32)
    padded[: len(wave)] = wave
    levels = np.sqrt(np.square(padded).reshape(count, width).mean(axis=1))
    loud = np.flatnonzero(levels > max(SILENT, QUIET * float(levels.max())))
    if not loud.size:
        return 0, 0
    return int(loud[0]) * width, min(len(wave), (int(loud[-1]) + 1) * width)


def faded(wave: Wave) -> Wave:
    """`wave` rising from and falling to nothing, so that a join is never a step."""
    length = min(round(FADE * SAMPLE_RATE), len(wave) // 2)
    rise = np.sin(np.linspace(0, np.pi / 2, length, endpoint=False, dtype=np.float32)) ** 2
    soft = wave.copy()
    soft[:length] *= rise
    soft[len(soft) - length :] *= rise[::-1]
    return soft
