"""ID3v2 tags: sizes, frames and texts, as specified by id3.org in "ID3 tag version 2.3.0" and "2.4.0"."""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack

HEAD = 10
"""The size of a tag's header, and of a frame's header, in bytes."""

_FOOTER = 0x10
_UTF_16 = b"\x01"
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


def synchsafe(size: int) -> bytes:
    """A size as four bytes of seven bits each, so that it cannot look like the start of an MPEG frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def unsynchsafe(data: bytes) -> int:
    """The size in synchsafe bytes."""
    size = 0
    for byte in data:
        size = size << 7 | byte & 0x7F
    return size


def body_size(head: bytes) -> int:
    """The size of frames and padding after a tag's header, in bytes; 0 if `head` is not a header."""
    return unsynchsafe(head[6:10]) if head[:3] == b"ID3" and len(head) >= HEAD else 0


def tag_size(head: bytes) -> int:
    """The size of a tag with its header and, in version 2.4, its footer; 0 if `head` is not a header."""
    if head[:3] != b"ID3" or len(head) < HEAD:
        return 0
    return HEAD + body_size(head) + (HEAD if head[5] & _FOOTER else 0)


def tag(body: bytes) -> bytes:
    """A tag of version 2.3 that holds the frames in `body`."""
    return b"ID3\x03\x00\x00" + synchsafe(len(body)) + body


def frame(name: str, body: bytes) -> bytes:
    """One frame of version 2.3: its name, the size of its body, no flags."""
    return name.encode("ascii") + pack(">IH", len(body), 0) + body


def frames(data: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    """(name, body) of each frame in `data`, in the order of the file, up to the padding.

    `version` is the tag's major version (2.VERSION): from 4 on, sizes are synchsafe. A truncated frame is
    yielded with what there is of it.
    """
    offset = 0
    while offset + HEAD <= len(data) and data[offset]:
        field = data[offset + 4 : offset + 8]
        size = unsynchsafe(field) if version >= 4 else int.from_bytes(field, "big")
        yield data[offset : offset + 4], data[offset + HEAD : offset + HEAD + size]
        offset += HEAD + size


def utf_16(words: str) -> bytes:
    """UTF-16 with a byte order mark; a lone surrogate, which no player could read, becomes `?`."""
    return b"\xff\xfe" + words.encode("utf-16-le", "replace")


def encoded(words: str) -> bytes:
    """The body of a text frame: the encoding byte, then the text in UTF-16."""
    return _UTF_16 + utf_16(words)


def decoded(body: bytes) -> str:
    """The text in the body of a text frame, in any of the four encodings."""
    encoding = _ENCODINGS[body[0]] if body and body[0] < len(_ENCODINGS) else "latin-1"
    return body[1:].decode(encoding, "replace").rstrip("\0")
