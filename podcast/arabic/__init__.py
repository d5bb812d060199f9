"""Text normalisation: turns written Arabic into what a careful newsreader would say, in words alone.

Nothing here reads the author's files, a clock or a network; the same text is always read the same way.
Importing the package costs nothing: its modules and tables are loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podcast.arabic.reading import Reader, Reading
    from podcast.model import Section, Utterance
    from podcast.model.lattice import Lattice

__all__ = ["joined", "marked", "read", "restore", "spoken_form", "transcribe", "transcribe_all"]


def spoken_form(text: str, reader: Reader | None = None, *, heading: bool = False) -> str:
    """The spoken form of `text`: only Arabic letters, diacritics, spaces and pauses (، ؛ . ؟ ! :).

    reader   the show's settings for reading; None for the defaults.
    heading  whether the text is a heading, in which ungoverned words are nominative.
    """
    return read(text, reader, heading=heading).spoken


def read(section: Section | str, reader: Reader | None = None, *, heading: bool = False) -> Reading:
    """The reading of a section: what is said, clause by clause, with the changes and guesses made.

    A plain text is read as one block, each line of which ends as a sentence does. `heading` says that a text is
    a heading, in which ungoverned words are nominative.
    """
    from podcast.arabic import phrasing

    if isinstance(section, str):
        return phrasing.read_text(section, reader, heading=heading)
    return phrasing.read(section, reader)


def restore(
    spoken: tuple[Utterance, ...], tashkeel: Callable[[str], Lattice]
) -> tuple[Utterance, ...]:
    """The utterances with the likeliest diacritics according to `tashkeel`; settled and written marks stay."""
    return marked(spoken, tashkeel).utterances


def marked(spoken: tuple[Utterance, ...], tashkeel: Callable[[str], Lattice]) -> Reading:
    """The utterances with diacritics restored, and the remaining doubts: words with uncertain vowels."""
    from podcast.arabic.diacritics.restore import restore as run
    from podcast.arabic.reading import Reading

    utterances, doubts = run(spoken, tashkeel)
    return Reading(utterances, doubts=doubts)


def joined(spoken: tuple[Utterance, ...], max_chars: int) -> tuple[Utterance, ...]:
    """Neighbouring clauses of a sentence joined up to `max_chars` characters; 0 leaves them separate."""
    from podcast.arabic.phrasing import joined as run

    return run(spoken, max_chars)


def transcribe(spoken: str) -> str:
    """The IPA of fully diacritised Arabic; `podcast.arabic.phonetics` describes the notation."""
    return transcribe_all([spoken])[0]


def transcribe_all(spoken: Sequence[str]) -> tuple[str, ...]:
    """As `transcribe`, for consecutive utterances, since a question may begin in the one before."""
    from podcast.arabic.phonetics import transcribe_all as run

    return run(spoken)
