"""Symbols and dashes: the names of symbols that are read, and the meaning of dashes."""

from __future__ import annotations

from functools import cache

from podcast.arabic.classes.units import agreeing, per_time, per_unit, unit_at
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import ERAS_OF_OLD
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, cued, group
from podcast.arabic.tokens.tokens import Token

_RAISED = {"²": "تَرْبِيع", "³": "تَكْعِيب"}
_POWERS = {"²": "مُرَبَّع", "³": "مُكَعَّب"}
_BOUNDS = {">": "أَكْثَر مِنْ", "<": "أَقَلّ مِنْ"}
"""Signs before a single number: >1000."""
_TITLES = frozenset(
    (
        "السيد",
        "السيدة",
        "الاستاذ",
        "الدكتور",
        "الدكتورة",
        "الشيخ",
        "المهندس",
        "الحاج",
        "الاخ",
        "الاخت",
    )
)
"""Titles that a slash parts from the name."""
_BOUND_ALREADY = ("اقل", "اعلي", "ادني", "اكثر", "اكبر", "اصغر")
_COMPARED = {"<": "أَصْغَر مِنْ أَوْ يُسَاوِي", ">": "أَكْبَر مِنْ أَوْ يُسَاوِي", "=": "يُسَاوِي"}
"""Two-character operators: numpy>=1.26, x == 2."""
_NUMBERS = ("figure", "fraction")
_SIDES = ("word", "name")
"""Teams with a cross between them: الأهلي × الزمالك."""
_SYMBOL = 3
"""The longest term of a formula, in characters: 5x."""
_CLAUSE = 8
"""How many tokens away an equals sign may be that makes a dash a minus."""


@cache
def _signs() -> dict[str, tuple[str, str]]:
    return {char: (spoken, where) for char, spoken, where in rows("symbols.tsv", 3)}


def sign(scene: Scene, index: int) -> Verbalisation | None:  # noqa: C901
    """A symbol by its name in this context; None if it is silent."""
    text = scene[index].text
    if text in _RAISED:
        return Verbalisation(index + 1, _RAISED[text], "sign")
    if text == "/" and index and _is_rate(scene, index):
        return Verbalisation(index + 1, "لِكُلِّ", "sign")
    if text == "/" and not scene[index].spaced and not scene[index + 1].spaced:
        return _per(scene, index) if index else None
    if text in "<>=" and scene[index + 1].text == "=" and not scene[index + 1].spaced:
        return Verbalisation(index + 2, _COMPARED[text], "sign")
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    after = scene[index + 1]
    if text == "=" and before.text in ERAS_OF_OLD and after.kind == "figure":
        return Verbalisation(index + 1, "الْمُوَافِق", "sign")  # 479هـ = 23 أكتوبر 1086م
    if text == "^" and before.kind in ("latin", "name", "close") and after.kind in _NUMBERS:
        return Verbalisation(index + 1, "أُسّ", "sign")
    if text == "^" and before.kind in _NUMBERS and (power := _power_typed(scene, index)):
        return power
    if text == "+" and before.kind in ("word", "latin", "name") and not scene[index].spaced:
        ends = after.spaced or after.kind in ("pause", "end", "close", "quote")
        return Verbalisation(index + 1, "بْلَس" if ends else "زَائِد", "sign")
    if text == "/" and before.key in _TITLES and after.kind == "word":
        return Verbalisation(index + 1, "", "sign")  # السيد / أسعد
    if text == "/" and index and scene[index].spaced and scene[index + 1].spaced:
        over = _is_of_inch(scene, index) or _is_of_pressures(scene, index)
        return Verbalisation(index + 1, "عَلَى" if over else "،", "sign")
    if text in "×✕" and before.kind in _SIDES and after.kind in _SIDES:
        return Verbalisation(index + 1, "ضِدّ", "sign")
    spoken, where = _signs().get(text, ("", "silent"))
    between = before.kind in _NUMBERS and after.kind in _NUMBERS
    if text in _BOUNDS and not between and after.kind in _NUMBERS:
        said_already = scene[index - 1].key == "من" and scene[index - 2].key in _BOUND_ALREADY
        return Verbalisation(index + 1, "" if index and said_already else _BOUNDS[text], "sign")
    symbols = [
        side.kind in ("latin", "name", "word") and len(side.text) == 1 for side in (before, after)
    ]
    if text in _BOUNDS and all(symbols):
        return Verbalisation(index + 1, _COMPARED[text].removesuffix(" أَوْ يُسَاوِي"), "sign")
    if text in _BOUNDS and before.kind == after.kind == "word" and scene[index].spaced:
        once = sum(token.text in _BOUNDS for token in scene.tokens) == 1
        return Verbalisation(index + 1, "أَقَلّ مِنْ" if text == "<" and once else "", "sign")
    if where == "silent" or (where == "math" and not between):
        return Verbalisation(index + 1, "", "sign") if text in _signs() else None
    if where == "number" and after.kind not in _NUMBERS:
        return None
    return Verbalisation(index + 1, spoken, "sign")


def _is_of_inch(scene: Scene, index: int) -> bool:
    """1 / 3.2 بوصة: a sensor's size, which is told as a part of an inch."""
    sized = scene[index + 1].kind == "figure" and "." in scene[index + 1].text
    return index > 0 and scene[index - 1].text == "1" and sized


def _is_of_pressures(scene: Scene, index: int) -> bool:
    """ضغط 130-139 / 85-89: the slash between the spans of two blood pressures."""
    figures = scene[index - 1].kind == scene[index + 1].kind == "figure"
    return figures and cued(scene, index, "pressures", 14)


def _is_rate(scene: Scene, index: int) -> bool:
    """5.9 ملي مول / لتر: a counted unit in words, a slash with blanks and what it is taken from."""
    measured = scene[index - 1].key.removesuffix("ا").endswith(("مول", "غرام", "جرام", "وحدة"))
    of = scene[index + 1 + (scene[index + 1].kind == "figure")]  # 25 ملليجرام / 100 جرام
    below = of.key in group("shared") or of.key.endswith(("لتر", "غرام", "جرام"))
    return measured and below and any(scene[index - back].kind == "figure" for back in (2, 3))


def _power_typed(scene: Scene, index: int) -> Verbalisation | None:
    """10^6, 10^-6: a power behind its typed sign; one before a unit is read with the unit."""
    minus = scene[index + 1].kind == "dash"
    figure, end = scene[index + 1 + minus], index + 2 + minus
    measured = not minus and (unit_at(scene, end) or scene[end].text == "م")
    if not figure.text.isdecimal() or len(figure.text) > _POWER or figure.spaced or measured:
        return None
    words = paused(spell(int(figure.text), "m", "gen"))
    return Verbalisation(end, f"أُسّ {'سَالِب ' if minus else ''}{words}", "sign")


_POWER = 3
"""The most digits of a power."""


def _per(scene: Scene, index: int) -> Verbalisation | None:
    """The slash between two unspaced units: ميغابت/ث, نسمة/كم², لتر/100 كم."""
    below, raised = scene[index + 1], scene[index + 2]
    dated = index > 1 and scene[index - 2].kind == "figure" and scene[index - 1].text in ERAS_OF_OLD
    if dated and below.kind in _NUMBERS:
        return Verbalisation(index + 1, "،", "sign")  # 505 هـ/1111 م
    if below.kind == "figure" and scene[index - 1].kind == "word" and unit_at(scene, index + 2):
        return Verbalisation(index + 1, "لِكُلِّ", "sign")
    power = scene[index - 1].key.endswith(("واط", "وات"))
    if power and below.text in ("ساعة", "س", "h"):  # work: power by an hour, not through one
        return Verbalisation(index + 2, "سَاعَة", "sign")
    square = raised.kind == "raised" or (raised.kind == "figure" and raised.text in ("2", "3"))
    if square and not raised.spaced and (per := per_unit(below.text + raised.text)):
        return Verbalisation(index + 3, per, "sign")
    priced = scene[index - 1].kind == "sign" and not below.prefix
    counted = index > 1 and scene[index - 2].kind == "figure" and scene[index - 1].kind == "word"
    sign = below.text.rstrip(".") if counted else below.text
    priced = priced or (counted and sign in ("م", "ل"))
    per = (
        per_time(below.text)
        or (per_unit("m" if sign == "م" else sign, short=True) if priced else "")
        or (per_unit(below.text) if scene[index - 1].kind == "word" else "")
    )
    measured = scene[index - 1].kind in ("word", "raised", "abbreviation")
    per = per or (f"لِكُلِّ {below.text}" if measured and below.key in group("shared") else "")
    if per and raised.text in _POWERS and not raised.spaced and below.key in group("shared"):
        return Verbalisation(index + 3, f"{per} {_power(below, raised.text)}", "sign")
    return Verbalisation(index + 2, per, "sign") if per else None


def _power(noun: Token, sign: str) -> str:
    """The adjective of a length in full with a power: رطل/بوصة²."""
    return agreeing(_POWERS[sign], feminine=noun.key.endswith("ة") or noun.key == "قدم")


def dash(scene: Scene, index: int) -> Verbalisation:
    """A dash: a pause if spaced, a minus between the figures of a sum, otherwise silent."""
    token, before, after = (
        scene[index],
        scene[index - 1] if index else scene[len(scene.tokens)],
        scene[index + 1],
    )
    terms = _is_term(before) and _is_term(after) and after.kind != "raised"
    asked = cued(scene, index, "sums", 4)
    if (terms and (asked or _is_sum(scene, index))) or _is_algebra(before, after):
        return Verbalisation(index + 1, "نَاقِص", "sign")
    if _is_between_eras(scene, index) or _is_between_amounts(scene, index):
        return Verbalisation(index + 1, "إِلَى", "sign")
    flag = after.kind in ("latin", "name") and not after.spaced and token.text in ("-", "--")
    if flag and (token.spaced or before.kind == "quote"):
        return Verbalisation(index + 1, "", "dash")
    apart = token.spaced or after.spaced or len(token.text) > 1
    inside = index > 0 and after.kind != "end" and before.kind != "pause"
    return Verbalisation(index + 1, "،" if apart and inside else "", "dash")


def _is_between_eras(scene: Scene, index: int) -> bool:
    """(661م - 750م), 1550 ق.م. - 1292 ق.م.: between two years that have the same era each."""
    if index < 2 or scene[index - 1].text not in ERAS_OF_OLD or scene[index + 1].kind != "figure":
        return False
    dated = scene[index - 2].kind == "figure" and not scene[index + 1].prefix
    return dated and scene[index + 2].text.rstrip(".") == scene[index - 1].text.rstrip(".")


def _is_between_amounts(scene: Scene, index: int) -> bool:
    """(32 ألف دولار – 37 ألف دولار): between two amounts of the same thing, in brackets."""
    thing, figure = scene[index - 1], scene[index + 1]
    priced = index > 2 and thing.kind == "word" and scene[index - 2].kind == figure.kind == "figure"
    same = scene[index + 2].key == thing.key and scene[index + 3].kind == "close"
    return priced and same and scene[index - 3].kind == "open" and not figure.prefix


def _is_term(token: Token) -> bool:
    """Whether a token may stand on either side of a minus: a number, its power, a short symbol."""
    symbol = token.kind in ("latin", "name") and len(token.text) <= _SYMBOL
    return token.kind in (*_NUMBERS, "raised") or symbol


def _is_algebra(before: Token, after: Token) -> bool:
    """x² - y, س³ - ص³: a power before, and no number behind."""
    symbol = after.kind in ("latin", "name", "word") and len(after.text) == 1
    return before.kind == "raised" and symbol


def _is_sum(scene: Scene, index: int) -> bool:
    """5 - 3 = 2, x - y = 3: terms and signs up to an equals sign."""
    for token in scene.tokens[index + 1 : index + _CLAUSE]:
        if token.text in ("=", "≈", "≠"):
            return True
        if not _is_term(token) and token.kind not in ("sign", "dash"):
            return False
    return False
