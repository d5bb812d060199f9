"""Whether a number behind a noun counts what is behind it, or numbers the noun: في الدقيقة 20 هدفًا."""

from __future__ import annotations

import re

from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import Scene, among, group, shapes
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token

PARTS = frozenset(("فقرة", "بند", "باب", "فصل", "مادة"))
"""What articles are parted into: المادة 12 فقرة 1."""
_DAYS = frozenset(("يوم", "يومي", "ايام", "ليلة"))
"""What a date may begin with: تقام الجولة 19 أيام 5 و6 و7 فبراير."""
_TRIED = frozenset(("جنايات", "جنح", "ارهاب", "مدني", "تعويضات", "عقود", "عمال", "ضرائب", "اسرة"))
"""What a circuit of a court tries: الدائرة 5 جنايات."""
_CODES = frozenset(("عقوبات", "اجراءات", "مرافعات", "مدني", "تجاري", "اثبات", "دستور", "عمل"))
"""Codes of law without their article: المادة 17 عقوبات."""
_VOLUMES = ("ج", "مج", "ط")


def counts_behind(scene: Scene, index: int, end: int, value: int, gender: Gender) -> bool:
    """Whether a number counts what is behind it, though the noun before it, of `gender`, has numbers."""
    if _counts_people_today(scene, index, end, value):
        return True
    if not _counts_known(scene, end, value) or _numbered_twice(scene, index):
        return False
    typed = value <= _FEW and among(scene.word_before(index), "types")
    described = value <= _FEW and _describes(scene, index, end, gender)
    further = scene[end].key in PARTS | _DAYS and scene[end + 1].kind == "figure"
    of_law = _is_court(scene, index, end) or _is_of_code(scene, index, end)
    volume = scene[index - 1].text.rstrip(".") in _VOLUMES  # ج 2 رسالة
    minute = _is_minute_of_goal(scene, index, end)
    return not (typed or described or further or of_law or volume or minute)


_FEW = 2
"""One and two are said by the form of their noun, so that a figure is hardly their count."""


def _is_of_code(scene: Scene, index: int, end: int) -> bool:
    """المادة 17 عقوبات: an article, and the code it is of."""
    before = scene.word_before(index)
    return among(before, "articles") and scene[end].key in _CODES


def _is_court(scene: Scene, index: int, end: int) -> bool:
    """الدائرة 5 جنايات: a court's circuit, and what it tries."""
    before = scene.word_before(index)
    return before is not None and before.key.endswith("دائرة") and scene[end].key in _TRIED


_FORM_OF_QUALITY = re.compile("..ي.ة?|[^ا]ا.ي?ة?")


def _describes(scene: Scene, index: int, end: int, gender: Gender) -> bool:
    """الخطة 2 بديلة: what opens the sentence and a quality that agrees with it."""
    quality = scene[end].key
    agrees = quality.endswith("ة") == (gender == "f")
    opens = index == 1 or (index == 2 and scene[0].key.startswith("ال"))
    return opens and agrees and _FORM_OF_QUALITY.fullmatch(quality) is not None


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


def _numbered_twice(scene: Scene, index: int) -> bool:
    """الجواب 1 صحيح والجواب 2 خطأ: the same noun has a figure elsewhere in the sentence, so both are labels."""
    before = scene.word_before(index)
    if before is None:
        return False
    forms = {form for form in shapes(before.key) if form.startswith("ال")}
    around = range(max(0, index - _FAR), min(len(scene.tokens), index + _FAR))
    return bool(forms) and any(
        scene.tokens[place].kind == "figure" and place != index and not scene.tokens[place].prefix
        and (other := scene.word_before(place)) is not None
        and not forms.isdisjoint(shapes(other.key))
        for place in around
    )  # fmt: skip


_FAR = 100
"""In tokens: how far from each other the two labels of a sentence are looked for."""


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
