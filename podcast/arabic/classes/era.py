"""The era behind a year or a century: هـ, م."""

from __future__ import annotations

from itertools import pairwise

from podcast.arabic.classes.units import per_time
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.tokens.context import Scene, among, cued, shapes
from podcast.arabic.tokens.figures import parse

_ABOVE = ("فوق", "تحت", "سطح")
"""Words behind م that make it metres: 1200 م فوق سطح البحر."""
_CENTURIES = ("القرن", "للقرن", "القرنين", "القرنان", "القرون")


def era(scene: Scene, at: int) -> Verbalisation | None:
    """م behind a year: ميلادية. (هـ and ق.م are abbreviations like others.)"""
    token = scene[at]
    last = scene.last
    if century := _century(scene, at):
        return century
    if token.text not in ("م", "م.") or token.prefix or last is None or last.end != at:
        return None
    if last.kind in ("number", "year", "date", "season") and is_era(scene, at):
        return Verbalisation(at + 1, "مِيلَادِيَّة", "abbreviation")
    return None


def _century(scene: Scene, at: int) -> Verbalisation | None:
    """القرن 7 هـ, القرن السابع م: an adjective of the century."""
    said = {"ه": "الْهِجْرِيّ", "هـ": "الْهِجْرِيّ", "م": "الْمِيلَادِيّ"}.get(scene[at].text.rstrip("."))
    near = scene.tokens[max(0, at - 4) : at]
    named = any(token.key.endswith(_CENTURIES) for token in near) or of_century(scene, at - 1)
    if not said or scene[at].prefix or not named:
        return None
    counted = scene.last is not None and scene.last.end == at and scene.last.kind == "ordinal"
    two = any(token.key.endswith(("القرنين", "القرنان")) for token in near)
    subject = any(token.key.endswith("القرنان") for token in near)
    said = f"{said.removesuffix('ّ')}{'َّانِ' if subject else 'َّيْنِ'}" if two else said
    worded = at > 0 and scene[at - 1].kind == "word" and scene[at - 1].key.startswith("ال")
    return Verbalisation(at + 1, said, "abbreviation") if counted or worded else None


def is_era(scene: Scene, at: int) -> bool:
    """Whether م at `at`, behind a figure, is "of our era" and not metres."""
    before = scene[at - 1]
    if before.kind != "figure":
        return False
    figure = parse(before.text)
    if not figure.plain or figure.whole > 2200:
        return False
    joined = scene.last and scene.last.kind == "ordinal" and scene.last.end == at - 1
    if joined or cued(scene, at - 1, "year_after", 3) or of_century(scene, at - 1):
        return True
    if scene[at + 1].text == "/" and per_time(scene[at + 2].text):
        return False
    above = any(token.key in _ABOVE for token in scene.tokens[at + 1 : at + 4])
    if cued(scene, at - 1, "metres_after", 4) or figure.whole < 100 or above:
        return False
    if among(scene.word_before(at - 1), "approximate") and scene[at].spaced:
        return cued(scene, at - 1, "lived", 6) or _beside_a_year(scene, at)
    told = is_year(figure) or not scene[at].spaced or _in_brackets(scene, at)
    return told or cued(scene, at - 1, "lived", 6) or _beside_a_year(scene, at)


def of_century(scene: Scene, at: int) -> bool:
    """Whether the number at `at` is a century's: القرن 7."""
    before = scene.word_before(at)
    if at and scene[at - 1].text in ("ق.", "ق") and scene[at].text.isdecimal():
        return int(scene[at].text[:3]) <= 21
    return before is not None and any(
        form in ("القرن", "للقرن", "قرن", "القرنين") for form in shapes(before.key)
    )


def _beside_a_year(scene: Scene, at: int) -> bool:
    """241 هـ / 855 م, من 711 م إلى 1492 م: next to another era, or in a span that ends with a year."""
    near = [*scene.tokens[max(0, at - 6) : at - 1], *scene.tokens[at + 1 : at + 6]]
    if any(token.text in ("هـ", "ه", "هـ.") for token in near):
        return True
    spans = pairwise(near)
    return any(
        token.kind == "figure" and sign.text.startswith("م") and is_year(parse(token.text))
        for token, sign in spans
    )


def _in_brackets(scene: Scene, at: int) -> bool:
    return scene[at + 1].kind == "close" or scene[at + 1].text in ("/", "-", "–")


def other_century(scene: Scene, at: int) -> Verbalisation | None:
    """القرن 3 هـ / 9 م: the same century in the other era."""
    slash, letter, token = scene[at - 1], scene[at + 1], scene[at]
    signs = {sign.text for sign in scene.tokens[max(0, at - 3) : at - 1]}
    if at < 3 or slash.text not in ("/", "-", "–") or not signs & {"هـ", "ه", "هـ.", "م"}:
        return None
    near = scene.tokens[max(0, at - 6) : at]
    two_digits = token.text.isdecimal() and len(token.text) <= 2 and int(token.text) > 0
    if not two_digits or not any(word.key.endswith(_CENTURIES) for word in near):
        return None
    named = {"م": "الْمِيلَادِيّ", "هـ": "الْهِجْرِيّ", "ه": "الْهِجْرِيّ"}.get(letter.text)
    if named is None:
        return None
    return Verbalisation(
        at + 2, f"{ordinal(int(token.text), 'm', 'obl')} {named}", "ordinal", "obl"
    )
