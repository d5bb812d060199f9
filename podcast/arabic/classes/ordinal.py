"""Ordinals: a number after what it numbers (القرن 19, الدورة الـ 12, لويس 14)."""

from __future__ import annotations

from podcast.arabic.classes.abbreviation import expansion
from podcast.arabic.classes.amount import say
from podcast.arabic.classes.counted_behind import PARTS, counts_behind
from podcast.arabic.classes.numbering import is_asked, is_century, is_minute, is_of_act
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import governed_by, names_things
from podcast.arabic.grammar.head_case import case_of_head
from podcast.arabic.grammar.head_noun import numbered_noun, regnal
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import indefinite_ordinal, ordinal
from podcast.arabic.grammar.quantity import ERAS_OF_OLD, Amount
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, cued, group, shapes
from podcast.arabic.tokens.features import Case, Gender

_REGIONS = frozenset(
    map(fold, ("عالميا", "عربيا", "محليا", "قاريا", "آسيويا", "أفريقيا", "أوروبيا"))
)
WHERE = frozenset(
    map(fold, ("في", "على", "عالميا", "عربيا", "محليا", "قاريا", "بين", "ضمن", "بعد", "خلف"))
)


def numbered(scene: Scene, index: int, spoken: Amount, end: int) -> Verbalisation | None:
    """القرن 19, القرنين 18 و19, المواد 5-8: a bare number after a noun that numbers are given to."""
    value = spoken.low.value
    if value is None or not _may_number(scene, index, spoken, end):
        return None
    if part := _of_part(scene, index, value) or _added_time(scene, index, value):
        return part
    gender, many = numbered_noun(scene, index)
    if _is_amount(scene, index, end, many=many):
        return None
    gender = gender or _gender_of_numbered(scene, index, end, value)
    if gender is None:
        return None
    ruler = regnal(scene, index) and not scene[end].key.endswith(("ا", "ة"))
    if counts_behind(scene, index, end, value, gender) and not ruler:
        return None
    case = agreeing_case(scene, index, end)
    if many and value > 2 and spoken.high is None and not _goes_on(scene, end):
        return Verbalisation(end, say(spoken, gender, case, article=True), "number", case, gender)
    words = ordinal(value, gender, case)
    if spoken.high is not None and spoken.high.value:
        start = "" if governed_by(scene, index) else "مِنَ "
        words = ordinal(value, gender, "gen") if start else words
        words = f"{start}{words} إِلَى {ordinal(spoken.high.value, gender, 'gen')}"
    return Verbalisation(end, words, "ordinal", case, gender)


def _may_number(scene: Scene, index: int, spoken: Amount, end: int) -> bool:
    """Whether a number is one that ordinals are made of: small, whole, and no amount by its particle."""
    ranked = among(scene.word_before(index), "ranks") and _is_free(scene, end)  # في المركز 101
    small = 1 <= (spoken.low.value or 0) <= (_LAST_RANK if ranked else _LAST_ORDINAL)
    led = set(scene[index].prefix) & set("بك")  # الأعلى حرارة اليوم بـ34 مئوية
    return small and not (spoken.scale or spoken.low.sign or led)


_LAST_ORDINAL, _LAST_RANK = 99, 999
"""The greatest number that is said as an ordinal, behind a noun and as a rank."""


def _is_amount(scene: Scene, index: int, end: int, *, many: bool) -> bool:
    """Whether what is around a number shows that it says how many there are: of them, per cent, a power."""
    after, further = scene[end], scene[end + 1]
    percent = after.key == "في" and further.key in ("المئة", "المائة")
    percent = percent or after.key in ("بالمئة", "بالمائة")  # ارتفع عدد الليالي 5 بالمئة
    power = after.kind == "raised"  # العدد 2⁵
    bracketed = many and scene[index - 1].kind == "open" and scene[index + 1].text != "،"
    alone = _says_how_many(scene, index, end) or is_line_of_sides(scene)
    return percent or power or bracketed or alone or after.key in ("منهم", "منهن")


def _gender_of_numbered(scene: Scene, index: int, end: int, value: int) -> Gender | None:
    """The gender of what a number numbers, where the noun before it is in no list."""
    return (
        _joined_gender(scene, index)
        or regnal(scene, index)
        or abbreviated(scene, index)
        or _one_of_two(scene, index, value)
        or _ranked(scene, index, end)
        or _in_a_row(scene, index, end)
        or _came_in(scene, index, end)
    )


def _of_part(scene: Scene, index: int, value: int) -> Verbalisation | None:
    """المادة 12 فقرة 3: a part without the article, right behind the number of what it is a part of."""
    before, last = scene.word_before(index), scene.last
    if before is None or last is None or last.kind != "ordinal" or value > _MOST_PARTS:
        return None
    if before.key not in PARTS or last.end != index - 1 or scene[index].prefix:
        return None
    gender = noun(before.key).gender
    return Verbalisation(index + 1, indefinite_ordinal(value, gender), "ordinal", "obl", gender)


def _added_time(scene: Scene, index: int, value: int) -> Verbalisation | None:
    """الدقيقة 4+45: added time typed before the minute to which it is added."""
    before, half = scene.word_before(index), scene[index + 2].text
    turned = scene[index + 1].text == "+" and half in _HALVES and value < int(half)
    if not turned or before is None or not before.key.endswith("دقيقة"):
        return None
    words = f"{ordinal(int(half), 'f', 'gen')} زَائِد {spell(value)}"
    return Verbalisation(index + 3, words, "ordinal", "gen", "f")


_HALVES = ("45", "90", "105", "120")
"""Minutes after which time is added."""
_MOST_PARTS = 10


def _is_free(scene: Scene, end: int) -> bool:
    """Whether a rank is all that is said: في المركز 101 عالميًا, but تلقى المركز 230 بلاغًا."""
    after = scene[end]
    return after.kind in ("pause", "end", "close") or after.key in WHERE | _REGIONS | {"من"}


def _is_result(scene: Scene, index: int) -> bool:
    """الأهلي 2 الزمالك 1: two sides with a number each."""
    other = scene[index + 2].kind == "figure" or (index > 1 and scene[index - 2].kind == "figure")
    return other and (cued(scene, index, "score_after", 8) or is_line_of_sides(scene))


def is_line_of_sides(scene: Scene) -> bool:
    """السد 2 الريان 2: a line of two names with a number each, and nothing else."""
    if len(scene.tokens) > _LONGEST_LINE:
        return False
    kinds = [token.kind for token in scene.tokens if token.kind not in ("pause", "end")]
    sides = [token for token in scene.tokens if token.kind == "word"]
    return kinds == ["word", "figure"] * 2 and not all(
        any(form.removeprefix("ال") in group("ordinal_after") for form in shapes(side.key))
        or names_things(side)
        or side.key in group("temperatures")  # العظمى: 44، الصغرى: 29
        for side in sides
    )


_LONGEST_LINE = 9
"""Two names, two numbers and their pauses, in tokens."""


def _says_how_many(scene: Scene, index: int, end: int) -> bool:
    """والعدد 12.: a sentence of its own, in which العدد is not the issue of a journal."""
    before, opens = scene.word_before(index), index == 1 or scene[index - 2].kind == "pause"
    number = before is not None and before.key.removeprefix("و") == "العدد"
    reached = among(scene.word_before(index - 1), "accusative_verbs")  # بلغ العدد 20
    return number and (opens or reached) and scene[end].kind in ("pause", "end")


def _one_of_two(scene: Scene, index: int, value: int) -> Gender | None:
    """النموذج 2 أسرع: the first or second of a known noun."""
    before = scene.word_before(index)
    if value > 2 or before is None or scene[index].prefix:
        return None
    if scene[index + 1].key == "من" and not among(before, "types"):
        return None
    named = before.key[before.key[:1] in ("و", "ف") :]
    if not named.startswith("ال"):
        return None
    entry = noun(named.removeprefix("ال"))
    if index == 2 and named.endswith(("ي", "ية")) and scene[0].key.startswith("ال"):
        entry = noun(scene[0].key.removeprefix("ال"))  # المجمع السكني 2 خال
    label = before.key in group("channels") or names_things(before) or _is_result(scene, index)
    amounts = scene.last is not None and scene.last.kind == "number"
    if amounts and scene.last and scene.last.end == index - 1 and before.key[:1] == "و":
        return None  # الوفيات 3 والإصابات 2
    return entry.gender if entry.known and not entry.plural and not label else None


def _in_a_row(scene: Scene, index: int, end: int) -> Gender | None:
    """للعام 3 على التوالي: which time in a row."""
    before = scene.word_before(index)
    row = scene[end].key == "علي" and scene[end + 1].key in ("التوالي", "الترتيب")
    form = next((form for form in shapes(before.key) if form[:2] == "ال"), "") if before else ""
    return noun(form[2:]).gender if row and form and not noun(form[2:]).plural else None


_RANKS = frozenset(("ترتيبه", "ترتيبها", "ترتيبهم", "مركزه", "مركزها", "تصنيفه", "تصنيفها"))


def _ranked(scene: Scene, index: int, end: int) -> Gender | None:
    """المصنفة 4 عالميًا: a rank within a region."""
    before = scene.word_before(index)
    if before is None or scene[end].key not in _REGIONS or scene[index].prefix:
        return None
    named = before.key[before.key[:1] in ("و", "ف") :]
    if named in _RANKS:
        return "m"  # وجاء ترتيبه 7 آسيويًا
    if not named.startswith("ال"):
        return None
    return "f" if named.endswith("ة") else "m"


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether another number is joined after: المواد 5 و6."""
    after = scene[end]
    return after.kind == "dash" or "و" in after.prefix or scene[end + 1].kind == "figure"


def _joined_gender(scene: Scene, index: int) -> Gender | None:
    """The gender of an ordinal that this number is joined to by و, أو, إلى or a comma."""
    last = scene.last
    if last is None or last.kind != "ordinal":
        return None
    between = scene.tokens[last.end : index]
    links = [fold(word) for word in ("إلى", "وإلى", "حتى", "وحتى", "أو", "و", "ثم")]
    between = (
        between[1:] if between and between[0].text in ERAS_OF_OLD else between
    )  # القرنين 9 م و12 م
    part = len(between) > 1 and between[0].text == "/" and len(between[1].text) == 1
    between = between[2:] if part else between  # المواد 1 و2/أ و6
    near = "و" in scene[index].prefix and all(token.kind == "close" for token in between)
    linked = len(between) == 1 and (between[0].key in links or between[0].text in ("،", "-", "–"))
    return last.gender if near or linked else None


def agreeing_case(scene: Scene, index: int, end: int) -> Case:
    """The case of an ordinal, which agrees with its noun, whose case depends on its own governor."""
    if scene.last and scene.last.kind == "ordinal" and _joined_gender(scene, index):
        reached = scene[index - 1].key in ("الي", "حتي")
        return "gen" if reached else scene.last.case
    return case_of_head(scene, index, end)


def _came_in(scene: Scene, index: int, end: int) -> Gender | None:
    """وحلت 5 في التصفية: the rank somebody came in, with no article."""
    before, after = scene.word_before(index), scene[end]
    if before is None or not (after.key in WHERE or after.kind in ("end", "pause")):
        return None
    came = before.key.removeprefix("و").removeprefix("ف")
    if came not in ("حل", "حلت", "يحل", "تحل", "وحل", "وحلت"):
        return None
    return "f" if came.endswith("ت") or came.startswith("ت") else "m"


def abbreviated(scene: Scene, index: int) -> Gender | None:
    """ج 2, ط 3: after an abbreviation of a noun with the article."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    spelling = before.text
    minute = expansion(spelling, "play") if is_minute(scene, index - 1) else ""
    if spelling.rstrip(".") == "ق" and not is_century(scene, index - 1):
        return "f"
    asked = expansion(spelling, "asked") if index and is_asked(scene, index - 1) else ""
    word = (asked or expansion(spelling, "number") or minute).partition(" ")[0]
    return (
        noun(word).gender
        if word.startswith("ال")
        and before.kind in ("word", "abbreviation")
        and (spelling != "م" or is_of_act(scene, index + 1))
        else None
    )
