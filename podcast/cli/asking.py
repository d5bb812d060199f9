"""Confirmation before something is deleted."""

from __future__ import annotations

import sys

import click

from podcast.cli.direction import directed
from podcast.cli.messages import tr
from podcast.cli.terminal import echo
from podcast.errors import Stopped

YES = frozenset(("y", "yes", "ن", "نعم"))
NO = frozenset(("n", "no", "لا"))


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the author agrees: asked at a terminal; without one, only `yes` (the option --yes) counts.

    Raises Stopped after Ctrl-C.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        message = tr(
            "{question} There is no terminal to answer at; --yes deletes without asking",
            question=question,
        )
        echo(message, err=True)
        return False
    asked = directed(f"{question} {tr('[y/N]')}")
    try:
        answer = click.prompt(asked, default="", show_default=False, prompt_suffix=" ")
    except click.Abort as stop:
        echo()  # the prompt stands on a line of its own
        raise Stopped("stopped; nothing was deleted") from stop
    return str(answer).strip().lower() in YES


def size_of(count: int) -> str:
    """A number of bytes in a unit that is easy to read, such as “1.2 MB” (decimal units)."""
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def wait(process: int) -> None:
    """Say that another build, in the process of that id, has to finish first."""
    from podcast.pipeline.events import waiting

    note = waiting(process)
    echo(tr(note.template, **dict(note.fields)), err=True)
