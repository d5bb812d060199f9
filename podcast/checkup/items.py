"""Checks what the feed says about each episode."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from itertools import pairwise

from podcast.checkup.channel import check_texts
from podcast.checkup.findings import Finding, found
from podcast.checkup.links import host_of, own_address
from podcast.checkup.notes import check_notes
from podcast.checkup.tree import Node
from podcast.checkup.values import check_values

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EXAMPLE = "Tue, 04 Mar 2025 06:00:00 +0000"
RFC_2822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-9]{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} "
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})? (?:[+-][0-9]{4}|GMT|UT|EST|EDT|CST|CDT|MST|MDT|PST|PDT)"
)
ADDRESS = re.compile(r"https?://\S+")
TRANSCRIPTS = (
    "text/vtt",
    "application/x-subrip",
    "application/srt",
    "application/json",
    "text/html",
    "text/plain",
)
RIGHT_TYPES = {
    "podcast:chapters": ("application/json+chapters",),
    "podcast:transcript": TRANSCRIPTS,
}


def check_items(file: str, channel: Node, today: dt.date) -> Iterator[Finding]:
    """Check each episode, then their order."""
    items = list(channel.all("item"))
    own = own_address(channel)
    host = host_of(own.url) if own else ""
    for node in channel.all("lastBuildDate"):
        yield from _written(file, node, channel.child_text("title"), today)
    for item in items:
        if not item.child_text("title"):
            yield found("item-title", file, item.line)
        yield from _enclosure(file, item)
        yield from check_notes(file, item, host)
        yield from _types(file, item)
        yield from check_texts(file, item)
        yield from check_values(file, item)
        yield from _date(file, item, today)
        yield from _guid(file, item)
    yield from _order(file, items)


def _enclosure(file: str, item: Node) -> Iterator[Finding]:
    node = item.first("enclosure")
    if node is None:
        yield found("enclosure-missing", file, item.line, title=item.child_text("title"))
        return
    for other in list(item.all("enclosure"))[1:]:
        yield found("enclosure-many", file, other.line, title=item.child_text("title"))
    if (kind := node.attributes.get("type", "")) != "audio/mpeg":
        yield found("enclosure-type", file, node.line, value=kind)


def _types(file: str, item: Node) -> Iterator[Finding]:
    for tag, right in RIGHT_TYPES.items():
        for node in item.all(tag):
            value = node.attributes.get("type", "")
            if value not in right:
                yield found("link-type", file, node.line, tag=tag, value=value, right=right[0])


def _date(file: str, item: Node, today: dt.date) -> Iterator[Finding]:
    node = item.first("pubDate")
    value = node.text.strip() if node else ""
    if node is None or not value:
        yield found("date-missing", file, item.line, title=item.child_text("title"))
    else:
        yield from _written(file, node, item.child_text("title"), today)


def _written(file: str, node: Node, title: str, today: dt.date) -> Iterator[Finding]:
    """Check that a date is in RFC 2822 format and not in the future."""
    value = node.text.strip()
    if not value.isascii():
        yield found("date-digits", file, node.line, value=value)
    elif (when := time_of(value)) is None:
        yield found("date-broken", file, node.line, value=value, example=EXAMPLE)
    elif when.date() > today:
        yield found("date-future", file, node.line, title=title, value=value)


def time_of(value: str) -> dt.datetime | None:
    """An RFC 2822 date in UTC; None if it is impossible or its weekday is wrong."""
    if not RFC_2822.fullmatch(value):
        return None
    try:
        when = parsedate_to_datetime(value)
        if value[0].isalpha() and not value.startswith(DAYS[when.weekday()]):
            return None
        return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _guid(file: str, item: Node) -> Iterator[Finding]:
    node = item.first("guid")
    value = node.text if node else ""
    if node is None or not value.strip():
        yield found("guid-missing", file, item.line, title=item.child_text("title"))
    elif value.split() != [value]:
        yield found("guid-blank", file, node.line, value=value)
    elif node.attributes.get("isPermaLink") != "false" and not ADDRESS.fullmatch(value):
        yield found("guid-permalink", file, node.line, value=value)


def _order(file: str, items: list[Node]) -> Iterator[Finding]:
    dated = [(when, item) for item in items if (when := time_of(item.child_text("pubDate")))]
    for (above, _), (below, item) in pairwise(dated):
        if below > above:
            yield found("order", file, item.line, title=item.child_text("title"))


def check_lost(file: str, items: Sequence[Node], out: Mapping[str, str]) -> Iterator[Finding]:
    """Published episodes (guid → slug) that are missing from the feed."""
    told = {item.child_text("guid") for item in items}
    for guid, slug in out.items():
        if guid not in told:
            yield found("episode-lost", file, slug=slug)


def check_days(
    file: str, items: Sequence[Node], out: Mapping[str, str], days: Mapping[str, dt.datetime]
) -> Iterator[Finding]:
    """Episodes whose date in the feed is another than that they were published with."""
    for item in items:
        guid, value = item.child_text("guid"), item.child_text("pubDate")
        known, said = days.get(guid), time_of(value)
        if known and said and known.replace(microsecond=0) != said:
            line = (item.first("pubDate") or item).line
            day = known.strftime("%Y-%m-%d %H:%M:%S")
            yield found("date-moved", file, line, slug=out.get(guid, guid), said=day, value=value)


def check_twice(items: Sequence[tuple[str, Node]]) -> Iterator[Finding]:
    """Episodes with the same guid or the same sound; `items` come with the feed document each is in.

    An episode may be in two documents of a paged feed, while it moves from one to the other.
    """
    names: dict[str, tuple[str, str]] = {}
    sounds: dict[str, str] = {}
    for file, item in items:
        name, url = item.child_text("guid"), _sound(item)
        before = names.get(name) if name else None
        if before and (before[0] == file or before[1] != url):
            yield found("guid-twice", file, item.line, value=name)
        elif url and sounds.get(url, name) != name:
            yield found("enclosure-twice", file, item.line, url=url)
        names.setdefault(name, (file, url))
        sounds.setdefault(url, name)


def _sound(item: Node) -> str:
    sound = item.first("enclosure")
    return sound.attributes.get("url", "") if sound else ""
