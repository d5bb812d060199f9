"""Text in visual order, as extracted from some PDFs: its letters are reversed, and that is reported."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene

_SHORTEST = 3


def visual_order(scene: Scene, index: int) -> Verbalisation | None:
    """The whole sentence reversed, if its first word shows that it is in visual order."""
    if index or not is_turned(scene):
        return None
    spoken = [
        token.text[::-1] if token.kind == "word" else paused(spell(int(token.text[:16])))
        for token in reversed(scene.tokens)
        if token.kind == "word" or (token.kind == "figure" and token.text.isdecimal())
    ]
    return Verbalisation(len(scene.tokens) - 1, " ".join(spoken), "visual-order")


def is_turned(scene: Scene) -> bool:
    """Whether words begin with letters that only end one (ة, ى), end in a turned article, and none is right."""
    words = [token.key for token in scene.tokens if token.kind == "word"]
    if len(words) < _SHORTEST:
        return False
    written = [token.text for token in scene.tokens if token.kind == "word"]
    late = sum(word[0] in "ةى" for word in written)
    turned = sum(len(word) > _SHORTEST and word.endswith("لا") for word in words)
    right = any(word.startswith("ال") or word.endswith("ة") for word in words)
    return late > 0 and turned > 0 and not right
