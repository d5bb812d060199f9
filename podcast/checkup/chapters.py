"""Checks chapters in all three places: the sound file, chapters.json and the feed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import TypeGuard

from podcast.checkup.findings import Finding, found
from podcast.checkup.id3 import ChapterFrame
from podcast.checkup.tree import Node

NEAR_MS = 50
"""The difference between two times that listeners do not notice, in milliseconds."""

NPT = re.compile(r"(?:(?:([0-9]+):)?([0-9]{1,2}):)?([0-9]{1,2})(?:\.([0-9]{1,3}))?")


def check_marks(file: str, marks: Sequence[ChapterFrame], duration_ms: int) -> Iterator[Finding]:
    """Check that a sound file's chapters are in order, without gaps, from its start to its end."""
    for before, mark in pairwise(marks):
        if mark.start_ms < before.start_ms:
            yield found("chapters-order", file, title=mark.title)
            break
    ordered = sorted(marks, key=lambda mark: mark.start_ms)
    for before, mark in pairwise(ordered):
        if before.end_ms != mark.start_ms:
            yield found("chapters-gap", file, title=mark.title)
    for mark in ordered[:1]:
        if mark.start_ms:
            yield found("chapters-start", file, start=mark.start_ms)
    for mark in ordered[-1:]:
        if abs((mark.end_ms or 0) - duration_ms) > NEAR_MS:
            yield found("chapters-end", file, end=mark.end_ms, duration=duration_ms)


def check_same(
    file: str, line: int, source: str, told: Sequence[ChapterFrame], real: Sequence[ChapterFrame]
) -> Iterator[Finding]:
    """Check that chapters given elsewhere match those of the sound file, if it has any."""
    ordered = sorted(real, key=lambda mark: mark.start_ms)
    if ordered and (at := _differ(told, ordered)) is not None:
        yield found("chapters-differ", file, line, source=source, at=at)


def _differ(told: Sequence[ChapterFrame], real: Sequence[ChapterFrame]) -> int | None:
    """The time of the first difference, in milliseconds; None if there is none."""
    for one, other in zip(told, real, strict=False):
        apart = abs(one.start_ms - other.start_ms) > 1
        if apart or one.title.split() != other.title.split():
            return other.start_ms
    if len(told) == len(real):
        return None
    longer = max(told, real, key=len)
    return longer[min(len(told), len(real))].start_ms


def json_marks(data: bytes) -> tuple[ChapterFrame, ...]:
    """The chapters of a `chapters.json`. Raises ValueError with what is wrong."""
    whole = json.loads(data)
    rows = whole.get("chapters") if isinstance(whole, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no list of chapters")
    marks = tuple(_json_mark(row) for row in rows if not _hidden(row))
    for before, mark in pairwise(marks):
        if mark.start_ms < before.start_ms:
            raise ValueError(f"chapter “{mark.title}” stands after a later one")
    return marks


def _hidden(row: object) -> bool:
    """Whether a chapter only changes the picture and is not in the table of contents."""
    return isinstance(row, dict) and row.get("toc") is False


def _json_mark(row: object) -> ChapterFrame:
    if not isinstance(row, dict) or not _is_time(start := row.get("startTime")):
        raise ValueError("a chapter without a startTime")
    return ChapterFrame(round(start * 1000), None, str(row.get("title", "")))


def _is_time(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def psc_marks(item: Node) -> tuple[ChapterFrame, ...]:
    """The Podlove Simple Chapters of an episode in the feed; an invalid time becomes -1."""
    holder = item.first("psc:chapters")
    nodes = holder.all("psc:chapter") if holder else ()
    rows = (node.attributes for node in nodes)
    return tuple(
        ChapterFrame(_npt(row.get("start", "")), None, row.get("title", "")) for row in rows
    )


def _npt(value: str) -> int:
    match = NPT.fullmatch(value.strip())
    if not match:
        return -1
    hours, minutes, seconds, part = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + int((part or "0").ljust(3, "0"))
