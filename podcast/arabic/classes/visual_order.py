"""Text in visual order, as extracted from some PDFs: its letters are reversed, and that is reported."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import fold, paused
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.tokens import Token

_SHORTEST = 3
_COMMON = frozenset(
    map(fold, ["في", "من", "على", "إلى", "عن", "أن", "إن", "هذا", "هذه", "ذلك", "التي", "الذي"])
) | frozenset(
    map(fold, ["كان", "كانت", "عليه", "عليها", "فيه", "فيها", "منه", "منها", "قد", "لم", "بين"])
)
"""Words that hardly any sentence lacks: read backwards, they show its order."""
_TURNED = frozenset(word[::-1] for word in _COMMON) - _COMMON - {"نا", "ام", "ملو", "رم"}
_ENOUGH = 2


def visual_order(scene: Scene, index: int) -> Verbalisation | None:
    """The whole sentence reversed, if its words show that it is in visual order."""
    if index or not is_turned(scene):
        return None
    spoken = [
        token.text[::-1] if token.kind == "word" else paused(spell(int(token.text[:16])))
        for token in reversed(scene.tokens)
        if token.kind == "word" or (token.kind == "figure" and token.text.isdecimal())
    ]
    return Verbalisation(len(scene.tokens) - 1, " ".join(spoken), "visual-order")


def is_turned(scene: Scene) -> bool:
    """Whether words begin with letters that only end one (ة, ى), end in a turned article, are common words
    turned, and none is right."""
    words = [token for token in scene.tokens if token.kind == "word"]
    if not words or any(map(_is_right, words)):
        return False
    if len(words) < _SHORTEST:
        return _is_turned_heading(words)
    keys = [token.key for token in words]
    late = any(token.text[0] in "ةى" for token in words)
    article = any(len(key) > _SHORTEST and key.endswith("لا") for key in keys)
    return late + article + sum(key in _TURNED for key in set(keys)) >= _ENOUGH


def _is_turned_heading(words: list[Token]) -> bool:
    """ةيبرعلا ةغللا: one or two words, each of which shows it, one by a ة that no word begins with."""
    turned = all(
        token.text[0] == "ة" or (len(token.key) > _SHORTEST and token.key.endswith("لا"))
        for token in words
    )
    return turned and any(token.text[0] == "ة" for token in words)


def _is_right(token: Token) -> bool:
    key = token.key
    return key.startswith("ال") or token.text.endswith("ة") or key in _COMMON
