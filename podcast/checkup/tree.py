"""Parses XML into elements that know their line."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from podcast.structs import Frozen, field

PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "https://podcastindex.org/namespace/1.0": "podcast:",
    "http://podlove.org/simple-chapters": "psc:",
}
"""The usual prefix of each namespace, whatever prefix a feed uses."""


class Node(Frozen):
    """An element: `name` with the usual prefix, `line` of its start, `words` the pieces of its own text."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, white space included."""
        return "".join(self.words)

    def all(self, name: str) -> Iterator[Node]:
        """The children with this name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """The first child with this name, or None."""
        return next(self.all(name), None)

    def child_text(self, name: str) -> str:
        """The text of the first child with this name, stripped; "" without one."""
        child = self.first(name)
        return child.text.strip() if child else ""


class DoctypeError(ValueError):
    """The document declares a doctype or entities, which no feed needs, on `line`."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read(data: bytes) -> Node:
    """The root element of a document.

    Raises `expat.ExpatError`, with the line as `lineno`, and DoctypeError before any entity is expanded.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True  # not a call for each line of a text
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
