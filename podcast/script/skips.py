"""Skips that span blocks, and controls on lines of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podcast.errors import InputError
from podcast.model import Emphasis, LineBreak, Link, Text, Unread
from podcast.script.draft import Atom, Control, Draft, collapsed, has_words
from podcast.structs import replace


def settle(drafts: Iterable[Draft], name: str) -> list[Draft]:
    """`drafts` with skipped words unread and each control on its own line moved to the end of the block before.

    After a heading, or at the very start, it begins the following block instead.
    Raises InputError for a skip without its end, or an end without its skip.
    """
    settled: list[Draft] = []
    behind: list[Atom] = []
    waiting: list[Atom] = []
    for draft in _skipped(drafts, name):
        if not draft.marks or has_words("".join(atom.text for atom in draft.atoms)):
            settled = _closed(settled, behind)
            lead = () if draft.level else waiting
            settled.append(replace(draft, atoms=(*lead, *draft.atoms)))
            waiting, behind = (waiting if draft.level else []), []
        elif not settled or settled[-1].level or waiting:
            waiting += draft.atoms
        else:
            behind += [Text(" "), *draft.atoms]
    return _closed(settled, behind)


def _closed(settled: list[Draft], behind: list[Atom]) -> list[Draft]:
    """`settled`, with the lone controls that follow it added to its last draft."""
    if behind:
        last = settled[-1]
        settled[-1] = replace(last, atoms=collapsed([*last.atoms, *behind]))
    return settled


def _skipped(drafts: Iterable[Draft], name: str) -> Iterator[Draft]:
    """`drafts` with every skipped word as `Unread`; a heading that is not read opens no section."""
    since = 0
    for draft in drafts:
        atoms, since = _marked(draft, since, name)
        if not any(atom.text or isinstance(atom, Control) for atom in atoms):
            continue
        read = any(not isinstance(atom, Unread | Control) and atom.text.strip() for atom in atoms)
        silent = not read and any(isinstance(atom, Unread) for atom in atoms)
        if silent and draft.level:
            draft = replace(draft, kind="heading", level=0)
        yield replace(draft, atoms=tuple(atoms))
    if since:
        raise InputError(
            "“<!--skip-->” is never closed; put “<!--/skip-->” after what is not to be read",
            file=name,
            line=since,
        )


def _marked(draft: Draft, since: int, name: str) -> tuple[list[Atom], int]:
    """The atoms of a draft, and the line of the skip that is still open at its end (0: none)."""
    kept: list[Atom] = []
    for atom in draft.atoms:
        if isinstance(atom, Control) and atom.name == "skip":
            since = since or draft.line
        elif isinstance(atom, Control) and atom.name == "/skip":
            if not since:
                raise InputError(
                    "“<!--/skip-->” closes nothing; put “<!--skip-->” before what is not to be read",
                    file=name,
                    line=draft.line,
                )
            since = 0
        elif not since:
            kept.append(atom)
        elif not isinstance(atom, Control):
            kept.append(_unread(atom))
    return kept, since


def _unread(atom: Atom) -> Atom:
    if isinstance(atom, Link):
        return Unread(atom.text, atom.url, atom.kind)
    if isinstance(atom, Emphasis):
        return Unread(atom.text, kind=atom.kind)
    return atom if isinstance(atom, LineBreak | Unread) else Unread(atom.text)
