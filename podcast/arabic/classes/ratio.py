"""Ratios: 16:9, said as "to"."""

from __future__ import annotations

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.quantity import is_year, two_figures
from podcast.arabic.tokens.context import Scene

_LARGEST = 999
"""A standard and its year have more: ISO 9001:2015."""


def ratio(scene: Scene, at: int) -> Verbalisation | None:
    """Two numbers with a colon, where they are no time and no score."""
    found = two_figures(scene, at, ":")
    if found is None:
        return None
    case = case_at(scene, at, at + 3)
    if found[0].whole > _LARGEST and is_year(found[1]):
        said = f"{plain(found[0], case)} {plain(found[1], 'obl')}"
        return Verbalisation(at + 3, said, "identifier", case)
    said = f"{plain(found[0], case)} إِلَى {plain(found[1], 'gen')}"
    return Verbalisation(at + 3, said, "ratio", case)
