"""Words as tables and grammar see them: without marks, with one alef, with particles joined."""

from __future__ import annotations

FATHATAN, DAMMATAN, KASRATAN = "\u064b", "\u064c", "\u064d"
FATHA, DAMMA, KASRA, SHADDA, SUKUN = "\u064e", "\u064f", "\u0650", "\u0651", "\u0652"

_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
_NO_MARKS = dict.fromkeys(map(ord, _SIGNS + "ـ"))
_FOLD: dict[int, int | None] = {**_NO_MARKS, **str.maketrans("أإآٱى", "ااااي")}
_PARTICLES = {"و": "وَ", "ف": "فَ", "ب": "بِ", "ك": "كَ", "ل": "لِ"}
_SUN = frozenset("تثدذرزسشصضطظلن")
"""Letters that swallow the lam of the article."""


def bare(text: str) -> str:
    """`text` without marks and tatweel."""
    return text.translate(_NO_MARKS)


def fold(text: str) -> str:
    """`text` as tables are searched: no marks, every alef plain, ى as ي (hamzas are often left out)."""
    return text.translate(_FOLD)


def unmarked(text: str) -> str:
    """`text` without its marks, but for the tanwin of an accusative alef, which is spelling: ألفًا."""
    return bare(text.replace(FATHATAN + "ا", "\0")).replace("\0", FATHATAN + "ا")


def paused(words: str) -> str:
    """`words` without the case vowel of the last one, as before a pause: سَبْعَةٌ → سَبْعَة."""
    last = words.rpartition(" ")[2]
    cut = words[-1:] in "ًٌٍَُِ" and not last.endswith("عَشَرَ") and len(bare(last)) > 2
    return words[:-1] if cut else words


def marked(word: str) -> bool:
    """Whether any letter of `word` carries a mark."""
    return any(sign in word for sign in _SIGNS)


def definite(word: str) -> str:
    """The marked `word` with the article, which a sun letter swallows: السَّابِع, الْخَامِس."""
    if word[:1] in _SUN:
        doubled = word[1:].removeprefix(SHADDA)
        return f"ال{word[0]}{SHADDA}{doubled}"
    return f"ال{word}" if word[:1] == "ا" else f"الْ{word}"


def attach(particles: str, word: str) -> str:
    """`word` with the particles (of و ف ب ل ك) written before it; ل swallows the alef of an article.

    attach("وب", "مِئَة") == "وَبِمِئَة"; attach("ل", "الْمِئَة") == "لِلْمِئَة".
    """
    for letter in reversed(particles):
        if letter == "ل" and word.startswith("ال"):
            lam = bare(word)[2:3] == "ل"
            word = "لِ" + (word[2:] if lam else word[1:])
        else:
            word = _PARTICLES[letter] + word
    return word
