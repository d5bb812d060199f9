"""Splits a Latin run where its shape changes: words, capitals, digits, signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from podcast.arabic.text.marks import LETTERS, MARKS
from podcast.structs import Frozen

_PART = re.compile(
    r"""
    (?P<number>  D+(?:\.D+)*)
  | (?P<dotted>  (?:U\.){2,}U?(?![Ls]))
  | (?P<plural>  (?<=UU)'?s(?![Ls]))
  | (?P<word>    (?:[ULs]')?U?[Ls]+(?:'[Ls]+)*)
  | (?P<capitals> U{2,}(?='?s(?![Ls'])) | U+(?=U[Ls]) | U+(?![Ls]))
  | (?P<arabic>  A+)
  | (?P<foreign> X+)
  | (?P<sign>    [-+&@\#.'])
    """,
    re.VERBOSE,
)
_ARABIC = re.compile(f"[{LETTERS}{MARKS}]")


class RunPart(Frozen):
    """Part [start, end) of a run; `kind` is the name of its group in the pattern above."""

    start: int
    end: int
    kind: str
    text: str
    """The text in compatibility form: ﬁ as fi, ² as 2."""


def parts_of(run: str) -> Iterator[RunPart]:
    """The parts of `run` by the shape of its characters; silent characters are in none."""
    shapes = "".join(map(_shape, run))
    for match in _PART.finditer(shapes):
        text = unicodedata.normalize("NFKC", run[match.start() : match.end()])
        kind = match.lastgroup or ""
        if kind == "number":
            text = ".".join(
                _figures(group) for group in run[match.start() : match.end()].split(".")
            )
        yield RunPart(match.start(), match.end(), kind, text)


def _figures(chars: str) -> str:
    """Numeric characters as decimal digits: ٤ → 4, ² → 2, Ⅳ → 4, ½ → 0.5."""
    values = (unicodedata.numeric(char, 0.0) for char in chars)
    return "".join(f"{value:.15g}" if value < 1e15 else "0" for value in values)


@cache
def _shape(char: str) -> str:
    """The class of a character: U, L upper- and lower-case Latin; D digits, A Arabic, X other letters, M
    silent; s and some signs are classes of their own."""
    if char in "'’":
        return "'"
    if char in "s+-&@#.":
        return char
    if char.isnumeric() and not char.isalpha():
        return "D"
    if _ARABIC.match(char):
        return "A"
    if char.isalpha():
        latin = "LATIN" in unicodedata.name(char, "")
        return ("U" if char.isupper() else "L") if latin else "X"
    return "L" if "\u0300" <= char <= "\u036f" else "M"
