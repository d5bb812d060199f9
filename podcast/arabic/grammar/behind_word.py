"""The case of a number behind a word: its part in the clause, what the word asks for, what else is told."""

from __future__ import annotations

import re

from podcast.arabic.grammar.agreement import is_numbered
from podcast.arabic.grammar.clause import is_definite, is_predicate
from podcast.arabic.grammar.counted import is_measure, is_share
from podcast.arabic.grammar.extent import is_extent
from podcast.arabic.grammar.governor import after_word
from podcast.arabic.grammar.meaning import acts
from podcast.arabic.grammar.named import is_done_by_named
from podcast.arabic.grammar.nominal import (
    is_another_predicate,
    is_clause_in_brackets,
    is_entry,
    is_far_predicate,
    is_predicate_of_nouns,
)
from podcast.arabic.grammar.nouns import MASDAR, noun
from podcast.arabic.grammar.quantity import ERAS, is_year
from podcast.arabic.grammar.roles import (
    RULES,
    RULES_OF_BARE,
    is_in_cell,
    is_told_apart,
)
from podcast.arabic.grammar.unknown_verb import is_subject_of_unknown
from podcast.arabic.grammar.verb_form import is_doubled
from podcast.arabic.grammar.verbs import is_led_noun, is_object, subject_is_due
from podcast.arabic.grammar.when import before_time
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.valency import takes_object


def behind_word(scene: Scene, position: int, index: int, end: int) -> Case:
    """The case required by the word at `index`."""
    before, counts = scene.tokens[index], end > position + 1
    if before.key == "اي" and (explained := _explained(scene, index, counts=counts)):
        return explained
    if (earlier := before_time(scene, index, counts=counts)) is not None:
        return behind_word(scene, position, earlier, end)
    if _is_year_of_another(scene, position, end) or _is_joined_to_led(scene, position, index):
        return "gen"
    led = among(before, "genitive") and not (is_doubled(before) or acts(scene, index, end))
    hands = before.key in ("يد", "ايدي") and among(scene[index - 1], "genitive")
    led = led or hands  # درس على يد 80 شيخًا
    led = led or (counts and _is_deed_in_construct(scene, index))
    dated = among(before, "year_after") and is_year(parse(scene[position].text))
    bare = not counts and before.key in ("عام", "سنة")  # نوبل في الطب عام 1945
    led = led or (dated and (bare or among(scene[index - 1], "genitive")))  # وصلنا إلى عام 2017
    rules = () if led else RULES if counts else RULES_OF_BARE
    for applies, ruled in rules:
        if applies(scene, index, end):
            return ruled
    case = after_word(scene, index, amount=counts)
    amount = counts or is_share(scene, end)
    if case == "nom" and amount and is_extent(scene, index, end) and not is_predicate(scene, index):
        return "acc"
    if case != "obl":
        return case
    if is_object(scene, index) and (counts or not is_numbered(before)):
        return "acc"
    told = (
        is_predicate_of_nouns(scene, index, end, counts=counts)
        or is_far_predicate(scene, index)
        or (counts and _is_amount_of_entry(scene, index, end))
        or is_clause_in_brackets(scene, index, end)
        or (counts and is_another_predicate(scene, index, end))
    )
    if told or is_in_cell(scene, index, end) or is_subject_of_unknown(scene, index, end):
        return "nom"
    return _behind_doer(scene, index) if counts and _is_object_due(scene, index, end) else "obl"


def _behind_doer(scene: Scene, index: int) -> Case:
    """The case right behind a subject or a verb, or behind a deed that a preposition leads: مع حجز 189 حالة."""
    return "gen" if _is_deed_in_construct(scene, index) else "acc"


def _is_deed_in_construct(scene: Scene, index: int) -> bool:
    """اضطررنا إلى تسريح 7 زملاء: a verbal noun behind a preposition, whatever verb leads it."""
    deed = scene.tokens[index]
    if is_definite(deed) or not is_led_noun(scene, index):
        return False
    if among(deed, "places") or among(deed, "times"):
        return False
    listed = any(among(deed, name) for name in ("construct", "verbs_or_nouns", "accusative_verbs"))
    known = listed or takes_object(deed.key) or bool(MASDAR.fullmatch(deed.key))
    return known and not subject_is_due(scene, index)  # قتل في انفجار 12 شخصًا


def _explained(scene: Scene, index: int, *, counts: bool) -> Case | None:
    """The case of what أي explains; ثلث عمره، أي 26 عامًا: of what no number tells, nothing is known."""
    led = among(scene.word_before(index), "genitive")
    return scene.last.case if scene.last else "obl" if counts and not led else None


def _is_object_due(scene: Scene, index: int, end: int) -> bool:
    """Whether a subject or a verb stands right before a number, which is then the object."""
    before = scene.tokens[index]
    verb = takes_object(before.key) and not (
        noun(before.key).known or before.key in group("regnal")
    )
    moves = is_measure(scene, end) and _PARTICIPLE.fullmatch(before.key)  # مرتفعًا 1.05 ريال
    return is_definite(before) or verb or bool(moves) or is_done_by_named(scene, index, end)


_PARTICIPLE = re.compile("م[^ا].{1,3}[^ي]ا")
"""An active participle in the accusative: مرتفعا, مسجلا; but محليا."""


def _is_amount_of_entry(scene: Scene, index: int, end: int) -> bool:
    """القانون والعدالة 36%, but not الصفحة 12."""
    return is_entry(scene, index, end) and not is_told_apart(scene.tokens[index])


def _is_year_of_another(scene: Scene, position: int, end: int) -> bool:
    """سقطت طليطلة عام 478 هـ، وقرطبة 633 هـ: a year whose عام is that of the one before."""
    last, near = scene.last, scene.tokens[max(0, position - 3) : position]
    joined = any(token.text == "،" for token in near) and near[-1].key[:1] == "و"
    told = last is not None and last.case == "gen" and last.end >= position - _NEAR
    return (
        joined and told and last is not None
        and scene[end].text in ERAS and scene[last.end].text == scene[end].text
    )  # fmt: skip


_NEAR = 5
"""How far behind the number before it a year may stand, in tokens."""


def _is_joined_to_led(scene: Scene, position: int, index: int) -> bool:
    """من ديباجة و28 مادة: joined by "and" to an indefinite noun right behind a preposition."""
    if scene.tokens[index].key == "جانب" and among(scene[index - 1] if index else None, "genitive"):
        return True  # إلى جانب 774 تدخلًا
    joined = "و" in scene.tokens[position].prefix and not is_definite(scene.tokens[index])
    return joined and index > 0 and among(scene.tokens[index - 1], "genitive")
