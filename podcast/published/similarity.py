"""Decides whether two scripts are the same episode, from short sketches of their texts.

A sketch is the smallest hashes of a text's runs of three words (bottom-k sketch, Broder 1997): small edits
change it little, and two sketches estimate how much of two texts is the same.
"""

from __future__ import annotations

import unicodedata
from zlib import crc32

SIZE = 24
"""How many hashes are kept; the estimated share is accurate to about a tenth."""

RUN = 3
SAME_TEXT = 0.6
SAME_TITLE = 0.3
"""Thresholds: with equal titles the texts may agree less, but issues of a series often share a title."""


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
    """The sketch of a text: at most `SIZE` hashes of 8 hex digits, sorted, without separators."""
    words = bare(text).split()
    runs = {" ".join(words[index : index + RUN]) for index in range(max(1, len(words) - RUN + 1))}
    return "".join(f"{one:08x}" for one in sorted({crc32(run.encode()) for run in runs})[:SIZE])


def overlap(one: str, other: str) -> float:
    """The estimated share that two texts have in common, from their sketches: 0 to 1."""
    first, second = _numbers(one), _numbers(other)
    smallest = sorted(first | second)[:SIZE]
    return len(first & second & set(smallest)) / len(smallest) if first and second else 0.0


def is_short(text: str) -> bool:
    """Whether a sketch is of a text so short that editing a few words leaves little of it."""
    return len(text) < 8 * SIZE


def _numbers(text: str) -> set[str]:
    return {text[index : index + 8] for index in range(0, len(text), 8)}


def likeness(title: str, text: str, other_title: str, other_text: str) -> float:
    """How likely two scripts are the same episode, from titles and sketches: 0 for no, else 0.3 to 2.

    An unknown sketch is ""; then the title alone decides.
    """
    same_title = bool(bare(title)) and bare(title) == bare(other_title)
    if not (text and other_text):
        return 1.0 if same_title else 0.0
    share = overlap(text, other_text)
    if share < (SAME_TITLE if same_title else SAME_TEXT):
        return 0.0
    return share + same_title
