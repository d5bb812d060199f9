"""Percentages and measures."""

from __future__ import annotations

from dataclasses import replace

from podcast.arabic.classes.decimal import say
from podcast.arabic.classes.measure import measured
from podcast.arabic.classes.symbols import is_era
from podcast.arabic.classes.units import Unit, unit_at, units
from podcast.arabic.grammar.agreement import governed_by
from podcast.arabic.grammar.case import case_at
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.numeric import amount
from podcast.arabic.tokens.verbalised import Found

_PERCENT = ("%", "٪")


def percentage(scene: Scene, at: int) -> Found | None:
    """7.5%, %80, 5-7%, 5%-7%; the number is masculine whatever it is of."""
    leading = scene[at].text in _PERCENT and not scene[at + 1].spaced
    found = amount(scene, at + leading)
    if found is None:
        return None
    said, end = found
    if not leading and scene[end].text not in (*_PERCENT, "‰"):
        return None
    sign = scene[end].text if not leading else "%"
    end += not leading
    if said.high is None and scene[end].kind == "dash" and not scene[end].spaced:
        upper = amount(scene, end + 1)
        if upper and upper[0].high is None and scene[upper[1]].text == sign:
            said, end = replace(said, high=upper[0].low), upper[1] + 1
    case = case_at(scene, at, end)
    words = say(said, "m", case, governed=governed_by(scene, at), article=scene[at].article)
    return Found(end, f"{words} {'بِالْأَلْفِ' if sign == '‰' else 'بِالْمِئَةِ'}", "percentage", case)


def measure(scene: Scene, at: int) -> Found | None:
    """80 كم/س, 12 كغ, 27°م, 16GB; below nought, degrees are said so."""
    found = amount(scene, at)
    if found is None:
        return None
    said, end = found
    unit = unit_at(scene, end) or _metres(scene, end)
    if unit is None:
        return None
    end = unit[1]
    case = case_at(scene, at, end)
    cold = said.low.sign in ("-", "−", "–") and "دَرَجَة" in unit[0].noun and said.high is None
    said = replace(said, low=replace(said.low, sign="")) if cold else said
    words = measured(
        unit[0], said, case, governed=governed_by(scene, at), article=scene[at].article
    )
    return Found(end, f"{words} تَحْتَ الصِّفْرِ" if cold else words, "measure", case, unit[0].gender)


def _metres(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """م behind a number: metres, unless it is a year of our era (750م, عام 1950 م)."""
    if scene[end].text != "م" or scene[end].prefix or is_era(scene, end):
        return None
    return units()["m"], end + 1
