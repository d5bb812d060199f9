"""MPEG audio layer III: frame headers, and the first frame that only describes the others.

As specified by ISO/IEC 11172-3 (MPEG-1) and 13818-3 (MPEG-2), with the customary 2.5 extension; Xing and Info
headers as LAME writes them and players read them.
"""

from __future__ import annotations

from podcast.structs import Frozen

HEADER = 4
"""The size of a frame's header in bytes."""

KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Bit rates (kbit/s) of MPEG-1, and of MPEG-2 and 2.5, by their index; 0 is “free”, which nobody uses."""

RATES = (44_100, 48_000, 32_000)
"""Sample rates of MPEG-1 in Hz; MPEG-2 has half of each, MPEG-2.5 a quarter."""

ID3V1 = 128
"""The size in bytes of an ID3v1 tag, which begins with "TAG" and may end a file."""

HAS_FRAMES, HAS_BYTES, HAS_TOC = 1, 2, 4
"""Flags of an Info header that say which fields follow."""

_SYNC = 0x7FF
_RESERVED, _LAYER_3, _MONO = 1, 1, 3
_DIVISOR = {3: 1, 2: 2, 0: 4}
"""Version bits → the divisor of MPEG-1's sample rates."""


class Header(Frozen):
    """A frame header. `size` is in bytes, header included; `samples` per channel; `kbits` in kbit/s."""

    mpeg1: bool
    rate: int
    kbits: int
    channels: int
    samples: int
    size: int
    guarded: bool
    """Whether a two-byte checksum follows the header."""

    @property
    def side(self) -> int:
        """The size of the side information after the header, in bytes."""
        wide, narrow = (32, 17) if self.mpeg1 else (17, 9)
        return narrow if self.channels == 1 else wide

    @property
    def info(self) -> int:
        """The offset in the frame at which a Xing or Info header would begin."""
        return HEADER + 2 * self.guarded + self.side


def header_at(data: bytes, offset: int = 0) -> Header | None:
    """The header of the layer III frame at `offset`, or None; its body may reach past the end of `data`."""
    word = int.from_bytes(data[offset : offset + HEADER], "big")
    version, index, rate_index = word >> 19 & 3, word >> 12 & 15, word >> 10 & 3
    if word >> 21 != _SYNC or version == _RESERVED or word >> 17 & 3 != _LAYER_3:
        return None
    if not 0 < index < len(KBITS_1) or rate_index == len(RATES) or len(data) < offset + HEADER:
        return None
    mpeg1 = version == 3
    rate = RATES[rate_index] // _DIVISOR[version]
    kbits = (KBITS_1 if mpeg1 else KBITS_2)[index]
    samples = 1152 if mpeg1 else 576
    size = samples // 8 * kbits * 1000 // rate + (word >> 9 & 1)
    channels = 1 if word >> 6 & 3 == _MONO else 2
    return Header(mpeg1, rate, kbits, channels, samples, size, not word >> 16 & 1)


def stated_frames(frame: bytes, header: Header) -> int | None:
    """The number of frames a Xing or Info header states, 0 if it does not; None for a frame of sound."""
    place = header.info
    if frame[place : place + 4] not in (b"Xing", b"Info"):
        return None
    flags, count = (int.from_bytes(frame[place + n : place + n + 4], "big") for n in (4, 8))
    return count if flags & HAS_FRAMES else 0


def describes(frame: bytes, header: Header) -> bool:
    """Whether a frame is a Xing, Info or VBRI header: it describes the others and decodes to silence."""
    return stated_frames(frame, header) is not None or frame[36:40] == b"VBRI"
