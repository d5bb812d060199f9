"""What the rooms of `arabic/` hand each other: a reader's choices, and a section with its reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from podcast.model import Utterance

UNRESOLVED = frozenset(
    {
        "latin-guess",
        "abbreviation-unknown",
        "date-ambiguous",
        "foreign-script",
        "formula-unread",
        "code",
    }
    | {"visual-order"}
)
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
    """A stretch [start, end) of a text that is not said as it is written.

    In a section's reading the text is that of its block number `block`, and `written` is as cleaned: there
    the place is exact where cleaning changed nothing in the sentence, and else right to the word.
    """

    start: int
    end: int
    written: str
    spoken: str
    rule: str
    block: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word whose vowels are not sure: word number `index` of an utterance, from 0.

    `readings` are (the word with its marks, how likely it is, 0 to 1), the likeliest first.
    """

    word: str
    utterance: int
    index: int
    readings: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A section as it is said, what is said otherwise than written, and what is not sure."""

    utterances: tuple[Utterance, ...] = ()
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def guesses(self) -> tuple[Change, ...]:
        """The changes that were guessed."""
        return tuple(change for change in self.changes if change.rule in UNRESOLVED)

    @property
    def spoken(self) -> str:
        """All that is said as one text: what ends more than a clause ends in a full stop, but for the last."""
        parts = [
            utterance.spoken if utterance.pause == "clause" else _stopped(utterance.spoken)
            for utterance in self.utterances[:-1]
        ]
        return " ".join([*parts, *(utterance.spoken for utterance in self.utterances[-1:])])

    @property
    def settled(self) -> tuple[int, ...]:
        """As in `model.Utterance`, for the words of `spoken`."""
        found: list[int] = []
        words = 0
        for utterance in self.utterances:
            found += (index + words for index in utterance.settled)
            words += len(utterance.spoken.split())
        return tuple(found)


def _stopped(spoken: str) -> str:
    return spoken if spoken[-1] in ".؟!" else spoken.rstrip("،؛:") + "."
