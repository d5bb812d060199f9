"""Numbers that a comma parts from their clause: an age, the second cell of a row, how long a sentence is."""

from __future__ import annotations

from podcast.arabic.grammar.clause import OF_THEM, REACH, is_definite
from podcast.arabic.grammar.coordination import YEARS_OF_AGE
from podcast.arabic.grammar.counted import singular
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Case

_HOMES = frozenset(
    ("محافظة", "مدينة", "قرية", "سكان", "ابناء", "اهالي", "مواليد", "منطقة", "ولاية", "بلدة")
)
"""Whence somebody is: غزالة، 40 عامًا من محافظة البحيرة."""


def case_behind_comma(scene: Scene, position: int, comma: int, end: int) -> Case | None:
    """The case of a number that a comma parts from its clause, as far as what it counts tells."""
    if _ends_sentence(scene, position, end):
        return "acc"
    told = _begins_clause(scene, position, end) or _is_amount_of_row(scene, comma)
    return "nom" if told else None


def _begins_clause(scene: Scene, index: int, end: int) -> bool:
    """خالد، 52 عامًا، طبيب and 11 لاجئًا، 60% منهم أطفال: a predicate or a subject after a comma."""
    if scene[end].key in OF_THEM:
        return True
    aged = scene[end].kind in ("pause", "end") and end > index + 1
    home = scene[end].key == "من" and scene[end + 1].key in _HOMES
    aged = aged or (home and scene[end - 1].key in YEARS_OF_AGE)
    return aged and scene[end - 1].key in YEARS_OF_AGE


_SENTENCING = frozenset(
    map(fold, ("بحبس", "بسجن", "حبس", "سجن", "إيقاف", "بإيقاف", "حرمان", "بحرمان"))
)
"""What somebody is sentenced to, before how long."""


def _ends_sentence(scene: Scene, index: int, end: int) -> bool:
    """قضت بحبس المتهم، و19 آخرين، 3 سنوات: how long, at the end of what somebody is sentenced to."""
    timed = scene[end - 1].kind == "word" and singular(scene[end - 1]) in group("spans") | {
        "مباراة"
    }
    told = {token.key for token in scene.tokens[:index] if token.kind == "word"}
    return timed and bool(told & _SENTENCING)


def _is_amount_of_row(scene: Scene, comma: int) -> bool:
    """المساحة المتضررة، 30 هكتارًا من الغابات: the second cell of a row whose first is a noun and adjectives."""
    name = scene.tokens[:comma]
    return 0 < len(name) < REACH and all(
        token.kind == "word" and is_definite(token) and not among(token, "times") for token in name
    )
