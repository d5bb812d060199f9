"""Words whose vowels are uncertain, as they are reported to the author: their places and how to settle them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from podcast.arabic.reading import Doubt
from podcast.model import Section, Utterance
from podcast.structs import Frozen

_CASES = "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
"""The vowels that end a word: tanwin, fatha, damma, kasra, sukun."""
Placed: TypeAlias = "tuple[str, int, tuple[tuple[str, float], ...]]"
"""(the word's letters, its line in the script, its readings as in `arabic.reading.Doubt`)."""


class Question(Frozen):
    """One word that may be read in several ways, wherever it occurs in an episode.

    `readings` are those of its least certain place, the one that is spoken first; `lines` are all its places.
    """

    word: str
    lines: tuple[int, ...]
    readings: tuple[tuple[str, float], ...]
    file: str = ""
    """The episode's script, if it is known."""

    @property
    def spoken(self) -> str:
        """The reading that is spoken now."""
        return self.readings[0][0]

    @property
    def other(self) -> str:
        """The likeliest other reading."""
        return self.readings[1][0]

    @property
    def sure(self) -> int:
        """The probability of the spoken reading, in per cent."""
        return round(100 * self.readings[0][1])


def placed(
    doubts: Iterable[Doubt], spoken: Sequence[Utterance], section: Section
) -> tuple[Placed, ...]:
    """The doubts of a section with the lines of the script they belong to."""
    return tuple(
        (doubt.word, section.line_of(spoken[doubt.utterance].block), doubt.readings)
        for doubt in doubts
    )


def questions(doubts: Iterable[Placed], file: str = "") -> list[Question]:
    """What to ask the author, most worthwhile first: frequent and uncertain words of `file`, whatever
    case their places give them."""
    places: dict[tuple[str, str], list[Placed]] = {}
    for doubt in doubts:
        places.setdefault((doubt[0], doubt[2][0][0].rstrip(_CASES)), []).append(doubt)
    ranked = sorted(
        places.values(), key=lambda doubts: -sum(1 - doubt[2][0][1] for doubt in doubts)
    )
    return [
        Question(
            same_word[0][0],
            tuple(dict.fromkeys(line for _, line, _ in same_word)),
            min((readings for *_, readings in same_word), key=lambda readings: readings[0][1]),
            file,
        )
        for same_word in ranked
    ]


def stem(reading: str) -> str:
    """A reading without its case or mood, which an entry for the whole show leaves to each sentence."""
    return reading.rstrip(_CASES)


def is_of_endings(readings: Sequence[tuple[str, float]]) -> bool:
    """Whether the two likeliest readings differ in their endings only, which no entry can settle."""
    return len({stem(reading) for reading, _ in readings[:2]}) == 1


def plain(raw: Iterable[Sequence[Any]]) -> tuple[Placed, ...]:
    """Doubts as loaded from JSON, made into tuples."""
    return tuple(
        (str(word), int(line), tuple((str(form), float(chance)) for form, chance in readings))
        for word, line, readings in raw
    )
