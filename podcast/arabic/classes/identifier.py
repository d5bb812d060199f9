"""Digits that are no amount by their shape, said one by one."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import ending_of_digit
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.figures import LONGEST, Figure, parse


def identity(scene: Scene, at: int) -> Verbalisation | None:
    """Digits that are no amount by their shape: leading zeros, more digits than a number is written with."""
    token = scene[at]
    figure = parse(token.text) if token.kind == "figure" else Figure("")
    if figure.parts and (token.text.isdecimal() or len(token.text) > LONGEST):
        return Verbalisation(at + 1, "، ".join(map(digits, figure.parts)), "digits", "nom")
    return None


def digits(text: str) -> str:
    """Digits one by one."""
    return " ".join(ending_of_digit(digit) for digit in text if digit.isdecimal())
