"""Percentages, money and measures: signs, codes and abbreviations on either side of a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from podcast.arabic.amounts import Amount, say
from podcast.arabic.context import Scene
from podcast.arabic.letters import FATHATAN, KASRATAN, definite, fold
from podcast.arabic.numbers import Case, Gender, dual, ending, spell
from podcast.arabic.tables import rows, words


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its noun and plural (the same for one that takes no ending), gender, adjective, words after it."""

    noun: str
    plural: str
    gender: Gender
    adjective: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and its fraction; `parts` fractions make one, 0 when there are none in use."""

    unit: Unit
    fraction: Unit | None
    parts: int


def _unit(noun: str, plural: str, gender: str, adjective: str = "") -> Unit:
    said_after = adjective.endswith("!")
    side: Gender = "f" if gender == "f" else "m"
    after = adjective.removesuffix("!") if said_after else ""
    return Unit(noun, noun if plural == "-" else plural, side, "" if said_after else adjective, after)


@cache
def units() -> dict[str, Unit]:
    """Units by sign."""
    return {sign: _unit(*row[1:]) for row in rows("units.tsv", 5) for sign in words(row[0])}


@cache
def currencies() -> dict[str, Currency]:
    """Currencies by sign and code."""
    found = {}
    for signs, noun, plural, gender, adjective, part, parts, part_gender, count in rows("currencies.tsv", 9):
        fraction = _unit(part, parts, part_gender) if part else None
        for sign in words(signs):
            found[sign] = Currency(_unit(noun, plural, gender, adjective), fraction, int(count or 0))
    return found


@cache
def currency_words() -> dict[tuple[str, str], Currency]:
    """Currencies by their noun and adjective, folded; by the noun alone, the one that news mean by it."""
    common = {"ريال": "SAR", "درهم": "AED", "دينار": "KWD", "جنيه": "EGP", "ليره": "TRY", "فرنك": "CHF", "روبيه": "₹"}
    found: dict[tuple[str, str], Currency] = {}
    for currency in currencies().values():
        noun, adjective = fold(currency.unit.noun), fold(currency.unit.adjective)
        found.setdefault((noun, adjective), currency)
        found.setdefault((noun, adjective.replace("امريكي", "اميركي")), currency)
    for noun, code in common.items():
        found[noun.replace("ه", "ة") if noun in ("ليره", "روبيه") else noun, ""] = currencies()[code]
    return found


@cache
def divisible() -> frozenset[str]:
    """Nouns, folded, of what has a thousand parts: a lone dot before three digits is a decimal before them."""
    coins = {fold(currency.unit.noun) for currency in currencies().values() if currency.parts == 1000}
    return frozenset(coins | {fold(unit.noun) for unit in units().values()}) | {"كيلو"}


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
    if value == 1:
        one = spell(1, unit.gender, case)
        noun = ending(unit.noun, case, construct=False)
        adjective = f" {_agreeing(unit.adjective, unit.gender == 'f')}" if unit.adjective else ""
        return f"{noun}{adjective} {one}" + (f" {unit.after}" if unit.after else "")
    said = _dual(unit.noun, case)
    if unit.adjective:
        said += " " + _dual(_agreeing(unit.adjective, unit.gender == "f"), case)
    return f"{said} {unit.after}" if unit.after else said


def _dual(noun: str, case: Case) -> str:
    return dual(noun.removesuffix("ة") + "ت" if noun.endswith("ة") else noun, case, construct=False)


def measured(unit: Unit, amount: Amount, case: Case, *, governed: bool, article: bool = False) -> str:
    """An amount of a unit in words: ثمانين كيلومترًا."""
    value = amount.low.value
    single = amount.high is None and not amount.scale and not amount.low.sign
    if single and value in (1, 2) and unit.noun != unit.plural and not article:
        return one_or_two(unit, value, case)
    half = amount.low.over
    if single and half[1] and not amount.low.figure.whole:
        return f"{say(amount, unit.gender, case, counts=True)} {_with_adjective(unit, unit.noun, '', '', tail=True)}"
    counts = amount.last.value is not None
    said = say(amount, unit.gender, case, counts=counts, article=article, governed=governed)
    return f"{said} {after_number(unit, amount)}"


def money(currency: Currency, amount: Amount, case: Case, *, governed: bool, article: bool = False) -> str:
    """An amount of money; 12.50 of a currency with a hundred fractions is twelve and fifty of them."""
    figure = amount.low.figure
    broken = amount.high is None and not amount.scale and len(figure.decimals) == len(str(currency.parts)) - 1
    if not broken or currency.fraction is None or currency.parts < 100:
        return measured(currency.unit, amount, case, governed=governed, article=article)
    whole = Amount(type(amount.low)(type(figure)(str(figure.whole), figure.whole), amount.low.sign))
    cents = int(figure.decimals)
    small = Amount(type(amount.low)(type(figure)(str(cents), cents)))
    parts = [measured(currency.unit, whole, case, governed=False)] if figure.whole or not cents else []
    parts += [measured(currency.fraction, small, case, governed=False)] if cents else []
    return " وَ".join(parts)


_PER = {
    "س": "ساعة", "ساعة": "ساعة", "h": "ساعة", "hr": "ساعة", "ث": "ثانية", "ثانية": "ثانية", "s": "ثانية", "sec": "ثانية",
    "د": "دقيقة", "دقيقة": "دقيقة", "min": "دقيقة", "يوم": "يوم", "day": "يوم", "سنة": "سنة", "شهر": "شهر",
}  # fmt: skip
_PER_MARKED = {
    "ساعة": "سَاعَةِ", "ثانية": "ثَانِيَةِ", "دقيقة": "دَقِيقَةِ", "يوم": "يَوْمِ", "سنة": "سَنَةِ", "شهر": "شَهْرِ",
}  # fmt: skip


def unit_at(scene: Scene, at: int) -> tuple[Unit, int] | None:
    """The unit whose sign begins at `at` (over up to four glued tokens), and the place behind it."""
    for length in (5, 4, 3, 2, 1):
        piece = scene.tokens[at : at + length]
        if len(piece) == length and all(not token.spaced for token in piece[1:]) and not piece[0].prefix:
            unit = _by_sign("".join(token.text for token in piece))
            if unit and not _runs_on(scene, at + length):
                return _per(scene, unit, at + length)
    return None


def _by_sign(sign: str) -> Unit | None:
    """The unit of a sign, also of one with a slash in a single run: mg/dL."""
    unit = units().get(sign)
    if unit or sign.count("/") != 1:
        return unit
    above, below = sign.split("/")
    unit, after = units().get(above), _after_slash(below)
    return replace(unit, after=f"{unit.after} {after}".strip()) if unit and after else None


def per_time(sign: str) -> str:
    """What is said for a slash and `sign` behind a written-out unit: ميغابت/ث; "" where it is no time."""
    return _after_slash(sign) if sign in _PER else ""


def _runs_on(scene: Scene, at: int) -> bool:
    """Whether letters or digits go on behind a sign, so that it is none: H in H2O."""
    after = scene[at]
    return not after.spaced and after.kind in ("word", "latin", "figure", "foreign", "name")


def _per(scene: Scene, unit: Unit, at: int) -> tuple[Unit, int]:
    """The unit with what is behind its slash: كم/س, mg/dL."""
    slash, below = scene[at], scene[at + 1]
    if slash.text != "/" or slash.spaced or below.spaced:
        return unit, at
    if below.kind == "figure":
        return replace(unit, after=f"{unit.after} لِكُلِّ".strip()), at + 1
    after = _after_slash(below.text)
    return (replace(unit, after=f"{unit.after} {after}".strip()), at + 2) if after else (unit, at)


def _after_slash(sign: str) -> str:
    """In an hour, for each litre: what is said for /h, /س, /L."""
    if time := _PER.get(sign):
        return f"فِي {definite(_PER_MARKED[time])}"
    elif other := units().get(sign):
        return f"لِكُلِّ {ending(other.noun, 'gen', construct=False)}"
    return ""


def currency_at(scene: Scene, at: int) -> tuple[Currency, int] | None:
    """The currency whose sign or code begins at `at`, and the place behind it."""
    for length in (3, 2, 1):
        piece = scene.tokens[at : at + length]
        if len(piece) == length and all(not token.spaced for token in piece[1:]):
            currency = currencies().get("".join(token.text for token in piece))
            if currency and not (piece[-1].kind == "latin" and _runs_on_letters(scene, at + length)):
                return currency, at + length
    return None


def _runs_on_letters(scene: Scene, at: int) -> bool:
    after = scene[at]
    return not after.spaced and after.kind in ("word", "latin", "foreign")

