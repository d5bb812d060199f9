"""The final filter: only Arabic letters, diacritics, spaces and pause punctuation leave the reading."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.arabic.tables import rows

PAUSES = "،؛.؟!:"
ALLOWED = re.compile(r"[ء-غف-يپچڤگژ\u064b-\u0652\u0670 ،؛.؟!:]*")
"""A pattern for every valid spoken form."""

_STRANGE = re.compile(r"[^ء-غف-يپچڤگژ\u064b-\u0652\u0670 ،؛.؟!:]+")


@cache
def _sounds() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("foreign.tsv", 2)}


@cache
def letter_names() -> dict[str, str]:
    """The names of the letters of the Arabic, Latin and Greek alphabets, by lower-case letter."""
    return {row[0]: row[1] for row in rows("letters.tsv", 2)}


def transliterated(text: str) -> str:
    """Foreign letters transliterated to Arabic one by one; letters without an equivalent are dropped."""
    small = [
        char
        for char in unicodedata.normalize("NFD", text.lower())
        if not unicodedata.combining(char)
    ]
    if len(small) == 1 and small[0] in letter_names():
        return letter_names()[small[0]]
    spoken = "".join(_sounds().get(char, "") for char in small)
    return letter_names().get(spoken, spoken)


def only_arabic(text: str) -> str:
    """`text` limited to the allowed alphabet, with single spaces."""
    if _STRANGE.search(text):
        text = _STRANGE.sub(lambda match: transliterated(match.group()) or " ", text)
    return re.sub(" {2,}", " ", text).strip()
