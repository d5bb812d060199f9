"""Identifies the language of a Latin word or phrase by its letters and function words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import fold

_WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?")
_ENOUGH = 2
"""The score from which a language other than English is assumed: one function word or letter of its own."""


def language_of(text: str) -> str:
    """ "fr", "de", "es" or "it" if letters, function words or endings of `text` show it; else "en"."""
    if text.isascii() and len(text) < 2:
        return "en"
    scores: dict[str, int] = {}
    for word in _WORD.findall(text.replace("’", "'")):
        for language, points in _points(word.lower(), word[:1].isupper()):
            scores[language] = scores.get(language, 0) + points
    best = max(scores, key=lambda language: scores[language], default="en")
    return best if scores.get(best, 0) >= _ENOUGH else "en"


def language_of_nation(words: Iterable[str]) -> str:
    """The language of a name beside these folded Arabic words: "fr" for الفرنسي; "en" if they tell none."""
    for word in words:
        stem = word.removeprefix("و").removeprefix("ال").removesuffix("ة")
        if language := _nations().get(stem):
            return language
    return "en"


@cache
def _nations() -> dict[str, str]:
    return {
        fold(nation): language
        for language, sign, _, forms in rows("languages.tsv", 4)
        if sign == "nation"
        for nation in words(forms)
    }


@cache
def _signs() -> tuple[tuple[str, str, tuple[str, ...], int], ...]:
    return tuple(
        (language, sign, words(forms), int(points))
        for language, sign, points, forms in rows("languages.tsv", 4)
        if sign not in ("name", "nation")
    )


@cache
def _names() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    return tuple(
        (language, re.compile(pattern), int(points))
        for language, sign, points, pattern in rows("languages.tsv", 4)
        if sign == "name"
    )


@lru_cache(maxsize=1 << 14)
def _points(word: str, capital: bool) -> tuple[tuple[str, int], ...]:
    told = [
        (language, points)
        for language, sign, forms, points in _signs()
        if (sign == "word" and word in forms)
        or (sign == "letter" and any(letter in word for letter in forms))
        or (sign == "ending" and len(word) > 4 and word.endswith(forms))
        or (sign == "beginning" and len(word) > 4 and word.startswith(forms))
    ]
    if capital and len(word) > 3:
        told += [(lang, points) for lang, pattern, points in _names() if pattern.search(word)]
    return tuple(told)
