"""Fetches files over HTTP with the standard library."""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from typing import IO
from urllib.error import HTTPError

from podcast.structs import Frozen

LIMIT = 32 << 20
PART = 1 << 16
"""The most bytes read of a range, since a host without range support sends the whole file."""

AGENT = "rawi (podcast checkup)"


class Reply(Frozen):
    """An answer: its final URL, its status, and its headers (names in lower case)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


Fetch = Callable[[str, str, Mapping[str, str]], Reply]
"""(method, URL, headers) → the answer. Raises OSError if there is none."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects with the same method, so that HEAD does not become GET."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request in a chain of redirects."""
        following = super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
        if following is not None:
            following.method = req.get_method()
        return following


def web(timeout: float = 20.0, limit: int = LIMIT) -> Fetch:
    """A fetcher for http and https only, with a size `limit` in bytes and a `timeout` in seconds."""
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
