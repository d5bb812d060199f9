"""Respells names of other Latin orthographies so that an English voice pronounces them correctly.

An English voice misreads `cz`, `c`, `x` or `nh` in Polish, Croatian, Chinese or Portuguese names. Letters and
endings typical of a language select the rows of `data/orthographies.tsv` that respell it.
"""

from __future__ import annotations

import re
from functools import cache

from podcast.arabic.tables import rows


def respelled(word: str) -> str:
    """`word`, in lower case, respelled for English; unchanged if its language does not show."""
    known = False
    for language, betrays, changes in _orthographies():
        if (known and language != "any") or not betrays.search(word):
            continue
        known = True
        for pattern, letters in changes:
            word = pattern.sub(letters, word)
    return word


@cache
def _orthographies() -> tuple[tuple[str, re.Pattern[str], list[tuple[re.Pattern[str], str]]], ...]:
    return tuple(
        (language, re.compile(betrays), [*map(_respelling, changes.split())])
        for language, betrays, changes in rows("orthographies.tsv", 3)
    )


def _respelling(change: str) -> tuple[re.Pattern[str], str]:
    pattern, _, letters = change.rpartition(">")
    return re.compile(pattern), letters
