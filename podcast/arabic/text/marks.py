"""Arabic letters and their marks: which marks belong to a letter, and in which order.

The canonical order here is shadda, vowel, dagger alef. It is not Unicode's (NFC puts the vowel first), but the
order in which Arabic is typed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pyarabic import araby

from podcast.arabic.text.letters import DAGGER, FATHATAN, SHADDA

LETTERS = (
    f"{araby.LETTERS}\u063b-\u063f\u066e\u066f\u0671-\u06d3\u06d5"
    "\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c7"
)
"""For use in a character class: all Arabic letters, including those of Persian, Urdu and others, but no
tatweel."""
VOWELS: str = araby.HARAKAT_STRING
"""For use in a character class: tanwin, short vowels, sukun."""
MARKS: str = araby.TASHKEEL_STRING + DAGGER
"""For use in a character class: all marks that are kept."""

GAP = "\t"
"""Represents a gap wider than a space: that between the halves of a verse."""
HELD = "\ufffc"
"""Represents words with a reading given by the author: Unicode's object replacement character."""

_LONG = "اويى"
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
    """`text` with each letter's marks once and in order, tanwin before its alef, and no stray marks."""
    text = _STRAY.sub("", text)
    text = _CROWD.sub(lambda crowd: ordered(crowd.group()), text)
    return _LATE_TANWIN.sub(lambda late: late[1] + ordered(FATHATAN + late[2]) + late[3], text)


def clusters(word: str) -> list[tuple[str, str]]:
    """Each letter with its marks: `[("ش", "َّ"), …]`; marks before the first letter are dropped."""
    return [(cluster[1], cluster[2]) for cluster in _CLUSTER.finditer(word)]


@lru_cache(maxsize=1 << 12)
def is_vowelled(word: str) -> bool:
    """Whether the consonants of `word` have marks: كِيلُومِتْر, بِالثُّلُث. The last needs none, nor a lam that a sun
    letter swallows."""
    letters = clusters(word)
    return any(marks for _, marks in letters) and all(
        marks or letter in _LONG or (letter == "ل" and SHADDA in after)
        for (letter, marks), (_, after) in pairwise(letters)
    )


def joined(letters: list[tuple[str, str]]) -> str:
    """The inverse of `clusters`."""
    return "".join(letter + marks for letter, marks in letters)
