"""`script/lexicon.toml`: how the author wants words said, read and added to."""

from __future__ import annotations

import re
from pathlib import Path

from podcast.errors import InputError, OutputError
from podcast.formats import files
from podcast.show import toml

NAME = "script/lexicon.toml"
WORDS = "words"

_LINE = re.compile(
    r"""(?P<key>\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*')(?P<tail>\s*(?:\#.*)?)""",
    re.ASCII,
)
_HEADER = """\
# كيف تُقال الكلمات في كل الحلقات: في كل سطرٍ المكتوبُ، ثم علامة =، ثم ما يُقال مضبوطًا بالتشكيل.
# "Mistral AI" = "مِيسْتْرَال إيه آي"

"""


def lexicon(root: Path) -> dict[str, str]:
    """What is written → how it is said; empty without the file. Raises InputError with the line."""
    path = root / NAME
    return _entries(toml.read_text(path, NAME)) if path.exists() else {}


def _entries(text: str) -> dict[str, str]:
    values = toml.parse(text, NAME)
    words = values.pop(WORDS, {})
    if isinstance(words, str):
        values[WORDS], words = words, {}
    entries: dict[str, str] = {}
    for table, held in (("", values), (WORDS + ".", words)):
        for written, spoken in held.items():
            line = toml.line_of(text, table + written)
            key = " ".join(written.split())
            if not isinstance(spoken, str) or not key or not spoken.strip():
                raise InputError(
                    '“{key}” must be said somehow; write  "{key}" = "…"  with both in quotes',
                    file=NAME,
                    line=line,
                    key=written,
                )
            if key in entries:
                raise InputError(
                    "“{key}” is set twice; keep one of the two lines", file=NAME, line=line, key=key
                )
            entries[key] = " ".join(spoken.split())
    return entries


def starter_lexicon() -> str:
    """A lexicon.toml without words, which tells in a comment what belongs there."""
    return _HEADER


def add_to_lexicon(root: Path, written: str, spoken: str) -> None:
    """Set how `written` is said, leaving all else in the file as it is; the file is made if needed.

    Raises InputError if either is empty or the file cannot be edited line by line, OutputError if
    it cannot be written.
    """
    key, value = " ".join(written.split()), " ".join(spoken.split())
    if not key or not value:
        raise InputError("a word and how it is said are needed, both not empty", file=NAME)
    path = root / NAME
    before = lexicon(root)
    raw = path.read_bytes().decode("utf-8-sig") if path.exists() else _HEADER
    at = toml.line_of(raw, key) or toml.line_of(raw, f"{WORDS}.{key}")
    after = _edited(raw, at, key, value)
    if not after or _entries(after.replace("\r\n", "\n")) != {**before, key: value}:
        raise InputError(
            "the entry “{key}” is written in a way this command cannot change; edit the file",
            file=NAME,
            line=at,
            key=key,
        )
    _replace(path, after)


def _edited(raw: str, at: int, key: str, value: str) -> str:
    """`raw` with the entry on line `at` changed, or a new last one if `at` is 0; "" if it cannot be."""
    lines = raw.split("\n")
    if at:
        entry = _LINE.fullmatch(lines[at - 1])
        lines[at - 1] = f"{entry['key']}{_quoted(value)}{entry['tail']}" if entry else ""
        return "\n".join(lines) if entry else ""
    while lines and not lines[-1].strip():
        lines.pop()
    if raw == _HEADER:
        lines.append("")
    return "\n".join([*lines, f"{_quoted(key)} = {_quoted(value)}{_carriage(raw)}", ""])


def _carriage(raw: str) -> str:
    return "\r" if "\r\n" in raw else ""


def _quoted(text: str) -> str:
    """`text` as a TOML basic string, whose escapes are those of JSON, and DEL."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all; behind a link, the file it points to."""
    try:
        with files.replacing(path.resolve(), keep_mode=True) as out:
            out.write(text.encode())
    except OSError as error:
        raise OutputError(
            "cannot be written: {problem}", file=NAME, problem=error.strerror
        ) from None
