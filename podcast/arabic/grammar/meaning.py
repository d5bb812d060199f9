"""Verbs and other words whose meaning settles the case of the number behind them."""

from __future__ import annotations

import re
from collections.abc import Callable

from podcast.arabic.grammar.clause import (
    OF_THEM,
    is_definite,
    is_of_them,
    opens,
)
from podcast.arabic.grammar.counted import (
    is_agent,
    is_extent_of,
    is_measure,
    singular,
)
from podcast.arabic.grammar.joined_masdar import is_joined_to_deed_done
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.verb_form import is_marked_passive, is_verb, unjoined
from podcast.arabic.grammar.verbs import subject_is_due
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.valency import readings, takes_object

_HARM = frozenset(
    map(fold, ("قتيل", "جريح", "مصاب", "مفقود", "ضحية", "شهيد", "مشرد", "يتيم", "أرملة", "نازح"))
)


_SIGNED = frozenset(
    map(fold, ("مذكرة", "اتفاقية", "اتفاق", "عقد", "بروتوكول", "وثيقة", "صفقة", "شراكة"))
)


def _signs(scene: Scene, index: int, end: int) -> bool:
    """مصر توقع 9 مذكرات تفاهم: who signs stands before a verb in the present."""
    verb = unjoined(scene.tokens[index].key).removeprefix("س")
    return verb in ("توقع", "يوقع") and singular(scene[end - 1]) in _SIGNED and index > 0


def _leaves_behind(scene: Scene, index: int, end: int) -> bool:
    """الإعصار خلف 188 قتيلًا: a verb, where "behind" would make no sense."""
    return unjoined(scene.tokens[index].key) == "خلف" and singular(scene[end - 1]) in _HARM


def _secures(scene: Scene, index: int, end: int) -> bool:
    """وضمن 6 لاعبين من الترجي مكانهم: a verb, for what somebody makes sure of is behind."""
    if unjoined(scene.tokens[index].key) != "ضمن" or not is_agent(scene[end - 1]):
        return False
    if not (opens(scene, index) or scene.tokens[index].key[:1] == "و"):
        return False
    return any(map(is_of_them, scene.tokens[end : end + 4]))


def acts(scene: Scene, index: int, end: int) -> bool:
    """Whether the letters of a preposition at `index` are those of a verb here."""
    homographs = (_leaves_behind, _secures, _wins)
    return any(applies(scene, index, end) for applies in homographs)


_SPENDING = frozenset(("امضي", "امضت", "قضي", "قضت"))
"""Verbs of spending time, beside those that take any object."""


def _is_spent(scene: Scene, index: int, end: int) -> bool:
    """أمضى منها 6 أعوام: behind "of them" the measure that a verb with an object takes."""
    verb = scene[index - 1] if index else scene[len(scene.tokens)]
    spends = takes_object(unjoined(verb.key)) or unjoined(verb.key) in _SPENDING
    of_it = scene.tokens[index].key in OF_THEM
    return (
        of_it and spends and is_extent_of(scene[end - 1], "extents") and not is_marked_passive(verb)
    )


def _appears(scene: Scene, index: int, end: int) -> bool:
    """سيمثل 3 أشخاص أمام القضاء: people who come before a court, where the verb also means "to make up"."""
    verb = unjoined(scene.tokens[index].key).removeprefix("س")
    before_it = any(scene[place].key in ("امام", "امامها", "امامه") for place in (end, end + 1))
    return verb in ("مثل", "يمثل", "تمثل", "مثلت") and before_it and is_agent(scene[end - 1])


def _part(scene: Scene, index: int, end: int) -> bool:
    """ويفصل الحزبين 2300 صوت: what lies between two, who are its object."""
    verb = unjoined(scene[index - 1].key if index else "")
    return verb in ("يفصل", "تفصل", "فصل", "فصلت") and scene.tokens[index].key.endswith("ين")


def _wins(scene: Scene, index: int, end: int) -> bool:
    """فاز الفريق وضمن 9 نقاط من 9: a verb that goes on, for nobody is within points."""
    verb = scene.tokens[index].key == "وضمن" and index > 0
    return verb and singular(scene[end - 1]) in ("نقطة", "مقعد", "ميدالية", "مركز", "بطاقة")


def _flee(scene: Scene, index: int, end: int) -> bool:
    """وفر منها 106 آلاف شخص: "and fled", no "provided"."""
    verb = scene[index - 1].key if index else ""
    from_it = scene.tokens[index].key in ("منه", "منها")
    return from_it and verb in ("وفر", "ففر", "فر") and is_agent(scene[end - 1])


_CHANGE = re.compile(
    "(?:ب|ل|و)?(?:نمو|ارتفاع|انخفاض|تراجع|زيادة|هبوط|انكماش|صعود|تقلص|تحسن|انتعاش)"
)


def _is_change(scene: Scene, index: int, end: int) -> bool:
    """أظهرت البيانات نمو الاقتصاد 3.7%: behind a change and what changes, by how much."""
    change = scene[index - 1] if index else scene[len(scene.tokens)]
    share = scene[end - 1].text in ("%", "٪")
    return share and is_definite(scene.tokens[index]) and bool(_CHANGE.fullmatch(change.key))


_MOST = frozenset(
    (
        "افضل", "اهم", "اقوى", "اغنى", "اسوا", "اسرع", "اطول", "اقدم", "احدث", "ابرز", "اغلى", "اضخم",
        "اصغر", "اكبر",
    )
)  # fmt: skip
"""Superlatives before which as many are meant: أفضل 4 منتخبات."""


def _are_most(scene: Scene, index: int, end: int) -> bool:
    """أفضل 4 منتخبات: a superlative in construct with as many, but أسرع 3 مرات."""
    most = scene.tokens[index].key.removeprefix("و").removeprefix("ل").removeprefix("ب") in _MOST
    plural = noun(scene[end - 1].key, plural_first=True).plural
    return most and plural and singular(scene[end - 1]) not in ("مرة", "ضعف")


_LOST = frozenset(("راح", "راحت", "ذهب", "ذهبت", "سقط", "سقطت", "وقع"))


def _fall_victim(scene: Scene, index: int, end: int) -> bool:
    """راح ضحيتها 174 شهيدًا: those who fell victim to it."""
    verb = scene[index - 1] if index else scene[len(scene.tokens)]
    return scene.tokens[index].key in ("ضحيته", "ضحيتها", "ضحيتهم") and unjoined(verb.key) in _LOST


_EVENTS = frozenset(("انفجار", "اشتباك", "انهيار", "انقلاب", "اقتحام", "انزلاق", "اصطدام"))


def _in_event(scene: Scene, index: int, end: int) -> bool:
    """قتل في انفجار 12 شخصًا: people behind what happened, where the subject is due."""
    event = scene.tokens[index].key in _EVENTS and is_agent(scene[end - 1])
    return event and subject_is_due(scene, index)


_BEFORE_THAT = frozenset(("بعد", "قبل", "منذ", "الي", "دون"))


def _is_done_before(scene: Scene, index: int, end: int) -> bool:
    """بعد أن لعب 10 جولات: a verb, where it could be a noun too."""
    that = index > 1 and scene.tokens[index - 1].key == "ان"
    before = that and scene.tokens[index - 2].key in _BEFORE_THAT
    return before and "t" in readings(scene.tokens[index].key) and not is_agent(scene[end - 1])


_PAYING = frozenset(map(fold, ("يؤدي", "تؤدي", "يسدد", "تسدد", "يرد", "ترد", "يعيد", "تعيد")))


def _is_paid_to(scene: Scene, index: int, end: int) -> bool:
    """بأن يؤدي لها 20 ألف درهم: money behind the person to whom somebody pays it."""
    payee = scene.tokens[index].key in ("له", "لها", "لهم", "اليه", "اليها", "اليهم") and index > 0
    pays = payee and unjoined(scene.tokens[index - 1].key) in _PAYING
    return pays and is_measure(scene, end)


def _cast_votes(scene: Scene, index: int, end: int) -> bool:
    """أدلى 30 ناخبًا بأصواتهم: a verb whose object stands behind a preposition."""
    return unjoined(scene.tokens[index].key) in ("ادلي", "ادلت", "يدلي", "تدلي")


_TOPPED = frozenset(
    map(fold, ("القائمة", "قائمة", "الترتيب", "ترتيب", "المشهد", "جدول", "القوائم"))
)


def _tops(scene: Scene, index: int, end: int) -> bool:
    """وتصدر القائمة الخضراء 8 شركات: who is at the head of a list, behind the list and its adjective."""
    for place in range(index, max(0, index - 3), -1):
        if scene.tokens[place].key in _TOPPED:
            verb = unjoined(scene.tokens[place - 1].key)
            tops = verb in ("تصدر", "يتصدر", "تصدرت", "تتصدر")
            return tops and not is_extent_of(scene[end - 1], "extents")
        if not is_definite(scene.tokens[place]):
            return False
    return False


def _exceeds(scene: Scene, index: int, end: int) -> bool:
    """تفوق 22 مليار درهم: what an amount is above, where people who are counted excel."""
    last = scene[end - 1]
    above = unjoined(scene.tokens[index].key) in ("تفوق", "ستفوق")
    return above and (is_measure(scene, end) or last.key in scales())


def _is_rite(scene: Scene, index: int, end: int) -> bool:
    """واعتمر 4 عمر: a verb with its own deed as the object."""
    return unjoined(scene.tokens[index].key) in ("اعتمر", "اعتمرت", "يعتمر") and (
        singular(scene[end - 1]) in ("عمر", "عمرة", "مرة")
    )


def is_gained(scene: Scene, index: int, end: int) -> bool:
    """وحصل 24.7% على درجات عالية: with على behind it, who gained what follows."""
    gained = unjoined(scene.tokens[index].key) in ("حصل", "حصلت", "يحصل", "تحصل", "سيحصل")
    return gained and scene[end].key == "علي"


_FATAL = frozenset(
    map(fold, ("في", "خلال", "جراء", "تحت", "إثر", "غرقا", "اختناقا", "حرقا", "نتيجة", "بسبب"))
)


def perish(scene: Scene, index: int, end: int) -> bool:
    """وقضى 1,020 في الطريق: a bare number of people who died; but قضى 12 عامًا في السجن."""
    died = unjoined(scene.tokens[index].key) in ("قضي", "قضت", "سيقضي")
    bare = scene[end - 1].kind == "figure" or scene[end - 1].key in scales()
    return died and bare and scene[end].key in _FATAL


def _is_specified(scene: Scene, index: int, end: int) -> bool:
    """نظام التشغيل 32 بت, إصدار ويندوز 64 بت: bits tell a system, unless a verb comes right before."""
    return scene[end - 1].key == "بت" and not is_verb(scene.tokens[index])


def _bears_name(scene: Scene, index: int, end: int) -> bool:
    """تحمل اسمه 12 مدرسة: what is called after somebody."""
    verb = unjoined(scene[index - 1].key) if index else ""
    named = scene.tokens[index].key in ("اسمه", "اسمها", "اسمهم")
    return named and verb in ("يحمل", "تحمل", "حمل", "حملت")


OF_MEANING: tuple[tuple[Callable[[Scene, int, int], bool], Case], ...] = (
    (_is_rite, "acc"),
    (_is_specified, "obl"),
    (_is_spent, "acc"),
    (_fall_victim, "nom"),
    (_bears_name, "nom"),
    (_tops, "nom"),
    (_in_event, "nom"),
    (_is_done_before, "acc"),
    (_is_paid_to, "acc"),
    (_cast_votes, "nom"),
    (is_joined_to_deed_done, "gen"),
    (_exceeds, "acc"),
    (_leaves_behind, "acc"),
    (_secures, "nom"),
    (_signs, "acc"),
    (_appears, "nom"),
    (_flee, "nom"),
    (_part, "nom"),
    (_wins, "acc"),
    (_is_change, "acc"),
    (_are_most, "gen"),
)
"""Rules for a number with what it counts, as in `roles`."""
