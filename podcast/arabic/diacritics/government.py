"""What a verb governs, and what governs it: the object of a verb that has its subject, the mood of a present.

As in `endings`, only what cannot be right is corrected: a nominative behind كتبتُ, a subjunctive that nothing in
its sentence asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.dictionary import (
    first_persons,
    forms,
    lead_of_noun,
    level,
    nouns,
    orders,
    pasts,
)
from podcast.arabic.diacritics.endings import AND, ARTICLE, ended, ruling, vowel_of
from podcast.arabic.diacritics.forms import Form, fits
from podcast.arabic.diacritics.order import PERSON
from podcast.arabic.diacritics.passive import is_passive
from podcast.arabic.text.letters import (
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    SHADDA,
    SUKUN,
    bare,
    fold,
)
from podcast.arabic.text.marks import clusters, joined
from podcast.arabic.tokens.valency import readings

_OWN = re.compile(f"{SUKUN}ت{DAMMA}$|{DAMMA}وا$|{SUKUN}ن{FATHA}ا$")
_OWNED = re.compile("(?<=..)(?:ه|ها|هم|هما|هن|نا|ك|كم)$")
_PRESENT = re.compile("(?:[وف](?=...))?س?[يتنأ]..")
_ELATIVE = re.compile(f"أ{FATHA}.{SUKUN}?.{FATHA}.{FATHA}$")
_SOUND = re.compile("(?:ين|ون|ان)$")


def mooded(word: str, before: Sequence[str]) -> str:
    """A present without a subjunctive, unless one of the words `before` it in the sentence asks for one."""
    letters = bare(word)
    doubtful = vowel_of(word) in (FATHA, SUKUN) and letters[-1] not in "نتيا"
    if not doubtful or not _PRESENT.match(letters) or _is_named(letters):
        return word
    if not _is_present(word, letters):
        return word
    if vowel_of(word) == SUKUN:
        cut = any(AND.sub("", bare(one)) in ruling("cutting") for one in before)
        return word if cut or _may_be_cut(letters) else ended(word, DAMMA)
    if any(map(_bends, before)):
        return word
    follows = bool(before) and bool(_OWN.search(before[-1]))
    other = _ELATIVE.match(word) or _fits(first_persons(letters, "-"), _marks(word))
    return word if other and not follows else ended(word, DAMMA)


@lru_cache(maxsize=4096)
def _bends(word: str) -> bool:
    """Whether a word asks for a subjunctive, in itself or further on."""
    letters = bare(word)
    return AND.sub("", letters) in ruling("bending") or letters.startswith(("لي", "لت", "لن", "لأ"))


def _may_be_cut(letters: str) -> bool:
    """Whether a present in sukun may be right: behind a prefix, or as an order of the fourth form."""
    return letters[:1] in ("ف", "ل", "و") or bool(orders(letters))


def _is_present(word: str, letters: str) -> bool:
    """Whether it is a present but for its mood."""
    made = _marks(word)
    indicative = (*made[:-1], re.sub(f"{FATHA}|{SUKUN}", DAMMA, made[-1]))
    present = first_persons(letters, "يتنأ")
    return any(form[-1] is not None and fits(form, indicative) for form in present)


@lru_cache(maxsize=4096)
def _is_named(letters: str) -> bool:
    """Whether a word is as usual as a noun as it is as a present."""
    return lead_of_noun(letters, first_persons(letters, "يتنأ")) >= 0


def _marks(word: str) -> tuple[str, ...]:
    return tuple(marks for _, marks in clusters(word))


def objective(word: str, previous: str, verb: str = "") -> str:
    """The noun behind a verb that has its subject in itself is accusative, كتبتُ الرسالةَ, and so is one
    with a pronoun behind `verb` and its subject: تسلّم الفائزُ جائزتَه."""
    letters, case = bare(word), vowel_of(word)
    article = ARTICLE.match(letters)
    if not previous or not _has_subject(previous):
        shown = letters.endswith("ات") or _SOUND.search(letters)
        if case == KASRA and letters.startswith("ال") and not shown:
            person = PERSON.fullmatch(letters) and letters[-1] != "ة"
            acts = person or letters[2:] in ruling("body")
            alone = "t" not in readings(fold(bare(previous)))
            return ended(word, DAMMA) if (acts or alone) and _is_deed(previous) else word
        owned = _OWNED.search(letters) if verb and not article and _acts(verb, previous) else None
        stem = letters[: owned.start()] if owned else ""
        kept = stem in ruling("emphasis")
        return _owned(word, letters, owned.start()) if owned and not kept else word
    if owned := _OWNED.search(letters):
        return _owned(word, letters, owned.start())
    if case not in (DAMMA, DAMMATAN, KASRA):
        return word
    if (
        letters in ruling("indeclinable")
        or closed(letters)
        or _SOUND.search(letters)
        or letters[0] in "وفبك"
    ):
        return word
    if letters.endswith("ات"):
        return ended(word, KASRA) if article else word
    if article:
        return ended(word, FATHA) if letters.startswith("ال") else word
    if case == DAMMATAN:
        return ended(word, FATHATAN) if letters[-1] == "ة" else word
    return ended(word, FATHA) if case == DAMMA and _is_noun(word, letters) else word


@lru_cache(maxsize=4096)
def _is_deed(word: str) -> bool:
    """Whether a word can only be a past of his or hers, which no genitive stands behind: لوّحت الدولةُ."""
    letters, made = bare(word), _marks(word)
    if len(letters) < 3 or closed(letters) or _fits(nouns(letters), made):
        return False
    if letters[-1] == "ت" and made[-2] == FATHA:
        hers = (*made[:-1], SUKUN)
        return level(letters, (form for form in forms(letters) if fits(form, hers))) >= _KNOWN
    return level(letters, (form for form in pasts(letters) if fits(form, made))) >= _KNOWN


_KNOWN = 2
"""How usual a verb is that is no name in disguise: أَبِلَ."""


@lru_cache(maxsize=4096)
def _acts(verb: str, subject: str) -> bool:
    """Whether an active verb that takes an object has a nominative behind it, which is its subject."""
    letters, made = bare(verb), _marks(verb)
    if vowel_of(subject) != DAMMA or not bare(subject).startswith("ال") or len(letters) < 3:
        return False
    if "t" not in readings(fold(letters)) or closed(letters) or is_passive(letters, made):
        return False
    return not _fits(nouns(letters), made)


def _owned(word: str, letters: str, at: int) -> str:
    """A noun with a pronoun from the place `at` on, in the accusative if it was nominative."""
    made = _marks(word)
    if made[at - 1].strip(SHADDA) not in (DAMMA, KASRA) or letters[0] in "وفبل" or closed(letters):
        return word
    if letters[:at].endswith("ات"):
        return word.replace(f"ات{DAMMA}", f"ات{KASRA}")
    accusative = (*made[: at - 1], made[at - 1].strip(DAMMA + KASRA) + FATHA, *made[at:])
    only = all(form in nouns(letters) for form in forms(letters) if fits(form, made))
    fitting = only and _fits(nouns(letters), accusative)
    return joined(list(zip(letters, accusative, strict=True))) if fitting else word


def _is_noun(word: str, letters: str) -> bool:
    made = _marks(word)
    free = [form for form in nouns(letters) if form[-1] is None or DAMMA in form[-1]]
    return any(fits(form, made) for form in free) and not first_persons(letters, "يتنأ")


@lru_cache(maxsize=4096)
def _has_subject(word: str) -> bool:
    """Whether a verb is of the first person, of them, or an order: كتبتُ, كتبوا, اكتبي, ثبّتْ."""
    letters, made = bare(word), _marks(word)
    if len(AND.sub("", letters)) < 3 or closed(letters) or _fits(nouns(letters), made):
        return False
    if _OWN.search(word):
        return True
    if letters[-1] == "ي" and made[-1] == "" and _fits(orders(letters), made):
        others = [form for form in forms(letters) if form not in orders(letters)]
        return not _fits(others, made)
    if vowel_of(word) in (SUKUN, "") and len(letters) > 2 and letters[-1] not in "اوي":
        return (letters[-1] != "ت" or FATHA not in made[-2]) and _fits(orders(letters), made)
    bare_verb = vowel_of(word) == DAMMA and letters[-1] != "ه"
    return bare_verb and _fits(first_persons(letters, "أن"), made)


def _fits(listed: Iterable[Form], made: tuple[str, ...]) -> bool:
    return any(fits(form, made) for form in listed)
