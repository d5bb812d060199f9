"""How a word may be read whose marks the models are unsure of, for the author to choose."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from podcast.arabic.diacritics.choose import sureness
from podcast.arabic.diacritics.dictionary import USUAL, forms, usage
from podcast.arabic.diacritics.forms import fitted
from podcast.arabic.diacritics.proper import named
from podcast.arabic.text.letters import KASRA, SUKUN
from podcast.arabic.text.marks import clusters, joined
from podcast.model.lattice import UNLIKELY, Marks

UNSURE = 0.7
"""A reading below this probability is reported to the author: every second such word is wrong."""
DOUBTED, UNKNOWN = 0.5, 0.9
"""How far the models' certainty counts of a word in no table, and how sure they must be of it: of those that
they are less sure of every second is wrong, and under `UNSURE` two in three."""
READINGS, LEAST = 4, 0.1
"""The most readings shown to the author, and the least probability of each."""


def readings_of(letters: str, marks: tuple[Marks, ...], own: str) -> tuple[tuple[str, float], ...]:
    """The readings of a word that is uncertain; none of one that is not."""
    if not forms(letters):
        return guessed(letters, marks, own) if sureness(marks) < UNKNOWN else ()
    found = likely(letters, marks, own) if sureness(marks) < UNSURE else ()
    return found if found and found[0][1] < UNSURE else ()


def likely(letters: str, marks: tuple[Marks, ...], own: str) -> tuple[tuple[str, float], ...]:
    """The possible readings of a word with their probabilities, `own` first; its last vowel is ignored.

    The probabilities are relative to the listed readings.
    """
    wanted = _unjoined(letters, [cluster for _, cluster in clusters(own)])
    levels = usage(letters)
    most = max(levels.values(), default=0)
    found = {_heard(wanted): (own, _chance(wanted, marks) - USUAL * most)}
    for form in (*(form for form, _ in named(letters)), *levels):
        _, made = fitted(form, marks)
        chance = _chance(made, marks) + USUAL * (levels.get(form, most) - most)
        word = joined(list(zip(letters, made, strict=True)))
        key = _heard(made)
        if key not in found or found[key][1] < chance:
            found[key] = (own if key == _heard(wanted) else word, chance)
    first, *others = found.values()
    ranked = [first, *sorted(others, key=lambda other: -other[1])][:READINGS]
    total = sum(exp(chance) for _, chance in ranked)
    kept = [
        (word, chance) for word, chance in ranked if word == own or exp(chance) >= LEAST * total
    ]
    total = sum(exp(chance) for _, chance in kept)
    return tuple((word, round(exp(chance) / total, 3)) for word, chance in kept)


def guessed(letters: str, marks: tuple[Marks, ...], own: str) -> tuple[tuple[str, float], ...]:
    """The possible readings of a word that is in no table, `own` first, as in `likely`: each differs from it
    in one letter. The models are wrong about such words, most of them names, far more often than they think."""
    wanted = _unjoined(letters, [cluster for _, cluster in clusters(own)])
    found = {_heard(wanted): (own, 1.0)}
    for at, ranked in enumerate(marks[:-1]):
        told = _any(wanted[at].replace(SUKUN, ""), ranked) if ranked else 0.0
        for mark, chance in ranked[:READINGS]:
            made = [*wanted[:at], mark, *wanted[at + 1 :]]
            word = joined(list(zip(letters, made, strict=True)))
            found.setdefault(_heard(made), (word, exp(DOUBTED * (chance - told))))
    first, *others = found.values()
    ranked_words = [first, *sorted(others, key=lambda other: -other[1])][:READINGS]
    total = sum(chance for _, chance in ranked_words)
    kept = [one for one in ranked_words if one is first or one[1] >= LEAST * total]
    total = sum(chance for _, chance in kept)
    return tuple((word, round(chance / total, 3)) for word, chance in kept)


def _unjoined(letters: str, marks: list[str]) -> list[str]:
    """The marks without the kasra that joins the article to an alef, الِاصطناعي, which no listed form has."""
    lam = letters.find("الا") + 1
    joins = lam > 0 and marks[lam] == KASRA
    return [*marks[:lam], "", *marks[lam + 1 :]] if joins else marks


def _chance(wanted: Sequence[str], marks: tuple[Marks, ...]) -> float:
    """The log-probability of one reading, without its last vowel."""
    told = zip(_heard(wanted), marks[:-1], strict=True)
    return sum(_any(one, ranked) for one, ranked in told if ranked)


def _any(heard: str, ranked: Marks) -> float:
    """The log-probability of all marks that sound like `heard`."""
    found = sum(exp(chance) for one, chance in ranked if one.replace(SUKUN, "") == heard)
    return max(UNLIKELY, log(found)) if found else UNLIKELY


def _heard(marks: Sequence[str]) -> tuple[str, ...]:
    """The marks of a word but the last; a letter with sukun sounds like one without, as the lam of الْبحر."""
    return tuple(one.replace(SUKUN, "") for one in marks[:-1])
