"""Checks how a host answers."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from podcast.checkup.channel import Categories
from podcast.checkup.fetch import Fetch, Reply
from podcast.checkup.findings import Finding, found
from podcast.structs import Frozen

OK, PARTIAL = 200, 206
NO_HEAD = (400, 403, 405, 501)
"""Statuses with which hosts without HEAD answer."""

FEED_TYPES = ("application/rss+xml", "application/xml", "text/xml")
BOTS = ("*", "iTMS", "Spotify", "Podcastindex.org", "AntennaPod")
"""User agents of directories and apps; Apple's crawler is iTMS."""


class Host(Frozen):
    """What the check of a site needs. `episodes` is how many of the newest have their files requested."""

    url: str
    fetch: Fetch
    today: dt.date
    categories: Categories
    episodes: int

    def ask(self, url: str, method: str = "GET", **headers: str) -> Reply | Finding:
        """The answer, or a finding if it is not a good one."""
        try:
            reply = self.fetch(method, url, headers)
        except OSError as error:
            reason = getattr(error, "reason", None) or error
            rule = "tls" if isinstance(reason, ssl.SSLError) else "unreachable"
            return found(rule, self.url, url=url, reason=_words(reason))
        good = reply.status in (OK, PARTIAL)
        return reply if good else found("status", self.url, url=url, status=reply.status)


def _words(reason: object) -> str:
    """The message of the system or a library, without its number."""
    told = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "") or reason
    return str(told)


def head_of(host: Host, url: str) -> tuple[Reply | Finding, tuple[Finding, ...]]:
    """The answer to HEAD; if the host does not support it, that to a GET of two bytes, with a finding."""
    reply = host.ask(url, "HEAD")
    if isinstance(reply, Reply) or reply.fields.get("status") not in NO_HEAD:
        return reply, ()
    again = host.ask(url, Range="bytes=0-1")
    if isinstance(again, Finding):
        return reply, ()
    return again, (found("host-head", host.url, url=url, status=reply.fields["status"]),)


def length_of(reply: Reply) -> str:
    """The length of the whole file as stated by the host; "" if it is not."""
    if reply.status == PARTIAL:
        total = reply.headers.get("content-range", "").rpartition("/")[2]
        return total if total.isdigit() else ""
    return reply.headers.get("content-length", "")


def check_feed_reply(host: Host, url: str, reply: Reply) -> Iterator[Finding]:
    """Check how a feed is sent."""
    yield from check_way(host, url, reply)
    yield from check_type(host, url, reply, FEED_TYPES, "host-type")
    if not ("etag" in reply.headers or "last-modified" in reply.headers):
        yield found("host-validator", host.url)


def check_way(host: Host, url: str, reply: Reply) -> Iterator[Finding]:
    """Check where an address led."""
    if reply.url != url:
        down = url.startswith("https:") and not reply.url.startswith("https:")
        rule = "downgraded" if down else "redirected"
        yield found(rule, host.url, url=url, final=reply.url)


def check_type(
    host: Host, url: str, reply: Reply, right: tuple[str, ...], rule: str
) -> Iterator[Finding]:
    """Check the media type of a file."""
    value = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if value not in right:
        yield found(rule, host.url, url=url, value=value, right=right[0])


def check_robots(host: Host) -> Iterator[Finding]:
    """Check that robots.txt lets programs read the feed; without one, everything is allowed."""
    reply = host.ask(urljoin(host.url, "/robots.txt"))
    if isinstance(reply, Reply):
        rules = RobotFileParser()
        rules.parse(reply.body.decode("utf-8", "replace").splitlines())
        shut = [bot for bot in BOTS if not rules.can_fetch(bot, host.url)]
        if shut:
            yield found("robots", host.url, url=host.url, agent=shut[0])
