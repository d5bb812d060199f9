"""Loads `script/show.toml` as a Show, checked key by key."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from podcast.errors import InputError
from podcast.formats.text import nearest
from podcast.model import Music, Pauses, Show, Voice
from podcast.show import toml, voices
from podcast.show.keys import KEYS, KNOWN_KEYS, TABLES
from podcast.structs import replace

NAME = "script/show.toml"

_ARABIC_KEY = re.compile(r"\s*([\u0621-\u064a]+)\s*[=:]")
_MEANT = {
    "عنوان": "title",
    "اسم": "title",
    "وصف": "description",
    "مؤلف": "author",
    "كاتب": "author",
    "صاحب": "author",
    "بريد": "email",
    "لغة": "language",
    "تصنيف": "category",
    "رابط": "base_url",
    "غلاف": "cover",
    "صورة": "cover",
    "محرك": "engine",
    "صوت": "voice.name",
    "توقيت": "timezone",
    "إفصاح": "disclosure",
}
"""The key that is meant by an Arabic word, without its article."""

_ALSO = {
    "speakers": "voices",
    "speaker": "voices",
    "name": "title",
    "summary": "description",
    "subtitle": "description",
    "host": "person",
    "hosts": "person",
    "owner": "author",
    "mail": "email",
    "image": "cover",
    "picture": "cover",
    "artwork": "cover",
    "logo": "cover",
    "url": "base_url",
    "address": "base_url",
    "website": "link",
    "site": "link",
    "homepage": "link",
}
"""The key that is meant by one that other programs use."""

LOOKED_AT = 200
"""How many entries of a folder that is no podcast are tried, whether one of them is."""


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that has a script/show.toml. Raises InputError."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / NAME).is_file():
            return folder
    raise _no_root(start)


def _no_root(folder: Path) -> InputError:
    """The error of a folder that is no podcast; it names one directly below, where the author meant to be."""
    here = str(folder.resolve())
    if not folder.exists():
        return InputError("there is no folder “{folder}”; check its name", folder=here)
    with suppress(OSError):
        for child in islice(sorted(folder.iterdir()), LOOKED_AT):
            if (child / NAME).is_file():
                return InputError(
                    "“{folder}” is not a podcast, but {near} in it is; go there first:  {command}",
                    folder=here,
                    near=child.name,
                    command=f"cd {shlex.quote(str(child))}",
                )
    return InputError(
        "“{folder}” is not a podcast: it has no script/show.toml; `podcast init` makes one here,"
        " `-C DIR` names another folder",
        folder=here,
    )


def load(root: Path) -> Show:
    """The settings of the podcast in `root`. Raises InputError, with the line if there is one."""
    if not (root / NAME).exists():
        raise _no_root(root)
    text = toml.read_text(root, NAME)
    keys = _parsed(text)
    engines = voices.engine_settings(keys.pop("engines", {}), text)
    speakers = voices.speakers(keys.pop("voices", {}), text)
    values = {path: _checked(path, value, text) for path, value in _flat(keys, text)}
    if "title" not in values:
        raise InputError('has no title; add a line  title = "…"', file=NAME)
    return replace(_show(values, text), engines=engines, voices=speakers)


def _parsed(text: str) -> dict[str, Any]:
    """The settings as TOML, which knows no Arabic keys: one is told the right one."""
    try:
        return toml.parse(text, NAME)
    except InputError as error:
        lines = text.split("\n")
        written = _ARABIC_KEY.match(lines[error.line - 1] if 0 < error.line <= len(lines) else "")
        meant = written and nearest(written[1].removeprefix("ال"), _MEANT)
        if not (written and meant):
            raise
        raise InputError(
            "unknown key “{key}”; did you mean “{near}”?",
            file=NAME,
            line=error.line,
            key=written[1],
            near=_MEANT[meant],
        ) from None


def _flat(keys: dict[str, Any], text: str) -> Iterator[tuple[str, object]]:
    for key, value in keys.items():
        if key not in TABLES:
            yield key, value
            continue
        if not isinstance(value, dict):
            raise InputError(
                "“{key}” is a table; write [{key}] on a line of its own and its settings below",
                file=NAME,
                line=toml.line_of(text, key),
                key=key,
            )
        yield from ((f"{key}.{inner}", deep) for inner, deep in value.items())


def _checked(path: str, value: object, text: str) -> object:
    if path not in KEYS:
        raise _unknown(path, text)
    try:
        return KEYS[path].check(value)
    except InputError as error:
        nth = error.fields.get("nth", 1)
        error.file, error.line = NAME, toml.line_of(text, path, int(str(nth)))
        error.fields |= {"key": path, "value": value}
        raise


def _unknown(path: str, text: str) -> InputError:
    place = toml.line_of(text, path)
    keys = ", ".join(KNOWN_KEYS)
    # A key under the wrong [table], or a misspelled one.
    name = path.rpartition(".")[2]
    moved = [key for key in KNOWN_KEYS if key.rpartition(".")[2] == name.lower()]
    also = _ALSO.get(path.lower(), "")
    if near := also or next(iter(moved), "") or nearest(path, KNOWN_KEYS):
        return InputError(
            "unknown key “{key}”; did you mean “{near}”?",
            file=NAME,
            line=place,
            key=path,
            near=near,
        )
    return InputError(
        "unknown key “{key}”; known keys: {known}", file=NAME, line=place, key=path, known=keys
    )


def _show(values: dict[str, Any], text: str) -> Show:
    inner = {table: _under(values, table) for table in TABLES}
    top = {path: value for path, value in values.items() if "." not in path}
    engine = inner["voice"].pop("engine", "")
    if engine and top.get("engine", engine) != engine:
        raise InputError(
            "“engine” and “voice.engine” name two engines; keep one of them",
            file=NAME,
            line=toml.line_of(text, "voice.engine"),
        )
    if engine:
        top["engine"] = engine
    return Show(
        **top,
        voice=Voice(**inner["voice"]),
        pauses=Pauses(**inner["pauses"]),
        music=Music(**inner["music"]),
    )


def _under(values: dict[str, Any], table: str) -> dict[str, Any]:
    start = f"{table}."
    return {
        path.removeprefix(start): item for path, item in values.items() if path.startswith(start)
    }
