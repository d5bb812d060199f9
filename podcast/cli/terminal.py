"""Makes text safe for a terminal; every line the command prints goes through `echo`."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import click

from podcast.cli.direction import directed, table_width

if TYPE_CHECKING:
    from rich.table import Table

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]|\n|\t")
"""C0 and C1 controls, with which a file name or a quoted line could move the cursor or set the title; lone
surrogates, which stand for the bytes of names that are not UTF-8; and embeddings and overrides of direction, by
which a line reads otherwise than it is."""

_ISOLATE = re.compile("[\u2066-\u2069]")


def visible(text: str, *, lines: bool = False) -> str:
    """`text` with control codes replaced by visible symbols; line ends and tabs are kept if `lines`."""
    return _CONTROL.sub(lambda match: _sign(match[0], lines=lines), text)


def _sign(character: str, *, lines: bool) -> str:
    if character in "\n\t":
        return character if lines else " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # ESC as ␛
    return "␡" if code == 0x7F else "\ufffd"


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print `text`, in which nothing can control the terminal, and each line reads in its direction."""
    click.echo(directed(visible(text, lines=True), err=err), err=err, nl=nl)


def quoted(text: str) -> str:
    """As `visible`, of a text within a sentence: it does not turn what stands around it either."""
    return _ISOLATE.sub("\ufffd", visible(text))


def print_json(record: object) -> None:
    """Print `record` for programs: what a terminal must not get is escaped, so that they read it as it is."""
    print_json_text(json.dumps(record, ensure_ascii=False, indent=1))


def print_json_text(text: str) -> None:
    """As `print_json`, of what is JSON already."""
    lines = [
        _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", line) for line in text.split("\n")
    ]
    click.echo("\n".join(lines))


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal at most."""
    from rich.console import Console

    console = Console(width=table_width(), markup=False, highlight=False, force_terminal=False)
    with console.capture() as drawn:
        console.print(table)
    echo(drawn.get().rstrip("\n"))


def draw(picture: str) -> None:
    """Print a picture drawn by the program itself, with the codes that set its colours."""
    click.echo(picture)


def open_streams() -> None:
    """Open the null device in place of each standard stream that the shell has closed (`>&-`).

    Otherwise the next file opened would take its descriptor, and messages would be written into it.
    """
    import os

    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
