"""A unit or currency that says what the figures of a column or quantity are in: الوزن (كغ), الوحدة: mg/dL."""

from __future__ import annotations

from podcast.arabic.classes.currencies import currency_at
from podcast.arabic.classes.units import Unit, by_sign, definite_unit, one_of, unit_at, units
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import ending
from podcast.arabic.text.letters import attach, fold
from podcast.arabic.tokens.context import Scene, among


def bracketed_unit(scene: Scene, index: int) -> Verbalisation | None:
    """الوزن (كغ) → الوزن بالكيلوغرام: a sign alone in the brackets that open at `index`, behind a word."""
    before = scene[index - 1] if index else None
    if scene[index].text not in ("(", "[") or before is None or before.kind != "word":
        return None
    unit, end = _sign_at(scene, index + 1)
    if unit is None or scene[end].kind != "close":
        return None
    near = [_one_g(token.key) for token in scene.tokens[max(0, index - _NAME) : index]]
    name = [_one_g(fold(word)) for word in (unit.noun, unit.adjective) if word]
    if all(any(word in key for key in near) for word in name):
        return Verbalisation(end + 1, "", "repetition")
    return Verbalisation(end + 1, attach("ب", definite_unit(unit)), "measure")


def _one_g(word: str) -> str:
    """A word with one letter for the hard g: جيجاهرتز, غيغاهرتز."""
    return word.replace("ج", "غ")


_NAME = 3
"""The most words of a unit's name, which its sign in brackets repeats: نانومول في اللتر (nmol/L)."""


def quotient(scene: Scene, index: int) -> Verbalisation | None:
    """mg/dL, µg/mL without a number: a sign of two units with a slash between them, which is nothing else."""
    first, sign = scene[index], scene[index].text
    if first.kind == "foreign" and not scene[index + 1].spaced:  # µ, g/mL
        sign += scene[index + 1].text
    letters = sign[0].isupper() and sign[1:2] == "/" and sign not in units()  # A/B, N/A
    unit = by_sign(sign) if "/" in sign[1:] and not letters else None
    if unit is None:
        return None
    return Verbalisation(index + 1 + (sign != first.text), one_of(unit), "measure")


def per_sign(scene: Scene, index: int) -> Verbalisation | None:
    """/µL, /mm³ behind a colon, a bracket or a power: what a count is taken from."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    bare = before.text in (":", "(") or before.kind in ("raised", "end")
    found = unit_at(scene, index + 1) if scene[index].text == "/" and bare else None
    if found is None or scene[index + 1].spaced or scene[found[1]].kind not in _ENDS:
        return None
    unit, end = found
    below = f"{ending(unit.noun, 'gen', construct=False)} {unit.adjective}".rstrip()
    return Verbalisation(end, f"لِكُلِّ {below}", "measure")


_ENDS = ("pause", "close", "end")


def _sign_at(scene: Scene, index: int) -> tuple[Unit | None, int]:
    """The unit or currency whose sign begins at `index`, and the index after it."""
    if scene[index + 1].kind == "close" and len(scene[index].text) == 1:
        return _of_one_letter(scene, index), index + 1
    if measured := unit_at(scene, index):
        return measured
    currency = currency_at(scene, index)
    return (currency[0].unit, currency[1]) if currency else (None, index)


def _of_one_letter(scene: Scene, index: int) -> Unit | None:
    """The metre behind a length, or the currency of a sign; (ع) and (A) are letters."""
    letter, measured = scene[index].text, scene[index - 2]
    if letter in ("م", "m"):
        return units()["m"] if among(measured, "metres_after") else None
    found = None if letter.isalpha() else currency_at(scene, index)
    return found[0].unit if found else None
