"""The likeliest reading of each word: what the models think, checked against what dictionaries list.

The models guess letter by letter, so a word may be neither of two that were both likely. One that no dictionary
lists becomes the likeliest that is listed, unless the models think that much less likely: names and new words
are in no dictionary.
"""

from __future__ import annotations

from math import exp

from podcast.arabic.diacritics.dictionary import forms
from podcast.arabic.diacritics.forms import fitted
from podcast.arabic.diacritics.proper import named
from podcast.model.lattice import Marks

MARGIN = 2.0
"""How much less likely a listed form may be, in nats; measured on two halves of a development set alike."""
NAME_MARGIN, RIVAL_MARGIN = 5.0, 2.0
"""The same for a name of our tables; and for one whose letters are another word's too."""
CERTAIN = 0.95
"""A word whose every letter is as sure as this is not looked up: the models err in one of a hundred."""


def sureness(marks: tuple[Marks, ...]) -> float:
    """How sure the models are of a word: the probability of its least sure letter but the last."""
    told = marks[:-1] if len(marks) > 1 else marks
    return exp(min((ranked[0][1] for ranked in told if ranked), default=0.0))


def chosen(letters: str, marks: tuple[Marks, ...]) -> tuple[str, ...]:
    """The marks on each of a word's letters."""
    most = sum(ranked[0][1] for ranked in marks if ranked)
    name = max(((*fitted(form, marks), rival) for form, rival in named(letters)), default=None)
    if name and most - name[0] <= (RIVAL_MARGIN if name[2] else NAME_MARGIN):
        return name[1]
    best = tuple(ranked[0][0] if ranked else "" for ranked in marks)
    if sureness(marks) >= CERTAIN:
        return best
    listed = max((fitted(form, marks) for form in forms(letters)), default=None)
    return listed[1] if listed and most - listed[0] <= MARGIN else best
