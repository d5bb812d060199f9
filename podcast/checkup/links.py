"""The URLs in a feed: their validity, and the file of the folder each refers to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from podcast.checkup.findings import Finding, found
from podcast.checkup.tree import Node
from podcast.structs import Frozen

WHOLE = re.compile(r"https?://[!-~]+")
LINKED = {
    "enclosure": "url",
    "podcast:chapters": "url",
    "podcast:transcript": "url",
    "itunes:image": "href",
}
"""Elements that refer to the podcast's own files, and the attribute with the URL."""

PAGES = {"podcast:funding": ("url",), "podcast:person": ("href", "img")}
"""Elements that refer to other pages, and the attributes with URLs, if given."""


class FeedLink(Frozen):
    """A URL in a feed, and its element."""

    node: Node
    url: str


def links(parent: Node) -> tuple[FeedLink, ...]:
    """The files an episode, or the channel itself, refers to."""
    return tuple(
        FeedLink(child, child.attributes.get(LINKED[child.name], "").strip())
        for child in parent.children
        if child.name in LINKED
    )


def own_address(channel: Node) -> FeedLink | None:
    """The feed's own address, as it states it."""
    named = (link for link in channel.all("atom:link") if link.attributes.get("rel") == "self")
    return next((FeedLink(person, person.attributes.get("href", "")) for person in named), None)


def next_page(channel: Node) -> FeedLink | None:
    """The link to the next document of a paged feed (RFC 5005, section 3)."""
    named = (link for link in channel.all("atom:link") if link.attributes.get("rel") == "next")
    return next(
        (FeedLink(person, person.attributes.get("href", "").strip()) for person in named), None
    )


def base_of(channel: Node, path: str) -> str:
    """The address of the published folder: the feed's own address without its `path`; "" if unknown."""
    own = own_address(channel)
    return own.url.removesuffix(path) if own and own.url.endswith("/" + path) else ""


def check_addresses(file: str, channel: Node) -> Iterator[Finding]:
    """Check that URLs are complete, in ASCII and public; a fault of the host is reported only once."""
    all_links = [*_of_channel(channel), *_page_links(channel), *links(channel)]
    for item in channel.all("item"):
        all_links += [*links(item), *_page_links(item)]
    good = []
    for link in all_links:
        if is_whole(link.url):
            good.append(link)
        else:
            yield found("address", file, link.node.line, address=link.url, tag=link.node.name)
    for rule, faulty in (("address-preview", _is_private), ("address-plain", _is_plain)):
        for link in [one for one in good if faulty(one.url)][:1]:
            yield found(rule, file, link.node.line, host=urlsplit(link.url).netloc)
            return


def _of_channel(channel: Node) -> Iterator[FeedLink]:
    own, page = own_address(channel), channel.first("link")
    if own:
        yield own
    if page and page.text.strip():
        yield FeedLink(page, page.text.strip())


def _page_links(parent: Node) -> Iterator[FeedLink]:
    """URLs of pages and feeds, which are not files of the podcast."""
    for node in parent.children:
        for name in PAGES.get(node.name, ()):
            if name in node.attributes:
                yield FeedLink(node, node.attributes[name].strip())
        if node.name == "itunes:new-feed-url":
            yield FeedLink(node, node.text.strip())


def is_whole(url: str) -> bool:
    """Whether a URL is absolute and in ASCII."""
    try:
        return bool(WHOLE.fullmatch(url) and urlsplit(url).hostname)
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of a URL, with its port; "" if it has none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _is_plain(url: str) -> bool:
    return url.startswith("http:")


def _is_private(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local")) or "." not in host


def path_of(url: str, base: str) -> str | None:
    """The path below the published folder that a URL refers to; None if it leads elsewhere."""
    if not base or not url.startswith(base):
        return None
    path = unquote(url.removeprefix(base).partition("?")[0].partition("#")[0])
    return None if ".." in path.split("/") or "\0" in path else path
