"""Checks MP3s from a service for completeness, measures them, and joins several into one stream."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.formats.id3 import HEAD, tag_size
from podcast.formats.mpeg import ID3V1, Header, describes, header_at
from podcast.structs import Frozen


class BrokenAudioError(ValueError):
    """The data is not an MP3, or not a complete one; the message says which."""


class Stream(Frozen):
    """Bare MP3 frames, with their sample rate (Hz), channels and length (seconds)."""

    data: bytes
    rate: int
    channels: int
    seconds: float


def read(data: bytes) -> Stream:
    """The frames of one MP3, without tags and without an Info frame.

    Raises BrokenAudioError unless there are only whole frames of one kind between the tags.
    """
    index, end = _tag_length(data), len(data)
    if data[-ID3V1 : 3 - ID3V1] == b"TAG":
        end -= ID3V1
    first = header_at(data, index)
    if first is None:
        raise BrokenAudioError("it does not begin as MP3 sound does")
    if describes(data[index : index + first.size], first):
        index += first.size
    count = _count(data, index, end, first)
    if not count:
        raise BrokenAudioError("it holds no sound")
    return Stream(data[index:end], first.rate, first.channels, count * first.samples / first.rate)


def _count(data: bytes, offset: int, end: int, first: Header) -> int:
    """The number of frames from `offset` to `end`, all contiguous, whole and of the kind of the first."""
    count = 0
    while offset < end:
        frame = header_at(data, offset)
        if frame is None:
            raise BrokenAudioError("there is something else among its frames")
        if (frame.rate, frame.channels) != (first.rate, first.channels):
            raise BrokenAudioError("its frames are not of one kind")
        offset += frame.size
        if offset > end:
            raise BrokenAudioError("it ends inside a frame")
        count += 1
    return count


def join(streams: Sequence[Stream]) -> bytes:
    """The streams joined into one MP3. Raises BrokenAudioError if their kinds differ.

    Each comes from an encoder of its own, so no frame depends on the stream before it. Bit rates may differ, as
    each frame states its own; sample rate and channels may not.
    """
    if len({(stream.rate, stream.channels) for stream in streams}) > 1:
        raise BrokenAudioError("its parts have different sampling rates or channels")
    return b"".join(stream.data for stream in streams)


def _tag_length(data: bytes) -> int:
    """The length of the ID3v2 tags before the sound, in bytes."""
    index = 0
    while size := tag_size(data[index : index + HEAD]):
        index += size
    return index
