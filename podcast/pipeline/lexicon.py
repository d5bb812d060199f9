"""Services around the author's lexicon: add and remove entries, find those without effect."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from podcast import show
from podcast.errors import InputError
from podcast.model import Script
from podcast.pipeline.workspace import Workspace, open_workspace, parse
from podcast.structs import Frozen


class Idle(Frozen):
    """An entry without effect. `because` is "unused", "known" (read so anyway) or "twin" (same as `other`)."""

    written: str
    because: str
    other: str = ""


def add_reading(root: Path, written: str, spoken: str) -> str:
    """Write an entry into `script/lexicon.toml`; returns the line. Raises InputError."""
    from podcast.arabic.latin import lexicon

    show.load(root)  # reports a mistyped folder before anything is written
    show.add_to_lexicon(root, written, spoken)
    return lexicon.line(written, spoken)


def mark_reading(root: Path, word: str, spoken: str) -> str:
    """Write `word` as `spoken`, with its marks, in the reading that an entry gives; returns the line.

    It is "" if no entry has the word in its reading. Raises InputError.
    """
    for written, reading in readings(root).items():
        words = reading.split()
        if word in words:
            marked = " ".join(spoken if one == word else one for one in words)
            return add_reading(root, written, marked)
    return ""


def remove_reading(root: Path, written: str) -> str:
    """Remove an entry; returns the line it was. Raises InputError or OutputError."""
    from podcast.arabic.latin import lexicon

    show.load(root)
    return lexicon.line(written, show.remove_from_lexicon(root, written))


def readings(root: Path) -> dict[str, str]:
    """Every entry: written → spoken. Raises InputError."""
    show.load(root)
    return show.lexicon(root)


def idle_readings(root: Path, encoding: str = "utf-8") -> tuple[Idle, ...]:
    """Entries no script uses, and entries without effect. Unreadable scripts are skipped."""
    from podcast.arabic.latin import lexicon

    workspace = open_workspace(root, encoding)
    entries = dict(workspace.lexicon)
    texts = [text for script in _readable(workspace) for text in _texts(script)]
    shadows = [
        Idle(one.written, "twin" if one.by else "known", one.by or "")
        for one in lexicon.shadowed(entries)
    ]
    return (*(Idle(one, "unused") for one in lexicon.unused(entries, texts)), *shadows)


def _readable(workspace: Workspace) -> Iterator[Script]:
    for source in workspace.sources:
        try:
            yield parse(workspace, source)
        except InputError:
            continue


def _texts(script: Script) -> Iterator[str]:
    yield script.title
    for section in script.sections:
        yield section.heading
        yield from (block.read_text for block in section.blocks)
