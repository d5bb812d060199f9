"""A verb that opens its clause, where the models read a noun: عقد الوزراء اجتماعا.

At the head of a clause, or behind the time or place at its head, nothing governs an accusative: what the models
read as عَقْدَ there is the past عَقَدَ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import (
    adjective,
    forms,
    lead_of_noun,
    level,
    nouns,
    orders,
    pasts,
    tanwin,
    usage,
)
from podcast.arabic.diacritics.endings import AND, is_verb, ruling
from podcast.arabic.diacritics.forms import Form, fits
from podcast.arabic.diacritics.order import GUESSED, PERSON, may_be_object
from podcast.arabic.diacritics.proper import named
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, SHADDA

OPENS = 2.0
"""How much likelier than the models think the past is, in nats; beyond 2.5 it loses on both halves."""
BEFORE_SUBJECT = 8.0
"""The same before a noun that the models read as a nominative: no noun is in construct with it, عيّن المديرُ."""
_COMMONER = 2
"""How many levels more usual the noun may be: رقم is hardly a verb."""
_FRONTED = 3
"""How many words the time or place at the head of a clause has at most: في الشوط الثاني."""


def opening(
    letters: str, made: tuple[str, ...], best: tuple[str, ...], around: Surroundings
) -> float:
    """How much likelier the form `made` is as a past that opens its clause; `best` are the models' marks."""
    if len(letters) < 3 or (_is_particle(letters) and not _has_person(letters, around)):
        return 0.0
    if _is_doubled(letters, made, around) and not _is_bidden(letters, best):
        return BEFORE_SUBJECT
    past = [form for form in pasts(letters) if made[-1] == FATHA and fits(form, made)]
    if not past or (letters[-1] == "ت" and FATHA not in made[-2]):
        return 0.0  # هل سألتَ is no opening
    if len(letters) == _THREE and made != _SECOND and _is_known_doubled(letters, letters):
        return 0.0
    if _has_subject(letters, made, best, around) or _has_both(letters, past, around):
        return BEFORE_SUBJECT
    noun = level(letters, (form for form in nouns(letters) if fits(form, best)))
    commoner = noun - level(letters, past)
    known = noun >= 0 and commoner <= _COMMONER
    if known and best[-1] in (FATHA, ""):
        return OPENS * (heads_clause(letters, around) or _follows_place(around.before))
    guessed = commoner <= 0 and may_be_object(around.after[0]) and around.leads(letters)
    return GUESSED * guessed


def shown(letters: str, made: tuple[str, ...], around: Surroundings) -> bool:
    """Whether the clause itself shows the verb `made`, whatever the models think."""
    past = [form for form in pasts(letters) if fits(form, made)]
    both = bool(past) and _has_both(letters, past, around)
    return both or _is_doubled(letters, made, around)


@lru_cache(maxsize=4096)
def is_known(letters: str) -> bool:
    """Whether a listed word is no name, or a usual verb too: فتح, but not ياسر."""
    return bool(forms(letters)) and (not named(letters) or level(letters, pasts(letters)) >= _USUAL)


_USUAL = 4


def may_open(letters: str, around: Surroundings) -> bool:
    """Whether a word may be a verb at the head of a clause, before who does or suffers it."""
    who = around.after[0]
    behind = who.startswith("ال") and not (closed(who) or who in ruling("time"))
    return behind and heads_clause(letters, around) and not closed(letters)


def _has_subject(
    letters: str, made: tuple[str, ...], best: tuple[str, ...], around: Surroundings
) -> bool:
    """Whether the models read a noun, or nothing that there is, before a nominative: عيّن المديرُ."""
    subject = around.after[0]
    nominative = around.case == DAMMA or _is_plural(subject)
    if (
        not nominative
        or not subject.startswith("ال")
        or not heads_clause(letters, around)
        or made[letters[0] in "وف" and len(letters) > _THREE] != FATHA
    ):
        return False
    nominal = nouns(letters)
    return not any(fits(form, best) for form in usage(letters) if form not in nominal)


def _is_bidden(letters: str, best: tuple[str, ...]) -> bool:
    """Whether the models read an order: حدِّدِ المجلد."""
    return best[-1] != FATHA and any(fits(form[:-1], best[:-1]) for form in orders(letters))


def _is_doubled(letters: str, made: tuple[str, ...], around: Surroundings) -> bool:
    """Whether it is a verb of the second form that has no other reading in use before a subject: رشّح الحزب,
    برّأت المحكمة."""
    joined = letters[0] in "وف" and len(letters.removesuffix("ت")) > _THREE
    verb = letters[joined:]
    stem = verb.removesuffix("ت") if len(verb) > _THREE else verb
    if len(stem) != _THREE or made[joined:][:_THREE] not in (_SECOND, _SECOND_PASSIVE):
        return False
    if not may_open(letters, around) or around.tone.bids:
        return False
    causes = stem in ruling("causative") and made[joined] == FATHA and _is_done_to(around)
    return causes or _is_known_doubled(stem, verb)


def _is_done_to(around: Surroundings) -> bool:
    """Whether behind a subject and its adjectives there is a noun that tells no time, the object: هرّبت العصابة
    السلاح."""
    _, *rest = around.after
    word = next((one for one in rest if not one.startswith("ال") or not adjective(one[2:])), EDGE)
    known = ("preposition", "nominal", "closing", "circumstance", "time")
    if word == EDGE or closed(word) or any(word in ruling(kind) for kind in known):
        return False
    led = word[0] in "بلك" and bool(nouns(word[1:]))
    return not led and bool(nouns(word)) and not is_verb(word) and not is_accusative(word)


@lru_cache(maxsize=4096)
def _is_known_doubled(stem: str, verb: str) -> bool:
    """Whether a verb of three letters is listed as of the second form, or is so by far more often than of the
    first, and than a noun."""
    if stem in ruling("doubled"):
        return True
    active = [form for form in pasts(stem) if form[0] == frozenset({FATHA})]
    doubled = [form for form in active if fits(form, _SECOND)]
    usual, other = (
        level(stem, doubled),
        level(stem, (form for form in active if form not in doubled)),
    )
    return usual >= other + _BY_FAR and usual >= level(verb, nouns(verb))


_THREE = 3
_SECOND = (FATHA, SHADDA + FATHA, FATHA)
_SECOND_PASSIVE = (DAMMA, SHADDA + KASRA, FATHA)
"""The marks of a past of the second form: رَشَّحَ, رُشِّحَ."""
_BY_FAR = 3
"""By how many levels the second form of a verb is the more usual one."""


@lru_cache(maxsize=4096)
def _is_particle(letters: str) -> bool:
    """Whether it tells the time or place, and may be no verb: فجر, وحول; but عبر at the head is one."""
    joined = AND.sub("", letters)
    if {letters, joined} & ruling("circumstance") or closed(letters):
        return True
    return letters != "عبر" and (joined in ruling("nominal") or joined in ruling("construct"))


@lru_cache(maxsize=4096)
def _is_plural(word: str) -> bool:
    """Whether a noun is a sound plural in the nominative: المسلمون, no القانون."""
    return word.endswith("ون") and level(word[:-2], nouns(word[:-2])) >= 0


def _has_person(letters: str, around: Surroundings) -> bool:
    """Whether a particle by its letters is a verb before who acts and what he does it to: غيّر الكاتبُ رأيَه."""
    return bool(PERSON.fullmatch(around.after[0])) and _has_both(letters, pasts(letters), around)


def _has_both(letters: str, past: Sequence[Form], around: Surroundings) -> bool:
    """Whether a subject is behind, and then what can only be an object, and no other verb: عاتب الأبُ ابنَه."""
    subject, *rest = around.after
    if not subject.startswith("ال") or not heads_clause(letters, around):
        return False
    if rest[0].startswith("ال") and adjective(rest[0][2:]):
        rest = rest[1:]
    if lead_of_noun(letters, past) > _COMMONER_STILL or not _is_object(rest[0]):
        return False
    return not any(is_verb(word) for word in rest[1:] if word[0] not in "وف")


def _is_object(word: str) -> bool:
    """Whether a word is an indefinite accusative by its letters, or a noun with its owner: ابنه, أصدافا."""
    if is_accusative(word):
        return True
    owned = _OWNED.search(word)
    stem = word[: owned.start()] if owned else ""
    return bool(owned) and stem not in ruling("emphasis") and lead_of_noun(word, forms(word)) == 0


def is_accusative(word: str) -> bool:
    """Whether a word ends in the alef of a tanwin: اجتماعا."""
    return word.endswith("ا") and any(map(tanwin, nouns(word))) and not closed(word)


_OWNED = re.compile("(?<=..)(?:ه|ها|هم)$")
_COMMONER_STILL = 3


def heads_clause(letters: str, around: Surroundings) -> bool:
    """Whether a word stands at the head of a clause; one joined by و may share the accusative before it."""
    return around.leads(letters) and (letters[0] not in "وف" or around.before[0] == EDGE)


def _follows_place(before: Sequence[str]) -> bool:
    """Whether a clause begins with a preposition and what it governs, and nothing else is before the word."""
    *phrase, edge = before
    if edge != EDGE or not 2 <= len(phrase) <= _FRONTED:
        return False
    head = AND.sub("", phrase[-1])
    return head in ruling("preposition") | ruling("dating")
