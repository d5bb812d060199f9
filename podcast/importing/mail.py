"""Reads a newsletter or a letter that a mail program saved (`.eml`)."""

from __future__ import annotations

import datetime as dt
import email
import re
from contextlib import suppress
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from podcast.errors import InputError
from podcast.importing import webpage
from podcast.importing.article import Article
from podcast.importing.authors import ARABIC, named
from podcast.structs import replace

_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|رد|إعادة توجيه|تحويل)\s*:\s*)+", re.IGNORECASE)
_FROM = re.compile(r"(\S+ \S+(?: \S+)?)\s+(?:from|at|من)\s+\S", re.IGNORECASE)
"""What parts a writer of two names or more from his newsletter."""

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"(?:^>.*\n?)+", re.MULTILINE)
_DAMAGED = (LookupError, ValueError, AttributeError, TypeError, RecursionError)
"""What the standard library raises for damaged headers."""

WRAPPED = 60
"""Letters of a line from which on the next one continues it: mail programs wrap lines."""

LONGEST = 4_000
"""Letters of a header that are read; the library takes minutes over one that is as long as a book."""


class _Headers(EmailPolicy):
    """Reads headers as the library's default does, but no longer ones than mail has."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:LONGEST])


def article(data: bytes, name: str) -> Article:
    """The letter's text with its subject, its sender and its day. Raises InputError if there is none."""
    try:
        title, sender, day, text, is_page = _parts(data)
    except _DAMAGED:
        raise InputError(
            "cannot be read; it is damaged, or protected by a password", file=name
        ) from None
    if is_page:
        found = webpage.article(text.encode("utf-8", "replace"), name, charset="utf-8")
    else:
        found = Article("", _paragraphs(text))
    if not re.search(r"\w", found.body):
        raise InputError("there is no text in it", file=name)
    return replace(
        found,
        title=title or found.title,
        author=sender if ARABIC.search(sender) else found.author or sender,
        date=day or found.date,
    )


def _parts(data: bytes) -> tuple[str, str, dt.date | None, str, bool]:
    """A letter's subject, its sender's name, its day, its text, and whether that is HTML."""
    message = email.message_from_bytes(data, policy=_Headers())
    title = _PREFIX.sub("", " ".join(str(message.get("Subject") or "").split()))
    written = parseaddr(str(message.get("From") or ""))[0]
    whose = _FROM.match(written)
    sender = named(whose[1] if whose else written)
    part = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
    if part is None:
        return title, sender, _day(message), "", False
    is_page = part.get_content_type() == "text/html"
    return title, sender, _day(message), str(part.get_content()), is_page


def _day(message: Message) -> dt.date | None:
    with suppress(TypeError, ValueError):
        return parsedate_to_datetime(str(message.get("Date"))).date()
    return None


def _paragraphs(text: str) -> str:
    """Plain text without its signature and what it answers to, its wrapped lines joined."""
    text = _QUOTED.sub("", _SIGNATURE.split(text.replace("\r\n", "\n"))[0])
    paragraphs = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        joined = ""
        for before, line in zip(("", *lines), lines, strict=False):
            joined += (" " if len(before) >= WRAPPED else "\n" if joined else "") + line
        paragraphs.append(joined.strip())
    return "\n\n".join(filter(None, paragraphs)) + "\n"
