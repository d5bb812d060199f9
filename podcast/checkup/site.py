"""Checks a podcast at its public address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from podcast.checkup.answers import (
    PARTIAL,
    Host,
    check_feed_reply,
    check_robots,
    check_type,
    check_way,
    head_of,
    length_of,
)
from podcast.checkup.channel import check_channel, check_weight, open_feed
from podcast.checkup.chapters import json_marks
from podcast.checkup.cues import check_cues
from podcast.checkup.fetch import Reply
from podcast.checkup.findings import Finding, found
from podcast.checkup.images import check_cover
from podcast.checkup.items import check_items, check_twice
from podcast.checkup.links import FeedLink, check_addresses, links, next_page, own_address
from podcast.checkup.tree import Node
from podcast.checkup.values import check_hidden
from podcast.pools import Threads

TYPES = {
    "enclosure": ("audio/mpeg",),
    "itunes:image": ("image/jpeg", "image/png"),
    "podcast:chapters": ("application/json+chapters", "application/json"),
}
TRANSCRIPT_TYPES = {
    ".vtt": ("text/vtt",),
    ".srt": ("application/x-subrip", "application/srt", "text/srt", "text/plain"),
}
"""Hosts send SubRip under several media types; apps go by the feed."""

MUST = ("enclosure", "itunes:image")
AT_ONCE = 6
"""The number of concurrent requests: as many as a browser makes."""

ENDLESS = 10**12


def check_site(host: Host) -> Iterator[Finding]:
    """Check the feed as the host sends it, document by document, then every file it refers to."""
    reply = host.ask(host.url)
    if isinstance(reply, Finding):
        yield reply
        return
    yield from check_feed_reply(host, host.url, reply)
    yield from check_robots(host)
    channel, broken = open_feed(host.url, reply.body)
    yield from broken
    if channel is None:
        return
    yield from check_channel(host.url, channel, host.categories)
    yield from check_weight(host.url, len(reply.body), channel)
    yield from check_items(host.url, channel, host.today)
    yield from check_hidden(host.url, channel)
    own = own_address(channel)
    if own and own.url != reply.url:
        yield found("self-elsewhere", host.url, own.node.line, said=own.url, real=reply.url)
    pages = [(host.url, channel)]
    yield from _follow(host, pages)
    yield from check_twice([(url, item) for url, page in pages for item in page.all("item")])
    yield from _files(host, [page for _, page in pages])


def _follow(host: Host, pages: list[tuple[str, Node]]) -> Iterator[Finding]:
    """Append the further documents of a paged feed to `pages` (RFC 5005)."""
    while link := next_page(pages[-1][1]):
        if link.url in {url for url, _ in pages}:
            yield found("page-loop", pages[-1][0], link.node.line, url=link.url)
            return
        reply = host.ask(link.url)
        if isinstance(reply, Finding):
            yield reply
            return
        yield from check_feed_reply(host, link.url, reply)
        channel, broken = open_feed(link.url, reply.body)
        yield from broken
        if channel is None:
            return
        yield from check_addresses(link.url, channel)
        yield from check_items(link.url, channel, host.today)
        pages.append((link.url, channel))


def _files(host: Host, pages: list[Node]) -> Iterator[Finding]:
    items = (item for page in pages for item in page.all("item"))
    holders = [*pages, *islice(items, host.episodes)]
    asked = {link.url: link for holder in reversed(holders) for link in reversed(links(holder))}
    wanted = [
        link for url, link in reversed(asked.items()) if urlsplit(url).scheme in ("http", "https")
    ]
    with Threads(AT_ONCE) as pool:
        for findings in pool.map(lambda link: tuple(_file(host, link)), wanted):
            yield from findings


def _file(host: Host, link: FeedLink) -> Iterator[Finding]:
    tag = link.node.name
    reply, refused = head_of(host, link.url) if tag == "enclosure" else (host.ask(link.url), ())
    yield from refused
    if isinstance(reply, Finding):
        yield reply
        return
    yield from check_way(host, link.url, reply)
    suffix = _suffix(link.url)
    if right := TYPES.get(tag) or TRANSCRIPT_TYPES.get(suffix, ()):
        rule = "host-type" if tag in MUST else "host-type-advised"
        yield from check_type(host, link.url, reply, right, rule)
    if tag == "enclosure":
        yield from _enclosure(host, link, reply)
    elif tag == "itunes:image":
        yield from check_cover(link.url, reply.body)
    else:
        yield from _companion(host, link, reply, suffix)


def _suffix(url: str) -> str:
    path = urlsplit(url).path
    return path[path.rfind(".") :].lower()


def _companion(host: Host, link: FeedLink, reply: Reply, suffix: str) -> Iterator[Finding]:
    """Check chapters or a transcript: web players must have access (CORS), and it must be readable."""
    if reply.headers.get("access-control-allow-origin") != "*":
        yield found("host-cors", host.url, url=link.url)
    if suffix in TRANSCRIPT_TYPES:
        yield from check_cues(link.url, reply.body, ENDLESS, suffix)
    elif link.node.name == "podcast:chapters":
        try:
            json_marks(reply.body)
        except ValueError as error:
            yield found("chapters-broken", link.url, problem=str(error))


def _enclosure(host: Host, link: FeedLink, reply: Reply) -> Iterator[Finding]:
    real, told = length_of(reply), link.node.attributes.get("length", "")
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
