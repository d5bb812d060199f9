"""Orders that the author's shadda tells: ثبّت الأمر has nobody who would have done it."""

from __future__ import annotations

import re

from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.tokens.valency import readings

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
