"""The names of the months, solar and lunar, in all Arabic traditions, and what all dates share."""

from __future__ import annotations

import re
from functools import cache

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, cued
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import Figure, parse

_ISO_YEAR, _ISO_MONTH = re.compile("(?:1[89]|20)[0-9]{2}"), re.compile("0[1-9]")
_MONTH = re.compile("0?[1-9]|1[0-2]")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The most days of each month."""
UNTIL = frozenset(
    map(fold, ("حتى", "منذ", "قبل", "بعد", "لغاية", "ولغاية", "في", "إلى", "وحتى", "من", "اعتبارا"))
)
"""Words that lead to a date."""
LINKS = frozenset(map(fold, ("و", "إلى", "حتى", "أو", "،", "وحتى", "لغاية", "ولغاية", "وإلى")))
"""Words that join two dates."""
_COLUMNS = {"standard": 1, "levant": 2, "maghreb": 3}


@cache
def _names() -> frozenset[str]:
    cells = [cell for row in rows("months.tsv", 5) for cell in row[1:]]
    cells += [cell for row in rows("hijri.tsv", 3) for cell in row[1:]]
    return frozenset(fold(name) for cell in cells for name in words(cell))


@cache
def month_name(month: int, dialect: str, *, hijri: bool = False) -> str:
    """The name of month 1-12 in `dialect` ("standard", "levant", "maghreb")."""
    if hijri:
        return rows("hijri.tsv", 3)[month - 1][1]
    return rows("months.tsv", 5)[month - 1][_COLUMNS.get(dialect, 1)]


@cache
def _in_english() -> dict[str, int]:
    """The number of each month by its English name, whole and short, in small letters."""
    return {name.casefold(): int(row[0]) for row in rows("months.tsv", 6) for name in words(row[5])}


def english_date(scene: Scene, index: int) -> Verbalisation | None:
    """A day, a month in English and a year, in either order: 10 Jul 2008, 10-Jul-2008, January 5, 2015."""
    texts: list[str] = []
    end = index
    while len(texts) < _PARTS and end < index + _LONGEST:
        if scene[end].kind not in _BETWEEN:
            texts += [part for part in scene[end].text.split("-") if part]
        end += 1
    if len(texts) != _PARTS:
        return None
    first, second, year = texts
    first, second = (_ENDING.sub("", part) for part in (first, second))  # 7th January
    day, name = (first, second) if first.isdecimal() else (second, first)
    month = _in_english().get(name.casefold().rstrip("."), 0)
    dated = day.isdecimal() and len(day) <= 2 and _ISO_YEAR.fullmatch(year)
    if not month or not dated or not 1 <= int(day) <= DAYS[month - 1]:
        return None
    case = case_of_date(scene, index, end)
    spoken = f"{ordinal(int(day), 'm', case)} مِنْ {month_name(month, scene.reader.dialect)}"
    return Verbalisation(end, f"{spoken} {spell(int(year), 'm', 'gen')}", "date", case)


_ENDING = re.compile("(?<=[0-9])(?:st|nd|rd|th)")
_PARTS, _LONGEST = 3, 5
"""The parts of such a date, and its tokens with two signs between them."""
_BETWEEN = ("pause", "dash")
"""Kinds of tokens that stand between the parts of such a date."""


def month_at(scene: Scene, index: int) -> int:
    """The number of tokens of the month's name at `index`: 0, 1 or 2."""
    one, two = scene[index], scene[index + 1]
    if one.kind != "word":
        return 0
    if two.kind == "word" and f"{one.key} {two.key}" in _names():
        return 2
    return 1 if one.key in _names() or one.key.removeprefix("ال") in _names() else 0


def month_and_year(scene: Scene, index: int) -> Verbalisation | None:
    """A month in figures before its year, behind a preposition or alone in brackets: في 6/2023, (3/2024)."""
    month, sign, year = scene[index], scene[index + 1], scene[index + 2]
    glued = month.kind == year.kind == "figure" and not (sign.spaced or year.spaced)
    if not glued or sign.text not in ("/", "-") or scene[index + 3].text == sign.text:
        return None
    if not _MONTH.fullmatch(month.text) or not _ISO_YEAR.fullmatch(year.text):
        return None
    before = scene.word_before(index)
    alone = index > 0 and scene[index - 1].kind == "open" and scene[index + 3].kind == "close"
    led = among(before, "genitive") or among(before, "date_after") or among(before, "deadlines")
    led = (
        led
        or bool(set(month.prefix) & set("بل"))
        or (before is not None and before.key.endswith("شهر"))
    )
    share = scene[index + 3].key == "من"  # 1/2000 من السكان
    if not (led or alone) or share or cued(scene, index, "numbered_acts", 3):
        return None
    name = month_name(int(month.text), scene.reader.dialect)
    return Verbalisation(index + 3, f"{name} {spell(int(year.text), 'm', 'gen')}", "date", "gen")


def year_and_month(scene: Scene, index: int) -> Verbalisation | None:
    """A month in the extended format of ISO 8601: 2020-06, never the number of a law."""
    year, sign, month = scene[index], scene[index + 1], scene[index + 2]
    glued = year.kind == month.kind == "figure" and not (sign.spaced or month.spaced)
    if not glued or sign.text not in ("-", "/") or scene[index + 3].text == sign.text:
        return None
    if not _ISO_YEAR.fullmatch(year.text) or not _ISO_MONTH.fullmatch(month.text):
        return None
    if cued(scene, index, "numbered_acts", 3) or among(scene.word_before(index), "season_after"):
        return None
    name = month_name(int(month.text), scene.reader.dialect)
    return Verbalisation(index + 3, f"{name} {spell(int(year.text), 'm', 'gen')}", "date")


def day_at(scene: Scene, index: int) -> int | None:
    """The day of a month, 1-31, that the figure at `index` may be."""
    token = scene[index]
    figure = parse(token.text) if token.kind == "figure" else Figure("")
    plain = token.kind == "figure" and token.text.isdecimal() and len(token.text) <= 2
    day = int(token.text) if plain else 0
    return day if plain and 1 <= day <= 31 and not figure.decimals else None


def case_of_date(scene: Scene, index: int, end: int) -> Case:
    """The case of a date: after a verb it is an adverb, not a subject; other governors apply."""
    weekday = scene.word_before(index)
    if weekday is not None and index > 2 and scene[index - 2].key == "يوم":
        return "gen" if among(scene[index - 3], "genitive") else "acc"  # من يوم الخميس 26 محرم
    if _is_appointed(scene, index):
        return "nom"
    case = case_at(scene, index, end)
    if case == "nom" and scene.word_before(index) is not None and not scene.heading:
        return "obl"
    return case


def _is_appointed(scene: Scene, index: int) -> bool:
    """الموعد النهائي 30/6/2025, تاريخ الميلاد 23 مايو: the date is what a nominal clause tells."""
    for place in range(index - 1, max(-1, index - _SUBJECT), -1):
        token = scene.tokens[place]
        if token.key.removeprefix("و") in _APPOINTMENTS:
            place -= place > 0 and scene.tokens[place - 1].key == "اخر"
            return place == 0 or scene.tokens[place - 1].kind in ("pause", "open")
        if token.kind != "word" or not token.key.startswith(("ال", "لل")):
            return False
    return False


_APPOINTMENTS = frozenset(("موعد", "الموعد", "موعدنا", "موعده", "موعدها", "تاريخ", "التاريخ"))
"""Subjects of which a date is the predicate."""
_SUBJECT = 5
"""How many words before a date its subject may be."""
