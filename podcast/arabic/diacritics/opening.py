"""A verb that opens its clause, where the models read a noun: عقد الوزراء اجتماعا.

At the head of a clause, or behind the time or place at its head, nothing governs an accusative: what the models
read as عَقْدَ there is the past عَقَدَ.
"""

from __future__ import annotations

from collections.abc import Sequence

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import level, nouns, pasts, usage
from podcast.arabic.diacritics.endings import AND, ruling
from podcast.arabic.diacritics.forms import fits
from podcast.arabic.diacritics.order import GUESSED, may_be_object
from podcast.arabic.text.letters import DAMMA, FATHA, SHADDA

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
    past = [form for form in pasts(letters) if made[-1] == FATHA and fits(form, made)]
    if not past or len(letters) < 3 or _is_particle(letters):
        return 0.0
    if _has_subject(letters, made, best, around) or _is_doubled(letters, made, around):
        return BEFORE_SUBJECT
    noun = level(letters, (form for form in nouns(letters) if fits(form, best)))
    commoner = noun - level(letters, past)
    known = noun >= 0 and commoner <= _COMMONER
    if known and best[-1] in (FATHA, ""):
        return OPENS * (_leads(letters, around) or _follows_place(around.before))
    guessed = commoner <= 0 and may_be_object(around.after[0]) and around.leads(letters)
    return GUESSED * guessed


def _has_subject(
    letters: str, made: tuple[str, ...], best: tuple[str, ...], around: Surroundings
) -> bool:
    """Whether the models read a noun, or nothing that there is, before a nominative: عيّن المديرُ."""
    subject = around.case == DAMMA and around.after[0].startswith("ال")
    if not subject or not _leads(letters, around) or made[letters[0] in "وف"] != FATHA:
        return False
    nominal = nouns(letters)
    return not any(fits(form, best) for form in usage(letters) if form not in nominal)


def _is_doubled(letters: str, made: tuple[str, ...], around: Surroundings) -> bool:
    """Whether it is a verb of the second form that has no other reading in use before a subject: رشّح الحزب."""
    stem = letters if letters in ruling("doubled") else AND.sub("", letters)
    before = around.after[0].startswith("ال") and _leads(letters, around)
    return before and stem in ruling("doubled") and made[-2] == SHADDA + FATHA


def _is_particle(letters: str) -> bool:
    """Whether it tells the time or place, and may be no verb: فجر, وحول; but عبر at the head is one."""
    joined = AND.sub("", letters)
    if {letters, joined} & ruling("circumstance") or closed(letters):
        return True
    return letters != "عبر" and joined in ruling("nominal") | ruling("construct")


def _leads(letters: str, around: Surroundings) -> bool:
    """Whether a word stands at the head of a clause; one joined by و may share the accusative before it."""
    return around.leads(letters) and (letters[0] not in "وف" or around.before[0] == EDGE)


def _follows_place(before: Sequence[str]) -> bool:
    """Whether a clause begins with a preposition and what it governs, and nothing else is before the word."""
    *phrase, edge = before
    if edge != EDGE or not 2 <= len(phrase) <= _FRONTED:
        return False
    head = AND.sub("", phrase[-1])
    return head in ruling("preposition") | ruling("dating")
