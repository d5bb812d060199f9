"""A block of a script under construction: words, line ends, and controls not yet attached to words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from podcast.formats.text import folded
from podcast.model import BlockKind, Emphasis, LineBreak, Link, ListItem, Text, Unread
from podcast.structs import Frozen, replace

_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Bidi controls (UAX #9), which would reorder whatever follows: in a list, the next title."""


class Control(Frozen):
    """A control in its place. `spoken` is a say's reading, a speaker or a footnote's label; `ms` a pause."""

    name: Literal["say", "/say", "spell", "pause", "skip", "/skip", "voice", "note"]
    spoken: str = ""
    ms: int = 0
    text: str = ""
    """A control is not visible on the page."""


Atom: TypeAlias = Text | Emphasis | Link | LineBreak | Unread | Control


class Draft(Frozen):
    """A block in the making, which begins on `line`. `level` 1 to 6: a heading that may open a section."""

    atoms: tuple[Atom, ...]
    line: int
    kind: BlockKind = "paragraph"
    level: int = 0
    item: ListItem | None = None
    quoted: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    header: bool = False

    @property
    def words(self) -> str:
        """The words that are read aloud, on one line."""
        return read_words(self.atoms)

    @property
    def marks(self) -> tuple[Control, ...]:
        """The controls in it."""
        return tuple(atom for atom in self.atoms if isinstance(atom, Control))


def read_words(atoms: Iterable[Atom]) -> str:
    """The words of `atoms` that are read aloud, on one line."""
    parts = (" " if isinstance(atom, Unread) else atom.text for atom in atoms)
    return folded("".join(parts))


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit of any script in `text`."""
    return any(character.isalnum() for character in text)


def is_mark(character: str) -> bool:
    """Whether a character has no width of its own: an Arabic vowel mark, a combining accent."""
    return unicodedata.combining(character) != 0


def shown(text: str) -> str:
    """`text` as a title shows it: on one line, without control characters or bidi controls."""
    return folded(
        "".join(
            character
            for character in text.translate(_TURNING)
            if character.isspace() or _prints(character)
        )
    )


def _prints(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs")


def collapsed(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """`atoms` with each run of white space as one space, none at the ends or beside a line end.

    Controls have no width; unread text stays as it is.
    """
    spaced = list(_spaced(atoms))
    last = edge = True  # at the end of the block; at the end of a line
    for index in range(len(spaced) - 1, -1, -1):
        atom = spaced[index]
        if isinstance(atom, LineBreak):
            spaced[index], edge = LineBreak("" if last else atom.text), True
        elif isinstance(atom, Unread):
            last = edge = False
        elif edge and not isinstance(atom, Control):
            spaced[index] = replace(atom, text=atom.text.rstrip())
            edge = not spaced[index].text
            last = last and edge
    return tuple(atom for atom in spaced if isinstance(atom, Control) or atom.text)


def _spaced(atoms: Iterable[Atom]) -> Iterator[Atom]:
    """`atoms` without white space after other white space or at the beginning."""
    begun, space = False, True
    for atom in atoms:
        if isinstance(atom, LineBreak):
            if begun:
                yield atom
            space = True
        elif isinstance(atom, Control | Unread):
            begun, space = begun or isinstance(atom, Unread), space and isinstance(atom, Control)
            yield atom
        else:
            text = folded(f"x{atom.text}x")[1:-1]
            text = text.removeprefix(" ") if space else text
            if text:
                begun, space = True, text[-1] == " "
                yield replace(atom, text=text)


def lines(atoms: Iterable[Atom]) -> list[tuple[bool, list[Atom]]]:
    """(whether a hard line end precedes it, its atoms) of each line."""
    lines_read: list[tuple[bool, list[Atom]]] = [(False, [])]
    for atom in atoms:
        if isinstance(atom, LineBreak):
            lines_read.append((True, []))
        elif isinstance(atom, Control | Unread):
            lines_read[-1][1].append(atom)
        else:
            first, *rest = atom.text.split("\n")
            lines_read[-1][1].append(replace(atom, text=first))
            lines_read += [(False, [replace(atom, text=line)]) for line in rest]
    return lines_read


def without(atoms: Sequence[Atom], count: int) -> list[Atom]:
    """`atoms` without the first `count` characters of their text."""
    kept: list[Atom] = []
    for atom in atoms:
        gone = min(count, len(atom.text))
        count -= gone
        kept.append(replace(atom, text=atom.text[gone:]) if gone else atom)
    return kept
