"""The chapters of an ID3v2 tag in the order in which they stand in the file.

Formats: id3.org, "ID3 tag version 2.3.0", "2.4.0" and "ID3v2 Chapter Frame Addendum 1.0".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

HEAD = 10
ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter's start and, where it is told, its end; in milliseconds."""

    start_ms: int
    end_ms: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its `size` in the file with its head, its version (3 for 2.3), its chapters."""

    size: int
    version: int
    marks: tuple[Mark, ...]


def read_tag(data: bytes) -> Tag | None:
    """The tag a file begins with."""
    if data[:3] != b"ID3" or len(data) < HEAD:
        return None
    size, version = HEAD + _synchsafe(data[6:10]), data[3]
    marks = (
        _mark(body, version) for name, body in _frames(data[HEAD:size], version) if name == b"CHAP"
    )
    return Tag(size, version, tuple(mark for mark in marks if mark))


def _frames(data: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + HEAD <= len(data) and data[at]:
        told = data[at + 4 : at + 8]
        size = _synchsafe(told) if version >= 4 else int.from_bytes(told, "big")
        yield data[at : at + 4], data[at + HEAD : at + HEAD + size]
        at += HEAD + size


def _mark(body: bytes, version: int) -> Mark | None:
    """A chapter frame: a name that ends in a zero, four numbers of four bytes, frames of its own."""
    times = body[body.find(b"\0") + 1 :]
    if len(times) < 16:
        return None
    start, end = (int.from_bytes(times[at : at + 4], "big") for at in (0, 4))
    titles = [_text(inner) for name, inner in _frames(times[16:], version) if name == b"TIT2"]
    return Mark(start, end, "".join(titles[:1]))


def _text(body: bytes) -> str:
    encoding = ENCODINGS[body[0]] if body and body[0] < len(ENCODINGS) else "latin-1"
    return body[1:].decode(encoding, "replace").rstrip("\0")


def _synchsafe(data: bytes) -> int:
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
    return number
