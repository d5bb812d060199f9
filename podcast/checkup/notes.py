"""Checks show notes and descriptions as apps read them: as HTML, or as the text that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from podcast.checkup.findings import Finding, found
from podcast.checkup.htmlpage import LINKING, live_part
from podcast.checkup.tree import Node

NOTES = ("description", "content:encoded", "itunes:summary")
PLAIN = ("title", "itunes:title", "itunes:subtitle", "itunes:author")

VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements without an end tag (HTML, section 13.1.2)."""

LOADED = frozenset(("img", "audio", "video", "source", "track", "input", "picture"))
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
SHOWN = 40

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});")
_ESCAPE = re.compile(r"&(?:amp|quot|apos|#39|#34|#x27|#x22);")
"""What templates make of & and quotation marks; a text about HTML rather has &lt; and &nbsp;."""
_BARE = re.compile(rf"[<>]|&(?!{_ESCAPE.pattern[1:]})")
"""What no text has that was escaped as a whole."""
_MARKUP = re.compile(r"</?(?:p|ul|ol|li|a|div|span|strong|em|br|h[1-6])\b[^<>]*>")
_WRAPPED = re.compile(r"<(p|ul|ol|li|div|a|h[1-6])\b[^<>]*>.*</\1>", re.DOTALL)


class _Notes(HTMLParser):
    """What a browser would make of notes: addresses, elements without their other half, and text by block."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.halves: list[str] = []
        self.texts = [""]
        self.tags = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each start tag."""
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each start tag that closes itself."""
        self.tags += 1
        given = [(value or "").strip() for name, value in attrs if name in LINKING]
        (self.loads if tag in LOADED else self.links).extend(given)
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Called by the parser for each end tag: what was opened inside it and is still open has none."""
        self.texts.append("")
        if tag not in self.open:
            self.halves += [f"</{tag}>"] if tag not in VOID else []
            return
        while (last := self.open.pop()) != tag:
            self.halves.append(f"<{last}>")

    def handle_data(self, data: str) -> None:
        """Called by the parser for text, with its entities decoded."""
        self.texts[-1] += data


def read_notes(html: str) -> _Notes:
    """Parse notes to their end."""
    notes = _Notes()
    notes.feed(html)
    notes.close()
    notes.halves += [f"<{tag}>" for tag in notes.open]
    return notes


def check_notes(file: str, parent: Node, host: str) -> Iterator[Finding]:
    """Check the notes of an episode whose feed is at `host`: what apps would run, load or show as signs."""
    for name in NOTES:
        for node in parent.all(name):
            yield from _html(file, node, host)
    for name in PLAIN:
        for node in parent.all(name):
            if twice := _ENTITY.search(node.text):
                yield found("escaped-twice", file, node.line, tag=name, value=twice[0])


def _html(file: str, node: Node, host: str) -> Iterator[Finding]:
    tag, line = node.name, node.line
    if live := live_part(node.text):
        yield found("notes-live", file, line, tag=tag, value=live)
        return
    notes = read_notes(node.text)
    if twice := _escaped_twice(notes, node.text):
        yield found("escaped-twice", file, line, tag=tag, value=twice)
    elif notes.halves and notes.tags:
        yield found("notes-unbalanced", file, line, tag=tag, value=notes.halves[0])
    for url in [one for one in notes.loads if _is_foreign(one, host)][:1]:
        yield found("notes-remote", file, line, tag=tag, url=url)
    for url in [one for one in (*notes.loads, *notes.links) if _is_relative(one)][:1]:
        yield found("notes-relative", file, line, tag=tag, value=url)


def _escaped_twice(notes: _Notes, written: str) -> str:
    """What apps would show of HTML that was escaped once too often; "" if there is none.

    Text about HTML may well quote tags, but not wrap most of its paragraphs in them.
    """
    texts = [text.strip() for text in notes.texts] if notes.tags else [unescape(written).strip()]
    if not notes.tags and len(_MARKUP.findall(texts[0])) > 1 and texts[0].startswith("<"):
        return texts[0][:SHOWN]
    wrapped = [text for text in texts if _WRAPPED.fullmatch(text)]
    if 2 * len(wrapped) > len(list(filter(None, texts))):
        return wrapped[0][:SHOWN]
    whole = " ".join(texts)
    escape = _ESCAPE.search(whole)
    return escape[0] if escape and not _BARE.search(whole) else ""


def _is_foreign(url: str, host: str) -> bool:
    """Whether a picture comes from another host than the podcast's."""
    _, slashes, rest = url.partition("//")
    return bool(host and slashes) and rest.partition("/")[0].lower() != host.lower()


def _is_relative(url: str) -> bool:
    """Whether an address has no scheme; a fragment alone is a place within the notes, or in the sound."""
    return bool(url) and not url.startswith(("#", "//")) and not ABSOLUTE.match(url)
