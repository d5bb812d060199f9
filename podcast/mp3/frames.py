"""MPEG-1 layer III frames of constant bit rate: recognised, counted, and joined after one Info frame.

Formats: ISO/IEC 11172-3 (frame header); the Xing/Info header as LAME and all players have it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from struct import pack
from typing import BinaryIO

from podcast.errors import OutputError
from podcast.formats import mpeg
from podcast.formats.mpeg import HEADER
from podcast.model import FRAME_SAMPLES, SAMPLE_RATE
from podcast.structs import Frozen, Mutable

CHUNK = 1 << 20
_PADDED = 2
"""The padding bit, in a header's third byte: the frame is one byte longer."""


class Format(Frozen):
    """What all frames of a file have in common. `header` is that of a frame without padding."""

    header: bytes
    bitrate: int
    mono: bool

    @property
    def size(self) -> int:
        """The size of a frame without padding, in bytes."""
        return FRAME_SAMPLES // 8 * self.bitrate * 1000 // SAMPLE_RATE


def read_format(header: bytes) -> Format:
    """The format in a frame header. Raises ValueError for anything but one of our own headers."""
    first = mpeg.header_at(header)
    if first is None or not first.mpeg1 or first.rate != SAMPLE_RATE:
        raise ValueError(header)
    plain = bytes((*header[:2], header[2] & ~_PADDED, header[3]))
    return Format(plain, first.kbits, mono=first.channels == 1)


def count_frames(data: bytes) -> int:
    """The number of frames in `data`. Raises OutputError unless it is bare whole frames of one bit rate."""
    return Counter().feed(data).done("")


class Counter(Mutable):
    """Counts frames that arrive in pieces of any length; anything but whole frames is left over in `left`."""

    format: Format | None = None
    frames: int = 0
    left: bytes = b""

    def feed(self, piece: bytes) -> Counter:
        """The counter after the next piece."""
        data = self.left + piece
        if self.format is None:
            try:
                self.format = read_format(data)
            except ValueError:
                self.left = data
                return self
        frames = _frame_pattern(self.format).findall(data)
        self.frames += len(frames)
        self.left = data[sum(map(len, frames)) :]
        return self

    def done(self, name: str) -> int:
        """The number of frames. Raises OutputError if they were not all whole and of one format."""
        if self.left:
            raise OutputError(
                "a recording is damaged (after {frames} frames); build again with --force",
                file=name,
                frames=self.frames,
            )
        return self.frames


@cache
def _frame_pattern(kind: Format) -> re.Pattern[bytes]:
    """A pattern for one frame, with or without padding: five times as fast as walking the headers.

    The mode extension, in the last byte of a header, may differ from frame to frame.
    """
    start, third = re.escape(kind.header[:2]), kind.header[2]
    plain, padded = (re.escape(bytes((third | padding,))) for padding in (0, 2))
    rest = kind.size - HEADER + 1
    return re.compile(b"%b(?:%b.{%d}|%b.{%d})" % (start, plain, rest, padded, rest + 1), re.DOTALL)


def join(out: BinaryIO, parts: Iterable[Path | bytes]) -> int:
    """Write one Info frame followed by all `parts`; returns the bytes written. Raises OutputError."""
    start = out.tell()
    counter, size = Counter(), 0
    for part in parts:
        for piece in _pieces(part):
            counter.feed(piece)
            if not size and counter.format:
                size += out.write(info(counter.format, 0, 0))
            size += out.write(piece)
        counter.done(str(part) if isinstance(part, Path) else "")
    if counter.format:
        out.seek(start)
        out.write(info(counter.format, counter.frames, size))
        out.seek(start + size)
    return size


def _pieces(part: Path | bytes) -> Iterator[bytes]:
    with io.BytesIO(part) if isinstance(part, bytes) else part.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def info(kind: Format, frames: int, size: int) -> bytes:
    """The Info frame: silent, with the number of `frames` that follow, and the total `size` in bytes."""
    flags = mpeg.HAS_FRAMES | mpeg.HAS_BYTES
    body = pack(">III", flags, frames, size)
    side = 17 if kind.mono else 32
    room = kind.size - HEADER - side - len(b"Info") - len(body)
    if room >= 100:
        toc = bytes(256 * percent // 100 for percent in range(100))
        body = pack(">III", flags | mpeg.HAS_TOC, frames, size) + toc
    return (kind.header + bytes(side) + b"Info" + body).ljust(kind.size, b"\x00")
