"""The era after a year or a century: هـ, م."""

from __future__ import annotations

import re
from itertools import pairwise

from podcast.arabic.classes.units import per_time
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.tokens.context import Scene, among, cued, shapes
from podcast.arabic.tokens.figures import parse

_CENTURY = re.compile("[1-9]|1[0-9]|2[01]")
_ABOVE = ("فوق", "تحت", "سطح")
"""Words after م that make it metres: 1200 م فوق سطح البحر."""
_ERAS = frozenset(("هـ", "ه", "هـ.", "م", "الهجري", "الميلادي", "هجري", "ميلادي"))
_LETTERS = {"م": "الْمِيلَادِيّ", "هـ": "الْهِجْرِيّ", "ه": "الْهِجْرِيّ"}
_OF_ERAS = {**_LETTERS, "الميلادي": _LETTERS["م"], "الهجري": _LETTERS["هـ"]}
_SAME = frozenset(("الموافق", "المقابل", "اي", "او", "يوافق"))
"""What links a century of one era with that of another."""
_CENTURIES = ("القرن", "للقرن", "القرنين", "القرنان", "القرون")


def era(scene: Scene, index: int) -> Verbalisation | None:
    """م after a year: ميلادية. (هـ and ق.م are abbreviations like others.)"""
    token = scene[index]
    last = scene.last
    if century := _century(scene, index):
        return century
    if of_year := _of_ordinal_year(scene, index):
        return of_year
    if token.text not in ("م", "م.") or token.prefix or last is None or last.end != index:
        return None
    full = last.kind == "date" and scene[index - 1].kind == "figure"  # 2025/9/1م
    if full or (last.kind in ("number", "year", "season") and is_era(scene, index)):
        return Verbalisation(index + 1, "مِيلَادِيَّة", "abbreviation")
    return None


def _of_ordinal_year(scene: Scene, index: int) -> Verbalisation | None:
    """السنة 2 هـ: the second year of an era."""
    last, year = scene.last, scene.word_before(index - 1)
    spoken = {"هـ": "لِلْهِجْرَةِ", "ه": "لِلْهِجْرَةِ", "م": "لِلْمِيلَادِ"}.get(scene[index].text.rstrip("."))
    counted = last is not None and last.kind == "ordinal" and last.end == index
    if not counted or spoken is None or year is None or scene[index].prefix:
        return None
    named = any(form in ("السنة", "العام", "للسنة", "للعام") for form in shapes(year.key))
    return Verbalisation(index + 1, spoken, "abbreviation") if named else None


def _century(scene: Scene, index: int) -> Verbalisation | None:
    """القرن 7 هـ, القرن السابع م: an adjective that describes the century."""
    spoken = _LETTERS.get(scene[index].text.rstrip("."))
    near = scene.tokens[max(0, index - 4) : index]
    named = any(token.key.endswith(_CENTURIES) for token in near) or of_century(scene, index - 1)
    if not spoken or scene[index].prefix or not named:
        return None
    counted = scene.last is not None and scene.last.end == index and scene.last.kind == "ordinal"
    each = sum(token.text in _ERAS for token in near) or (
        scene[index + 1].prefix == "و" and scene[index + 2].text in _ERAS
    )
    two = not each and any(token.key.endswith(("القرنين", "القرنان")) for token in near)
    subject = any(token.key.endswith("القرنان") for token in near)
    spoken = f"{spoken.removesuffix('ّ')}{'َّانِ' if subject else 'َّيْنِ'}" if two else spoken
    worded = index > 0 and scene[index - 1].kind == "word"
    worded = worded and scene[index - 1].key.removeprefix("و").startswith("ال")
    return Verbalisation(index + 1, spoken, "abbreviation") if counted or worded else None


def is_era(scene: Scene, index: int) -> bool:
    """Whether م at `index`, after a figure, means CE rather than metres."""
    before = scene[index - 1]
    equal = scene[index - 2].text in ("=", "≈") and scene[index - 3].text not in _ERAS
    heated = cued(scene, index - 1, "temperatures", 2) and len(before.text) < _LONGEST_YEAR
    if before.kind != "figure" or equal or heated:
        return False  # 1 كم = 1000 م, حرارة الفرن 200م
    figure = parse(before.text)
    if not figure.plain or figure.whole > 2200:
        return False
    joined = scene.last and scene.last.kind == "ordinal" and scene.last.end == index - 1
    joined = joined or _joins_century(scene, index)
    if figure.whole < _EARLIEST and cued(scene, index - 1, "metres_after", _FAR_HEAD):
        return False  # وطول كل ضلع في الأصل 230م
    if joined or cued(scene, index - 1, "year_after", 3) or of_century(scene, index - 1):
        return True
    if scene[index + 1].text == "/" and per_time(scene[index + 2].text):
        return False
    if not cued(scene, index - 1, "metres_after", 4) and _behind_earlier(scene, index):
        return True
    if scene[index + 1].key in _RACES or _is_bound(scene, index - 1):
        return False
    above = any(token.key in _ABOVE for token in scene.tokens[index + 1 : index + 4])
    if cued(scene, index - 1, "metres_after", 4) or figure.whole < 100 or above:
        return False
    if among(scene.word_before(index - 1), "approximate") and scene[index].spaced:
        return cued(scene, index - 1, "lived", 6) or _beside_a_year(scene, index)
    told = is_year(figure) or not scene[index].spaced or _in_brackets(scene, index)
    told = told or _in_span(scene, index)
    return told or cued(scene, index - 1, "lived", 6) or _beside_a_year(scene, index)


_LONGEST_YEAR = 4
"""Figures of a year; a temperature has fewer: حرارة الفرن 200م."""
_EARLIEST = 1000
"""The first year whose م is its era though lengths are told of."""
_FAR_HEAD = 7
"""How far before a length the word for it is, in words."""
_RACES = frozenset(
    ("حرة", "حواجز", "موانع", "صدرا", "ظهرا", "فراشة", "متنوع", "تتابع", "جري", "عدوا", "سباحة")
)
"""What is swum or run over metres: 1500 م حرة."""


def _is_bound(scene: Scene, index: int) -> bool:
    """أقل من 1000 م, ما دون 1000 م: more or less than so many metres."""
    led, bound = scene.word_before(index), scene.word_before(index - 1)
    compared = bound is not None and bound.key in ("اقل", "اكثر", "ابعد", "اعلي", "ادني")
    return led is not None and ((led.key == "من" and compared) or led.key in ("دون", "سوى", "سوي"))


def _joins_century(scene: Scene, index: int) -> bool:
    """القرنين 9 م و12 م: the second of two centuries that each have an era."""
    letter = scene[index - 2].text in _ERAS | {"ق.م", "ق.م."} and scene[index - 1].prefix == "و"
    last = scene.last
    return letter and last is not None and last.kind == "ordinal" and last.end == index - 2


def of_century(scene: Scene, index: int) -> bool:
    """Whether the number at `index` is that of a century: القرن 7."""
    before = scene.word_before(index)
    if index and scene[index - 1].text in ("ق.", "ق") and scene[index].text.isdecimal():
        return int(scene[index].text[:3]) <= 21
    return before is not None and any(
        form in ("القرن", "للقرن", "قرن", "القرنين") for form in shapes(before.key)
    )


def _beside_a_year(scene: Scene, index: int) -> bool:
    """241 هـ / 855 م, من 711 م إلى 1492 م: next to a year of another era, or in a span of years."""
    near = [*scene.tokens[max(0, index - 6) : index - 1], *scene.tokens[index + 1 : index + 6]]
    if any(token.text in ("هـ", "ه", "هـ.") for token in near):
        return True
    spans = pairwise(near)
    return any(
        token.kind == "figure" and sign.text.startswith("م") and is_year(parse(token.text))
        for token, sign in spans
    )


def _behind_earlier(scene: Scene, index: int) -> bool:
    """ولد 20 ق.م وتوفي 45 م: a year before the era stands shortly before."""
    near = scene.tokens[max(0, index - 6) : index - 1]
    return any(token.text.rstrip(".") in ("ق.م", "ق. م", "ق م") for token in near)


def _in_span(scene: Scene, index: int) -> bool:
    """من 661 م حتى 750 م: two numbers with a letter each, not both as round as distances are."""
    here = scene[index - 1].text
    ahead = (scene[index + 1], scene[index + 2], scene[index + 3])
    behind = (scene[index - 2], scene[index - 4], scene[index - 3])
    joined = [here] if scene[index - 1].prefix == "و" else []
    if scene[index + 1].prefix == "و" and scene[index + 2].text.rstrip(".") == "م":
        joined, others = [here], [scene[index + 1].text]
    else:
        others = [scene[index - 3].text] if joined and scene[index - 2].text == "م" else []
    if others and cued(scene, index, "between", 6):
        return all(
            number.isdecimal() and len(number) == 3 and int(number) % 50
            for number in (*joined, *others)
        )
    return any(
        link.key in ("الي", "حتي")
        and letter.text.rstrip(".") == "م"
        and all(number.isdecimal() and len(number) == 3 for number in (here, other.text))
        and any(int(number) % 50 for number in (here, other.text))
        for link, other, letter in (ahead, behind)
    )


def _in_brackets(scene: Scene, index: int) -> bool:
    return scene[index + 1].kind == "close" or scene[index + 1].text in ("/", "-", "–")


def other_century(scene: Scene, index: int) -> Verbalisation | None:
    """القرن 3 هـ / 9 م, القرن 13 هـ، الموافق 19 م: the same century in the other era."""
    link, letter, token = scene[index - 1], scene[index + 1], scene[index]
    second = letter if letter.prefix == "و" and letter.kind == "figure" else None
    letter = scene[index + 2] if second else letter
    near = scene.tokens[max(0, index - 6) : index]
    told = any(sign.text in _ERAS for sign in scene.tokens[max(0, index - 4) : index - 1])
    linked = link.text in ("/", "-", "–", "=", "(", "،") or link.key in _SAME
    named = _OF_ERAS.get(letter.text.rstrip("."))
    if index < 3 or token.prefix not in ("", "ل") or not linked or not named:
        return None
    two_digits = all(_CENTURY.fullmatch(number.text) for number in (token, second or token))
    if not two_digits or not any(word.key.endswith(_CENTURIES) for word in near):
        return None
    if not told and link.text != "(":  # القرن الثاني عشر (12م)
        return None
    spoken = ordinal(int(token.text), "m", "obl")
    if second:  # القرنين 4 و5 هـ / 10 و11 م
        spoken = f"{spoken} وَ{ordinal(int(second.text), 'm', 'obl')}"
        named = named.removesuffix("ّ") + "َّيْنِ"
    return Verbalisation(index + 2 + bool(second), f"{spoken} {named}", "ordinal", "obl")
