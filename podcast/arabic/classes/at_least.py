"""A number with a plus behind it: 9,000+ موظف is said "more than nine thousand employees"."""

from __future__ import annotations

from podcast.arabic.classes.cardinal import count
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.classes.version import machine
from podcast.arabic.tokens.context import Scene, among
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
    if released := _release_and_later(scene, index):
        return released
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


_LATER = frozenset(("فما", "فاحدث", "فاعلي", "او", "واحدث", "والاحدث", "وما"))
"""Words of "or later", which the plus repeats."""


def _release_and_later(scene: Scene, index: int) -> Verbalisation | None:
    """Python 3.9+, iOS 15+, أندرويد 8.0+: the release and all after it."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    named = before.kind in ("latin", "name") or among(before, "releases")
    free = scene[index + 2].kind != "word" or scene[index + 2].key in _LATER
    if not named or not free or scene[index].prefix:
        return None
    bare = replace(scene, tokens=(*scene.tokens[: index + 1], *scene.tokens[index + 2 :]))
    found = machine(bare, index) or count(bare, index)
    if found is None or found.end != index + 1:
        return None
    later = "" if scene[index + 2].key in _LATER else " فَمَا فَوْق"
    return replace(found, end=index + 2, spoken=found.spoken + later)
