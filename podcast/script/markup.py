"""HTML blocks in a Markdown script: the text between the tags, as a page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from podcast.formats.text import folded
from podcast.model import ParagraphKind
from podcast.script.block import Block, tidy

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_SILENT = re.compile("script|style|template|svg|pre|head|audio|video|iframe|object")
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|rp|rt|ruby|s|samp"
    "|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_KINDS: dict[str, ParagraphKind] = {"li": "item", "blockquote": "quote", "tr": "row"}


def is_break(html: str) -> bool:
    """Whether `html` is a `<br>`."""
    tag = _TAG.fullmatch(html)
    return tag is not None and tag[2].lower() == "br"


def blocks(html: str, line: int) -> Iterator[Block]:
    """The blocks of an HTML block that begins on `line`."""
    source = tidy(html)
    kind: ParagraphKind = "text"
    level, silent, text, at = 0, "", "", 0
    begun, counted = line, 0
    for tag in _TAG.finditer(source):
        name, closing = tag[2].lower(), bool(tag[1])
        text += "" if silent else source[at : tag.start()]
        at = tag.end()
        if _SILENT.fullmatch(name):
            silent = "" if closing and name == silent else silent or ("" if closing else name)
        if silent or _INLINE.fullmatch(name):
            continue
        if name in ("td", "th"):
            text += "، " if closing and folded(text) else ""
            continue
        yield from _block(text, begun, kind, level)
        line += source.count("\n", counted, at)
        begun, counted, text = line, at, ""
        level = _level(name, closing)
        kind = "text" if closing else _KINDS.get(name, "text")
    yield from _block(text + ("" if silent else source[at:]), begun, kind, level)


def _block(text: str, line: int, kind: ParagraphKind, level: int) -> Iterator[Block]:
    words = folded(unescape(text)).rstrip("،") if kind == "row" else folded(unescape(text))
    if words:
        yield Block(words, line, kind, level)


def _level(name: str, closing: bool) -> int:
    return int(name[1]) if not closing and re.fullmatch("h[1-6]", name) else 0
