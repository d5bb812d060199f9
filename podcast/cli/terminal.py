"""Text made safe for a terminal, and the one way by which the command prints."""

from __future__ import annotations

import re
import sys

import click

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]|\n|\t")
"""C0 and C1, with which a file's name or a quoted line could move the cursor or set the title; and halves of
characters, as which names that are no UTF-8 arrive."""


def visible(text: str, *, lines: bool = False) -> str:
    """`text` with each control code as a sign that can be seen; with its line ends and tabs, if `lines`."""
    return _CONTROL.sub(lambda match: _sign(match[0], lines=lines), text)


def _sign(character: str, *, lines: bool) -> str:
    if character in "\n\t":
        return character if lines else " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)  # ESC as ␛
    return "␡" if code == 0x7F else "\ufffd"


def echo(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print. Nothing in it can control the terminal."""
    click.echo(visible(text, lines=True), err=err, nl=nl)


def draw(picture: str) -> None:
    """Print what the program itself has drawn, with the codes that set its colours."""
    click.echo(picture)


def open_streams() -> None:
    """Where a shell has closed a standard stream (`>&-`), what is said goes nowhere; else the next file that is
    opened would take its number, and be written into."""
    import os

    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
