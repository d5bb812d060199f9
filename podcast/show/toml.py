"""Reads a settings file, with errors that name the file and the line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from podcast import rooted
from podcast.errors import InputError
from podcast.formats import toml
from podcast.show.files import likely_encoding

_UNQUOTED = re.compile(r"""\s*\[\s*(\w+)\s*\.\s*([^\]"'\x00-\x7f][^\]"']*)\]""")
_WORD = re.compile(
    r"\s*(\w+)\s*=\s*(?:True|False|TRUE|FALSE|[Yy]es|[Nn]o|YES|NO|نعم|لا)\s*(?:#.*)?$"
)
_ENTRY = re.compile(r"""\s*("[^"]+"|'[^']+'|[\w.-]+)\s*=""")
_TWICE = re.compile(r"Cannot declare \((.*)\) twice")


MOST = 4 * rooted.MEGABYTE
"""The size limit of a settings file in bytes: a lexicon of 50,000 words."""


def read_text(root: Path, name: str) -> str:
    """The text of the settings file `name` of a root: UTF-8, with or without BOM. Raises InputError."""
    try:
        text = rooted.text(root, name, MOST)
    except UnicodeDecodeError as error:
        raise _not_utf8(error.object, name, error.object[: error.start].count(b"\n") + 1) from None
    except OSError as error:
        raise InputError(
            "cannot be read ({problem}); let your user read it, or remove it",
            file=name,
            problem=error.strerror,
        ) from None
    if "\x00" in text:  # UTF-16 without a BOM passes for UTF-8, except for its NULs
        raise _not_utf8(text.encode(), name)
    return text


def _not_utf8(raw: bytes, name: str, line: int = 0) -> InputError:
    if likely := likely_encoding(raw):
        return InputError(
            "is not UTF-8 but, it seems, {likely}; save it as UTF-8",
            file=name,
            line=line,
            likely=likely,
        )
    return InputError("is not UTF-8; save it as UTF-8", file=name, line=line)


def parse(text: str, name: str) -> dict[str, Any]:
    """`text` as TOML. Raises InputError with the broken line."""
    try:
        return toml.parse(text)
    except toml.MergeError as error:
        raise InputError(
            "this file holds two versions, as git leaves them after a conflict; keep the lines that are "
            "right, and delete those that begin with <<<<<<<, ======= and >>>>>>>",
            file=name,
            line=error.line,
        ) from None
    except toml.TomlError as error:
        if twice := _TWICE.match(error.problem):
            raise InputError(
                "[{table}] appears a second time here; put these lines below the first [{table}]",
                file=name,
                line=error.line,
                table=".".join(re.findall(r"'([^']+)'", twice[1])),
            ) from None
        raise _broken(text.split("\n")[error.line - 1 :][:1], error, name) from None


def _broken(lines: list[str], error: toml.TomlError, name: str) -> InputError:
    """The error of a line that is no TOML, with the way out of the slips that are common."""
    line = lines[0] if lines else ""
    place: dict[str, Any] = {"file": name, "line": error.line}
    if named := _UNQUOTED.match(line):
        return InputError(
            "a name in Arabic letters needs quotes here:  {header}",
            header=f'[{named[1]}."{named[2].strip()}"]',
            **place,
        )
    if key := _WORD.match(line):
        return InputError(
            "“{key}” must be true or false, in small letters and without quotes",
            key=key[1],
            **place,
        )
    if (key := _ENTRY.match(line)) and error.problem == "Cannot overwrite a value":
        return InputError(
            "“{key}” is set twice; keep one of the two lines", key=key[1].strip("\"'"), **place
        )
    return InputError(
        'is not valid TOML: {problem}; a line looks like  key = "text", in straight quotes',
        problem=error.problem,
        **place,
    )


def line_of(text: str, path: str, nth: int = 1) -> int:
    """The line of `key` or `table.key`, from 1; 0 if it is not set. Of repeated tables the `nth`."""
    return toml.line_of(text, *path.split("."), nth=nth)
