"""What a host answers, and what is wrong with the way it does."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from podcast.checkup.channel import Categories
from podcast.checkup.fetch import Fetch, Reply
from podcast.checkup.findings import Finding, found

OK, PARTIAL = 200, 206
NO_HEAD = (400, 403, 405, 501)
"""How hosts answer that know no HEAD."""

FEED_TYPES = ("application/rss+xml", "application/xml", "text/xml")
BOTS = ("*", "iTMS", "Spotify", "Podcastindex.org", "AntennaPod")
"""By what names directories and apps ask: Apple's crawler is iTMS."""


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
            rule = "tls" if isinstance(reason, ssl.SSLError) else "unreachable"
            return found(rule, self.url, url=url, reason=_words(reason))
        good = reply.status in (OK, PARTIAL)
        return reply if good else found("status", self.url, url=url, status=reply.status)


def _words(reason: object) -> str:
    """What the system or the library said, without its number."""
    told = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "") or reason
    return str(told)


def head_of(host: Host, url: str) -> tuple[Reply | Finding, tuple[Finding, ...]]:
    """The answer to HEAD; where the host knows none, that to a GET of two bytes, and the finding."""
    reply = host.ask(url, "HEAD")
    if isinstance(reply, Reply) or reply.fields.get("status") not in NO_HEAD:
        return reply, ()
    again = host.ask(url, Range="bytes=0-1")
    if isinstance(again, Finding):
        return reply, ()
    return again, (found("host-head", host.url, url=url, status=reply.fields["status"]),)


def length_of(reply: Reply) -> str:
    """How long the whole file is, by what the host says; "" where it does not say."""
    if reply.status == PARTIAL:
        total = reply.headers.get("content-range", "").rpartition("/")[2]
        return total if total.isdigit() else ""
    return reply.headers.get("content-length", "")


def check_feed_reply(host: Host, url: str, reply: Reply) -> Iterator[Finding]:
    """How a feed is sent."""
    yield from check_way(host, url, reply)
    yield from check_type(host, url, reply, FEED_TYPES, "host-type")
    if not ("etag" in reply.headers or "last-modified" in reply.headers):
        yield found("host-validator", host.url)


def check_way(host: Host, url: str, reply: Reply) -> Iterator[Finding]:
    """Where an address led."""
    if reply.url != url:
        down = url.startswith("https:") and not reply.url.startswith("https:")
        rule = "downgraded" if down else "redirected"
        yield found(rule, host.url, url=url, final=reply.url)


def check_type(
    host: Host, url: str, reply: Reply, right: tuple[str, ...], rule: str
) -> Iterator[Finding]:
    """What the host calls a file."""
    value = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if value not in right:
        yield found(rule, host.url, url=url, value=value, right=right[0])


def check_robots(host: Host) -> Iterator[Finding]:
    """Whether programs may read the feed; a host without robots.txt allows all."""
    reply = host.ask(urljoin(host.url, "/robots.txt"))
    if isinstance(reply, Reply):
        rules = RobotFileParser()
        rules.parse(reply.body.decode("utf-8", "replace").splitlines())
        shut = [bot for bot in BOTS if not rules.can_fetch(bot, host.url)]
        if shut:
            yield found("robots", host.url, url=host.url, agent=shut[0])
