"""Scale words after figures (thousand, million, …), inflected for the number."""

from __future__ import annotations

from functools import cache

from podcast.arabic.grammar.numerals import dual, ending
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.features import Case

_PLURALS = {
    "ألف": "آلاف", "مليون": "ملايين", "مليار": "مليارات", "بليون": "بلايين", "تريليون": "تريليونات",
    "ترليون": "ترليونات", "تريليار": "تريليارات", "كوادريليون": "كوادريليونات",
}  # fmt: skip
_MARKED = {
    "ألف": "أَلْف", "آلاف": "آلَاف", "مليون": "مِلْيُون", "ملايين": "مَلَايِين", "مليار": "مِلْيَار",
    "مليارات": "مِلْيَارَات", "تريليون": "تِرِيلْيُون", "تريليونات": "تِرِيلْيُونَات",
}  # fmt: skip


@cache
def scales() -> dict[str, str]:
    """Every form of a scale word, folded, with its singular."""
    forms: dict[str, str] = {}
    for stem, plural in _PLURALS.items():
        for form in (stem, stem + "ا", plural):
            forms[fold(form)] = stem
    return forms


def marked_scale(word: str) -> str:
    """A scale word with its diacritics, if known."""
    return _MARKED.get(word, word)


def once_or_twice(scale: str, value: int, case: Case, *, counts: bool) -> str:
    """مليون, مليونان; in construct if a counted noun follows: مليونا دولار."""
    word = marked_scale(scale)
    return ending(word, case, counts) if value == 1 else dual(word, case, counts)


def after_number(scale: str, value: int, *, counts: bool) -> str:
    """The scale word after a whole number above two: ثلاثة ملايين, عشرون مليونًا, مئة مليون."""
    rest, word = value % 100, marked_scale(scale)
    if 3 <= rest <= 10:
        plural = marked_scale(_PLURALS[scale])
        diptote = plural in ("مَلَايِين", "بلايين") and not counts
        return plural + "َ" if diptote else ending(plural, "gen", counts)
    if rest >= 11:
        return word + ("َ" if counts else "ًا")
    return ending(word, "gen", counts)
