"""A verb that goes on with the subject of the clause before it: صادر الجيش 9 زوارق، واعتقل 31 صيادًا.

Such a verb has its subject already, so that a number behind it is its object, whoever is counted.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import OF_THEM, is_named, opens
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import (
    gender_of_verb,
    is_marked_passive,
    is_of_either_gender,
    unjoined,
)
from podcast.arabic.text.letters import TANWIN_ALEF, fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings, takes_object

_NEXT = 3
"""How near the object of the verb before is, if the next verb may be a noun too: 12 لاعبًا وطرد 2."""
_REACH = 24
"""How far back the clause with the subject may begin, in tokens."""


def is_done_by_the_same(scene: Scene, index: int, end: int) -> bool:
    """Whether the number behind the verb at `index` (or behind منها) is its object, for the subject of the
    clause before is its subject too."""
    behind = OF_THEM | group("adverbs")  # وتنقل يوميًّا 200 راكب
    place = index - 1 if index and scene.tokens[index].key in behind else index
    verb = scene.tokens[place]
    counted = (
        scene.last is not None and scene.last.case == "acc" and place - scene.last.end <= _NEXT
    )
    joined = place == index and verb.key[:1] in ("و", "ف")
    acts = _acts(verb) or (counted and joined and "t" in readings(unjoined(verb.key)))
    if not _goes_on(scene, place) or not acts or _has_object_behind(scene, end):
        return False
    if among(verb, "kana_verbs"):
        return False  # وضمنت 4 أندية البقاء، وبات 3 مهددين
    attends = among(verb, "attending_verbs") and is_agent(scene[end - 1])
    comes = among(verb, "nominative_verbs") and not among(verb, "passive_verbs")
    if attends or comes or among(verb, "losing_verbs"):
        return False
    for back in range(place - 1, max(-1, place - _REACH), -1):
        before, subject = scene.tokens[back], scene.tokens[back + 1]
        if before.text in STOPS:
            return False
        is_verb = _acts(before) and (opens(scene, back) or _goes_on(scene, back))
        if is_verb and subject.kind == "figure" and scene.last and scene.last.case == "acc":
            return _agree(verb, before)  # اقترض 200 ألف، سدد منها 120
        if is_verb and subject.kind in ("word", "name", "latin"):
            return _is_subject(subject, before) and _agree(verb, before)
    return False


def is_done_by_what_it_tells_of(scene: Scene, index: int, end: int) -> bool:
    """إنها أسقطت 121 طائرة, التي نقلت 320 شخصًا: behind a pronoun that is the verb's subject, its object.

    "That it" may tell of nothing (أنه أصيب 3), and a clause may take up again what it describes
    (الذي قتل 3 من أبنائه).
    """
    verb, before = scene.tokens[index], scene.word_before(index)
    relative = before is not None and before.key in _RELATIVES
    if before is None or not (relative or before.key in group("that_they")):
        return False
    gender = "f" if before.key in ("التي", "والتي") or before.key.endswith("ها") else "m"
    agrees = is_of_either_gender(verb) or gender_of_verb(verb) == gender
    acts = _acts(verb) or ((relative or gender == "f") and "t" in readings(verb.key))
    nothing = not relative and gender == "m" and among(verb, "passive_verbs")
    nothing = nothing and not _tells_of_itself(scene, index - 1)
    again = relative and any(_RESUMES.search(token.key) for token in scene.tokens[end : end + 3])
    carried = verb.key in group("pronoun_led") or bool(_RESUMES.search(verb.key))
    told = acts and agrees and not (nothing or again or carried or is_marked_passive(verb))
    return told and not among(verb, "passing_verbs")


def _tells_of_itself(scene: Scene, index: int) -> bool:
    """أعلن خفر السواحل أنه أنقذ 77 مهاجرًا: who reports the deed did it."""
    for place in range(index - 1, max(-1, index - _TITLE), -1):
        if scene.tokens[place].kind != "word" or among(scene.tokens[place], "genitive"):
            return False
        if among(scene.tokens[place], "reporting_verbs"):
            return place + 1 < index and not is_agent(scene.tokens[place + 1])
    return False


_TITLE = 6
"""The longest name of who reports, with its verb, in words."""
_RELATIVES = frozenset(("التي", "الذي", "والتي", "والذي"))
_RESUMES = re.compile(".{2}(?:ه|ها|هم|هما)$")
"""A pronoun at the end of a word."""


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a verb begins a clause that is joined to another."""
    if not index:
        return False
    return scene.tokens[index].key[:1] in "وف" or scene.tokens[index - 1].text == "،"


def _acts(token: Token) -> bool:
    """Whether a word is a verb with an object and no passive."""
    if token.kind != "word" or is_marked_passive(token) or token.text.endswith(TANWIN_ALEF):
        return False
    return (
        takes_object(unjoined(token.key))
        or takes_object(token.key)
        or among(token, "accusative_verbs")
    )


def _is_subject(token: Token, verb: Token) -> bool:
    """Whether a noun behind a verb is what the verb agrees with, a single one that can act."""
    if token.kind in ("name", "latin"):
        return True
    entry = noun(token.key)
    known = (
        is_named(token) and not among(token, "genitive") and token.key not in group("pronoun_led")
    )
    agrees = is_of_either_gender(verb) or entry.gender == gender_of_verb(verb)
    agrees = agrees or (entry.plural and gender_of_verb(verb) == "f")  # ضبطت الفرق
    return known and not among(verb, "reporting_verbs") and agrees


def _agree(verb: Token, before: Token) -> bool:
    either = is_of_either_gender(verb) or is_of_either_gender(before)
    return either or gender_of_verb(verb) == gender_of_verb(before)


def _has_object_behind(scene: Scene, end: int) -> bool:
    """وتسلم 300 مستفيد شققهم, ونال 12 منهم درجة: an object behind what is counted, which is the subject."""
    after = scene[end]
    if after.key in OF_THEM:
        further = scene[end + 1]
        goes_on = further.key[:1] == "و" and bool(readings(further.key[1:]))  # 24 منها وسحبت
        return further.kind in ("word", "figure") and not (among(further, "genitive") or goes_on)
    if after.kind != "word":
        return False
    named = after.key.startswith("ال") or (len(after.key) > 4 and after.key.endswith(("هم", "ها")))
    return after.key == fold("آخرون") or (named and not among(after, "genitive"))
