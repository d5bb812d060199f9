"""The source that an author means: what was typed after `podcast add`, with its slips mended or explained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from podcast import show
from podcast.errors import InputError
from podcast.formats.text import nearest

_QUOTES = "\"'“”„‘’«»`"
"""Marks around a name that was pasted with them; a shell takes only its own away."""
_BARE = re.compile(r"(?:www\.[\w-]+|[\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}(?:/.*)?", re.IGNORECASE)
"""An address as browsers show it, without its scheme."""
_SCHEME = re.compile(r"(?!file:)([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
"""That of an address which is neither a page's nor a file's."""


def rejoined(typed: Sequence[str]) -> list[str]:
    """The sources; the pieces of a file's name whose spaces were typed without quotes are one."""
    sources = list(typed)
    for start, piece in enumerate(sources):
        if Path(piece).exists():
            continue
        for end in range(len(sources), start + 1, -1):
            whole = " ".join(sources[start:end])
            if Path(whole).is_file():
                return [*sources[:start], whole, *rejoined(sources[end:])]
    return sources


def meant(root: Path, typed: str) -> str:
    """`-`, an address or the path of a file. Raises InputError for a folder, a missing file, and a script that
    the podcast has already."""
    from podcast.importing import fetch

    if typed == "-" or fetch.is_address(typed):
        return typed
    if scheme := _SCHEME.match(typed):
        raise InputError(
            "nothing is fetched by “{scheme}:”; give an address that begins with https, or a file",
            file=typed,
            scheme=scheme[1],
        )
    source = typed if Path(typed).exists() else _mended(typed)
    if fetch.is_address(source):
        return source
    path = Path(source)
    if path.is_dir():
        raise InputError(
            "is a folder; name the files in it, as in {example}",
            file=typed,
            example=f"podcast add {quote(source.rstrip('/'))}/*",
        )
    if not path.exists():
        raise _missing(typed, path)
    if path.parent.resolve() == (root / "script").resolve() and path.suffix in show.SUFFIXES:
        raise InputError(
            "is a script of this podcast already; `podcast build` makes its episode", file=typed
        )
    return source


def _mended(typed: str) -> str:
    """What was typed, without quotes around it, as a path if it is a `file:` URL, with its scheme if it is an
    address."""
    source = typed.strip().strip(_QUOTES)
    if source.lower().startswith("file:"):
        return url2pathname(unquote(urlsplit(source).path))
    local = Path(source).expanduser()
    first = source.split("/")[0]
    is_bare = _BARE.fullmatch(source) and ("/" in source or source.startswith("www."))
    if is_bare and not local.exists() and not Path(first).exists():
        return f"https://{source}"
    return str(local)


def _missing(typed: str, path: Path) -> InputError:
    """The error of a file that is not there, with the name of one that is nearly called so."""
    names: list[str] = []
    with suppress(OSError):
        names = [child.name for child in path.parent.iterdir()]
    folded = {name.lower(): name for name in names}
    if near := folded.get(nearest(path.name, folded, 0.8), ""):
        return InputError("there is no such file; did you mean “{near}”?", file=typed, near=near)
    return InputError(
        "there is no such file in “{folder}”; check its name, or write the web address whole",
        file=typed,
        folder=str(path.parent.absolute()),
    )
