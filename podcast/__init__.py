"""Written Arabic in, a chaptered podcast with its feed out.

This is the public Python interface, together with `podcast.arabic`; docs/api.md documents it. Importing it
costs nothing: each function loads what it needs when it is called.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from podcast import arabic as arabic
from podcast.version import __version__ as __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from podcast.pipeline.events import Event
    from podcast.pipeline.report import Report

# ONNX Runtime, on which the diacritisation models run, keeps an identifier of the machine in the user's cache
# and reports its use to Microsoft, unless this is set before it is loaded (see its Privacy.md).
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__all__ = ["__version__", "arabic", "build", "diacritized", "phonemes", "spoken_form"]


def spoken_form(text: str) -> str:
    """The spoken form of `text`: only Arabic letters, diacritics, spaces and pauses (، ؛ . ؟ ! :).

    A line end ends a sentence. Controls (`<!--say: …-->`) work as they do in a script.
    Raises InputError for a `<!--skip-->` without its end, and for an end without its `<!--skip-->`.
    """
    from podcast.pipeline import speech

    return speech.spoken_form(text)


def diacritized(text: str) -> str:
    """The spoken form of `text` with full diacritics, exactly as the offline voice is given it.

    Words are separated by one space; pauses are attached to the word before them. Raises what `spoken_form`
    raises, and EngineError if the diacritisation models cannot be loaded.
    """
    from podcast.pipeline import speech

    return speech.diacritized(text)


def phonemes(text: str) -> list[str]:
    """The pronunciation of each word of `text` in IPA, as the offline voice is given it.

    There is one item for each word of `diacritized(text)`; `podcast.arabic.phonetics` describes the notation.
    Raises what `diacritized` raises.
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
    """Build what is stale below `root`, a folder with `script/show.toml`, and then its feed.

    episodes  slugs, numbers or file names; none means all.
    sections  section numbers, counted from 1, of each of these episodes; none means all.
    engine    the name of an engine to use instead of the show's.
    force     build again even what is up to date.
    jobs      how many processes voice sections; 0 means one for each processor, but one for a short text.
              With more than one, the calling program must guard its entry point
              (`if __name__ == "__main__":`).
    encoding  the character encoding of the scripts.
    watch     called with each event of the build, as it happens.

    Raises InputError if nothing can be built. Errors that concern a single episode are collected in the
    report's `failed`, and the other episodes are built.
    """
    from pathlib import Path

    from podcast.pipeline import run
    from podcast.pipeline.freshness import Options

    options = Options(
        tuple(episodes), tuple(sections), engine, force=force, jobs=jobs, encoding=encoding
    )
    return run.build(Path(root), options, watch or (lambda event: None))
