"""A feed as published → the same feed pointing at the machine that serves it."""

from __future__ import annotations

import io
from xml.parsers import expat
from xml.sax.saxutils import XMLGenerator, escape

ATOM_LINK = "atom:link"
KEPT = frozenset({"guid", "podcast:guid"})
"""What names an episode names it for good, even where it looks like an address."""


def rebase(xml: bytes, path: str, base: str) -> bytes:
    """Have every address below the feed's own base begin with `base` instead, guids excepted.

    `path` is where the feed lies below its base, as in `feed.xml`; its base is what its `atom:link`
    to itself leaves without it. A feed without such a link, or that is no XML, stays as it is.
    """
    try:
        old = base_of_feed(xml, path)
        return _rewritten(xml, old, base) if old else xml
    except expat.ExpatError:
        return xml


def rebased_page(html: bytes, old: str, new: str) -> bytes:
    """A page with the addresses below `old` below `new`: in links, in what is copied, in what is shown."""
    if not old or old == new:
        return html
    return html.replace(escape(old).encode(), escape(new).encode())


def base_of_feed(xml: bytes, path: str) -> str:
    """The address below which the feed at `path` was published, or "". Raises ExpatError."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        address = attributes.get("href", "")
        if name == ATOM_LINK and attributes.get("rel") == "self" and address.endswith("/" + path):
            found.append(address.removesuffix(path))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found[0] if found else ""


def _rewritten(xml: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    writer = XMLGenerator(out, "utf-8")
    open_names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        open_names.append(name)
        moved = {key: value.replace(old, new) for key, value in attributes.items()}
        writer.startElement(name, moved)  # type: ignore[arg-type]

    def end(name: str) -> None:
        open_names.pop()
        writer.endElement(name)

    def text(words: str) -> None:
        kept = open_names[-1] in KEPT
        writer.characters(words if kept else words.replace(old, new))

    parser = expat.ParserCreate()
    parser.buffer_text = True  # one piece of text at a time, so that no address is cut in two
    parser.buffer_size = len(xml) + 1
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.ProcessingInstructionHandler = writer.processingInstruction
    writer.startDocument()
    parser.Parse(xml, True)
    writer.endDocument()
    return out.getvalue()
