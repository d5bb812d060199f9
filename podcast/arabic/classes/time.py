"""Times of day: 9:30, 14:05, 14h30.

The hour is a feminine ordinal; quarter, third and half are read as such, the last quarter as what is missing:
العاشرة إلا ربعًا. Hours from 13 on use the 24-hour clock.
"""

from __future__ import annotations

import re

from podcast.arabic.classes.duration import counted_time, duration, is_length
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import ending
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.verb_form import is_verb
from podcast.arabic.tokens.context import Scene, among, cued, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.tokens import Token

_FRENCH = re.compile("([0-9]{1,2})[hH]([0-5][0-9])")
_DOTTED_HOUR = re.compile("(?:[01]?[0-9]|2[0-4])[.][0-5][0-9]")
_WORDED = 7
"""How near a part of the day is to an hour in brackets."""
_NAMED = {15: "وَالرُّبْع", 20: "وَالثُّلُث", 30: "وَالنِّصْف"}
_SIDES = {
    **dict.fromkeys(("ص", "ص.", "am", "a.m"), "صَبَاحًا"),
    **dict.fromkeys(("م", "م.", "pm", "p.m"), "مَسَاءً"),
    "ظ": "ظُهْرًا",
    **dict.fromkeys(("ق.ظ", "ق.ظ."), "قَبْلَ الظُّهْرِ"),
    **dict.fromkeys(("ب.ظ", "ب.ظ."), "بَعْدَ الظُّهْرِ"),
}


def clock(scene: Scene, index: int) -> Verbalisation | None:
    """A time in figures with a colon, or with a dot after الساعة."""
    split = _split(scene, index)
    if split is None or cued(scene, index, "ratios", 2):
        return None  # النسبة الذهبية 1:16
    parts, end = split
    if not side_of_day(scene, end)[0] and is_length(scene, index, parts, end):
        return duration(scene, index, parts, end)
    if parts[0] > 24 or (parts[0] == 24 and parts[1]):
        return None
    side, after = side_of_day(scene, end)
    case = case_of_time(scene, index, end)
    until = _until(scene, after)
    spoken = _hour_and_minutes(parts, "gen" if until else case)
    if until:
        spoken, after = f"{spoken} {side}".strip() + " إِلَى " + until[0], until[1]
        side = ""
        spoken = spoken if is_governed(scene, index) else f"مِنَ {spoken}"
    return Verbalisation(after, f"{spoken} {side}".strip(), "time", case, "f")


def is_governed(scene: Scene, index: int) -> bool:
    """Whether a preposition governs the time, so that "from" is left out."""
    before = scene.word_before(index)
    return before is not None and among(before, "genitive")


def case_of_time(scene: Scene, index: int, end: int) -> Case:
    """The case of a time: that of الساعة before it, otherwise an adverb's rather than a subject's."""
    before = scene.word_before(index)
    if before is not None and among(before, "hours") and not scene.heading:
        if _is_hour_led(scene.word_before(index - 1), before):
            return "gen"
        return "acc" if scene.word_before(index - 1) else "obl"
    case = case_at(scene, index, end)
    return "obl" if case == "nom" and before is not None and not scene.heading else case


def _is_hour_led(before: Token | None, hours: Token) -> bool:
    """Whether الساعة is genitive: عند الساعةِ الثامنةِ, بحلول الساعةِ; but أقلعت الساعةَ الثامنةَ."""
    if hours.key not in ("الساعة", "الساعه") or among(before, "genitive"):
        return True
    if before is None or before.key == "احد" or is_verb(before):  # كل أحد الساعةَ التاسعةَ
        return False
    joined = before.key.removeprefix("و")[:1] in ("ب", "ل")
    return joined or among(before, "construct") or before.key == "تمام"


def _until(scene: Scene, index: int) -> tuple[str, int] | None:
    """The second time of 9:00-17:30."""
    if scene[index].kind != "dash" or len(scene[index].text) > 1:
        return None
    split = _split(scene, index + 1)
    if split is None or split[0][0] > 24:
        return None
    side, after = side_of_day(scene, split[1])
    return f"{_hour_and_minutes(split[0], 'gen')} {side}".strip(), after


def _split(scene: Scene, index: int) -> tuple[list[int], int] | None:
    """The hours, minutes and seconds at `index`; minutes and seconds have two digits and are below sixty."""
    texts, end = [scene[index].text], index + 1
    if french := _FRENCH.fullmatch(texts[0]):
        texts = [french[1], french[2]]
    elif scene[index].kind != "figure":
        return None
    elif _is_dotted(scene, index):
        texts = _pointed(texts[0]).split(".")
    elif _is_compact(scene, index):
        texts = [texts[0][:2], texts[0][2:]]
    while scene[end].text == ":" and not scene[end].spaced and not scene[end + 1].spaced:
        if len(texts) > 3:  # no time, however long the rest of the row
            return None
        if scene[end + 1].kind != "figure":
            break
        texts.append(scene[end + 1].text)
        end += 2
    if not 2 <= len(texts) <= 3 or not all(text.isdecimal() for text in texts) or len(texts[0]) > 3:
        return None
    parts = [int(text) for text in texts]
    return (parts, end) if all(len(text) == 2 and int(text) < 60 for text in texts[1:]) else None


def _is_compact(scene: Scene, index: int) -> bool:
    """الساعة 0915 بتوقيت غرينتش: four digits, as agencies and airports write a time."""
    digits, after = scene[index].text, scene[index + 1]
    if len(digits) != 4 or not digits.isdecimal() or not among(scene.word_before(index), "hours"):
        return False
    free = after.kind in ("pause", "end") or after.key in ("بتوقيت", "بالتوقيت") or digits[0] == "0"
    return free and int(digits[:2]) < 24 and int(digits[2:]) < 60


def _is_dotted(scene: Scene, index: int) -> bool:
    """10.30 after الساعة or before صباحًا."""
    written = _pointed(scene[index].text)
    if written.count(".") != 1:
        return False
    letter = scene[index + 1]
    named = letter.kind == "word" and letter.key in group("parts_of_day")
    named = named or letter.text in ("ت.غ", "ت.غ.", "ت. غ", "ت غ")  # 21،14 ت غ
    evening = letter.text == "م" and any(
        cued(scene, index, name, 4) for name in ("opening", "meetings")
    )
    minutes = written.partition(".")[2]
    if evening and len(minutes) == 2 and int(minutes) < 60:
        return True
    if named or among(scene.word_before(index), "hours") or _sided(scene, index + 1):
        return True
    if _repeats_hour(scene, index, written):
        return True
    at = scene.word_before(index)
    free = letter.kind in ("pause", "end", "close") or (
        letter.kind == "word" and not noun(letter.text).known
    )
    clocked = _DOTTED_HOUR.fullmatch(written) is not None
    met = at is not None and at.key == "عند" and cued(scene, index, "meetings", 8)
    told = any(
        word is not None and word.key.removeprefix("و").startswith("موعد")
        for word in (at, scene.word_before(index - 1))
    )  # موعد الطائرة 14.35
    of_day = letter.key == "من" and scene[index + 2].key in group("day_parts_in_construct")
    timetable = cued(scene, index, "departures", 6) and _has_hours(scene)
    return clocked and (of_day or (free and (met or told or timetable)))


def _has_hours(scene: Scene) -> bool:
    """Whether a time is told elsewhere in the sentence, as in a timetable."""
    key = ("hours", 0, False)
    if key not in scene.memo:
        scene.memo[key] = any(
            among(token, "hours") or token.key in group("parts_of_day") for token in scene.tokens
        )
    return bool(scene.memo[key])


def _repeats_hour(scene: Scene, index: int, written: str) -> bool:
    """الثانية والنصف بعد الزوال (14.30): an hour in words, again in brackets."""
    alone = index > 0 and scene[index - 1].kind == "open" and scene[index + 1].kind == "close"
    near = scene.tokens[max(0, index - _WORDED) : index]
    return (
        alone
        and _DOTTED_HOUR.fullmatch(written) is not None
        and any(
            token.key in group("parts_of_day") or token.key == "الزوال" or among(token, "hours")
            for token in near
        )
    )


def _pointed(text: str) -> str:
    """A figure with its comma or Arabic point as a dot: 10,30, 10٫30, 09،14."""
    return text.replace(",", ".").replace("٫", ".").replace("،", ".")


def _sided(scene: Scene, index: int) -> str:
    """ص after a figure with a dot (م would be metres)."""
    return (
        side_of_day(scene, index)[0] if scene[index].text in ("ص", "am", "pm", "AM", "PM") else ""
    )


def side_of_day(scene: Scene, index: int) -> tuple[str, int]:
    """صباحًا or مساءً for the sign at `index`, and the index after it."""
    token = scene[index]
    sign = token.text.lower() if token.kind == "latin" else token.text
    if token.kind not in ("word", "latin", "abbreviation") or sign not in _SIDES or token.prefix:
        return "", index
    dotted = (
        scene[index + 1].text == "."
        and not scene[index + 1].spaced
        and scene[index + 2].kind != "end"
    )
    return _SIDES[sign], index + 2 if dotted and sign in ("a.m", "p.m", "ص", "م") else index + 1


def _hour_and_minutes(parts: list[int], case: Case) -> str:
    hour, minute = parts[0], parts[1]
    seconds = parts[2] if len(parts) == 3 else 0
    if hour in (0, 24):
        if not minute and not seconds:
            return "مُنْتَصَفِ اللَّيْلِ"
        return f"{_spoken(12, minute, seconds, case)} بَعْدَ مُنْتَصَفِ اللَّيْلِ"
    return _spoken(hour, minute, seconds, case)


def _spoken(hour: int, minute: int, seconds: int, case: Case) -> str:
    if minute == 45 and not seconds and hour <= 12:
        return f"{hour_name(hour % 12 + 1, case)} إِلَّا رُبْعًا"
    spoken = hour_name(hour, case)
    if minute in _NAMED and not seconds:
        return f"{spoken} {ending(_NAMED[minute], case, construct=True)}"
    if minute:
        spoken += f" وَ{counted_time('min', minute, case)}"
    return f"{spoken} وَ{counted_time('s', seconds, case)}" if seconds else spoken


def hour_name(hour: int, case: Case) -> str:
    """The name of an hour: الواحدة, الثانية, … الرابعة والعشرون."""
    return "الْوَاحِدَة" if hour == 1 else ordinal(hour, "f", case)
