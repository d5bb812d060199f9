"""MP3 as it comes from a service: is it whole, how long is it, and several of them as one stream.

Layer III frame headers after ISO/IEC 11172-3 (MPEG-1) and 13818-3 (MPEG-2), with the customary 2.5
extension; tags after ID3v2.4 section 3.1 and ID3v1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MPEG1_KBIT = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2_KBIT = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MPEG1_HZ = (44_100, 48_000, 32_000)
_HZ_DIVISOR = {3: 1, 2: 2, 0: 4}
"""Version bits of the header -> what MPEG-1's sampling rates are divided by."""
_SIDE_INFO = {(True, 1): 17, (True, 2): 32, (False, 1): 9, (False, 2): 17}
"""(MPEG-1, channels) -> bytes between a frame's header and its sound."""


class BrokenAudioError(ValueError):
    """What was taken for an MP3 is none, or not a whole one; the message says which."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame header. `size` in bytes with the header; `samples` a channel."""

    mpeg1: bool
    rate: int
    channels: int
    size: int
    samples: int
    guarded: bool
    """Whether two bytes of checksum follow the header."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Bare frames that a decoder reads from the first byte to the last."""

    data: bytes
    rate: int
    channels: int
    seconds: float


def frame_at(data: bytes, at: int) -> Frame | None:
    """The layer III frame that begins at byte `at`, if any; its body may reach past the end."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    kbit, hz, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != 1 or kbit in (0, 15) or hz == 3:
        return None
    mpeg1 = version == 3
    rate = _MPEG1_HZ[hz] // _HZ_DIVISOR[version]
    bits = 1000 * (_MPEG1_KBIT if mpeg1 else _MPEG2_KBIT)[kbit]
    samples = 1152 if mpeg1 else 576
    size = samples // 8 * bits // rate + padding
    return Frame(mpeg1, rate, 1 if head[3] >> 6 == 3 else 2, size, samples, not head[1] & 1)


def read(data: bytes) -> Stream:
    """The frames of one MP3 without tags and without the frame that only describes the others.

    Raises BrokenAudioError unless there is nothing but whole frames of one kind between the tags.
    """
    at, end = _tag_length(data), len(data)
    if data[-128:-125] == b"TAG":
        end -= 128
    first = frame_at(data, at)
    if first is None:
        raise BrokenAudioError("it does not begin as MP3 sound does")
    if _describes(data[at : at + first.size], first):
        at += first.size
    count = _count(data, at, end, first)
    if not count:
        raise BrokenAudioError("it holds no sound")
    return Stream(data[at:end], first.rate, first.channels, count * first.samples / first.rate)


def _count(data: bytes, at: int, end: int, first: Frame) -> int:
    """Frames from byte `at` to `end`, each checked against the first: nothing between, none cut."""
    count = 0
    while at < end:
        frame = frame_at(data, at)
        if frame is None:
            raise BrokenAudioError("there is something else among its frames")
        if (frame.rate, frame.channels) != (first.rate, first.channels):
            raise BrokenAudioError("its frames are not of one kind")
        at += frame.size
        if at > end:
            raise BrokenAudioError("it ends inside a frame")
        count += 1
    return count


def join(streams: Sequence[Stream]) -> bytes:
    """The streams one after the other, as one MP3. Raises BrokenAudioError if their kinds differ.

    Each comes from an encoder of its own, so no frame leans on the stream before it. Bit rates may
    differ (each frame says its own); sampling rate and channels may not.
    """
    if len({(stream.rate, stream.channels) for stream in streams}) > 1:
        raise BrokenAudioError("its parts have different sampling rates or channels")
    return b"".join(stream.data for stream in streams)


def _tag_length(data: bytes) -> int:
    """Bytes of the ID3v2 tags before the sound: their size is stored in four times seven bits."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) >= at + 10:
        high, upper, lower, low = data[at + 6 : at + 10]
        footer = 10 if data[at + 5] & 0x10 else 0
        at += 10 + (high << 21 | upper << 14 | lower << 7 | low) + footer
    return at


def _describes(body: bytes, frame: Frame) -> bool:
    """Whether a frame is a Xing, Info or VBRI header: a count of frames, silent when decoded."""
    side_info = _SIDE_INFO[frame.mpeg1, frame.channels]
    mark = 4 + (2 if frame.guarded else 0) + side_info
    return body[mark : mark + 4] in (b"Xing", b"Info") or body[36:40] == b"VBRI"
