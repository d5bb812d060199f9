"""An author's prose with HTML tags in it, as plain text."""

from __future__ import annotations

import re
from html import unescape

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"[ \t]*<br\s*/?>\s*", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|u|var"
    r"|blockquote|div|h[1-6]|li|ol|p|ul)(?:\s[^<>]*)?>((?:(?!<\1\b).)*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
"""A pair of tags that only format or link the words between them."""

_BLOCKS = re.compile("blockquote|div|h[1-6]|li|ol|p|ul", re.IGNORECASE)
_DEEPEST = 20


def unmarked(text: str) -> str:
    """As `unformatted`, and without comments and scripts."""
    return _without_pairs(_HIDDEN.sub("", _resolved(text)))


def unformatted(text: str) -> str:
    """`text` without tags that only format or link words, entities resolved.

    Anything else between angle brackets stays: it is what the text is about, as in `vector<int>`.
    """
    return _without_pairs(_resolved(text))


def _without_pairs(text: str) -> str:
    whole = _BREAK.sub("\n", text)
    for _ in range(_DEEPEST):
        whole, pairs = _MARKUP.subn(_bare, whole)
        if not pairs:
            break
    return whole


def _resolved(text: str) -> str:
    return _ENTITY.sub(lambda match: unescape(match[0]), text)


def _bare(pair: re.Match[str]) -> str:
    return f"\n\n{pair[2]}\n\n" if _BLOCKS.fullmatch(pair[1]) else pair[2]
