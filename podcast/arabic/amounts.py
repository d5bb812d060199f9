"""Amounts: a number in a sentence, with sign, fraction, range and scale word, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from podcast.arabic.context import Scene
from podcast.arabic.figures import FRACTIONS, Figure, parse
from podcast.arabic.letters import definite, paused
from podcast.arabic.numbers import Case, Gender, ending_of_digit, spell
from podcast.arabic.ordinals import definite_cardinal, fraction
from podcast.arabic.scales import after_number, marked_scale, once_or_twice, scales

HYPHENS = frozenset("-–—−‒")
Governed = Literal["", "led", "between"]
"""What leads a range in: nothing, a preposition or construct that takes the place of "from", or بين."""
_YEARS = range(1000, 2101)


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its figure, its sign, and a fraction added to it (2½)."""

    figure: Figure
    sign: str = ""
    over: tuple[int, int] = (0, 0)

    @property
    def value(self) -> int | None:
        """Its worth where it is a whole number."""
        return self.figure.whole if self.figure.integer and not self.over[1] else None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of two. `scale`: the stem of the word behind it, such as مليون."""

    low: Number
    high: Number | None = None
    scale: str = ""
    written: str = ""
    """The scale word as it stands in the text."""

    @property
    def last(self) -> Number:
        """The number next to what is counted."""
        return self.high or self.low


def number(scene: Scene, at: int, *, whole: bool = False) -> tuple[Number, int] | None:
    """The number whose first token is at `at`, and the place behind it."""
    token, sign = scene[at], ""
    if token.text in HYPHENS | {"+", "±"} and _is_sign(scene, at):
        sign, at = token.text, at + 1
        token = scene[at]
    if token.kind == "fraction":
        return Number(Figure(token.text), sign, FRACTIONS[token.text]), at + 1
    if token.kind != "figure":
        return None
    figure, after = parse(token.text, whole=whole), scene[at + 1]
    if after.kind == "fraction" and figure.integer:
        return Number(figure, sign, FRACTIONS[after.text]), at + 2
    return Number(figure, sign), at + 1


def _is_sign(scene: Scene, at: int) -> bool:
    """A hyphen is a minus only where it touches the number behind it and nothing before it."""
    before, after = scene[at - 1] if at else scene[len(scene.tokens)], scene[at + 1]
    free = (
        scene[at].spaced
        or at == 0
        or before.kind in ("open", "quote", "sign")
        or bool(scene[at].prefix)
    )
    return free and not after.spaced and after.kind in ("figure", "fraction")


def amount(scene: Scene, at: int, *, whole: bool = False) -> tuple[Amount, int] | None:
    """The number or range at `at`, with the scale word behind it."""
    first = number(scene, at, whole=whole)
    if first is None:
        return None
    low, at = first
    high, at = _upper(scene, low, at)
    scale = (
        scales().get(scene[at].key, "") if scene[at].kind == "word" and not scene[at].prefix else ""
    )
    if scale:
        return Amount(low, high, scale, scene[at].text), at + 1
    return Amount(low, high), at


def _upper(scene: Scene, low: Number, at: int) -> tuple[Number | None, int]:
    """The other end of a range: 15-20, 15–20, and 15 - 20 where a word follows."""
    dash = scene[at]
    if dash.kind != "dash" or scene[at + 1].kind != "figure" or len(dash.text) > 1:
        return None, at
    found = number(scene, at + 1)
    if found is None or found[0].figure.parts:
        return None, at
    high, after = found
    apart = dash.spaced or scene[at + 1].spaced
    rising = (high.figure.whole, high.figure.decimals) >= (low.figure.whole, low.figure.decimals)
    if apart and (not rising or scene[after].kind == "dash"):
        return None, at
    if (
        not apart
        and scene[after].kind == "dash"
        and not scene[after].spaced
        and scene[after + 1].kind == "figure"
    ):
        return None, at
    return _completed(low, high), after


def _completed(low: Number, high: Number) -> Number:
    """The second year of 2019-20, in full."""
    first, second = low.figure, high.figure
    if (
        first.plain
        and first.whole in _YEARS
        and len(second.text) == 2
        and second.whole > first.whole % 100
    ):
        return Number(Figure(second.text, first.whole // 100 * 100 + second.whole))
    return high


def decimals(digits: str, case: Case) -> str:
    """What follows فاصل: 25 as a number, 08 and anything longer than three digits one by one."""
    if digits[0] == "0" or len(digits) > 3:
        return " ".join(map(ending_of_digit, digits))
    return spell(int(digits), "m", case)


def say_number(
    said: Number, gender: Gender, case: Case, *, counts: bool = False, article: bool = False
) -> str:
    """A number in words. Decimals are masculine and stand by themselves, whatever is counted."""
    figure = said.figure
    sign = {"": "", "+": "زَائِد ", "±": "زَائِد أَوْ نَاقِص "}.get(said.sign, "سَالِب ")
    if figure.parts:
        return sign + " نُقْطَة ".join(paused(_digits(part)) for part in figure.parts)
    if said.over[1]:
        part = fraction(*said.over, case, counts=counts and not figure.whole)
        return sign + (f"{spell(figure.whole, gender, case)} وَ{part}" if figure.whole else part)
    if figure.decimals:
        return (
            f"{sign}{paused(spell(figure.whole, 'm', case))} فَاصِل {decimals(figure.decimals, case)}"
        )
    speak = definite_cardinal if article else spell
    return sign + speak(figure.whole, gender, case, counts=counts)


def _digits(part: str) -> str:
    """A part of a dotted number, or digits that are no amount."""
    if part == "0" or (part[0] != "0" and len(part) <= 4):
        return spell(int(part), "m", "nom")
    return " ".join(map(ending_of_digit, part))


def say(
    said: Amount,
    gender: Gender,
    case: Case,
    *,
    counts: bool = False,
    article: bool = False,
    governed: Governed = "",
) -> str:
    """An amount in words; a range as "from … to …", or without "from" where a preposition leads it in."""
    if said.scale:
        return _scaled(said, case, counts, article, governed)
    if said.high is None:
        return say_number(said.low, gender, case, counts=counts, article=article)
    low = say_number(said.low, gender, case if governed else "gen", article=article)
    high = say_number(said.high, gender, "gen", counts=counts)
    if governed == "between":
        return f"{low} وَ{high}"
    return f"{low} إِلَى {high}" if governed else f"مِنْ {low} إِلَى {high}"


def _scaled(said: Amount, case: Case, counts: bool, article: bool, governed: Governed) -> str:
    """Figures with a scale word: ثلاثة ملايين."""
    value = said.last.value
    if said.high is None and value in (1, 2):
        return definite_word(once_or_twice(said.scale, value, case, counts=counts), article)
    inner = replace(said, scale="")
    words = say(inner, "m", case, counts=True, article=article, governed=governed)
    scale = (
        marked_scale(said.written)
        if value is None
        else after_number(said.scale, value, counts=counts)
    )
    return f"{words} {scale}"


def definite_word(word: str, article: bool) -> str:
    """`word`, with the article where the figures had it."""
    return (
        definite(word.replace("\u064c", "\u064f").replace("\u064d", "\u0650")) if article else word
    )


def is_year(figure: Figure) -> bool:
    """Whether a figure is written as a year of our time is."""
    return figure.plain and len(figure.text) == 4 and figure.whole in _YEARS
