"""Instructions in the passive: in a recipe where things are put and added, يغسل العدس is يُغْسَلُ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from podcast.arabic.diacritics.context import EDGE
from podcast.arabic.diacritics.dictionary import first_persons, usage
from podcast.arabic.diacritics.endings import ruling
from podcast.arabic.diacritics.forms import Form
from podcast.arabic.diacritics.order import MANNERS, PERSON
from podcast.arabic.text.letters import DAMMA, KASRA, fold
from podcast.arabic.tokens.valency import readings

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
