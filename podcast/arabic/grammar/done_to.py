"""Who is counted does something to what a pronoun names, or suffers it: دمرته 20 غارة, احتجز 12."""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import (
    BEFORE_VERB,
    is_joined_or_opens,
    is_led,
    opens,
)
from podcast.arabic.grammar.counted import gender_of, is_agent, is_measure
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.verb_form import gender_of_verb, is_verb, unjoined
from podcast.arabic.grammar.verbs import has_its_subject, is_led_noun
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings, takes_object

_LONGEST = 4
"""The longest phrase of place between such a verb and its subject, in words."""


def is_done_to(scene: Scene, index: int, end: int) -> bool:
    """بايعه 73 رجلًا, أن يزكيه 20 عضوًا: behind a verb with its object's pronoun, and perhaps a place."""
    for first in range(index, max(-1, index - _LONGEST), -1):
        verb = scene.tokens[first]
        if verb.kind != "word":
            return False
        before = scene[first - 1] if first else scene[len(scene.tokens)]
        told = is_led(before) or (is_verb(before) and not among(before, "particles"))
        told = told or (first < index and among(scene.tokens[index], "amounting_verbs"))
        if _has_object(verb) and not told and verb.key not in group("pronoun_led"):
            after = scene.tokens[first + 1]
            placed = first == index or among(after, "genitive") or after.key in group("adverbs")
            told = opens(scene, first) or verb.key[:1] in ("ي", "ت")
            told = told or before.key in BEFORE_VERB  # حيث سبقه 28 منتخبًا
            people = told and is_agent(scene[end - 1])
            return placed and (people or _is_done_by(scene, verb, end))
    return False


PRONOUN_OF_OBJECT = re.compile("(?:هما|ها|هم|ه|ني)$")
"""The pronoun of its object at the end of a verb: بايعه, تعترضها."""


def _has_object(verb: Token) -> bool:
    """Whether a word is a verb with the pronoun of its object, by its form: بايعه, تعترضها."""
    ends = bool(PRONOUN_OF_OBJECT.search(verb.key)) and not readings(verb.key)  # يلتهم is whole
    whole = len(verb.key) > 4 or "t" in readings(PRONOUN_OF_OBJECT.sub("", verb.key))  # سبقه
    return ends and whole and not noun(verb.key).known


def has_object_pronoun(verb: Token) -> bool:
    """واستأنفته: whether a word is a verb that takes an object, and the pronoun of its object."""
    stem = unjoined(PRONOUN_OF_OBJECT.sub("", verb.key))
    return _has_object(verb) and "t" in readings(stem) and verb.key not in group("pronoun_led")


def _is_done_by(scene: Scene, verb: Token, end: int) -> bool:
    """دمرته 20 غارة, ورفضها 39%: a verb that has its one object can only have its subject behind it."""
    stem = PRONOUN_OF_OBJECT.sub("", verb.key)
    stem = stem[:-1] + "ي" if stem.endswith("ا") else stem  # تلقاه 70% من السكان
    plain = unjoined(stem)
    gives = {plain, plain.removesuffix("ت")} & group("giving_verbs")
    if gives or not readings(stem) & {"i", "t"}:
        return False
    if scene[end - 1].text in ("%", "٪"):
        voted = Token("word", verb.start, verb.end, stem)
        return among(voted, "acting_verbs") or among(voted, "attending_verbs")
    return scene[end - 1].kind == "word" and not is_measure(scene, end)


def is_done_to_people(scene: Scene, index: int, end: int) -> bool:
    """ونقل 25 مصابًا إلى المستشفى: a verb whose passive is meant, right before people who agree with it."""
    verb, people = scene.tokens[index], scene[end - 1]
    named = is_agent(people) or among(people, "attendants")
    timed = among(scene.word_before(index), "times")
    if has_its_subject(scene, index) and not timed:  # أن الاحتلال قتل 9 مواطنين
        return False
    if is_led_noun(scene, index):  # في ضبط 7 أشخاص
        return False
    agrees = gender_of_verb(verb) == gender_of(people) == "m"
    return named and agrees and _may_be_passive(verb)


def _may_be_passive(verb: Token) -> bool:
    """Whether a verb in the past is one whose passive is meant."""
    return among(verb, "passive_verbs") and unjoined(verb.key)[:1] not in "يت"


def is_number_of_people_done_to(scene: Scene, index: int, end: int) -> bool:
    """احتجز 12, واعتقل 44 في المدينة: the same before a bare number, which is of people."""
    verb, after = scene.tokens[index], scene[end]
    bare = scene[end - 1].kind == "figure" and (after.kind in ("pause", "end") or is_led(after))
    lost = unjoined(verb.key) == "فقد" and scene.last is not None and scene.last.case == "nom"
    return (
        bare
        and is_joined_or_opens(scene, index)
        and (lost or _may_be_passive(verb))
        and gender_of_verb(verb) == "m"
    )


def is_done_after_many(scene: Scene, index: int, end: int) -> bool:
    """تنافس 7743 مرشحًا، وخصص 83 مقعدًا: the many before would ask for a plural, so it is a passive."""
    verb, last = scene.tokens[index], scene.last
    if last is None or last.case != "nom" or last.kind != "number" or index <= last.end:
        return False
    joined = verb.key[:1] == "و" and scene.tokens[index - 1].text == "،"
    suffered = gender_of_verb(verb) == "m" and unjoined(verb.key)[:1] not in "يت"
    between = scene.tokens[last.end + 1 : index - 1]
    near = all(token.kind in ("word", "name") and not is_verb(token) for token in between)
    first = last.end - 1
    while first > 0 and (
        scene.tokens[first].kind == "figure" or scene.tokens[first].key in scales()
    ):
        first -= 1
    many = is_verb(scene.tokens[first]) and is_agent(scene[last.end])
    return joined and suffered and near and many and takes_object(unjoined(verb.key))


def is_done_among_them(scene: Scene, index: int, end: int) -> bool:
    """45 فرعًا، أغلق منها 36: a passive, for it opens its clause in the masculine without "and"."""
    verb = scene[index - 1]
    among_them = scene.tokens[index].key in ("منها", "منهم") and index > 1
    opened = among_them and scene.tokens[index - 2].text == "،" and verb.kind == "word"
    return opened and verb.key[:1] not in "وفي" and gender_of_verb(verb) == "m"
