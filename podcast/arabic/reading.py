"""What the rooms of `arabic/` hand each other: a reader's choices, and a text with its reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

UNRESOLVED = frozenset({"latin-guess", "abbreviation-unknown", "date-ambiguous", "foreign-script"})
"""Rules that guessed: what they read is reported to the author with a way to settle it."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How this show wants things read.

    lexicon  the author's own readings: written form -> diacritised spoken form. Wins over everything.
    dialect  which of two usual spellings of a name is chosen, where the tables know two.
    ipa      (word, language code such as "en") -> IPA, for Latin words no table knows; None: by letter rules.
    """

    lexicon: Mapping[str, str] = field(default_factory=dict)
    dialect: str = "standard"
    ipa: Callable[[str, str], str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the cleaned text, [start, end), that is not said as it is written."""

    start: int
    end: int
    written: str
    spoken: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its spoken form. `settled` as in `model.Utterance`."""

    spoken: str
    changes: tuple[Change, ...] = ()
    settled: tuple[int, ...] = ()

    @property
    def unresolved(self) -> tuple[Change, ...]:
        """The changes that were guesses."""
        return tuple(change for change in self.changes if change.rule in UNRESOLVED)
