"""The case of a number: the first of these that tells.

1. A particle joined to it (ب ل ك), or a number it is joined to: `coordination`.
2. What it is to its clause whatever word stands before it, by the table `roles.RULES`: حضر الحفل 200 شخص.
3. The word before it, by the lists of `governing.toml`: `governor`.
4. The rest of the clause: nouns alone, a row of a table, a verb that no list knows.

What is not told is "obl", the common form of genitive and accusative; in a heading it is nominative.
`docs/arabic.md` has the rules with examples.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.agreement import is_over
from podcast.arabic.grammar.behind_comma import case_behind_comma
from podcast.arabic.grammar.behind_word import behind_word
from podcast.arabic.grammar.clause import (
    HAVING,
    OF_THEM,
    REACH,
    SAID,
    is_definite,
    is_fronted,
)
from podcast.arabic.grammar.coordination import (
    YEARS_OF_AGE,
    inherited,
    is_joined_to_dual_of_them,
    is_joined_to_nominative,
)
from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.enclosed import IN_WORDS
from podcast.arabic.grammar.governor import after_word
from podcast.arabic.grammar.nominal import (
    is_behind_dash,
    is_cell,
)
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.parallel import parallel_to
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.verb_form import is_verb
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import STOPS, Read, Scene, among, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import parse
from podcast.structs import replace

_DIVIDING = frozenset("=×÷*≈≠≤≥<>/~©")
"""Signs whose spoken forms govern an object or a genitive: يساوي عشرين."""
_EQUAL = frozenset("=≈≠≤≥")
"""Signs said with a verb at their end, whose object is the number: يساوي صفرًا."""
_LEADING = frozenset("×✕÷<>")
"""Signs said with a preposition at their end: في, على, أقل من."""
_DUALS = ("الفا", "الفي", "مليونا", "مليوني", "مليارا", "ملياري", "مئتا", "مئتي", "مائتا", "مائتي")
_ONE_OF_SCALE = frozenset(("الف", "مليون", "مليار", "تريليون", "مئة", "مائة"))
_PRESENT = re.compile("[وف]?س?[يت][^اوي].{1,4}")
"""A verb in the present by its form: تضخ."""
_LONGEST_ASIDE = 8
"""In tokens, with its brackets."""
_OF_NAMES = "+®™*"
"""Signs that belong to the name before them: أوبك+."""


_LONGEST_ROW = 8
"""How many numbers are followed back, each of which has the case of the one before."""


def case_at(
    scene: Scene, index: int, end: int, *, alone: Case = "obl", followed: int = _LONGEST_ROW
) -> Case:
    """The case of the number at `index`, whose phrase (with the counted noun) ends before `end`.

    alone     the case of a phrase with nothing around it: a price tag, a list item.
    followed  how many numbers before it that it is parallel to may tell its case.
    """
    token, last = scene[index], scene.last
    end = _end_of_sum(scene, end)
    if set(token.prefix) & set("بلك") or is_over(scene, index):
        return "gen"
    if scene[index - 1].text == "،" and singular(scene[end - 1]) == "مرة" and not scene.heading:
        return "acc"  # من 10 إلى 15 دقيقة، 3 مرات في الأسبوع
    partitive = scene[end].key in OF_THEM and scene[index - 1].text == "،"
    if "و" in token.prefix and is_joined_to_dual_of_them(scene, index):
        return "nom"
    pointed = scene[index - 1].key in ("هو", "هي")  # والارتفاع الحالي هو 137 م
    if followed and not pointed and (other := parallel_to(scene, index, end)) is not None:
        return case_at(replace(scene, last=None), *other, followed=followed - 1)
    if last and not partitive and (joined := _inherited(scene, index, end, last)):
        return joined
    if "و" in token.prefix and (case := _joined(scene, index, end, alone)):
        return case
    return _by_governor(scene, index, end, alone)


def _joined(scene: Scene, index: int, end: int, alone: Case) -> Case | None:
    """The case of a number joined by "and" to what no number is."""
    if is_joined_to_nominative(scene, index) or _is_joined_to_subject(scene, index):
        return "nom"
    if _is_had_as_well(scene, index):
        return "nom"
    before = scene.word_before(index)
    if before and before.key in _ONE_OF_SCALE and index > 1:
        return _by_governor(scene, index - 1, index, alone)  # يبلغ مليار و100 مليون
    if _is_joined_to_scale(scene, index):
        return _by_governor(scene, index - 2, index, alone)  # إلى ثلاثة ملايين و650 ألفًا
    if _is_minute_of_hour(scene, index, end):
        return "gen" if among(scene[index - 3], "genitive") else "acc"
    if before and before.key.startswith(_DUALS):
        return "nom" if before.key.endswith("ان") else "obl"
    return None


def _inherited(scene: Scene, index: int, end: int, last: Read) -> Case | None:
    """The case of the number to which this one is joined; the next cell of a row is joined to nothing."""
    apart = scene[index - 1].text == "،" and not scene[index].prefix
    return "nom" if apart and is_cell(scene, end) else inherited(scene, index, last)


def _is_joined_to_scale(scene: Scene, index: int) -> bool:
    """ثلاثة ملايين و650 ألفًا: joined to thousands or millions in words."""
    scaled = index > 2 and scene.tokens[index - 1].key in scales()
    return scaled and IN_WORDS.fullmatch(scene.tokens[index - 2].key) is not None


def _is_minute_of_hour(scene: Scene, index: int, end: int) -> bool:
    """الساعة السادسة و19 دقيقة: minutes joined to an hour in words."""
    timed = singular(scene[end - 1]) in ("دقيقة", "ثانية")
    return timed and index > 1 and scene.tokens[index - 2].key in ("الساعة", "الساعه")


def _end_of_sum(scene: Scene, end: int) -> int:
    """The end of 64 مليونًا و545 ألفًا و209 أشخاص, with what the whole of it counts."""
    while (
        scene[end - 1].key in scales() and scene[end].kind == "figure" and "و" in scene[end].prefix
    ):
        counted = scene[end + 1].kind == "word" and scene[end + 1].spaced
        end += 1 + counted
        if scene[end - 1].key in scales() and noun(scene[end].key).known:
            return end + 1
    return end


def _is_had_as_well(scene: Scene, index: int) -> bool:
    """بحوزتهم كيلو كوكايين، و3490 قرصًا: joined to a thing that somebody has."""
    for place in range(index - 1, max(-1, index - 2 * _LONGEST_ASIDE), -1):
        token = scene.tokens[place]
        if HAVING.fullmatch(token.key):
            return scene[place + 1].kind == "word" and not is_verb(scene[place + 1])
        if token.text in STOPS or (token.kind == "word" and is_verb(token)):
            return False
    return False


def _is_joined_to_subject(scene: Scene, index: int) -> bool:
    """قتل جندي و12 مدنيًا, وأصيب ثلاثة رجال و22 طفلًا: joined to a verb's subject, a noun or number in words."""
    for first in (index - 1, index - 2):
        if first < 1 or scene.tokens[first].kind != "word":
            return False
        word, verb = scene.tokens[first], scene.tokens[first - 1]
        if not is_verb(verb) or among(verb, "particles"):
            continue
        indefinite = not is_definite(word) and not word.text.endswith(TANWIN_ALEF)
        if not indefinite or not (noun(word.key).known or IN_WORDS.fullmatch(word.key)):
            return False
        if word.key.endswith("تي") and noun(word.key[:-2] + "ة").known:
            return False  # وضبطت بندقيتي صيد و847 خرطوشة
        shown = noun(word.key).known and not noun(word.key).plural and word.key[-1] not in "ةاءى"
        shown = shown and verb.key[1:] not in group("titled_deeds")
        return shown or behind_word(scene, first - 1, first - 1, index) == "nom"
    return False


def _by_governor(scene: Scene, position: int, end: int, alone: Case) -> Case:
    """The case required by what precedes the number."""
    index = position - 1
    while index >= 0 and (scene.tokens[index].kind == "quote" or _is_of_name(scene, index)):
        index -= 1
    if index < 0:
        return _opening(scene, end, alone)
    index = _before_aside(scene, index)
    before = scene.tokens[index]
    if before.kind == "word":
        placed = _is_year_of_place(scene, position, index, end)
        case = "obl" if placed else behind_word(scene, position, index, end)
        return "nom" if case != "gen" and _is_age_in_quotes(scene, position, end) else case
    if before.kind in ("open", "sign") or before.text == ":":
        return _after_sign(scene, position, index, end)
    allots = before.text == "؛" and scene[end].key.startswith("لل")  # 11 وزارة؛ 6500 منصب للداخلية
    if before.kind == "pause" and (before.text in STOPS or allots):
        return _opening(scene, end, alone)
    if before.kind == "dash" and is_behind_dash(scene, index, position, end):
        return "nom"
    if before.text == "،" and (behind := case_behind_comma(scene, position, index, end)):
        return behind
    if before.kind in ("pause", "name", "latin", "figure") and is_cell(scene, end):
        return "obl" if _is_year_of_quarter(scene, position, index) else "nom"
    if before.kind in ("name", "latin"):
        return "nom" if is_fronted(scene, index) else _after_name(scene, index)
    return "nom" if scene.heading else "obl"


def _before_aside(scene: Scene, index: int) -> int:
    """وفي مدينة الرباط (العاصمة) 12 متحفًا: the word before a short aside in brackets that ends at `index`."""
    if scene.tokens[index].kind != "close":
        return index
    for opening in range(index - 1, max(0, index - _LONGEST_ASIDE), -1):
        if scene.tokens[opening].kind == "open":
            return opening - 1 if scene.tokens[opening - 1].kind == "word" else index
    return index


def _is_age_in_quotes(scene: Scene, position: int, end: int) -> bool:
    """محمد السيد «39 عامًا»: an aside, though it has quotation marks."""
    quoted = position > 0 and scene[position - 1].kind == scene[end].kind == "quote"
    return quoted and scene[end - 1].key in YEARS_OF_AGE


def _is_year_of_place(scene: Scene, position: int, index: int, end: int) -> bool:
    """عملية سيناء 2018: a place and the year of what was there."""
    year = end == position + 1 and is_year(parse(scene[position].text))
    return year and scene.tokens[index].key in group("places") and not is_cell(scene, end)


def _is_year_of_quarter(scene: Scene, position: int, index: int) -> bool:
    """الربع 3 2025: a year right behind the ordinal of its quarter."""
    quarter = scene.word_before(index)
    numbered = scene.tokens[index].kind == "figure" and quarter is not None
    return bool(
        numbered
        and quarter
        and quarter.key.removeprefix("ال") in ("ربع", "نصف", "فصل", "شهر")
        and is_year(parse(scene[position].text))
    )


def _after_sign(scene: Scene, position: int, index: int, end: int) -> Case:
    """The case after an opening bracket, a colon or another sign."""
    before = scene.tokens[index]
    if before.text == ":" and index and scene.tokens[index - 1].key == "بتاريخ":
        return "gen"
    if before.kind == "open" and (amounting := _in_brackets(scene, index, end)):
        return amounting
    if before.text in _LEADING and scene[position + 1].kind != "raised":
        return "gen"
    if before.kind == "open" and index and scene.tokens[index - 1].text in _LEADING:
        return "gen"  # 85 × (24 ÷ 21)
    governed = before.text in _DIVIDING or _is_bracketed_year(scene, position, index)
    return "acc" if before.text in _EQUAL else "obl" if governed else "nom"


def _in_brackets(scene: Scene, opening: int, end: int) -> Case | None:
    """تبلغ مساحتها (292 كم2), مسافة (380 كم), برقم (102 ز): an amount that the clause waits for."""
    letter = scene[end].kind in ("word", "abbreviation") and len(scene[end].key) == 1
    if (
        _counts_beyond(scene, opening, end)
        and behind_word(scene, end - 1, opening - 1, end) == "acc"
    ):
        return "acc"
    letter = letter or scene[end].key in ("هجريا", "ميلاديا", "تقريبا", "مربعا")
    if scene[end + letter].kind != "close" or opening < 1:
        return None
    if scene[opening - 1].kind != "word":
        return None
    if after_word(scene, opening - 1, amount=True) == "gen":
        return "gen"
    for place in range(opening - 1, max(-1, opening - 2 * REACH), -1):
        token = scene.tokens[place]
        if token.kind not in SAID:
            return None
        if among(token, "amounting_verbs"):
            return "acc"
    return None


def _counts_beyond(scene: Scene, opening: int, end: int) -> bool:
    """وكان عددنا (6) أفراد: a figure alone in brackets, and what it counts behind them."""
    alone = scene[end - 1].kind == "figure" and end == opening + 2 and scene[end].kind == "close"
    things, led = scene[end + 1], opening > 1 and scene[opening - 1].kind == "word"
    return alone and led and things.kind == "word" and noun(things.key, plural_first=True).known


def _after_name(scene: Scene, index: int) -> Case:
    """تضخ فيها SoftBank 40 مليارًا: the name is the subject of a verb before it, and the number its object."""
    if scene.heading:
        return "nom"
    for back in range(index - 1, max(-1, index - REACH), -1):
        token = scene.tokens[back]
        if token.kind not in SAID or among(token, "genitive"):
            return "obl"
        if is_verb(token) or _PRESENT.fullmatch(token.key):
            return "acc"
    return "obl"


def _is_of_name(scene: Scene, index: int) -> bool:
    """أنتجت أوبك+ 29 مليونًا: a sign that belongs to the name before it."""
    token, behind = scene.tokens[index], scene[index + 1]
    glued = token.text in _OF_NAMES and not token.spaced and behind.spaced
    return glued and index > 0 and scene.tokens[index - 1].kind in ("word", "name", "latin")


def _is_bracketed_year(scene: Scene, index: int, opening: int) -> bool:
    """عام (2020): a number alone in brackets, governed by the word before them."""
    word = scene.word_before(opening)
    alone = scene[opening].kind == "open" and scene[index + 1].kind == "close"
    return alone and any(among(word, name) for name in ("year_after", "genitive", "articles"))


def _opening(scene: Scene, end: int, alone: Case) -> Case:
    """The case at the start of a sentence: that of a subject, unless it is all there is."""
    rest = scene[end]
    return "nom" if scene.heading or rest.kind not in ("end", "pause") else alone
