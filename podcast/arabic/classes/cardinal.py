"""Cardinal numbers, with the noun they count or alone."""

from __future__ import annotations

from podcast.arabic.classes.age import age
from podcast.arabic.classes.amount import say
from podcast.arabic.classes.decimal import whole_things
from podcast.arabic.classes.definite import with_article
from podcast.arabic.classes.label import counts_nothing, is_of_name, is_tied, is_two_of_a_kind
from podcast.arabic.classes.money import coins
from podcast.arabic.classes.ordinal import is_line_of_sides, numbered
from podcast.arabic.classes.units import unit_at
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import (
    counted_after,
    governed_by,
    is_label,
)
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.clause import is_definite
from podcast.arabic.grammar.counted import as_several
from podcast.arabic.grammar.homonyms import meant
from podcast.arabic.grammar.miscounted import as_counted
from podcast.arabic.grammar.nouns import Noun, dual, plural_of
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.one_or_two import (
    and_one_or_two,
    can_be_one,
    is_adjective_of,
    one_or_two,
)
from podcast.arabic.grammar.ordinals import fraction
from podcast.arabic.grammar.quantity import ERAS, HYPHENS, Amount, amount, is_year
from podcast.arabic.grammar.understood import gender_understood, is_of_prayer
from podcast.arabic.grammar.when import is_part_of_day
from podcast.arabic.text.letters import attach, fold, paused
from podcast.arabic.tokens.context import Scene, among, cued, group, months, shapes
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.tokens import Token
from podcast.structs import replace

_DEGREES = frozenset(("مئوية", "فهرنهايت", "سيلسيوس", "سلسيوس"))
_BIRTHS = frozenset(
    map(fold, ("ولد", "ولدت", "توفي", "توفيت", "مات", "ماتت", "المتوفى", "المتوفاة", "استشهد", "المولود"))
)  # fmt: skip


_ENDINGS = frozenset(
    map(
        fold,
        (
            "انتهت",
            "انتهى",
            "بدأت",
            "بدأ",
            "قامت",
            "سقطت",
            "تأسست",
            "تأسس",
            "اندلعت",
            "وقعت",
            "فتحت",
            "بنيت",
        ),
    )
)
"""Verbs of what begins or ends, behind which a year with its era is when: وانتهت 656 هـ."""


def count(scene: Scene, index: int) -> Verbalisation | None:
    """A number: with the noun it counts, as an ordinal, as a label, or bare."""
    ahead = whole_things(scene, index)
    quantity = amount(scene, index, whole=ahead is not None and ahead.known)
    if quantity is None:
        return None
    spoken, end = quantity
    if aged := age(scene, index, spoken, end):
        return aged
    if scene[index].article and (named := with_article(scene, index, spoken, end)):
        return named
    if not scene[index].article and (named := numbered(scene, index, spoken, end)):
        return named
    label, one = is_label(scene, index), _is_one_or_two(spoken)
    counted = counted_after(scene, index, spoken, end)
    counted = counted if counted and _counts(scene, index, spoken, end, counted) else None
    one = one and not (counted and is_two_of_a_kind(scene, index, counted[0]))
    if counted and not (label and one) and (counted[1].known or not (one or label)):
        return _with_noun(scene, index, spoken, end, meant(scene, index, counted))
    return _alone(scene, index, spoken, end, one=label and one)


def _is_one_or_two(spoken: Amount) -> bool:
    """Whether an amount is one or two, which are hardly ever written as figures before what they count."""
    return spoken.low.value in (1, 2) and spoken.high is None and not spoken.scale


def _counts(
    scene: Scene, index: int, spoken: Amount, end: int, counted: tuple[Token, Noun]
) -> bool:
    """Whether a number counts the noun behind it, rather than belonging to what is before it."""
    thing = counted[1]
    if _is_one_or_two(spoken) and is_of_name(scene, index, thing):
        return False
    label = is_label(scene, index) and counts_nothing(scene, index, spoken, thing)
    labels = scene[index - 1].text == scene[end + 1].text == ":"  # الجزء: 1 صفحة: 20
    timed = is_part_of_day(scene, end)  # المفاعل 2 صباح اليوم
    adverb = _is_adverb_behind(scene, index, end)
    return not (label or labels or timed or adverb or is_tied(scene, index))


def _alone(scene: Scene, index: int, spoken: Amount, end: int, *, one: bool) -> Verbalisation:
    """A number that counts no noun; `one` if it is the first or the second of a label."""
    gender = _gender_alone(scene, index, spoken, end, one=one)
    label = is_label(scene, index)
    of_name = index > 0 and scene[index - 1].kind in ("latin", "name") and not scene[index].prefix
    of_name = of_name and not spoken.scale
    case: Case = "nom" if of_name else _case_alone(scene, index, spoken, end)
    case = "obl" if case == "acc" and label else case
    part = bool(spoken.low.over[1]) and is_definite(scene[end])  # ¼ الكمية
    governed, article = governed_by(scene, index), scene[index].article
    words = say(spoken, gender, case, counts=part, governed=governed, article=article)
    words = _year_of_event(scene, index, spoken, end, gender) or words
    return Verbalisation(end, paused(words) if label else words, "number", case, gender)


def _year_of_event(scene: Scene, index: int, spoken: Amount, end: int, gender: Gender) -> str:
    """ولد 1950, محرم 61 هـ: a year with its noun, which is not written; "" if it is none."""
    before = scene.word_before(index)
    if before is None:
        return ""
    era = scene[end].text.rstrip(".") in ERAS
    dated = spoken.low.figure.plain and spoken.high is None and (era or is_year(spoken.low.figure))
    ended = era and bool(_ENDINGS.intersection(shapes(before.key)))
    if dated and (ended or _BIRTHS.intersection(shapes(before.key))):
        return f"عَامَ {say(spoken, gender, 'gen')}"
    return f"سَنَةَ {say(spoken, 'f', 'gen')}" if era and before.key in months() else ""


def _gender_alone(scene: Scene, index: int, spoken: Amount, end: int, *, one: bool) -> Gender:
    """The gender of a number that counts nothing; years, signed numbers and `one` of a label are masculine."""
    before = scene.word_before(index)
    if is_of_prayer(scene, index):
        return "f"
    dated = among(before, "year_after") or (before is not None and before.key in ("في", "وفي"))
    year = dated and is_year(spoken.low.figure) and not spoken.scale
    if scene[end].text in ("×", "✕", "x", "X") or is_line_of_sides(scene):
        return "m"  # فئة الـ 4×4; الوحدة 2 العين 1
    ahead = None if year else gender_ahead(scene, end)
    if ahead or (one or spoken.low.sign or (year and before and before.key.endswith("في"))):
        return ahead or "m"
    return gender_understood(scene, index, end)


_HOW_PRAYED = frozenset(("قصرا", "جمعا", "جماعة", "سرا", "جهرا"))


def _is_adverb_behind(scene: Scene, index: int, end: int) -> bool:
    """صلى العصر 2 قصرًا, لتسجل الحرارة 14 نهارًا: how or when it was, not what is counted."""
    if scene[end].key in _HOW_PRAYED:
        return is_of_prayer(scene, index)
    return scene[end].key in ("ليلا", "نهارا") and cued(scene, index, "temperatures", 16)


def _case_alone(scene: Scene, index: int, spoken: Amount, end: int) -> Case:
    """The case of a number that counts nothing: genitive in سنة (136 هـ) and (ت: 276 هـ)."""
    if index and scene[index - 1].kind == "open":
        year = among(scene.word_before(index - 1), "year_after")
    else:
        year = index > 1 and scene[index - 1].text == ":" and scene[index - 2].text == "ت"
    if year:
        return "gen"
    case = "acc" if is_of_prayer(scene, index) else case_at(scene, index, end, alone="nom")
    added = scene[end].text == "+" and scene[end + 1].kind == "figure"
    if added and case in ("obl", "acc") and not among(scene.word_before(index), "genitive"):
        return "nom"  # كان 2+2=4
    return "obl" if spoken.low.sign and case == "acc" else case


def _with_noun(
    scene: Scene, index: int, spoken: Amount, end: int, counted: tuple[Token, Noun]
) -> Verbalisation:
    """The number in agreement with its noun; the noun is left as written, except after one and two."""
    token, kind = counted
    case = case_at(scene, index, end + 1)
    if money := coins(scene, spoken, end, case):
        return money
    low, value = spoken.low, spoken.low.value or 0
    alone = spoken.high is None and not spoken.scale and not scene[index].article
    last = scene.last.end if scene.last else -1
    linked = last == index or (last == index - 1 and scene[index - 1].key in _LINKS)
    listed = linked or any(
        before.kind == "dash" for before in scene.tokens[max(0, index - 4) : index]
    )
    if alone and low.sign in HYPHENS and kind.singular == "درجة" and not listed:
        return _below_nought(scene, spoken, end, case)
    alone = alone and not low.sign
    if alone and value in (1, 2) and can_be_one(scene, index, kind):
        word = kind.singular if kind.plural else token.text
        words, end = one_or_two(scene, end, word, kind.gender, value, case)
        return Verbalisation(end, words, "number", case, kind.gender)
    if alone and kind.known and value > 100 and value % 100 in (1, 2):
        words = and_one_or_two(value, kind, case)
        return Verbalisation(end + 1, words, "number", case, kind.gender)
    if alone and low.over[1] and low.figure.whole:
        return _and_a_half(scene, spoken, end, counted, case)
    if alone and value and (nouns := as_counted(scene, end, value, kind)):
        words = " ".join((spell(value, kind.gender, case, counts=True), *nouns))
        return Verbalisation(end + len(nouns), words, "number", case, kind.gender)
    counts = spoken.last.value is not None or bool(low.over[1])
    lead, article = governed_by(scene, index), scene[index].article
    words = say(spoken, kind.gender, case, counts=counts, governed=lead, article=article)
    if many := as_several(spoken, token, kind):
        return Verbalisation(end + 1, f"{words} {many}", "number", case, kind.gender)
    return Verbalisation(end, words, "number", case, kind.gender)


def _below_nought(scene: Scene, spoken: Amount, end: int, case: Case) -> Verbalisation:
    """-18 درجة مئوية: the degrees, followed by "below zero"."""
    warm = replace(spoken, low=replace(spoken.low, sign=""))
    if warm.low.value == 1 and scene[end + 1].key in _DEGREES:
        one = f"{scene[end].text} {scene[end + 1].text} {spell(1, 'f', case)}"
        return Verbalisation(end + 2, f"{one} تَحْتَ الصِّفْرِ", "measure", case, "f")
    if warm.low.value in (1, 2) and scene[end + 1].key not in _DEGREES - {"مئوية"}:
        words, end = one_or_two(scene, end, "درجة", "f", warm.low.value, case)
        return Verbalisation(end, f"{words} تَحْتَ الصِّفْرِ", "measure", case, "f")
    degrees, end = scene[end].text, end + 1
    if scene[end].key in _DEGREES:
        degrees, end = f"{degrees} {scene[end].text}", end + 1
    words = say(warm, "f", case, counts=warm.low.value is not None)
    return Verbalisation(end, f"{words} {degrees} تَحْتَ الصِّفْرِ", "measure", case, "f")


def _and_a_half(
    scene: Scene, spoken: Amount, end: int, counted: tuple[Token, Noun], case: Case
) -> Verbalisation:
    """2½ ساعة: ساعتين ونصف; 3½ سنوات: ثلاث سنوات ونصف."""
    token, kind = counted
    value = spoken.low.figure.whole
    part = attach("و", fraction(*spoken.low.over, case))
    if value in (1, 2) and not kind.plural:
        said = token.text if value == 1 else dual(token.text, case)
        after = scene[end + 1]
        if is_adjective_of(after, token.text, kind.gender):  # 1½ ملعقة صغيرة
            said, end = f"{said} {after.text if value == 1 else dual(after.text, case)}", end + 1
        return Verbalisation(end + 1, f"{said} {part}", "number", case, kind.gender)
    number = spell(value, kind.gender, case, counts=True)
    held = fold(kind.singular) in group("containers")
    many = held and 3 <= value <= 10 and not kind.plural  # 3½ كوب
    said = (plural_of(kind.singular) or token.text) if many else token.text
    return Verbalisation(end + 1, f"{number} {said} {part}", "number", case, kind.gender)


def gender_ahead(scene: Scene, end: int) -> Gender | None:
    """The gender of the noun that this number and those joined to it count: بين 5 و10 سنوات."""
    for _ in range(3):
        token = scene[end]
        if not ("و" in token.prefix and token.kind in ("figure", "dash")):
            if token.text == "،" and scene.last and "و" in scene[end + 1].prefix:
                return None  # 31 مقعدًا من 138، و27 امرأة
            if token.key not in _LINKS and token.text not in ("،", "×", "✕"):
                return None
            end += 1
        upper = amount(scene, end)
        if upper is None:
            return None
        spoken, end = upper
        if spoken.scale:
            return "m"
        unit = unit_at(scene, end)
        if scene[end].text == "م":
            return "m"
        counted = counted_after(scene, end - 1, spoken, end)
        if unit or counted:
            return unit[0].gender if unit else counted[1].gender if counted else None
    return None


_LINKS = frozenset(map(fold, ("إلى", "حتى", "أو", "و", "،")))
