"""The application and the loop that runs it."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import OutputError
from podcast.serve.answers import COMMON, Feed, answer, usable_range

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
ANYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  named, not bound
NEIGHBOURS = 50
"""How many ports above a taken one are tried before none is suggested."""


def app(audio: Path, *, feed: Feed | None = None) -> ASGIApp:
    """What is published in `audio`, and nothing else, as an ASGI application.

    `feed` makes the show's feed for a base address ending in `/`; without it, `feed.xml` is served
    with the addresses in it changed. Feeds of single episodes are always served that way.
    """
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(_with_usable_range(scope))
        response = await run_in_threadpool(answer, audio, feed, request)
        await response(request.scope, receive, _with_common(send))

    return serve


def _with_usable_range(scope: Scope) -> Scope:
    """Without a Range that cannot be read: HTTP has such a one ignored, Starlette refuses it."""
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if name != b"range" or usable_range(value.decode("latin-1"))
    ]
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
    feed: Feed | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve `audio` until Ctrl-C. `ready` is told the address once it can be reached; port 0 is any.

    Raises OutputError where it cannot listen there.
    """
    import uvicorn

    with _listening(host, port) as listener:
        if ready:
            ready(_address(host, listener.getsockname()[1]))
        config = uvicorn.Config(
            app(audio, feed=feed),
            access_log=False,
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
    """The next port that nobody listens on, or 0, which lets the system choose."""
    for other in range(port + 1, min(port + NEIGHBOURS, 65535) + 1):
        with suppress(OSError), socket.create_server((host, other), family=family):
            return other
    return 0


def _address(host: str, port: int) -> str:
    name = lan_address() if host in ANYWHERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def lan_address() -> str:
    """The address of this machine in its own network; the loopback one where it has none.

    Asks the system by which address it would reach a far host (one set apart for documentation,
    RFC 5737); connecting a datagram socket sends nothing.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK
