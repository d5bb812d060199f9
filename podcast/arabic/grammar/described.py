"""Clauses that describe an indefinite thing: what it has (بيت فيه 20 غرفة), what it did (زلزال دمر 20 قرية).

No "which" stands before such a clause. A pronoun in it takes the thing up again, so that what is counted is the
subject; where a verb has no pronoun, the thing itself is its subject, and what is counted its object.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import is_definite
from podcast.arabic.grammar.counted import is_agent, is_extent_of, singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import (
    gender_of_verb,
    is_marked_passive,
    is_of_either_gender,
    is_weak_passive,
)
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import Scene, among
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_HAS = re.compile("(?:في|ب|ل|علي|عند|لدي|مع|تحت|فوق|حول|خلف|وراء|داخل|امام)(ه|ها|هم|هما)")
"""A preposition with the pronoun of what something is in, on or with."""
_RESUMES = re.compile(".+(?:ه|ها|هم|هما)")


def is_had_by_described(scene: Scene, index: int, end: int) -> bool:
    """اشترى بيتًا فيه 20 غرفة: behind an indefinite thing, what is in it, on it or with it."""
    has, thing = _HAS.fullmatch(scene.tokens[index].key), scene.word_before(index)
    if has is None or thing is None or not _is_thing(thing):
        return False
    if is_extent_of(scene[end - 1], "extents") or singular(scene[end - 1]) == "مرة":
        return False
    entry = noun(thing.key)
    feminine = has[1] == "ها"
    return feminine == (entry.plural or entry.gender == "f")


def did_described(scene: Scene, index: int, end: int) -> bool:
    """رجل قتل 20 شخصًا: behind an indefinite noun a verb that agrees with it, and what it did something to."""
    verb, doer = scene.tokens[index], scene.word_before(index)
    if doer is None or verb.key[:1] in ("و", "ف") or "t" not in readings(verb.key):
        return False
    if not (
        _is_thing(doer) or (noun(doer.text).known and is_agent(doer) and not is_definite(doer))
    ):
        return False
    if noun(doer.key).plural or is_extent_of(doer, "extents"):
        return False
    if is_marked_passive(verb) or is_weak_passive(verb) or is_of_either_gender(verb):
        return False
    timed = any(among(doer, name) for name in ("times", "adverbs", "genitive"))
    again = any(_RESUMES.fullmatch(token.key) for token in scene.tokens[end : end + 3])
    return not (timed or again) and gender_of_verb(verb) == noun(doer.key).gender


def _is_thing(token: Token) -> bool:
    """Whether a word is an indefinite noun of the tables that is no verb here: بيتًا, مدرسة, but not كتب."""
    if not noun(token.text).known or is_definite(token) or _RESUMES.fullmatch(token.key):
        return False
    shown = token.text.endswith((*TANWIN_ALEF, "ة", "ا"))
    return shown or not readings(token.key) & {"i", "t"}
