"""A day before its month, in words or understood: 23 يوليو, 3-5 مايو, في 16 الجاري, أيام التشريق 11 و12."""

from __future__ import annotations

from podcast.arabic.classes.months import (
    LINKS,
    UNTIL,
    case_of_date,
    day_at,
    month_at,
)
from podcast.arabic.classes.slashed_date import (
    day_slash_month,
    worded,
)
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.tokens.context import Scene, among, cued, group, months
from podcast.arabic.tokens.figures import parse

_WHICH = (
    "الماضي",
    "المقبل",
    "الجاري",
    "الحالي",
    "القادم",
    "الموافق",
    "المنصرم",
    "هـ",
    "ه",
    "من",
    "سنه",
    "عام",
)
"""What follows the month of صفر, and no nil."""
_WHICH_MONTH = frozenset(("الجاري", "الحالي", "المقبل", "القادم", "الماضي", "المنصرم", "الفايت"))
_LINE = 10
"""The longest line that is a result alone, in tokens."""


def day_and_month(scene: Scene, index: int) -> Verbalisation | None:
    """A day before a month: 23 يوليو, 3-5 مايو, 3 و5 مايو, or 11/9 after يوم; the month stays as written."""
    last = scene.last
    nights = (
        last is not None and last.kind == "ordinal" and last.gender == "f" and last.end == index
    )
    before = scene.word_before(index)
    first = before is not None and before.key in ("الليالي", "الليلتين", "الليلتان")
    if first or (nights and scene[index].prefix == "و"):
        return None  # في الليالي 21 و23 و25 من رمضان
    slashed = worded(scene, index) or day_slash_month(scene, index)
    day = day_at(scene, index)
    if slashed or day is None:
        return slashed
    if _is_behind_month(scene, index):
        return Verbalisation(index + 1, ordinal(day, "m", "obl"), "date", "obl")
    end = index + 1
    until = day_at(scene, index + 2) if scene[index + 1].kind == "dash" else None
    if until:
        end = index + 3
    named = _month_follows(scene, end) or _is_of_said_month(scene, index, end)
    named = named or _is_of_this_month(scene, index, end) or _is_of_feast(scene, index)
    if not named or _is_nil(scene, index, end) or _is_difference(scene, index, end):
        return None
    case = case_of_date(scene, index, _end_of_date(scene, end))
    before = scene.word_before(index)
    governed = before is not None and case == "gen"
    spoken = ordinal(day, "m", case if governed or not until else "gen")
    if until:
        link = "وَ" if before is not None and before.key.endswith("بين") else "إِلَى "
        spoken = ("" if governed else "مِنَ ") + spoken + " " + link + ordinal(until, "m", "gen")
    month_is_next = month_at(scene, end) > 0
    return Verbalisation(end, f"{spoken} مِنْ" if month_is_next else spoken, "date", case)


def _is_behind_month(scene: Scene, index: int) -> bool:
    """سبتمبر 06, 2010, سبتمبر 06 2010: the day between its month and the year, as Americans write it."""
    before, comma = scene.word_before(index), scene[index + 1].text in (",", "،")
    year = scene[index + 1 + comma]
    named = before is not None and before.key in months() and not scene[index].prefix
    return named and year.kind == "figure" and not year.prefix and is_year(parse(year.text))


def _is_nil(scene: Scene, index: int, month: int) -> bool:
    """Whether صفر means nil in a result rather than the month: فاز 3 صفر."""
    year = scene[month + 1]
    dated = year.kind == "figure" and not year.prefix
    plain = scene[month].key == "صفر" and not dated
    led = scene.word_before(index)
    if led is not None and led.key in ("في", "وفي", "يوم", "ليله", "منذ", "حتي"):
        return False
    told = cued(scene, index, "score_after", 8) or any(
        among(token, "score_after") for token in scene.tokens[month + 1 : month + 5]
    )
    return plain and (told or _is_result(scene, index, month))


def _is_result(scene: Scene, index: int, month: int) -> bool:
    """برشلونة 1 صفر إشبيلية: a short line with a side on either hand, and nothing of a date."""
    before, after = scene.word_before(index), scene[month + 1]
    short = len(scene.tokens) <= _LINE and len(scene[index].text) == 1
    if before is None and after.key.startswith("لل") and index == 0 and short:
        return True  # 2 صفر للضيوف
    if before is None or after.kind != "word" or not short or after.key.startswith(_WHICH):
        return False
    lists = ("genitive", "date_after", "accusative_verbs", "nominative_verbs")
    return not any(among(before, name) for name in lists) and after.key not in group("genitive")


def _is_difference(scene: Scene, index: int, end: int) -> bool:
    """أقل بـ14 من الشهر السابق: by how much it is less than another month."""
    before = scene.word_before(index)
    compared = among(before, "superlatives") or (
        before is not None and before.key in ("اقل", "ازيد")
    )
    return scene[end].key == "من" and compared


def _month_follows(scene: Scene, index: int) -> bool:
    """Whether a month comes next, or "of" and a month, or another day and then one."""
    for _ in range(4):
        if month_at(scene, index) and not scene[index].prefix:
            return scene[index].spaced or len(scene[index].key) > 3
        token = scene[index]
        if token.key == "من" and (
            month_at(scene, index + 1) or scene[index + 1].key in ("الشهر", "شهر")
        ):
            return True
        if token.key == "من" and scene[index + 1].key == "كل" and scene[index + 2].key == "شهر":
            return True
        joined = token.kind == "figure" and "و" in token.prefix
        if not joined and token.key not in LINKS and token.text != "،":
            return False
        index += 1 if joined else 2
        if day_at(scene, index - 1) is None:
            return False
    return False


def _is_of_said_month(scene: Scene, index: int, end: int) -> bool:
    """في 3 نيسان، والنتائج في 10 منه: a day of the month mentioned before."""
    led = scene.word_before(index)
    if scene[end].key != "منه" or led is None or led.key not in UNTIL | {"يوم", "يومي"}:
        return False
    return any(token.key in months() for token in scene.tokens[max(0, index - 30) : index])


def _is_of_this_month(scene: Scene, index: int, end: int) -> bool:
    """في 16 الجاري, حتى 5 المقبل: a day of this month or the next, by its adjective alone."""
    led = scene.word_before(index)
    dated = led is not None and (led.key in UNTIL or led.key in ("يوم", "بتاريخ"))
    return dated and scene[end].key in _WHICH_MONTH


_FEASTS = frozenset(("التشريق", "البيض"))


_NEAR_FEAST = 5


def _is_of_feast(scene: Scene, index: int) -> bool:
    """أيام التشريق 11 و12 و13: days that are named so, and no month."""
    if scene[index + 1].kind == "word" and scene[index + 1].key != "من":
        return False
    near = scene.tokens[max(0, index - _NEAR_FEAST) : index]
    told = [place for place, token in enumerate(near) if token.key in _FEASTS]
    return bool(told) and all(token.kind in ("figure", "pause") for token in near[told[-1] + 1 :])


def _end_of_date(scene: Scene, index: int) -> int:
    """The index after the month and year that follow a day."""
    index += month_at(scene, index)
    return index + 1 if scene[index].kind == "figure" and not scene[index].prefix else index
