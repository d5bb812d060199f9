"""Amounts in words: numbers with sign, fraction and decimals, ranges, scale words."""

from __future__ import annotations

from podcast.arabic.classes.decimal import decimals
from podcast.arabic.grammar.agreement import Governed
from podcast.arabic.grammar.numerals import ending_of_digit, spell
from podcast.arabic.grammar.ordinals import definite_cardinal, fraction
from podcast.arabic.grammar.quantity import Amount, Number
from podcast.arabic.grammar.scales import after_number, marked_scale, once_or_twice
from podcast.arabic.text.letters import definite, paused
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.figures import Figure
from podcast.structs import replace


def say_number(
    spoken: Number, gender: Gender, case: Case, *, counts: bool = False, article: bool = False
) -> str:
    """A number in words. Decimals are masculine and do not agree with what is counted."""
    figure = spoken.figure
    sign = {"": "", "+": "زَائِد ", "±": "زَائِد أَوْ نَاقِص "}.get(spoken.sign, "سَالِب ")
    if figure.parts:
        return sign + " نُقْطَة ".join(paused(_digits(part)) for part in figure.parts)
    if spoken.over[1]:
        part = fraction(*spoken.over, case, counts=counts and not figure.whole)
        return sign + (f"{spell(figure.whole, gender, case)} وَ{part}" if figure.whole else part)
    if figure.decimals:
        whole = paused(spell(figure.whole, "m", "obl" if case == "acc" else case))
        part = decimals(figure.decimals, case)
        return f"{sign}{whole} فَاصِل {paused(part) if counts else part}"
    case = "obl" if case == "acc" and sign else case
    speak = definite_cardinal if article else spell
    return sign + speak(figure.whole, gender, case, counts=counts)


def plain(figure: Figure, case: Case) -> str:
    """A figure that counts nothing, in the masculine."""
    return say_number(Number(figure), "m", case)


def _digits(part: str) -> str:
    """A part of a dotted number, or digits that are not an amount."""
    if part == "0" or (part[0] != "0" and len(part) <= 4):
        return spell(int(part), "m", "nom")
    return " ".join(map(ending_of_digit, part))


def say(
    spoken: Amount,
    gender: Gender,
    case: Case,
    *,
    counts: bool = False,
    article: bool = False,
    governed: Governed = "",
) -> str:
    """An amount in words; a range as "from … to …", without "from" after a preposition."""
    if spoken.scale:
        return _scaled(spoken, case, counts, article, governed)
    if spoken.high is None:
        return say_number(spoken.low, gender, case, counts=counts, article=article)
    low = say_number(spoken.low, gender, case if governed else "gen", article=article)
    high = say_number(spoken.high, gender, "gen", counts=counts)
    if governed == "between":
        link = "إِلَى " if _sounds_as_one(spoken.low, spoken.high) else "وَ"
        return f"{low} {link}{high}"
    return f"{low} إِلَى {high}" if governed else f"مِنْ {low} إِلَى {high}"


def _sounds_as_one(low: Number, high: Number) -> bool:
    """بين 5-20 سنة: خمسٍ وعشرين would be twenty-five."""
    plain_both = low.figure.plain and high.figure.plain
    return plain_both and low.figure.whole < 10 and high.figure.whole in range(20, 100, 10)


def _scaled(spoken: Amount, case: Case, counts: bool, article: bool, governed: Governed) -> str:
    """Figures with a scale word: ثلاثة ملايين."""
    value = spoken.last.value
    if spoken.high is None and value in (1, 2):
        return definite_word(once_or_twice(spoken.scale, value, case, counts=counts), article)
    inner = replace(spoken, scale="")
    case = "obl" if case == "acc" and value is not None and value % 100 == 1 else case
    words = say(inner, "m", case, counts=True, article=article, governed=governed)
    scale = (
        marked_scale(spoken.written)
        if value is None
        else after_number(spoken.scale, value, counts=counts)
    )
    return f"{words} {scale}"


def definite_word(word: str, article: bool) -> str:
    """`word`, with the article if the figures had it."""
    return (
        definite(word.replace("\u064c", "\u064f").replace("\u064d", "\u0650")) if article else word
    )
