"""A finished MP3 as mutagen, which did not write it, finds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutagen.mp3 import MP3

from podcast.model import FRAME_SAMPLES, Chapter


@dataclass(frozen=True)
class Probe:
    """What a file holds. `bitrate` in kbit/s; `chapters` in the order of their times."""

    duration_ms: int
    frames: int
    bitrate: int
    title: str
    artist: str
    album: str
    track: str
    language: str
    chapters: tuple[Chapter, ...]
    has_cover: bool


def probe(path: Path) -> Probe:
    file: Any = MP3(path)
    info, tags = file.info, file.tags or {}

    def words(name: str) -> str:
        return str(tags[name]) if name in tags else ""

    found = [frame for name, frame in tags.items() if name.startswith("CHAP:")]
    found.sort(key=lambda frame: frame.start_time)
    return Probe(
        duration_ms=round(info.length * 1000),
        frames=round(info.length * info.sample_rate / FRAME_SAMPLES),
        bitrate=round(info.bitrate / 1000),
        title=words("TIT2"),
        artist=words("TPE1"),
        album=words("TALB"),
        track=words("TRCK"),
        language=words("TLAN"),
        chapters=tuple(
            Chapter(number, str(frame.sub_frames["TIT2"]), frame.start_time, frame.end_time)
            for number, frame in enumerate(found, 1)
        ),
        has_cover=any(name.startswith("APIC") for name in tags),
    )
