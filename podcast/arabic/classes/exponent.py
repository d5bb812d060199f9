"""Superscript figures: powers after a number or a letter (10⁻⁶, x²), footnote marks after a word (نظرية²)."""

from __future__ import annotations

import re

from podcast.arabic.classes.abbreviation import spelled
from podcast.arabic.classes.units import unit_at
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, cued

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_NAMED = {2: "تَرْبِيع", 3: "تَكْعِيب"}
_CHARGES = {"⁺": "مُوجَب", "⁻": "سَالِب"}
"""The sign of an ion's charge: Ca²⁺."""
_SYMBOL = 2
"""The longest symbol of a formula, in Latin letters; a longer word is a name, and its figure a footnote."""


def raised(scene: Scene, index: int) -> Verbalisation | None:
    """A superscript figure at `index`: a power, or a footnote mark, which is silent."""
    token, before = scene[index], scene[index - 1] if index else scene[len(scene.tokens)]
    digits = token.text.translate(_PLAIN)
    if token.kind != "raised" or not digits.strip("+-").isdecimal() or len(digits) > 12:
        return None
    symbol = before.kind in ("latin", "name") and len(before.text) <= _SYMBOL
    symbol = symbol or (before.kind == "word" and len(before.key) == 1)
    number = before.kind in ("figure", "raised", "fraction")
    charge = scene[index + 1]
    charged = charge.text in _CHARGES and not charge.spaced and before.kind in ("latin", "name")
    if token.spaced or not (number or symbol or charged or before.text == ")"):
        return Verbalisation(index + 1, "", "footnote")
    if before.text == ")" and scene[index - 2].kind not in ("latin", "figure", "raised"):
        return Verbalisation(index + 1, "", "footnote")
    if charge.text in _CHARGES and not charge.spaced:
        words = f"{paused(spell(int(digits)))} {_CHARGES[charge.text]}"
        return Verbalisation(index + 2, words, "exponent")
    power = int(digits)
    ten = before.text == "10" and before.kind == "figure"
    words = ("" if ten else _NAMED.get(power)) or f"أُسّ {paused(spell(power, 'm', 'gen'))}"
    unit = unit_at(scene, index + 1) if number and scene[index + 1].spaced else None
    if unit:
        words = f"{words} {unit[0].noun} {unit[0].adjective} {unit[0].after}"
    return Verbalisation(unit[1] if unit else index + 1, " ".join(words.split()), "exponent")


def ion(scene: Scene, index: int) -> Verbalisation | None:
    """Na⁺, Cl⁻: an element's symbol and its single charge; of Fe³⁺ the symbol alone."""
    symbol, behind, sign = scene[index], scene[index + 1], scene[index + 2]
    if behind.spaced or len(symbol.text) > _SYMBOL:
        return None
    if behind.kind == "raised" and sign.text in _CHARGES and not sign.spaced:
        return Verbalisation(index + 1, spelled(symbol.text), "letters")
    if behind.text not in _CHARGES:
        return None
    return Verbalisation(index + 2, f"{spelled(symbol.text)} {_CHARGES[behind.text]}", "exponent")


_ELEMENTS = re.compile(
    "A[cglmrstu]|B[aeihkr]|C[adeflmnorsu]|D[bsy]|E[rsu]|F[elmr]|G[ade]|H[efgos]|I[nr]|Kr|L[airuv]|M[cdgnot]|"
    "N[abdeiphnop]|O[gs]|P[abdmortu]|R[abefghnu]|S[bcegimnr]|T[abcehilms]|Xe|Yb|Z[nr]"
)
"""Symbols of chemical elements with two letters."""


def element(scene: Scene, index: int) -> Verbalisation | None:
    """الرمز: Fe, الذهب (Au): an element's symbol near a word for symbols and elements, letter by letter."""
    token = scene[index]
    if not _ELEMENTS.fullmatch(token.text) or not cued(scene, index, "symbolic", _FAR_SYMBOL):
        return None
    return Verbalisation(index + 1, spelled(token.text), "letters")


_FAR_SYMBOL = 8


def metre(scene: Scene, index: int) -> Verbalisation | None:
    """م after a power: 10⁻⁹ م."""
    behind = index > 0 and scene[index - 1].kind == "raised" and scene[index].spaced
    behind = behind or (index > 3 and "^" in (scene[index - 2].text, scene[index - 3].text))
    spoken = behind and scene[index].text in ("م", "م.") and not scene[index].prefix
    return Verbalisation(index + 1, "مِتْر", "measure") if spoken else None
