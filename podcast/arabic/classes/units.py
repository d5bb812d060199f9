"""Units: the tables, and finding their signs in a text."""

from __future__ import annotations

from functools import cache

from podcast.arabic.grammar.numerals import ending
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import definite
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.features import Gender
from podcast.structs import Frozen, replace


class Unit(Frozen):
    """A unit: noun and plural (equal if it is uninflected), gender, adjective, words that follow it."""

    noun: str
    plural: str
    gender: Gender
    adjective: str = ""
    after: str = ""


def unit_of(noun: str, plural: str, gender: str, adjective: str = "") -> Unit:
    """The unit of a table row; an adjective that ends in ! is invariable."""
    said_after = adjective.endswith("!")
    side: Gender = "f" if gender == "f" else "m"
    after = adjective.removesuffix("!") if said_after else ""
    return Unit(
        noun, noun if plural == "-" else plural, side, "" if said_after else adjective, after
    )


@cache
def units() -> dict[str, Unit]:
    """Units by sign."""
    return {sign: unit_of(*row[1:]) for row in rows("units.tsv", 5) for sign in words(row[0])}


@cache
def _initials() -> frozenset[str]:
    return frozenset(sign[0] for sign in units())


def unit_at(scene: Scene, index: int) -> tuple[Unit, int] | None:
    """The unit whose sign begins at `index` (of up to four unspaced tokens), and the index after it."""
    first = scene[index].text
    if not first or (first[0] not in _initials() and "/" not in first):
        return None
    for length in (5, 4, 3, 2, 1):
        piece = scene.tokens[index : index + length]
        if (
            len(piece) == length
            and all(not token.spaced for token in piece[1:])
            and not piece[0].prefix
        ):
            unit = by_sign("".join(token.text for token in piece))
            if unit and not _runs_on(scene, index + length):
                return divided(scene, unit, index + length)
    return None


def by_sign(sign: str) -> Unit | None:
    """The unit of a sign, including one with a slash in a single run: mg/dL."""
    unit = units().get(sign) or (units().get(sign[:-1]) if sign[-1] == "." in sign[:-1] else None)
    if unit or sign.count("/") != 1:
        return unit
    above, below = sign.split("/")
    unit, after = units().get(above), _after_slash(below)
    return replace(unit, after=f"{unit.after} {after}".strip()) if unit and after else None


@cache
def _times() -> dict[str, str]:
    """The spoken form of a slash and a sign of time."""
    return {sign: spoken for signs, spoken in rows("per.tsv", 2) for sign in words(signs)}


def agreeing(adjective: str, *, feminine: bool) -> str:
    """A unit's adjective, as its noun asks for it: مُرَبَّع, مُرَبَّعَة."""
    return adjective + "َة" if feminine else adjective


def definite_unit(unit: Unit) -> str:
    """A unit that no number counts, with the article: الْكِيلُومِتْر الْمُرَبَّع, الْكِيلُومِتْر فِي السَّاعَةِ."""
    adjective = agreeing(unit.adjective, feminine=unit.gender == "f") if unit.adjective else ""
    said = [definite(word) for word in (unit.noun, adjective) if word]
    return " ".join([*said, unit.after] if unit.after else said)


def one_of(unit: Unit) -> str:
    """A unit that no number counts, with its adjective: مِلْعَقَة كَبِيرَة, مِلِّيغِرَام لِكُلِّ لِتْرٍ."""
    adjective = agreeing(unit.adjective, feminine=unit.gender == "f") if unit.adjective else ""
    return " ".join(filter(None, (unit.noun, adjective, unit.after)))


def per_time(sign: str) -> str:
    """The spoken form of a slash and `sign` after a unit in words: ميغابت/ث; "" if it is not a time."""
    return _after_slash(sign) if sign in _times() else ""


def per_unit(sign: str, *, short: bool = False) -> str:
    """The spoken form of a slash and a unit's sign of several characters after a word: نسمة/كم²."""
    return _after_slash(sign) if short or len(sign) > 1 else ""


def _runs_on(scene: Scene, index: int) -> bool:
    """Whether letters or digits follow a sign directly, so that it is not a unit: H in H2O."""
    after = scene[index]
    return not after.spaced and after.kind in ("word", "latin", "figure", "foreign", "name")


def divided(scene: Scene, unit: Unit, index: int) -> tuple[Unit, int]:
    """The unit with what follows its slash: كم/س, mg/dL."""
    slash, below = scene[index], scene[index + 1]
    if slash.text == "/" and slash.spaced and below.spaced and len(below.text) > 2:
        apart = per_time(below.text)  # 90 كم / ساعة
        beneath = replace(unit, after=f"{unit.after} {apart}".strip())
        return (beneath, index + 2) if apart else (unit, index)
    if slash.text != "/" or slash.spaced or below.spaced:
        return unit, index
    if below.kind == "figure" and unit_at(scene, index + 2):
        return replace(unit, after=f"{unit.after} لِكُلِّ".strip()), index + 1
    raised = scene[index + 2]
    if raised.kind == "raised" and not raised.spaced:
        cubed = _after_slash(below.text + raised.text)
        return (
            (replace(unit, after=f"{unit.after} {cubed}".strip()), index + 3)
            if cubed
            else (unit, index)
        )
    after = _after_slash(below.text)
    return (
        (replace(unit, after=f"{unit.after} {after}".strip()), index + 2)
        if after
        else (unit, index)
    )


def _after_slash(sign: str) -> str:
    """The spoken form of /h, /س, /L: "per hour", "per litre"."""
    if sign in _times():
        return _times()[sign]
    if other := units().get(sign):
        return f"لِكُلِّ {ending(other.noun, 'gen', construct=False)} {other.adjective}".rstrip()
    return ""
