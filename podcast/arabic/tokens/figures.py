"""The value of a number in digits, whatever its separators of thousands and decimals.

English and Eastern usage (1,250.5 and ١٬٢٥٠٫٥) is always understood, continental usage (1.250,5) if
unambiguous. A single dot before three digits is a decimal point unless the context counts whole things
(`whole=True`): 1.250 كتاب, but 1.250 كغ.
"""

from __future__ import annotations

import re
from functools import lru_cache

from podcast.structs import Frozen

DIGITS = re.compile(r"[0-9]+(?:[.,٫٬،'’][0-9]+)*")
FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
"""Single-character fractions, with their numerator and denominator."""

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,٬،'’])[0-9]{3})(?:\1[0-9]{3})*")
_MIXED = re.compile(r"([0-9]{1,3}(?:([.,٬،'’])[0-9]{3})(?:\2[0-9]{3})*|[0-9]+)([.,٫،])([0-9]+)")
_CENTS = 2
"""Two noughts after the decimal sign say nothing: 15.00 is fifteen."""
LONGEST = 16
"""More unseparated digits than this are an identifier, not an amount."""
_ROUND = 11
"""An amount with this many digits or more has separators or ends in zeros."""


class Figure(Frozen):
    """A number: `whole` and the digits after the decimal sign; or `parts`, if it is not one (3.1.4, 007)."""

    text: str
    whole: int = 0
    decimals: str = ""
    parts: tuple[str, ...] = ()

    @property
    def integer(self) -> bool:
        """Whether it is a whole number."""
        return not self.decimals and not self.parts

    @property
    def plain(self) -> bool:
        """Whether it is a whole number written in digits alone, like years, days and hours."""
        return self.text.isdecimal() and len(self.text) < LONGEST


@lru_cache(maxsize=1 << 12)
def parse(text: str, *, whole: bool = False) -> Figure:
    """The number in `text`, which matches DIGITS; `whole` if only a whole number can be meant."""
    if text.isdecimal():
        leading_zero = len(text) > 1 and text[0] == "0"
        odd = len(text) >= _ROUND and not text.endswith("000") and not whole
        identity = leading_zero or odd or len(text) > LONGEST
        return Figure(text, parts=(text,)) if identity else Figure(text, int(text))
    if _is_grouped(text, whole):
        return Figure(text, int(re.sub("[^0-9]", "", text)))
    mixed = _MIXED.fullmatch(text)
    if mixed and mixed[2] != mixed[3]:
        digits = re.sub("[^0-9]", "", mixed[1])
        if not mixed[4].strip("0") and len(mixed[4]) == _CENTS and digits[0] != "0":
            return Figure(text, int(digits))
        if len(digits) <= LONGEST and not (len(digits) > 1 and digits[0] == "0"):
            return Figure(text, int(digits), mixed[4])
    return Figure(text, parts=tuple(re.split("[^0-9]", text)))


def _is_grouped(text: str, whole: bool) -> bool:
    """Whether the separators of `text` separate thousands: three digits after each, and not a single dot."""
    match = _GROUPED.fullmatch(text)
    if not match or len(text) > 30:
        return False
    lone_dot = match[1] == "." and text.count(".") == 1
    return not lone_dot or whole or text.endswith(".000")
