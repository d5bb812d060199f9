"""Small services for an author at the keyboard: a first root, a line for the lexicon, plain letters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from podcast import show
from podcast.cache import write_if_changed
from podcast.errors import InputError


@dataclass(frozen=True, slots=True)
class Started:
    """A first root: the files `written`, those `filled` in by a line, those `kept` as they were, and the
    address it will be `published` at; "" while nobody has said."""

    written: tuple[Path, ...]
    filled: tuple[Path, ...]
    kept: tuple[Path, ...]
    published: str


def start(folder: Path, way: str = "") -> Started:
    """Lay out a root in `folder`: settings, a first script, what publishes it.

    What exists is left alone, but for two lines that publishing needs: the address in the settings, where it
    waits to be filled in, and in `.gitattributes` how the record of what is published is merged.

    `way` is one of `show.WAYS`, or "". Raises OutputError where a file cannot be written.
    """
    address = show.pages_url(_git_config(folder)) if way == "github" else ""
    beginnings = {
        folder / "script" / "show.toml": show.starter(base_url=address),
        folder / "script" / "lexicon.toml": show.starter_lexicon(),
        folder / "script" / "welcome.md": show.starter_script(),
        folder / ".gitignore": "/audio/\n",
        folder / ".gitattributes": show.MERGED,
    }
    if _has_scripts(folder):  # an author's own articles need no example beside them
        del beginnings[folder / "script" / "welcome.md"]
    if way:
        name, text = show.starter_publishing(way, address)
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
    """The text of a file that is there, with the line it lacks."""
    if name == "show.toml" and address:
        return show.with_base_url(text, address)
    if name == ".gitattributes" and show.MERGED.split()[0] not in text:
        return f"{text}{'' if text.endswith(chr(10)) else chr(10)}{show.MERGED}"
    return text


def _text(path: Path) -> str:
    """The text of a file; "" of one that is not there or is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _address(folder: Path) -> str:
    """Where the settings say that it is published, if they can be read; "" if not, or if they do not say."""
    try:
        return show.load(folder).base_url
    except InputError:
        return ""


def _has_scripts(folder: Path) -> bool:
    return bool(show.sources(folder))


def _git_config(folder: Path) -> str:
    """The settings of the git repository that `folder` is the top of; "" if it is none."""
    try:
        return (folder / ".git" / "config").read_text("utf-8", "replace")
    except OSError:
        return ""


def lexicon_line(written: str, spoken: str) -> str:
    """The line that settles a reading in `script/lexicon.toml`."""
    from podcast.arabic.latin import lexicon

    return lexicon.line(written, spoken)


def unmarked(spoken: str) -> str:
    """A spoken form without its marks, as Arabic is usually read on a page."""
    from podcast.arabic.text.letters import bare

    return bare(spoken)
