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
KEYS = {"itunes:image": "cover"}
"""The setting behind a required tag, where it is not called as the tag is."""
UNSAID = ("episodic",)
"""Values that a feed has without their tag."""
DESCRIPTION_BYTES = 4000
FEED_BYTES = 1_000_000
FEED_ITEMS = 500


TWO_LETTERS = (
    " "
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
    "ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la "
    "lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj "
    "om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv "
    "sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    " "
)
"""The languages with a code of two letters (ISO 639-1, with those withdrawn), each between spaces."""


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
                key = KEYS.get(tag, tag.removeprefix("itunes:"))
                yield found(rule, file, channel.line, tag=tag, key=key)
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
    for tag in ("description", "itunes:summary", "content:encoded"):
        for node in parent.all(tag):
            size = len(node.text.strip().encode())
            if size > DESCRIPTION_BYTES:
                yield found("long", file, node.line, tag=tag, size=size)
    for node in parent.all("itunes:explicit"):
        if node.text.strip() not in ("true", "false", ""):
            yield found("explicit", file, node.line, value=node.text.strip())


def _language(file: str, channel: Node) -> Iterator[Finding]:
    for node in channel.all("language"):
        value = node.text.strip()
        primary = value.partition("-")[0].lower()
        known = LANGUAGE.fullmatch(value) and (len(primary) > 2 or f" {primary} " in TWO_LETTERS)
        if value and not known:
            yield found("language", file, node.line, value=value)


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


def check_identity(file: str, channel: Node, show: str) -> Iterator[Finding]:
    """Check that the feed has the guid with which the show was published, if that is known."""
    for node in channel.all("podcast:guid"):
        if show and node.text.strip() != show:
            yield found("show-guid-moved", file, node.line, value=node.text.strip(), said=show)


def check_settings(file: str, channel: Node, settings: Mapping[str, str]) -> Iterator[Finding]:
    """Check the tags that apps obey against the settings they come from; "" stands for no such tag."""
    for tag, said in settings.items():
        node = channel.first(tag)
        value = node.text.strip() if node else ""
        missing = node is None and said in UNSAID
        if value.lower() != said.lower() and not missing:
            line = (node or channel).line
            yield found("settings-differ", file, line, tag=tag, value=value, said=said)


def _guid(file: str, channel: Node) -> Iterator[Finding]:
    for node in channel.all("podcast:guid"):
        value = node.text.strip()
        try:
            UUID(value)
        except ValueError:
            if value:
                yield found("show-guid", file, node.line, value=value)
