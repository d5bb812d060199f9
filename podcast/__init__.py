"""Written Arabic in, a chaptered and subscribable podcast out.

What a program may call, besides `podcast.arabic`, is here; docs/api.md tells of it. Importing this costs
nothing: what a function needs is loaded when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast import arabic as arabic
from podcast.version import __version__ as __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from podcast.pipeline.events import Event
    from podcast.pipeline.report import Report

__all__ = ["__version__", "arabic", "build", "diacritized", "phonemes", "spoken_form"]


def spoken_form(text: str) -> str:
    """`text` as it is said: Arabic letters, marks, spaces and the punctuation of pauses (، ؛ . ؟ ! :) only.

    A line end ends a sentence. Controls in comments (`<!--say: …-->`) do what they do in a script.
    Raises InputError for a `<!--skip-->` that is never ended, and for one that ends nothing.
    """
    from podcast.pipeline import speech

    return speech.spoken_form(text)


def diacritized(text: str) -> str:
    """The spoken form of `text` with all its marks, exactly as the offline voice is to say it.

    Words are separated by one space; pauses stand on the word before them. Raises as `spoken_form` does,
    and EngineError where the models of marks cannot be had.
    """
    from podcast.pipeline import speech

    return speech.diacritized(text)


def phonemes(text: str) -> list[str]:
    """The words of `text` as the offline voice says them, in IPA (see `podcast.arabic.phonetics`).

    There are as many as `diacritized` gives. Raises as it does.
    """
    from podcast.pipeline import speech

    return speech.phonemes(text)


def build(
    root: str | Path,
    episodes: Iterable[str] = (),
    *,
    sections: Iterable[int] = (),
    engine: str = "",
    force: bool = False,
    jobs: int = 0,
    encoding: str = "utf-8",
    watch: Callable[[Event], None] | None = None,
) -> Report:
    """Make what is stale below `root`, a folder with `script/show.toml`, and then its feed.

    episodes  slugs, numbers or file names; none: all.
    sections  numbers from 1, of each of the episodes; none: all.
    engine    a voice by name, in place of the one the show asks for.
    force     make again what is there.
    jobs      how many processes voice sections; 0: as many as there are processors. With more than one the
              calling program's own file must be importable (`if __name__ == "__main__":`).
    encoding  of the scripts.
    watch     is told what happens, as it happens.

    Raises InputError where nothing can be made; what concerns one episode alone is in the report's `failed`,
    and the others are made.
    """
    from pathlib import Path

    from podcast.pipeline import run
    from podcast.pipeline.freshness import Options

    options = Options(
        tuple(episodes), tuple(sections), engine, force=force, jobs=jobs, encoding=encoding
    )
    return run.build(Path(root), options, watch or (lambda event: None))
