"""Percentages: 7.5%, 5-7%, 3‰."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import governed_by
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.quantity import amount
from podcast.arabic.tokens.context import Scene
from podcast.structs import replace

_PERCENT = ("%", "٪")


def percentage(scene: Scene, index: int) -> Verbalisation | None:
    """7.5%, %80, 5-7%, 5%-7%; the number is always masculine."""
    glued = not scene[index + 1].spaced or index == 0  # % 7,1 نسبة التضخم
    leading = scene[index].text in _PERCENT and glued
    quantity = amount(scene, index + leading)
    if quantity is None:
        return None
    spoken, end = quantity
    if not leading and scene[end].text not in (*_PERCENT, "‰"):
        return None
    sign = scene[end].text if not leading else "%"
    end += not leading
    if spoken.high is None and scene[end].kind == "dash" and not scene[end].spaced:
        upper = amount(scene, end + 1)
        if upper and upper[0].high is None and scene[upper[1]].text == sign:
            spoken, end = replace(spoken, high=upper[0].low), upper[1] + 1
    if _ends_in_minus(scene, end) and not spoken.low.sign and spoken.high is None:
        spoken, end = replace(spoken, low=replace(spoken.low, sign="-")), end + 1
    case = case_at(scene, index, end)
    words = say(spoken, "m", case, governed=governed_by(scene, index), article=scene[index].article)
    return Verbalisation(
        end, f"{words} {'بِالْأَلْفِ' if sign == '‰' else 'بِالْمِئَةِ'}", "percentage", case
    )


def _ends_in_minus(scene: Scene, end: int) -> bool:
    """إلى 0.9%- في الربع الثالث: a minus that was typed behind the sign, from right to left."""
    minus, after = scene[end], scene[end + 1]
    glued = minus.kind == "dash" and len(minus.text) == 1 and not minus.spaced
    return glued and (after.spaced or after.kind in ("pause", "end", "close"))
