"""Verbal nouns joined to one that a preposition leads, or that was done: عن توقيف 12 مطلوبًا، وضبط 22 بندقية."""

from __future__ import annotations

from podcast.arabic.grammar.nouns import MASDAR, noun
from podcast.arabic.grammar.verb_form import unjoined
from podcast.arabic.tokens.context import STOPS, Scene, among, group


def is_joined_masdar(scene: Scene, index: int) -> bool:
    """عن توقيف 12 مطلوبًا، وضبط 22 بندقية: joined to a verbal noun that a preposition leads."""
    token, last = scene.tokens[index], scene.last
    masdar = token.key[:1] == "و" and token.key[1:] in group("construct") | group("verbs_or_nouns")
    if not masdar or (last is not None and last.case != "gen"):
        return False
    if last is None and token.key == "وقتل":
        return False  # a verb, where the noun would be مقتل
    for place in range(index - 1, max(0, index - _SPAN), -1):
        before = scene.tokens[place]
        deed = among(before, "construct") or MASDAR.fullmatch(before.key)
        if deed and among(scene[place - 1], "genitive"):
            return True
        verb = among(before, "accusative_verbs") or among(before, "nominative_verbs")
        if before.text in STOPS or (verb and not noun(before.key).known):
            return False
    return False


def is_joined_to_deed_done(scene: Scene, index: int, end: int) -> bool:
    """تم توقيف 8 أشخاص وضبط 6 بنادق: joined to the verbal noun behind تم, which says that it was done."""
    deed = scene.tokens[index].key
    if deed[:1] != "و" or deed[1:] not in group("titled_deeds"):
        return False
    for place in range(index - 1, max(-1, index - _SPAN), -1):
        key = unjoined(scene.tokens[place].key)
        if key in ("تم", "يتم", "تمت"):
            return True
        if scene.tokens[place].text in STOPS:
            return False
    return False


_SPAN = 14
"""How far back the first of two verbal nouns is searched for, in tokens."""
