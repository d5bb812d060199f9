"""Reads a settings file, with errors that name the file and the line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from podcast import rooted
from podcast.errors import InputError
from podcast.formats import toml

_TWICE = re.compile(r"Cannot declare \((.*)\) twice")


MOST = 4 * rooted.MEGABYTE
"""The size limit of a settings file in bytes: a lexicon of 50,000 words."""


def read_text(root: Path, name: str) -> str:
    """The text of the settings file `name` of a root: UTF-8, with or without BOM. Raises InputError."""
    try:
        return rooted.text(root, name, MOST)
    except UnicodeDecodeError as error:
        raise InputError(
            "is not UTF-8; save it as UTF-8",
            file=name,
            line=error.object[: error.start].count(b"\n") + 1,
        ) from None
    except OSError as error:
        raise InputError(
            "cannot be read ({problem}); let your user read it, or remove it",
            file=name,
            problem=error.strerror,
        ) from None


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
        raise InputError(
            'is not valid TOML: {problem}; a line looks like  key = "text", in straight quotes',
            file=name,
            line=error.line,
            problem=error.problem,
        ) from None


def line_of(text: str, path: str, nth: int = 1) -> int:
    """The line of `key` or `table.key`, from 1; 0 if it is not set. Of repeated tables the `nth`."""
    return toml.line_of(text, *path.split("."), nth=nth)
