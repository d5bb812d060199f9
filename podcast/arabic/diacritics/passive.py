"""What is done to a thing, told without who does it: سُرقت السيارةُ من أمام المنزل.

Letters do not tell it from a deed. In a recipe where things are put and added, يغسل العدس is يُغْسَلُ. Elsewhere it
is likelier than the models think where they read a nominative behind a verb that has no object, but takes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, takewhile

from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import first_persons, nouns, usage
from podcast.arabic.diacritics.endings import is_verb, ruling
from podcast.arabic.diacritics.forms import Form
from podcast.arabic.diacritics.opening import heads_clause, is_accusative
from podcast.arabic.diacritics.order import MANNERS, PERSON
from podcast.arabic.diacritics.proper import named
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, fold
from podcast.arabic.tokens.valency import readings

SUFFERED, ONLY_SUFFERED = 3.0, 7.0
"""How much likelier than the models think a passive is before a thing, in nats; of what things are never the
doers."""
_CLEAR = 2
"""How many levels more usual the passive is of a verb that is hardly said otherwise: يوضع."""


def instructs(sentences: Sequence[Sequence[str]]) -> bool:
    """Whether the text of these bare words tells what is done: a verb in every second sentence is likely to be
    passive there, and one at least can be nothing else."""
    sure = any(map(_is_passive, chain.from_iterable(sentences)))
    return sure and sum(map(_tells, sentences)) * 2 >= len(sentences)


def _tells(sentence: Sequence[str]) -> bool:
    words = (EDGE, *sentence, EDGE)
    return any(
        _is_passive(word) or is_done(word, words[at - 1 :: -1], words[at + 1 :])
        for at, word in enumerate(words[1:-1], 1)
    )


@lru_cache(maxsize=4096)
def _is_passive(word: str) -> bool:
    letters, levels = word[1:] if word[:1] in "وف" else word, usage(word)
    if letters[:1] not in ("ي", "ت"):
        return False
    passive = [
        levels[form] for form in _presents(word) if form in levels and _is_undergone(word, form)
    ]
    others = [levels[form] for form in levels if not _is_undergone(word, form)]
    return max(passive, default=-1) >= max(others, default=-1) + _CLEAR


def _presents(word: str) -> tuple[Form, ...]:
    """The forms of a present in the third person."""
    return first_persons(word, "يت")


def _is_undergone(word: str, form: Form) -> bool:
    """Whether a form of a present is passive: with a damma on its prefix and no kasra behind it."""
    at = 1 if word[0] in "وف" else 0
    first, inner = form[at], form[at + 1 : -1]
    return first == frozenset({DAMMA}) and not any(
        one is not None and any(KASRA in mark for mark in one) for one in inner
    )


def is_done(word: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a verb that takes an object opens its clause and has but a thing behind it, or nothing. One with
    an alef, يزداد, would show that it is passive."""
    verb = word[1:] if word[0] in "وف" else word
    opens = word[0] in "وف" or before[0] in ruling("opening")
    if not opens or verb[-2:-1] == "ا" or readings(fold(verb)) - {"n"} != {"p", "t"}:
        return False
    if after[0].startswith("ال") and not PERSON.fullmatch(after[0]):
        after = after[2 if after[1].startswith("ال") else 1 :]
    return after[0] in MANNERS | ruling("preposition") | {"حتى", "مع"} or after[0][0] in "بوف"


def suffered(letters: str, made: tuple[str, ...], around: Surroundings) -> float:
    """How much likelier than the models think the form `made` is as a passive that opens its clause, before a
    nominative and without an object: سُرقت السيارةُ من أمام المنزل."""
    if around.case == FATHA or not is_passive(letters, made) or not heads_clause(letters, around):
        return 0.0
    verb = letters[1:] if letters[0] in "وف" and made[0] == FATHA else letters
    thing, *rest = around.after
    feminine = verb[-1] == "ت" or (made[-1] != FATHA and verb[0] == "ت")
    if thing.endswith(("ة", "ات")) and not feminine:
        return 0.0  # يعرض الحلقات
    acts = PERSON.fullmatch(thing) or thing[2:] in ruling("body")
    if not thing.startswith("ال") or acts or _has_object(rest):
        return 0.0
    if rest[0].startswith("ال") and rest[0].endswith(("ي", "ية")):
        rest = rest[1:]
    if not {verb, verb.removesuffix("ت")}.isdisjoint(ruling("suffered")):
        return ONLY_SUFFERED * (rest[0] == EDGE or rest[0] in _BEHIND or _is_led(rest[0]))
    able = readings(fold(verb)) | readings(fold("ت" + verb[1:] if verb[0] == "ي" else verb))
    takes = able - {"n"} == {"p", "t"}  # يصدر has no object
    return SUFFERED * (takes and (rest[0] in _BEHIND or rest[0].startswith("لل")))


def _is_led(word: str) -> bool:
    """Whether ب or ل stands before a noun: بماء."""
    return word[0] in "بل" and bool(nouns(word[1:])) and not named(word)


def _has_object(rest: Sequence[str]) -> bool:
    """Whether an object is in the clause, before another verb: عقد المجلس في جدة اجتماعا."""
    clause = takewhile(lambda word: not (word[0] in "وف" and is_verb(word)), rest)
    return any(map(is_accusative, clause))


_BEHIND = frozenset(
    ("في", "من", "إلى", "على", "بعد", "قبل", "منذ", "خلال", "بين", "فوق", "تحت", "داخل", "وسط")
)
"""What tells where or when a thing was done."""


def is_passive(letters: str, made: tuple[str, ...]) -> bool:
    """Whether these are the marks of a passive of the third person: يُغْسَلُ, كُتِبَتْ, اُسْتُخْدِمَ."""
    start = 1 if letters[0] in "وف" and made[0] == FATHA else 0
    own, verb = made[start:], letters[start:]
    if len(own) < 3:
        return False
    if verb[0] in "يت" and own[1] != DAMMA:
        return own[0] == DAMMA and KASRA not in "".join(own[1:-1])
    stem = own[:-1] if verb[-1] == "ت" and len(own) > 3 else own
    first = own[2] if verb[0] == "ا" else own[0]
    ends = stem[-1] == FATHA and (verb[-1] != "ت" or own[-1] != FATHA)
    return first.endswith(DAMMA) and KASRA in stem[-2] and ends
