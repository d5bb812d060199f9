"""What is enough, and for whom or what: تكفي هذه الكمية 6 أشخاص."""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_definite, is_named
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.verb_form import unjoined
from podcast.arabic.tokens.context import Scene

_ENOUGH = frozenset(("يكفي", "تكفي", "ستكفي", "سيكفي", "يسع", "تتسع", "يتسع"))


def is_enough_for(scene: Scene, index: int, end: int) -> bool:
    """تكفي 6 أشخاص, تتسع القاعة 6 ضيوف, طاقة تكفي 200 ألف أسرة: whom or what it is enough for."""
    for place in range(index, max(-1, index - 4), -1):  # تكفي هذه الكمية 8 أشخاص
        if unjoined(scene.tokens[place].key) in _ENOUGH:
            told = place == index or is_named(scene.tokens[index])
            return told and (is_agent(scene[end - 1]) or _describes_what_is_before(scene, place))
    return False


def _describes_what_is_before(scene: Scene, index: int) -> bool:
    """طاقة تكفي, وهي تكفي, 580 ميغاواط، تكفي: a verb whose subject has been told."""
    before = scene[index - 1] if index else None
    if before is None or scene.tokens[index].key[:1] == "و":
        return False
    if before.text == "،" or before.key.removeprefix("و") in ("هو", "هي"):
        return True
    return before.key.endswith("ة") and not is_definite(before)
