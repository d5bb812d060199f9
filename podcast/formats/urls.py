"""URLs in ASCII: hosts in IDNA, everything else percent-encoded (RFC 3986)."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

PATH_SAFE = "/%:@!$&'()*+,;=~-._"
"""Characters allowed unquoted in a path; `%` is one, so that quoted parts stay as they are."""


BARE = re.compile(r"https?://[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?؟،؛…'()\[\]{}]", re.IGNORECASE)
"""An address within a text, without the punctuation after it."""


def quoted(path: str) -> str:
    """A path, with its query and fragment if it has them, percent-encoded for a link."""
    return quote(path, safe=PATH_SAFE + "?#")


def ascii_host(netloc: str) -> str:
    """A host, with user and port if given, in ASCII. Raises ValueError if it cannot be encoded."""
    user, at_sign, host = netloc.rpartition("@")
    name, colon, port = (host, "", "") if host.endswith("]") else host.partition(":")
    if not host.isascii():
        host = name.encode("idna").decode("ascii") + colon + port
    return quote(user, safe=PATH_SAFE) + at_sign + quote(host, safe="[]" + PATH_SAFE)


def ascii_url(address: str) -> str:
    """An absolute URL in ASCII. Raises ValueError, with the reason, if it is incomplete."""
    parts = urlsplit(address.strip())
    if not (parts.scheme and parts.netloc):
        raise ValueError("it does not begin with https://")
    path, query, fragment = (quote(part, safe=PATH_SAFE + "?") for part in parts[2:])
    return urlunsplit((parts.scheme, ascii_host(parts.netloc), path, query, fragment))


def weblink(written: str) -> str:
    """An address a text may link to (http, https, mailto, tel), in ASCII; "" for any other."""
    whole = written.strip()
    if whole.partition(":")[0].casefold() in ("mailto", "tel"):
        return quoted(whole)
    if not whole.casefold().startswith(("http://", "https://")):
        return ""
    try:
        return ascii_url(whole)
    except ValueError:
        return ""
