"""The head noun of a number that follows it: القرن 19, الدورة الـ 12, لويس 14, ج 2."""

from __future__ import annotations

import re

from podcast.arabic.grammar.nouns import is_plural, noun
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, group, shapes
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token


def numbered_noun(scene: Scene, index: int) -> tuple[Gender | None, bool]:
    """(gender, is plural) of the noun before `index`; the gender is None unless numbers after it are
    ordinals."""
    before = scene.word_before(index) or _before_bracket(scene, index)
    if before is None:
        return None, False
    named = _numbers(before)
    further = scene.word_before(index - 1)
    if before.key == "من" and further and scene[index + 1].key == "الي":
        of_many = _numbers(further)  # المراكز من 2 إلى 4
        return of_many if of_many[1] and further.key.startswith("ال") else named
    if named[0] is None and further and before.kind == "word" and _RELATIVE.fullmatch(before.key):
        named = (None, True) if further.key.endswith("عدد") else _numbers(further)  # العدد الذري 26
        return (None, False) if named[1] else named  # وتقاسمت الأحزاب الأخرى 67
    return named


_RELATIVE = re.compile("ال(?!ماضي|حالي|جاري|تالي|ثاني|نهائي).{2,}(?:ي|ية)")
"""A relational adjective: المجمع الفاتيكاني 2, القمة العربية 34."""


def _numbers(before: Token) -> tuple[Gender | None, bool]:
    """(gender, is plural) of a noun that takes numbers; the gender is None for other nouns."""
    for form in shapes(before.key):
        stem = (
            form.removeprefix("ال")
            if form.startswith("ال")
            else form[1:]
            if form.startswith("لل")
            else ""
        )
        stem = form.removeprefix("لل") if form.startswith("لل") else stem
        for single in (stem, *_of_dual(stem)):
            if single and single in group("ordinal_after"):
                return noun(single).gender, False
        entry = noun(stem, plural_first=True) if stem else None
        if entry and entry.plural and fold(entry.singular) in group("ordinal_after"):
            return entry.gender, True
    return None, False


def _before_bracket(scene: Scene, index: int) -> Token | None:
    """The word before a number alone in brackets: المادة (5)."""
    listed = scene[index + 1].text == "،" and scene[index + 2].kind == "figure"  # المواد (2، 9، 10)
    listed = listed and _are_articles(scene.word_before(index - 1))
    alone = scene[index + 1].kind == "close" or listed
    alone = alone and index > 1 and scene[index - 1].kind == "open"
    return scene.word_before(index - 1) if alone else None


def _are_articles(word: Token | None) -> bool:
    entry = noun(word.key, plural_first=True) if word is not None else None
    return entry is not None and fold(entry.singular) in group("articles")


def _of_dual(stem: str) -> tuple[str, ...]:
    """The possible singulars of a dual: قرنين, مادتين."""
    if not stem.endswith(("ين", "ان")):
        return ()
    ending = {"ت": "ة", "ا": "ء"}.get(stem[-3:-2], "")  # الجزأين
    return (stem[:-2], stem[:-3] + ending) if ending else (stem[:-2],)


_QUEENS = frozenset(
    map(
        fold,
        ("إليزابيث", "كاترين", "كاثرين", "مارغريت", "كليوباترا", "فيكتوريا", "ماري", "إيزابيلا"),
    )
)


def regnal(scene: Scene, index: int) -> Gender | None:
    """لويس 14: the gender of a ruler; None if there is none."""
    before = scene.word_before(index)
    if before is None or scene[index].prefix or not scene[index].spaced:
        return None
    if scene[index + 1].kind == "figure":
        return None  # كاترين 18 04
    name = next((form for form in shapes(before.key)[:2] if form in group("regnal")), "")
    if not name:
        return None
    counted = noun(scene[index + 1].text, plural_first=True)
    if (
        scene[index + 1].kind == "word"
        and counted.plural
        and (counted.known or scene[index + 1].key.endswith("ات"))
    ):
        return None
    return "f" if name in _QUEENS else "m"


def _plural_of(further: Token | None, owner: str) -> Gender | None:
    """قطاعات السوق الـ15: the gender of a plural whose owner stands between, unless that is numbered itself."""
    if (
        further is None
        or not (owner.startswith("ال") or (len(owner) > 4 and owner.endswith(("ه", "ها", "هم"))))
        or owner.removeprefix("ال") in group("ordinal_after")
    ):
        return None
    entry = noun(further.key, plural_first=True)
    named = further.key.startswith(("ال", "وال")) or not (entry.known and entry.plural)
    return None if named or noun(owner).plural else entry.gender


_ADJECTIVES = 3
"""The longest row of adjectives between a plural and its number, in words."""


def _described_plural(scene: Scene, index: int) -> Gender | None:
    """الدول العربية الـ22: the gender of a definite plural, its adjectives between."""
    for place in range(index - 1, max(-1, index - 2 - _ADJECTIVES), -1):
        token = scene.tokens[place]
        form = next((form for form in shapes(token.key) if form.startswith("ال")), "")
        if token.kind != "word" or not form:
            return None
        if form.removeprefix("ال") in group("ordinal_after"):
            return None
        entry = noun(form)
        if place < index - 1 and entry.plural:
            return None if _is_owned_by_one(scene.word_before(place)) else entry.gender
    return None


def _are_many_of_body(scene: Scene, index: int, owner: str) -> Gender | None:
    """أعضاء مجلس الشعب الـ210: the gender of those who make up a body, where they are many."""
    value = parse(scene[index].text).whole
    if value < _MANY or not owner.startswith("ال"):
        return None
    for place in range(index - 2, max(-1, index - 4), -1):
        token = scene.tokens[place]
        if token.kind != "word" or token.key.startswith(("ال", "وال")) or among(token, "genitive"):
            return None
        if is_plural(token.key):
            return noun(token.key, plural_first=True).gender
    return None


_MANY = 100
"""More than a body is numbered in a row: الجلسة الـ34, but أعضاء مجلس الشعب الـ210."""


def _is_owned_by_one(owner: Token | None) -> bool:
    """قافلة المساعدات الإنسانية الـ102: a singular in construct with the plural, which the number may be of."""
    if owner is None or owner.key.startswith(("ال", "وال")):
        return False
    entry = noun(owner.key)
    return entry.known and not entry.plural and not among(owner, "genitive")


def head(scene: Scene, index: int) -> tuple[bool, Gender, bool]:
    """(exists, gender, is plural) of the definite noun described by a number with the article."""
    before = scene.word_before(index)
    if before is None:
        return False, "m", False
    if before.key in group("feminine_after"):
        return False, "f", False
    if among(before, "genitive") or before.key in ("يا",):
        return False, "m", False
    further = scene.word_before(index - 1)
    for form in shapes(further.key)[::-1] if further else ():
        if form in group("ordinal_after"):
            return True, noun(form).gender, False
    forms = [form for form in shapes(before.key) if form.startswith("ال")]
    forms += [form for form in shapes(before.key) if noun(form).known]  # بنسختها
    form = forms[0] if forms else before.key
    if many := _are_many_of_body(scene, index, form):
        return True, many, True
    if owned := _plural_of(further, form) or _described_plural(scene, index):
        return True, owned, True
    entry = noun(form)
    is_definite = form.startswith(("ال", "لل")) or form.endswith(("ه", "ها", "هم", "نا", "هما"))
    return is_definite, entry.gender, entry.plural
