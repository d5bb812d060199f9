"""Amounts of units and of money in words."""

from __future__ import annotations

from podcast.arabic.classes.decimal import Governed, say
from podcast.arabic.classes.units import Currency, Unit
from podcast.arabic.grammar.numerals import Case, dual, ending, spell
from podcast.arabic.text.letters import FATHATAN, KASRATAN, fold
from podcast.arabic.tokens.numeric import Amount


def after_number(unit: Unit, amount: Amount) -> str:
    """The unit's noun, with its adjective, as the number before it asks."""
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
    said = noun
    if unit.adjective:
        adjective = _agreeing(unit.adjective, bool(feminine) or unit.gender == "f")
        said += " " + (_accusative(adjective) if mark == FATHATAN else adjective + mark)
    return f"{said} {unit.after}" if unit.after and tail else said


def _agreeing(adjective: str, feminine: bool) -> str:
    return adjective + "َة" if feminine else adjective


def _accusative(noun: str) -> str:
    """Indefinite accusative: كيلومترًا, ليرةً; a noun on a long vowel stays as it is."""
    if noun.endswith("ة"):
        return noun + FATHATAN
    return noun if noun[-1] in "ويا" or " " in noun else f"{noun}{FATHATAN}ا"


def _genitive(plural: str, unit: Unit) -> str:
    """A genitive plural; ثوانٍ has its ending, دراهم and دقائق take none of tanwin."""
    if plural[-1] in "ٍويا" or plural == unit.noun:
        return plural
    diptote = len(fold(plural)) == 5 and fold(plural)[2] == "ا" and not plural.endswith("ات")
    return plural + ("َ" if diptote else KASRATAN)


def one_or_two(unit: Unit, value: int, case: Case) -> str:
    """A unit counted once or twice: كيلومتر واحد, كيلومترين."""
    if value == 1 and case == "acc":
        one = "وَاحِدَةً" if unit.gender == "f" else "وَاحِدًا"
        said = f"{_with_adjective(unit, _accusative(unit.noun), '', FATHATAN, tail=False)} {one}"
        return f"{said} {unit.after}".strip()
    if value == 1:
        one = spell(1, unit.gender, case)
        noun = ending(unit.noun, case, construct=False)
        adjective = f" {_agreeing(unit.adjective, unit.gender == 'f')}" if unit.adjective else ""
        return f"{noun}{adjective} {one}" + (f" {unit.after}" if unit.after else "")
    said = _dual(unit.noun, case)
    if unit.adjective:
        said += " " + _dual(_agreeing(unit.adjective, unit.gender == "f"), case)
    return f"{said} {unit.after}" if unit.after else said


def _and_one_or_two(unit: Unit, value: int, case: Case) -> str:
    """101 and 102 of a unit: مئة دولار ودولار."""
    rest = value % 100
    more = ending(unit.noun, case, construct=False) if rest == 1 else _dual(unit.noun, case)
    round_number = spell(value - rest, unit.gender, case, counts=True)
    words = f"{round_number} {ending(unit.noun, 'gen', construct=False)} وَ{more}"
    adjective = _agreeing(unit.adjective, unit.gender == "f")
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
    if single and half[1] and not amount.low.figure.whole:
        noun = _with_adjective(unit, unit.noun, "", "", tail=True)
        return f"{say(amount, unit.gender, case, counts=True)} {noun}"
    counts = amount.last.value is not None
    said = say(amount, unit.gender, case, counts=counts, article=article, governed=governed)
    return f"{said} {after_number(unit, amount)}"


def money(
    currency: Currency, amount: Amount, case: Case, *, governed: Governed, article: bool = False
) -> str:
    """An amount of money; 12.50 of a currency with a hundred fractions is twelve and fifty of them."""
    figure = amount.low.figure
    broken = (
        amount.high is None
        and not amount.scale
        and len(figure.decimals) == len(str(currency.parts)) - 1
    )
    if not broken or currency.fraction is None or currency.parts < 100:
        return measured(currency.unit, amount, case, governed=governed, article=article)
    whole = Amount(type(amount.low)(type(figure)(str(figure.whole), figure.whole), amount.low.sign))
    cents = int(figure.decimals)
    small = Amount(type(amount.low)(type(figure)(str(cents), cents)))
    parts = [measured(currency.unit, whole, case, governed="")] if figure.whole or not cents else []
    parts += [measured(currency.fraction, small, case, governed="")] if cents else []
    return " وَ".join(parts)
