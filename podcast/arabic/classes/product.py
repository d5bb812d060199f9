"""Sizes with a Latin x, said as a product: 1920x1080, 3x4 (with ×, each number is read by itself)."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.tokens.context import Scene

_RELAY = 50
"""Metres of a runner's part: 4x100 م."""


def product(scene: Scene, index: int) -> Verbalisation | None:
    """A Latin run of two or three numbers with x between them."""
    run = scene[index]
    if run.kind != "latin" or run.text.lower().count("x") not in (1, 2):
        return None
    sides = run.text.lower().split("x")
    if not all(side.isdecimal() and len(side) < 7 for side in sides):
        return None
    case = case_at(scene, index, index + 1)
    spoken = " فِي ".join(spell(int(side), "m", case) for side in sides)
    metres = scene[index + 1].text == "م" and not scene[index + 1].prefix
    if metres and int(sides[-1]) >= _RELAY:
        return Verbalisation(index + 2, f"{spoken} مِتْر", "product", case)
    return Verbalisation(index + 1, spoken, "product", case)
