"""API keys: read from environment variables, and sent only to servers their owner has approved.

A podcast's folder may come from a stranger, who chooses both the server and the name of the variable. So a key
is sent only to the service it is known to belong to, to this machine, or to a server that its owner has
allowed in a file of their own, outside every podcast.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from podcast.errors import InputError
from podcast.formats import toml

KNOWN = {"https://api.openai.com": ("OPENAI_API_KEY",)}
"""Servers, with the variables known to hold their keys."""

_HERE = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"(?:\w+_)?(?:KEY|TOKEN)", re.ASCII)


def key_for(variable: str, address: str) -> str:
    """The key in an environment variable, for the server at `address`.

    Raises InputError if the variable is empty, or if sending it there has not been allowed.
    """
    server = origin(address)
    if not _NAME.fullmatch(variable):
        raise InputError(
            "“{key}” must be the name of an environment variable that holds the key and ends in KEY or"
            ' TOKEN, not the key itself, as in "OPENAI_API_KEY"',
            key="key_env",
        )
    if not _is_allowed(variable, server):
        raise InputError(
            "the key in {variable} is not sent to {server}, which you have not allowed; if you trust that"
            " server, write into {place}:  {entry}",
            variable=variable,
            server=server,
            place=str(own_file()),
            entry=f'"{server}" = "{variable}"',
        )
    key = os.environ.get(variable, "").strip()
    if not (key and key.isascii() and key.isprintable()):
        raise InputError(
            "the environment variable {variable} holds no key; put it there before you build",
            variable=variable,
        )
    return key


def own_file() -> Path:
    """The file in which the user says which key may be sent to which server."""
    home = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(home) if home else Path.home() / ".config") / "rawi" / "keys.toml"


def origin(address: str) -> str:
    """Scheme, host and port of a URL, the scope for which a key is allowed."""
    parts = urlsplit(address.strip())
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _is_allowed(variable: str, server: str) -> bool:
    if urlsplit(server).hostname in _HERE:
        return True
    return variable in (*KNOWN.get(server, ()), *_allowed().get(server, ()))


def _allowed() -> dict[str, tuple[str, ...]]:
    """The content of the user's file. Raises InputError if it is not valid TOML."""
    path = own_file()
    try:
        raw = toml.parse(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, toml.TomlError) as error:
        raise InputError(
            "this file cannot be read ({reason}); write lines like {example}",
            file=str(path),
            reason=" ".join(str(error).split())[:100],
            example='"https://tts.example.com" = "MY_API_KEY"',
        ) from error
    return {
        origin(server): tuple(map(str, [names] if isinstance(names, str) else names))
        for server, names in raw.items()
        if isinstance(names, str | list)
    }
