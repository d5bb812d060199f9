"""Sums set aside for something, parts taken of a whole, deeds that are announced, and who gives work."""

from __future__ import annotations

from podcast.arabic.grammar.clause import BEFORE_CLAUSE, OF_THEM, is_definite, is_named, opens
from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import gender_of_verb, unjoined
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past

_ALLOTTING = frozenset(("خصص", "رصد"))
_LONGEST = 3
"""The most words between such a verb and the number."""


def is_allotted(scene: Scene, index: int, end: int) -> bool:
    """خصص للمشروع 200 مليون, فيما رصد لدعم السكن 9,5: a passive, for nobody is told of who does it."""
    for place in range(index - 1, max(-1, index - _LONGEST - 1), -1):
        token = scene.tokens[place]
        if token.key.removeprefix("و") not in _ALLOTTING:
            continue
        before = scene.word_before(place)
        begins = (
            opens(scene, place) or token.key[:1] == "و" or (before and before.key in BEFORE_CLAUSE)
        )
        return bool(begins) and scene.tokens[place + 1].key.startswith("ل")
    return False


def is_taken_of_them(scene: Scene, index: int, end: int) -> bool:
    """واستردت الدولة منها 7 ملايين: an object behind the verb, its subject and "of them"."""
    if index < 2 or scene.tokens[index].key not in OF_THEM:
        return False
    verb, who = scene.tokens[index - 2], scene.tokens[index - 1]
    codes = past(unjoined(verb.key).removesuffix("ت")) | past(unjoined(verb.key))
    agrees = gender_of_verb(verb) == noun(who.key).gender and not noun(who.key).plural
    acts = "t" in codes and "i" not in codes and not noun(unjoined(verb.key)).known
    return acts and agrees and who.key.startswith("ال") and is_definite(who)


def is_announced_deed(scene: Scene, index: int, end: int) -> bool:
    """أعلن قائد الشرطة جرح 12 شخصًا: behind who announced it, what was done, as a noun."""
    for place in range(index - 2, max(-1, index - _LONGEST - 2), -1):
        token = scene.tokens[place]
        if unjoined(token.key) in _ANNOUNCING:
            told = scene.tokens[place + 1 : index]
            words = all(word.kind == "word" and not among(word, "particles") for word in told)
            return words and is_named(told[-1]) and among(scene.tokens[index], "passive_verbs")
        if token.kind != "word" or token.key in group("that_they"):
            return False
    return False


_ANNOUNCING = frozenset(("اعلن", "اعلنت", "يعلن", "تعلن"))
_EMPLOYING = frozenset(("شغل", "يشغل", "سيشغل", "شغلت", "تشغل", "ستشغل"))
_EMPLOYERS = frozenset(
    (
        "قطاع", "مصنع", "مشروع", "منجم", "ميناء", "مطار", "حقل", "مجمع", "مصرف", "بنك", "شركة", "مؤسسة",
        "هيئة", "مجموعة",
    )
)  # fmt: skip
"""What gives people work."""


def employs(token: Token, verb: Token) -> bool:
    """يشغل القطاع 48 ألف شخص, but يشغل القاعة 20 شخصًا."""
    return unjoined(verb.key) in _EMPLOYING and singular(token) in _EMPLOYERS
