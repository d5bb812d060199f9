"""Lines of both directions on a terminal that applies the bidi algorithm (UAX #9).

Such terminals take each line for left-to-right text, in which an Arabic sentence with a Latin word would be
drawn as two halves in the wrong order. So every Arabic cell of a line is isolated, and broken between words: a
terminal breaks within them, which changes the shapes of their letters. A file, a pipe or another program gets
the plain text, also where only one of the two outputs leads to it.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from shutil import get_terminal_size

LEFT_TO_RIGHT, RIGHT_TO_LEFT, FIRST_STRONG, POP = "\u2066", "\u2067", "\u2068", "\u2069"
MARK = "\u200e"

IN_ORDER = ("alacritty", "foot", "linux", "xterm-ghostty", "xterm-kitty")
"""Values of TERM under which letters are drawn in the order in which they arrive, and isolates as blanks."""

DEEPEST = 125
"""Isolates may be nested so deep; what opens one within these has no effect (UAX #9, BD2)."""

NARROWEST = 20
"""Columns in which words of a sentence still fit beside what stands before it."""

FALLBACK = 80
"""Columns of a terminal that does not tell how many it has."""

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC_WORD = re.compile(f"{_ARABIC.pattern}+")
_STRONG = re.compile("[A-Za-z\u00c0-\u024f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_APART = re.compile('[\u2066-\u2068][^\u2066-\u2069]*\u2069|"[^"]*"|`[^`]*`')
"""What has a direction of its own, or is to be copied: it does not tell that of its sentence."""
_SIGNS = re.compile(f"[\u2066-\u2069{MARK}]")
_CELL = re.compile(r"[^\s│┃]+(?:(?: |  (?=\u2066))[^\s│┃]+)*")
"""A cell; what is to be copied belongs to the sentence before it."""
_WORD = re.compile(r"(?:\u2066[^\u2066-\u2069]*\u2069|`[^`]*`|\S)+")
"""A word; a command, in its isolate or between backticks, is one."""


def reorders(*, err: bool | None = None) -> bool:
    """Whether standard error (`err`), standard output, or by default either of them is drawn on a terminal, and
    by the bidi algorithm as far as is known."""
    streams = {None: (sys.stdout, sys.stderr), True: (sys.stderr,), False: (sys.stdout,)}[err]
    return any(stream.isatty() for stream in streams) and not _draws_in_order()


def _draws_in_order() -> bool:
    environment = os.environ
    return (
        "_PODCAST_COMPLETE" in environment  # a shell draws what it completes
        or environment.get("TERM", "").startswith(IN_ORDER)
        or environment.get("TERM_PROGRAM") == "vscode"
        or any(name in environment for name in ("XTERM_VERSION", "WT_SESSION"))
    )


def has_arabic(text: str) -> bool:
    """Whether any letter of `text` is written from right to left."""
    return _ARABIC.search(text) is not None


def isolated(text: str) -> str:
    """`text` with its Arabic words in isolates, so that they do not turn round what stands between them."""
    return _ARABIC_WORD.sub(rf"{FIRST_STRONG}\g<0>{POP}", text) if reorders() else text


def plain(text: str) -> str:
    """`text` without the signs of direction that sentences get for a terminal."""
    return _SIGNS.sub("", text) if reorders() else text


def directed(text: str, *, err: bool = False) -> str:
    """`text` for one of the outputs: its Arabic cells isolated, and broken at the terminal's width, or plain.

    Two spaces, or the line of a table, stand between cells.
    """
    if not reorders(err=err):
        return plain(text)
    if not has_arabic(text):
        return text
    columns = _terminal_columns(err=err)
    return "\n".join(_line(line, columns) for line in text.split("\n"))


def _line(line: str, columns: int) -> str:
    shown, end = "", 0
    for cell in _CELL.finditer(line):
        shown += line[end : cell.start()]
        end = cell.end()
        if not _is_arabic(cell[0]):
            shown += cell[0]
            continue
        shown = shown or " "  # terminals drop a sign without width in the first column
        start = width(shown)
        room = columns - start if end == len(line) and columns - start >= NARROWEST else 0
        lines = _folded(cell[0], room) if room else [cell[0]]
        shown += f"\n{' ' * start}".join(f"{RIGHT_TO_LEFT}{part}{POP}" for part in lines)
    return shown + line[end:]


def _is_arabic(cell: str) -> bool:
    """Whether a cell reads from right to left: it begins so, or most of its words do."""
    for _ in range(DEEPEST):
        before, cell = cell, _APART.sub("", cell)
        if cell == before:
            break
    words = [has_arabic(word) for word in cell.split() if _STRONG.search(word)]
    return bool(words) and (words[0] or 2 * sum(words) > len(words))


def _folded(text: str, room: int) -> Iterator[str]:
    """The lines of `text` at most `room` columns wide; an isolate that is open at a break goes on after it."""
    line, opened, used = "", "", 0
    for word in _WORD.findall(text):
        columns = width(word)
        if line and used + 1 + columns > room:
            yield line + POP * len(opened)
            line, used = opened + word, width(opened) + columns
        elif line:
            line, used = f"{line} {word}", used + 1 + columns
        else:
            line, used = word, columns
        for sign in word:
            if sign == POP:
                opened = opened[:-1]
            elif LEFT_TO_RIGHT <= sign <= FIRST_STRONG and len(opened) < DEEPEST:
                opened += sign
    yield line


def _terminal_columns(*, err: bool) -> int:
    """The width of the terminal; of that behind standard error where standard output leads elsewhere."""
    if err and not sys.stdout.isatty():
        with suppress(AttributeError, OSError, ValueError):  # of a stream that is no file
            return os.get_terminal_size(sys.stderr.fileno()).columns or FALLBACK
    return get_terminal_size().columns


def table_width() -> int:
    """The columns of a table of three Arabic cells a line at most, whose signs are added once it is drawn."""
    return get_terminal_size().columns - 6 * _sign_columns()


def _sign_columns() -> int:
    """mlterm draws an isolate as a blank; elsewhere it takes up no room."""
    return int("MLTERM" in os.environ)


def width(text: str) -> int:
    """The columns that `text` takes up."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if LEFT_TO_RIGHT <= character <= POP:
        return _sign_columns()
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
