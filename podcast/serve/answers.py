"""Requests → answers: what HTTP asks of a server of files, on top of what Starlette does of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from podcast.serve.live import Live
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


@dataclass(frozen=True, slots=True)
class Site:
    """What is served: a folder, a maker of its feed for a base address, and whether its pages are live."""

    audio: Path
    feed: Feed | None = None
    live: Live | None = None


def answer(site: Site, request: Request) -> Response:
    """The answer to one request, without `COMMON`."""
    from starlette.responses import RedirectResponse, Response

    audio = site.audio
    if not HOST.fullmatch(host_of(request)):
        return _plain(400, "400: the request names no host that can be one.")
    if request.method == "OPTIONS":
        allowed = {"Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "Range"}
        return Response(status_code=204, headers={"Allow": METHODS, **allowed})
    if request.method not in ("GET", "HEAD"):
        return _plain(405, "405: this can be read, not changed.", {"Allow": METHODS})
    path = request.scope["path"]
    if (found := published(audio, path)) is None:
        return _nothing(site, path)
    if found.is_dir():
        return RedirectResponse(quote(path) + "/", 308)
    try:
        if found.name == FEED:
            return _feed(site, found, request)
        if site.live and found.suffix == ".html":
            return _page(site.live, found, request)
        return _file(found, request)
    except OSError:  # taken away between the look and the reading
        return _plain(404, NOTHING)


def host_of(request: Request) -> str:
    """The host by which the client asked; one that speaks HTTP/1.0 need not name any."""
    named = request.headers.get("host")
    server = request.scope.get("server")
    if named is not None or request.scope["http_version"] != "1.0" or not server:
        return named or ""
    name, port = server
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _nothing(site: Site, path: str) -> Response:
    """A word that nothing is there; where pages are live, one that gives way to what comes."""
    from starlette.responses import HTMLResponse

    if site.live and path.endswith(("/", ".html")):
        return HTMLResponse(site.live.page(path, b"") + NOTHING.encode(), 404)
    return _plain(404, NOTHING)


def _file(path: Path, request: Request) -> Response:
    from starlette.responses import FileResponse

    response = FileResponse(path, media_type=media_type(path), stat_result=path.stat())
    return _fresh(response, request)


def _page(live: Live, path: Path, request: Request) -> Response:
    return _made(live.page(request.scope["path"], path.read_bytes()), path, request)


def _feed(site: Site, path: Path, request: Request) -> Response:
    """The feed with the address by which it was asked for: it works from wherever it is read."""
    base = f"{request.scope['scheme']}://{host_of(request)}/"
    below = path.relative_to(site.audio.resolve()).as_posix()
    made = site.feed(base).encode("utf-8") if site.feed and below == FEED else b""
    return _made(made or rebase(path.read_bytes(), quote(below), base), path, request)


def _made(data: bytes, path: Path, request: Request) -> Response:
    """What is not sent as it stands in the file, under a tag of its own."""
    from starlette.responses import Response

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
