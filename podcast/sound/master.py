"""A tape → MP3 frames at the loudness and under the peak that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from podcast.sound.encode import encode, scale
from podcast.sound.limiter import BIT, NEAR, gains, limit, powers, sample_peaks, true_peaks
from podcast.sound.loudness import Energies, energies, loudness
from podcast.sound.tape import FULL_SCALE, Pcm, Tape, Wave

if TYPE_CHECKING:
    from podcast.sound import Sound

CODEC = 1.5
"""dB by which decoding may overshoot what was encoded, at 96 kbit/s."""

MAX_GAIN = 40.0
MAX_MAKEUP = 6.0
"""dB given back at most for what the limiter takes: beyond that, peaks matter more than loudness."""

MOST_ROUNDS = 8
EAGER = 1.5
"""What is given back is limited again: more than is lost must be given, in rounds. Three do for most voices."""


@dataclass(frozen=True, slots=True)
class Level:
    """One gain for the whole section, and the limiter's own at the ends of each bit."""

    gain: float
    knots: Wave


@dataclass(frozen=True, slots=True)
class Measured:
    """A tape in numbers: weighted energy of each tick, highest value and power of each bit."""

    ticks: Energies
    peaks: Wave
    powers: Wave


def press(tape: Tape, edges: Sequence[int], sound: Sound) -> bytes:
    """The MP3 frames of a section; `edges` are the frames at which its passages end."""
    level = find_level(tape, sound)
    louder = replace(level, gain=level.gain / scale(sound.bitrate))
    return encode(mastered(tape, louder), edges, sound)


def find_level(tape: Tape, sound: Sound) -> Level:
    """The gain that brings a section to its loudness, once its peaks are limited."""
    ceiling = _factor(sound.peak - CODEC)
    measured = measure(tape)
    plain = _wanted(loudness(measured.ticks), sound.loudness)
    measured = _finer(tape, measured, NEAR * ceiling / _factor(plain + MAX_MAKEUP))
    gain = plain
    knots = gains(measured.peaks * np.float32(_factor(gain)), ceiling)
    for _ in range(MOST_ROUNDS):
        lost = sound.loudness - _after(measured, gain, knots)
        if knots.min() == 1 or abs(lost) < 0.02:
            break
        gain = round(min(gain + EAGER * lost, plain + MAX_MAKEUP), 2)
        knots = gains(measured.peaks * np.float32(_factor(gain)), ceiling)
    return Level(_factor(gain), knots)


def measure(tape: Tape) -> Measured:
    """Energies, sample peaks and powers of a tape."""
    parts = [(energies(reel), sample_peaks(reel), powers(reel)) for reel in tape.reels()]
    return Measured(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def mastered(tape: Tape, level: Level) -> Iterator[Pcm]:
    """The tape's reels, levelled and limited."""
    bit = 0
    for reel in tape.reels():
        wave = reel.astype(np.float32)
        wave *= np.float32(level.gain)
        bits = len(reel) // BIT
        limit(wave, level.knots[bit : bit + bits + 1])
        bit += bits
        yield rounded(wave)


def rounded(wave: Wave) -> Pcm:
    """16-bit samples of a wave whose full scale is 32,768."""
    np.rint(wave, out=wave)
    np.clip(wave, -FULL_SCALE, FULL_SCALE - 1, out=wave)
    return wave.astype("<i2")


def _finer(tape: Tape, measured: Measured, floor: float) -> Measured:
    """`measured` with true peaks where sample peaks may be above what can pass."""
    found, bit = [], 0
    for reel in tape.reels():
        count = len(reel) // BIT
        found.append(true_peaks(reel, measured.peaks[bit : bit + count], floor))
        bit += count
    return replace(measured, peaks=np.concatenate(found))


def _after(measured: Measured, gain: float, knots: Wave) -> float:
    """Loudness once limited: each tick loses what its bits lose, by their share in its power."""
    weight = measured.powers.reshape(len(measured.ticks), -1)
    kept = np.square(knots[:-1]).reshape(weight.shape)
    share = (weight * kept).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-12)
    return loudness(measured.ticks * share) + gain


def _wanted(level: float, target: float) -> float:
    """dB from `level` to `target`; none for what is as good as silent."""
    return round(min(target - level, MAX_GAIN), 2) if np.isfinite(level) else 0.0


def _factor(decibel: float) -> float:
    return float(10 ** (decibel / 20))
