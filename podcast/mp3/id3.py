"""Writes ID3v2.3 tags, by hand because the order of frames matters.

Players list chapters in the order of their frames, but mutagen sorts frames by size. Version 2.3, because some
players misread the sizes of 2.4. Formats: id3.org, "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum
1.0".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from struct import pack
from typing import TYPE_CHECKING

from podcast.errors import OutputError
from podcast.formats import id3
from podcast.formats.id3 import encoded, frame, utf_16
from podcast.model import Chapter

if TYPE_CHECKING:
    from podcast.mp3 import Tags

LATIN_1 = b"\x00"
FRONT_COVER = b"\x03"
NO_OFFSET = 0xFFFFFFFF
"""Chapters are located by time, not by byte offset."""

TOP_LEVEL, ORDERED = 2, 1
MOST_CHILDREN = 255
"""A CTOC frame counts its entries in one byte."""


LARGEST = 16 * 1024 * 1024
"""The largest tag in bytes: the format allows more, but players give up, and phones load all of it for a
title."""


def tag(tags: Tags) -> bytes:
    """The tag; the same `tags` give the same bytes. Raises OutputError if it is too large for players."""
    body = b"".join(_frames(tags))
    if len(body) > LARGEST:
        raise OutputError(
            "the picture and the words inside the MP3 take {size} MB, and players read {most} at most; "
            "choose a smaller picture",
            size=-(-len(body) // 1024**2),
            most=LARGEST // 1024**2,
        )
    return id3.tag(body)


def _frames(tags: Tags) -> Iterator[bytes]:
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TALB": tags.album,
        "TRCK": _track(tags),
        "TYER": f"{tags.date:%Y}".zfill(4) if tags.date else "",
        "TDAT": f"{tags.date:%d%m}" if tags.date else "",
        "TCON": tags.genre,
        "TLAN": tags.language,
    }
    yield from (text(name, words) for name, words in texts.items() if words)
    yield from contents(tags.chapters, tags.title)
    if tags.comment:
        yield described("COMM", tags.language, tags.comment)
    if tags.lyrics:
        yield described("USLT", tags.language, tags.lyrics)
    if tags.cover:
        picture = LATIN_1 + tags.cover_mime.encode("ascii") + b"\x00" + FRONT_COVER + b"\x00"
        yield frame("APIC", picture + tags.cover)


def _track(tags: Tags) -> str:
    if tags.track is None:
        return ""
    return f"{tags.track}/{tags.total}" if tags.total else f"{tags.track}"


def text(name: str, words: str) -> bytes:
    """A text frame with `words` on one line."""
    return frame(name, encoded(re.sub(r"[\x00-\x1f\x7f]+", " ", words)))


def described(name: str, language: str, words: str) -> bytes:
    """A comment or lyrics frame with an empty description; line ends are kept."""
    clean = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]+", " ", words.replace("\r\n", "\n"))
    head = encoded("")  # the description, which follows the language
    return frame(name, head[:1] + language.encode("ascii") + head[1:] + b"\x00\x00" + utf_16(clean))


def contents(chapters: Sequence[Chapter], title: str) -> Iterator[bytes]:
    """The table of contents (CTOC), called `title`, then each chapter in the order given."""
    if not chapters:
        return
    names = [f"ch{number}" for number in range(1, len(chapters) + 1)]
    if len(names) <= MOST_CHILDREN:
        yield _listing("toc", names, title, top=True)
    else:
        parts = [
            names[start : start + MOST_CHILDREN] for start in range(0, len(names), MOST_CHILDREN)
        ]
        yield _listing(
            "toc", [f"toc{number}" for number in range(1, len(parts) + 1)], title, top=True
        )
        for at, part in enumerate(parts, 1):
            yield _listing(f"toc{at}", part, title, top=False)
    for name, chapter in zip(names, chapters, strict=True):
        span = pack(">4I", chapter.start_ms, chapter.end_ms, NO_OFFSET, NO_OFFSET)
        yield frame("CHAP", _latin(name) + span + text("TIT2", chapter.title))


def _listing(name: str, children: Sequence[str], title: str, *, top: bool) -> bytes:
    flags = (TOP_LEVEL if top else 0) | ORDERED
    entries = b"".join(_latin(child) for child in children)
    return frame(
        "CTOC", _latin(name) + bytes((flags, len(children))) + entries + text("TIT2", title)
    )


def _latin(name: str) -> bytes:
    return name.encode("ascii") + b"\x00"
