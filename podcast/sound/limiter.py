"""A look-ahead limiter that acts only around the peaks that need it.

Peaks are stored as one number per bit, a stretch of 45 samples (1 ms). The gain a bit needs is spread to its
neighbourhood as a running minimum, then smoothed with a window of the same width: so the gain is down before
the peak, never above what the peak allows, and 1 wherever no peak is near.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from podcast.sound.tape import FULL_SCALE, TICK, Pcm, Wave

BIT = TICK // 98
REACH = 12
"""How many bits before and after a peak the gain takes to fall and to recover."""

TAPS = 8
"""Samples on each side used to interpolate between two samples."""

NEAR = 10 ** (-3 / 20)
"""A sample peak this far below the ceiling hides no true peak above it: up to half the bandwidth the
difference is at most 3 dB."""


def sample_peaks(reel: Pcm) -> Wave:
    """The highest absolute sample (full scale 1.0) of each bit."""
    bits = reel.reshape(-1, BIT)
    above, below = bits.max(axis=1).astype(np.float32), bits.min(axis=1).astype(np.float32)
    scaled: Wave = np.maximum(above, -below) / np.float32(FULL_SCALE)
    return scaled


def powers(reel: Pcm) -> Wave:
    """The mean square (full scale 1.0) of each bit."""
    bits = reel.reshape(-1, BIT).astype(np.float32)
    bits *= np.float32(1 / FULL_SCALE)
    summed: Wave = np.einsum("ij,ij->i", bits, bits) / np.float32(BIT)
    return summed


def true_peaks(reel: Pcm, peaks: Wave, floor: Wave | float) -> Wave:
    """`peaks` of `reel`, with those above `floor` replaced by true peaks at four times the sample rate."""
    high = np.flatnonzero(peaks > floor)
    if not high.size:
        return peaks
    framed = np.pad(reel, TAPS, mode="edge").astype(np.float32) / np.float32(FULL_SCALE)
    # Samples in rows, bits in columns: the other way round it takes twice as long.
    around = np.ascontiguousarray(sliding_window_view(framed, BIT + 2 * TAPS)[::BIT][high].T)
    finer = peaks.copy()
    for quarter in (1, 2, 3):
        between = sum(
            weight * around[tap : tap + BIT]
            for tap, weight in enumerate(_between(quarter / 4), start=1)
        )
        finer[high] = np.maximum(finer[high], np.abs(between).max(axis=0))
    return finer


def _between(position: float) -> Wave:
    """Weights of the 2 x TAPS samples around `position`, a fraction (0 to 1) of the way to the next sample."""
    distance = np.arange(1 - TAPS, TAPS + 1) - position
    weights = np.sinc(distance) * np.cos(np.pi * distance / (2 * TAPS)) ** 2
    scaled: Wave = (weights / weights.sum()).astype(np.float32)
    return scaled


def gains(peaks: Wave, ceiling: Wave | float) -> Wave:
    """Gains at the bits' boundaries (one more than bits) that, linear in between, keep `peaks` under
    `ceiling`."""
    needed = np.minimum(1, ceiling / np.maximum(peaks, np.float32(1e-9))).astype(np.float32)
    if needed.min(initial=1) == 1:
        return np.ones(len(peaks) + 1, np.float32)
    edge = 2 * REACH + 1
    least = _least(np.pad(needed, edge, constant_values=1), edge + 1)
    hill = np.hanning(edge + 2)[1:-1]
    return np.convolve(least, (hill / hill.sum()).astype(np.float32), mode="valid")


def _least(values: Wave, width: int) -> Wave:
    """The running minimum of `width` values, by doubling windows: a few steps per value rather than `width`."""
    have, least = 1, values
    while have < width:
        step = min(have, width - have)
        least = np.minimum(least[: len(least) - step], least[step:])
        have += step
    return least


def limit(reel: Wave, knots: Wave) -> None:
    """Attenuate `reel` in place where `knots` (gains at its bits' boundaries) are below 1."""
    bits = reel.reshape(-1, BIT)
    low = np.flatnonzero(np.minimum(knots[:-1], knots[1:]) < 1)
    slope = np.arange(BIT, dtype=np.float32) / np.float32(BIT)
    start, end = knots[low, None], knots[low + 1, None]
    bits[low] *= start + (end - start) * slope
