"""The links of a web page, the ids in it that links may refer to, and what would run in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from podcast.structs import Frozen

LINKING = ("href", "src", "poster")
RUNNING = frozenset(
    ("script", "iframe", "object", "embed", "form", "style", "link", "meta", "base")
)
_LEADING = frozenset((*LINKING, "action", "formaction", "xlink:href", "background"))
_SCHEME = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_SHOWN = 40


class ParsedPage(Frozen):
    """`links` are (line, URL as written), `places` the ids of elements."""

    links: tuple[tuple[int, str], ...]
    places: frozenset[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each element."""
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        self.links += [(line, given[name].strip()) for name in LINKING if name in given]
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}


class _Watch(HTMLParser):
    """Finds the first tag that would run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each element."""
        runs = (
            name.startswith("on")
            or (name in _LEADING and _SCHEME.match("".join((value or "").split())))
            for name, value in attrs
        )
        if not self.found and (tag in RUNNING or any(runs)):
            self.found = (self.get_starttag_text() or tag)[:_SHOWN]


def live_part(html: str) -> str:
    """The first tag in `html` that would run a script or load something; "" if there is none.

    Only tags count, as in a browser: words such as `javascript:` may be what a text is about.
    """
    watch = _Watch()
    watch.feed(html)
    return watch.found


STYLE_LINK = re.compile(r"""url\(["']?([^"')]+)""")
"""A reference in a style sheet, to a font or a picture."""


HOME = re.compile(r"\$\{home\}([\w./-]+)")
"""A reference in the pages' scripts to a file below the show's own page."""


def read_links(path: str, data: bytes) -> ParsedPage:
    """The links of a page, a style sheet, a script, a manifest or a playlist, by the end of its name."""
    if path.endswith(".html"):
        return read_page(data)
    lines = enumerate(data.decode("utf-8", "replace").split("\n"), 1)
    if path.endswith(".webmanifest"):
        return ParsedPage(tuple(_of_manifest(data)), frozenset())
    if path.endswith(".js"):
        up = "../" * path.count("/")
        named = ((number, up + name) for number, line in lines for name in HOME.findall(line))
        return ParsedPage(tuple(named), frozenset())
    if path.endswith(".m3u8"):
        named = ((number, line.strip()) for number, line in lines)
        links = [(number, name) for number, name in named if name and not name.startswith("#")]
    else:
        links = [(number, link) for number, line in lines for link in STYLE_LINK.findall(line)]
    return ParsedPage(tuple(links), frozenset())


def _of_manifest(data: bytes) -> Iterator[tuple[int, str]]:
    """The first page and the icons of a web app, as far as its manifest can be read."""
    try:
        told = json.loads(data)
        links = [told.get("start_url"), *(icon.get("src") for icon in told.get("icons", ()))]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return
    yield from ((1, link) for link in links if isinstance(link, str))


def read_page(data: bytes) -> ParsedPage:
    """Parse a page in UTF-8, as far as possible."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    return ParsedPage(tuple(reader.links), frozenset(reader.places))


def target(path: str, link: str, base: str) -> tuple[str, str] | None:
    """The (path, id) a link in the page at `path` refers to; None if it is not below `base`.

    Paths are below the published folder; a link to a folder means its index page.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        below = link.removeprefix(base) if base and link.startswith(base) else None
        return None if below is None else target("", "./" + below, "")
    names = [] if parts.path.startswith("/") else path.split("/")[:-1]
    if parts.path.startswith("/"):  # relative to the host's root, which is not known here
        return None
    for name in unquote(parts.path).split("/"):
        if name == "..":
            if not names:
                return None
            names.pop()
        elif name not in ("", "."):
            names.append(name)
    own = not parts.path
    folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..")
    found = path if own else "/".join([*names, *(["index.html"] if folder else [])])
    return found or "index.html", unquote(parts.fragment)
