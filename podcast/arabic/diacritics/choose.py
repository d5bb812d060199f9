"""The likeliest reading of each word: what the models think, checked against what dictionaries list.

The models guess letter by letter, so a word may be neither of two that were both likely. One that no dictionary
lists becomes the likeliest that is listed, unless the models think that much less likely: names and new words
are in no dictionary.
"""

from __future__ import annotations

from math import exp, log

from podcast.arabic.diacritics.dictionary import forms
from podcast.arabic.diacritics.forms import fitted
from podcast.arabic.diacritics.proper import MARGINS, named
from podcast.arabic.text.letters import DAGGER, KASRA, SHADDA
from podcast.arabic.text.marks import clusters, joined
from podcast.model.lattice import UNLIKELY, Marks

MARGIN = 2.0
"""How much less likely a listed form may be, in nats; measured on two halves of a development set alike."""
LONE_MARGIN = 4.0
"""The same for a form that is the only one listed of which the models have thought at all."""
HINTED_MARGIN = 6.0
"""The same for a word of which an author wrote some marks, which the models do not see."""
PASSIVE = 3.0
"""How much likelier a form without a kasra is where an author marked a verb as a passive."""
UNSURE = 0.7
"""Below this probability of a word's reading an author is told: of such words every second is wrong."""
READINGS, LEAST = 4, 0.1
"""How many readings an author is shown, and how likely each is at least."""
CERTAIN = 0.95
"""A word whose every letter is as sure as this is not looked up: the models err in one of a hundred."""


def sureness(marks: tuple[Marks, ...]) -> float:
    """How sure the models are of a word: the probability of its least sure letter but the last."""
    told = marks[:-1] if len(marks) > 1 else marks
    return exp(min((ranked[0][1] for ranked in told if ranked), default=0.0))


def agreeing(own: str, ranked: Marks) -> Marks:
    """The marks of a letter that have the vowel and the shadda an author gave it; his alone if none has."""
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
    letters: str, marks: tuple[Marks, ...], *, hinted: bool = False, passive: bool = False
) -> tuple[str, ...]:
    """The marks on each of a word's letters; `hinted`: some are an author's, so it is a word that is listed.

    passive  they were written to tell that the verb is one.
    """
    most = sum(ranked[0][1] for ranked in marks if ranked)
    names = ((fitted(form, marks), margin) for form, margin in named(letters))
    near = [
        (margin == MARGINS["!"], *found) for found, margin in names if most - found[0] <= margin
    ]
    if near:
        return max(near)[2]
    best = tuple(ranked[0][0] if ranked else "" for ranked in marks)
    if sureness(marks) >= CERTAIN and not hinted:
        return best
    listed = sorted((fitted(form, marks) for form in forms(letters)), reverse=True)
    if passive:
        listed.sort(
            key=lambda one: one[0] + PASSIVE * (KASRA not in "".join(one[1][1:-1])), reverse=True
        )
    if listed and most - listed[0][0] <= (HINTED_MARGIN if hinted else _margin(listed)):
        return listed[0][1]
    return best


def _margin(listed: list[tuple[float, tuple[str, ...]]]) -> float:
    """How far the models may be from the first of the forms `listed`, with the marks of each."""
    first, chosen = listed[0]
    rivals = (marks for chance, marks in listed if chance > first + UNLIKELY)
    return MARGIN if any(marks[:-1] != chosen[:-1] for marks in rivals) else LONE_MARGIN


def likely(letters: str, marks: tuple[Marks, ...], own: str) -> tuple[tuple[str, float], ...]:
    """How a word may be read, `own` as it is said first, then by their chances; its last vowel aside.

    Chances are those of the listed readings among themselves.
    """
    wanted = [cluster for _, cluster in clusters(own)]
    found = {tuple(wanted[:-1]): (own, _chance(wanted, marks))}
    for form in (*(form for form, _ in named(letters)), *forms(letters)):
        _, made = fitted(form, marks)
        chance = _chance(list(made), marks)
        word = joined(list(zip(letters, made, strict=True)))
        key = made[:-1]
        if key not in found or (found[key][0] != own and found[key][1] < chance):
            found[key] = (word, chance)
    first, *others = found.values()
    ranked = [first, *sorted(others, key=lambda other: -other[1])][:READINGS]
    total = sum(exp(chance) for _, chance in ranked)
    shares = ((word, round(exp(chance) / total, 3)) for word, chance in ranked)
    return tuple(share for share in shares if share[0] == own or share[1] >= LEAST)


def _chance(wanted: list[str], marks: tuple[Marks, ...]) -> float:
    """The log-probability of one reading, its last vowel aside."""
    told = zip(wanted[:-1], marks[:-1], strict=True)
    return sum(dict(ranked).get(one, UNLIKELY) for one, ranked in told if ranked)
