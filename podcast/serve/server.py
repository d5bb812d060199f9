"""The ASGI application and the server that runs it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from podcast.errors import OutputError
from podcast.serve.answers import COMMON, ServedFolder, answer, usable_range
from podcast.serve.hosts import with_origin_path
from podcast.serve.live import PATH, Live

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Busy = Callable[[], bool]
LOOPBACK = "127.0.0.1"
ANYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  named, not bound
NEIGHBOURS = 50
"""How many ports above a taken one are tried for a suggestion."""


def app(audio: Path, *, busy: Busy | None = None) -> ASGIApp:
    """An ASGI application that serves what is published in `audio`, and nothing else.

    URLs in feeds are changed to those of this server. With `busy`, which says whether files are being written,
    open pages reload when what they show has changed.
    """
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request

    site = ServedFolder(audio, Live(audio, busy) if busy else None)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        scope = with_origin_path(scope)
        request = Request(_with_usable_range(scope))
        if site.live and scope["path"] == PATH and scope["method"] == "GET":
            response = _events(site.live, request)
        else:
            response = await run_in_threadpool(answer, site, request)
        await response(request.scope, receive, _with_common(send))

    return serve


def _events(live: Live, request: Request) -> Response:
    """The event stream that tells an open page of its change."""
    from starlette.responses import StreamingResponse

    asked = request.query_params
    events = live.events(asked.get("page", "/"), asked.get("v", ""))
    return StreamingResponse(events, media_type="text/event-stream")


def _with_usable_range(scope: Scope) -> Scope:
    """The request without an invalid Range header, which HTTP ignores but Starlette refuses."""
    headers = [header for header in scope["headers"] if header[0] != b"range"]
    asked = [value for name, value in scope["headers"] if name == b"range"]
    usable = usable_range(asked[0].decode("latin-1")) if len(asked) == 1 else ""
    if usable:
        headers.append((b"range", usable.encode()))
    return {**scope, "headers": headers}


def _with_common(send: Send) -> Send:
    common = [(name.lower().encode(), value.encode()) for name, value in COMMON.items()]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *common]}
        await send(message)

    return sending


def run(
    audio: Path,
    host: str = LOOPBACK,
    port: int = 8000,
    *,
    busy: Busy | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve `audio` until Ctrl-C; port 0 means any. `ready` is called with the URL once the server listens.

    `busy` is as for `app`. Raises OutputError if it cannot listen there.
    """
    import uvicorn

    from podcast.serve.idle import Patient

    with _listening(host, port) as listener:
        if ready:
            ready(_address(host, listener.getsockname()[1]))
        config = uvicorn.Config(
            app(audio, busy=busy),
            access_log=False,
            http=Patient,
            lifespan="off",
            log_level="critical",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", 0) == errno.EADDRINUSE:
            raise OutputError(
                "port {port} is in use, perhaps by another preview; stop that one, or use --port {free}",
                port=port,
                free=_free(host, family, port),
            ) from error
        raise OutputError(
            "cannot listen at {host}, port {port} ({reason}); "
            "leave the address out for 127.0.0.1, and choose a port from 1024 to 65535",
            host=host,
            port=port,
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


def _free(host: str, family: socket.AddressFamily, port: int) -> int:
    """The next free port, or 0, with which the system chooses one."""
    for other in range(port + 1, min(port + NEIGHBOURS, 65535) + 1):
        with suppress(OSError), socket.create_server((host, other), family=family):
            return other
    return 0


def _address(host: str, port: int) -> str:
    name = lan_address() if host in ANYWHERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def lan_address() -> str:
    """This machine's address on its local network, or the loopback address if it has none.

    Asks the system from which address it would reach a remote host (one reserved for documentation, RFC 5737);
    connecting a datagram socket sends nothing.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK


def is_alone(url: str) -> bool:
    """Whether only this machine can reach a URL."""
    return urlsplit(url).hostname in (LOOPBACK, "::1", "localhost")
