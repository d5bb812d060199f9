"""Measures the loudness of a finished file as a player decodes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from podcast.model import SAMPLE_RATE
from podcast.sound.limiter import sample_peaks, true_peaks
from podcast.sound.loudness import energies, loudness
from podcast.sound.tape import FULL_SCALE, TICK, Pcm

SECONDS = 60
"""Seconds decoded at a time, so that memory does not grow with the file."""

HALF_BAND = 10 ** (-3 / 20)
"""Samples this far below the highest hide no higher true peak: up to half the bandwidth, at most 3 dB."""


SILENT = 10 ** (-60 / 20)
"""Relative to full scale: silence stays below this; speech does not for long."""
MOST = 8.0
"""A sample as far beyond full scale as no encoder's rounding carries it."""

LEAST = 4
"""The shortest silence reported, in ticks."""


def levels(path: Path) -> tuple[float, float, list[list[int]]] | None:
    """Integrated loudness (LUFS), true peak (dB of full scale) and silences ([start, end] in ms) of a mono file
    at 44,100 samples a second.

    None for any other file, and for one that cannot be decoded.
    """
    highest, ticks, quiet = 0.0, [np.zeros(0)], [np.zeros(0, bool)]
    try:
        with soundfile.SoundFile(path) as sound:
            if (sound.samplerate, sound.channels) != (SAMPLE_RATE, 1):
                return None
            for reel in _reels(sound):
                ticks.append(energies(reel))
                highest = max(highest, _peak(reel, highest))
                tops = np.abs(reel).reshape(-1, TICK).max(axis=1, initial=0.0)
                quiet.append(tops < SILENT * FULL_SCALE)
    except soundfile.SoundFileError:
        return None
    peak = 20 * float(np.log10(max(highest, 1e-6)))
    return loudness(np.concatenate(ticks)), peak, _runs(np.concatenate(quiet))


def _runs(quiet: np.ndarray) -> list[list[int]]:
    """[start, end) in milliseconds of each row of silent ticks that is long enough."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False]))))
    ms = TICK * 1000 // SAMPLE_RATE
    pairs = edges.reshape(-1, 2).tolist()
    return [[start * ms, end * ms] for start, end in pairs if end - start >= LEAST]


def _reels(sound: soundfile.SoundFile) -> Iterator[Pcm]:
    """Whole ticks of samples in the scale of 16 bits, though not cut off at it.

    A damaged file may decode to numbers without a meaning: they count as MOST, or as silence.
    """
    for block in sound.blocks(SECONDS * SAMPLE_RATE, dtype="float32"):
        whole = np.nan_to_num(block[: len(block) // TICK * TICK], nan=0.0)
        yield np.clip(whole, -MOST, MOST) * np.float32(FULL_SCALE)


def _peak(reel: Pcm, known: float) -> float:
    """The highest true peak (full scale 1.0); only places that may hide one above `known` are looked at."""
    if not len(reel):
        return 0.0
    peaks = sample_peaks(reel)
    floor = max(known, float(peaks.max())) * HALF_BAND
    return float(true_peaks(reel, peaks, floor).max())
