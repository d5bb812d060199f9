"""Ratios: 16:9, said as "to"."""

from __future__ import annotations

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.quantity import is_year, two_figures
from podcast.arabic.tokens.context import Scene

_LARGEST = 999
"""The largest number in a ratio; larger ones are a standard and its year: ISO 9001:2015."""


def ratio(scene: Scene, index: int) -> Verbalisation | None:
    """Two numbers separated by a colon that are neither a time nor a score."""
    pair = two_figures(scene, index, ":")
    if pair is None:
        return None
    case = case_at(scene, index, index + 3)
    if pair[0].whole > _LARGEST and is_year(pair[1]):
        spoken = f"{plain(pair[0], case)} {plain(pair[1], 'obl')}"
        return Verbalisation(index + 3, spoken, "identifier", case)
    spoken = f"{plain(pair[0], case)} إِلَى {plain(pair[1], 'gen')}"
    return Verbalisation(index + 3, spoken, "ratio", case)
