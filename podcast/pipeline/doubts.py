"""Words whose vowels are not sure, as an author is told of them: where they stand, and what settles them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from podcast.arabic.reading import Doubt
from podcast.model import Section, Utterance

Placed: TypeAlias = "tuple[str, int, tuple[tuple[str, float], ...]]"
"""(letters of a word, line of the script, its readings as in `arabic.reading.Doubt`)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One word that may be read in several ways, wherever an episode says it.

    `readings` are those of the place where it is least sure, what is said first; `lines` are all its places.
    """

    word: str
    lines: tuple[int, ...]
    readings: tuple[tuple[str, float], ...]

    @property
    def said(self) -> str:
        """How it is read now."""
        return self.readings[0][0]

    @property
    def other(self) -> str:
        """What it is, if it is not that."""
        return self.readings[1][0]

    @property
    def sure(self) -> int:
        """How sure the reading is, in per cent."""
        return round(100 * self.readings[0][1])


def placed(
    doubts: Iterable[Doubt], spoken: Sequence[Utterance], section: Section
) -> tuple[Placed, ...]:
    """Doubts about what is `said` of a section, by line."""
    return tuple(
        (doubt.word, _line(spoken[doubt.utterance], section), doubt.readings) for doubt in doubts
    )


def _line(utterance: Utterance, section: Section) -> int:
    index = utterance.block
    return section.blocks[index].line if 0 <= index < len(section.blocks) else section.line


def questions(doubts: Iterable[Placed]) -> list[Question]:
    """What to ask an author, most worthwhile first: often said, and hardly sure."""
    places: dict[tuple[str, str], list[Placed]] = {}
    for doubt in doubts:
        places.setdefault((doubt[0], doubt[2][0][0]), []).append(doubt)
    ranked = sorted(
        places.values(), key=lambda doubts: -sum(1 - doubt[2][0][1] for doubt in doubts)
    )
    return [
        Question(
            found[0][0],
            tuple(dict.fromkeys(line for _, line, _ in found)),
            min((readings for *_, readings in found), key=lambda readings: readings[0][1]),
        )
        for found in ranked
    ]


def plain(raw: Iterable[Sequence[Any]]) -> tuple[Placed, ...]:
    """Doubts as they come from JSON."""
    return tuple(
        (str(word), int(line), tuple((str(form), float(chance)) for form, chance in readings))
        for word, line, readings in raw
    )
