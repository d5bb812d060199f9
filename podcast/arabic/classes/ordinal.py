"""Ordinals: a number after what it numbers (القرن 19, الدورة الـ 12, لويس 14)."""

from __future__ import annotations

import re

from podcast.arabic.classes.abbreviation import expansion
from podcast.arabic.classes.amount import say
from podcast.arabic.classes.numbering import is_asked, is_century, is_minute, is_of_act
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import governed_by, names_things, noun_at
from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.head_case import case_of_head
from podcast.arabic.grammar.head_noun import numbered_noun, regnal
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import indefinite_ordinal, ordinal
from podcast.arabic.grammar.quantity import ERAS_OF_OLD, Amount
from podcast.arabic.text.letters import TANWIN_ALEF, fold
from podcast.arabic.tokens.context import Scene, among, cued, group, shapes
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.tokens import Token

_REGIONS = frozenset(
    map(fold, ("عالميا", "عربيا", "محليا", "قاريا", "آسيويا", "أفريقيا", "أوروبيا"))
)
WHERE = frozenset(
    map(fold, ("في", "على", "عالميا", "عربيا", "محليا", "قاريا", "بين", "ضمن", "بعد", "خلف"))
)


def numbered(scene: Scene, index: int, spoken: Amount, end: int) -> Verbalisation | None:
    """القرن 19, القرنين 18 و19, المواد 5-8: a bare number after a noun that numbers are given to."""
    value = spoken.low.value
    ranked = among(scene.word_before(index), "ranks") and _is_free(scene, end)  # في المركز 101
    limit = 999 if ranked else 99
    if value is None or spoken.scale or spoken.low.sign or not 1 <= value <= limit:
        return None
    if set(scene[index].prefix) & set("بك"):
        return None  # الأعلى حرارة اليوم بـ34 مئوية
    if part := _of_part(scene, index, value) or _added_time(scene, index, value):
        return part
    if scene[end].kind == "raised":
        return None  # العدد 2⁵
    gender, many = numbered_noun(scene, index)
    percent = scene[end].key == "في" and scene[end + 1].key in ("المئة", "المائة")
    if percent or scene[end].key in ("بالمئة", "بالمائة"):
        return None  # ارتفع عدد الليالي 5 بالمئة
    if (
        scene[end].key in ("منهم", "منهن")
        or _says_how_many(scene, index, end)
        or is_line_of_sides(scene)
        or (many and scene[index - 1].kind == "open" and scene[index + 1].text != "،")
    ):
        return None
    gender = (
        gender or _joined_gender(scene, index) or regnal(scene, index) or abbreviated(scene, index)
    )
    gender = gender or _one_of_two(scene, index, value) or _ranked(scene, index, end)
    gender = gender or _in_a_row(scene, index, end) or _came_in(scene, index, end)
    ruler = regnal(scene, index) and not scene[end].key.endswith(("ا", "ة"))
    typed = value <= 2 and gender is not None and among(scene.word_before(index), "types")
    counts = _counts_known(scene, end, value) and not (typed or _numbered_twice(scene, index))
    counts = counts and not _is_minute_of_goal(scene, index, end)
    counts = counts and not (scene[end].key in _PARTS | _DAYS and scene[end + 1].kind == "figure")
    counts = counts and not (_is_court(scene, index, end) or _is_of_code(scene, index, end))
    counts = counts and scene[index - 1].text.rstrip(".") not in ("ج", "مج", "ط")  # ج 2 رسالة
    counts = counts and not (value <= 2 and gender and _describes(scene, index, end, gender))
    counts = counts or _counts_people_today(scene, index, end, value)
    if gender is None or (counts and not ruler):
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


_PARTS = frozenset(("فقرة", "بند", "باب", "فصل", "مادة"))
"""What articles are parted into: المادة 12 فقرة 1."""
_DAYS = frozenset(("يوم", "يومي", "ايام", "ليلة"))
"""What a date may begin with: تقام الجولة 19 أيام 5 و6 و7 فبراير."""


_TRIED = frozenset(("جنايات", "جنح", "ارهاب", "مدني", "تعويضات", "عقود", "عمال", "ضرائب", "اسرة"))


_CODES = frozenset(("عقوبات", "اجراءات", "مرافعات", "مدني", "تجاري", "اثبات", "دستور", "عمل"))


def _is_of_code(scene: Scene, index: int, end: int) -> bool:
    """المادة 17 عقوبات: an article, and the code it is of."""
    before = scene.word_before(index)
    return among(before, "articles") and scene[end].key in _CODES


def _is_court(scene: Scene, index: int, end: int) -> bool:
    """الدائرة 5 جنايات: a court's circuit, and what it tries."""
    before = scene.word_before(index)
    return before is not None and before.key.endswith("دائرة") and scene[end].key in _TRIED


def _of_part(scene: Scene, index: int, value: int) -> Verbalisation | None:
    """المادة 12 فقرة 3: a part without the article, right behind the number of what it is a part of."""
    before, last = scene.word_before(index), scene.last
    if before is None or last is None or last.kind != "ordinal" or value > _MOST_PARTS:
        return None
    if before.key not in _PARTS or last.end != index - 1 or scene[index].prefix:
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
_FORM_OF_QUALITY = re.compile("..ي.ة?|[^ا]ا.ي?ة?")


def _describes(scene: Scene, index: int, end: int, gender: Gender) -> bool:
    """الخطة 2 بديلة: what opens the sentence and a quality that agrees with it."""
    quality = scene[end].key
    agrees = quality.endswith("ة") == (gender == "f")
    opens = index == 1 or (index == 2 and scene[0].key.startswith("ال"))
    return opens and agrees and _FORM_OF_QUALITY.fullmatch(quality) is not None


def _is_free(scene: Scene, end: int) -> bool:
    """Whether a rank is all that is said: في المركز 101 عالميًا, but تلقى المركز 230 بلاغًا."""
    after = scene[end]
    return after.kind in ("pause", "end", "close") or after.key in WHERE | _REGIONS | {"من"}


def _is_minute_of_goal(scene: Scene, index: int, end: int) -> bool:
    """سجل في الدقيقة 20 هدفًا: a minute of a match, and what was made in it."""
    before = scene.word_before(index)
    return before is not None and before.key == "الدقيقة" and scene[end].key in group("played")


def _counts_people_today(scene: Scene, index: int, end: int, value: int) -> bool:
    """قتلت القوات اليوم 20 فلسطينيًا, حضر اللقاء 20 مغربيًا: what no table knows, with the accusative's alef."""
    before, after = scene.word_before(index), scene[end]
    if before is None or value <= 10 or after.key[-1:] != "ا":
        return False
    verb = scene[index - 2] if index > 1 else after
    attended = after.key.endswith("يا") and among(verb, "attending_verbs")
    told = attended or (among(before, "times") and not among(verb, "genitive"))
    return told and noun_at(scene, end, plural=False) is not None


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


def _numbered_twice(scene: Scene, index: int) -> bool:
    """الجواب 1 صحيح والجواب 2 خطأ: the same noun has a figure elsewhere in the sentence, so both are labels."""
    before = scene.word_before(index)
    if before is None:
        return False
    forms = {form for form in shapes(before.key) if form.startswith("ال")}
    return any(
        token.kind == "figure" and place != index and not token.prefix
        and (other := scene.word_before(place)) is not None
        and not forms.isdisjoint(shapes(other.key))
        for place, token in enumerate(scene.tokens)
    )  # fmt: skip


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


def _counts_known(scene: Scene, end: int, value: int = 0) -> bool:
    """Whether what follows is counted: a noun of the tables, or any plural behind three to ten."""
    entry = noun_at(scene, end, plural=False)
    if value > 10 and (is_verb_there(scene, end) or _has_owner(scene[end])):
        return False
    if entry is not None and entry.known and (entry.plural or not 3 <= value <= 10):
        return True
    span = scene[end].key in ("الي", "او") and scene[end + 1].kind == "figure"
    if span and singular(scene[end + 2]) == "مرة":
        return True  # يتنفس في الدقيقة 12 إلى 20 مرة
    marked = scene[end].text.endswith(TANWIN_ALEF) and not scene[end].key.endswith("يا")
    if entry is not None and value > 10 and marked:
        return True  # قسم الجيش 36 كردوسًا
    pool = scene[end].key == "من" and scene[end + 1].key.startswith("ال")
    if pool and scene[end + 1].key.endswith("ين") and noun(scene[end + 1].text).plural:
        return True  # أمير المنطقة 25 من المتفوقين
    many = noun_at(scene, end, plural=True) if 3 <= value <= 10 else None
    return many is not None and many.plural


def is_verb_there(scene: Scene, index: int) -> bool:
    """في الجولة 15 سجل هدفين: a verb of the lists, without the alef of a noun behind 11 and more."""
    word = scene[index]
    listed = among(word, "accusative_verbs") or among(word, "nominative_verbs")
    return listed and word.key[-1] not in "اهةيء"


def _has_owner(word: Token) -> bool:
    """في الطابق 12 مكتبه: a noun with a pronoun, where one with ة is another word."""
    return word.text.endswith("ه") and noun(word.text[:-1]).known


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
