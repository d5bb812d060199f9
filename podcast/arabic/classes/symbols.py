"""Signs and dashes, and the era behind a year."""

from __future__ import annotations

from functools import cache

from podcast.arabic.classes.abbreviation import letter_names
from podcast.arabic.classes.units import per_time
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import bare, paused
from podcast.arabic.tokens.context import STOPS, Scene, cued
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.numeric import is_year
from podcast.arabic.tokens.verbalised import Found

_RAISED = {"²": "تَرْبِيع", "³": "تَكْعِيب"}
_NUMBERS = ("figure", "fraction")
_CLAUSE = 8
"""How far an equals sign is looked for to tell a minus from a pause."""


@cache
def _signs() -> dict[str, tuple[str, str]]:
    return {char: (spoken, where) for char, spoken, where in rows("symbols.tsv", 3)}


def item(scene: Scene, at: int) -> Found | None:
    """The number or letter of a list item, with a pause after it: 1. or 1) or أ)."""
    token, mark, after = scene[at], scene[at + 1], scene[at + 2]
    starts = at == 0 or scene[at - 1].text in STOPS
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
        return Found(at + 2, f"{paused(spell(int(token.text)))}،", "item")
    letter = (
        letter_names().get(bare(token.text), "")
        if token.kind == "word" and mark.text == ")"
        else ""
    )
    return Found(at + 2, f"{letter}،", "item") if letter else None


def sign(scene: Scene, at: int) -> Found | None:
    """A sign by its name, where it has one here; None for one that is silent."""
    text = scene[at].text
    if text in _RAISED:
        return Found(at + 1, _RAISED[text], "sign")
    if text == "/" and not scene[at].spaced and not scene[at + 1].spaced:
        per = per_time(scene[at + 1].text)
        return Found(at + 2, per, "sign") if per and at else None
    spoken, where = _signs().get(text, ("", "silent"))
    before = scene[at - 1] if at else scene[len(scene.tokens)]
    after = scene[at + 1]
    between = before.kind in _NUMBERS and after.kind in _NUMBERS
    if where == "silent" or (where == "math" and not between):
        return Found(at + 1, "", "sign") if text in _signs() else None
    if where == "number" and after.kind not in _NUMBERS:
        return None
    return Found(at + 1, spoken, "sign")


def dash(scene: Scene, at: int) -> Found:
    """A dash with spaces is a pause, between two figures of a sum a minus, else nothing."""
    token, before, after = (
        scene[at],
        scene[at - 1] if at else scene[len(scene.tokens)],
        scene[at + 1],
    )
    if before.kind in _NUMBERS and after.kind in _NUMBERS and _is_sum(scene, at):
        return Found(at + 1, "نَاقِص", "sign")
    apart = token.spaced or after.spaced or len(token.text) > 1
    inside = at > 0 and after.kind != "end" and before.kind != "pause"
    return Found(at + 1, "،" if apart and inside else "", "dash")


def _is_sum(scene: Scene, at: int) -> bool:
    for token in scene.tokens[at + 1 : at + _CLAUSE]:
        if token.text in "=≈≠":
            return True
        if token.kind not in (*_NUMBERS, "sign", "dash"):
            return False
    return False


def era(scene: Scene, at: int) -> Found | None:
    """م behind a year: ميلادية. (هـ and ق.م are abbreviations like others.)"""
    token = scene[at]
    last = scene.last
    if century := _century(scene, at):
        return century
    if token.text not in ("م", "م.") or token.prefix or last is None or last.end != at:
        return None
    if last.kind in ("number", "year", "date", "season") and is_era(scene, at):
        return Found(at + 1, "مِيلَادِيَّة", "abbreviation")
    return None


def _century(scene: Scene, at: int) -> Found | None:
    """القرن 7 هـ, القرن السابع م: an adjective of the century."""
    said = {"ه": "الْهِجْرِيّ", "هـ": "الْهِجْرِيّ", "م": "الْمِيلَادِيّ"}.get(scene[at].text.rstrip("."))
    near = scene.tokens[max(0, at - 4) : at]
    if (
        not said
        or scene[at].prefix
        or not any(token.key.endswith("القرن") or token.key == "للقرن" for token in near)
    ):
        return None
    counted = scene.last is not None and scene.last.end == at and scene.last.kind == "ordinal"
    worded = at > 0 and scene[at - 1].kind == "word" and scene[at - 1].key.startswith("ال")
    return Found(at + 1, said, "abbreviation") if counted or worded else None


def is_era(scene: Scene, at: int) -> bool:
    """Whether م at `at`, behind a figure, is "of our era" and not metres."""
    before = scene[at - 1]
    if before.kind != "figure":
        return False
    figure = parse(before.text)
    if not figure.plain or figure.whole > 2200:
        return False
    if cued(scene, at - 1, "year_after", 3):
        return True
    if cued(scene, at - 1, "metres_after", 4) or figure.whole < 100:
        return False
    return is_year(figure) or not scene[at].spaced or _in_brackets(scene, at)


def _in_brackets(scene: Scene, at: int) -> bool:
    return scene[at + 1].kind == "close" or scene[at + 1].text in ("/", "-", "–")
