"""Signs that are a unit only right behind a number, or near a word for what they measure: 10 أ, 6.1", 24°."""

from __future__ import annotations

from podcast.arabic.classes.era import is_era
from podcast.arabic.classes.units import (
    Unit,
    divided,
    unit_at,
    units,
)
from podcast.arabic.grammar.clause import JOINING
from podcast.arabic.tokens.context import Scene, among, cued


def unit_behind(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """The unit behind the number that ends before `end`, by its sign or by what is around it, and its end."""
    for find in (unit_at, _hyphenated, _metres, _inches, _stars, _minutes, _lettered, _degrees):
        if unit := find(scene, end):
            return _celsius(scene, *unit)
    return None


def _celsius(scene: Scene, unit: Unit, end: int) -> tuple[Unit, int]:
    """2° مئوية: the degree with its adjective, which agrees with it."""
    bare = unit.noun == units()["°"].noun and not unit.adjective and not unit.after
    named = scene[end].text.rstrip(".")
    letter = units().get(f"°{named}") if named else None
    if bare and letter and scene[end - 1].kind != "word" and not scene[end].prefix:
        return letter, end + 1  # 180° م
    return (units()["°C"], end + 1) if bare and scene[end].key == "مئوية" else (unit, end)


def _stars(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """فندق 4*: the class of a hotel."""
    sign = scene[end]
    glued = sign.text in ("*", "★", "⭐") and not sign.spaced and scene[end + 1].kind != "figure"
    return (_STAR, end + 1) if glued and cued(scene, end - 1, "starred", 4) else None


_STAR = Unit("نَجْمَة", "نُجُوم", "f")


def _minutes(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """مدتها 52 د: minutes, where no title before a name can be meant."""
    letter = scene[end].text.rstrip(".")
    after = scene[end + 1]
    free = (
        after.kind in ("pause", "end", "close") or among(after, "genitive") or after.key in JOINING
    )
    if letter != "د" or scene[end].prefix or not free:
        return None
    return units()["min"], end + 1


_LETTERED = {
    "أ": ("A", "currents"),
    "ف": ("V", "voltages"),
    "و": ("W", "powers"),
    "س": ("h", "lengths_of_time"),
    "د": ("min", "lengths_of_time"),
    "ن": ("N", "forces"),
    "ط": ("t", "weights"),
}
"""Letters that are a unit only near a word for what it measures: تيار شدته 10 أ."""


def _lettered(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """A unit of one letter, near a word for what is measured."""
    sign, cue = _LETTERED.get(scene[end].text.rstrip("."), ("", ""))
    if sign == "V" and cued(scene, end - 1, "temperatures", 8):
        sign, cue = "°F", "temperatures"  # على حرارة 180 م (350 ف)
    after = scene[end + 1]
    free = after.kind in ("pause", "end", "close", "sign", "word", "figure")
    if sign == "W" and scene[end].text in ("و", "و.") and after.kind in ("pause", "end"):
        return units()["W"], end + 1  # no "and" ends a sentence
    if not sign or scene[end].prefix or not free or not cued(scene, end - 1, cue, 6):
        return None
    return divided(scene, units()[sign], end + 1)


def _hyphenated(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """رصاص 9-ملم: a unit of two letters or more behind a hyphen."""
    dash, sign = scene[end], scene[end + 1]
    glued = dash.kind == "dash" and not (dash.spaced or sign.spaced) and len(sign.text) > 1
    return unit_at(scene, end + 1) if glued else None


PRIMES = ("'", "’", "′")


DOUBLE_PRIMES = ("″", '"', "”", "''")
"""Signs of the minutes and seconds of an angle."""


SIDES = {"N": "شَمَالًا", "S": "جَنُوبًا", "E": "شَرْقًا", "W": "غَرْبًا"}
"""The sides of the world, to which degrees are counted."""


def _degrees(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """24°38', 30°N: degrees with minutes or a side right behind them."""
    side = scene[end + 1].text in SIDES and not scene[end + 1].spaced
    further = side or (scene[end + 1].kind == "figure" and scene[end + 2].text in PRIMES)
    return (units()["°"], end + 1) if scene[end].text in ("°", "º", "˚") and further else None


def _inches(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """A straight quote right after a number, with none open before it: شاشة 6.1" أو 6.7"."""
    quoted = end > 1 and scene[end - 2].kind == "quote"
    if scene[end].text not in ('"', "”") or scene[end].spaced or quoted:
        return None
    if _is_quoting(scene, end):
        return None
    opened = scene[end].text == "”" and any(token.text == "“" for token in scene.tokens[:end])
    return None if opened else (units()["in"], end + 1)


def _is_quoting(scene: Scene, end: int) -> bool:
    """Whether a straight quote is open before `end`; right behind a number it opens none."""
    quoting = False
    for place, token in enumerate(scene.tokens[:end]):
        if token.text == '"':
            behind_number = place > 0 and scene.tokens[place - 1].kind == "figure"
            quoting = not quoting and (token.spaced or not behind_number)
    return quoting


_HOTTEST = 400
"""Degrees of an oven."""


def _metres(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """م after a number: metres, unless it is a year CE (750م, عام 1950 م)."""
    scaled = scene[end].text == "م." and scene[end - 1].kind == "word"
    if (scene[end].text != "م" and not scaled) or scene[end].prefix or is_era(scene, end):
        return None
    warm = cued(scene, end - 1, "temperatures", 4) and scene[end - 1].text.isdecimal()
    near = cued(scene, end - 1, "temperatures", 2)  # على حرارة 180 م
    if warm and int(scene[end - 1].text) < (_HOTTEST if near else 60):
        return units()["°C"], end + 1
    return divided(scene, units()["m"], end + 1)
