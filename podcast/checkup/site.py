"""A published podcast, checked where it is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from podcast.checkup.channel import Categories, check_channel, open_feed
from podcast.checkup.fetch import Fetch, Reply
from podcast.checkup.findings import Finding, found
from podcast.checkup.images import check_cover
from podcast.checkup.items import check_items
from podcast.checkup.links import Link, links, own_address
from podcast.checkup.tree import Node

OK, PARTIAL = 200, 206
FEED_TYPES = ("application/rss+xml", "application/xml", "text/xml")
TYPES = {
    "enclosure": ("audio/mpeg",),
    "itunes:image": ("image/jpeg", "image/png"),
    "podcast:chapters": ("application/json+chapters", "application/json"),
}
TRANSCRIPT_TYPES = {
    ".vtt": ("text/vtt",),
    ".srt": ("application/x-subrip", "application/srt", "text/srt", "text/plain"),
}
"""Hosts with tables of their own call SubRip by several names; apps go by the feed."""

MUST = ("enclosure", "itunes:image")
BOT = "*"


@dataclass(frozen=True, slots=True)
class Host:
    """What a check of a site needs. `episodes`: how many of the newest have their files asked for."""

    url: str
    fetch: Fetch
    today: dt.date
    categories: Categories
    episodes: int

    def ask(self, url: str, method: str = "GET", **headers: str) -> Reply | Finding:
        """The answer, or the finding that there is no good one."""
        try:
            reply = self.fetch(method, url, headers)
        except OSError as error:
            reason = getattr(error, "reason", None) or error
            return found("unreachable", self.url, url=url, reason=str(reason))
        good = reply.status in (OK, PARTIAL)
        return reply if good else found("status", self.url, url=url, status=reply.status)


def check_site(host: Host) -> Iterator[Finding]:
    """The feed as the host gives it, then every file it points to."""
    reply = host.ask(host.url)
    if isinstance(reply, Finding):
        yield reply
        return
    yield from _feed_headers(host, reply)
    yield from _robots(host)
    channel, broken = open_feed(host.url, reply.body)
    yield from broken
    if channel is None:
        return
    yield from check_channel(host.url, channel, host.categories)
    yield from check_items(host.url, channel, host.today)
    own = own_address(channel)
    if own and own.url != reply.url:
        yield found("self-elsewhere", host.url, own.node.line, said=own.url, real=reply.url)
    yield from _files(host, channel)


def _feed_headers(host: Host, reply: Reply) -> Iterator[Finding]:
    yield from _way(host, host.url, reply)
    yield from _type(host, host.url, reply, FEED_TYPES, "host-type")
    if not ("etag" in reply.headers or "last-modified" in reply.headers):
        yield found("host-validator", host.url)


def _way(host: Host, url: str, reply: Reply) -> Iterator[Finding]:
    """Where an address led."""
    if reply.url != url:
        down = url.startswith("https:") and not reply.url.startswith("https:")
        rule = "downgraded" if down else "redirected"
        yield found(rule, host.url, url=url, final=reply.url)


def _type(
    host: Host, url: str, reply: Reply, right: tuple[str, ...], rule: str
) -> Iterator[Finding]:
    value = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if value not in right:
        yield found(rule, host.url, url=url, value=value, right=right[0])


def _robots(host: Host) -> Iterator[Finding]:
    """Whether programs may read the feed; a host without robots.txt allows all."""
    reply = host.ask(urljoin(host.url, "/robots.txt"))
    if isinstance(reply, Reply):
        rules = RobotFileParser()
        rules.parse(reply.body.decode("utf-8", "replace").splitlines())
        if not rules.can_fetch(BOT, host.url):
            yield found("robots", host.url, url=host.url)


def _files(host: Host, channel: Node) -> Iterator[Finding]:
    asked: set[str] = set()
    holders = [channel, *islice(channel.all("item"), host.episodes)]
    for link in [link for holder in holders for link in links(holder)]:
        if link.url not in asked and urlsplit(link.url).scheme in ("http", "https"):
            asked.add(link.url)
            yield from _file(host, link)


def _file(host: Host, link: Link) -> Iterator[Finding]:
    method = "GET" if link.node.name == "itunes:image" else "HEAD"
    reply = host.ask(link.url, method)
    if isinstance(reply, Finding):
        yield reply
        return
    yield from _way(host, link.url, reply)
    tag = link.node.name
    path = urlsplit(link.url).path
    right = TYPES.get(tag) or TRANSCRIPT_TYPES.get(path[path.rfind(".") :].lower(), ())
    if right:
        rule = "host-type" if tag in MUST else "host-type-advised"
        yield from _type(host, link.url, reply, right, rule)
    if tag == "enclosure":
        yield from _enclosure(host, link, reply)
    elif tag == "itunes:image":
        yield from check_cover(link.url, reply.body)
    elif reply.headers.get("access-control-allow-origin") != "*":
        yield found("host-cors", host.url, url=link.url)


def _enclosure(host: Host, link: Link, reply: Reply) -> Iterator[Finding]:
    real, told = reply.headers.get("content-length", ""), link.node.attributes.get("length", "")
    line = link.node.line
    if not real:
        yield found("host-length", host.url, line, url=link.url)
    elif real != told:
        yield found("enclosure-length", host.url, line, url=link.url, said=told, real=real)
    part = host.ask(link.url, Range="bytes=0-1")
    if isinstance(part, Finding):
        yield part
    elif part.status != PARTIAL or len(part.body) != 2:
        yield found("host-range", host.url, line, url=link.url)
