"""An ID3v2 tag with its frames in the order in which they stand in the file.

Formats: id3.org, "ID3 tag version 2.3.0", "2.4.0" and "ID3v2 Chapter Frame Addendum 1.0".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

HEAD = 10
ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter's start and, where it is told, its end; in milliseconds. `name` is the frame's own."""

    start_ms: int
    end_ms: int | None
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: whether it is the top one and in order, the names it lists, its title."""

    top: bool
    ordered: bool
    names: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its `size` in the file with its head, its version (3 for 2.3), and what it holds.

    `pictures` are their sizes in bytes.
    """

    size: int
    version: int
    marks: tuple[Mark, ...]
    tables: tuple[Contents, ...] = ()
    title: str = ""
    pictures: tuple[int, ...] = ()


def size_of(head: bytes) -> int:
    """How many bytes of a file its tag takes, by the first ten; 0 where it begins with none."""
    return HEAD + _synchsafe(head[6:10]) if head[:3] == b"ID3" and len(head) >= HEAD else 0


def read_tag(data: bytes) -> Tag | None:
    """The tag a file begins with, from as much of the file as there is at hand."""
    size = size_of(data[:HEAD])
    if not size:
        return None
    version = data[3]
    frames = list(_frames(data[HEAD:size], version))
    return Tag(
        size,
        version,
        tuple(mark for body in _named(frames, b"CHAP") if (mark := _mark(body, version))),
        tuple(_contents(body, version) for body in _named(frames, b"CTOC")),
        "".join(_text(body) for body in _named(frames, b"TIT2")[:1]).strip(),
        tuple(len(body) for body in _named(frames, b"APIC")),
    )


def _named(frames: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [body for one, body in frames if one == name]


def _frames(data: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + HEAD <= len(data) and data[at]:
        told = data[at + 4 : at + 8]
        size = _synchsafe(told) if version >= 4 else int.from_bytes(told, "big")
        yield data[at : at + 4], data[at + HEAD : at + HEAD + size]
        at += HEAD + size


def _mark(body: bytes, version: int) -> Mark | None:
    """A chapter frame: a name that ends in a zero, four numbers of four bytes, frames of its own."""
    name, _, times = body.partition(b"\0")
    if len(times) < 16:
        return None
    start, end = (int.from_bytes(times[at : at + 4], "big") for at in (0, 4))
    return Mark(start, end, _title(times[16:], version), name.decode("latin-1"))


def _contents(body: bytes, version: int) -> Contents:
    """A name that ends in a zero, flags, a count, that many names, frames of its own."""
    _, _, rest = body.partition(b"\0")
    flags, count = (*rest[:2], 0, 0)[:2]
    *names, frames = rest[2:].split(b"\0", count)
    listed = tuple(name.decode("latin-1") for name in names)
    return Contents(bool(flags & 2), bool(flags & 1), listed, _title(frames, version))


def _title(data: bytes, version: int) -> str:
    titles = [_text(inner) for name, inner in _frames(data, version) if name == b"TIT2"]
    return "".join(titles[:1])


def _text(body: bytes) -> str:
    encoding = ENCODINGS[body[0]] if body and body[0] < len(ENCODINGS) else "latin-1"
    return body[1:].decode(encoding, "replace").rstrip("\0")


def _synchsafe(data: bytes) -> int:
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
    return number
