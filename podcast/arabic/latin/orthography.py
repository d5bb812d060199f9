"""Respells names of other Latin orthographies so that an English voice pronounces them correctly.

An English voice misreads `cz`, `c`, `x` or `nh` in Polish, Croatian, Chinese or Portuguese names. Letters and
endings typical of a language select the rows of `data/orthographies.tsv` that respell it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.arabic.tables import rows

_SYLLABLES = re.compile("(?:[^aeiou]{0,2}[aeiou]){2,6}")
_OPEN = re.compile("[^aeiou]?[aeiou](?:[^aeiou][aeiou]){2,4}")
_UNLIKE = re.compile("[hjvzwyxq]|g[ei]|ll|th|ph|sh|ch|[aeiou]e|ee|oo|ou|ck|ei$|ai$")
"""Spellings that a Spanish voice pronounces differently, or that only English has."""
_OPEN_U = re.compile("^[^aeiou]?u[^aeiou][aeiou]|[^aeiou]i$")


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


def is_romance(word: str) -> bool:
    """Whether a Spanish voice reads `word` better: open syllables, with an i or u that English mispronounces.

    Murati, Musiala, Nagasaki: an English voice says "you" and "eye" in them.
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    if _UNLIKE.search(plain) or plain[-1:] not in ("a", "i", "o"):
        return False
    telling = _SYLLABLES.fullmatch(plain) and _OPEN_U.search(plain)
    return bool(telling or _OPEN.fullmatch(plain))


@cache
def _orthographies() -> tuple[tuple[str, re.Pattern[str], list[tuple[re.Pattern[str], str]]], ...]:
    return tuple(
        (language, re.compile(betrays), [*map(_respelling, changes.split())])
        for language, betrays, changes in rows("orthographies.tsv", 3)
    )


def _respelling(change: str) -> tuple[re.Pattern[str], str]:
    pattern, _, letters = change.rpartition(">")
    return re.compile(pattern), letters
