"""Checks an episode's files in a folder against the feed and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from podcast.checkup.chapters import check_marks, check_same, json_marks, psc_marks
from podcast.checkup.cues import check_cues
from podcast.checkup.examination import Examination, Levels, Measure
from podcast.checkup.findings import Finding, found
from podcast.checkup.images import check_cover
from podcast.checkup.links import FeedLink, is_whole, links, path_of
from podcast.checkup.mpeg import SoundFile, check_sound, read_sound, sound_of
from podcast.checkup.tags import check_tag, check_title
from podcast.checkup.tree import Node
from podcast.structs import asdict

LOUDNESS, LOUDNESS_MARGIN = -16.0, 1.0
PEAK = -1.0
PEAK_MARGIN = 0.1
"""True-peak meters differ by up to this many dB."""

NEAR_SECONDS = 1
FAR_SECONDS, FAR = 10, 0.1
"""If a stated duration is off by more than both (seconds, share), players stop or seek wrongly."""

PORTABLE = re.compile(r"[a-z0-9._/-]*")


def check_item(shelf: Examination, file: str, base: str, item: Node) -> Iterator[Finding]:
    """Check the files of one episode: first the sound, which gives the times for the others."""
    name, sound = "", None
    for link in sorted(links(item), key=lambda link: link.node.name != "enclosure"):
        path, wrong = locate(shelf, file, base, link)
        yield from wrong
        if path and link.node.name == "enclosure":
            name = path
            sound = _read(shelf, path)
            yield from _enclosure(file, item, link, sound)
            yield from _sound(shelf, path, sound)
        elif link.node.name == "itunes:image":
            yield from check_picture(shelf, path)
        elif path and sound and sound.whole and shelf.is_new(path):
            yield from _companion(shelf, path, name, sound)
    if sound and sound.whole:
        if item.first("podcast:chapters") and not sound.marks:
            yield found("chapters-missing", name)
        if sound.tag:
            yield from check_title(name, sound.tag, item.child_text("title"))
        yield from _psc(file, item, sound)


def _read(shelf: Examination, path: str) -> SoundFile:
    def facts() -> dict[str, Any]:
        with (shelf.audio / path).open("rb") as data:
            sound = read_sound(data)
        return {**asdict(sound), "rates": sorted(sound.rates)}

    return sound_of(shelf.memory.recall(shelf.audio / path, path, "sound", facts))


def locate(
    shelf: Examination, file: str, base: str, link: FeedLink
) -> tuple[str, tuple[Finding, ...]]:
    """The path of the file a URL refers to, "" if there is none, and what is wrong with it."""
    tag, line = link.node.name, link.node.line
    path = path_of(link.url, base) if is_whole(link.url) else None
    if path is None:
        told = base and is_whole(link.url)
        return "", (found("file-elsewhere", file, line, tag=tag, url=link.url),) if told else ()
    if not (shelf.audio / path).is_file():
        return "", (found("file-missing", file, line, tag=tag, path=path),)
    odd = None if PORTABLE.fullmatch(path) else "name-plain" if path.isascii() else "name-ascii"
    return path, (found(odd, file, line, path=path),) if odd else ()


def _enclosure(file: str, item: Node, link: FeedLink, sound: SoundFile) -> Iterator[Finding]:
    told = link.node.attributes.get("length", "")
    real = sound.size
    if told != str(real):
        yield found("enclosure-length", file, link.node.line, url=link.url, said=told, real=real)
    seconds = seconds_of(item.child_text("itunes:duration"))
    heard = round(sound.duration_ms / 1000)
    node = item.first("itunes:duration")
    if node is None:
        yield found("duration-missing", file, item.line, title=item.child_text("title"))
    elif sound.whole and (seconds is None or abs(seconds - heard) > NEAR_SECONDS):
        far = seconds is None or abs(seconds - heard) > max(FAR_SECONDS, heard * FAR)
        rule = "duration-wrong" if far else "duration"
        yield found(rule, file, node.line, said=node.text.strip(), real=heard)


def seconds_of(value: str) -> int | None:
    """Seconds of a duration as feeds have it: `123`, `2:03` or `1:02:03`; None if it is invalid."""
    parts = value.split(":")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


def _sound(shelf: Examination, path: str, sound: SoundFile) -> Iterator[Finding]:
    if not shelf.is_new(path):
        return
    yield from check_sound(path, sound)
    if not sound.whole:
        return
    if sound.tag:
        yield from check_tag(path, sound.tag)
    yield from check_marks(path, sound.marks, sound.duration_ms)
    if shelf.measure and shelf.is_measured(path):
        faults = list(_levels(path, _measured(shelf, path, shelf.measure)))
        if shelf.is_as_built(path):
            shelf.heard[path] = bool(faults)
        yield from faults


def _measured(shelf: Examination, path: str, measure: Measure) -> Levels | None:
    levels = shelf.memory.recall(
        shelf.audio / path, path, "levels and silences", lambda: measure(shelf.audio / path)
    )
    return levels and Levels(*levels)


def _levels(path: str, levels: Levels | None) -> Iterator[Finding]:
    if levels is None:
        yield found("loudness-unknown", path)
        return
    if abs(levels.lufs - LOUDNESS) > LOUDNESS_MARGIN:
        yield found("loudness", path, value=f"{levels.lufs:.1f}")
    if levels.peak > PEAK + PEAK_MARGIN:
        yield found("peak", path, value=f"{levels.peak:.1f}")


def check_picture(shelf: Examination, path: str) -> Iterator[Finding]:
    """Check a cover, once."""
    if path and shelf.is_new(path):
        cover = shelf.audio / path
        yield from shelf.remembered(path, "cover", lambda: check_cover(path, cover.read_bytes()))


def _companion(shelf: Examination, path: str, name: str, sound: SoundFile) -> Iterator[Finding]:
    """Check a transcript or JSON chapters of the sound file `name`."""
    file, length = shelf.audio / path, sound.duration_ms
    if path.endswith((".vtt", ".srt")):
        hears = shelf.measure if shelf.is_measured(name) else None
        measured = _measured(shelf, name, hears) if hears else None
        silent = [(start, end) for start, end in measured.silent] if measured else []
        cues = shelf.remembered(
            path,
            f"cues {length} {crc32(repr(silent).encode())}",
            lambda: check_cues(path, file.read_bytes(), length, silent=silent),
        )
        yield from cues
    elif path.endswith(".json"):
        try:
            told = json_marks(file.read_bytes())
        except ValueError as error:
            yield found("chapters-broken", path, problem=str(error))
            return
        yield from check_same(path, 0, path, told, sound.marks)


def _psc(file: str, item: Node, sound: SoundFile) -> Iterator[Finding]:
    for node in item.all("psc:chapters"):
        yield from check_same(file, node.line, node.name, psc_marks(item), sound.marks)
