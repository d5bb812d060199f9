"""Front matter: settings of one episode at the top of its script.

Between `---` lines, each line is `key: value`: the part of YAML that needs no YAML reader. Between
`+++` lines is TOML.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from podcast.errors import InputError
from podcast.script.block import fold
from podcast.script.names import to_date

_SETTING = re.compile(r"([^\W\d][\w-]*)[ \t]*([:=])[ \t]*(.*)")
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*(?:#.*)?""")
_TOML_LINE = re.compile(r"at line (\d+)")
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NESTED = ("[", "{", "|", ">", "&", "*", "!")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter may set; the defaults stand for what is not set."""

    title: str = ""
    date: dt.date | None = None
    description: str = ""
    number: int | None = None
    season: int | None = None
    image: str = ""
    explicit: bool | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class _Setting:
    key: str
    value: object
    name: str
    line: int


def _text(setting: _Setting) -> str:
    if isinstance(setting.value, bool | list | dict):
        raise InputError("“{key}” must be text, in quotes where it is TOML")
    return fold(str(setting.value))


def _count(setting: _Setting) -> int:
    written = str(setting.value).strip()
    if not written.isdecimal() or int(written[:9]) < 1:
        raise InputError("“{key}” must be a whole number from 1, not “{value}”")
    return int(written[:9])


def _truth(setting: _Setting) -> bool:
    truth = _TRUTHS.get(str(setting.value).strip().lower())
    if truth is None:
        raise InputError("“{key}” must be true or false, not “{value}”")
    return truth


def _date(setting: _Setting) -> dt.date:
    return to_date(str(setting.value), name=setting.name, line=setting.line)


_FIELDS: dict[str, Callable[[_Setting], object]] = {
    "title": _text,
    "date": _date,
    "description": _text,
    "number": _count,
    "season": _count,
    "image": _text,
    "explicit": _truth,
    "slug": _text,
}


def split(text: str, name: str) -> tuple[FrontMatter, str]:
    """The front matter of `text`, and the rest, after blank lines that keep line numbers right.

    A first line `---` with no setting under it is a rule, not front matter. Raises InputError.
    """
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if not _opens(fence, lines[1:]):
        return FrontMatter(), text
    ends = [number for number, line in enumerate(lines[1:], 1) if line.rstrip() == fence]
    if not ends:
        raise InputError(
            "the front matter that begins here never ends; close it with a line “{fence}”",
            file=name,
            line=1,
            fence=fence,
        )
    settings = lines[1 : ends[0]]
    read = _toml if fence == "+++" else _pairs
    return _checked(read(settings, name)), "\n" * (ends[0] + 1) + "\n".join(lines[ends[0] + 1 :])


def _opens(fence: str, below: list[str]) -> bool:
    first = next((line for line in below if line.strip() and not line.startswith("#")), "")
    if fence not in ("---", "+++") or not below or not below[0].strip():
        return False
    return first.rstrip() == fence or _SETTING.match(first.strip().replace('"', "")) is not None


def _checked(settings: Iterator[_Setting]) -> FrontMatter:
    values: dict[str, object] = {}
    for setting in settings:
        if setting.key not in _FIELDS:
            raise InputError(
                "unknown key “{key}”; known keys: {known}",
                file=setting.name,
                line=setting.line,
                key=setting.key,
                known=", ".join(_FIELDS),
            )
        if setting.key in values:
            raise InputError(
                "“{key}” is set twice; keep one of the two lines",
                file=setting.name,
                line=setting.line,
                key=setting.key,
            )
        if setting.value != "":
            values[setting.key] = _value(setting)
    return FrontMatter(**values)  # type: ignore[arg-type]


def _value(setting: _Setting) -> object:
    try:
        return _FIELDS[setting.key](setting)
    except InputError as error:
        error.file, error.line = setting.name, setting.line
        error.fields |= {"key": setting.key, "value": setting.value}
        raise


def _pairs(lines: list[str], name: str) -> Iterator[_Setting]:
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pair = _SETTING.fullmatch(line.rstrip())
        value = pair[3] if pair and pair[2] == ":" else None
        if pair is None or value is None or value.startswith(_NESTED):
            raise InputError(
                "cannot read “{text}”; write each setting on a line of its own as “key: value”,"
                " with quotes around a value that begins with a sign",
                file=name,
                line=number,
                text=line,
            )
        yield _Setting(pair[1], _scalar(value), name, number)


def _scalar(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    if quoted is None:
        return re.sub(r"(?:^|[ \t])#.*", "", value).strip()
    if quoted[1] is not None:
        return re.sub(
            r"\\(.)", lambda escape: {"n": " ", "t": " "}.get(escape[1], escape[1]), quoted[1]
        )
    return quoted[2].replace("''", "'")


def _toml(lines: list[str], name: str) -> Iterator[_Setting]:
    import tomllib

    try:
        values = tomllib.loads("\n".join([*lines, ""]))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_LINE.search(str(error))
        raise InputError(
            "the front matter is not valid TOML: {problem}",
            file=name,
            line=int(place[1]) + 1 if place else len(lines) + 1,
            problem=error,
        ) from None
    for key, value in values.items():
        shape = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        place_of = (number for number, line in enumerate(lines, 2) if shape.match(line))
        yield _Setting(key, value, name, next(place_of, 1))
