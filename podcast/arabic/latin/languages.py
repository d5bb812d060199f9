"""Identifies the language of a Latin word or phrase by its letters and function words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from podcast.arabic.tables import rows, words

_WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?")
_ENOUGH = 2
"""The score from which a language other than English is assumed: one function word or letter of its own."""


def language_of(text: str) -> str:
    """ "fr", "de", "es" or "it" if letters, function words or endings of `text` show it; else "en"."""
    if text.isascii() and len(text) < 2:
        return "en"
    scores: dict[str, int] = {}
    for word in _WORD.findall(text.lower().replace("’", "'")):
        for language, points in _points(word):
            scores[language] = scores.get(language, 0) + points
    best = max(scores, key=lambda language: scores[language], default="en")
    return best if scores.get(best, 0) >= _ENOUGH else "en"


@cache
def _signs() -> tuple[tuple[str, str, tuple[str, ...], int], ...]:
    return tuple((row[0], row[1], words(row[3]), int(row[2])) for row in rows("languages.tsv", 4))


@lru_cache(maxsize=1 << 14)
def _points(word: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (language, points)
        for language, sign, forms, points in _signs()
        if (sign == "word" and word in forms)
        or (sign == "letter" and any(letter in word for letter in forms))
        or (sign == "ending" and len(word) > 4 and word.endswith(forms))
        or (sign == "beginning" and len(word) > 4 and word.startswith(forms))
    )
