"""Maps single characters to the letters, digits or words they represent, or to silence.

Sources: the Unicode Character Database (categories, decimal values, compatibility forms).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from podcast.arabic.text.marks import MARKS

HOLE = "\0"
"""Marks a silent character: it becomes a space between two words, and nothing elsewhere."""

_COMPATIBLE = (
    (0xFB00, 0xFB06), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
    (0x1D400, 0x1D7FF), (0x2160, 0x2188), (0x1EE00, 0x1EEFF),
)  # fmt: skip
_EMOJI = (
    (0x20E3, 0x20E3), (0x231A, 0x231B), (0x23E9, 0x23FF), (0x2600, 0x27BF), (0x2B1B, 0x2B55),
    (0xFE00, 0xFE0F), (0x1F000, 0x1FAFF),
)  # fmt: skip
_ARABIC_BLOCKS = ((0x600, 0x6FF), (0x8D3, 0x8FF))
_SHAPES = {
    # Persian, Urdu and Kurdish shapes of Arabic letters; the wasla, which makes no audible difference.
    "ٱ": "ا", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ە": "ه", "ہ": "ه", "ھ": "ه",
    "ۀ": "ه", "ۂ": "ه", "ۃ": "ة",
    # Quranic marks that are a plain mark in another shape; all others are dropped.
    "\u06e1": "\u0652", "\u08f0": "\u064b", "\u08f1": "\u064c", "\u08f2": "\u064d",
    "\u0657": "\u064f",
    # Punctuation that differs only in appearance.
    "۔": ".", "⸮": "؟", "⁏": "؛", "‚": ",", "‐": "-", "‑": "-", "﴿": "«", "﴾": "»",
    # A zero-width space still separates words; the riyal sign is newer than Python's Unicode tables.
    "\u200b": HOLE, "\u20c1": "\u20c1",
}  # fmt: skip
_AIDS = "۞۩؎؏ۥۦ"
_KEPT = re.compile(f"[{MARKS}\u0653-\u0655]")


def plain(text: str) -> str:
    """`text` with every character in its plain form; silent ones are dropped or become a HOLE."""
    return text.translate({ord(char): _plain(char) for char in set(text)})


@cache
def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if char in _SHAPES:
        return _SHAPES[char]
    if char in _phrases():
        return f" {_phrases()[char]} "
    if _among(char, _EMOJI):
        return HOLE
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if char.isspace() or kind[0] == "Z":
        return " "
    if kind[0] == "C" or _annotates(char, kind):
        return ""
    return _compatible(char) if _among(char, _COMPATIBLE) else char


def _annotates(char: str, kind: str) -> bool:
    """Whether it is a silent reading aid of Quranic or old editions."""
    mark = kind == "Mn" and _among(char, _ARABIC_BLOCKS) and not _KEPT.match(char)
    return mark or char in _AIDS


def _compatible(char: str) -> str:
    """The letters of a presentation form, without the space or tatweel that carries an isolated mark."""
    letters = unicodedata.normalize("NFKC", char)
    return "".join(map(_plain, letters.strip(" ـ"))) if letters != char else char


def _among(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


@cache
def _phrases() -> dict[str, str]:
    """`data/ligatures.tsv`: single characters that represent several words."""
    table = files("podcast.arabic").joinpath("data/ligatures.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return {chr(int(code.removeprefix("U+"), 16)): words for code, words in rows}
