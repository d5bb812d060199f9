"""Front matter: the settings of one episode at the top of its script.

Between `---` lines each line is `key: value`, the subset of YAML that needs no YAML parser; between `+++`
lines it is TOML.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from podcast.errors import InputError
from podcast.formats import toml
from podcast.script.foreign import is_beside, is_foreign, later, near, withholding
from podcast.script.settings import FIELDS, REPEATED, FrontMatter, Setting

_SETTING = re.compile(r"([^\W\d][\w-]*)[ \t]*([:=])[ \t]*(.*)")
_MISTYPED = re.compile(r"([a-z_]+)[ \t]*[،؛;,]")
"""A key with another sign than the colon behind it, as an Arabic keyboard has: title، عنوان."""
_TOML = re.compile(r"""\s*(?:\[|["'\w.-]+\s*=|(?:["'\w-]+\s*\.\s*)+)""")
"""How a line of TOML begins that is none of a text: a table, a key."""
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*(?:#.*)?""")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_FOLDED = re.compile(r"[|>][+-]?[0-9]?[ \t]*(?:#.*)?")
_ITEM = re.compile(r"-[ \t]+")
_NESTED = ("[", "{", "|", ">", "&", "*", "!")


def split(text: str, name: str) -> tuple[FrontMatter, str]:
    """The front matter of `text`, and the rest, preceded by blank lines so that line numbers stay right.

    A first line `---` without a setting below it is a thematic break, not front matter. Raises InputError.
    """
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if not _opens(fence, lines[1:]):
        _check_unfenced(lines, name)
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
    if fence == "+++" and _TOML.match(first):
        return True
    mistyped = _MISTYPED.match(first)
    if mistyped is not None and mistyped[1] in FIELDS:
        return True
    return first.rstrip() == fence or _SETTING.match(first.strip().replace('"', "")) is not None


def _check_unfenced(lines: list[str], name: str) -> None:
    """Raise InputError if a text begins with a setting, which would be read aloud.

    A line of signs above it, such as the dash that some editors make of `---`, is no text.
    """
    for number, line in enumerate(lines, 1):
        if not any(map(str.isalnum, line)):
            continue
        setting = _SETTING.fullmatch(line.rstrip())
        if setting and setting[2] == ":" and _key(setting[1]) in FIELDS:
            raise InputError(
                "“{key}:” looks like a setting; put a line “---” above the settings and one below them",
                file=name,
                line=number,
                key=setting[1],
            )
        return


def _checked(settings: Iterator[Setting]) -> FrontMatter:
    values: dict[str, object] = {}
    ours, withheld, foreign = _sorted(settings)
    for setting in ours:
        if setting.key in values and setting.key not in REPEATED:
            raise InputError(
                "“{key}” is set twice; keep one of the two lines",
                file=setting.name,
                line=setting.line,
                key=setting.key,
            )
        if setting.value != "":
            before = values.get(setting.key, ())
            values[setting.key] = _value(setting, before if isinstance(before, tuple) else ())
        if setting.key == "title":
            values["title_line"] = setting.line
    for setting in withheld:
        value, own = _value(setting, ()), values.get(setting.key)
        if isinstance(value, dt.date) and isinstance(own, dt.date):
            value = later(own, value)
        values[setting.key] = value
    return FrontMatter(**values, foreign=foreign)  # type: ignore[arg-type]


def _sorted(settings: Iterator[Setting]) -> tuple[list[Setting], list[Setting], tuple[str, ...]]:
    """Our settings, those of others that keep the text from being published, and the keys to be ignored.

    Raises InputError for a key that is neither ours nor known, unless it stands beside those of others.
    """
    ours: list[Setting] = []
    withheld: list[Setting] = []
    unknown: list[Setting] = []
    foreign: list[str] = []
    for setting in settings:
        if meant := withholding(setting):
            withheld.append(meant)
        elif is_foreign(setting):
            foreign.append(setting.key)
        elif setting.key in FIELDS:
            ours.append(setting)
        else:
            unknown.append(setting)
    for setting in unknown:
        if not ((foreign or withheld) and is_beside(setting)):
            raise _unknown(setting)
        foreign.append(setting.key)
    return ours, withheld, tuple(foreign)


def _unknown(setting: Setting) -> InputError:
    """The error of a key that no program has; a misspelled or an Arabic one is told the right one."""
    place: dict[str, Any] = {"file": setting.name, "line": setting.line, "key": setting.key}
    if meant := near(setting.key):
        return InputError("unknown key “{key}”; did you mean “{near}”?", **place, near=meant)
    return InputError("unknown key “{key}”; known keys: {known}", **place, known=", ".join(FIELDS))


def _value(setting: Setting, before: tuple[object, ...]) -> object:
    try:
        value = FIELDS[setting.key](setting)
        return (*before, *value) if isinstance(value, tuple) else value
    except InputError as error:
        error.file, error.line = setting.name, setting.line
        error.fields |= {"key": setting.key, "value": setting.value}
        raise


def _pairs(lines: list[str], name: str) -> Iterator[Setting]:
    rows = [(number, line.rstrip()) for number, line in enumerate(lines, 2)]
    rows = [row for row in rows if row[1] and not row[1].lstrip().startswith("#")]
    while rows:
        number, line = rows.pop(0)
        below = list(takewhile(lambda row: row[1][0] in " \t-]}", rows))
        pair = _SETTING.fullmatch(line)
        if pair is None or pair[2] != ":":
            raise _unreadable(line, name, number)
        key, value = _key(pair[1]), pair[3]
        del rows[: len(below)]
        if key in FIELDS:
            yield from _own(key, value, below, name, number)
        else:
            known = "" if value.startswith(_NESTED) else _scalar(value)
            yield Setting(key, known, name, number)


def _own(
    key: str, value: str, below: list[tuple[int, str]], name: str, number: int
) -> Iterator[Setting]:
    """A setting of ours, with the lines `below` it that belong to it: a text in several lines, or a list."""
    lines = [line.strip() for _, line in below]
    if _FOLDED.fullmatch(value) and lines:
        yield Setting(key, " ".join(lines), name, number)
    elif not value and lines and key in REPEATED and all(map(_ITEM.match, lines)):
        for line, (place, _) in zip(lines, below, strict=True):
            yield Setting(key, _scalar(_ITEM.sub("", line)), name, place)
    elif below:
        raise _unreadable(below[0][1], name, below[0][0])
    elif value.startswith(_NESTED):
        raise _unreadable(f"{key}: {value}", name, number)
    else:
        yield Setting(key, _scalar(value), name, number)


def _unreadable(line: str, name: str, number: int) -> InputError:
    return InputError(
        "cannot read “{text}”; begin each line with “key: value”, and put quotes around a value that begins"
        " with a sign",
        file=name,
        line=number,
        text=line.replace("\t", "⇥"),
    )


def _key(written: str) -> str:
    """A key, whose letter case does not matter."""
    return written.lower() if written.lower() in FIELDS else written


def _scalar(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    if quoted is None:
        return re.sub(r"(?:^|[ \t])#.*", "", value).strip()
    if quoted[1] is not None:
        text = _ESCAPE.sub(_unescaped, quoted[1])
        # JSON, which is YAML too, writes a sign beyond U+FFFF as two.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return quoted[2].replace("''", "'")


def _unescaped(escape: re.Match[str]) -> str:
    """What an escape of YAML stands for: programs write Arabic so, as in "\\u0645\\u0642\\u0627\\u0644"."""
    code = int(escape[1] or escape[2] or escape[3] or "20", 16)
    if escape[4]:
        return " " if escape[4] in "ntrNLP_" else escape[4]
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _toml(lines: list[str], name: str) -> Iterator[Setting]:
    text = "\n".join([*lines, ""])
    try:
        values = toml.parse(text)
    except toml.TomlError as error:
        raise InputError(
            "the front matter is not valid TOML: {problem}",
            file=name,
            line=error.line + 1,
            problem=error.problem,
        ) from None
    for key, value in values.items():
        yield Setting(_key(key), value, name, toml.line_of(text, key) + 1)
