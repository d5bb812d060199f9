"""An MP3 as a player reads it: its frames counted one by one, its ID3 frames in the order of the file.

A reader of its own, because the usual library shows ID3 frames sorted and takes the header's word for
the duration. Formats: ISO/IEC 11172-3 and 13818-3 (frames), the Xing/Info header as players know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from podcast.checkup.findings import Finding, found
from podcast.checkup.id3 import Mark, Tag, read_tag

SYNC = 0x7FF
RATES = (44_100, 48_000, 32_000)
KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
MPEG_1, RESERVED, LAYER_3, MONO = 3, 1, 1, 3
ID3_VERSION = 3
ID3V1 = 128
"""Bytes of the old tag that may end a file, beginning with "TAG"."""


@dataclass(frozen=True, slots=True)
class Header:
    """A frame's header: `size` in bytes, `samples` in it, `side` where a Xing header would begin."""

    size: int
    samples: int
    rate: int
    kbits: int
    side: int


@dataclass(frozen=True, slots=True)
class Sound:
    """A file as read. `told_frames` is what its Info header says, None without one."""

    frames: int
    duration_ms: int
    constant: bool
    whole: bool
    told_frames: int | None
    tag: Tag | None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Chapters in the order of the file."""
        return self.tag.marks if self.tag else ()


def read_sound(data: bytes) -> Sound:
    """A whole file, read. `whole` says whether it was frames to the end, at least one."""
    tag = read_tag(data)
    at = tag.size if tag else 0
    end = len(data) - (ID3V1 if data[-ID3V1 : -ID3V1 + 3] == b"TAG" else 0)
    first = header_at(data, at)
    told = _told(data, at, first) if first else None
    if first and told is not None:
        at += first.size
    frames = samples = 0
    kbits: set[int] = set()
    while (header := header_at(data, at)) and at + header.size <= end:
        frames, samples, at = frames + 1, samples + header.samples, at + header.size
        kbits.add(header.kbits)
    rate = first.rate if first else RATES[0]
    duration = (2000 * samples + rate) // (2 * rate)
    return Sound(frames, duration, len(kbits) < 2, bool(frames) and at == end, told, tag)


def header_at(data: bytes, at: int) -> Header | None:
    """The layer III frame header that begins here, if one does."""
    word = int.from_bytes(data[at : at + 4], "big")
    version, layer = word >> 19 & 3, word >> 17 & 3
    index, rate_index = word >> 12 & 15, word >> 10 & 3
    if word >> 21 != SYNC or version == RESERVED or layer != LAYER_3:
        return None
    if not 0 < index < len(KBITS_1) or rate_index == len(RATES):
        return None
    rate = RATES[rate_index] >> {3: 0, 2: 1, 0: 2}[version]
    kbits = (KBITS_1 if version == MPEG_1 else KBITS_2)[index]
    samples = 1152 if version == MPEG_1 else 576
    mono = word >> 6 & 3 == MONO
    side = {(True, True): 17, (True, False): 32, (False, True): 9, (False, False): 17}
    size = samples // 8 * kbits * 1000 // rate + (word >> 9 & 1)
    return Header(size, samples, rate, kbits, 4 + side[version == MPEG_1, mono])


def _told(data: bytes, at: int, header: Header) -> int | None:
    """The number of frames in a Xing or Info header; 0 where the header leaves it out."""
    place = at + header.side
    if data[place : place + 4] not in (b"Xing", b"Info"):
        return None
    has_frames = int.from_bytes(data[place + 4 : place + 8], "big") & 1
    return int.from_bytes(data[place + 8 : place + 12], "big") if has_frames else 0


def check_sound(file: str, sound: Sound) -> Iterator[Finding]:
    """Whether players find its length and its places as they are."""
    if not sound.whole:
        yield found("sound-broken", file)
        return
    if not sound.constant:
        yield found("sound-variable", file)
    if sound.told_frames is None:
        yield found("xing-missing", file)
    elif abs(sound.told_frames - sound.frames) > 1:  # some writers count their own frame too
        yield found("xing-wrong", file, said=sound.told_frames, real=sound.frames)
    if sound.tag is None:
        yield found("id3-missing", file)
    elif sound.tag.version != ID3_VERSION:
        yield found("id3-version", file, version=sound.tag.version)
