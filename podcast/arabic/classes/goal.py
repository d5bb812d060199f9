"""The minute of a goal in brackets behind who scored it: رد نيفيش (74), هدفي الضيف (4 و32)."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.head_case import case_of_head
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.tokens.context import Scene, cued, group
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_LONGEST = 120
"""The last minute of extra time."""
_FAR = 60
"""How far back the words of the match are searched for, in tokens."""
_LINKS = ("،", "+", "من")
"""What may stand behind a minute in its brackets: (12، 45), (45+2), (45 من ركلة جزاء)."""


def minute(scene: Scene, index: int) -> Verbalisation | None:
    """The first minute in a pair of brackets, near words of goals; the others are joined to it."""
    figure, opening, before = scene[index], scene[index - 1], scene[index - 2]
    if index < 2 or opening.text != "(" or not opening.spaced or figure.prefix:
        return None
    if before.kind not in ("word", "name", "latin") or not figure.text.isdecimal():
        return None
    value, after = parse(figure.text).whole, scene[index + 1]
    links = after.kind == "close" or after.text in _LINKS or "و" in after.prefix
    if not 1 <= value <= _LONGEST or not links or _is_how_often(before, after):
        return None
    if not cued(scene, index, "scored", _FAR):
        return None
    if "دقيق" in before.key:  # في الدقيقة (18)
        words = ordinal(value, "f", case_of_head(scene, index - 1, index + 1))
        return Verbalisation(index + 1, words, "ordinal", "gen", "f")
    words = ordinal(value, "f", "nom")
    return Verbalisation(index + 1, f"الدَّقِيقَةُ {words}", "ordinal", "nom", "f")


def _is_how_often(before: Token, after: Token) -> bool:
    """أهداف (2): a number by itself behind what it counts or numbers."""
    return before.key in group("scored_times") and after.kind == "close"
