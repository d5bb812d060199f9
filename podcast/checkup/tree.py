"""XML → elements that know their line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "https://podcastindex.org/namespace/1.0": "podcast:",
    "http://podlove.org/simple-chapters": "psc:",
}
"""Names as podcasters know them, whatever prefix a feed gives them."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element: `name` with its usual prefix, `line` where it begins, `words` its own text in pieces."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text as it stands, blanks and all."""
        return "".join(self.words)

    def all(self, name: str) -> Iterator[Node]:
        """Children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """The first child of a name."""
        return next(self.all(name), None)

    def said(self, name: str) -> str:
        """The text of the first child of a name, trimmed; "" without one."""
        child = self.first(name)
        return child.text.strip() if child else ""


class DoctypeError(ValueError):
    """A document that declares a type or entities, which no feed needs. `line` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read(data: bytes) -> Node:
    """The root of a document.

    Raises `expat.ExpatError`, which has the line as `lineno`, and DoctypeError before anything is expanded.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    root = Node("", 0)
    path = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(_usual(name), parser.CurrentLineNumber, attributes)
        path[-1].children.append(node)
        path.append(node)

    def text(words: str) -> None:
        path[-1].words.append(words)

    def doctype(*declared: object) -> None:
        raise DoctypeError(parser.CurrentLineNumber)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return root.children[0]


def _usual(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return PREFIXES.get(space, "") + local
