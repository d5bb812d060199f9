"""Masters passages: the gain that brings a section to its loudness, and a limiter that keeps it below its peak.

A passage is measured, levelled and limited by itself; only the gain is that of the whole section. So a passage
sounds the same in any section of the same gain, and gains come in steps wide enough that an edit rarely
changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from podcast.sound.limiter import BIT, NEAR, gains, limit, powers, sample_peaks, true_peaks
from podcast.sound.loudness import Energies, loudness, spectra
from podcast.sound.tape import FULL_SCALE, TICK, Pcm, Wave
from podcast.structs import Frozen, replace

if TYPE_CHECKING:
    from podcast.sound import Sound

CODEC = ((0.001, 0.02), (0.5, 1.5))
"""Bright shares of the sound, and for each the headroom in dB for the overshoot of decoding, at 96 kbit/s.

Voices stay within 0.1 dB at any level, bright sound does not. Interpolated linearly in between.
"""

MAX_GAIN = 40.0
MAX_MAKEUP = 6.0
"""The most make-up gain, in dB, for what the limiter takes: beyond it, peaks matter more than loudness."""

STEP = 0.2
"""Gains lie so far apart, in dB: half of it is a difference in loudness that nobody hears."""

SLACK = 1.0
"""How many dB true peaks may need beyond what sample peaks do."""

MOST_ROUNDS = 8
CLOSE = 0.02
EAGER = 1.5
"""Make-up gain is limited again, so more than the loss is added, in rounds; three suffice for most voices."""


Small: TypeAlias = NDArray[np.float16]
Reels: TypeAlias = Callable[[], Iterator[Pcm]]
"""A passage's samples, from its start, as often as they are asked for."""

BITS = TICK // BIT
STRETCH = 600
"""Ticks processed at once (a minute), so that memory for intermediate results does not grow."""

SMALL: Final = np.float16
"""The type in which values of bits are stored, a thousand per second: to 0.005 dB, and down to -72 dB."""


class Measured(Frozen):
    """A passage's measurements: weighted energy and bright share of each tick, peak and power of each bit."""

    ticks: Energies
    bright: Wave
    peaks: Small
    powers: Small

    def ceilings(self, ticks: slice, peak: float) -> Wave:
        """The peak allowed for each bit before encoding, so that the decoded peak is at most `peak` dBTP."""
        ceilings = 10 ** ((peak - np.interp(self.bright[ticks], *CODEC)) / 20)
        return np.repeat(ceilings.astype(np.float32), BITS)


def joined(parts: Sequence[Measured]) -> Measured:
    """The measurements of a section. Its passages meet in silence, so the limiter need not know of them."""
    rows = ((part.ticks, part.bright, part.peaks, part.powers) for part in parts)
    return Measured(*map(np.concatenate, zip(*rows, strict=True)))


class Level(Frozen):
    """A gain in dB, and a limiter that keeps what was measured below `peak` dBTP."""

    decibel: float
    measured: Measured
    peak: float

    def knots(self, first: int, last: int) -> Wave:
        """The limiter's gain factors at the bits' boundaries of ticks `first` to `last`."""
        near = slice(max(0, first - 1), last + 1)  # one tick is longer than the limiter's reach
        peaks = self.measured.peaks[near.start * BITS : near.stop * BITS].astype(np.float32)
        gain_knots = gains(
            peaks * np.float32(_factor(self.decibel)), self.measured.ceilings(near, self.peak)
        )
        start = (first - near.start) * BITS
        return gain_knots[start : start + (last - first) * BITS + 1]

    def loudness(self) -> float:
        """The loudness in LUFS after limiting: each tick loses what its bits lose, weighted by their power."""
        ticks = self.measured.ticks
        kept = [
            self._kept(first, min(first + STRETCH, len(ticks)))
            for first in range(0, len(ticks), STRETCH)
        ]
        return loudness(ticks * np.concatenate([np.ones(0), *kept])) + self.decibel

    def _kept(self, first: int, last: int) -> Wave:
        weight = self.measured.powers[first * BITS : last * BITS].astype(np.float32)
        kept = weight * np.square(self.knots(first, last)[:-1])
        before, after = (one.reshape(-1, BITS).sum(axis=1) for one in (weight, kept))
        shares: Wave = np.divide(after, before, out=np.ones_like(after), where=before > 0)
        return shares


def rough_gain(measured: Measured, sound: Sound) -> int:
    """The section's gain by sample peaks alone, in whole dB, rounded up."""
    plain = _plain(measured, sound)
    return ceil(_settled(Level(plain, measured, sound.peak), sound.loudness, plain + MAX_MAKEUP))


def exact_gain(measured: Measured, rough: int, sound: Sound) -> float:
    """The gain in dB, in the middle of a STEP, by peaks of which those near the ceiling are true peaks."""
    most = min(rough + SLACK, _plain(measured, sound) + MAX_MAKEUP)
    level = Level(min(rough, most), measured, sound.peak)
    return (floor(_settled(level, sound.loudness, most) / STEP) + 0.5) * STEP


def _plain(measured: Measured, sound: Sound) -> float:
    """The gain without a limiter; 0 for near silence."""
    level = loudness(measured.ticks)
    return round(min(sound.loudness - level, MAX_GAIN), 2) if np.isfinite(level) else 0.0


def _settled(level: Level, target: float, most: float) -> float:
    """The gain that reaches the target loudness after limiting, at most `most`."""
    for _ in range(MOST_ROUNDS):
        lost = target - level.loudness()
        better = round(min(level.decibel + EAGER * lost, most), 2)
        if abs(lost) < CLOSE or better == level.decibel:
            break
        level = replace(level, decibel=better)
    return level.decibel


def measure(reels: Reels) -> Measured:
    """Measure a passage: energies, bright shares, sample peaks and powers."""
    parts = [
        (*spectra(reel), sample_peaks(reel).astype(SMALL), powers(reel).astype(SMALL))
        for reel in reels()
    ]
    return Measured(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def finer(measured: Measured, reels: Reels, rough: int, sound: Sound) -> Small:
    """The peaks, with true peaks where sample peaks come near the ceiling at the most gain there may be."""
    fine_peaks, first, most = [], 0, _factor(rough + SLACK + STEP)
    for reel in reels():
        ticks = slice(first, first + len(reel) // TICK)
        peaks = measured.peaks[ticks.start * BITS : ticks.stop * BITS].astype(np.float32)
        near = measured.ceilings(ticks, sound.peak) * np.float32(NEAR / most)
        fine_peaks.append(true_peaks(reel, peaks, near).astype(SMALL))
        first = ticks.stop
    return np.concatenate(fine_peaks)


def mastered(reels: Reels, level: Level, codec: float = 1) -> Iterator[Pcm]:
    """A passage's reels, levelled and limited, and divided by `codec` to undo the encoder's attenuation."""
    first, gain = 0, np.float32(_factor(level.decibel) / codec)
    for reel in reels():
        wave = reel.astype(np.float32)
        wave *= gain
        last = first + len(reel) // TICK
        limit(wave, level.knots(first, last))
        first = last
        yield rounded(wave)


def rounded(wave: Wave) -> Pcm:
    """16-bit samples of a wave whose full scale is 32,768."""
    np.rint(wave, out=wave)
    np.clip(wave, -FULL_SCALE, FULL_SCALE - 1, out=wave)
    return wave.astype("<i2")


def _factor(decibel: float) -> float:
    return float(10 ** (decibel / 20))
