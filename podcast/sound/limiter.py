"""A look-ahead limiter that acts only around the peaks that need it.

Peaks are kept as one number a bit (45 samples, 1 ms). The gain a bit needs is spread as a minimum over what
is near it, then smoothed with a window of the same width: so it is down before the peak comes, never above
what the peak allows, and 1 wherever no peak is near.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from podcast.sound.tape import FULL_SCALE, TICK, Pcm, Wave

BIT = TICK // 98
REACH = 12
"""Bits before and after a peak over which the gain gives way and comes back."""

TAPS = 8
"""Samples on each side from which a value between two samples is computed."""

NEAR = 10 ** (-3 / 20)
"""A sample peak this far below the ceiling hides no true peak above it: at most 3 dB up to half the band."""


def sample_peaks(reel: Pcm) -> Wave:
    """Highest sample (full scale 1.0) of each bit."""
    highest = np.abs(reel.astype(np.int32)).reshape(-1, BIT).max(axis=1)
    scaled: Wave = highest.astype(np.float32) / np.float32(FULL_SCALE)
    return scaled


def powers(reel: Pcm) -> Wave:
    """Mean square (full scale 1.0) of each bit."""
    bits = reel.reshape(-1, BIT).astype(np.float32)
    bits *= np.float32(1 / FULL_SCALE)
    summed: Wave = np.einsum("ij,ij->i", bits, bits) / np.float32(BIT)
    return summed


def true_peaks(reel: Pcm, peaks: Wave, floor: Wave | float) -> Wave:
    """`peaks` of `reel`, where above `floor` raised to the peak between the samples, four times finer."""
    high = np.flatnonzero(peaks > floor)
    if not high.size:
        return peaks
    framed = np.pad(reel, TAPS, mode="edge").astype(np.float32) / np.float32(FULL_SCALE)
    around = sliding_window_view(framed, BIT + 2 * TAPS)[::BIT][high]
    finer = peaks.copy()
    for quarter in (1, 2, 3):
        between = sum(
            weight * around[:, tap : tap + BIT]
            for tap, weight in enumerate(_between(quarter / 4), start=1)
        )
        finer[high] = np.maximum(finer[high], np.abs(between).max(axis=1))
    return finer


def _between(position: float) -> Wave:
    """Weights of the 2 x TAPS samples around a point `at` of the way from one sample to the next."""
    distance = np.arange(1 - TAPS, TAPS + 1) - position
    weights = np.sinc(distance) * np.cos(np.pi * distance / (2 * TAPS)) ** 2
    scaled: Wave = (weights / weights.sum()).astype(np.float32)
    return scaled


def gains(peaks: Wave, ceiling: Wave | float) -> Wave:
    """Gains at the ends of the bits, one more than those: linear between, they keep `peaks` under `ceiling`."""
    needed = np.minimum(1, ceiling / np.maximum(peaks, np.float32(1e-9))).astype(np.float32)
    if needed.min(initial=1) == 1:
        return np.ones(len(peaks) + 1, np.float32)
    edge = 2 * REACH + 1
    least = _least(np.pad(needed, edge, constant_values=1), edge + 1)
    hill = np.hanning(edge + 2)[1:-1]
    return np.convolve(least, (hill / hill.sum()).astype(np.float32), mode="valid")


def _least(values: Wave, width: int) -> Wave:
    """The least of every `width` values in a row: by halves, so each costs a few steps, not `width`."""
    have, least = 1, values
    while have < width:
        step = min(have, width - have)
        least = np.minimum(least[: len(least) - step], least[step:])
        have += step
    return least


def limit(reel: Wave, knots: Wave) -> None:
    """Turn `reel` down in place, where `knots` (gains at the ends of its bits) are below 1."""
    bits = reel.reshape(-1, BIT)
    low = np.flatnonzero(np.minimum(knots[:-1], knots[1:]) < 1)
    slope = np.arange(BIT, dtype=np.float32) / np.float32(BIT)
    start, end = knots[low, None], knots[low + 1, None]
    bits[low] *= start + (end - start) * slope
