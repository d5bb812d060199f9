"""A first script for a title, and the editor that the author writes in."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

from podcast import rooted, show
from podcast.cache import write_if_changed
from podcast.errors import InputError
from podcast.formats.text import folded
from podcast.pipeline.importing import free_path, front_matter_value

_SIGNS = re.compile(r"[*_`\[\]<>#&\\|~^]|^[-+]\s|^\d+[.)]\s")
"""What Markdown makes something else of."""


def day_of(written: str) -> dt.date:
    """The day that an author names. Raises InputError, also for a day with an hour."""
    from podcast.script.names import to_date

    day = to_date(written, name="")
    if isinstance(day, dt.datetime):
        raise InputError(
            "a file's name holds no hour; write it into the front matter:  date: {date}",
            date=written,
        )
    return day


def new_script(root: Path, title: str, day: dt.date) -> Path:
    """A script of its own for an episode called `title`, dated `day`. Raises InputError or OutputError."""
    from podcast.script.names import slug_of

    show.load(root)
    name = folded(
        "".join(character for character in title if character.isprintable() or character.isspace())
    )
    if not any(character.isalnum() for character in name):
        raise InputError("a title is needed, with a word in it")
    path = free_path(root, day, slug_of(name), ".md")
    text = f"# {name}\n\n"
    if _SIGNS.search(name):
        text = f"---\ntitle: {front_matter_value(name)}\n---\n\n"
    write_if_changed(path, text.encode())
    return path


def editor(environment: Mapping[str, str] | None = None) -> list[str] | None:
    """The author's editor as a command, as `$VISUAL` or `$EDITOR` names it, without a shell; None without one.

    Raises InputError where the program that is named is not there.
    """
    named = os.environ if environment is None else environment
    wanted = named.get("VISUAL") or named.get("EDITOR") or ""
    try:
        command = shlex.split(wanted, posix=os.name != "nt")
    except ValueError:
        command = [wanted]
    if not command:
        return None
    program = rooted.program(command[0])
    if program is None:
        raise InputError(
            "the editor “{name}” is not installed; set EDITOR to another, or use --no-edit",
            name=command[0],
        )
    return [program, *command[1:]]
