"""Endings that a listener hears, which models of marks leave open: the tanwin before a pause, the doubled ي."""

from __future__ import annotations

import re

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import forms, nisba, nouns, tanwin, usage
from podcast.arabic.diacritics.endings import ruling
from podcast.arabic.diacritics.forms import fits
from podcast.arabic.diacritics.proper import ends_long, named
from podcast.arabic.text.letters import DAMMA, FATHA, FATHATAN, KASRA, SHADDA

_PRONOUN = re.compile("(?:ه|ها|هم|هما|هن|نا|ك|كم)$")
_ALONE = re.compile("[وف]?وحد(?:ه|ها|هم|هما|هن|نا|ك|كم)")
_RARE = 2
"""How usual a nisba is, as in `dictionary.usage`, that a noun with the writer's pronoun is likelier than."""
_PLURAL = ("ين", "ان", "ون")
_ARTICLE = re.compile("[وف]?(?:ال|بال|كال|لل)(?=...)")


def ended(letters: str, made: tuple[str, ...], around: Surroundings) -> tuple[str, ...]:
    """The marks `made` on a word's letters, with the ending that its letters and its place demand."""
    if len(letters) < 3:
        return made
    if _ALONE.fullmatch(letters):
        return _alone(letters, made)
    if letters[-1] == "ا" and around.after[0] == EDGE and made[-2].endswith(FATHA):
        return _nunated(letters, made)
    if (
        letters.endswith("يا")
        and made[-3:-1] == (KASRA, FATHATAN)
        and nisba(_ARTICLE.sub("", letters[:-1]))
    ):
        return (*made[:-2], SHADDA + FATHATAN, made[-1])
    article = _ARTICLE.match(letters)
    if letters[-1] == "ي" and made[-2].endswith(KASRA) and SHADDA in made[-1] and not article:
        return (*made[:-1], "") if _mine(letters, around) else made
    if letters.endswith(_PLURAL):
        return _numbered(letters, made)
    if around.before[0] in ruling("preposition") and letters[0] not in "وف":
        return _governed(letters, made)
    if (
        article
        and letters[-1] == "ي"
        and not closed(letters)
        and made[-2].endswith(KASRA)
        and not made[-1]
    ):
        stem = letters[article.end() :]
        return (*made[:-1], SHADDA * (nisba(stem) and not ends_long(stem)))
    return made


def _mine(letters: str, around: Surroundings) -> bool:
    """Whether a word in ي is a noun with its pronoun, قصصي, rather than a nisba; who speaks of himself means
    a rare nisba seldom."""
    nisbas = [usual for form, usual in usage(letters).items() if form[-1] and SHADDA in form[-1]]
    rare = max(nisbas, default=-1) <= (_RARE if around.tone.narrator else -1)
    return rare and bool(nouns(letters[:-1])) and not named(letters)


def _alone(letters: str, made: tuple[str, ...]) -> tuple[str, ...]:
    """وحده and the like keep their fatha whatever comes before: في ملفٍّ وحدَه."""
    at = letters.index("حد") + 1
    if made[at] not in (FATHA, DAMMA, KASRA):
        return made
    last = DAMMA if letters[-1] == "ه" else made[-1]
    return (*made[:at], FATHA, *made[at + 1 : -1], last)


def _governed(letters: str, made: tuple[str, ...]) -> tuple[str, ...]:
    """A noun with a pronoun is genitive after a preposition: في رأسِهِ, من عندِهِ."""
    found = _PRONOUN.search(letters)
    at = found.start() - 1 if found else 0
    if at < 1 or not made[at].endswith((FATHA, DAMMA)) or letters[at] in "اوي":
        return made
    case = made[at].replace(FATHA, KASRA).replace(DAMMA, KASRA)
    low = KASRA if letters.endswith("ه") and made[-1] == DAMMA else made[-1]
    genitive = (*made[:at], case, *made[at + 1 : -1], low)
    return genitive if any(fits(form, genitive) for form in nouns(letters)) else made


def _numbered(letters: str, made: tuple[str, ...]) -> tuple[str, ...]:
    """A dual ends in ـنِ, a plural in ـنَ."""
    able = {form[-1] for form in forms(letters) if fits(form[:-1], made[:-1])}
    fixed = able.pop() if len(able) == 1 else None
    return (*made[:-1], next(iter(fixed))) if fixed and made[-1] and made[-1] not in fixed else made


def _nunated(letters: str, made: tuple[str, ...]) -> tuple[str, ...]:
    """A noun that ends in an alef, and can be no other word, has tanwin before it."""
    able = [form for form in forms(letters) if fits(form, made)]
    if able and all(map(tanwin, able)) and not named(letters):
        return (*made[:-2], made[-2].replace(FATHA, FATHATAN), made[-1])
    return made
