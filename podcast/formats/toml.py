"""TOML as authors type it: parsing, quoting, finding the line of a key, changing the value of a key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

Keys: TypeAlias = tuple[str, ...]
"""A path of keys: `("voice", "rate")`."""

_STRING = r""""(?:[^"\\]|\\.)*"|'[^']*'"""
_ONE = rf"(?:{_STRING}|[\w-]+)"
_KEYS = rf"{_ONE}(?:\s*\.\s*{_ONE})*"
_TABLE = re.compile(rf"\s*\[\[?\s*({_KEYS})\s*\]\]?\s*(?:#.*)?")
_ENTRY = re.compile(rf"\s*({_KEYS})\s*=")
_TEXT_ENTRY = re.compile(rf"(\s*{_ONE}\s*=\s*)(?:{_STRING})(\s*(?:#.*)?)")
_LONG = re.compile("\"\"\"|'''")
_DEEP = re.compile(r"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){40}""")
"""A dotted key of absurd depth, for which the standard library's parser takes quadratic time."""

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


MERGE = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$", re.MULTILINE)
"""A conflict marker left by version control."""


class TomlError(ValueError):
    """A syntax error: its `problem` and its `line`, from 1."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem, line)
        self.problem = problem
        self.line = line


class MergeError(TomlError):
    """An unresolved merge conflict, and the line of its first marker."""


def parse(text: str) -> dict[str, Any]:
    """Parse a text. Raises TomlError, or MergeError for an unresolved merge conflict."""
    import tomllib

    if deep := _DEEP.search(text):
        raise TomlError("a key goes too many tables deep", text.count("\n", 0, deep.start()) + 1)
    try:
        return tomllib.loads(text)
    except (
        ValueError,
        RecursionError,
    ) as error:  # a number with too many digits raises a plain ValueError
        if mark := MERGE.search(text):
            raise MergeError(str(error), text.count("\n", 0, mark.start()) + 1) from None
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
        if "int_max_str_digits" in str(error):
            raise TomlError("a number has too many digits", _line_of_digits(text)) from None
        if isinstance(error, RecursionError):
            raise TomlError("lists or tables are nested too deeply", line) from None
        raise TomlError(_PLACE.sub("", str(error)), line) from None


def _line_of_digits(text: str) -> int:
    match = re.search(r"[0-9][0-9_]{4000}", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def quoted(text: str) -> str:
    """`text` as a basic string, whose escapes are those of JSON plus DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """`name` as a key: bare where TOML allows it."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else quoted(name)


def line_of(text: str, *keys: str, nth: int = 1) -> int:
    """The line, from 1, on which a key is set or a table begins; 0 if there is none.

    Of several tables of the same name (`[[person]]`) it is the `nth`.
    """
    lines = _lines(text).get(keys, ())
    return lines[min(nth, len(lines)) - 1] if lines else 0


def with_value(text: str, line: int, value: str) -> str | None:
    """`text` with the string on `line` changed to `value`; None if no key is set to a string there."""
    lines = text.split("\n")
    entry = _TEXT_ENTRY.fullmatch(lines[line - 1])
    if entry is None:
        return None
    lines[line - 1] = f"{entry[1]}{quoted(value)}{entry[2]}"
    return "\n".join(lines)


@lru_cache(maxsize=4)
def _lines(text: str) -> dict[Keys, list[int]]:
    """Keys → the lines on which they are set; found in one pass, however many keys are looked up."""
    lines: dict[Keys, list[int]] = {}
    table: Keys = ()
    for number, line in _outside(text):
        if header := _TABLE.fullmatch(line):
            table = _split(header[1])
            lines.setdefault(table, []).append(number)
            paths = iter((table,))
        elif entry := _ENTRY.match(line):
            paths = _set_by(line, (*table, *_split(entry[1])))
        else:
            continue
        for path in paths:
            for end in range(1, len(path) + 1):
                lines.setdefault(path[:end], [number])
    return lines


def _outside(text: str) -> Iterator[tuple[int, str]]:
    """The lines, numbered from 1, that do not begin inside a multi-line string."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if not inside:
            yield number, line
        inside ^= len(_LONG.findall(line)) % 2 == 1


def _split(keys: str) -> Keys:
    """The parts of a dotted key, without quotes."""
    return tuple(_name(one) for one in re.findall(_ONE, keys))


def _name(written: str) -> str:
    if written[0] not in "\"'":
        return written
    try:
        return next(iter(parse(f"{written} = 0")))
    except TomlError:
        return written


def _set_by(line: str, path: Keys) -> Iterator[Keys]:
    """The keys one line sets: `path` and, if its value is an inline table, everything in it."""
    yield path
    if line.partition("=")[2].lstrip().startswith("{"):
        try:
            yield from _below(parse("_ = " + line.partition("=")[2])["_"], path)
        except TomlError:
            return


def _below(value: object, path: Keys) -> Iterator[Keys]:
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield (*path, name)
        yield from _below(inner, (*path, name))
