"""A day and a month with a slash (بين 1/5 و15/6), or the month's name between two (10 / شوال / 1445)."""

from __future__ import annotations

from podcast.arabic.classes.months import (
    DAYS,
    LINKS,
    UNTIL,
    case_of_date,
    day_at,
    month_at,
    month_name,
)
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import HYPHENS
from podcast.arabic.grammar.verb_form import is_verb, unjoined
from podcast.arabic.tokens.context import Scene, among, cued, group
from podcast.arabic.tokens.valency import past


def days_of_date(scene: Scene, index: int) -> Verbalisation | None:
    """10-11/01/2024: two days of a month in figures, with its year."""
    piece = scene.tokens[index : index + 7]
    if len(piece) < 7 or [token.text for token in piece[3:6:2]] != ["/", "/"]:
        return None
    glued = not any(token.spaced or token.prefix for token in piece[1:])
    first, last, year = day_at(scene, index), day_at(scene, index + 2), piece[6].text
    month = int(piece[4].text) if piece[4].text.isdecimal() and len(piece[4].text) <= 2 else 0
    if not glued or piece[1].kind != "dash" or not first or not last or not 1 <= month <= 12:
        return None
    if not (year.isdecimal() and len(year) == 4 and first < last):
        return None
    governed = among(scene.word_before(index), "genitive")
    words = (
        f"{'' if governed else 'مِنَ '}{ordinal(first, 'm', 'gen')} إِلَى {ordinal(last, 'm', 'gen')} مِنْ "
        f"{month_name(month, scene.reader.dialect)} {spell(int(year), 'm', 'gen')}"
    )
    return Verbalisation(index + 7, words, "date", "gen")


def span_of_days(scene: Scene, index: int) -> Verbalisation | None:
    """1/7 - 31/8: two days with their months, at least one of which is no fraction or the time of something."""
    piece = scene.tokens[index : index + 7]
    if len(piece) < 7 or [token.text for token in piece[1:6:4]] != ["/", "/"]:
        return None
    if piece[3].kind != "dash" or scene[index + 7].text == "/":
        return None
    if any(token.prefix or token.spaced for token in (*piece[1:3], *piece[5:7])):
        return None
    first, last = _day_and_month(scene, index), _day_and_month(scene, index + 4)
    if not first or not last or cued(scene, index, "score_after", 8):
        return None
    if max(first[0], last[0]) <= _MONTHS and not cued(scene, index, "lasting", 5):
        return None
    start, end = (
        f"{ordinal(day, 'm', 'gen')} مِنْ {month_name(month, scene.reader.dialect)}"
        for day, month in (first, last)
    )
    lead = "" if among(scene.word_before(index), "genitive") else "مِنَ "
    return Verbalisation(index + 7, f"{lead}{start} إِلَى {end}", "date", "gen")


_MONTHS = 12


def _day_and_month(scene: Scene, index: int) -> tuple[int, int] | None:
    """The day and the month of 31/8, if there is such a day."""
    day, month = day_at(scene, index), day_at(scene, index + 2)
    dated = day and month and month <= _MONTHS and day <= DAYS[month - 1]
    return (day, month) if day and month and dated else None


def worded(scene: Scene, index: int) -> Verbalisation | None:
    """10 / شوال / 1445, 3-مايو-2021: a day, the month's name and the year with slashes or hyphens."""
    day, sign = day_at(scene, index), scene[index + 1].text
    if day is None or sign not in HYPHENS | {"/", "\\"}:
        return None
    length = month_at(scene, index + 2)
    end = index + 2 + length
    year = scene[end + 1]
    if length and sign in ("/", "\\") and scene[end].text != sign and _is_led(scene, index):
        case = case_of_date(scene, index, end)  # في 11 / أكتوبر الماضي
        return Verbalisation(index + 2, f"{ordinal(day, 'm', case)} مِنْ", "date", case)
    if not length or scene[end].text != sign or year.kind != "figure" or not year.text.isdecimal():
        return None
    case = case_of_date(scene, index, end + 2)
    month = " ".join(token.text for token in scene.tokens[index + 2 : end])
    words = f"{ordinal(day, 'm', case)} مِنْ {month} {spell(int(year.text), 'm', 'gen')}"
    return Verbalisation(end + 2, words, "date", case)


def _is_led(scene: Scene, index: int) -> bool:
    """في 11 / أكتوبر, but not فاز 1/صفر."""
    before = scene.word_before(index)
    led = before is not None and (before.key in UNTIL or among(before, "date_after"))
    return led and scene[index + 2].key != "صفر"


def _is_when_done(scene: Scene, index: int) -> bool:
    """خطفوا في 12/4: right behind a verb and في, at the end of what is said."""
    verb, closed = scene.word_before(index - 1), scene[index + 3].kind in ("pause", "end")
    if verb is None or scene[index - 1].key != "في" or not closed or "ضرب" in verb.key:
        return False
    return is_verb(verb) or bool(
        past(unjoined(verb.key).removesuffix("وا")) and verb.key.endswith("وا")
    )


def day_slash_month(scene: Scene, index: int) -> Verbalisation | None:
    """11/9 after a word such as يوم or أحداث."""
    piece = scene.tokens[index : index + 3]
    if len(piece) < 3 or piece[1].spaced != piece[2].spaced:
        return None
    if piece[1].text != "/" and not _is_dashed_date(scene, index):
        return None
    day, month = day_at(scene, index), day_at(scene, index + 2)
    near = scene.word_before(index)
    if not day or not month or month > 12 or day > DAYS[month - 1]:
        return None
    feast = index == 0 and day > _MONTHS and scene[3].key in _FEASTS
    weekday = near is not None and near.key in UNTIL | group("weekdays")
    if piece[1].spaced and not (feast or weekday):
        return None
    told = (
        feast
        or (near is not None and cued(scene, index, "date_after", 2))
        or _in_span(scene, index)
    )
    if near is not None and near.key in UNTIL:
        told = (
            told or _among_dates(scene, index) or (day > month and cued(scene, index, "lasting", 5))
        )
        told = told or (day > month and _is_when_done(scene, index))
    if scene[index + 3].text == "/" or not told:
        return None
    case = case_of_date(scene, index, index + 3)
    name = month_name(month, scene.reader.dialect)
    guessed = "date-ambiguous" if day <= 12 and day != month else ""
    return Verbalisation(
        index + 3, f"{ordinal(day, 'm', case)} مِنْ {name}", "date", case, rule=guessed
    )


_FEASTS = frozenset(("عيد", "ذكري", "يوم", "اليوم"))
"""What a day and a month at the beginning of a line are of: 21 / 3 عيد الأم."""


def two_nights(scene: Scene, index: int) -> Verbalisation | None:
    """ليلة 14/15 تموز: two days that follow each other, before their month."""
    first, last = day_at(scene, index), day_at(scene, index + 2)
    glued = scene[index + 1].text == "/" and not (
        scene[index + 1].spaced or scene[index + 2].spaced
    )
    if not glued or not first or last != first + 1 or not month_at(scene, index + 3):
        return None
    case = case_of_date(scene, index, index + 3)
    words = f"{ordinal(first, 'm', case)} وَ{ordinal(last, 'm', case)} مِنْ"
    return Verbalisation(index + 3, words, "date", case)


def _is_dashed_date(scene: Scene, index: int) -> bool:
    """السفر الخميس 2-6, من تاريخ 3-6 إلى 9-6: a day and a month with a dash, where no match is told of."""
    near, sign, behind = scene.word_before(index), scene[index + 1], scene[index + 3]
    if sign.text not in HYPHENS or sign.spaced or behind.text in HYPHENS or near is None:
        return False
    if behind.kind == "word" and noun(behind.key, plural_first=True).known:
        return False
    went_on = near.key in LINKS and scene.last is not None and scene.last.kind == "date"
    named = near.key in group("dashed_date_after")
    return (named or went_on) and not any(among(token, "score_after") for token in scene.tokens)


def _among_dates(scene: Scene, index: int) -> bool:
    """تبدأ في 10/9 وتنتهي في 29/9: the sentence has another day and month that cannot be a fraction."""
    figures = [
        i for i in range(len(scene.tokens) - 2) if scene.tokens[i + 1].text == "/" and i != index
    ]
    pairs = [(day_at(scene, i), day_at(scene, i + 2)) for i in figures if not scene[i + 1].spaced]
    dated = any(day and month and month <= 12 < day for day, month in pairs)
    return dated or (scene.last is not None and scene.last.kind == "date")


def _in_span(scene: Scene, index: int) -> bool:
    """بين 1/5 و15/6: two days and months, at least one of which cannot be a fraction."""
    last = scene.last
    joined = scene[index].prefix == "و" or scene[index - 1].key in LINKS
    if last is not None and last.kind == "date" and index - last.end <= 1 and joined:
        return True
    day, month = day_at(scene, index) or 0, day_at(scene, index + 2) or 0
    deadline = scene.word_before(index)
    if (
        day > 12
        and month <= 12
        and deadline
        and (deadline.key in UNTIL or among(deadline, "deadlines"))
    ):
        return True
    other = index + 3 if "و" in scene[index + 3].prefix else index + 4
    linked = other == index + 3 or scene[index + 3].key in LINKS
    if not linked or scene[other + 1].text != "/" or scene[other + 1].spaced:
        return False
    pairs = (
        (day_at(scene, index), day_at(scene, index + 2)),
        (day_at(scene, other), day_at(scene, other + 2)),
    )
    dated = all(day and month and month <= 12 for day, month in pairs)
    led = among(scene.word_before(index), "genitive")
    return dated and led and any(day and month and day > month for day, month in pairs)
