"""Inline formatting: emphasis, strikethrough and links, from Markdown notation or HTML tags."""

from __future__ import annotations

import re
from html import unescape

from podcast.model import Emphasis, EmphasisKind, Link, Text

_KINDS: dict[str, EmphasisKind] = {
    **dict.fromkeys(("em", "i", "cite", "dfn"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("s", "del", "strike"), "deleted"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_DEEPEST = 50
"""How many tags may be open at once, so that tags never closed cannot make a text slow to parse."""
_SAFE = frozenset(("http", "https", "mailto", "tel"))


class Look:
    """The formatting in force while a text is parsed: tags are opened and closed one by one."""

    def __init__(self) -> None:
        self._open: list[tuple[str, EmphasisKind, str]] = []

    def open(self, tag: str, url: str = "") -> None:
        """Enter `tag` (its HTML name); `url` is the target of a link."""
        if len(self._open) < _DEEPEST:
            self._open.append((tag, _KINDS.get(tag, ""), url if safe(url) else ""))

    def close(self, tag: str) -> None:
        """Leave the innermost open `tag`, if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index]
                return

    def html(self, name: str, tag: str, *, closing: bool) -> None:
        """Open or close the HTML tag called `name`, if it is one that formats text."""
        if closing:
            self.close(name)
        elif name == "a":
            href = _HREF.search(tag)
            self.open(name, unescape(next(filter(None, href.groups()), "")).strip() if href else "")
        elif name in _KINDS:
            self.open(name)

    def words(self, text: str) -> Text | Emphasis | Link:
        """`text` with the formatting in force."""
        url = next((url for _, _, url in reversed(self._open) if url), "")
        kinds = [kind for _, kind, _ in self._open if kind]
        kind: EmphasisKind = "deleted" if "deleted" in kinds else kinds[-1] if kinds else ""
        if url:
            return Link(text, url, kind)
        return Emphasis(text, kind) if kind else Text(text)


def safe(url: str) -> bool:
    """Whether a link may lead to `url`: a path, or an address of the schemes http(s), mailto and tel."""
    scheme = _SCHEME.match("".join(character for character in url if character > " "))
    return bool(url) and (scheme is None or scheme[1].lower() in _SAFE)
