"""Dates: in figures (23/7/2023, 2023-07-23, 14/9/1445 هـ) and as a day before its month's name (23 يوليو).

The day is an ordinal, "the twenty-third of July", the year a masculine cardinal. Figures are day, month, year,
the Arabic order, unless only another is possible; if both are, the rule is `date-ambiguous`.
"""

from __future__ import annotations

import re

from podcast.arabic.classes.months import (
    DAYS,
    UNTIL,
    case_of_date,
    day_at,
    month_at,
    month_name,
)
from podcast.arabic.classes.slashed_date import (
    days_of_date,
    span_of_days,
    two_nights,
)
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import HYPHENS, is_year
from podcast.arabic.tokens.context import Scene, among, cued, months
from podcast.arabic.tokens.figures import parse

_COMPACT = re.compile("((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
"""The basic format of ISO 8601, after بتاريخ and the like: 20250315."""


def numeric_date(scene: Scene, index: int) -> Verbalisation | None:
    """A date in figures with two equal separators."""
    split = _three_parts(scene, index)
    if split is None:
        return days_of_date(scene, index) or span_of_days(scene, index) or two_nights(scene, index)
    parts, end = split
    if len(parts[2]) == 3 and scene[end].text.rstrip(".") not in ("م", "هـ", "ه"):
        return None
    hijri = _is_hijri(scene, parts, end)
    ordered = _ordered(parts, hijri)
    act = len(parts[2]) < 3 and _is_act(scene, index)
    if ordered is None or act:
        return None
    day, month, year = ordered
    case = case_of_date(scene, index, end)
    spoken = [ordinal(day, "m", case), "مِنْ", month_name(month, scene.reader.dialect, hijri=hijri)]
    spoken += [spell(year, "m", "gen")]
    guessed = len(parts[0]) < 3 and day != month and int(parts[0]) <= 12 and int(parts[1]) <= 12
    return Verbalisation(
        end, " ".join(spoken), "date", case, rule="date-ambiguous" if guessed else ""
    )


def _is_act(scene: Scene, index: int) -> bool:
    """الظهير الشريف 1-11-91: the number of a legal act."""
    before, further = scene.word_before(index), scene.word_before(index - 1)
    described = (
        before is not None and before.key.startswith("ال") and among(further, "numbered_acts")
    )
    return scene[index + 1].kind == "dash" and (among(before, "numbered_acts") or described)


def _three_parts(scene: Scene, index: int) -> tuple[tuple[str, str, str], int] | None:
    """Three figures with the same separator (/, - or .), no spaces, and nothing attached."""
    piece = scene.tokens[index : index + 5]
    if piece[0].kind != "figure":
        return None
    if compact := _COMPACT.fullmatch(piece[0].text):
        told = cued(scene, index, "date_after", 1)
        return ((compact[1], compact[2], compact[3]), index + 1) if told else None
    dotted = piece[0].text.split(".")
    before = scene.tokens[index - 1] if index else None
    released = before is not None and among(before, "releases") and len(dotted[0]) < 4
    if before and (before.kind in ("latin", "name") or released):
        dotted = []
    if len(dotted) == 3 and all(part.isdecimal() for part in dotted):
        return (dotted[0], dotted[1], dotted[2]), index + 1
    if len(piece) < 5 or piece[1].text != piece[3].text:
        return None
    mixed = len({token.spaced for token in piece[1:]}) > 1
    led = (
        before is not None
        and before.kind == "word"
        and (before.key in UNTIL or among(before, "date_after"))
    )
    if (mixed and piece[1].text != "/" and not led) or any(token.prefix for token in piece[2:]):
        return None
    if (mixed or piece[1].spaced) and 4 not in (len(piece[0].text), len(piece[4].text)):
        return None
    figures = (piece[0].text, piece[2].text, piece[4].text)
    glued_on = scene[index + 5].text == piece[1].text and not scene[index + 5].spaced
    glued_on = (
        glued_on and scene[index + 6].kind == "figure"
    )  # 2026-05-01-coffee.md begins with a date
    right = piece[1].text in HYPHENS | {"/", "\\"} and all(figure.isdecimal() for figure in figures)
    return (figures, index + 5) if right and not glued_on else None


def _is_hijri(scene: Scene, parts: tuple[str, str, str], end: int) -> bool:
    year = int(max(parts, key=len)[:4])
    return scene[end].key in ("ه", "ه.") or (1330 <= year <= 1480 and scene[end].key != "م")


def _ordered(parts: tuple[str, str, str], hijri: bool) -> tuple[int, int, int] | None:
    """(day, month, year); None if the parts are not a date."""
    if any(len(part) > 4 for part in parts):
        return None
    first, second, third = map(int, parts)
    if len(parts[0]) == 4:
        tries = [(third, second, first)]
    elif len(parts[2]) in (2, 3, 4) and len(parts[0]) <= 2:
        year = third if len(parts[2]) > 2 else third + (2000 if third < 50 else 1900)
        tries = [(first, second, year), (second, first, year)]
    else:
        return None
    for day, month, year in tries:
        if 1 <= month <= 12 and 1 <= day <= (30 if hijri else DAYS[month - 1]) and year >= 100:
            return day, month, year
    return None


def year_of_month(scene: Scene, index: int) -> Verbalisation | None:
    """The year after a month: يوليو 2023, رمضان 1445; after a month and a comma too."""
    token = scene[index]
    if token.kind != "figure" or token.prefix:
        return None
    back = index - 2 if index > 1 and scene.tokens[index - 1].text in ("،", ",") else index - 1
    if back > 0 and day_at(scene, back) and scene[back - 1].key in months():
        back -= 1  # سبتمبر 06, 2010
    before = scene.tokens[back] if back >= 0 else None
    figure = parse(token.text)
    if before is None or before.kind != "word" or before.key not in months() or not figure.plain:
        return None
    counted = noun_at(scene, index + 1, plural=False)  # بلغ يوم 20 يناير 238 حالة
    early = 3 <= len(token.text) <= 4 and figure.whole < 1500 and back == index - 1
    early = early and _ends_month(scene, back)  # الربع الأول 2024, but اليوم الأول 600 كم
    if not (is_year(figure) or (early and not (counted and counted.known))):
        return None
    if (
        before.key in ("مارس", "صفر", "اب")
        and not _is_after_day(scene, back)
        and not is_year(figure)
    ):
        return None
    return Verbalisation(index + 1, spell(figure.whole, "m", "gen"), "year", "gen")


def _ends_month(scene: Scene, index: int) -> bool:
    """Whether a month's name ends here: ربيع الأول, but not اليوم الأول."""
    return month_at(scene, index) == 1 or (index > 0 and month_at(scene, index - 1) == 2)


def _is_after_day(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].kind == "figure"
