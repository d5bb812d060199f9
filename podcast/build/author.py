"""Small services for an author at the keyboard: a first root, a line for the lexicon, plain letters."""

from __future__ import annotations

from pathlib import Path

from podcast import show
from podcast.cache import write_if_changed


def start(folder: Path) -> list[Path]:
    """Lay out a root in `folder`: settings, a first script, `audio/`. What exists is left alone."""
    beginnings = {
        folder / "script" / "show.toml": show.starter(),
        folder / "script" / "lexicon.toml": show.starter_lexicon(),
        folder / "script" / "welcome.md": show.starter_script(),
        folder / ".gitignore": "/audio/\n",
    }
    written = [path for path in beginnings if not path.exists()]
    for path in written:
        write_if_changed(path, beginnings[path].encode())
    return written


def lexicon_line(written: str, spoken: str) -> str:
    """The line that settles a reading in `script/lexicon.toml`."""
    from podcast.arabic import lexicon

    return lexicon.line(written, spoken)


def unmarked(spoken: str) -> str:
    """A spoken form without its marks, as Arabic is usually read on a page."""
    from podcast.arabic.letters import bare

    return bare(spoken)
