"""Recognises sound files by their first bytes: which container it is, and whether it was truncated."""

from __future__ import annotations

from typing import Literal

from podcast.formats.id3 import tag_size
from podcast.formats.mpeg import ID3V1, header_at

Container = Literal["", "wav", "mp3", "flac", "ogg"]

_RIFF_HEAD = 12
_CHUNK_HEAD = 8
_UNTOLD = 0x7F00_0000
"""A WAV with this size or more was written to a pipe, by a program that did not know its length."""


def container(data: bytes) -> Container:
    """The container of a file; "" if it is unknown."""
    if data[:4] == b"RIFF" and data[8:_RIFF_HEAD] == b"WAVE":
        return "wav"
    if data[:4] == b"fLaC":
        return "flac"
    if data[:4] == b"OggS":
        return "ogg"
    offset = _tags(data)
    first = header_at(data, offset)
    if first and (
        offset or offset + first.size >= len(data) or header_at(data, offset + first.size)
    ):
        return "mp3"
    return ""


def is_whole(data: bytes) -> bool:
    """Whether a file ends where its headers say; True if its format has no length."""
    kind = container(data)
    if kind == "wav":
        return _is_whole_wav(data)
    return _is_whole_mp3(data) if kind == "mp3" else True


def _tags(data: bytes) -> int:
    offset = 0
    while size := tag_size(data[offset : offset + 10]):
        offset += size
    return offset


def _is_whole_wav(data: bytes) -> bool:
    offset = _RIFF_HEAD
    while offset + _CHUNK_HEAD <= len(data):
        size = int.from_bytes(data[offset + 4 : offset + _CHUNK_HEAD], "little")
        if data[offset : offset + 4] == b"data":
            return size >= _UNTOLD or size == 0 or offset + _CHUNK_HEAD + size <= len(data)
        offset += _CHUNK_HEAD + size + size % 2
    return False


def _is_whole_mp3(data: bytes) -> bool:
    """Walks from frame to frame; anything else after the last frame is ignored, as players do."""
    offset = _tags(data)
    end = len(data) - (ID3V1 if data[-ID3V1:][:3] == b"TAG" else 0)
    while offset < end and (frame := header_at(data, offset)):
        offset += frame.size
    return offset <= end
