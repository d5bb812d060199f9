"""Changes a published feed to point at the machine that serves it."""

from __future__ import annotations

import io
from xml.parsers import expat
from xml.sax.saxutils import XMLGenerator, escape

ATOM_LINK = "atom:link"
KEPT = frozenset({"guid", "podcast:guid"})
"""Elements that identify an episode permanently, even if they look like URLs."""


def rebase(xml: bytes, path: str, base: str) -> bytes:
    """Replace the feed's own base with `base` in all its URLs, guids excepted.

    `path` is the feed's path below its base, such as `feed.xml`; the base is its `atom:link` to itself without
    that path. A feed without such a link, or that is not XML, stays as it is.
    """
    try:
        old = base_of_feed(xml, path)
        return _rewritten(xml, old, base) if old else xml
    except expat.ExpatError:
        return xml


def rebased_page(html: bytes, old: str, new: str) -> bytes:
    """A page with URLs below `old` moved below `new`, in links, text to be copied and visible text."""
    if not old or old == new:
        return html
    return html.replace(escape(old).encode(), escape(new).encode())


def base_of_feed(xml: bytes, path: str) -> str:
    """The base address at which the feed at `path` was published, or "". Raises ExpatError."""
    bases: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        address = attributes.get("href", "")
        if name == ATOM_LINK and attributes.get("rel") == "self" and address.endswith("/" + path):
            bases.append(address.removesuffix(path))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return bases[0] if bases else ""


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
    parser.buffer_text = True  # deliver text in one piece, so that no URL is split
    parser.buffer_size = len(xml) + 1
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.ProcessingInstructionHandler = writer.processingInstruction
    writer.startDocument()
    parser.Parse(xml, True)
    writer.endDocument()
    return out.getvalue()
