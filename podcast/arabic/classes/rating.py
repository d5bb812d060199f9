"""Grades and groups in Latin letters with signs: a credit rating (Aa3, AA-), a group of blood (O+)."""

from __future__ import annotations

import re

from podcast.arabic.classes.abbreviation import spelled
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, cued

_BLOOD = {"A": "إيه", "B": "بي", "AB": "إيه بي", "O": "أو"}
_RHESUS = {"+": "مُوجَب", "-": "سَالِب", "−": "سَالِب", "–": "سَالِب"}


def blood(scene: Scene, index: int) -> Verbalisation | None:
    """A blood group in a context about blood: فصيلة O+, -AB, الفصيلة A."""
    token, end = scene[index], index + 1
    sign = ""
    if token.text in _RHESUS:
        sign, token, end = token.text, scene[index + 1], index + 2
    letters = token.text
    if not sign and letters[-1:] == "+":
        sign, letters = "+", letters[:-1]
    if letters not in _BLOOD or token.kind not in ("latin", "name"):
        return None
    if not sign and scene[end].text in _RHESUS and not scene[end].spaced:
        sign, end = scene[end].text, end + 1
    if not sign or not cued(scene, index, "blood", 8):
        return None
    return Verbalisation(end, f"{_BLOOD[letters]} {_RHESUS[sign]}", "letter")


_RATING = re.compile("(Aaa?|Baa?|Caa?)([123])?")


_GRADE = re.compile("A{1,3}|B{1,3}|C{1,3}")


def rating(scene: Scene, index: int) -> Verbalisation | None:
    """A credit rating in mixed case: Aa3, Baa1."""
    letters, sign, after = scene[index].text, scene[index + 1], scene[index + 2]
    glued = sign.text in ("-", "−", "–") and not sign.spaced
    alone = after.spaced or after.kind in ("pause", "end", "close")
    if _GRADE.fullmatch(letters) and glued and alone and cued(scene, index, "graded", 8):
        return Verbalisation(index + 2, f"{spelled(letters)} سَالِب", "letters")
    found = _RATING.fullmatch(letters)
    if found is None or not (found[2] or len(found[1]) == 3):
        return None
    number = f" {spell(int(found[2]))}" if found[2] else ""
    return Verbalisation(index + 1, f"{spelled(found[1])}{paused(number)}", "letters")
