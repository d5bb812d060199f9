"""Negative amounts in brackets, as in accounting: صافي الربح (1,250) مليون."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.quantity import amount
from podcast.arabic.tokens.context import STOPS, Scene, among, cued
from podcast.arabic.tokens.features import Case

_BREAKS = ",.٬٫"
"""Signs of thousands and decimals, which a footnote's number has not."""
_CURRENCY = 2
"""The longest name of a currency behind an amount, in words."""


def accounting(scene: Scene, index: int) -> Verbalisation | None:
    """A number alone in brackets in a context about accounts, read as negative."""
    quantity = amount(scene, index + 1)
    if scene[index].text != "(" or quantity is None or not (index and scene[index].spaced):
        return None
    spoken, end = quantity
    percent = scene[end].text in ("%", "٪")
    if scene[end + percent].kind != "close":
        return None
    if percent and scene.last and index - scene.last.end <= _CURRENCY:
        return None  # بمقدار 828 مليون ريال سعودي (52%)
    if spoken.high or spoken.low.sign:
        return None
    broken = any(sign in scene[index + 1].text for sign in _BREAKS)
    told = cued(scene, index, "balances", 6) or (broken and cued(scene, index, "earnings", 4))
    if not (told or _fills_a_cell(scene, index, end + percent)):
        return None
    counted = noun_at(scene, end + 1, plural=False)
    counts = not percent and counted is not None and counted.known
    governed = cued(scene, index, "amounting_verbs", 6) or among(scene[index - 1], "genitive")
    case: Case = "obl" if governed else "nom"
    said = f"سَالِب {say(spoken, 'm', case, counts=counts)}{' بِالْمِئَةِ' if percent else ''}"
    return Verbalisation(end + percent + 1, said, "accounting", case)


def _fills_a_cell(scene: Scene, opening: int, closing: int) -> bool:
    """البيع: (5,870)، and المصاريف | (6,410) | 16%: all there is in a cell, with thousands or decimals."""
    before, after = scene[opening - 1], scene[closing + 1]
    broken = any(sign in scene[opening + 1].text for sign in _BREAKS)
    alone = before.text in (":", "،") and after.kind in ("pause", "end")
    return alone and broken and after.text not in STOPS
