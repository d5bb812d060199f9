"""Samples → frames of an MP3 of constant bit rate, by LAME."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import lameenc

from podcast.model import FRAME_SAMPLES, SAMPLE_RATE
from podcast.sound.tape import Pcm

if TYPE_CHECKING:
    from podcast.sound import Sound

SCALES = ((160, 0.95), (192, 0.97), (224, 0.98))
"""(up to this bit rate, factor): LAME quietly turns down what it is given; from 256 kbit/s it does not."""


def scale(bitrate: int) -> float:
    """The factor by which LAME's output at `bitrate` kbit/s is quieter than its input."""
    return next((factor for most, factor in SCALES if bitrate <= most), 1.0)


def encode(reels: Iterable[Pcm], frames: int, sound: Sound) -> bytes:
    """The first `frames` frames of `reels`. A fresh encoder: the first frame leans on none before it."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_bit_rate(sound.bitrate)
    encoder.set_quality(sound.quality)
    data = bytearray()
    for reel in reels:
        data += encoder.encode(reel)
    data += encoder.flush()
    return bytes(data[: _length(data, frames, sound.bitrate)])


def _length(data: bytearray, frames: int, bitrate: int) -> int:
    """Bytes of the first `frames` frames: each of one size, or a byte longer where its padding bit says so."""
    size = FRAME_SAMPLES // 8 * bitrate * 1000 // SAMPLE_RATE
    at = 0
    for _ in range(frames):
        at += size + (data[at + 2] >> 1 & 1)
    return at
