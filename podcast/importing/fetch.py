"""Fetches web pages, with limits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from podcast.errors import InputError
from podcast.structs import Frozen

MOST_BYTES = 30 << 20
SECONDS = 30.0
"""The longest wait for a connection, or for the next bytes of an answer, in seconds."""
PATIENCE = 180.0
"""The longest that a whole answer may take, in seconds: some sites send a byte now and then for ever."""
_PIECE = 256
"""How many bytes are awaited at once, before the time is looked at again."""

_HEADERS = {
    # Many sites refuse unknown user agents.
    "User-Agent": "Mozilla/5.0 (compatible; rawi; podcast add)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.5",
    "Accept-Language": "ar,en;q=0.5",
}


class Fetched(Frozen):
    """The answer of a server: its bytes, final URL, media type and charset."""

    data: bytes
    address: str
    kind: str
    charset: str

    @property
    def name(self) -> str:
        """A file name: the last part of the URL's path."""
        return unquote(urlsplit(self.address).path.rstrip("/").rpartition("/")[2]) or "page"


def is_address(source: str) -> bool:
    """Whether a source is a web address."""
    return source.lower().startswith(("http://", "https://"))


def fetch(address: str) -> Fetched:
    """Fetch a web address. Raises InputError if that fails."""
    import requests

    try:
        with requests.get(address, headers=_HEADERS, timeout=SECONDS, stream=True) as answer:
            if answer.status_code >= 400:
                raise InputError(
                    "{address} answers {status}; open it in a browser, save the page, and add the file",
                    address=address,
                    status=answer.status_code,
                )
            data = b"".join(_within(answer.iter_content(_PIECE), address))
            told = answer.headers.get("Content-Type", "")
            kind, _, rest = told.partition(";")
            charset = rest.partition("charset=")[2].strip(" \"'")
            return Fetched(data, answer.url, kind.strip().lower(), charset)
    except (requests.RequestException, ValueError) as error:
        raise InputError(
            "{address} cannot be reached ({reason}); check the address and the network",
            address=address,
            reason=_reason(error),
        ) from None


def _within(parts: Iterator[bytes], address: str) -> Iterator[bytes]:
    size, begun = 0, time.monotonic()
    for part in parts:
        size += len(part)
        if time.monotonic() - begun > PATIENCE:
            raise InputError(
                "{address} takes too long to answer; open it in a browser, save the page, and add the file",
                address=address,
            )
        if size > MOST_BYTES:
            raise InputError("{address} is far too large to be an article", address=address)
        yield part


def _reason(error: BaseException) -> str:
    """The message of the deepest cause that has one."""
    reason = ""
    cause: BaseException | None = error
    while cause is not None:
        reason = getattr(cause, "strerror", "") or reason
        cause = cause.__cause__ or cause.__context__
    return reason or type(error).__name__
