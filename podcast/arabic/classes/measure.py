"""Measures: amounts with units, in words."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.decimal import parts_thousands
from podcast.arabic.classes.era import is_era
from podcast.arabic.classes.units import (
    Unit,
    agreeing,
    definite_unit,
    divided,
    one_of,
    unit_at,
    units,
)
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import Governed, governed_by
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.clause import JOINING
from podcast.arabic.grammar.numerals import dual, ending, spell
from podcast.arabic.grammar.one_or_two import is_held
from podcast.arabic.grammar.ordinals import fraction
from podcast.arabic.grammar.quantity import Amount, amount
from podcast.arabic.grammar.scales import scales
from podcast.arabic.text.letters import FATHATAN, KASRATAN, fold
from podcast.arabic.tokens.context import Scene, among, cued, group
from podcast.arabic.tokens.features import Case
from podcast.structs import replace


def after_number(unit: Unit, amount: Amount) -> str:
    """The unit's noun and adjective, inflected for the number before it."""
    value = amount.last.value
    if amount.scale or value is None or unit.noun == unit.plural:
        return _with_adjective(unit, unit.noun, "", "", tail=True)
    rest = value % 100
    if 3 <= rest <= 10:
        return _with_adjective(unit, _genitive(unit.plural, unit), "ة", KASRATAN, tail=True)
    if rest >= 11:
        return _with_adjective(unit, _accusative(unit.noun), "", FATHATAN, tail=True)
    return _with_adjective(unit, ending(unit.noun, "gen", construct=False), "", KASRATAN, tail=True)


def _with_adjective(unit: Unit, noun: str, feminine: str, mark: str, *, tail: bool) -> str:
    spoken = noun
    if unit.adjective:
        adjective = agreeing(unit.adjective, feminine=bool(feminine) or unit.gender == "f")
        spoken += " " + (_accusative(adjective) if mark == FATHATAN else adjective + mark)
    return f"{spoken} {unit.after}" if unit.after and tail else spoken


def _accusative(noun: str) -> str:
    """The indefinite accusative: كيلومترًا, ليرةً; a noun that ends in a long vowel is unchanged."""
    if noun.endswith("ة"):
        return noun + FATHATAN
    return noun if noun[-1] in "ويا" or " " in noun else f"{noun}{FATHATAN}ا"


def _genitive(plural: str, unit: Unit) -> str:
    """The genitive plural; ثوانٍ has its own ending, diptotes such as دراهم and دقائق take no tanwin."""
    if plural[-1] in "ٍويا" or plural == unit.noun:
        return plural
    diptote = len(fold(plural)) == 5 and fold(plural)[2] == "ا" and not plural.endswith("ات")
    return plural + ("َ" if diptote else KASRATAN)


def one_or_two(unit: Unit, value: int, case: Case) -> str:
    """A unit counted once or twice: كيلومتر واحد, كيلومترين."""
    if value == 1 and case == "acc":
        one = "وَاحِدَةً" if unit.gender == "f" else "وَاحِدًا"
        spoken = f"{_with_adjective(unit, _accusative(unit.noun), '', FATHATAN, tail=False)} {one}"
        return f"{spoken} {unit.after}".strip()
    if value == 1:
        one = spell(1, unit.gender, case)
        noun = ending(unit.noun, case, construct=False)
        adjective = (
            f" {agreeing(unit.adjective, feminine=unit.gender == 'f')}" if unit.adjective else ""
        )
        return f"{noun}{adjective} {one}" + (f" {unit.after}" if unit.after else "")
    spoken = _dual(unit.noun, case)
    if unit.adjective:
        spoken += " " + _dual(agreeing(unit.adjective, feminine=unit.gender == "f"), case)
    return f"{spoken} {unit.after}" if unit.after else spoken


def _and_one_or_two(unit: Unit, value: int, case: Case) -> str:
    """101 and 102 of a unit: مئة دولار ودولار."""
    rest = value % 100
    more = ending(unit.noun, case, construct=False) if rest == 1 else _dual(unit.noun, case)
    round_number = spell(value - rest, unit.gender, case, counts=True)
    words = f"{round_number} {ending(unit.noun, 'gen', construct=False)} وَ{more}"
    adjective = agreeing(unit.adjective, feminine=unit.gender == "f")
    return " ".join(filter(None, (words, adjective, unit.after)))


def _dual(noun: str, case: Case) -> str:
    return dual(noun.removesuffix("ة") + "ت" if noun.endswith("ة") else noun, case, construct=False)


def measured(
    unit: Unit, amount: Amount, case: Case, *, governed: Governed, article: bool = False
) -> str:
    """An amount of a unit in words: ثمانين كيلومترًا."""
    value = amount.low.value
    single = amount.high is None and not amount.scale and not amount.low.sign
    if single and value in (1, 2) and unit.noun != unit.plural and not article:
        return one_or_two(unit, value, case)
    if single and value and value > 100 and value % 100 in (1, 2) and unit.noun != unit.plural:
        return _and_one_or_two(unit, value, case)
    half = amount.low.over
    if single and half[1] and amount.low.figure.whole:  # 1½ م.ك
        whole = replace(amount, low=replace(amount.low, over=(0, 0)))
        told = (
            one_of(unit) if whole.low.value == 1 else measured(unit, whole, case, governed=governed)
        )
        return f"{told} وَ{fraction(*half, case)}"
    if single and half[1]:
        noun = _with_adjective(unit, unit.noun, "", "", tail=True)
        return f"{say(amount, unit.gender, case, counts=True)} {noun}"
    counts = amount.last.value is not None
    spoken = say(amount, unit.gender, case, counts=counts, article=article, governed=governed)
    return f"{spoken} {after_number(unit, amount)}"


def measure(scene: Scene, index: int) -> Verbalisation | None:
    """80 كم/س, 12 كغ, 27°م, 16GB; negative degrees are "below zero"."""
    quantity = amount(scene, index, whole=parts_thousands(scene, index))
    if quantity is None:
        return None
    spoken, end = quantity
    unit = unit_at(scene, end) or _hyphenated(scene, end)
    unit = unit or _metres(scene, end) or _inches(scene, end)
    unit = (
        unit
        or _stars(scene, end)
        or _minutes(scene, end)
        or _lettered(scene, end)
        or _degrees(scene, end)
    )
    if unit is None:
        return None
    unit = _celsius(scene, *unit)
    end = unit[1]
    if index and scene[index - 1].text == "^" and spoken.low.value:
        words = f"{say(spoken, 'm', 'obl')} {unit[0].noun} {unit[0].after}".rstrip()
        return Verbalisation(end, words, "measure")  # 10^8 م: the power counts nothing
    case = case_at(scene, index, end)
    signed = bool(spoken.low.sign) and spoken.high is None
    cold = signed and spoken.low.sign in ("-", "−", "–") and "دَرَجَة" in unit[0].noun
    bound = "" if cold or not signed else _bound(scene, index, spoken.low.sign)
    spoken = replace(spoken, low=replace(spoken.low, sign="")) if cold or bound else spoken
    case = "gen" if bound else case
    words = measured(
        unit[0], spoken, case, governed=governed_by(scene, index), article=scene[index].article
    )
    if cold and scene[end].key in ("مئوية", "فهرنهايت"):
        words, end = f"{words} {scene[end].text}", end + 1
    plain = not (unit[0].adjective or unit[0].after)
    vessel = plain and fold(unit[0].noun) in group("containers")
    if spoken.low.value == 2 and vessel and is_held(scene[end]):
        words = words.removesuffix("نِ")  # 2 كغ لحم
    words = f"{bound} {words}" if bound else words
    if unit[0].noun == units()["°"].noun and not cold:
        further, end = _of_angle(scene, end, case)
        words += further
    return Verbalisation(
        end, f"{words} تَحْتَ الصِّفْرِ" if cold else words, "measure", case, unit[0].gender
    )


def raised_unit(scene: Scene, index: int) -> Verbalisation | None:
    """سعر م², لكل م²: a unit with its power and no number before it."""
    power, before = scene[index + 1], scene.word_before(index)
    each = before is not None and before.key.endswith("كل")
    counted = before is not None and before.key in scales()
    typed = power.kind == "figure" and power.text in ("2", "3") and (each or counted)  # لكل كم2
    if not (power.kind == "raised" or typed) or power.spaced or scene[index].prefix:
        return None
    unit = units().get(scene[index].text + power.text)
    if unit is None or not unit.adjective:
        return None
    spoken = f"{unit.noun} {unit.adjective}" if each or counted else definite_unit(unit)
    return Verbalisation(index + 2, spoken, "measure")


def _bound(scene: Scene, index: int, sign: str) -> str:
    """فئة -75 كغ, وزن +100 كغ: under and over, in weight classes."""
    if not cued(scene, index, "weight_classes", 4):
        return ""
    return {"+": "فَوْقَ", "-": "تَحْتَ", "−": "تَحْتَ", "–": "تَحْتَ"}.get(sign, "")


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


_PRIMES = ("'", "’", "′")
_DOUBLE_PRIMES = ("″", '"', "”", "''")
_SIDES = {"N": "شَمَالًا", "S": "جَنُوبًا", "E": "شَرْقًا", "W": "غَرْبًا"}


def _degrees(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """24°38', 30°N: degrees with minutes or a side right behind them."""
    side = scene[end + 1].text in _SIDES and not scene[end + 1].spaced
    further = side or (scene[end + 1].kind == "figure" and scene[end + 2].text in _PRIMES)
    return (units()["°"], end + 1) if scene[end].text in ("°", "º", "˚") and further else None


def _of_angle(scene: Scene, end: int, case: Case) -> tuple[str, int]:
    """The minutes of an angle and the side it is counted to, and the index after them: 24°38'N."""
    words, upper = "", amount(scene, end)
    if upper and upper[0].low.value is not None and scene[upper[1]].text in _PRIMES:
        words, end = f" وَ{measured(units()['min'], upper[0], case, governed='led')}", upper[1] + 1
        third = amount(scene, end)
        if third and scene[third[1]].text in _DOUBLE_PRIMES:
            seconds = measured(units()["s"], third[0], case, governed="led")
            words = f"{words} وَ{seconds}" if third[0].low.figure.whole else words
            end = third[1] + 1
    side = _SIDES.get(scene[end].text, "") if scene[end].kind in ("latin", "name") else ""
    return (f"{words} {side}", end + 1) if side else (words, end)


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
