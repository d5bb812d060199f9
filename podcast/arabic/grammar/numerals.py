"""Cardinal numbers in words, by the rules of gender, case and construct of written Arabic.

3-10 take the gender opposite to that of the counted noun, 1 and 2 agree with it; in 13-19 the unit is opposite
and the ten agrees, in 11 and 12 both agree; hundreds and above have no gender. The noun is genitive plural
after 3-10, accusative singular after 11-99, genitive singular after a round hundred or more; a number in
construct with it loses its tanwin or its ن. مئة is always genitive after its unit.
"""

from __future__ import annotations

from typing import Literal

from podcast.arabic.text.letters import (
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    KASRATAN,
    unmarked,
)
from podcast.arabic.tokens.features import Case, Gender

Conjunct = tuple[str, ...]
"""Words between two "and"s: سِتُّ مَلَايِينَ, or ثَلَاثَةَ عَشَرَ."""

SCALES = (
    ("أَلْف", "آلَاف"),
    ("مِلْيُون", "مَلَايِين"),
    ("مِلْيَار", "مِلْيَارَات"),
    ("تِرِيلْيُون", "تِرِيلْيُونَات"),
    ("كُوَادْرِيلْيُون", "كُوَادْرِيلْيُونَات"),
    ("كُوِينْتِيلْيُون", "كُوِينْتِيلْيُونَات"),
    ("سِكْسْتِيلْيُون", "سِكْسْتِيلْيُونَات"),
)
_BEYOND = 1000 ** (len(SCALES) + 1)

_STEMS = ("", "", "", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَان", "تِسْع", "عَشْر")
_TENS = ("", "", "عِشْر", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَان", "تِسْع")
_SINGLE = {"nom": DAMMA, "gen": KASRA, "acc": FATHA, "obl": ""}
_DOUBLE = {"nom": DAMMATAN, "gen": KASRATAN, "acc": FATHATAN, "obl": ""}


def ending(stem: str, case: Case, construct: bool) -> str:
    """`stem` with its case ending; no tanwin in construct.

    The accusative has the alef of tanwin, unless the word ends in ة: ألفًا ومئتين, خمسًا وأربعين دقيقة.
    """
    if construct:
        return stem + _SINGLE[case]
    if case == "acc" and stem[-1] != "ة":
        return f"{stem}{FATHATAN}ا"
    return stem + _DOUBLE[case]


def dual(stem: str, case: Case, construct: bool) -> str:
    """`stem` twice: أَلْفَانِ, أَلْفَيْنِ; in construct أَلْفَا, أَلْفَيْ."""
    if case == "nom":
        return stem + ("َا" if construct else "َانِ")
    return stem + ("َيْ" if construct else "َيْنِ")


def tens(n: int, case: Case) -> str:
    """20, 30, … 90."""
    return _TENS[n // 10] + ("ُونَ" if case == "nom" else "ِينَ")


def _unit(n: int, gender: Gender, case: Case, construct: bool) -> str:
    """1-10 as the last or only part; feminine 8 is ثماني in construct, else ثمانٍ."""
    if n == 1:
        return ending("وَاحِد" if gender == "m" else "وَاحِدَة", case, construct=False)
    if n == 2:
        return dual("اثْن" if gender == "m" else "اثْنَت", case, construct=False)
    if gender == "m":
        stem = {8: "ثَمَانِيَة", 10: "عَشَرَة"}.get(n, _STEMS[n] + "َة")
        return ending(stem, case, construct)
    if n == 8:
        if construct:
            return "ثَمَانِي" + (FATHA if case == "acc" else "")
        return f"ثَمَانِي{FATHATAN}ا" if case == "acc" else "ثَمَانٍ"
    return ending(_STEMS[n], case, construct)


def _teen(n: int, gender: Gender, case: Case) -> Conjunct:
    """11-19; only 12 is inflected for case."""
    ten = "عَشَرَ" if gender == "m" else "عَشْرَةَ"
    if n == 11:
        return ("أَحَدَ" if gender == "m" else "إِحْدَى", ten)
    if n == 12:
        return (dual("اثْن" if gender == "m" else "اثْنَت", case, construct=True), ten)
    if n == 18 and gender == "f":
        return ("ثَمَانِيَ", ten)
    return (_unit(n - 10, gender, "acc", construct=True), ten)


def below_hundred(n: int, gender: Gender, case: Case, construct: bool) -> list[Conjunct]:
    """1-99; with `construct`, the counted noun follows directly."""
    if n <= 10:
        return [(_unit(n, gender, case, construct),)]
    if n < 20:
        return [_teen(n, gender, case)]
    if n % 10 == 0:
        return [(tens(n, case),)]
    one = "إِحْدَى" if n % 10 == 1 and gender == "f" else _unit(n % 10, gender, case, construct=False)
    return [(one,), (tens(n, case),)]


def hundred(n: int, case: Case, construct: bool) -> str:
    """100, 200, … 900 for n = 1 … 9."""
    if n == 1:
        return ending("مِئَة", case, construct)
    if n == 2:
        return dual("مِئَت", case, construct)
    stem = "ثَمَانِ" if n == 8 else _STEMS[n] + (_SINGLE[case] or FATHA)
    return stem + ending("مِئَة", "gen", construct)


def _below_thousand(n: int, gender: Gender, case: Case, construct: bool) -> list[Conjunct]:
    hundreds, rest = divmod(n, 100)
    spoken: list[Conjunct] = []
    if hundreds:
        spoken.append((hundred(hundreds, case, construct and not rest),))
    if rest:
        spoken += below_hundred(rest, gender, case, construct)
    return spoken


def _scale_word(rest: int, scale: int, case: Case, construct: bool) -> str:
    """The scale word after its number below a hundred: آلافٍ, ألفًا, ألفٍ."""
    singular, plural = SCALES[scale - 1]
    if 3 <= rest <= 10:
        if plural == "مَلَايِين" and not construct:
            return plural + FATHA
        return ending(plural, "gen", construct)
    if rest >= 11:
        return singular + (FATHA if construct else FATHATAN + "ا")
    return ending(singular, "gen", construct)


def _scaled(n: int, scale: int, case: Case, construct: bool) -> list[Conjunct]:
    """`n` (1-999) thousands, millions, …: مئةٌ وألفان for 102,000."""
    hundreds, rest = divmod(n, 100)
    if rest in (1, 2):
        spoken: list[Conjunct] = [(hundred(hundreds, case, construct=False),)] if hundreds else []
        singular = SCALES[scale - 1][0]
        return [*spoken, ((ending, dual)[rest - 1](singular, case, construct),)]
    group = _below_thousand(n, "m", case, construct=True)
    return [*group[:-1], (*group[-1], _scale_word(rest, scale, case, construct))]


def conjuncts(
    n: int, gender: Gender = "m", case: Case = "nom", *, counts: bool = False
) -> list[Conjunct]:
    """`n` >= 0 as diacritised words; with `counts` a counted noun follows, so the last part is in construct."""
    if n == 0:
        return [(ending("صِفْر", case, construct=counts),)]
    if n >= _BEYOND:
        return [(ending_of_digit(digit),) for digit in str(n)]
    spoken: list[Conjunct] = []
    for scale in range(len(SCALES), -1, -1):
        group, lower = n // 1000**scale % 1000, n % 1000**scale
        if group and scale:
            spoken += _scaled(group, scale, case, counts and not lower)
        elif group:
            spoken += _below_thousand(group, gender, case, counts)
    return spoken


def ending_of_digit(digit: str) -> str:
    """A single digit, without case: وَاحِد, اثْنَانِ, ثَلَاثَة."""
    if digit == "2":
        return dual("اثْن", "nom", construct=False)
    return "صِفْر" if digit == "0" else _unit(int(digit), "m", "obl", construct=False)


def joined(parts: list[Conjunct]) -> str:
    """Conjuncts with "and" between them."""
    return " وَ".join(" ".join(part) for part in parts)


def spell(n: int, gender: Gender = "m", case: Case = "nom", *, counts: bool = False) -> str:
    """`n` in diacritised words, negative numbers with سالب."""
    parts = conjuncts(abs(n), gender, case, counts=counts)
    digits = abs(n) >= _BEYOND
    spoken = " ".join(part[0] for part in parts) if digits else joined(parts)
    return f"سَالِب {spoken}" if n < 0 else spoken


def cardinal(n: int, *, gender: Gender = "m", case: Literal["nom", "obl"] = "nom") -> str:
    """`n` in words, without diacritics: cardinal(640) == "ستمئة وأربعون".

    gender  of the counted noun: cardinal(3, gender="m") == "ثلاثة", with "f" "ثلاث".
    case    "obl" is the genitive and accusative: ستمئة وأربعين.
    Eight has its free form, ثمان, as if nothing followed; in `spoken_form` it depends on what follows.
    """
    return unmarked(spell(n, gender, case)).replace("ثماني عشرة", "ثمان عشرة")
