"""Checks transcripts as players read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from podcast.checkup.findings import Finding, found
from podcast.checkup.pace import check_pace

CLOCK = r"(?:([0-9]{2,}):)?([0-5][0-9]):([0-5][0-9])[.,]([0-9]{3})"
TIMES = re.compile(rf"{CLOCK}[ \t]+-->[ \t]+{CLOCK}(?:[ \t].*)?")
SPEAKER = re.compile(r"([^\s:<-][^:<]{0,50}): +\S")
LATE_MS = 50
BRIEF_MS, MUTE = 400, 0.7
"""A sentence longer than BRIEF_MS that is silent for more than the share MUTE counts as unheard."""
OTHER = ("NOTE", "STYLE", "REGION", "WEBVTT")


def check_cues(
    file: str,
    data: bytes,
    duration_ms: int,
    kind: str = "",
    silent: Sequence[tuple[int, int]] = (),
) -> Iterator[Finding]:
    """Check a WebVTT or SubRip file: readable, with times in order and within the sound. Yields the first
    fault.

    `silent` are the silences of its sound, in milliseconds. `kind` is ".vtt" or ".srt" if the file name does
    not say.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        yield found("cues-broken", file, problem="not UTF-8")
        return
    vtt = (kind or file).endswith(".vtt")
    if vtt and not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        yield found("cues-broken", file, 1, problem="WEBVTT is not its first word")
        return
    before = ended = 0
    overlapping = 0
    for line, start, end in _cues(text, "." if vtt else ","):
        if end is None:
            yield found("cues-broken", file, line, problem="no times where they must stand")
            return
        if start < before or end <= start:
            yield found("cues-order", file, line)
            return
        if end > duration_ms + LATE_MS:
            yield found("cues-late", file, line, end=end, duration=duration_ms)
            return
        overlapping = overlapping or (line if start < ended else 0)
        before, ended = start, end
    if not ended:
        yield found("cues-broken", file, problem="no sentence in it")
    if overlapping:
        yield found("cues-overlap", file, overlapping)
    if vtt:
        yield from check_pace(file, list(_texts(text)))
        yield from _unheard(file, text, silent)
    else:
        yield from _speakers(file, text)


def _unheard(file: str, text: str, silent: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Sentences during which the sound is almost silent."""
    for line, start, end in _cues(text, "."):
        if end is not None and end - start >= BRIEF_MS:
            shared = sum(max(0, min(end, last) - max(start, first)) for first, last in silent)
            if shared >= MUTE * (end - start):
                yield found("cues-silent", file, line, seconds=round(start / 1000, 1))


def _texts(text: str) -> Iterator[tuple[int, int, str]]:
    """(line, length in milliseconds, text) of each WebVTT cue."""
    for line, rows in _blocks(text):
        index = next((index for index, row in enumerate(rows[:2]) if "-->" in row), len(rows))
        match = TIMES.fullmatch(rows[index].strip()) if index < len(rows) else None
        if match:
            start, end = _span(match)
            yield line + index, end - start, " ".join(rows[index + 1 :])


def _speakers(file: str, text: str) -> Iterator[Finding]:
    """Cues that begin with words and a colon, which AntennaPod takes for a speaker and does not show."""
    for line, rows in _blocks(text):
        index = next((index for index, row in enumerate(rows[:2]) if "-->" in row), len(rows)) + 1
        if index < len(rows) and (named := SPEAKER.match(rows[index])):
            yield found("cues-speaker", file, line + index, words=named[1])
            return


def _cues(text: str, point: str) -> Iterator[tuple[int, int, int | None]]:
    """(line, start, end) of each cue in milliseconds; the end is None for a block without times."""
    for line, rows in _blocks(text):
        if rows[0].startswith(OTHER):
            continue
        index = next((index for index, row in enumerate(rows[:2]) if "-->" in row), 0)
        match = TIMES.fullmatch(rows[index].strip())
        good = match and rows[index].count(point) >= 2
        start, end = _span(match) if match else (0, 0)
        yield line + index, start, end if good else None


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Groups of lines separated by blank lines, with the number of the first line."""
    rows: list[str] = []
    for number, row in enumerate([*text.split("\n"), ""], 1):
        if row.strip():
            rows.append(row)
        elif rows:
            yield number - len(rows), rows
            rows = []


def _span(match: re.Match[str]) -> tuple[int, int]:
    numbers = [int(group or 0) for group in match.groups()]
    return _ms(numbers[:4]), _ms(numbers[4:])


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, ms = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms
