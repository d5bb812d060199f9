"""Reduces a text to what the font can show: each letter itself or the nearest one, never an empty box."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category, normalize

from podcast.cover.typeface import face

JOINERS = "\u200c\u200d"

PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
"""Arabic presentation forms: few fonts have them all, and none joins them to other letters."""

NEAREST = {
    **dict.fromkeys("ڭڪ", "ك"), **dict.fromkeys("ۆۇۈۋٶٷ", "و"), **dict.fromkeys("ێې", "ي"),
    **dict.fromkeys("ڧڢڥ", "ف"), **dict.fromkeys("ەۀ", "ه"), "ڨ": "ق", "ڵ": "ل", "ڕ": "ر",
    **dict.fromkeys("‐‑‒−", "-"), "―": "—", "′": "'", "″": '"',
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ŋ": "n", "ħ": "h", "ŧ": "t",
    "ə": "e", "Ə": "E", "œ": "oe", "Œ": "OE",
}  # fmt: skip
"""Substitutes for characters that the font lacks and Unicode does not decompose."""


def legible(text: str) -> str:
    """`text` on one line, with only what the font has, and without bidi controls."""
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
        return ""  # a mark: its letter stays
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
