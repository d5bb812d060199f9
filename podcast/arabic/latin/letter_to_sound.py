"""English letter-to-sound rules (spelling → IPA), for names in no table if no voice is available.

The rules rewrite letters in context (left, letters, right), like those of Elovitz et al. (NRL Report 7948,
1976). Stress is not guessed; `latin.ipa` takes weak vowels from the spelling anyway.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.arabic.tables import rows

_VOWEL = "aeiouy"
_Rule = tuple[re.Pattern[str] | None, str, re.Pattern[str] | None, str]


def ipa(word: str) -> str:
    """The likely English pronunciation of `word`; "" if it has no Latin letter.

    ipa("sheffield") == "ʃɛfiːld"; letters of other languages are read like their nearest English spelling.
    """
    letters = anglicised(word)
    spoken: list[str] = []
    index = 0
    while index < len(letters):
        spelled, sound = _rule(letters, index)
        spoken.append(sound)
        index += len(spelled)
    return "".join(spoken)


def anglicised(word: str) -> str:
    """`word` in plain lower-case English letters: Łódź → wodz, straße → strasse, Şahin → shahin."""
    lower = unicodedata.normalize("NFC", word.lower())
    respelled = "".join(_respellings().get(letter, letter) for letter in lower)
    plain = unicodedata.normalize("NFKD", respelled).lower()
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def _rule(letters: str, index: int) -> tuple[str, str]:
    for before, spelled, after, sound in _rules().get(letters[index], ()):
        end = index + len(spelled)
        if not letters.startswith(spelled, index):
            continue
        if before and not before.search(letters[:index]):
            continue
        if after and not after.match(letters[end:]):
            continue
        return spelled, sound
    return letters[index], ""


@cache
def _rules() -> dict[str, list[_Rule]]:
    rules: dict[str, list[_Rule]] = {}
    for before, spelled, after, sound in rows("english_spelling.tsv", 4):
        left = re.compile(f"(?:{_spelt(before)})$") if before else None
        right = re.compile(_spelt(after)) if after else None
        rules.setdefault(spelled[0], []).append((left, spelled, right, sound))
    return rules


def _spelt(pattern: str) -> str:
    return pattern.replace("[^V", f"[^{_VOWEL}").replace("V", f"[{_VOWEL}]")


@cache
def _respellings() -> dict[str, str]:
    return dict(pair for pair in rows("respelling.tsv", 2) if len(pair) == 2)
