"""Single values in the form feeds want them: dates, times, addresses, lengths."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import format_datetime
from urllib.parse import quote, urlsplit, urlunsplit

from podcast.errors import InputError

FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write, not even escaped (its production 2)."""

ELLIPSIS = "…"
SAFE = "/%:@!$&'()*+,;=~-._"
"""What may stand in a path unquoted (RFC 3986); `%` so that what is quoted already stays so."""


def fold(text: str) -> str:
    """One line of what XML can hold: every run of blanks and line ends is one space."""
    words = (FORBIDDEN.sub("", word) for word in text.split())
    return " ".join(word for word in words if word)


def clip(text: str, limit: int) -> str:
    """At most `limit` bytes of UTF-8, cut at the end of a word, with an ellipsis."""
    data = text.encode("utf-8", "ignore")
    if len(data) <= limit:
        return text
    cut = data[: limit - len(ELLIPSIS.encode())].decode("utf-8", "ignore")
    words = cut.rsplit(maxsplit=1)
    return (words[0] if len(words) > 1 else cut).rstrip() + ELLIPSIS


def rfc2822(when: dt.datetime) -> str:
    """An aware time as RFC 2822 has it, in UTC: English names and ASCII digits in every locale."""
    return format_datetime(when.astimezone(dt.UTC))


def clock(ms: int) -> str:
    """`02:03`, or `1:02:03` from an hour on: what apps turn into a link to that place."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def npt(ms: int) -> str:
    """Normal Play Time (RFC 2326) as Simple Chapters has it: `00:02:03.500`."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"


def uri(address: str) -> str:
    """An address in ASCII: a host in Arabic as IDNA has it, all else percent-encoded.

    Raises InputError for an address that is not a whole one.
    """
    try:
        parts = urlsplit(address.strip())
        if not (parts.scheme and parts.netloc):
            raise ValueError("it does not begin with https://")
        path, query, end = (quote(part, safe=SAFE + "?") for part in parts[2:])
        return urlunsplit((parts.scheme, _host(parts.netloc), path, query, end))
    except ValueError as error:
        raise InputError(
            "the address “{address}” cannot be used: {problem}; correct it in script/show.toml",
            address=address,
            problem=str(error),
        ) from error


def _host(netloc: str) -> str:
    if netloc.isascii():
        return netloc
    name, colon, port = netloc.partition(":")
    return name.encode("idna").decode("ascii") + colon + port
