"""Requests → answers: what HTTP asks of a server of files, on top of what Starlette does of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from podcast.serve.paths import published
from podcast.serve.rebase import rebase
from podcast.serve.types import media_type

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

FEED = "feed.xml"
NOTHING = "404: لا شيء منشورٌ هنا. Nothing is published here."
METHODS = "GET, HEAD, OPTIONS"
RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-[0-9]{1,18})", re.IGNORECASE)
HOST = re.compile(
    r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}
"""For every answer: players on other sites may read it, and a rebuilt episode is seen at once."""

Feed = Callable[[str], str]


def answer(audio: Path, feed: Feed | None, request: Request) -> Response:
    """The answer to one request, without `COMMON`."""
    from starlette.responses import RedirectResponse, Response

    host = request.headers.get("host", "")
    if not HOST.fullmatch(host):
        return _plain(400, "400: the request names no host that can be one.")
    if request.method == "OPTIONS":
        allowed = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "Range"}
        return Response(status_code=204, headers={"Allow": METHODS, **allowed})
    if request.method not in ("GET", "HEAD"):
        return _plain(405, "405: this can be read, not changed.", {"Allow": METHODS})
    path = request.scope["path"]
    if (found := published(audio, path)) is None:
        return _plain(404, NOTHING)
    if found.is_dir():
        return RedirectResponse(quote(path) + "/", 308)
    try:
        is_feed = found.name == FEED
        return _feed(audio, found, feed, request) if is_feed else _file(found, request)
    except OSError:  # taken away between the look and the reading
        return _plain(404, NOTHING)


def _file(path: Path, request: Request) -> Response:
    from starlette.responses import FileResponse

    response = FileResponse(path, media_type=media_type(path), stat_result=path.stat())
    return _fresh(response, request)


def _feed(audio: Path, path: Path, feed: Feed | None, request: Request) -> Response:
    """The feed with the address by which it was asked for: it works from wherever it is read."""
    from starlette.responses import Response

    base = f"{request.scope['scheme']}://{request.headers['host']}/"
    below = path.relative_to(audio.resolve()).as_posix()
    made = feed(base).encode("utf-8") if feed and below == FEED else b""
    data = made or rebase(path.read_bytes(), quote(below), base)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    return _fresh(Response(data, media_type=media_type(path), headers={"ETag": tag}), request)


def _fresh(response: Response, request: Request) -> Response:
    """The response, or word that what the client holds is still right."""
    from starlette.staticfiles import NotModifiedResponse, StaticFiles

    if StaticFiles().is_not_modified(response.headers, request.headers):
        return NotModifiedResponse(response.headers)
    return response


def _plain(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(words + "\n", status, headers)


def usable_range(value: str) -> bool:
    """Whether a Range asks for one stretch of bytes (RFC 9110, 14.2); any other may be passed over."""
    match = RANGE.fullmatch(value.strip())
    first, last = match.groups() if match else ("", "")
    return bool(match) and not (first and last and int(first) > int(last))
