"""A web page's links to its neighbours, and the places in it that links may name."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

LINKING = ("href", "src", "poster")


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """`links` are (line, address) as they stand; `places` the ids."""

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
    """A page in UTF-8, as far as it can be read."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    return ParsedPage(tuple(reader.links), frozenset(reader.places))


def target(path: str, link: str, base: str) -> tuple[str, str] | None:
    """The (path, place) a link in the page at `path` means; None for what is not below `base`.

    Paths are below the published folder and end in a name: a folder's is its index page.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        below = link.removeprefix(base) if base and link.startswith(base) else None
        return None if below is None else target("", "./" + below, "")
    names = [] if parts.path.startswith("/") else path.split("/")[:-1]
    if parts.path.startswith("/"):  # from the host's root, of which nothing is known here
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
