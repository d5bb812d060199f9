"""Written Arabic to spoken Arabic: what a careful news reader would say, in words alone.

Nothing here reads a file of the author's, a clock or a network; the same text is always said the same way.
Importing the package costs nothing: its rooms and tables are loaded when first used.
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
    """`text` as it is said: Arabic letters, marks, spaces and the punctuation of pauses (، ؛ . ؟ ! :) only.

    reader   the show's choices; None for the usual ones.
    heading  whether the text is a heading, where what nothing governs is nominative.
    """
    return read(text, reader, heading=heading).spoken


def read(section: Section | str, reader: Reader | None = None, *, heading: bool = False) -> Reading:
    """What is said of a section, clause by clause, and what of it is changed or guessed.

    A text is read as a block of its own, in which each line ends as a sentence does; `heading`, for a text:
    it is a heading, where what nothing governs is nominative.
    """
    from podcast.arabic import phrasing

    if isinstance(section, str):
        return phrasing.read_text(section, reader, heading=heading)
    return phrasing.read(section, reader)


def restore(
    spoken: tuple[Utterance, ...], tashkeel: Callable[[str], Lattice]
) -> tuple[Utterance, ...]:
    """The utterances with the marks that `tashkeel` thinks likeliest; settled and written marks stay."""
    return marked(spoken, tashkeel).utterances


def marked(spoken: tuple[Utterance, ...], tashkeel: Callable[[str], Lattice]) -> Reading:
    """The utterances restored, and the doubts that are left: the words whose vowels are not sure."""
    from podcast.arabic.diacritics.restore import restore as run
    from podcast.arabic.reading import Reading

    utterances, doubts = run(spoken, tashkeel)
    return Reading(utterances, doubts=doubts)


def joined(spoken: tuple[Utterance, ...], max_chars: int) -> tuple[Utterance, ...]:
    """Neighbouring clauses of one sentence as one, up to `max_chars` characters; 0 leaves all as they are."""
    from podcast.arabic.phrasing import joined as run

    return run(spoken, max_chars)


def transcribe(spoken: str) -> str:
    """Fully marked Arabic as it sounds, in IPA: the notation is told in `podcast.arabic.phonetics`."""
    return transcribe_all([spoken])[0]


def transcribe_all(spoken: Sequence[str]) -> tuple[str, ...]:
    """The same for utterances that follow each other: a question may have begun in the one before."""
    from podcast.arabic.phonetics import transcribe_all as run

    return run(spoken)
