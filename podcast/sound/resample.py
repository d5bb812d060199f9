"""Any sample rate → 44,100 a second, by Fourier blocks: no images, no ripple, no delay."""

from __future__ import annotations

from functools import cache
from math import ceil, gcd

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from podcast.model import SAMPLE_RATE
from podcast.sound.tape import Wave

BLOCK = 8_192
"""Wanted samples of input to a block: long enough to be sharp, short enough for the cache."""

OVERLAP = 256
"""Wanted samples on each side of a block that are thrown away: there the block's own edges still ring."""

EDGE = 0.04
"""Part of the band over which its upper end is faded, so that the ringing is short."""


def resample(wave: Wave, rate: int) -> Wave:
    """`wave` at 44,100 samples a second: `round(len(wave) * 44100 / rate)` of them."""
    if rate == SAMPLE_RATE or not wave.size:
        return wave
    common = gcd(rate, SAMPLE_RATE)
    down, up = rate // common, SAMPLE_RATE // common
    margin = ceil(OVERLAP / down)
    # In units of (down samples in, up samples out), so that block borders fall on samples of both.
    units = max(ceil(BLOCK / down), 2 * margin + 1)
    step = units - 2 * margin
    count = ceil(len(wave) / (step * down))
    padded = np.zeros((count * step + 2 * margin) * down, np.float32)
    padded[margin * down : margin * down + len(wave)] = wave
    blocks = sliding_window_view(padded, units * down)[:: step * down]
    kept = _resize(blocks, units * up)[:, margin * up : (margin + step) * up]
    return kept.reshape(-1)[: round(len(wave) * up / down)]


def _resize(blocks: Wave, size: int) -> Wave:
    """Each row with `size` samples and the spectrum it had, as far as it fits."""
    # By this norm numpy computes in single precision. The way back divides by `size`: _taper makes up for it.
    spectrum = np.fft.rfft(blocks, norm="forward")
    bins = min(blocks.shape[1], size) // 2 + 1
    # irfft would pad the rows one by one, which takes as long as the transform.
    fitted = np.zeros((len(blocks), size // 2 + 1), np.complex64)
    np.multiply(spectrum[:, :bins], _taper(bins, size), out=fitted[:, :bins])
    return np.fft.irfft(fitted, size).astype(np.float32, copy=False)


@cache
def _taper(bins: int, scale: int) -> Wave:
    """`scale` for each bin, faded to nothing over the EDGE of the band."""
    fade = round(bins * EDGE)
    taper = np.full(bins, scale, np.float32)
    taper[bins - fade :] *= np.cos(np.linspace(0, np.pi / 2, fade)) ** 2
    return taper
