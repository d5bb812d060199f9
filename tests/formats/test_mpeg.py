"""Frame headers against the tables of the standard, and against frames that other programs wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.formats.mpeg import Header, describes, header_at, stated_frames


@pytest.mark.parametrize(
    ("head", "rate", "kbits", "channels", "samples", "size", "info"),
    [
        ("fffb9064", 44_100, 128, 2, 1152, 417, 36),
        ("fffb9264", 44_100, 128, 2, 1152, 418, 36),  # with padding
        ("fffb90c4", 44_100, 128, 1, 1152, 417, 21),
        ("fffa90c4", 44_100, 128, 1, 1152, 417, 23),  # with a checksum
        ("fffb50c4", 44_100, 64, 1, 1152, 208, 21),
        ("fffbe4c4", 48_000, 320, 1, 1152, 960, 21),
        ("fffb18c4", 32_000, 32, 1, 1152, 144, 21),
        ("fff384c4", 24_000, 64, 1, 576, 192, 13),  # MPEG-2
        ("fff38444", 24_000, 64, 2, 576, 192, 21),
        ("fff310c4", 22_050, 8, 1, 576, 26, 13),
        ("ffe340c4", 11_025, 32, 1, 576, 208, 13),  # MPEG-2.5
        ("ffe3e8c4", 8_000, 160, 1, 576, 1440, 13),
    ],
)
def test_a_header_is_read_as_the_standard_has_it(
    head: str, rate: int, kbits: int, channels: int, samples: int, size: int, info: int
) -> None:
    found = header_at(bytes.fromhex("0000" + head), 2)
    assert found
    told = (found.rate, found.kbits, found.channels, found.samples, found.size, found.info)
    assert told == (rate, kbits, channels, samples, size, info)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "fffb90",  # cut off
        "7ffb9064",  # sync broken at its start
        "ffdb9064",  # and at its end
        "ffeb9064",  # the reserved version
        "fffd9064",  # layer II
        "ffff9064",  # layer I
        "fff99064",  # the reserved layer
        "fffb0064",  # bit rate free
        "fffbf064",  # bit rate bad
        "fffb9c64",  # sampling rate reserved
        "49443303",  # a tag
    ],
)
def test_only_a_layer_three_header_is_one(head: str) -> None:
    assert header_at(bytes.fromhex(head)) is None


@given(st.binary(min_size=4, max_size=4))
def test_any_four_bytes_are_a_header_with_a_length_or_none(data: bytes) -> None:
    """Whatever walks along frames moves on: no header tells of a length that holds it in place."""
    found = header_at(data)
    assert found is None or found.size >= 24


def frame(head: str, at: int, body: bytes) -> tuple[bytes, Header]:
    start = bytes.fromhex(head)
    found = header_at(start)
    assert found
    return (start.ljust(at, b"\0") + body).ljust(found.size, b"\0"), found


@pytest.mark.parametrize(("head", "at"), [("fffb90c4", 21), ("fffa90c4", 23), ("fff384c4", 13)])
@pytest.mark.parametrize(
    ("body", "told", "silent"),
    [
        (b"Info" + (3).to_bytes(4, "big") + (1234).to_bytes(4, "big"), 1234, True),
        (b"Xing" + (1).to_bytes(4, "big") + (7).to_bytes(4, "big"), 7, True),
        (b"Xing" + (2).to_bytes(4, "big") + (7).to_bytes(4, "big"), 0, True),  # bytes, no frames
        (b"Lame", None, False),
        (b"", None, False),
    ],
)
def test_the_frame_that_tells_of_the_others(
    head: str, at: int, body: bytes, told: int | None, silent: bool
) -> None:
    data, found = frame(head, at, body)
    assert (stated_frames(data, found), describes(data, found)) == (told, silent)


def test_a_vbri_header_stands_at_one_place_whatever_the_format() -> None:
    data, found = frame("fff384c4", 36, b"VBRI")
    assert describes(data, found)
    assert stated_frames(data, found) is None
