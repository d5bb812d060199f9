"""What diacritisation models make of a text: the possible marks of each letter, with their probabilities."""

from __future__ import annotations

from podcast.structs import Frozen

Marks = tuple[tuple[str, float], ...]
"""(marks of one letter, log-probability), likeliest first; empty for a character that is not a letter."""

UNLIKELY = -9.0
"""The log-probability of marks that are not listed: less than one in eight thousand."""


class Lattice(Frozen):
    """`text` without marks, and the possible marks of each of its characters.

    alone  one model answered for all: it is sure of more that is wrong than several that agree.
    """

    text: str
    marks: tuple[Marks, ...]
    alone: bool = False

    @property
    def best(self) -> str:
        """The text with the likeliest marks on each letter, shadda before its vowel."""
        pairs = zip(self.text, self.marks, strict=True)
        return "".join(char + (marks[0][0] if marks else "") for char, marks in pairs)

    def __add__(self, other: Lattice) -> Lattice:
        """The lattice of two texts, one after the other."""
        return Lattice(self.text + other.text, self.marks + other.marks, self.alone or other.alone)
