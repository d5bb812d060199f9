"""A number with a plus behind it: 9,000+ موظف is said "more than nine thousand employees"."""

from __future__ import annotations

from podcast.arabic.classes.cardinal import count
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.tokens import Token
from podcast.structs import replace

_FREE = ("word", "pause", "end", "close")
"""Kinds of tokens that may stand behind the plus; a figure would make it a sum."""


def more_than(scene: Scene, index: int) -> Verbalisation | None:
    """50+ فرعًا, 9,000+ موظف: "more than" before the number, unless it is said already."""
    plus, after = scene[index + 1], scene[index + 2]
    glued = plus.text == "+" and not plus.spaced and (after.spaced or after.kind != "word")
    alone = index == 0 and after.kind == "end"
    if not glued or alone or after.kind not in _FREE:
        return None
    figure, place = scene[index], scene[index].start
    words = [Token("word", place, place, "أكثر"), Token("word", place, place, "من")]
    bare = replace(figure, prefix="")
    tokens = (*scene.tokens[:index], *words, bare, *scene.tokens[index + 2 :])
    found = count(replace(scene, tokens=tokens, last=None, memo={}), index + 2)
    if found is None:
        return None
    said = index > 0 and scene[index - 1].key == "من"
    spoken = found.spoken if said else f"أَكْثَر مِنْ {found.spoken}"
    return replace(found, end=found.end - 1, spoken=spoken)
