"""A tape → MP3 frames at the loudness and under the peak that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from podcast.sound.encode import encode, scale
from podcast.sound.limiter import BIT, NEAR, gains, limit, powers, sample_peaks, true_peaks
from podcast.sound.loudness import Energies, loudness, spectra
from podcast.sound.tape import FULL_SCALE, TICK, Pcm, Tape, Wave

if TYPE_CHECKING:
    from podcast.sound import Sound

CODEC = ((0.001, 0.02), (0.5, 1.5))
"""(bright part of the sound, dB by which decoding may overshoot what was encoded): measured at 96 kbit/s.

Voices stay within 0.1 dB at any level; what is full of treble does not. Between the two, in proportion.
"""

MAX_GAIN = 40.0
MAX_MAKEUP = 6.0
"""dB given back at most for what the limiter takes: beyond that, peaks matter more than loudness."""

SLACK = 1.0
"""dB which peaks between samples may ask for beyond what samples alone do."""

MOST_ROUNDS = 8
CLOSE = 0.02
EAGER = 1.5
"""What is given back is limited again: more than is lost must be given, in rounds. Three do for most voices."""


@dataclass(frozen=True, slots=True)
class Level:
    """One gain for the whole section, in dB, and the limiter's own factors at the ends of each bit."""

    decibel: float
    knots: Wave


@dataclass(frozen=True, slots=True)
class Measured:
    """A tape in numbers: weighted energy and bright part of each tick, highest value and power of each bit."""

    ticks: Energies
    bright: Wave
    peaks: Wave
    powers: Wave

    def ceilings(self, peak: float) -> Wave:
        """What each bit may reach before it is encoded, so that no more than `peak` dBTP is decoded."""
        ceilings = 10 ** ((peak - np.interp(self.bright, *CODEC)) / 20)
        return np.repeat(ceilings.astype(np.float32), TICK // BIT)


def press(tape: Tape, edges: Sequence[int], sound: Sound) -> bytes:
    """The MP3 frames of a section; `edges` are the frames at which its passages end."""
    level = find_level(tape, sound)
    return encode(mastered(tape, level, scale(sound.bitrate)), edges, sound)


def find_level(tape: Tape, sound: Sound) -> Level:
    """The gain that brings a section to its loudness, once its peaks are limited.

    First by the samples alone; then by what lies between them, which matters near the ceiling only.
    """
    measured = measure(tape)
    ceilings = measured.ceilings(sound.peak)
    plain = _wanted(loudness(measured.ticks), sound.loudness)
    rough = _settled(measured, ceilings, sound.loudness, plain, plain + MAX_MAKEUP)
    most = min(rough.decibel + SLACK, plain + MAX_MAKEUP)
    measured = _finer(tape, measured, NEAR * ceilings / np.float32(_factor(most)))
    return _settled(measured, ceilings, sound.loudness, rough.decibel, most)


def _settled(measured: Measured, ceilings: Wave, target: float, gain: float, most: float) -> Level:
    """The level at which the loudness is reached after limiting, tried from `gain` (dB) up to `most`."""
    for _ in range(MOST_ROUNDS):
        knots = gains(measured.peaks * np.float32(_factor(gain)), ceilings)
        lost = target - _after(measured, gain, knots)
        better = round(min(gain + EAGER * lost, most), 2)
        if knots.min() == 1 or abs(lost) < CLOSE or better == gain:
            break
        gain = better
    return Level(gain, knots)


def measure(tape: Tape) -> Measured:
    """Energies, bright parts, sample peaks and powers of a tape."""
    parts = [(*spectra(reel), sample_peaks(reel), powers(reel)) for reel in tape.reels()]
    return Measured(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def mastered(tape: Tape, level: Level, codec: float = 1) -> Iterator[Pcm]:
    """The tape's reels, levelled and limited; so much louder as an encoder makes them softer (`codec`)."""
    bit, gain = 0, np.float32(_factor(level.decibel) / codec)
    for reel in tape.reels():
        wave = reel.astype(np.float32)
        wave *= gain
        bits = len(reel) // BIT
        limit(wave, level.knots[bit : bit + bits + 1])
        bit += bits
        yield rounded(wave)


def rounded(wave: Wave) -> Pcm:
    """16-bit samples of a wave whose full scale is 32,768."""
    np.rint(wave, out=wave)
    np.clip(wave, -FULL_SCALE, FULL_SCALE - 1, out=wave)
    return wave.astype("<i2")


def _finer(tape: Tape, measured: Measured, floor: Wave) -> Measured:
    """`measured` with true peaks where sample peaks may be above what can pass."""
    found, bit = [], 0
    for reel in tape.reels():
        count = len(reel) // BIT
        found.append(true_peaks(reel, measured.peaks[bit : bit + count], floor[bit : bit + count]))
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
