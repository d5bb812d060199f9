"""Bare hours: 8 صباحًا, الساعة 9, بين 8 و10 مساءً."""

from __future__ import annotations

from itertools import pairwise

from podcast.arabic.classes.months import LINKS
from podcast.arabic.classes.time import case_of_time, hour_name, is_governed, side_of_day
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.quantity import HYPHENS
from podcast.arabic.grammar.when import is_part_of_day
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, cued, group, months

_NEAR = 3
"""How near another hour makes م the evening: الغداء 1 ظ والعشاء 8 م."""
_SIDES_IN_FULL = frozenset(map(fold, ("صباحا", "مساء", "عصرا", "ظهرا", "ليلا", "فجرا", "ضحى")))
_WHICH_SHOW = frozenset(("اول", "ثاني", "ثالث", "اخر"))
"""Before عرض it is a show, not a width: أول عرض 6م."""
_NOONS = ("ق.ظ", "ب.ظ")
_SUMS = tuple("=+×²³^*")
_REACHED = frozenset(map(fold, ("على", "حتى", "منذ", "عند", "ابتداء")))
"""Words before an hour and no length of time: على 17h."""
_PARTS = frozenset(map(fold, ("والنصف", "والربع", "والثلث")))


def hour(scene: Scene, index: int) -> Verbalisation | None:
    """A bare hour: before صباحًا and the like, after الساعة, or joined to such an hour."""
    token = scene[index]
    value = _number(token.text) if token.kind == "figure" else 0
    if not 1 <= value <= 24:
        return None
    end = index + 1
    until = scene[end]
    if until.kind == "dash" and 0 <= _number(scene[end + 1].text) <= 24:
        if _is_hour(scene, index, end + 2) and not _is_result(scene, index):
            second = int(scene[end + 1].text)
            side, after = side_of_day(scene, end + 2)
            case = case_of_time(scene, index, end)
            start = "" if is_governed(scene, index) else "مِنَ "
            spoken = (
                f"{start}{hour_name(value, 'gen')} إِلَى {hour_name(second, 'gen')} {side}".strip()
            )
            return Verbalisation(after, spoken, "time", case, "f")
        return None
    if until.text in HYPHENS or not _is_hour(scene, index, end):
        return None
    in_month = (month := scene.word_before(index)) is not None and month.key in months()
    if until.key in ("ليلا", "نهارا") and (in_month or cued(scene, index, "temperatures", 16)):
        return None  # وفي يناير 6 ليلًا
    if worded := _span_in_words(scene, index, end):
        return worded
    side, after = side_of_day(scene, end)
    if side and scene[after].key in _SIDES_IN_FULL:
        side, after = scene[after].text, after + 1  # 5م عصرًا
    case = case_of_time(scene, index, end)
    if until_hour := _until(scene, after) if side else None:
        start = "" if is_governed(scene, index) else "مِنَ "
        spoken = f"{start}{hour_name(value, 'gen')} {side} إِلَى {until_hour[0]}"
        return Verbalisation(until_hour[1], spoken, "time", case, "f")
    after += not side and scene[after].text in ("h", "H")  # الساعة 22h
    return Verbalisation(after, f"{hour_name(value, case)} {side}".strip(), "time", case, "f")


def _span_in_words(scene: Scene, index: int, end: int) -> Verbalisation | None:
    """من 7 صباحًا - 3 عصرًا: two hours with their parts of the day and a dash between."""
    first, dash, upper, last = (scene[place] for place in range(end, end + 4))
    parts = first.key in _SIDES_IN_FULL and last.key in _SIDES_IN_FULL
    if not parts or dash.kind != "dash" or not 1 <= _number(upper.text) <= 12:
        return None
    start = "" if is_governed(scene, index) else "مِنَ "
    lower = f"{hour_name(int(scene[index].text), 'gen')} {first.text}"
    spoken = f"{start}{lower} إِلَى {hour_name(int(upper.text), 'gen')} {last.text}"
    return Verbalisation(end + 4, spoken, "time", "gen", "f")


def _is_result(scene: Scene, index: int) -> bool:
    """فاز 2-1 مساء أمس: few goals that do not rise, after a word of winning; hours fall from 8 on."""
    first, second = (_number(scene[place].text) for place in (index, index + 2))
    is_told = among(scene.word_before(index), "hours") or is_governed(scene, index)
    return second <= first <= 7 and not is_told and cued(scene, index, "score_after", 14)


def _number(text: str) -> int:
    """The value of a figure short enough to be an hour; -1 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= 3 else -1


def _until(scene: Scene, index: int) -> tuple[str, int] | None:
    """The second hour of 10ص-6م."""
    figure = scene[index + 1]
    if scene[index].kind != "dash" or not 1 <= _number(figure.text) <= 12:
        return None
    side, after = side_of_day(scene, index + 2)
    return (f"{hour_name(int(figure.text), 'gen')} {side}", after) if side else None


def _is_lettered_hour(scene: Scene, index: int, end: int) -> bool:
    """9 ص, 5 م: a letter for a.m. or p.m.; م means metres unless the context is about hours."""
    letter = scene[end]
    if letter.kind != "word" or letter.prefix or int(scene[index].text) > 12:
        return False
    if scene[end + 1].text in _SUMS or scene[index - 1].text in _SUMS:
        return False  # س = 2ص + 3
    if letter.text in ("ص", "ظ"):
        return scene[end + 1].kind != "figure" or bool(scene[end + 1].prefix)
    if letter.text != "م":
        return False
    link, other, sign = scene[end + 1], scene[end + 2], scene[end + 3]
    span = link.kind == "dash" or (link.key in LINKS and not other.prefix)
    glued = span and not (letter.spaced or sign.spaced)
    if glued and sign.text == "م" and other.text.isdecimal() and int(other.text) <= 12:
        lengths = group("metres_after")
        behind = any(token.key.rstrip("ا") in lengths for token in scene.tokens[end : end + 8])
        return not behind and not cued(scene, index, "metres_after", 6)
    if scene[end + 1].key == "منتصف" or scene[end + 1].key in group("parts_of_day"):
        return True
    if scene[index - 1].key == "عرض" and scene[index - 2].key in _WHICH_SHOW:
        return True
    if link.prefix == "ل" and link.text.isdecimal() and other.text == "م" and not letter.spaced:
        return int(link.text) <= 12 and not cued(scene, index, "metres_after", 6)
    linked = link.kind == "dash" or link.key in LINKS
    morning = linked and other.kind == "figure" and sign.text == "ص"
    ahead = scene.tokens[index : index + 10]
    last = scene.last
    shown = last is not None and last.kind == "time" and scene[index - 1].key == "والعرض"
    if cued(scene, index, "metres_after", 1) and not shown:
        return False  # في التاسعة صباحًا لمسافة 8 م
    opens = (
        (last is not None and last.kind == "time" and index - last.end <= _NEAR)
        or cued(scene, index, "opening", 8)
        or cued(scene, index, "meetings", 3)
        or any(among(token, "opening") for token in ahead)
        or _is_daily(scene, index)
    )
    return morning or opens or among(scene.word_before(index), "hours")


def _is_daily(scene: Scene, index: int) -> bool:
    """كل يوم بين 4م و6م."""
    near = [token.key for token in scene.tokens[max(0, index - 6) : index]]
    return ("كل", "يوم") in pairwise(near)


def _is_french(scene: Scene, index: int, end: int) -> bool:
    """تنطلق 17h, على 17h, 20h بتوقيت الجزائر: an hour as it is written in French."""
    before = scene.word_before(index)
    told = before is not None and (
        before.key in _REACHED or any(cued(scene, index, name, 3) for name in ("meetings", "meals"))
    )
    return scene[end + 1].key == "بتوقيت" or (told and not scene[end].spaced)


def _is_hour(scene: Scene, index: int, end: int) -> bool:
    noon = scene[end].text.rstrip(".") in _NOONS and int(scene[index].text) <= 12
    if noon or _is_lettered_hour(scene, index, end) or scene[end].text.lower() in ("am", "pm"):
        return True
    if (
        scene[end].kind == "word"
        and noun(scene[end].text).known
        and scene[end].key not in group("parts_of_day")
        and not is_part_of_day(scene, end)
    ):
        return False
    if among(scene.word_before(index), "hours"):
        return True
    if scene[end].text in ("h", "H") and _is_french(scene, index, end):
        return True
    last = scene.last
    between = scene.tokens[last.end : index] if last else ()
    if (
        last
        and last.kind == "time"
        and (
            (not between and "و" in scene[index].prefix)
            or (len(between) == 1 and between[0].key in LINKS)
        )
    ):
        return True
    if scene[end].key in group("parts_of_day") and scene[end].kind == "word":
        return True
    if scene[end].key in _PARTS and scene[end + 1].key in group("parts_of_day"):
        return True
    before = scene.word_before(index)
    if is_part_of_day(scene, end) and not (before and before.key.startswith("ال")):
        return True
    link = scene[end]
    if link.key in LINKS or "و" in link.prefix:
        other = end if link.kind == "figure" else end + 1
        return scene[other].kind == "figure" and scene[other + 1].key in group("parts_of_day")
    return False
