"""Dimensions with a Latin x, read as a product: 1920x1080, 3x4 (with ×, each number is read separately)."""

from __future__ import annotations

import re

from podcast.arabic.classes.measure import measured
from podcast.arabic.classes.units import Unit
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import governed_by
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import Amount, Number
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.figures import parse

_RELAY = 50
"""The shortest leg of a relay in metres: 4x100 م."""


_TIMES = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)[xX]")
_MULTIPLE = Unit("ضِعْف", "أَضْعَاف", "m")
_OFTEN = Unit("مَرَّة", "مَرَّات", "f")


def multiple(scene: Scene, index: int) -> Verbalisation | None:
    """أسرع 3x, مضاعف الربحية 15.4x: a multiple."""
    found = _TIMES.fullmatch(scene[index].text)
    if found is None or scene[index].kind != "latin":
        return None
    sides = [scene[index + 1]] if not index else [scene[index - 1], scene[index + 1]]
    if any(side.kind in ("sign", "dash", "raised", "figure", "latin") for side in sides):
        return None
    figure = parse(found[1])
    case = case_at(scene, index, index + 1)
    unit = _OFTEN if figure.decimals or figure.whole == 1 else _MULTIPLE
    said = measured(unit, Amount(Number(figure)), case, governed=governed_by(scene, index))
    return Verbalisation(index + 1, said, "multiple", case)


def product(scene: Scene, index: int) -> Verbalisation | None:
    """A Latin run of two or three numbers separated by x."""
    run = scene[index]
    if run.kind != "latin" or run.text.lower().count("x") not in (1, 2):
        return None
    sides = run.text.lower().split("x")
    if not all(side.isdecimal() and len(side) < 7 for side in sides):
        return None
    case = case_at(scene, index, index + 1)
    counts = scene[index + 1].kind == "word"
    first, *others = map(int, sides)
    said = [
        spell(side, "m", "gen", counts=counts and place == len(others) - 1)
        for place, side in enumerate(others)
    ]
    spoken = " فِي ".join((spell(first, "m", case), *said))
    metres = scene[index + 1].text == "م" and not scene[index + 1].prefix
    if metres and int(sides[-1]) >= _RELAY:
        return Verbalisation(index + 2, f"{spoken} مِتْر", "product", case)
    return Verbalisation(index + 1, spoken, "product", case)
