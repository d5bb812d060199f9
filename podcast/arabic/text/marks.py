"""Arabic letters and the marks above and below them: what belongs to a letter, and in which order.

The canonical order here is shadda, then the vowel, then the dagger alef. It is not Unicode's (NFC
puts the vowel first), but the order Arabic is typed in and the only one espeak-ng reads right.
"""

from __future__ import annotations

import re

from pyarabic import araby

from podcast.arabic.text.letters import DAGGER, FATHATAN, SHADDA

LETTERS = (
    f"{araby.LETTERS}\u063b-\u063f\u066e\u066f\u0671-\u06d3\u06d5"
    "\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c7"
)
"""Inside a character class: every Arabic letter, those of Persian, Urdu and others too, but no tatweel."""
VOWELS: str = araby.HARAKAT_STRING
"""Inside a character class: tanwin, short vowels, sukun."""
MARKS: str = araby.TASHKEEL_STRING + DAGGER
"""Inside a character class: all that is kept above and below a letter."""

GAP = "\t"
"""Stands for a gap that is wider than between words: between the halves of a verse."""
HELD = "\ufffc"
"""Stands in a text for words whose reading the author gave: Unicode's object replacement character."""

_VOWEL = re.compile(f"[{VOWELS}]")
_STRAY = re.compile(f"(?<![{LETTERS}{MARKS}])[{MARKS}]+")
_CROWD = re.compile(f"[{MARKS}]{{2,}}")
_LATE_TANWIN = re.compile(
    f"([^\\W\\d_اى])(?<=[{LETTERS}])([{MARKS}]*)([اى])(?=[{MARKS}]*ً)[{MARKS}]+(?![{LETTERS}])"
)
_CLUSTER = re.compile(f"([^{MARKS}])([{MARKS}]*)")


def ordered(marks: str) -> str:
    """The marks of one letter in canonical order; of several vowels the first is kept."""
    vowel = _VOWEL.search(marks)
    return (
        SHADDA * (SHADDA in marks) + (vowel.group() if vowel else "") + DAGGER * (DAGGER in marks)
    )


def canonical(text: str) -> str:
    """`text` with each letter's marks once and in order, tanwin before its alef, none astray."""
    text = _STRAY.sub("", text)
    text = _CROWD.sub(lambda crowd: ordered(crowd.group()), text)
    return _LATE_TANWIN.sub(lambda late: late[1] + ordered(FATHATAN + late[2]) + late[3], text)


def clusters(word: str) -> list[tuple[str, str]]:
    """Each letter with its marks: `[("ش", "َّ"), …]`. Marks before the first letter are left out."""
    return [(cluster[1], cluster[2]) for cluster in _CLUSTER.finditer(word)]


def joined(letters: list[tuple[str, str]]) -> str:
    """The word that `clusters` took apart."""
    return "".join(letter + marks for letter, marks in letters)
