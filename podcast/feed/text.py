"""Single values in the form feeds require: dates, times, URLs, lengths."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from email.utils import format_datetime
from html import escape

from podcast.errors import InputError
from podcast.formats.prose import unmarked
from podcast.formats.text import NONCHARACTER
from podcast.formats.urls import ascii_url

FORBIDDEN = re.compile(
    f"[\0-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]|{NONCHARACTER}"
)
"""Characters that XML 1.0 cannot contain, not even escaped (production 2), noncharacters, and those that open
an embedding, an override or an isolate (UAX #9): unclosed, as after an app has cut a title, they would reorder
whatever follows. Directional marks (U+200E, U+200F, U+061C) have no such reach and stay."""

ELLIPSIS = "…"
LTR_MARK = "\u200e"
READ = 20_000
"""How many characters of a description are considered; its limit is far lower."""

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
JOINER = "\u200d"
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]+$")


def fold(text: str) -> str:
    """`text` on one line, without characters XML forbids; every run of white space is one space."""
    words = (FORBIDDEN.sub("", word) for word in text.split())
    return " ".join(word for word in words if word)


def escaped(text: str) -> str:
    """`text` escaped for an element or a double-quoted attribute."""
    return escape(text, quote=True).replace("&#x27;", "'")


def prose(text: str) -> str:
    """Paragraphs of plain text, for apps that treat it as text and for those that treat it as HTML.

    Of an author's markup only the words are kept. Anything else a browser would take for a tag, as in
    `vector<int>`, stays, and an invisible directional mark keeps it from being one.
    """
    whole = FORBIDDEN.sub("", unmarked(FORBIDDEN.sub("", text[:READ])))
    return _TAG.sub("<" + LTR_MARK, re.sub(r"\n\s*\n", "\n\n", whole)).strip()


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` bytes of UTF-8, cut at the end of a word, with an ellipsis."""
    data = text.encode("utf-8", "ignore")
    if len(data) <= limit:
        return text
    return _cut(data[: limit - len(ELLIPSIS.encode())].decode("utf-8", "ignore"), text)


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut as `clip` cuts."""
    return text if len(text) <= limit else _cut(text[: limit - len(ELLIPSIS)], text)


def _cut(start: str, text: str) -> str:
    """`start`, a prefix of `text`, cut back to the end of a word, or of a character within the first word."""
    words = start.rsplit(maxsplit=1)
    return (words[0] if len(words) > 1 else _without_cut_cluster(start, text)).rstrip() + ELLIPSIS


def _without_cut_cluster(start: str, text: str) -> str:
    """`start` without its last grapheme cluster if that was cut apart.

    Covers the cases of UAX #29 that occur in prose: letters with marks, emoji sequences, flags.
    """
    index = len(start)
    while 0 < index < len(text) and _holds_on(text, index):
        index -= 1
    return text[:index] or start


def _holds_on(text: str, index: int) -> bool:
    """Whether the character at `index` belongs to the grapheme cluster before it."""
    before, here = text[index - 1], text[index]
    if unicodedata.category(here).startswith("M") or here == JOINER or before == JOINER:
        return True
    if "\U0001f3fb" <= here <= "\U0001f3ff" or "\U000e0020" <= here <= "\U000e007f":
        return True
    flags = _FLAGS.search(text, 0, index) if _FLAG.match(here) else None
    return flags is not None and len(flags[0]) % 2 == 1


def rfc2822(when: dt.datetime) -> str:
    """An aware datetime in RFC 2822 format, in UTC, with English names and ASCII digits in every locale."""
    try:
        when = when.astimezone(dt.UTC)
    except OverflowError:  # within a day of the calendar's limits
        when = when.replace(tzinfo=dt.UTC)
    return format_datetime(when)


def uri(address: str) -> str:
    """A URL in ASCII: an Arabic host in IDNA, everything else percent-encoded.

    Raises InputError for an incomplete URL.
    """
    try:
        return ascii_url(address)
    except ValueError as error:
        raise InputError(
            "the address “{address}” cannot be used: {problem}; correct it in script/show.toml",
            address=address,
            problem=str(error),
        ) from error
