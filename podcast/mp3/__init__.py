"""Frames of sections → one tagged MP3 file.

The file is an ID3v2.3 tag, one Info frame, then the sections' frames as they are: nothing is encoded again.
The Info frame carries no LAME extension: with its delays, players would cut the start of the file and move
every chapter by 25 ms; without it they keep the clock of the frames (those built on mpg123 leave out its
own delay of 529 samples, 12 ms).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from podcast.model import Chapter
from podcast.mp3.frames import count_frames, join
from podcast.mp3.id3 import tag

__all__ = ["Tags", "count_frames", "write"]


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file tells of itself; empty fields are left out.

    language  ISO 639-2, three letters. `cover` is a JPEG or PNG, `cover_mime` as in "image/jpeg".
    chapters  in time order; each becomes a CHAP, all of them one list of contents.
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
    """Write one MP3 to `out`, which must be seekable and open at its start. The bytes written.

    parts  bare frames of one constant bit rate, in order, as files or in memory. Files are streamed: memory
           does not grow with length. Raises OutputError for a part that is damaged or of another format,
           and for a tag that is too large.
    """
    return out.write(tag(tags)) + join(out, parts)
