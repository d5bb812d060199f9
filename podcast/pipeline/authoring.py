"""Small services for an author at the keyboard: a new root, a line for the lexicon, undiacritised text."""

from __future__ import annotations

from pathlib import Path

from podcast import show
from podcast.cache import write_if_changed
from podcast.errors import InputError
from podcast.pipeline.workspace import Workspace
from podcast.structs import Frozen


class Started(Frozen):
    """A new root: the files `written`, those `filled` in by a line, those `kept` as they were, and the
    address at which it will be `published`, "" if it is not known yet."""

    written: tuple[Path, ...]
    filled: tuple[Path, ...]
    kept: tuple[Path, ...]
    published: str


EXAMPLE = "welcome"
"""The slug of the script that `podcast init` writes."""


def example_left(workspace: Workspace) -> str:
    """The slug of the example if it still stands, unchanged, beside scripts of the author's own; else ""."""
    name = f"script/{EXAMPLE}.md"
    mine = [source for source in workspace.sources if source.name == name]
    if not mine or len(workspace.sources) == 1:
        return ""
    try:
        return EXAMPLE if show.read(mine[0]) == show.starter_script() else ""
    except InputError:
        return ""


def start(folder: Path, way: str = "", title: str = "", language: str = "ar") -> Started:
    """Lay out a root in `folder`: settings, a first script, and what publishes it.

    What exists is left alone, except for two lines that publishing needs: the address in the settings, if it
    is still empty, and the line in `.gitattributes` that says how `published.toml` is merged.

    `way` is one of `show.WAYS`, or ""; its comments are in `language`. Without a `title` there is one
    to replace. Raises InputError for a file in place of the folder, OutputError if a file cannot be written.
    """
    for above in (folder, *folder.parents):
        if above.exists() and not above.is_dir():
            raise InputError("is a file; name a folder to start the podcast in", file=str(above))
    address = show.pages_url(_git_config(folder)) if way == "github" else ""
    beginnings = {
        folder / "script" / "show.toml": show.starter(title, address),
        folder / "script" / "lexicon.toml": show.starter_lexicon(),
        folder / "script" / f"{EXAMPLE}.md": show.starter_script(),
        folder / ".gitignore": "/audio/\n",
        folder / ".gitattributes": show.MERGED,
    }
    if _has_scripts(folder):  # an author with articles needs no example
        del beginnings[folder / "script" / f"{EXAMPLE}.md"]
    if way:
        name, text = show.starter_publishing(way, address, language)
        beginnings[folder / name] = text
    before = {path: _text(path) for path in beginnings}
    lines = {path: _filled(path.name, text, address) for path, text in before.items() if text}
    filled = {path: text for path, text in lines.items() if text != before[path]}
    written = {path: text for path, text in beginnings.items() if not path.exists()}
    for path, text in (written | filled).items():
        write_if_changed(path, text.encode())
    kept = tuple(path for path in beginnings if path not in written and path not in filled)
    return Started(tuple(written), tuple(filled), kept, _address(folder))


def _filled(name: str, text: str, address: str) -> str:
    """The text of an existing file with the missing line added."""
    if name == "show.toml" and address:
        return show.with_base_url(text, address)
    if name == ".gitattributes" and show.MERGED.split()[0] not in text:
        return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{show.MERGED}"
    return text


def _text(path: Path) -> str:
    """The text of a file; "" if it is missing or not a regular file."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _address(folder: Path) -> str:
    """The address in the settings; "" if they do not name one or cannot be read."""
    try:
        return show.load(folder).base_url
    except InputError:
        return ""


def _has_scripts(folder: Path) -> bool:
    return bool(show.sources(folder))


def _git_config(folder: Path) -> str:
    """The configuration of the git repository whose top is `folder`; "" if it is not one."""
    try:
        return (folder / ".git" / "config").read_text("utf-8", "replace")
    except OSError:
        return ""


def lexicon_line(written: str, spoken: str) -> str:
    """The line of `script/lexicon.toml` that settles a reading."""
    from podcast.arabic.latin import lexicon

    return lexicon.line(written, spoken)


def unmarked(spoken: str) -> str:
    """A spoken form without diacritics, as Arabic is usually printed."""
    from podcast.arabic.text.letters import bare

    return bare(spoken)
