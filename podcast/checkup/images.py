"""Reads the dimensions and colours of a JPEG or PNG from its headers, without decoding it."""

from __future__ import annotations

from collections.abc import Iterator

from podcast.checkup.findings import Finding, found
from podcast.structs import Frozen

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
PNG_RGB = 2
END = {PNG: b"IEND", JPEG: b"\xff\xd9"}
"""What stands at the end of each; some programs append a few bytes."""

TRAILING = 4096
SIZES = range(1400, 3001)
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG segments with height, width and number of components (ITU-T T.81, table B.1)."""


class ImageFacts(Frozen):
    """A picture's size in pixels, and whether it is RGB without transparency."""

    width: int
    height: int
    rgb: bool


def read_picture(data: bytes) -> ImageFacts | None:
    """The facts of a JPEG or PNG; None for anything else."""
    if data.startswith(PNG) and len(data) >= 26:
        return ImageFacts(_number(data[16:20]), _number(data[20:24]), data[25] == PNG_RGB)
    return _jpeg(data) if data.startswith(JPEG) else None


def _jpeg(data: bytes) -> ImageFacts | None:
    index = len(JPEG)
    while index + 10 <= len(data) and data[index] == 0xFF:
        kind = data[index + 1]
        if kind in FRAMES:
            height, width = (
                _number(data[index + 5 : index + 7]),
                _number(data[index + 7 : index + 9]),
            )
            return ImageFacts(width, height, data[index + 9] == 3)
        index += (
            1 if kind == 0xFF else 2 + _number(data[index + 2 : index + 4])
        )  # 0xFF may be repeated
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


def check_cover(file: str, data: bytes) -> Iterator[Finding]:
    """Check a cover against the requirements of Apple and Spotify."""
    picture = read_picture(data)
    if picture is None:
        yield found("cover-format", file)
        return
    if not any(data.startswith(kind) and end in data[-TRAILING:] for kind, end in END.items()):
        yield found("cover-cut", file)
    right = ("png",) if data.startswith(PNG) else ("jpg", "jpeg")
    ending = file.rpartition(".")[2].lower()
    if ending in ("png", "jpg", "jpeg") and ending not in right:
        yield found("cover-name", file, kind=right[0].upper())
    if picture.width != picture.height:
        yield found("cover-square", file, width=picture.width, height=picture.height)
    elif picture.width not in SIZES:
        yield found("cover-size", file, width=picture.width)
    if not picture.rgb:
        yield found("cover-colour", file)
