"""The links of a web page, and the ids in it that links may refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

LINKING = ("href", "src", "poster")


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """`links` are (line, URL as written), `places` the ids of elements."""

    links: tuple[tuple[int, str], ...]
    places: frozenset[str]


@dataclass
class _Reader(HTMLParser):
    links: list[tuple[int, str]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each element."""
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        self.links += [(line, given[name].strip()) for name in LINKING if name in given]
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}


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
