"""Storage for a section's samples: in memory while short, on disk when long."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from podcast.model import SAMPLE_RATE

Pcm: TypeAlias = NDArray[np.int16]
Wave: TypeAlias = NDArray[np.float32]

FULL_SCALE = 32768.0
TICK = SAMPLE_RATE // 10
"""Samples in 100 ms, the step of loudness blocks; reels are multiples of it."""

REEL = 100 * TICK
IN_MEMORY = 32 * 1024 * 1024
"""Bytes kept in memory, 6 minutes of sound."""


class Tape:
    """Mono 16-bit samples at 44,100 Hz, written once and then read as often as needed, in reels."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self.samples = 0

    def __enter__(self) -> Tape:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, pcm: bytes) -> None:
        """Append samples, as little-endian bytes."""
        self._file.write(pcm)
        self.samples += len(pcm) // 2

    def mix(self, start: int, wave: Wave) -> None:
        """Mix `wave` (full scale 1.0) into what was written, from sample `start` on; cut at the end."""
        self._file.seek(2 * start)
        there = np.frombuffer(self._file.read(2 * len(wave)), "<i2")
        mixed = there + np.rint(wave[: len(there)] * FULL_SCALE)
        self._file.seek(2 * start)
        self._file.write(mixed.clip(-FULL_SCALE, FULL_SCALE - 1).astype("<i2").tobytes())

    def reels(self, start: int = 0, end: int | None = None) -> Iterator[Pcm]:
        """The samples from `start` to `end`, in whole ticks; the last reel is padded with silence."""
        end = self.samples if end is None else end
        for first in range(start, end, REEL):
            samples = min(REEL, end - first)
            reel = np.zeros(-(-samples // TICK) * TICK, "<i2")
            self._file.seek(2 * first)
            self._file.readinto(reel[:samples].data.cast("B"))
            yield reel
