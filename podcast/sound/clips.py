"""Trims an engine's clip to its speech, at 44,100 Hz, with faded edges."""

from __future__ import annotations

import io
import struct

import numpy as np

from podcast.errors import EngineError
from podcast.model import SAMPLE_RATE
from podcast.sound.resample import resample
from podcast.sound.tape import FULL_SCALE, Wave
from podcast.structs import Frozen

QUIET = 10 ** (-50 / 20)
"""Relative to the clip's loudest moment: below this there is only codec or room noise, no speech."""

SILENT = 10 ** (-75 / 20)
"""Relative to full scale: below this there is no speech, whatever the clip's level."""

SLOWEST_RATE, FASTEST_RATE = 4000, 768_000
"""Plausible sample rates in Hz; anything else comes from a broken file header."""

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
"""The header of a WAV file that has only a format chunk and a data chunk."""

WINDOW = 0.002
GUARD = 0.020
FADE = 0.005


class TrimmedClip(Frozen):
    """Speech with a little silence around it: `wave[lead : len(wave) - tail]` is the audible part."""

    wave: Wave
    lead: int
    tail: int

    @property
    def sounding(self) -> int:
        """The number of samples from the first audible one to the last."""
        return len(self.wave) - self.lead - self.tail

    def cut(self, lead: int, tail: int) -> TrimmedClip:
        """The clip with at most that many samples of silence on each side, faded in and out."""
        lead, tail = min(self.lead, lead), min(self.tail, tail)
        wave = self.wave[self.lead - lead : len(self.wave) - self.tail + tail]
        return TrimmedClip(faded(wave), lead, tail)


def read(data: bytes, suffix: str) -> TrimmedClip:
    """The speech of a clip. Raises EngineError if `data` is not audio."""
    return spoken(*decode(data, suffix))


def spoken(wave: Wave, rate: int) -> TrimmedClip:
    """The speech in decoded samples."""
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
    """(mono samples, full scale 1.0; sample rate in Hz)."""
    if plain := _plain_wav(data):
        return plain
    import soundfile

    try:
        wave, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
        if wave.size and not SLOWEST_RATE <= rate <= FASTEST_RATE:
            raise ValueError(rate)
    except (soundfile.SoundFileError, TypeError, ValueError) as error:
        raise EngineError(
            "the voice returned {size} bytes that are not {kind} audio; build again, or choose another engine",
            size=len(data),
            kind=suffix.removeprefix(".").upper(),
        ) from error
    mono = wave[:, 0] if wave.shape[1] == 1 else wave.mean(axis=1, dtype=np.float32)
    return mono if np.isfinite(mono.sum()) else np.nan_to_num(mono), int(rate)


def _plain_wav(data: bytes) -> tuple[Wave, int] | None:
    """As `decode`, for mono 16-bit PCM behind a minimal header; None for any other file.

    That is what the offline voice returns, and soundfile takes 20 ms to load and 0.5 ms per clip.
    """
    if len(data) < _HEADER.size:
        return None
    *form, rate, _, _, bits, name, size = _HEADER.unpack_from(data)
    del form[1]  # the size of the whole
    plain = form == [b"RIFF", b"WAVE", b"fmt ", 16, 1, 1] and (bits, name) == (16, b"data")
    if not (plain and SLOWEST_RATE <= rate <= FASTEST_RATE and size == len(data) - _HEADER.size):
        return None
    samples = np.frombuffer(data, "<i2", size // 2, _HEADER.size)
    return samples.astype(np.float32) / np.float32(FULL_SCALE), rate


def sounding(wave: Wave, rate: int) -> tuple[int, int]:
    """The [start, end) of what is audible, in samples; (0, 0) if nothing is."""
    width = max(1, round(WINDOW * rate))
    count = -(-len(wave) // width)
    padded = np.zeros(count * width, np.float32)
    padded[: len(wave)] = wave
    levels = np.sqrt(np.square(padded, out=padded).reshape(count, width).mean(axis=1))
    loud = np.flatnonzero(levels > max(SILENT, QUIET * float(levels.max())))
    if not loud.size:
        return 0, 0
    return int(loud[0]) * width, min(len(wave), (int(loud[-1]) + 1) * width)


def faded(wave: Wave) -> Wave:
    """`wave` faded in and out, so that a join never clicks."""
    length = min(round(FADE * SAMPLE_RATE), len(wave) // 2)
    rise = np.sin(np.linspace(0, np.pi / 2, length, endpoint=False, dtype=np.float32)) ** 2
    soft = wave.copy()
    soft[:length] *= rise
    soft[len(soft) - length :] *= rise[::-1]
    return soft
