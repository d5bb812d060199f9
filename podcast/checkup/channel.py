"""Checks what the feed says about the show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID
from xml.parsers import expat

from podcast.checkup.findings import Finding, found
from podcast.checkup.links import check_addresses, own_address
from podcast.checkup.tree import DoctypeError, Node, read
from podcast.checkup.values import check_values
from podcast.formats.text import LANGUAGE

Categories = Mapping[str, Sequence[str]]

REQUIRED = (
    "title",
    "description",
    "link",
    "language",
    "itunes:category",
    "itunes:explicit",
    "itunes:image",
)
ADVISED = ("itunes:author", "itunes:owner", "podcast:guid", "podcast:locked")
DESCRIPTION_BYTES = 4000
FEED_BYTES = 1_000_000
FEED_ITEMS = 500


def open_feed(file: str, data: bytes) -> tuple[Node | None, tuple[Finding, ...]]:
    """A feed's channel, or None and what keeps it from being parsed."""
    blank = data.find(b"<?xml")
    if blank > 0 and not data[:blank].removeprefix(b"\xef\xbb\xbf").strip():
        return None, (found("feed-blank", file, 1),)
    try:
        root = read(data)
    except DoctypeError as error:
        return None, (found("feed-doctype", file, error.line),)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        return None, (found("feed-broken", file, error.lineno, problem=problem),)
    channel = root.first("channel") if root.name == "rss" else None
    wrong = () if channel else (found("feed-foreign", file, root.line, name=root.name),)
    return channel, wrong


def check_channel(file: str, channel: Node, categories: Categories) -> Iterator[Finding]:
    """Check required and recommended tags and their content."""
    for rule, tags in (("tag-missing", REQUIRED), ("tag-advised", ADVISED)):
        for tag in tags:
            if not _given(channel, tag):
                yield found(rule, file, channel.line, tag=tag)
    if own_address(channel) is None:
        yield found("self-missing", file, channel.line)
    yield from check_addresses(file, channel)
    yield from check_texts(file, channel)
    yield from check_values(file, channel)
    yield from _language(file, channel)
    yield from _categories(file, channel, categories)
    yield from _guid(file, channel)
    if channel.first("item") is None:
        yield found("items-missing", file, channel.line)


def check_weight(file: str, size: int, channel: Node) -> Iterator[Finding]:
    """Check the size of the feed, which every listener downloads after every change."""
    count = sum(1 for _ in channel.all("item"))
    if size > FEED_BYTES:
        yield found("feed-size", file, size=size)
    if count > FEED_ITEMS:
        yield found("feed-items", file, count=count)


def _given(channel: Node, tag: str) -> bool:
    node = channel.first(tag)
    return bool(node and (node.text.strip() or node.attributes or node.children))


def check_texts(file: str, parent: Node) -> Iterator[Finding]:
    """Check descriptions against Apple's limit, and the explicit flag, of a channel or an item."""
    for tag in ("description", "itunes:summary"):
        for node in parent.all(tag):
            size = len(node.text.strip().encode())
            if size > DESCRIPTION_BYTES:
                yield found("long", file, node.line, tag=tag, size=size)
    for node in parent.all("itunes:explicit"):
        if node.text.strip() not in ("true", "false", ""):
            yield found("explicit", file, node.line, value=node.text.strip())


def _language(file: str, channel: Node) -> Iterator[Finding]:
    for node in channel.all("language"):
        if node.text.strip() and not LANGUAGE.fullmatch(node.text.strip()):
            yield found("language", file, node.line, value=node.text.strip())


def _categories(file: str, channel: Node, categories: Categories) -> Iterator[Finding]:
    """Check categories against Apple's list, if it is given."""
    for node in channel.all("itunes:category") if categories else ():
        name = node.attributes.get("text", "")
        if name not in categories:
            yield found("category", file, node.line, value=name)
            continue
        for below in node.all("itunes:category"):
            inner = below.attributes.get("text", "")
            if inner not in categories[name]:
                yield found("category", file, below.line, value=f"{name} > {inner}")


def _guid(file: str, channel: Node) -> Iterator[Finding]:
    for node in channel.all("podcast:guid"):
        value = node.text.strip()
        try:
            UUID(value)
        except ValueError:
            if value:
                yield found("show-guid", file, node.line, value=value)
