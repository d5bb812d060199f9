"""The address by which a client reached this server, which goes into the feed it receives."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import unquote, urlsplit

HOST = re.compile(
    r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
NEAR = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localhost")
"""Suffixes of host names that exist only on a local network (RFC 6762, RFC 8375)."""

Scope = MutableMapping[str, Any]


def with_origin_path(scope: Scope) -> Scope:
    """A request in absolute form, as proxies send it, in the"
    " usual one, with the host it names (RFC 9112, 3.2.2)."""
    target = scope["path"]
    if not target.lower().startswith(("http://", "https://")):
        return scope
    parts = urlsplit(scope.get("raw_path", b"").decode("ascii", "replace"))
    headers = [header for header in scope["headers"] if header[0] != b"host"]
    named = (b"host", parts.netloc.encode("ascii", "replace"))
    raw = parts.path or "/"
    return {**scope, "path": unquote(raw), "raw_path": raw.encode(), "headers": [named, *headers]}


def base_of(scope: Scope, host: str) -> str:
    """The base address in what a client receives: the one it asked for, if that can be this machine's.

    A public host name cannot be that of a preview, even if another page has led to it (DNS rebinding): then
    the address is that at which the connection came in.
    """
    return f"{scope['scheme']}://{host if _can_be_here(host) else server_of(scope) or host}/"


def server_of(scope: Scope) -> str:
    """The address and port at which the connection came in; "" if the server does not know them."""
    if not scope.get("server"):
        return ""
    name, port = scope["server"]
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def _can_be_here(host: str) -> bool:
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = socket.gethostname().lower()
        return "." not in name or name.endswith(NEAR) or name == own
    return True
