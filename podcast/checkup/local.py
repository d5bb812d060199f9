"""A published folder, checked before it is uploaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from podcast.checkup.channel import Categories, check_channel, open_feed
from podcast.checkup.cues import check_cues
from podcast.checkup.findings import Finding, found
from podcast.checkup.images import check_cover
from podcast.checkup.items import check_items
from podcast.checkup.links import Link, base_of, is_whole, links, path_of
from podcast.checkup.marks import check_marks, check_same, json_marks, psc_marks
from podcast.checkup.mpeg import Sound, check_sound, read_sound
from podcast.checkup.tree import Node

FEED = "feed.xml"
Loudness = Callable[[Path], float]
LOUDNESS, LOUDNESS_MARGIN = -16.0, 1.0
NEAR_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a check of a folder needs; `seen` are the files whose own faults were told already."""

    audio: Path
    today: dt.date
    categories: Categories
    loudness: Loudness | None
    seen: set[str]

    def is_new(self, path: str) -> bool:
        """True the first time a path is asked for."""
        new = path not in self.seen
        self.seen.add(path)
        return new


def check_folder(shelf: Shelf) -> Iterator[Finding]:
    """The show's feed, each episode's feed of sections, and all files they point to."""
    if not (shelf.audio / FEED).is_file():
        yield found("feed-missing", FEED)
    for path in sorted({*shelf.audio.glob(FEED), *shelf.audio.glob(f"[!.]*/{FEED}")}, key=_depth):
        yield from _check_feed(shelf, path.relative_to(shelf.audio).as_posix(), path.read_bytes())


def _depth(path: Path) -> tuple[int, str]:
    return len(path.parts), path.as_posix()


def _check_feed(shelf: Shelf, file: str, data: bytes) -> Iterator[Finding]:
    channel, broken = open_feed(file, data)
    yield from broken
    if channel is None:
        return
    yield from check_channel(file, channel, shelf.categories)
    yield from check_items(file, channel, shelf.today)
    base = base_of(channel, file)
    for link in links(channel):
        path, wrong = _locate(shelf, file, base, link)
        yield from wrong
        yield from _cover(shelf, path)
    for item in channel.all("item"):
        yield from _check_item(shelf, file, base, item)


def _check_item(shelf: Shelf, file: str, base: str, item: Node) -> Iterator[Finding]:
    """The files of one episode: first the sound, by whose clock the others are measured."""
    name, sound = "", None
    for link in sorted(links(item), key=lambda link: link.node.name != "enclosure"):
        path, wrong = _locate(shelf, file, base, link)
        yield from wrong
        if path and link.node.name == "enclosure":
            name, data = path, (shelf.audio / path).read_bytes()
            sound = read_sound(data)
            yield from _enclosure(file, item, link, len(data), sound)
            yield from _sound(shelf, path, sound)
        elif link.node.name == "itunes:image":
            yield from _cover(shelf, path)
        elif path and sound and sound.whole and shelf.is_new(path):
            yield from _companion(path, (shelf.audio / path).read_bytes(), sound)
    if sound and sound.whole:
        if item.first("podcast:chapters") and not sound.marks:
            yield found("chapters-missing", name)
        yield from _psc(file, item, sound)


def _locate(shelf: Shelf, file: str, base: str, link: Link) -> tuple[str, tuple[Finding, ...]]:
    """The path of the file an address means, "" where there is none, and what is wrong with that."""
    tag, line = link.node.name, link.node.line
    path = path_of(link.url, base) if is_whole(link.url) else None
    if path is None:
        told = base and is_whole(link.url)
        return "", (found("file-elsewhere", file, line, tag=tag, url=link.url),) if told else ()
    if not (shelf.audio / path).is_file():
        return "", (found("file-missing", file, line, tag=tag, path=path),)
    odd = not path.isascii()
    return path, (found("name-ascii", file, line, path=path),) if odd else ()


def _enclosure(file: str, item: Node, link: Link, size: int, sound: Sound) -> Iterator[Finding]:
    told = link.node.attributes.get("length", "")
    if told != str(size):
        yield found("enclosure-length", file, link.node.line, url=link.url, said=told, real=size)
    seconds = seconds_of(item.said("itunes:duration"))
    real = round(sound.duration_ms / 1000)
    node = item.first("itunes:duration")
    if node and sound.whole and (seconds is None or abs(seconds - real) > NEAR_SECONDS):
        yield found("duration", file, node.line, said=node.text.strip(), real=real)


def seconds_of(value: str) -> int | None:
    """A duration as feeds have it: seconds, `2:03` or `1:02:03`."""
    parts = value.split(":")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


def _sound(shelf: Shelf, path: str, sound: Sound) -> Iterator[Finding]:
    if not shelf.is_new(path):
        return
    yield from check_sound(path, sound)
    if sound.whole:
        yield from check_marks(path, sound.marks, sound.duration_ms)
    if sound.whole and shelf.loudness:
        value = shelf.loudness(shelf.audio / path)
        if abs(value - LOUDNESS) > LOUDNESS_MARGIN:
            yield found("loudness", path, value=f"{value:.1f}")


def _cover(shelf: Shelf, path: str) -> Iterator[Finding]:
    if path and shelf.is_new(path):
        yield from check_cover(path, (shelf.audio / path).read_bytes())


def _companion(path: str, data: bytes, sound: Sound) -> Iterator[Finding]:
    """A transcript, or chapters as JSON."""
    if path.endswith((".vtt", ".srt")):
        yield from check_cues(path, data, sound.duration_ms)
    elif path.endswith(".json"):
        try:
            told = json_marks(data)
        except ValueError as error:
            yield found("chapters-broken", path, problem=str(error))
            return
        yield from check_same(path, 0, path, told, sound.marks)


def _psc(file: str, item: Node, sound: Sound) -> Iterator[Finding]:
    for node in item.all("psc:chapters"):
        yield from check_same(file, node.line, node.name, psc_marks(item), sound.marks)
