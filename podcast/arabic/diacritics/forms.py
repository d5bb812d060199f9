"""Forms of a word: the possible marks of each letter, and their likelihood according to the models."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from podcast.arabic.text.letters import DAMMA, FATHA, FATHATAN, KASRA, SHADDA, SUKUN
from podcast.model.lattice import UNLIKELY, Marks

Options: TypeAlias = "frozenset[str] | None"
"""The possible marks of a letter; None means any."""
Form: TypeAlias = "tuple[Options, ...]"
ANY: Options = None

_VOWELS = {"a": FATHA, "u": DAMMA, "i": KASRA}


@cache
def options(code: str, doubled: bool = False) -> Options:
    """The marks allowed by a dictionary code (see `dictionary`). ? is any vowel, with shadda if `doubled`, else
    with or without."""
    if code == "*" or (code == "?" and not doubled):
        return ANY
    if code.lower() in _VOWELS:
        vowel = _VOWELS[code.lower()]
        return frozenset({SHADDA + vowel if doubled or code.isupper() else vowel})
    if code in "nN":
        return frozenset(SHADDA * (doubled or code == "N") + vowel for vowel in (FATHATAN, FATHA))
    if code in "S?" or doubled:
        return frozenset({SHADDA, *(SHADDA + vowel for vowel in "ًٌٍَُِ")})
    return frozenset({"", SUKUN})


def fitted(form: Form, marks: tuple[Marks, ...]) -> tuple[float, tuple[str, ...]]:
    """(log-probability, marks) of the likeliest reading of this form."""
    total, chosen = 0.0, []
    for allowed, ranked in zip(form, marks, strict=True):
        best = next((one for one in ranked if allowed is None or one[0] in allowed), None)
        if best is None:
            likely = min(allowed or ("",), key=len)
            best = (likely, UNLIKELY if ranked else 0.0)
        total += best[1]
        chosen.append(best[0])
    return total, tuple(chosen)


def fits(form: Form, made: tuple[str, ...]) -> bool:
    """Whether these marks are those of the form."""
    return all(one is None or mark in one for one, mark in zip(form, made, strict=True))
