"""The number or letter of a list item."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.text.letters import bare, paused
from podcast.arabic.tokens.context import STOPS, Scene
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.structs import replace

_DASHES = ("-", "–")


def itemised(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens` with the dash behind an item's number as a pause, before a clause: 4- القادسية 44 نقطة."""
    if len(tokens) < 4 or not tokens[0].text.isdecimal() or tokens[1].text not in _DASHES:
        return tokens
    number, mark, after = tokens[:3]
    if mark.spaced or not after.spaced or after.kind != "word" or len(number.text) > 2:
        return tokens
    return [number, replace(mark, kind="pause"), *tokens[2:]]


def listed(scene: Scene, index: int) -> Verbalisation | None:
    """الأيام البيض (13،14، 15): whole numbers that rise by one, with no blank behind the comma."""
    token, comma, after = scene[index], scene[index + 1], scene[index + 2]
    first, _, second = token.text.partition("،")
    if not (first.isdecimal() and second.isdecimal()) or comma.text not in ("،", ","):
        return None
    if int(second) != int(first) + 1 or parse(after.text).whole != int(second) + 1:
        return None
    words = "، ".join(paused(spell(int(number))) for number in (first, second))
    return Verbalisation(index + 1, words, "item")


def bracketed_item(scene: Scene, index: int) -> Verbalisation | None:
    """(1) ابن خلدون: the number of a note or of an item in brackets, where it counts nothing."""
    figure, close, after = scene[1], scene[2], scene[3]
    if index or scene[0].text != "(" or close.text != ")" or not after.spaced:
        return None
    number = figure.text.isdecimal() and len(figure.text) <= 2 and figure.text[0] != "0"
    letter = figure.kind == "word" and len(bare(figure.text)) == 1
    begins = after.kind in ("word", "name", "latin", "quote", "abbreviation")
    if not (number or letter) or not begins or figure.prefix:
        return None
    if number and _is_counted(scene, int(figure.text)):
        return None
    name = spell(int(figure.text)) if number else letter_names().get(bare(figure.text), "")
    return Verbalisation(3, f"{paused(name)}،", "item")


def _is_counted(scene: Scene, number: int) -> bool:
    """(12) جريحًا: the number counts the noun behind its brackets, which shows it by its form."""
    few = number <= 10
    entry = noun_at(scene, 3, plural=few)
    if entry is None or not entry.known or number < 3:
        return False
    return entry.plural if few else scene[3].key.endswith(("ا", "ة"))


def item(scene: Scene, index: int) -> Verbalisation | None:
    """The number or letter of a list item, with a pause after it: 1. or 1) or أ)."""
    token, mark, after = scene[index], scene[index + 1], scene[index + 2]
    starts = index == 0 or scene[index - 1].text in STOPS
    if not starts or mark.spaced or mark.text not in (".", ")", *_DASHES, "/") or not after.spaced:
        return None
    if after.kind == "end" or token.prefix:
        return None
    if (
        token.kind == "figure"
        and token.text.isdecimal()
        and len(token.text) <= 2
        and token.text[0] != "0"
    ):
        return Verbalisation(index + 2, f"{paused(spell(int(token.text)))}،", "item")
    letter = (
        letter_names().get(bare(token.text), "")
        if token.kind == "word" and mark.text == ")"
        else ""
    )
    return Verbalisation(index + 2, f"{letter}،", "item") if letter else None
