"""Encodes samples as MP3 frames of constant bit rate, with LAME.

Encoding is most of the work of a build, and LAME releases the GIL. So a section is encoded in passages, each by
an encoder of its own that starts on a frame boundary amid silence; their frames, concatenated, are the
section's. Where passages end depends on the pauses alone, so the bytes are the same on any machine with any
number of processors.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

import lameenc

from podcast.model import FRAME_SAMPLES, SAMPLE_RATE
from podcast.pools import Threads
from podcast.sound.tape import Pcm

if TYPE_CHECKING:
    from podcast.sound import Sound

SCALES = ((160, 0.95), (192, 0.97), (224, 0.98))
"""(up to this bit rate, factor): LAME silently attenuates its input, but not from 256 kbit/s on."""

MOST_THREADS = 4
"""More would only wait for the one thread that levels, and sections are spread over processes anyway."""


def scale(bitrate: int) -> float:
    """The factor by which LAME's output at `bitrate` kbit/s is quieter than its input."""
    return next((factor for most, factor in SCALES if bitrate <= most), 1.0)


def encode(passages: Iterable[Sequence[Pcm] | bytes], sound: Sound) -> Iterator[bytes]:
    """The frames of each passage, in order; those of some may be there already."""
    threads = min(MOST_THREADS, os.cpu_count() or 1)
    waiting: deque[Future[bytes]] = deque()
    with Threads(threads) as pool:
        for passage in passages:
            waiting.append(pool.submit(_frames, passage, sound))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()


def _frames(passage: Sequence[Pcm] | bytes, sound: Sound) -> bytes:
    return passage if isinstance(passage, bytes) else encode_passage(passage, sound)


def encode_passage(pieces: Iterable[Pcm], sound: Sound) -> bytes:
    """The whole frames of a passage, from a fresh encoder, so that the first frame depends on none before it.

    LAME needs eight bytes of memory per sample it is given at once; into which pieces they are cut makes no
    difference to the frames.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_bit_rate(sound.bitrate)
    encoder.set_quality(sound.quality)
    data, samples = bytearray(), 0
    for piece in pieces:
        data += encoder.encode(piece)
        samples += len(piece)
    data += encoder.flush()
    return bytes(data[: _length(data, samples // FRAME_SAMPLES, sound.bitrate)])


def _length(data: bytearray, frames: int, bitrate: int) -> int:
    """The length of the first `frames` frames in bytes: all of one size, or one more with the padding bit."""
    size = FRAME_SAMPLES // 8 * bitrate * 1000 // SAMPLE_RATE
    offset = 0
    for _ in range(frames):
        offset += size + (data[offset + 2] >> 1 & 1)
    return offset
