"""Fractions: 3/4 الطلاب; with a denominator above ten, or a value of one or more, "over": 120 على 80."""

from __future__ import annotations

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.units import unit_at
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.ordinals import fraction as spell_fraction
from podcast.arabic.grammar.quantity import two_figures
from podcast.arabic.tokens.context import Scene, among, cued

_PIXELS = frozenset(("بيكسل", "بكسل", "بيكسلا", "بكسلا"))
_MARKS = (5, 10, 20, 100)
"""Maximum marks of ratings: 4.8/5, تقييم 9/10."""


def fraction(scene: Scene, index: int) -> Verbalisation | None:
    """Two whole numbers separated by a slash."""
    pair = two_figures(scene, index, "/⁄")
    if pair is None or not pair[1].integer or pair[0].parts:
        return None
    low, high = pair
    end, after = index + 3, scene[index + 3]
    if not low.integer or (high.whole in _MARKS and cued(scene, index, "marked_out_of", 4)):
        case = case_at(scene, index, end)
        spoken = f"{plain(low, case)} مِنْ {plain(high, 'gen')}"
        return Verbalisation(end, spoken, "fraction", case)
    case = case_at(scene, index, end)
    if {low.text, high.text} == {"24", "7"}:
        spoken = "عَلَى مَدَارِ السَّاعَةِ طَوَالَ أَيَّامِ الْأُسْبُوعِ"
        return Verbalisation(end, spoken, "fraction")
    if low.whole < high.whole and 2 <= high.whole <= 10:
        free = (
            among(after, "genitive")
            or after.key in ("منه", "منها", "منهم")
            or after.key in ("و", "او")
        )
        counts = after.kind in ("word", "name") and not free
        words = spell_fraction(low.whole, high.whole, case, counts=counts)
        return Verbalisation(end, words, "fraction", case)
    unit = unit_at(scene, end)
    if scene[end + (after.kind == "close")].key in _PIXELS:  # (2400/1080) بيكسل
        spoken = f"{plain(low, case)} فِي {plain(high, 'gen')}"
        return Verbalisation(end, spoken, "fraction", case)
    spoken = f"{plain(low, case)} عَلَى {plain(high, 'gen')}"
    if unit and after.kind == "word":
        return Verbalisation(unit[1], f"{spoken} {unit[0].noun}", "fraction", case)
    return Verbalisation(end, spoken, "fraction", case)
