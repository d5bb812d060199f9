"""The joining alef (hamzat al-wasl) and the article, which join a word to the one before. Pure.

Source: W. Wright, A Grammar of the Arabic Language, vol. I, §§ 14, 18-22.
"""

from __future__ import annotations

from podcast.arabic.phonetics.letters import Letter, Letters, alphabet
from podcast.structs import replace

_ALEF = "ا"
_GLIDES = {"و": "u", "ي": "i"}
_LAM = "لڵ"
_ASSIMILATED = "تدطذزثظ"
"""Letters doubled after a joining alef: the t of form VIII and its assimilations (اتَّفَقَ, ادَّعَى, اطَّلَعَ)."""
_NOUNS = ("بن", "سم", "ثن", "مر")
"""ابن, اسم, اثنان, امرأة, less their alef."""


def unlinked(word: Letters) -> tuple[str, Letters]:
    """(vowel of the joining alef, the word without it and with its article assimilated).

    The vowel is "" if the word does not begin with a joining alef. After a prefix the alef is always silent.
    """
    if len(word) > 1 and word[0].base == _ALEF:
        return _opened(word)
    for place in range(1, min(4, len(word) - 1)):
        alef, before, after = word[place], word[:place], word[place + 1 :]
        if alef.base != _ALEF or alef.silent or not all(map(_prefix, before)):
            continue
        if _joins(word, place):
            article = _article(after) if alef.vowel in ("", "a") else None
            return "", (*before[:-1], _carrying(before[-1]), *(article or after))
        if alef.vowel in ("i", "u") and not alef.tanwin:  # وَاِذَا: an unwritten hamza
            return "", (*before, replace(alef, base="أ"), *after)
    return "", _after_li(word)


def _prefix(letter: Letter) -> bool:
    """Whether a letter could be a prefix, a word of its own attached to the next."""
    return letter.base in "وفبكلأت" and not letter.shadda


def _after_li(word: Letters) -> Letters:
    """لِلشَّمْسِ, in which the article's alef is not written."""
    for place in range(1, min(3, len(word) - 1)):
        lam, before = word[place], word[place - 1]
        if before.base == lam.base == "ل" and before.vowel in ("i", "") and lam.still:
            article = None if lam.shadda else _assimilated(lam, word[place + 1 :])
            return (*word[: place - 1], _carrying(before), *(article or word[place:]))
        if before.base not in "وف":
            break
    return word


def _carrying(prefix: Letter) -> Letter:
    """A prefix with its vowel, which may be unwritten."""
    if prefix.vowel:
        return prefix
    return replace(prefix, vowel="i" if prefix.base in "بل" else "a")


def _opened(word: Letters) -> tuple[str, Letters]:
    """`unlinked` for a word that begins with alef: the article, a joining alef, or an unwritten hamza."""
    alef, rest = word[0], word[1:]
    article = _article(rest) if alef.vowel in ("", "a") else None
    if article is not None:
        return "a", article
    if alef.vowel != "a" and _clustered(rest):
        return alef.vowel or _opening_vowel(rest), rest
    return "", (Letter("أ", alef.vowel or _implied(rest[0]), dagger=alef.dagger), *rest)


def _clustered(rest: Letters) -> bool:
    """Whether a consonant cluster follows, which needs a joining alef: اتَّفَقَ, اكْتُبْ; not اَكَلَ, اِيرَان, اِنَّ, اُمّ."""
    if rest[0].shadda:
        return rest[0].base in _ASSIMILATED
    return rest[0].still and rest[0].base not in _GLIDES


def _implied(after: Letter) -> str:
    """The vowel of an initial alef without hamza or mark: ايران, اوروبا, اكل."""
    return _GLIDES.get(after.base, "a") if after.bare else "a"


def _opening_vowel(rest: Letters) -> str:
    """The vowel of a joining alef: u in اُكتُب and اُستُخدِم, whose second vowelled letter has damma, else i.

    A damma before the و of the plural (امْشُوا) or of a case ending (اسْمُهُ) does not count.
    """
    second = rest[0] if rest[0].shadda else (rest[1:2] or rest)[0]
    beyond = rest[1:] if rest[0].shadda else rest[2:]
    ending = not beyond or (beyond[0].base == "و" and beyond[0].still)
    noun = len(rest) > 1 and rest[0].base + rest[1].base in _NOUNS
    return "u" if second.vowel == "u" and not ending and not noun else "i"


def _article(after: Letters) -> Letters | None:
    """The word without its article's alef, the lam assimilated; None if there is no article."""
    if len(after) < 2 or after[0].base not in _LAM:
        return None
    lam, rest = after[0], after[1:]
    joining = rest[0].base == _ALEF and len(rest) > 1 and _clustered(rest[1:])
    if not lam.still and not lam.shadda:
        return (lam, *rest[1:]) if lam.vowel == "i" and joining else None
    if lam.shadda:
        return (Letter(lam.base, sukun=True), replace(lam, shadda=False), *rest)
    if joining:  # الاسْتِثْمَار: the lam has an i that separates it from the next consonant
        return (replace(lam, vowel="i", sukun=False), *rest[1:])
    return _assimilated(lam, rest)


def _assimilated(lam: Letter, rest: Letters) -> Letters | None:
    """الشّمس as aš-šams, القمر as al-qamar; الْتَقَى, with its sukun and no shadda, is a verb."""
    first = rest[0]
    if alphabet()[first.base].kind != "sun":
        return (Letter("ل", sukun=True), *rest)
    if lam.sukun and first.base == "ت" and not first.shadda:
        return None
    return (Letter(first.base, sukun=True), replace(first, shadda=False), *rest[1:])


def _joins(word: Letters, place: int) -> bool:
    """Whether the alef at `place`, after what could be prefixes, is a joining one, not a long a."""
    before, alef, rest = word[:place], word[place], word[place + 1 :]
    last = before[-1]
    if alef.vowel and not alef.tanwin:  # وَاَلسَّلَامُ, وَاِسْتَمَرَّ: a vowel only spoken at the start
        return _article(rest) is not None if alef.vowel == "a" else _clustered(rest)
    if not alef.bare:
        return False
    if last.vowel == "i":
        return True
    if last.vowel == "u" or last.sukun or last.dagger:
        return False
    if rest[0].base in _LAM:
        return len(rest) > 2 and _article(rest) is not None
    return last.base in "وفكأ" and len(rest) > 1 and _linked(rest, noun=last.base == "ك")


def _linked(rest: Letters, *, noun: bool) -> bool:
    """Whether the letters after و ف ك and an alef are a verb or noun with a joining alef.

    وَاسْتَمَرَّ, وَاجْتَمَعَ, وَاتَّفَقَ, وَاثْنَيْنِ, وَاكْتُبْ are; وَادِي, وَارْسُو, كَافَّة, فَاكْس are not. Only nouns follow ك:
    كَاسْتِثْمَارٍ, but not كَارْتِيل.
    """
    first, second = rest[:2]
    pair = first.base + second.base
    if len(rest) == 2:
        return first.sukun and pair in _NOUNS[:2]
    if first.shadda:
        return not noun and first.base in _ASSIMILATED and second.base != "ة"
    if not first.still:
        return False
    if not first.sukun:
        return pair == "ست" and len(rest) > 3
    if noun:
        masdar = second.vowel == "i" and any(letter.base == _ALEF for letter in rest[2:])
        return pair in _NOUNS[:2] or masdar
    return pair in _NOUNS or (second.base == "ت" and bool(second.vowel)) or _verb(rest)


def _verb(rest: Letters) -> bool:
    """Whether it is a verb or an imperative (انْطَلَقَ, ازْدَادَ, اضْطَرَّ): an unvowelled and a vowelled letter, then a
    consonant that ends it or has a vowel."""
    first, second, third, *more = rest
    if first.base == "ن" and second.vowel in ("a", "i"):
        return not (second.vowel == "i" and third.base == "ي")
    if first.base + second.base in ("زد", "صط", "ضط"):
        return True
    long = third.base in f"{_ALEF}وي" and third.bare
    return bool(second.vowel) and not long and (not more or bool(third.vowel))
