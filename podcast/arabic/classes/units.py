"""Units and currencies: the tables, and their signs in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from podcast.arabic.grammar.numerals import Gender, ending
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: noun and plural (the same for one without endings), gender, adjective, words after it."""

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
    return Unit(
        noun, noun if plural == "-" else plural, side, "" if said_after else adjective, after
    )


@cache
def units() -> dict[str, Unit]:
    """Units by sign."""
    return {sign: _unit(*row[1:]) for row in rows("units.tsv", 5) for sign in words(row[0])}


@cache
def currencies() -> dict[str, Currency]:
    """Currencies by sign and code."""
    found = {}
    for signs, noun, plural, gender, adjective, part, parts, part_gender, count in rows(
        "currencies.tsv", 9
    ):
        fraction = _unit(part, parts, part_gender) if part else None
        for sign in words(signs):
            found[sign] = Currency(
                _unit(noun, plural, gender, adjective), fraction, int(count or 0)
            )
    return found


@cache
def currency_words() -> dict[tuple[str, str], Currency]:
    """Currencies by their noun and adjective, folded; by the noun alone, the one that news mean by it."""
    common = {
        "ريال": "SAR",
        "درهم": "AED",
        "دينار": "KWD",
        "جنيه": "EGP",
        "ليره": "TRY",
        "فرنك": "CHF",
        "روبيه": "₹",
    }
    found: dict[tuple[str, str], Currency] = {}
    for currency in currencies().values():
        noun, adjective = fold(currency.unit.noun), fold(currency.unit.adjective)
        found.setdefault((noun, adjective), currency)
        found.setdefault((noun, adjective.replace("امريكي", "اميركي")), currency)
    for noun, code in common.items():
        found[noun.replace("ه", "ة") if noun in ("ليره", "روبيه") else noun, ""] = currencies()[
            code
        ]
    return found


@cache
def divisible() -> frozenset[str]:
    """Nouns, folded, of what has a thousand parts: a lone dot before three digits is a decimal before them."""
    coins = {
        fold(currency.unit.noun) for currency in currencies().values() if currency.parts == 1000
    }
    return frozenset(coins | {fold(unit.noun) for unit in units().values()}) | {"كيلو"}


def unit_at(scene: Scene, at: int) -> tuple[Unit, int] | None:
    """The unit whose sign begins at `at` (over up to four glued tokens), and the place behind it."""
    for length in (5, 4, 3, 2, 1):
        piece = scene.tokens[at : at + length]
        if (
            len(piece) == length
            and all(not token.spaced for token in piece[1:])
            and not piece[0].prefix
        ):
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


@cache
def _times() -> dict[str, str]:
    """What is said for a slash and the sign of a time."""
    return {sign: said for signs, said in rows("per.tsv", 2) for sign in words(signs)}


def per_time(sign: str) -> str:
    """What is said for a slash and `sign` behind a written-out unit: ميغابت/ث; "" where it is no time."""
    return _after_slash(sign) if sign in _times() else ""


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
    if sign in _times():
        return _times()[sign]
    if other := units().get(sign):
        return f"لِكُلِّ {ending(other.noun, 'gen', construct=False)}"
    return ""


def currency_at(scene: Scene, at: int) -> tuple[Currency, int] | None:
    """The currency whose sign or code begins at `at`, and the place behind it."""
    for length in (3, 2, 1):
        piece = scene.tokens[at : at + length]
        if len(piece) == length and all(not token.spaced for token in piece[1:]):
            currency = currencies().get("".join(token.text for token in piece))
            if currency and not (
                piece[-1].kind == "latin" and _runs_on_letters(scene, at + length)
            ):
                return currency, at + length
    return None


def _runs_on_letters(scene: Scene, at: int) -> bool:
    after = scene[at]
    return not after.spaced and after.kind in ("word", "latin", "foreign")
