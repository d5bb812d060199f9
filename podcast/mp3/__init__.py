"""Joins the frames of sections into one tagged MP3 file.

The file consists of an ID3v2.3 tag, one Info frame, and the sections' frames unchanged: nothing is re-encoded.
The Info frame has no LAME extension: with its delays, players would trim the start of the file and shift every
chapter by 25 ms; without it they keep the frames' own timing (players based on mpg123 subtract its decoder
delay of 529 samples, 12 ms).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from podcast.model import Chapter
from podcast.mp3.frames import count_frames, join
from podcast.mp3.id3 import tag
from podcast.structs import Frozen

__all__ = ["Tags", "count_frames", "write"]


class Tags(Frozen):
    """The metadata of a file; empty fields are left out.

    language  ISO 639-2, three letters. `cover` is a JPEG or PNG, `cover_mime` its media type.
    chapters  in order of time; each becomes a CHAP frame, listed in one CTOC.
    """

    title: str
    artist: str = ""
    album: str = ""
    track: int | None = None
    total: int | None = None
    date: dt.date | None = None
    language: str = "ara"
    comment: str = ""
    lyrics: str = ""
    genre: str = "Podcast"
    cover: bytes = b""
    cover_mime: str = "image/jpeg"
    chapters: tuple[Chapter, ...] = ()


def write(out: BinaryIO, parts: Iterable[Path | bytes], tags: Tags) -> int:
    """Write one MP3 to `out`, which must be seekable and at its start; returns the number of bytes written.

    parts  bare frames of one constant bit rate, in order, as files or in memory. Files are streamed, so memory
           does not grow with length.

    Raises OutputError for a part that is damaged or of another format, and for a tag that is too large.
    """
    return out.write(tag(tags)) + join(out, parts)
