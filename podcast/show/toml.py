"""TOML as an author types it: read with errors that name the line, and the line of a key in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from podcast.errors import InputError

_TWICE = re.compile(r"Cannot declare \((.*)\) twice")
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TABLE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")
_ENTRY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s=]+?)\s*=""")
_LONG = re.compile("\"\"\"|'''")


def read_text(path: Path, name: str) -> str:
    """The text of a settings file: UTF-8, with or without BOM. Raises InputError."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(
            "is not UTF-8; save it as UTF-8",
            file=name,
            line=error.object[: error.start].count(b"\n") + 1,
        ) from None
    except OSError as error:
        raise InputError(
            "cannot be read ({problem}); let your user read it, or take it away",
            file=name,
            problem=error.strerror,
        ) from None


def parse(text: str, name: str) -> dict[str, Any]:
    """`text` as TOML. Raises InputError with the line that is broken."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
        problem = _PLACE.sub("", str(error))
        if twice := _TWICE.match(problem):
            raise InputError(
                "[{table}] stands a second time here; put these lines below the first [{table}]",
                file=name,
                line=line,
                table=".".join(re.findall(r"'([^']+)'", twice[1])),
            ) from None
        raise InputError(
            'is not valid TOML: {problem}; a line looks like  key = "text", in straight quotes',
            file=name,
            line=line,
            problem=problem,
        ) from None


def line_of(text: str, key: str, nth: int = 1) -> int:
    """The line, from 1, where `key` is set in a TOML text; 0 where it is not.

    `key` is `key`, `table.key`, or the name of a table: the `nth` of them where there are several.
    """
    table = ""
    seen = 0
    inside_long = False
    for number, line in enumerate(text.split("\n"), 1):
        outside, inside_long = not inside_long, inside_long ^ (len(_LONG.findall(line)) % 2 == 1)
        if not outside:
            continue
        if header := _TABLE.fullmatch(line):
            table = header[1].strip("\"'")
            seen += table == key
            if table == key and seen == nth:
                return number
        elif table != key and (entry := _ENTRY.match(line)) and _is_key(entry[1], table, key, line):
            return number
    return 0


def _is_key(written: str, table: str, key: str, line: str) -> bool:
    name = _unquoted(written)
    full = f"{table}.{name}" if table else name
    if key == full or (name == written and full.startswith(f"{key}.")):
        return True
    # voice = { rate = 2 }
    inner = key.removeprefix(full + ".")
    return inner != key and re.search(rf"[{{,]\s*{re.escape(inner)}\s*=", line) is not None


def _unquoted(written: str) -> str:
    import tomllib

    if written[0] not in "\"'":
        return written
    try:
        return next(iter(tomllib.loads(f"{written} = 0")))
    except tomllib.TOMLDecodeError:
        return written
