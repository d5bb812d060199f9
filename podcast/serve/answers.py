"""Answers requests: what HTTP requires of a file server beyond what Starlette does."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.parsers.expat import ExpatError

from podcast.serve.hosts import HOST, base_of, server_of
from podcast.serve.live import Live
from podcast.serve.paths import published
from podcast.serve.rebase import base_of_feed, rebase, rebased_page
from podcast.serve.types import media_type
from podcast.structs import Frozen

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

FEED = "feed.xml"
NOTHING = "404: لا شيء منشورٌ هنا. Nothing is published here."
METHODS = "GET, HEAD, OPTIONS"
RANGE = re.compile(r"bytes=(?:([0-9]+)-([0-9]*)|-([0-9]+))", re.IGNORECASE)
MOST_DIGITS = 18
"""The most digits of an offset in a file; a longer one is beyond the end of any file."""
COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of every answer: players on other sites may read it, and caches must revalidate it."""


class ServedFolder(Frozen):
    """The folder served, and the live reloader of its pages if there is one."""

    audio: Path
    live: Live | None = None

    def base(self) -> str:
        """The address at which everything is published, according to the feed; "" without a feed."""
        try:
            return base_of_feed((self.audio / FEED).read_bytes(), FEED)
        except (OSError, ExpatError):
            return ""


def answer(site: ServedFolder, request: Request) -> Response:
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
    if (file := published(audio, path)) is None:
        return _nothing(site, path)
    if file.is_dir():
        return RedirectResponse(quote(path) + "/", 308)
    try:
        if file.name == FEED:
            return _feed(site, file, request)
        if file.suffix == ".html":
            return _page(site, file, request)
        return _file(file, request)
    except OSError:  # deleted between the check and the reading
        return _plain(404, NOTHING)


def host_of(request: Request) -> str:
    """The host the client asked for; an HTTP/1.0 client need not name one."""
    named = request.headers.get("host")
    if named is not None or request.scope["http_version"] != "1.0":
        return named or ""
    return server_of(request.scope)


def _nothing(site: ServedFolder, path: str) -> Response:
    """A 404 answer; with live pages, one that reloads once something is there."""
    from starlette.responses import HTMLResponse

    if site.live and path.endswith(("/", ".html")):
        return HTMLResponse(site.live.page(path, b"") + NOTHING.encode(), 404)
    return _plain(404, NOTHING)


def _file(path: Path, request: Request) -> Response:
    from starlette.responses import FileResponse

    response = FileResponse(path, media_type=media_type(path), stat_result=path.stat())
    return _fresh(response, request)


def _page(site: ServedFolder, path: Path, request: Request) -> Response:
    """A page with the address of this server's feed in place of the public one, and live if pages are."""
    text = path.read_bytes()
    moved = rebased_page(text, site.base(), base_of(request.scope, host_of(request)))
    if site.live:
        return _made(site.live.page(request.scope["path"], moved), path, request)
    return _file(path, request) if moved == text else _made(moved, path, request)


def _feed(site: ServedFolder, path: Path, request: Request) -> Response:
    """The feed with its addresses changed to those of this server, so that it works for the client."""
    base = base_of(request.scope, host_of(request))
    below = path.relative_to(site.audio.resolve()).as_posix()
    return _made(rebase(path.read_bytes(), quote(below), base), path, request)


def _made(data: bytes, path: Path, request: Request) -> Response:
    """Data that differs from the file, with an ETag of its own."""
    from starlette.responses import Response

    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    return _fresh(Response(data, media_type=media_type(path), headers={"ETag": tag}), request)


def _fresh(response: Response, request: Request) -> Response:
    """The response, or 304 if the client's copy is still current."""
    from starlette.staticfiles import NotModifiedResponse, StaticFiles

    if StaticFiles().is_not_modified(response.headers, request.headers):
        return NotModifiedResponse(response.headers)
    return response


def _plain(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(words + "\n", status, headers)


def usable_range(value: str) -> str:
    """A Range header of a single range with offsets of reasonable length; "" for any other.

    By RFC 9110, section 14.2, a server may ignore ranges it cannot handle, such as multiple ones. A last
    position beyond the end means the end, however many digits it has.
    """
    match = RANGE.fullmatch(value.strip())
    if not match:
        return ""
    first, last, length = (_place(group) for group in match.groups())
    if first and last and int(first) > int(last):
        return ""
    return f"bytes=-{length}" if length else f"bytes={first}-{last}"


def _place(digits: str | None) -> str:
    plain = (digits or "").lstrip("0") or (digits or "")[:1]
    return plain if len(plain) <= MOST_DIGITS else "9" * MOST_DIGITS
