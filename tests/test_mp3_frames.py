"""The counter of frames against other bytes: before, between, after, and cut anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.errors import OutputError
from podcast.mp3.frames import Counter, count_frames, read_format

HEAD = bytes.fromhex("fffb50c4")  # MPEG-1 layer III, 64 kbit/s, 44,100 Hz, mono
PADDED = bytes.fromhex("fffb52c4")
FRAME, LONGER = HEAD.ljust(208, b"\0"), PADDED.ljust(209, b"\0")


@pytest.mark.parametrize(
    ("data", "frames"),
    [
        (b"", 0),
        (FRAME, 1),
        (FRAME * 7, 7),
        (FRAME + LONGER + FRAME, 3),
        (LONGER + FRAME, 2),
    ],
)
def test_whole_frames_are_counted(data: bytes, frames: int) -> None:
    assert count_frames(data) == frames


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"junk", 0),
        (b"\xff", 0),
        (b"junk" + FRAME, 0),
        (FRAME[:-1], 0),
        (FRAME + b"\0", 1),
        (FRAME + b"junk", 1),
        (FRAME * 2 + FRAME[:100], 2),
        (FRAME + b"TAG" + bytes(125), 1),
        (FRAME + bytes.fromhex("fffb90c4").ljust(417, b"\0"), 1),  # another bit rate
        (FRAME + bytes.fromhex("fffb54c4").ljust(191, b"\0"), 1),  # another sampling rate
    ],
)
def test_junk_is_damage_and_the_frames_before_it_are_reported(data: bytes, whole: int) -> None:
    with pytest.raises(OutputError, match="a recording is damaged") as caught:
        count_frames(data)
    assert caught.value.fields["frames"] == whole


def test_junk_between_frames_is_never_skipped() -> None:
    with pytest.raises(OutputError):
        count_frames(FRAME + b"junk" + FRAME)


@given(st.lists(st.integers(1, 300), max_size=12), st.integers(1, 9))
def test_the_count_does_not_depend_on_the_pieces(cuts: list[int], frames: int) -> None:
    data, counter, at = (FRAME + LONGER) * frames, Counter(), 0
    for cut in cuts:
        counter.feed(data[at : at + cut])
        at += cut
    assert counter.feed(data[at:]).done("x") == 2 * frames


@given(st.binary(max_size=64))
def test_no_junk_passes(junk: bytes) -> None:
    """Whatever follows a frame and is not a frame of its kind is found."""
    data = FRAME + junk
    if junk and not junk.startswith((HEAD[:3], PADDED[:3])):
        with pytest.raises(OutputError):
            count_frames(data)


@pytest.mark.parametrize(
    "head", ["", "fffb", "fff350c4", "fffd50c4", "fffb54c4", "fffbf0c4", "fffb00c4"]
)
def test_what_is_not_a_known_format(head: str) -> None:
    """Cut off, MPEG-2, layer II, 48 kHz, a bad bit rate, a free one."""
    with pytest.raises(ValueError, match=r"^b"):
        read_format(bytes.fromhex(head))
