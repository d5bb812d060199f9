"""A unit or currency in brackets that says what the figures of a column or quantity are in: الوزن (كغ)."""

from __future__ import annotations

from podcast.arabic.classes.currencies import currency_at
from podcast.arabic.classes.units import Unit, definite_unit, unit_at, units
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.text.letters import attach
from podcast.arabic.tokens.context import Scene, among


def bracketed_unit(scene: Scene, index: int) -> Verbalisation | None:
    """الوزن (كغ) → الوزن بالكيلوغرام: a sign alone in the brackets that open at `index`, behind a word."""
    before = scene[index - 1] if index else None
    if scene[index].text not in ("(", "[") or before is None or before.kind != "word":
        return None
    unit, end = _sign_at(scene, index + 1)
    if unit is None or scene[end].kind != "close":
        return None
    return Verbalisation(end + 1, attach("ب", definite_unit(unit)), "measure")


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
