"""Tags made and taken apart, with mutagen as the second opinion."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from podcast.formats import id3


@pytest.mark.parametrize(
    ("size", "data"),
    [
        (0, "00000000"),
        (127, "0000007f"),
        (128, "00000100"),
        (257, "00000201"),
        (2**21, "01000000"),
        (2**28 - 1, "7f7f7f7f"),
    ],
)
def test_sizes_have_seven_bits_a_byte(size: int, data: str) -> None:
    assert id3.synchsafe(size).hex() == data
    assert id3.unsynchsafe(bytes.fromhex(data)) == size


@given(st.integers(0, 2**28 - 1))
def test_a_size_never_looks_like_a_frame_of_sound(size: int) -> None:
    assert max(id3.synchsafe(size)) < 0x80
    assert id3.unsynchsafe(id3.synchsafe(size)) == size


@pytest.mark.parametrize(
    ("head", "body", "whole"),
    [
        ("49443303000000000201", 257, 267),
        ("49443304001000000201", 257, 277),  # with a footer
        ("49443304000000000000", 0, 10),
        ("494433030000000002", 0, 0),  # cut off
        ("fffb9064000000000000", 0, 0),
        ("", 0, 0),
    ],
)
def test_the_size_of_a_tag_by_its_head(head: str, body: int, whole: int) -> None:
    assert id3.body_size(bytes.fromhex(head)) == body
    assert id3.tag_size(bytes.fromhex(head)) == whole


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_frames_come_back_in_their_order(texts: list[str]) -> None:
    body = b"".join(id3.frame("TIT2", id3.encoded(text)) for text in texts) + bytes(20)
    found = list(id3.frames(body, version=3))
    assert [name for name, _ in found] == [b"TIT2"] * len(texts)
    assert [id3.decoded(one) for _, one in found] == texts


@pytest.mark.parametrize("words", ["مرحبًا", "A title", "😀", "أ" * 300])
def test_another_reader_reads_the_same(words: str) -> None:
    tag = id3.tag(id3.frame("TIT2", id3.encoded(words)) + id3.frame("TALB", id3.encoded("ب")))
    read = ID3(io.BytesIO(tag))
    assert (read["TIT2"].text, read["TALB"].text) == ([words], ["ب"])
    assert id3.tag_size(tag) == len(tag)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\0caf\xe9\0", "café"),
        (b"\1\xff\xfe\x28\x06", "ب"),
        (b"\2\x06\x28", "ب"),
        (b"\3\xd8\xa8\0\0", "ب"),
        (b"\x09abc", "abc"),  # an encoding that does not exist
        (b"\3\xff", "\ufffd"),
        (b"", ""),
    ],
)
def test_every_encoding_is_read(body: bytes, words: str) -> None:
    assert id3.decoded(body) == words


@pytest.mark.parametrize(("version", "size"), [(3, 200), (4, 200)])
def test_sizes_of_frames_by_version(version: int, size: int) -> None:
    """2.3 counts in whole bytes, 2.4 in seven bits of each."""
    told = id3.synchsafe(size) if version == 4 else size.to_bytes(4, "big")
    data = b"APIC" + told + b"\0\0" + b"x" * size + b"TIT2" + bytes(3) + b"\1" + b"\0\0" + b"y"
    assert list(id3.frames(data, version)) == [(b"APIC", b"x" * size), (b"TIT2", b"y")]


def test_a_frame_cut_off_comes_with_what_there_is() -> None:
    assert list(id3.frames(b"TIT2\0\0\0\x09\0\0abc", 3)) == [(b"TIT2", b"abc")]


def test_half_a_pair_becomes_a_question_mark() -> None:
    assert id3.decoded(id3.encoded("a\ud800b")) == "a?b"
