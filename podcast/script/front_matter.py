"""Front matter: the settings of one episode at the top of its script.

Between `---` lines each line is `key: value`, the subset of YAML that needs no YAML parser; between `+++`
lines it is TOML.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from podcast.errors import InputError
from podcast.formats import toml
from podcast.formats.text import nearest
from podcast.script.settings import (
    FIELDS,
    FOREIGN,
    MEANT,
    REPEATED,
    FrontMatter,
    Setting,
    later,
    withholding,
)

_SETTING = re.compile(r"([^\W\d][\w-]*)[ \t]*([:=])[ \t]*(.*)")
_MISTYPED = re.compile(r"([a-z_]+)[ \t]*[،؛;,]")
"""A key with another sign than the colon behind it, as an Arabic keyboard has: title، عنوان."""
_TOML = re.compile(r"""\s*(?:\[|["'\w.-]+\s*=|(?:["'\w-]+\s*\.\s*)+)""")
"""How a line of TOML begins that is none of a text: a table, a key."""
_QUOTED = re.compile(r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*(?:#.*)?""")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
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
    """Raise InputError if a text begins with a setting, which would be read aloud."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
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
    foreign, withheld = [], list[Setting]()
    for setting in settings:
        if meant := withholding(setting):
            withheld.append(meant)
            continue
        if is_foreign(setting.key):
            foreign.append(setting.key)
            continue
        if setting.key not in FIELDS:
            raise _unknown(setting)
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
    for setting in withheld:
        value, own = _value(setting, ()), values.get(setting.key)
        if isinstance(value, dt.date) and isinstance(own, dt.date):
            value = later(own, value)
        values[setting.key] = value
    return FrontMatter(**values, foreign=tuple(foreign))  # type: ignore[arg-type]


def _unknown(setting: Setting) -> InputError:
    """The error of a key that no program has; a misspelled or an Arabic one is told the right one."""
    place: dict[str, Any] = {"file": setting.name, "line": setting.line, "key": setting.key}
    near = nearest(setting.key.removeprefix("ال"), (*FIELDS, *MEANT))
    if near:
        template = "unknown key “{key}”; did you mean “{near}”?"
        return InputError(template, **place, near=MEANT.get(near, near))
    return InputError("unknown key “{key}”; known keys: {known}", **place, known=", ".join(FIELDS))


def is_foreign(key: str) -> bool:
    """Whether a setting belongs to another program: one of its known keys, or one marked as its own."""
    return key not in FIELDS and (
        key.lower() in FOREIGN or key.lower().startswith(("dg-", "kanban-"))
    )


def _value(setting: Setting, before: tuple[object, ...]) -> object:
    try:
        value = FIELDS[setting.key](setting)
        return (*before, *value) if isinstance(value, tuple) else value
    except InputError as error:
        error.file, error.line = setting.name, setting.line
        error.fields |= {"key": setting.key, "value": setting.value}
        raise


def _pairs(lines: list[str], name: str) -> Iterator[Setting]:
    passing = False
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if passing and line[0] in " \t-]}":  # the rest of another program's value
            continue
        pair = _SETTING.fullmatch(line.rstrip())
        value = pair[3] if pair and pair[2] == ":" else None
        passing = pair is not None and pair[2] == ":" and is_foreign(pair[1])
        if pair and passing:
            known = "" if pair[3].startswith(_NESTED) else _scalar(pair[3])
            yield Setting(pair[1], known, name, number)
            continue
        if pair is None or value is None or value.startswith(_NESTED):
            raise InputError(
                "cannot read “{text}”; write each setting on a line of its own as “key: value”,"
                " with quotes around a value that begins with a sign",
                file=name,
                line=number,
                text=line,
            )
        yield Setting(_key(pair[1]), _scalar(value), name, number)


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
