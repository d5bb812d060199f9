"""What the font can show of a text: the letter itself, else the nearest to it, never an empty box."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize

from podcast.cover.typeface import face

JOINERS = "\u200c\u200d"

PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
"""Arabic letters already in a joined form: some fonts have some of them, and none joins them to others."""

NEAREST = {
    **dict.fromkeys("ڭڪ", "ك"), **dict.fromkeys("ۆۇۈۋٶٷ", "و"), **dict.fromkeys("ێې", "ي"),
    **dict.fromkeys("ڧڢڥ", "ف"), **dict.fromkeys("ەۀ", "ه"), "ڨ": "ق", "ڵ": "ل", "ڕ": "ر",
    **dict.fromkeys("‐‑‒−", "-"), "―": "—", "′": "'", "″": '"',
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ŋ": "n", "ħ": "h", "ŧ": "t",
    "ə": "e", "Ə": "E", "œ": "oe", "Œ": "OE",
}  # fmt: skip
"""For letters and points that neither the font has nor Unicode takes apart: what readers take for them."""


def legible(text: str) -> str:
    """A text on one line, with only what the font has; without what turns directions around."""
    plain = PRESENTATION.sub(lambda form: normalize("NFKC", form[0]), normalize("NFC", text))
    return " ".join("".join(map(_shown, plain)).split())


@cache
def _shown(letter: str) -> str:
    kind = category(letter)
    if letter in JOINERS or kind == "Zs":
        return letter
    if kind[0] == "C":
        return " "
    if _has(letter):
        return letter
    if kind[0] == "M":
        return ""  # a mark: the letter it stands on stays
    parts = normalize("NFKD", NEAREST.get(letter, letter))
    return "".join(part for part in parts if category(part)[0] in "LNPZS" and _has(part)) or " "


@cache
def _has(letter: str) -> bool:
    return letter == " " or _picture(letter) != _picture("\U0010ffff")


def _picture(letter: str) -> tuple[object, bytes]:
    from PIL import ImageFont

    plain = face("Bold", 40).font_variant(layout_engine=ImageFont.Layout.BASIC)
    mask = plain.getmask(letter)
    return mask.size, bytes(mask)
