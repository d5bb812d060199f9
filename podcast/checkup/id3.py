"""Reads ID3v2 tags with the frames in file order.

Formats: id3.org, "ID3 tag version 2.3.0", "2.4.0" and "ID3v2 Chapter Frame Addendum 1.0".
"""

from __future__ import annotations

from typing import Any

from podcast.formats.id3 import HEAD, body_size, decoded, tag_size
from podcast.formats.id3 import frames as frames_in
from podcast.structs import Frozen


class ChapterFrame(Frozen):
    """A chapter's start and, if given, its end, in milliseconds; `name` is its element id."""

    start_ms: int
    end_ms: int | None
    title: str
    name: str = ""


class Contents(Frozen):
    """A table of contents: whether it is top-level and ordered, the element ids it lists, its title."""

    top: bool
    ordered: bool
    names: tuple[str, ...]
    title: str


class Tag(Frozen):
    """A tag: its `size` in bytes including its header, its version (3 for 2.3), and its content.

    `pictures` are the sizes of its pictures in bytes.
    """

    size: int
    version: int
    marks: tuple[ChapterFrame, ...]
    tables: tuple[Contents, ...] = ()
    title: str = ""
    pictures: tuple[int, ...] = ()


def tag_of(facts: dict[str, Any]) -> Tag:
    """Restore a tag from its JSON form (`asdict`)."""
    marks = tuple(ChapterFrame(**fact) for fact in facts["marks"])
    tables = tuple(Contents(**{**fact, "names": tuple(fact["names"])}) for fact in facts["tables"])
    return Tag(**{**facts, "marks": marks, "tables": tables, "pictures": tuple(facts["pictures"])})


def read_tag(data: bytes) -> Tag | None:
    """The tag at the start of a file, from as much of the file as is given; None if there is none."""
    size = tag_size(data[:HEAD])
    if not size:
        return None
    version = data[3]
    frames = list(frames_in(data[HEAD : HEAD + body_size(data[:HEAD])], version))
    return Tag(
        size,
        version,
        tuple(mark for body in _named(frames, b"CHAP") if (mark := _mark(body, version))),
        tuple(_contents(body, version) for body in _named(frames, b"CTOC")),
        "".join(decoded(body) for body in _named(frames, b"TIT2")[:1]).strip(),
        tuple(len(body) for body in _named(frames, b"APIC")),
    )


def _named(frames: list[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [body for frame, body in frames if frame == name]


def _mark(body: bytes, version: int) -> ChapterFrame | None:
    """A CHAP frame: an element id ending in a zero byte, four 32-bit numbers, embedded frames."""
    name, _, times = body.partition(b"\0")
    if len(times) < 16:
        return None
    start, end = (int.from_bytes(times[at : at + 4], "big") for at in (0, 4))
    return ChapterFrame(start, end, _title(times[16:], version), name.decode("latin-1"))


def _contents(body: bytes, version: int) -> Contents:
    """A CTOC frame: an element id ending in a zero byte, flags, a count, that many ids, embedded frames."""
    _, _, rest = body.partition(b"\0")
    flags, count = (*rest[:2], 0, 0)[:2]
    *names, frames = rest[2:].split(b"\0", count)
    listed = tuple(name.decode("latin-1") for name in names)
    return Contents(bool(flags & 2), bool(flags & 1), listed, _title(frames, version))


def _title(data: bytes, version: int) -> str:
    titles = [decoded(inner) for name, inner in frames_in(data, version) if name == b"TIT2"]
    return "".join(titles[:1])
