"""The number or letter of a list item."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.text.letters import bare, paused
from podcast.arabic.tokens.context import STOPS, Scene


def item(scene: Scene, index: int) -> Verbalisation | None:
    """The number or letter of a list item, with a pause after it: 1. or 1) or أ)."""
    token, mark, after = scene[index], scene[index + 1], scene[index + 2]
    starts = index == 0 or scene[index - 1].text in STOPS
    if not starts or mark.spaced or mark.text not in (".", ")", "-", "–", "/") or not after.spaced:
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
