"""What the listener did or shall not do: إذا أردتَ, هل سألتَ نفسك, لا تقلقْ.

A past in ت may be told of the writer, of a woman or of whom he speaks to. Models of single sentences, trained
on news, hardly expect the last, whom guides and talks are full of.
"""

from __future__ import annotations

import re

from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import first_persons, lead_of_noun
from podcast.arabic.diacritics.endings import AND, ruling
from podcast.arabic.diacritics.forms import fitted
from podcast.arabic.diacritics.speaker import (
    Person,
    are_things,
    is_of_her,
    only_first,
    pair,
    subject,
)
from podcast.arabic.diacritics.tone import is_thine
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, SHADDA, SUKUN
from podcast.model.lattice import Marks

_THOU_DO = re.compile("ت..+")
_TO_THEE = re.compile("(?:ل|ب|من|علي|إلي|مع|عن|لدي|في|عند)ك")


def person(
    letters: str, marks: tuple[Marks, ...], around: Surroundings, previous: Person
) -> Person:
    """Who did it, as in `speaker.subject`; "second" the listener."""
    return (
        "second" if _did(letters, around, previous) else subject(letters, marks, around, previous)
    )


def _did(letters: str, around: Surroundings, previous: Person) -> bool:
    """Whether the listener did what a past in ت says."""
    plain = AND.sub("", letters)
    never_hers = only_first(plain) or plain in ruling("copular")
    if not (never_hers or pair(letters)) or letters[-1] == "ك":
        return False  # what is done to the listener he does not do
    if _TO_THEE.fullmatch(around.after[0]):
        return False  # قلت لك
    own = around.before[0] in ruling("thou") or around.after[0] in ruling("self")
    if own or (never_hers and _does_too(around)):
        return True
    asked = AND.sub("", around.before[0]) in ruling("conditional") or "كم" in around.before[1:4]
    if asked and plain in ruling("copular") and around.tone.thou == "here":
        return True  # إذا كنت تعبت فدعني أساعدك
    theirs = is_of_her(letters, around.after[0]) or are_things(around.after[0])
    if theirs or around.tone.telling.shown or around.tone.narrator:
        return False
    return bool(around.tone.thou) and (asked or previous == "second")


def _does_too(around: Surroundings) -> bool:
    """Whether a verb of the listener's is behind one that is never hers: كنت تبحث, أردت أن تنجح."""
    first, *rest = around.after
    verb = rest[0] if first in ("أن", "لا") and rest else first
    return bool(_THOU_DO.fullmatch(verb)) and lead_of_noun(verb, first_persons(verb, "ت")) < 0


def addressed(
    letters: str, marks: tuple[Marks, ...], made: tuple[str, ...], around: Surroundings
) -> tuple[str, ...]:
    """The marks `made` of a past in ت, as those of the listener's: أردتَ."""
    able = pair(letters)
    at = able.place if able else letters.rindex("ت")
    if able and DAMMA not in made[at]:
        made = max(fitted(form, marks) for form in able.first)[1]
    vowel = KASRA if around.tone.bids == "f" else FATHA
    return (*made[:at], SHADDA * (SHADDA in made[at]) + vowel, *made[at + 1 :])


def hers(letters: str, made: tuple[str, ...], around: Surroundings) -> tuple[str, ...]:
    """The marks `made` of a word for the listener, where she is a woman: طفلكِ, أنتِ."""
    if around.tone.bids != "f" or made[-1] != FATHA:
        return made
    spoken_to = letters in ruling("thee") or is_thine(letters)
    return (*made[:-1], KASRA) if spoken_to else made


def forbidden(letters: str, made: tuple[str, ...], around: Surroundings) -> tuple[str, ...]:
    """The marks `made` of a present behind لا, as those of what the listener shall not do: لا تستعجلْ."""
    before, *further = around.before
    leads = before in ("ولا", "فلا") or (before == "لا" and further[0] in (EDGE, "ثم", "لكن"))
    present = bool(_THOU_DO.fullmatch(letters)) and made[-1] == DAMMA
    if not leads or not present or not around.tone.thou or is_of_her(letters, around.after[0]):
        return made
    return (*made[:-1], SUKUN)
