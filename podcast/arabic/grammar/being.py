"""The predicate of a verb of being: كان دخله قبل الخلافة 40 ألفًا, فصار عددها 78 فرعًا."""

from __future__ import annotations

from podcast.arabic.grammar.clause import OF_THEM, stems_of
from podcast.arabic.grammar.counted import is_measure
from podcast.arabic.grammar.scales import scales
from podcast.arabic.tokens.context import Scene, among, group


def is_said_to_be(scene: Scene, index: int, end: int) -> bool:
    """تصبح 30 يومًا: a measure behind a verb of being is its predicate."""
    being = among(scene.tokens[index], "kana_verbs")
    scaled = scene[end - 1].key in scales() and scene[end].kind in ("pause", "end", "word")
    scaled = scaled and not scene[end].key.startswith(("ي", "ت"))  # كان 3 ملايين يعيشون
    return being and (is_measure(scene, end) or scaled) and not _is_of_more(scene, end)


def _is_of_more(scene: Scene, end: int) -> bool:
    """كان 22% منهم غائبين: a part of more, of which something is said."""
    return scene[end].key == "من" or scene[end].key in OF_THEM


def is_number_of(scene: Scene, index: int, end: int) -> bool:
    """فصار عددها 78 فرعًا: behind a verb of being and what it tells the amount of."""
    being = among(scene[index - 1] if index else None, "kana_verbs")
    key = scene.tokens[index].key
    return (
        being
        and key.endswith(("ه", "ها", "هم", "هن"))
        and bool(stems_of(key) & group("predicate_of"))
    )


def is_told_of_owned(scene: Scene, index: int, end: int) -> bool:
    """وكان دخله قبل الخلافة 40 ألفًا, فصار بعدها 400 دينار: a predicate behind when it was so."""
    if scene.tokens[index].key in _THEN:
        verb = scene[index - 1] if index else scene[end]
        return among(verb, "kana_verbs") and is_measure(scene, end)
    led = among(scene[index - 1] if index else None, "genitive")
    for place in range(index - 2, max(-1, index - 5), -1):
        owned = scene.tokens[place + 1].key
        if among(scene.tokens[place], "kana_verbs") and place + 1 < index - 1:
            stems = stems_of(owned) & group("predicate_of")
            plain = len(owned) > 3 and owned[0] not in "يت"
            return led and owned.endswith(("ه", "ها", "هم")) and (bool(stems) or plain)
    return False


_THEN = frozenset(("بعدها", "بعده", "قبلها", "قبله", "حينها", "وقتها", "عندها", "عندئذ"))
