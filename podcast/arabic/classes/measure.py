"""Measures: amounts with units, in words."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.decimal import parts_thousands
from podcast.arabic.classes.loose_units import DOUBLE_PRIMES, PRIMES, SIDES, unit_behind
from podcast.arabic.classes.units import (
    Unit,
    agreeing,
    definite_unit,
    one_of,
    units,
)
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import Governed, governed_by
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import dual, ending, spell
from podcast.arabic.grammar.one_or_two import is_held
from podcast.arabic.grammar.ordinals import fraction
from podcast.arabic.grammar.quantity import Amount, amount
from podcast.arabic.grammar.scales import scales
from podcast.arabic.text.letters import FATHATAN, KASRATAN, fold
from podcast.arabic.tokens.context import Scene, cued, group
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
    found = unit_behind(scene, end)
    if found is None:
        return None
    unit, end = found
    if index and scene[index - 1].text == "^" and spoken.low.value:
        words = f"{say(spoken, 'm', 'obl')} {unit.noun} {unit.after}".rstrip()
        return Verbalisation(end, words, "measure")  # 10^8 م: the power counts nothing
    case = case_at(scene, index, end)
    signed = bool(spoken.low.sign) and spoken.high is None
    cold = signed and spoken.low.sign in ("-", "−", "–") and "دَرَجَة" in unit.noun
    bound = "" if cold or not signed else _bound(scene, index, spoken.low.sign)
    spoken = replace(spoken, low=replace(spoken.low, sign="")) if cold or bound else spoken
    case = "gen" if bound else case
    words = measured(
        unit, spoken, case, governed=governed_by(scene, index), article=scene[index].article
    )
    if cold and scene[end].key in ("مئوية", "فهرنهايت"):
        words, end = f"{words} {scene[end].text}", end + 1
    plain = not (unit.adjective or unit.after)
    vessel = plain and fold(unit.noun) in group("containers")
    if spoken.low.value == 2 and vessel and is_held(scene[end]):
        words = words.removesuffix("نِ")  # 2 كغ لحم
    words = f"{bound} {words}" if bound else words
    if unit.noun == units()["°"].noun and not cold:
        further, end = _of_angle(scene, end, case)
        words += further
    return Verbalisation(end, f"{words} تَحْتَ الصِّفْرِ" if cold else words, "measure", case, unit.gender)


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


def _of_angle(scene: Scene, end: int, case: Case) -> tuple[str, int]:
    """The minutes of an angle and the side it is counted to, and the index after them: 24°38'N."""
    words, upper = "", amount(scene, end)
    if upper and upper[0].low.value is not None and scene[upper[1]].text in PRIMES:
        words, end = f" وَ{measured(units()['min'], upper[0], case, governed='led')}", upper[1] + 1
        third = amount(scene, end)
        if third and scene[third[1]].text in DOUBLE_PRIMES:
            seconds = measured(units()["s"], third[0], case, governed="led")
            words = f"{words} وَ{seconds}" if third[0].low.figure.whole else words
            end = third[1] + 1
    side = SIDES.get(scene[end].text, "") if scene[end].kind in ("latin", "name") else ""
    return (f"{words} {side}", end + 1) if side else (words, end)
