"""`script/lexicon.toml`: the author's readings of words; loading and editing it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from podcast import rooted
from podcast.errors import InputError, OutputError
from podcast.formats import files
from podcast.formats import toml as formats
from podcast.formats.text import folded, nearest
from podcast.show import toml

NAME = "script/lexicon.toml"
WORDS = "words"

_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")

_HEADER = """\
# كيف تُقال الكلمات في كل الحلقات: في كل سطرٍ المكتوبُ، ثم علامة =، ثم ما يُقال مضبوطًا بالتشكيل.
# "Mistral AI" = "مِيسْتْرَال إيه آي"

"""


def lexicon(root: Path) -> dict[str, str]:
    """Written form → spoken form; empty without the file. Raises InputError with the line."""
    return _entries(toml.read_text(root, NAME)) if os.path.lexists(root / NAME) else {}


def _entries(text: str) -> dict[str, str]:
    values = toml.parse(text, NAME)
    words = values.pop(WORDS, {})
    if not isinstance(words, dict):
        values[WORDS], words = words, {}
    entries: dict[str, str] = {}
    for table, held in (((), values), ((WORDS,), words)):
        for written, spoken in held.items():
            key = folded(written)
            if not isinstance(spoken, str) or not key or not spoken.strip():
                raise InputError(
                    '“{key}” has no reading; write  "{key}" = "…"  with both in quotes',
                    file=NAME,
                    line=formats.line_of(text, *table, written),
                    key=written,
                )
            if key in entries:
                raise InputError(
                    "“{key}” is set twice; keep one of the two lines",
                    file=NAME,
                    line=formats.line_of(text, *table, written),
                    key=key,
                )
            if not sayable(spoken):
                raise _unsayable(key, spoken, formats.line_of(text, *table, written))
            entries[key] = folded(spoken)
    return entries


def sayable(spoken: str) -> bool:
    """Whether an Arabic voice could say any of it."""
    return bool(_ARABIC.search(spoken))


def _unsayable(written: str, spoken: str, line: int = 0) -> InputError:
    """The error for a reading that cannot be spoken: usually the two forms are the wrong way round."""
    if sayable(written):
        return InputError(
            "“{spoken}” is not a reading: first what is written, then how it is read, in Arabic letters; "
            " {entry}  is the other way round",
            file=NAME,
            line=line,
            spoken=spoken,
            entry=f"{formats.quoted(spoken)} = {formats.quoted(written)}",
        )
    return InputError(
        "“{spoken}” is not a reading of “{written}”; write how it is read in Arabic letters, with diacritics",
        file=NAME,
        line=line,
        spoken=spoken,
        written=written,
    )


def starter_lexicon() -> str:
    """An empty lexicon.toml, with a comment that explains what belongs in it."""
    return _HEADER


def add_to_lexicon(root: Path, written: str, spoken: str) -> None:
    """Set the reading of `written`, leaving the rest of the file as it is; create the file if needed.

    Raises InputError if either form is empty or the file cannot be edited line by line, OutputError if it
    cannot be written.
    """
    key, value = folded(written), folded(spoken)
    if not key or not value:
        raise InputError("give a word and its reading; neither may be empty", file=NAME)
    if not sayable(value):
        raise _unsayable(key, value)
    path = rooted.own(root, NAME)
    before = lexicon(root)
    raw = rooted.unicode_text(path.read_bytes()) if path.exists() else _HEADER
    line = formats.line_of(raw, key) or formats.line_of(raw, WORDS, key)
    after = _edited(raw, line, key, value)
    if after is None or _entries(after.replace("\r\n", "\n")) != {**before, key: value}:
        raise InputError(
            "the entry “{key}” is written in a way this command cannot change; edit the file",
            file=NAME,
            line=line,
            key=key,
        )
    _replace(path, after)


def remove_from_lexicon(root: Path, written: str) -> str:
    """Remove the entry of `written`, leaving the rest of the file as it is; returns its reading.

    Raises InputError if there is no such entry or the file cannot be edited line by line, OutputError if it
    cannot be written.
    """
    key, before = folded(written), lexicon(root)
    if key not in before:
        if near := nearest(key, before):
            raise InputError(
                "there is no entry “{key}”; did you mean “{near}”?", file=NAME, key=key, near=near
            )
        raise InputError("there is no entry “{key}”", file=NAME, key=key)
    path = rooted.own(root, NAME)
    raw = rooted.unicode_text(path.read_bytes())
    line = formats.line_of(raw, key) or formats.line_of(raw, WORDS, key)
    lines = raw.split("\n")
    after = "\n".join(lines[: line - 1] + lines[line:])
    kept = {word: spoken for word, spoken in before.items() if word != key}
    if not line or _still(after) != kept:
        raise InputError(
            "the entry “{key}” is written in a way this command cannot change; edit the file",
            file=NAME,
            line=line,
            key=key,
        )
    _replace(path, after)
    return before[key]


def _still(text: str) -> dict[str, str] | None:
    """The entries of an edited file; None if the edit broke it."""
    try:
        return _entries(text.replace("\r\n", "\n"))
    except InputError:
        return None


def _edited(raw: str, index: int, key: str, value: str) -> str | None:
    """`raw` with the entry on line `index` changed, or a new last entry if it is 0; None if that fails."""
    if index:
        return formats.with_value(raw, index, value)
    lines = raw.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if raw == _HEADER:
        lines.append("")
    carriage = "\r" if "\r\n" in raw else ""
    return "\n".join([*lines, f"{formats.quoted(key)} = {formats.quoted(value)}{carriage}", ""])


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all; through a link, the file it points to."""
    try:
        with files.replacing(path.resolve(), keep_mode=True) as out:
            out.write(text.encode())
    except OSError as error:
        raise OutputError(
            "cannot be written ({problem}), and is as it was; mend that, and try again",
            file=NAME,
            problem=error.strerror,
        ) from None
