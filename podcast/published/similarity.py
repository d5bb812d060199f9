"""Whether two scripts are one episode: a short print of a text, and how much of two texts agrees.

The print is the smallest hashes of a text's runs of three words (bottom-k sketch, Broder 1997): it
changes little where the text does, and two prints tell how much of two texts is the same.
"""

from __future__ import annotations

import unicodedata
from zlib import crc32

SIZE = 24
"""Hashes kept; the share they estimate is right to about a tenth."""

RUN = 3
SAME_TEXT = 0.6
SAME_TITLE = 0.3
"""Texts may agree less where the title is the same; but issues of a series often share theirs."""


def bare(text: str) -> str:
    """`text` without marks, case and punctuation, its white space folded."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = (
        letter if letter.isalnum() else " "
        for letter in letters
        if not unicodedata.combining(letter)
    )
    return " ".join("".join(kept).split())


def sketch(text: str) -> str:
    """The print of a text: at most `SIZE` numbers of 8 hex digits, in order, without blanks."""
    words = bare(text).split()
    runs = {" ".join(words[index : index + RUN]) for index in range(max(1, len(words) - RUN + 1))}
    return "".join(f"{one:08x}" for one in sorted({crc32(run.encode()) for run in runs})[:SIZE])


def overlap(one: str, other: str) -> float:
    """The share of two texts that is the same, from their prints: 0 to 1."""
    first, second = _numbers(one), _numbers(other)
    smallest = sorted(first | second)[:SIZE]
    return len(first & second & set(smallest)) / len(smallest) if first and second else 0.0


def is_short(text: str) -> bool:
    """Whether a print is of a text so short that an edit of some words leaves little of it."""
    return len(text) < 8 * SIZE


def _numbers(text: str) -> set[str]:
    return {text[index : index + 8] for index in range(0, len(text), 8)}


def likeness(title: str, text: str, other_title: str, other_text: str) -> float:
    """How surely two scripts are one episode, from their titles and prints: 0 for no, else 0.3 to 2.

    A print may be "" where it is not known; then the title alone tells.
    """
    same_title = bool(bare(title)) and bare(title) == bare(other_title)
    if not (text and other_text):
        return 1.0 if same_title else 0.0
    share = overlap(text, other_text)
    if share < (SAME_TITLE if same_title else SAME_TEXT):
        return 0.0
    return share + same_title
