"""Ordinals and fractions in words, and cardinals with the article.

Ordinals read from figures are always definite (القرن 19 → التاسع عشر). In 11-19 both parts are accusative,
whatever governs them.
"""

from __future__ import annotations

from podcast.arabic.grammar.numerals import conjuncts, ending, hundred, joined, spell, tens
from podcast.arabic.text.letters import FATHA, FATHATAN, definite
from podcast.arabic.tokens.features import Case, Gender

_ORDINALS = (
    "", "أَوَّل", "ثَانِي", "ثَالِث", "رَابِع", "خَامِس", "سَادِس", "سَابِع", "ثَامِن", "تَاسِع", "عَاشِر",
)  # fmt: skip
_PARTS = {
    2: ("نِصْف", "أَنْصَاف"), 3: ("ثُلُث", "أَثْلَاث"), 4: ("رُبُع", "أَرْبَاع"), 5: ("خُمُس", "أَخْمَاس"),
    6: ("سُدُس", "أَسْدَاس"), 7: ("سُبُع", "أَسْبَاع"), 8: ("ثُمُن", "أَثْمَان"), 9: ("تُسُع", "أَتْسَاع"),
    10: ("عُشُر", "أَعْشَار"),
}  # fmt: skip


def _stem(n: int, gender: Gender, compound: bool) -> str:
    """1st-10th without article or ending; in compounds the first is حادي."""
    if n == 1 and not compound:
        return "أَوَّل" if gender == "m" else "أُولَى"
    stem = "حَادِي" if n == 1 else _ORDINALS[n]
    return stem if gender == "m" else stem + "َة"


def _declined(stem: str, case: Case) -> str:
    """`stem` with its case vowel; ي shows only the accusative, ى none."""
    if stem[-1] == "ى" or (stem[-1] == "ي" and case != "acc"):
        return stem
    return ending(stem, case, construct=True)


def ordinal(n: int, gender: Gender = "m", case: Case = "nom") -> str:
    """The definite ordinal, diacritised: ordinal(21, "f") is الْحَادِيَةُ وَالْعِشْرُونَ.

    From 101 on, the part below a hundred comes first: الخامس بعد المئة; round numbers are unchanged: المئة.
    """
    if n < 1 or n > 999 or not n % 100:
        return definite_cardinal(n, gender, case)
    if n > 100:
        hundreds = _untanwined(hundred(n // 100, "gen", construct=False))
        return f"{ordinal(n % 100, gender, case)} بَعْدَ {definite(hundreds)}"
    if n <= 10:
        return definite(_declined(_stem(n, gender, compound=False), case))
    unit = definite(_stem(n % 10, gender, compound=True)) if n % 10 else ""
    if n < 20:
        return f"{unit}{FATHA} " + ("عَشَرَ" if gender == "m" else "عَشْرَةَ")
    ten = definite(tens(n, case))
    return f"{_declined(unit, case)} وَ{ten}" if unit else ten


def indefinite_ordinal(n: int, gender: Gender = "m") -> str:
    """1st-10th without article or case: أُولَى, ثَالِثَة."""
    return _stem(n, gender, compound=False)


def definite_cardinal(
    n: int, gender: Gender = "m", case: Case = "nom", *, counts: bool = False
) -> str:
    """`n` with the article on each part, as after الدول الـ: السَّبْعُ وَالْعِشْرُونَ; 11-19 on the unit alone."""
    parts = conjuncts(abs(n), gender, case, counts=counts)
    named = [(definite(_untanwined(part[0])), *part[1:]) for part in parts]
    return joined(named)


def _untanwined(word: str) -> str:
    word = word.removesuffix(f"{FATHATAN}ا") + (FATHA if word.endswith(f"{FATHATAN}ا") else "")
    return word.translate({0x64B: 0x64E, 0x64C: 0x64F, 0x64D: 0x650}) if word != "ثَمَانٍ" else "ثَمَانِي"


def fraction(numerator: int, denominator: int, case: Case = "nom", *, counts: bool = False) -> str:
    """A fraction: نصف, ثلثا (in construct), ثلاثة أرباع; with a denominator above ten, "over"."""
    if denominator not in _PARTS or not 1 <= numerator <= 10:
        return f"{spell(numerator, 'm', case)} عَلَى {spell(denominator, 'm', 'gen')}"
    one, many = _PARTS[denominator]
    if numerator == 1:
        return ending(one, case, construct=counts)
    if numerator == 2:
        two = {"nom": "َا" if counts else "َانِ"}.get(case, "َيْ" if counts else "َيْنِ")
        return one + two
    return f"{spell(numerator, 'm', case, counts=True)} {ending(many, 'gen', construct=counts)}"
