"""Operations on words for tables and grammar: stripping marks, folding, attaching particles.

Letters, marks, their classes and stripping come from pyarabic. Only what it does differently from what is
needed is our own; tests/arabic/test_letters.py shows each case:

- it counts the dagger alef among small letters, not among marks (`strip_tashkeel`, `is_vocalized`, `separate`);
- `normalize_alef` makes an alef of ى and of the dagger alef: على would be علا, and هٰذا هاذا;
- `strip_lastharaka` removes every tanwin of a text, not only the last mark;
- `normalize_ligature` loses the hamza of ﻷ, so presentation forms are decomposed by Unicode's rules (`glyphs`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pyarabic import araby
from pyarabic.araby import is_sun, is_vocalized, strip_small, strip_tashkeel, strip_tatweel

__all__ = [
    "DAGGER", "DAMMA", "DAMMATAN", "FATHA", "FATHATAN", "KASRA", "KASRATAN", "SHADDA", "SUKUN", "TANWIN_ALEF",
    "attach", "bare", "definite", "fold", "is_sun", "marked", "particles_of", "paused", "unmarked",
]  # fmt: skip

FATHATAN: Final[str] = araby.FATHATAN
TANWIN_ALEF: Final = (FATHATAN + "ا", "ا" + FATHATAN)
"""The two spellings of an alef with tanwin."""
DAMMATAN: Final[str] = araby.DAMMATAN
KASRATAN: Final[str] = araby.KASRATAN
FATHA: Final[str] = araby.FATHA
DAMMA: Final[str] = araby.DAMMA
KASRA: Final[str] = araby.KASRA
SHADDA: Final[str] = araby.SHADDA
SUKUN: Final[str] = araby.SUKUN
DAGGER: Final[str] = araby.SMALL_ALEF

_ALEFS = (araby.ALEF_HAMZA_ABOVE, araby.ALEF_HAMZA_BELOW, araby.ALEF_MADDA, araby.ALEF_WASLA)
_CASE_VOWELS = (*araby.TANWIN, FATHA, DAMMA, KASRA)
_JOINED = re.compile("([وف]?[بكل]?)(ال)?|([وف]?ل)(ل)")
_PARTICLES = {"و": "وَ", "ف": "فَ", "ب": "بِ", "ك": "كَ", "ل": "لِ"}


@lru_cache(maxsize=1 << 15)
def bare(text: str) -> str:
    """`text` without marks and tatweel."""
    stripped: str = strip_small(strip_tatweel(strip_tashkeel(text)))
    return stripped


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """`text` as a key for look-ups: no marks, every alef plain, ى as ي (hamzas are often omitted)."""
    text = bare(text)
    for letter in _ALEFS:
        text = text.replace(letter, araby.ALEF)
    return text.replace(araby.ALEF_MAKSURA, araby.YEH)


def unmarked(text: str) -> str:
    """`text` without marks, except the tanwin on an accusative alef, which is orthographic: ألفًا."""
    return bare(text.replace(FATHATAN + "ا", "\0")).replace("\0", FATHATAN + "ا")


def paused(words: str) -> str:
    """`words` without the case vowel of the last one, as before a pause: سَبْعَةٌ → سَبْعَة."""
    last = words.rpartition(" ")[2]
    cut = words.endswith(_CASE_VOWELS) and not last.endswith("عَشَرَ") and len(bare(last)) > 2
    return words[:-1] if cut else words


def marked(word: str) -> bool:
    """Whether any letter of `word` has a mark."""
    return is_vocalized(word) or DAGGER in word


def definite(word: str) -> str:
    """The marked `word` with the article, which a sun letter swallows: السَّابِع, الْخَامِس."""
    if is_sun(word[:1]):
        doubled = word[1:].removeprefix(SHADDA)
        return f"ال{word[0]}{SHADDA}{doubled}"
    return f"ال{word}" if word[:1] == "ا" else f"الْ{word}"


def attach(particles: str, word: str) -> str:
    """`word` with particles (of و ف ب ل ك) attached before it; after ل an article loses its alef.

    attach("وب", "مِئَة") == "وَبِمِئَة"; attach("ل", "الْمِئَة") == "لِلْمِئَة".
    """
    for letter in reversed(particles):
        if letter == "ل" and word.startswith("ال"):
            lam = bare(word)[2:3] == "ل"
            word = "لِ" + (word[2:] if lam else word[1:])
        else:
            word = _PARTICLES[letter] + word
    return word


def particles_of(letters: str) -> tuple[str, bool] | None:
    """(particles, whether an article follows) if bare `letters` are only prefixes of the next word, else None.

    particles_of("وبال") == ("وب", True); particles_of("ولل") == ("ول", True); of "بو" it is None.
    """
    match = _JOINED.fullmatch(letters)
    return match and ((match[1] or match[3] or ""), bool(match[2] or match[4]))
