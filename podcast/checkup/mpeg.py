"""Reads an MP3 as a player does: frames counted one by one, ID3 frames in file order.

It is read in pieces, so memory does not grow with the file. It is not done with mutagen, which sorts ID3
frames and trusts the header for the duration.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from podcast.checkup.findings import Finding, found
from podcast.checkup.id3 import ChapterFrame, Tag, read_tag, tag_of
from podcast.formats.id3 import HEAD, tag_size
from podcast.formats.mpeg import ID3V1, RATES, Header, header_at, stated_frames
from podcast.structs import Frozen

ID3_VERSION = 3
RATES_ASKED = (44_100, 48_000)
PIECE = 1 << 20
TAG_LIMIT = 64 << 20
"""The most bytes of a tag that are read; reasonable pictures are far smaller."""


class SoundFile(Frozen):
    """A sound file. `stated_frames` is the number in its Info header, None without one; `rates` are in Hz."""

    size: int
    frames: int
    duration_ms: int
    constant: bool
    whole: bool
    stated_frames: int | None
    tag: Tag | None
    rates: frozenset[int] = frozenset()

    @property
    def marks(self) -> tuple[ChapterFrame, ...]:
        """The chapters in file order."""
        return self.tag.marks if self.tag else ()


def sound_of(facts: dict[str, Any]) -> SoundFile:
    """Restore a sound file from its JSON form (`asdict`)."""
    tag = facts["tag"]
    whole = {**facts, "rates": frozenset(facts["rates"]), "tag": tag_of(tag) if tag else None}
    return SoundFile(**whole)


def read_sound(file: BinaryIO) -> SoundFile:
    """Read a whole file. `whole` says whether it consists of frames to the end, at least one."""
    size = file.seek(0, 2)
    tag = _tag(file)
    offset = tag.size if tag else 0
    start = _piece(file, offset, 4096)
    first = header_at(start)
    told = stated_frames(start, first) if first else None
    if first and told is not None:
        offset += first.size
    old = _piece(file, max(size - ID3V1, 0), 3) == b"TAG"
    end = size - (ID3V1 if old else 0)
    counts, stop = _walk(file, offset, end)
    frames = counts.total()
    samples = sum(header.samples * count for header, count in counts.items())
    rate = first.rate if first else RATES[0]
    return SoundFile(
        size,
        frames,
        duration_ms=(2000 * samples + rate) // (2 * rate),
        constant=len({header.kbits for header in counts}) < 2,
        whole=bool(frames) and stop == end,
        stated_frames=told,
        tag=tag,
        rates=frozenset(header.rate for header in counts),
    )


def _tag(file: BinaryIO) -> Tag | None:
    size = tag_size(_piece(file, 0, HEAD))
    return read_tag(_piece(file, 0, min(size, TAG_LIMIT))) if size else None


def _piece(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(size)


def _walk(file: BinaryIO, offset: int, end: int) -> tuple[Counter[Header], int]:
    """The number of frames by header from `offset` on, and the offset at which they end.

    Few headers of a file differ, so each is parsed once and then looked up by its four bytes.
    """
    known: dict[bytes, Header | None] = {}
    words: Counter[bytes] = Counter()
    base, data, place = offset, b"", 0
    while True:
        word = data[place : place + 4]
        if len(word) < 4:
            base, place = base + place, 0
            data = _piece(file, base, PIECE)
            word = data[:4]
        if word not in known:
            known[word] = header_at(word)
        header = known[word]
        if header is None or base + place + header.size > end:
            break
        words[word] += 1
        place += header.size
    counts: Counter[Header] = Counter()
    for word, count in words.items():
        if header := known[word]:
            counts[header] += count
    return counts, base + place


def check_sound(file: str, sound: SoundFile) -> Iterator[Finding]:
    """Check that players get its length right and can seek in it."""
    if not sound.whole:
        yield found("sound-broken", file)
        return
    if not sound.constant:
        yield found("sound-variable", file)
    if odd := sorted(sound.rates - set(RATES_ASKED)):
        yield found("sound-rate", file, rate=odd[0])
    if sound.stated_frames is None:
        yield found("xing-missing", file)
    elif abs(sound.stated_frames - sound.frames) > 1:  # some encoders count the Info frame too
        yield found("xing-wrong", file, said=sound.stated_frames, real=sound.frames)
    if sound.tag is None:
        yield found("id3-missing", file)
    elif sound.tag.version != ID3_VERSION:
        yield found("id3-version", file, version=sound.tag.version)
