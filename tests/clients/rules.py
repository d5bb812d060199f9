"""What feed validators insist on, as one list of complaints.

RSS 2.0 and its profile at rssboard.org, the W3C feed validator, PSP-1, Apple's requirements, Podcasting 2.0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

from podcast import show

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
ONCE = (
    "title",
    "link",
    "description",
    "language",
    "itunes:explicit",
    "itunes:image",
    "podcast:guid",
)
AT_MOST_ONCE = (
    *("copyright", "lastBuildDate", "generator", "image", "itunes:author", "itunes:owner"),
    *("itunes:type", "itunes:block", "itunes:complete", "itunes:new-feed-url"),
    *("podcast:locked", "podcast:medium", "podcast:license", "podcast:updateFrequency"),
)
ITEM_ONCE = ("title", "guid", "pubDate", "enclosure", "description", "itunes:duration")
VALUES = {
    "itunes:explicit": {"true", "false"},
    "itunes:type": {"episodic", "serial"},
    "itunes:episodeType": {"full", "trailer", "bonus"},
    "itunes:block": {"Yes"},
    "itunes:complete": {"Yes"},
    "podcast:locked": {"yes", "no"},
    "podcast:medium": {"podcast"},
}
DATE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" \d{4} \d\d:\d\d:\d\d \+0000"
)
ADDRESS = re.compile(r"https?://[!-~]+")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def complaints(audio: Path, path: Path, base: str) -> list[str]:
    """All that is wrong with the feed at `path` below `audio`, published at `base`."""
    channel = ElementTree.parse(path).find("channel")
    if channel is None:
        return ["no channel"]
    below = path.relative_to(audio).as_posix()
    return [*_channel(channel, base + below), *_items(channel, audio, base), *_everywhere(channel)]


def _count(node: ElementTree.Element, name: str) -> int:
    return len(node.findall(name, SPACES))


def _channel(channel: ElementTree.Element, own: str) -> Iterator[str]:
    yield from (f"{name} × {_count(channel, name)}" for name in ONCE if _count(channel, name) != 1)
    yield from (f"{name} twice" for name in AT_MOST_ONCE if _count(channel, name) > 1)
    links = {one.get("rel"): one.get("href") for one in channel.findall("atom:link", SPACES)}
    if links.get("self") != own:
        yield f"says it is at {links.get('self')}"
    for name in ("title", "link"):
        if channel.findtext(f"image/{name}") != channel.findtext(name):
            yield f"the picture's {name} is not the channel's"
    for top in channel.findall("itunes:category", SPACES):
        under = [one.get("text") for one in top]
        if not {*under} <= {*show.categories().get(top.get("text") or "", ("",))}:
            yield f"no such category: {top.get('text')} > {under}"
    if not re.fullmatch("[a-z]{2,3}(-[a-zA-Z0-9]+)*", channel.findtext("language", "")):
        yield "language"
    if not EMAIL.fullmatch(channel.findtext("itunes:owner/itunes:email", "", SPACES)):
        yield "the owner's address"


def _items(channel: ElementTree.Element, audio: Path, base: str) -> Iterator[str]:
    items = channel.findall("item")
    guids = Counter(one.findtext("guid", "") for one in items)
    yield from (f"guid twice: {guid}" for guid, count in guids.items() if count > 1)
    dates = [parsedate_to_datetime(one.findtext("pubDate", "")) for one in items]
    if dates != sorted(dates, reverse=True):
        yield "not newest first"
    for item in items:
        yield from (
            f"item: {name} × {_count(item, name)}" for name in ITEM_ONCE if _count(item, name) != 1
        )
        guid, enclosure = item.find("guid"), item.find("enclosure")
        if (
            guid is None
            or guid.get("isPermaLink") != "false"
            or (guid.text or " ").split() != [guid.text]
        ):
            yield "a guid with blanks, or taken for an address"
        if enclosure is not None:
            file = audio / (enclosure.get("url") or "").removeprefix(base)
            if not file.is_file() or str(file.stat().st_size) != enclosure.get("length"):
                yield f"enclosure {enclosure.attrib}"
        notes = item.findtext("content:encoded", "", SPACES)
        yield from (
            f"relative: {one}" for one in re.findall('(?:href|src)="(?!https?://)[^"]*', notes)
        )


def _everywhere(channel: ElementTree.Element) -> Iterator[str]:
    for name, values in VALUES.items():
        found = {one.text for one in channel.findall(f".//{name}", SPACES)}
        yield from (f"{name} says {one}" for one in found - values)
    for node in channel.iter():
        text = (node.text or "").strip()
        if node.tag in ("pubDate", "lastBuildDate") and not DATE.fullmatch(text):
            yield f"no date of RFC 822: {text}"
        if node.tag == "description" and len(text.encode()) > 4000:
            yield "a description over 4000 bytes"
        if not (text or len(node) or node.attrib or node.tag.endswith("}archive")):
            yield f"nothing in {node.tag}"
        if node.text and not len(node) and node.tag != "description" and node.text != text:
            yield f"blanks around the text of {node.tag}"
        addresses = [value for key, value in node.attrib.items() if key in ("href", "url", "img")]
        addresses += [text] if node.tag in ("link", "url") else []
        yield from (f"no address: {one}" for one in addresses if not ADDRESS.fullmatch(one))
