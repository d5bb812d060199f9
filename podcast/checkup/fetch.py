"""Files of the web with the standard library: what a checkup asks of a host."""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import IO
from urllib.error import HTTPError

LIMIT = 32 << 20
PART = 1 << 16
"""Bytes read of a part: a host that knows no parts sends the whole of a file."""

AGENT = "rawi (podcast checkup)"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the address it finally came from, its status, its headers (names in small letters)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


Fetch = Callable[[str, str, Mapping[str, str]], Reply]
"""Method, address and headers → the answer. Raises OSError where there is none."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows as usual, but asks by the same method: HEAD does not become GET."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request of a chain."""
        following = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if following is not None:
            following.method = req.get_method()
        return following


def web(timeout: float = 20.0, limit: int = LIMIT) -> Fetch:
    """A fetcher for http and https alone; it reads at most `limit` bytes, and waits `timeout` seconds."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)

    def fetch(method: str, url: str, headers: Mapping[str, str]) -> Reply:
        try:
            named = {"User-Agent": AGENT, **headers}
            request = urllib.request.Request(url, method=method, headers=named)  # noqa: S310  no file: handler
            with opener.open(request, timeout=timeout) as answer:
                return _reply(answer, PART if "Range" in headers else limit)
        except HTTPError as error:
            with error:
                return Reply(error.url or url, error.code, _small(error.headers))
        except (http.client.HTTPException, ValueError) as error:
            raise OSError(str(error) or type(error).__name__) from error

    return fetch


def _reply(answer: http.client.HTTPResponse, limit: int) -> Reply:
    body = answer.read(limit)
    return Reply(answer.geturl() or "", answer.status, _small(answer.headers), body)


def _small(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
