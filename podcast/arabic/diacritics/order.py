"""Orders: where a text bids its reader do something, قلبي is قَلِّبِي, and ثبت الأداة is ثَبِّتِ الْأَدَاةَ.

What tells them apart from pasts and nouns of the same letters is the author's shadda, the tone of the text, and
that they have but a thing behind them: ثبّت الأمر has nobody who would have done it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import first_persons, lead_of_noun, nouns, orders
from podcast.arabic.diacritics.endings import AND, ruling
from podcast.arabic.diacritics.forms import fits
from podcast.arabic.diacritics.tone import is_thine, whom
from podcast.arabic.text.letters import FATHA, KASRA, SHADDA
from podcast.arabic.tokens.valency import readings

GUESSED, BIDDEN, DOUBLED = 1.0, {"f": 8.0, "m": 8.0, "p": 8.0}, 8.0
"""How much likelier, in nats, an order is before what may be its object, and where others bid the same person;
and how much more one of the second form with an object, ثبّت, that the models take for a past of the first."""
BID = min(BIDDEN.values())
PERSON = re.compile("ال(?:.ا..|..ي.|م..[^ا]ة?|رجل|ولد|طفل|جمهور|شعب)")
"""What may well be who acts: الوزير, العامل, المدرب."""
_TELLING = frozenset(("صرح", "فكر", "علق", "عقب", "حدث", "عبر"))
"""Verbs that need no object behind who acts."""
MANNERS = frozenset(
    (EDGE, "مرة", "أولا", "الآن", "فقط", "جيدا", "ثم", "بهذا", "بهذه", "باستخدام", "بواسطة", "عبر")
)
"""What may follow an order and its object, but hardly a past that has yet to get its object."""


def is_order(letters: str, around: Surroundings) -> bool:
    """Whether a verb of the second form, by its bare `letters`, opens its clause, takes an object, and has
    only a thing behind it."""
    verb = letters[1:] if letters[0] in "وف" else letters
    if len(verb) != len("ثبت") or not around.leads(letters):
        return False
    thing = around.after[0].startswith("ال") and not PERSON.fullmatch(around.after[0])
    only = thing and around.after[1] in MANNERS
    return only and "t" in readings(verb) and verb not in _TELLING


def bidden(letters: str, made: tuple[str, ...], around: Surroundings) -> bool:
    """Whether a word may be an order, where others bid the same person; to a man, if the models read it as a
    verb, since كل and بعد have the letters of orders too, or if it has an object."""
    person = whom(letters)
    if around.tone.bids != person or not around.leads(letters) or not orders(letters):
        return False
    if person != "m":
        return True
    if _bids_no_man(letters, made, around):
        return False
    if not _names(letters, made) or _has_object(letters, around):
        return True
    head, *rest = around.after
    return head in ruling("preposition") and bool(rest) and is_thine(rest[0])  # حافظ على وزنك


def _bids_no_man(letters: str, made: tuple[str, ...], around: Surroundings) -> bool:
    """Whether a word with the letters of an order to a man is none: مثل التأمل, وتعزز قدرتك, فإن وجد."""
    if AND.sub("", letters) in ruling("construct") | ruling("circumstance"):
        return True
    short = len(letters) < 4 and around.before[0] != EDGE and letters[0] == "و"
    return short or _is_present(letters, made)


def _is_present(letters: str, made: tuple[str, ...]) -> bool:
    """Whether the models read what she does or I do, تُعَزِّزُ, أَشْهَدُ, rather than an order."""
    return any(fits(form[:-1], made[:-1]) for form in first_persons(letters, "تأ"))


def _names(letters: str, made: tuple[str, ...]) -> bool:
    return any(fits(form, made) for form in (*nouns(letters), *closed(letters)))


def bidding(
    letters: str, made: tuple[str, ...], best: tuple[str, ...], around: Surroundings
) -> float:
    """How much likelier than the models think the form `made` is as an order; `best` are the models' marks."""
    if not around.leads(letters) or not any(fits(form, made) for form in orders(letters)):
        return 0.0
    if not bidden(letters, best, around):
        return GUESSED * may_be_object(around.after[0])
    second = any(FATHA in one and SHADDA + KASRA in two for one, two in pairwise(made))
    doubled = whom(letters) == "m" and second and _has_object(letters, around)
    return BIDDEN[whom(letters)] + DOUBLED * doubled


def may_be_object(following: str) -> bool:
    """Whether a word may be what an order is about."""
    return following.startswith("ال") and not following.startswith(("الذي", "التي"))


def _has_object(letters: str, around: Surroundings) -> bool:
    """Whether only a thing is behind an order to a man, or how it is done behind an order joined by و or with a
    pronoun; and no predicate as behind a noun: حجم الملف صغير."""
    bids = orders(letters)
    if closed(letters) or not bids or lead_of_noun(letters, bids) > _COMMONER:
        return False
    verb = letters[1:] if letters[0] in "وف" and len(letters) > 3 else letters
    object_, *rest = around.after
    if object_ != EDGE and rest[0].startswith("ال") and not object_.startswith("ال"):
        object_, rest = rest[0], rest[1:]
    if is_thine(object_):
        return True  # نظّفْ أسنانَك
    told = "t" in readings(verb) and not PERSON.fullmatch(object_)
    if may_be_object(object_):
        return (told or object_.endswith("ة")) and _closes(rest)
    return (verb != letters or _PRONOUN.search(letters) is not None) and _closes(around.after)


_PRONOUN = re.compile("(?<=..)(?:ه|ها|هم)$")
_COMMONER = 3
"""How many levels more usual a noun may be than an order that has its letters."""


def _closes(rest: Sequence[str]) -> bool:
    """Whether nothing behind an object, with its adjective, tells that what was before it is a noun."""
    after = next((word for word in rest if not may_be_object(word)), EDGE)
    known = MANNERS | ruling("preposition") | ruling("construct") | ruling("closing")
    if after[0] in "وف" and after not in known:
        return bool(orders(after))
    return after in known or (after[0] in "بل" and after not in ruling("denying"))
