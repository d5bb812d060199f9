"""Integrated loudness by ITU-R BS.1770-4, the measure behind EBU R 128.

The standard's filter is applied in the frequency domain: by Parseval's theorem, the energy of a weighted tick
of 100 ms is the sum of its spectral energies times the filter's squared response. Four ticks make one gating
block, so blocks overlap by 75 % as the standard requires.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from podcast.model import SAMPLE_RATE
from podcast.sound.tape import FULL_SCALE, TICK, Pcm, Wave

SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
"""BS.1770-4, table 1: (numerator, denominator) of the pre-filter that models the head, at 48 kHz."""

HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""BS.1770-4, table 2: the high-pass weighting, which removes what is felt rather than heard."""

OFFSET = -0.691
ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
TICKS_IN_BLOCK = 4

Energies = NDArray[np.float64]


BRIGHT = 2 * (12_000 * TICK // SAMPLE_RATE)
"""The first part of the bin of 12 kHz, above which sound counts as bright here: voices have little of it,
cymbals much."""


@cache
def _weights() -> Wave:
    """The squared response for each part, real or imaginary, of a tick's spectrum, scaled so that the sum is a
    mean square."""
    turn = np.exp(-2j * np.pi * np.arange(TICK // 2 + 1) * (SAMPLE_RATE / TICK) / 48_000)
    response = np.ones(turn.shape)
    for above, below in (SHELF, HIGH_PASS):
        response *= np.abs(np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)) ** 2
    response[1:-1] *= 2
    scaled: Wave = np.repeat(response / FULL_SCALE**2, 2).astype(np.float32)
    return scaled


def spectra(reel: Pcm | Wave) -> tuple[Energies, Wave]:
    """(weighted mean square, its bright share) of each tick of `reel`, which is whole ticks long."""
    # By this norm numpy computes in single precision, which takes a third of the time.
    spectrum = np.fft.rfft(reel.reshape(-1, TICK).astype(np.float32), norm="forward")
    # Before numpy 2 they are doubles in any case.
    parts = spectrum.astype(np.complex64, copy=False).view(np.float32)
    power = np.square(parts, out=parts)
    bright = np.einsum("ij,j->i", power[:, BRIGHT:], _weights()[BRIGHT:])
    summed = np.einsum("ij,j->i", power[:, :BRIGHT], _weights()[:BRIGHT]) + bright
    return summed.astype(np.float64), bright / np.maximum(summed, np.float32(1e-20))


def energies(reel: Pcm | Wave) -> Energies:
    """The weighted mean square (full scale 1.0) of each tick of `reel`, which is whole ticks long."""
    return spectra(reel)[0]


def loudness(ticks: Energies) -> float:
    """The loudness in LUFS from the energies of ticks; -inf if nothing passes the absolute gate."""
    if len(ticks) < TICKS_IN_BLOCK:
        ticks = np.pad(ticks, (0, TICKS_IN_BLOCK - len(ticks)))
    blocks = sliding_window_view(ticks, TICKS_IN_BLOCK).mean(axis=1)
    heard = blocks[blocks > _energy(ABSOLUTE_GATE)]
    if not heard.size:
        return -np.inf
    heard = heard[heard > _energy(_level(heard) + RELATIVE_GATE)]
    return _level(heard)


def _level(blocks: Energies) -> float:
    return float(OFFSET + 10 * np.log10(blocks.mean()))


def _energy(level: float) -> float:
    return float(10 ** ((level - OFFSET) / 10))
