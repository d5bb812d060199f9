"""Currencies: the table, and finding their signs and codes in a text."""

from __future__ import annotations

from functools import cache

from podcast.arabic.classes.units import Unit, unit_of, units
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene
from podcast.structs import Frozen


class Currency(Frozen):
    """A currency and its subunit; `parts` subunits make one unit, 0 if none are in use."""

    unit: Unit
    fraction: Unit | None
    parts: int


@cache
def currencies() -> dict[str, Currency]:
    """Currencies by sign and code."""
    found = {}
    for signs, noun, plural, gender, adjective, part, parts, part_gender, count in rows(
        "currencies.tsv", 9
    ):
        fraction = unit_of(part, parts, part_gender) if part else None
        for sign in words(signs):
            found[sign] = Currency(
                unit_of(noun, plural, gender, adjective), fraction, int(count or 0)
            )
    return found


@cache
def currency_words() -> dict[tuple[str, str], Currency]:
    """Currencies by (noun, adjective), folded; by the noun alone, the one the news mean by it."""
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
def _initials() -> frozenset[str]:
    return frozenset(sign[0] for sign in currencies())


def currency_at(scene: Scene, index: int) -> tuple[Currency, int] | None:
    """The currency whose sign or code begins at `index`, and the index after it."""
    if scene[index].text[:1] not in _initials():
        return None
    for length in (3, 2, 1):
        piece = scene.tokens[index : index + length]
        if len(piece) == length and all(not token.spaced for token in piece[1:]):
            currency = currencies().get("".join(token.text for token in piece))
            if currency and not (
                piece[-1].kind == "latin" and _runs_on_letters(scene, index + length)
            ):
                return currency, index + length
    return None


def _runs_on_letters(scene: Scene, index: int) -> bool:
    after = scene[index]
    return not after.spaced and after.kind in ("word", "latin", "foreign")


@cache
def divisible() -> frozenset[str]:
    """Folded nouns of currencies with a thousand subunits, before which 1.250 has decimals, not thousands."""
    coins = {
        fold(currency.unit.noun) for currency in currencies().values() if currency.parts == 1000
    }
    return frozenset(coins | {fold(unit.noun) for unit in units().values()}) | {"كيلو"}
