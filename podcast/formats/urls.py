"""Addresses in ASCII: hosts as IDNA has them, all else percent-encoded (RFC 3986)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

PATH_SAFE = "/%:@!$&'()*+,;=~-._"
"""What may stand in a path unquoted; `%` so that what is quoted already stays so."""


def quoted(path: str) -> str:
    """A path, with its query and fragment if it has them, as a link may hold it."""
    return quote(path, safe=PATH_SAFE + "?#")


def ascii_host(netloc: str) -> str:
    """A host, with user and port if there are any, in ASCII. Raises ValueError for an impossible one."""
    user, at_sign, host = netloc.rpartition("@")
    name, colon, port = (host, "", "") if host.endswith("]") else host.partition(":")
    if not host.isascii():
        host = name.encode("idna").decode("ascii") + colon + port
    return quote(user, safe=PATH_SAFE) + at_sign + quote(host, safe="[]" + PATH_SAFE)


def ascii_url(address: str) -> str:
    """An absolute address in ASCII. Raises ValueError, with the reason, where it is not a whole one."""
    parts = urlsplit(address.strip())
    if not (parts.scheme and parts.netloc):
        raise ValueError("it does not begin with https://")
    path, query, fragment = (quote(part, safe=PATH_SAFE + "?") for part in parts[2:])
    return urlunsplit((parts.scheme, ascii_host(parts.netloc), path, query, fragment))


def weblink(written: str) -> str:
    """An address to which a text may lead: of the web, of mail, of a telephone; "" for any other."""
    whole = written.strip()
    if whole.partition(":")[0].casefold() in ("mailto", "tel"):
        return quoted(whole)
    if not whole.casefold().startswith(("http://", "https://")):
        return ""
    try:
        return ascii_url(whole)
    except ValueError:
        return ""
