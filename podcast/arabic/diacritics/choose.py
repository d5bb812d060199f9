"""Chooses the likeliest reading of each word: the models' answer, checked against dictionary forms.

The models decide letter by letter, so the result may mix two likely words into neither. A form in no
dictionary is replaced by the likeliest listed one, unless the models find that much less likely: names and new
words are in no dictionary.
"""

from __future__ import annotations

import re
from math import exp, log
from typing import Literal, TypeAlias

from podcast.arabic.diacritics.context import (
    EDGE,
    EXPECTED,
    NOWHERE,
    Surroundings,
    are_women,
    favour,
    settled_by,
)
from podcast.arabic.diacritics.dictionary import USUAL, forms, level, nouns, orders, usage
from podcast.arabic.diacritics.forms import Form, fitted
from podcast.arabic.diacritics.inflection import ended
from podcast.arabic.diacritics.listener import addressed, forbidden, hers
from podcast.arabic.diacritics.opening import is_known, may_open, opening, shown
from podcast.arabic.diacritics.order import BID, bidden, bidding
from podcast.arabic.diacritics.passive import suffered
from podcast.arabic.diacritics.proper import MARGINS, named
from podcast.arabic.diacritics.speaker import Person, meant
from podcast.arabic.text.letters import DAGGER, DAMMA, FATHA, KASRA, SHADDA, SUKUN
from podcast.model.lattice import UNLIKELY, Marks
from podcast.structs import Frozen


class Trust(Frozen):
    """How far the models are trusted over the dictionary; the same optimum on both halves of a development set.

    margin   how much less likely a listed form may be than the models' own, in nats.
    lone     the same for the only listed form that the models consider possible.
    certain  a word whose letters are all at least this probable is not looked up.
    """

    margin: float
    lone: float
    certain: float


TOGETHER = Trust(2.0, 4.0, 0.95)
"""Several models: they err in one of a hundred words of which they are certain."""
ALONE = Trust(5.0, 7.0, 0.99)
"""A single model is more often certain of a form that does not exist."""
HINTED_MARGIN = 6.0
"""The same for a word with some of the author's marks, which the models do not see."""
SOLE_NAME = 8.0
"""How much less likely a name may be if its letters spell no other word."""
SETTLED, SETTLED_HINTED = 60.0, 8.0
"""The same if a neighbouring word settles it: the models may be certain of other marks for six
letters, the author of none."""
VOICED = {
    "": 0.0,
    "order": 0.0,
    "active": 8.0,
    "present passive": 3.0,
    "past passive": 3.0,
    "instructed": 5.0,
}
"""How much likelier a form becomes if the author has marked its voice: أُرسل is hardly ever أُرسَل."""
TEMPER, RANKED = 0.5, 0.8
"""An order where others bid: how far what the models think of it counts less, since they expect none, and how
usual its verb is counts more."""
UNLIKELY_PASSIVE = 2.0
"""How much less likely a passive is that has an object."""
Voice: TypeAlias = Literal["", "order", "active", "present passive", "past passive", "instructed"]
"""What the author's marks show of a verb, ثبّت, نُعلن, يُنقل, نُقل, or the instructions it stands among."""
_ORDER: Form = (frozenset({FATHA}), frozenset({SHADDA + KASRA}), frozenset({SUKUN}))


def sureness(marks: tuple[Marks, ...]) -> float:
    """The models' confidence in a word: the probability of its least certain letter, the last excepted."""
    told = marks[:-1] if len(marks) > 1 else marks
    return exp(min((ranked[0][1] for ranked in told if ranked), default=0.0))


def agreeing(own: str, ranked: Marks) -> Marks:
    """The marks of a letter consistent with the author's vowel and shadda; only those if none is."""
    vowel = own.replace(SHADDA, "").replace(DAGGER, "")
    kept = [
        (marks, chance)
        for marks, chance in ranked
        if (not vowel or marks.replace(SHADDA, "") == vowel)
        and (SHADDA not in own or SHADDA in marks)
    ]
    if not kept:
        return ((own.replace(DAGGER, ""), 0.0),) if ranked else ()
    total = log(sum(exp(chance) for _, chance in kept))
    return tuple((marks, chance - total) for marks, chance in kept)


def chosen(
    letters: str,
    marks: tuple[Marks, ...],
    around: Surroundings = NOWHERE,
    trust: Trust = TOGETHER,
    *,
    hinted: bool = False,
    voice: Voice = "",
    who: Person = "",
) -> tuple[str, ...]:
    """The marks of each of a word's letters. `hinted` says that some are the author's, so a listed form is
    likely.

    voice   as the author's marks show.
    who     the subject of a past in ت.
    """
    made = _chosen(letters, marks, around, trust, hinted, voice)
    if who == "second":
        made = addressed(letters, marks, made, around)
    elif who:
        made = meant(who, letters, marks, made)
    if not hinted:
        made = hers(letters, forbidden(letters, made, around), around)
    if around.after[0] != EDGE and letters[-1] == "ت" and made[-2:] == (SUKUN, SUKUN):
        vowel = next((one for one, _ in marks[-1] if one in (FATHA, DAMMA, KASRA)), SUKUN)
        made = (*made[:-1], vowel)
    return ended(letters, made, around)


def _chosen(
    letters: str,
    marks: tuple[Marks, ...],
    around: Surroundings,
    trust: Trust,
    hinted: bool,
    voice: Voice,
) -> tuple[str, ...]:
    if voice == "order":
        return fitted((None,) * (len(letters) - len(_ORDER)) + _ORDER, marks)[1]
    most = sum(ranked[0][1] for ranked in marks if ranked)
    settled = [fitted(form, marks) for form in settled_by(letters, around)]
    if settled and most - max(settled)[0] <= (SETTLED_HINTED if hinted else SETTLED):
        return max(settled)[1]
    sure = sureness(marks) >= trust.certain and not (hinted or voice)
    if may_open(letters, around) and is_known(letters):
        score, chance, verb = _ranked(letters, marks, around, hinted, voice)[0]
        told = score > chance + EXPECTED
        if told and (not sure or shown(letters, verb, around) or suffered(letters, verb, around)):
            return verb
    alone = SOLE_NAME if not forms(letters) else 0.0
    names = ((fitted(form, marks), max(margin, alone)) for form, margin in named(letters))
    near = [
        (margin == MARGINS["!"], *found) for found, margin in names if most - found[0] <= margin
    ]
    if near:
        return max(near)[2]
    best = tuple(ranked[0][0] if ranked else "" for ranked in marks)
    if sure and not (bidden(letters, best, around) or are_women(letters, around.before)):
        return best
    ranked = _ranked(letters, marks, around, hinted, voice)
    if ranked:
        likely = max(ranked[0][:2])
        if most - likely <= (HINTED_MARGIN if hinted else _margin(ranked, trust)):
            return ranked[0][2]
    return best


def _rival(letters: str) -> int:
    """How usual the nouns are that the author's damma may mean as well: حُلم, حُكم."""
    return level(letters, (form for form in nouns(letters) if frozenset({DAMMA}) in form[:2]))


_WITH_OBJECT = re.compile("[وف]?[سل]?[يتنأ]..+(?:ه|ها|هم|ك|كم|نا|ني)")


def _passive_with_object(letters: str, made: tuple[str, ...], following: str) -> bool:
    """Whether a verb has the marks of a passive and an object, as few verbs can: يُفقَدُك, قُطِعتُ المسبح."""
    if made[-1] == DAMMA and letters[-1] == "ت" and KASRA in made[-3:-2] and DAMMA in made[:-3]:
        return following.startswith("ال") and following != "اليوم"
    if not _WITH_OBJECT.fullmatch(letters):
        return False
    at = next(index for index, letter in enumerate(letters) if letter in "يتنأ")
    return made[at] == DAMMA and KASRA not in "".join(made[at + 1 : -1]) and FATHA in made[at + 2]


def _has(letters: str, made: tuple[str, ...], voice: Voice) -> bool:
    """Whether a form may be of that voice: no kasra within a present passive; kasra and fatha in the past, نُقِلَ,
    نُقِلَتْ."""
    if voice != "past passive":
        return DAMMA in made[:3] and (KASRA in "".join(made[1:-1])) == (voice == "active")
    stem = made[:-1] if letters[-1] == "ت" and len(letters) > 3 else made
    return KASRA in stem[-2] and stem[-1] == FATHA


def _ranked(
    letters: str, marks: tuple[Marks, ...], around: Surroundings, hinted: bool, voice: Voice
) -> list[tuple[float, float, tuple[str, ...]]]:
    """(score, log-probability, marks) of each listed form, the best first."""
    listed = usage(letters)
    most = max(listed.values(), default=0)
    rival = _rival(letters) if voice == "past passive" else 0
    found = []
    best = tuple(one[0][0] if one else "" for one in marks)
    likeliest = sum(one[0][1] for one in marks if one)
    most_order = max(0, level(letters, orders(letters)))
    for form, usual in listed.items():
        chance, made = fitted(form, marks)
        told = (
            favour(letters, made, around, hinted=hinted)
            or bidding(letters, made, best, around)
            or opening(letters, made, best, around) + suffered(letters, made, around)
        )
        told -= UNLIKELY_PASSIVE * (
            voice != "instructed" and _passive_with_object(letters, made, around.after[0])
        )
        told += VOICED[voice] * (usual >= rival and _has(letters, made, voice))
        rarer = USUAL * (usual - most) if told <= EXPECTED or voice == "instructed" else 0.0
        if told >= BID:
            rarer = TEMPER * (likeliest - chance) + RANKED * (usual - most_order)
        found.append((chance + told + rarer, chance, made))
    return sorted(found, reverse=True)


def _margin(ranked: list[tuple[float, float, tuple[str, ...]]], trust: Trust) -> float:
    """How much less likely the best of `ranked` (score, log-probability, marks) may be than the models' own."""
    _, first, chosen = ranked[0]
    rivals = (marks for _, chance, marks in ranked if chance > first + UNLIKELY)
    return trust.margin if any(marks[:-1] != chosen[:-1] for marks in rivals) else trust.lone
