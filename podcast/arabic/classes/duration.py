"""Durations in figures with colons: 1:45:30, مدة 3:20."""

from __future__ import annotations

import re

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.measure import measured
from podcast.arabic.classes.units import Unit, units
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import Amount, Number
from podcast.arabic.tokens.context import Scene, cued, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import Figure, parse


def is_length(scene: Scene, index: int, parts: list[int], end: int) -> bool:
    """Whether it is a duration rather than a time of day: after مدة, before دقائق, or with seconds and no
    "at"."""
    zone = scene.tokens[max(0, index - 4) : max(0, index - 1)]
    if any(token.key in ("توقيت", "بتوقيت") for token in zone):
        return False  # بتوقيت الرباط 6:14:09, but بتوقيت 1:45:30
    if cued(scene, index, "duration_after", 2):
        return True
    if scene.last and scene.last.kind == "date" and scene.last.end == index:
        return False
    if scene[end].key in group("day_parts_in_construct"):
        return False
    counted = scene[end].key in ("ساعة", "ساعات", "دقيقة", "دقائق")
    return counted or (len(parts) == 3 and not cued(scene, index, "hours", 3) and parts[0] < 10)


def duration(scene: Scene, index: int, parts: list[int], end: int) -> Verbalisation:
    """A duration: hours, minutes, seconds; with two parts, minutes and seconds."""
    case = case_at(scene, index, end)
    hours = scene[end].key in ("ساعة", "ساعات")
    signs = ("h", "min", "s") if len(parts) == 3 or hours else ("min", "s")
    end += hours or scene[end].key in ("دقيقة", "دقائق")
    spoken = [
        counted_time(sign, value, case) for sign, value in zip(signs, parts, strict=False) if value
    ]
    return Verbalisation(end, " وَ".join(spoken) or spell(0), "duration", case)


def counted_time(sign: str, value: int, case: Case) -> str:
    """Minutes, hours, seconds in words; a single one without its number: ودقيقة."""
    unit = units()[sign]
    if value == 1:
        return unit.noun
    return measured(unit, Amount(Number(Figure(str(value), value))), case, governed="")


_SHARE = Unit("جُزْء", "أَجْزَاء", "m")
_SECONDS = re.compile("([0-5]?[0-9])[.]([0-9]{1,3})")
_SHARES = {1: "مِنَ الْعَشَرَةِ", 2: "مِنَ الْمِئَةِ", 3: "مِنَ الْأَلْفِ"}


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a colon and more figures directly follow the figures at `index`."""
    colon, after = scene[index + 1], scene[index + 2]
    return colon.text == ":" and not colon.spaced and not after.spaced and after.kind == "figure"


def _with_shares(scene: Scene, index: int) -> Verbalisation | None:
    """9:77 ثانية: seconds and hundredths, where a colon stands for the point."""
    seconds, shares = scene[index].text, scene[index + 2].text
    timed = scene[index + 3].key in ("ثانية", "ثوان", "ثواني")
    figures = seconds.isdecimal() and shares.isdecimal() and len(shares) == 2
    if not (timed and figures and _goes_on(scene, index)):
        return None
    case = case_at(scene, index, index + 3)
    return Verbalisation(index + 3, plain(parse(f"{seconds}.{shares}"), case), "duration", case)


def result_time(scene: Scene, index: int) -> Verbalisation | None:
    """A race time: 1:43.50, 1:31:44.742; a following دقيقة is part of it."""
    if (shares := _with_shares(scene, index)) is not None:
        return shares
    longer = _goes_on(scene, index + 2)
    last = index + 4 if longer else index + 2
    seconds = _SECONDS.fullmatch(scene[last].text)
    numbers = [scene[place].text for place in range(index, last, 2)]
    if not seconds or not _goes_on(scene, index) or not all(map(str.isdecimal, numbers)):
        return None
    if any(len(number) > 2 for number in numbers):
        return None
    case = case_at(scene, index, last + 1)
    signs = ("h", "min", "s")[0 if longer else 1 :]
    parts = zip(signs, map(int, (*numbers, seconds[1])), strict=True)
    spoken = [counted_time(sign, value, case) for sign, value in parts if value]
    share = Amount(Number(Figure(seconds[2], int(seconds[2]))))
    if share.low.figure.whole:
        spoken.append(f"{measured(_SHARE, share, case, governed='')} {_SHARES[len(seconds[2])]}")
    end = last + 1 + (scene[last + 1].key in ("دقيقة", "دقائق", "د", "ساعة", "س"))
    return Verbalisation(end, " وَ".join(spoken) or spell(0), "duration", case)
