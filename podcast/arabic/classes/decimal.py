"""Decimals, the digits after فاصل."""

from __future__ import annotations

from podcast.arabic.grammar.numerals import ending_of_digit, spell
from podcast.arabic.tokens.features import Case


def decimals(digits: str, case: Case) -> str:
    """The digits after فاصل: 25 as a number; 08, and anything longer than three digits, digit by digit."""
    if digits[0] == "0" or len(digits) > 3:
        return " ".join(map(ending_of_digit, digits))
    return spell(int(digits), "m", "obl" if case == "acc" else case)
