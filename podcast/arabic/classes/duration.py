"""Lengths of time in figures with colons: 1:45:30, مدة 3:20."""

from __future__ import annotations

from podcast.arabic.classes.measure import measured
from podcast.arabic.classes.units import units
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import Amount, Number
from podcast.arabic.tokens.context import Scene, cued
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import Figure


def is_length(scene: Scene, at: int, parts: list[int], end: int) -> bool:
    """Whether a time is how long, not when: after مدة, before دقائق, or with seconds and no "at"."""
    if cued(scene, at, "duration_after", 2):
        return True
    if scene.last and scene.last.kind == "date" and scene.last.end == at:
        return False
    counted = scene[end].key in ("ساعة", "ساعات", "دقيقة", "دقائق")
    return counted or (len(parts) == 3 and not cued(scene, at, "hours", 3) and parts[0] < 10)


def duration(scene: Scene, at: int, parts: list[int], end: int) -> Verbalisation:
    """A length of time: hours, minutes, seconds; of two parts, minutes and seconds."""
    case = case_at(scene, at, end)
    hours = scene[end].key in ("ساعة", "ساعات")
    signs = ("h", "min", "s") if len(parts) == 3 or hours else ("min", "s")
    end += hours or scene[end].key in ("دقيقة", "دقائق")
    said = [
        counted_time(sign, value, case) for sign, value in zip(signs, parts, strict=False) if value
    ]
    return Verbalisation(end, " وَ".join(said) or spell(0), "duration", case)


def counted_time(sign: str, value: int, case: Case) -> str:
    """Minutes, hours, seconds in words; a single one without its number: ودقيقة."""
    unit = units()[sign]
    if value == 1:
        return unit.noun
    return measured(unit, Amount(Number(Figure(str(value), value))), case, governed="")
