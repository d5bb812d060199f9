"""Small services for an author at the keyboard: a first root, a line for the lexicon, plain letters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from podcast import show
from podcast.cache import write_if_changed


@dataclass(frozen=True, slots=True)
class Started:
    """A first root: the files `written`, those `kept` as they were, the address it will be `published` at."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    published: str


def start(folder: Path, way: str = "") -> Started:
    """Lay out a root in `folder`: settings, a first script, what publishes it. What exists is left alone.

    `way` is one of `show.WAYS`, or "". Raises OutputError where a file cannot be written.
    """
    address = show.pages_url(_git_config(folder)) if way == "github" else ""
    beginnings = {
        folder / "script" / "show.toml": show.starter(base_url=address),
        folder / "script" / "lexicon.toml": show.starter_lexicon(),
        folder / "script" / "welcome.md": show.starter_script(),
        folder / ".gitignore": "/audio/\n",
    }
    if _has_scripts(folder):  # an author's own articles need no example beside them
        del beginnings[folder / "script" / "welcome.md"]
    if way:
        name, text = show.starter_publishing(way, address)
        beginnings[folder / name] = text
    kept = tuple(path for path in beginnings if path.exists())
    written = tuple(path for path in beginnings if path not in kept)
    for path in written:
        write_if_changed(path, beginnings[path].encode())
    return Started(written, kept, address)


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
