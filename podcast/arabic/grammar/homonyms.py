"""Counted nouns of one spelling and two senses, told apart by what stands near: غرامات, عمر, نجوم."""

from __future__ import annotations

from podcast.arabic.grammar.nouns import Noun
from podcast.arabic.tokens.context import Scene, among, cued
from podcast.arabic.tokens.tokens import Token

_STARS = Noun("f", plural=True, known=True, singular="نجمة")
_RITES = Noun("f", plural=True, known=True, singular="عمرة")
_FINES = Noun("f", plural=True, known=True, singular="غرامة")


def meant(scene: Scene, index: int, counted: tuple[Token, Noun]) -> tuple[Token, Noun]:
    """سدد 3 غرامات مرورية: fines, where nothing weighs; واعتمر 4 عمر: rites, no lives; فندق 5 نجوم: marks."""
    token, _ = counted
    if token.key == "نجوم" and cued(scene, index, "starred", 3):
        return token, _STARS
    if token.key == "عمر" and cued(scene, index, "of_rites", 4):
        return token, _RITES
    fined = cued(scene, index, "fining", 6) or among(scene[index + 2], "of_fines")
    return (token, _FINES) if token.key == "غرامات" and fined else counted
