"""When something was done, as said between a verb and its number: بلغ يوم 20 يناير 238 حالة."""

from __future__ import annotations

from podcast.arabic.grammar.counted import singular
from podcast.arabic.tokens.context import Scene, among, group, months
from podcast.arabic.tokens.figures import parse

_TO_NOW = frozenset(("حتي", "منذ", "لغاية", "الي", "وحتي", "ومنذ"))
_ON = frozenset(("يوم", "في", "بتاريخ", "وفي", "بيوم"))
_DAYS = 31


def before_time(scene: Scene, index: int, *, counts: bool) -> int | None:
    """The index of the word before a time that ends at `index`; None if there is none.

    A date or an adverb may be what a number is of, unless it `counts` something: في يناير 2020.
    """
    token = scene.tokens[index]
    if index > 1 and scene.tokens[index - 1].key == "كل" and singular(token) in group("extents"):
        led = among(scene.tokens[index - 2], "genitive")  # ويهاجر كل عام 80 ألفًا
        return max(0, index - 2 - led)
    if not counts:
        return None
    if token.key in _ALONE and index:
        return index - 1  # غزا بنفسه 27 غزوة
    opening = _opening_of_date(scene, index)
    if opening is None:
        opening = _opening_of_adverb(scene, index)
    if among(token, "times") and scene[index - 1].key in ("هذا", "هذه") and index:
        opening = index - 1
    if opening is None or opening < 1 or scene.tokens[opening - 1].kind != "word":
        return None
    return opening - 1


_DURING = frozenset(("خلال", "منذ", "طوال", "طيلة", "غضون", "مدي"))


def is_how_long(scene: Scene, index: int, end: int) -> bool:
    """135 ملم خلال 6 ساعات، وفي رابغ 84: how long it took, while the amount before is what goes on."""
    led = scene.word_before(index)
    counted = scene[end]
    timed = counted.kind == "word" and singular(counted) in group("spans")
    return led is not None and led.key in _DURING and timed


def is_part_of_day(scene: Scene, index: int) -> bool:
    """صباح اليوم, in 8 صباح اليوم: a part of the day before a word with the article."""
    return scene[index].key in group("day_parts_in_construct") and scene[index + 1].key.startswith(
        "ال"
    )


def _opening_of_date(scene: Scene, index: int) -> int | None:
    """Where يوم 20 يناير or في 21 و22 يناير begins."""
    if index < 2 or scene.tokens[index].key not in months():
        return None
    place = index - 1
    while place > 0 and _is_day(scene, place):
        place -= 1
        if scene.tokens[place].key in months():
            place -= 1
    return place if place < index - 1 and scene.tokens[place].key in _ON else None


def _is_day(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return token.kind == "figure" and token.text.isdecimal() and parse(token.text).whole <= _DAYS


def _opening_of_adverb(scene: Scene, index: int) -> int | None:
    """Where اليوم, or حتى الآن, begins."""
    since = index > 1 and scene.tokens[index - 1].key in _PARTS_OF_YEAR
    if since and scene.tokens[index].key in _YEARS and scene.tokens[index - 2].key in _SINCE:
        return index - 2  # خسر منذ مطلع السنة 7.5%
    named = (
        scene.tokens[index].key in group("weekdays") | {"الاول"}
        and scene[index - 1].key in _DAYS_NAMED
    )
    if named and index > 1:  # أمس الجمعة
        return _opening_of_adverb(scene, index - 1)
    if scene.tokens[index].key not in group("adverbs") - _NOT_OF_TIME or index < 1:
        return None
    led = scene.tokens[index - 1]
    if led.key in _TO_NOW | _PARTS_OF_DAY:
        until = index > 1 and scene.tokens[index - 2].key in _TO_NOW  # حتى مساء أمس
        return index - 1 - until
    each = led.key in ("في", "وفي") and scene.tokens[index].key in _EACH
    return index - 1 if each else None if among(led, "genitive") else index


_DAYS_NAMED = frozenset(("امس", "اليوم", "غدا"))
_ALONE = frozenset(
    ("بنفسه", "بنفسها", "بنفسي", "بأنفسهم", "وحده", "وحدها", "وحدهم", "بمفرده", "بمفردها")
)
"""By oneself, which changes nothing between a verb and its object."""
_EACH = frozenset(("اليوم", "الليلة", "الاسبوع", "الشهر", "السنة", "العام"))
"""What something is done how often in: يصلي في اليوم 100 ركعة."""
_SINCE = frozenset(("منذ", "في", "مع", "خلال", "حتي"))
_PARTS_OF_YEAR = frozenset(("مطلع", "بداية", "نهاية", "منتصف", "اول", "اوائل", "اواخر"))
_YEARS = frozenset(("السنة", "العام", "الشهر", "الاسبوع", "الربع"))
_PARTS_OF_DAY = frozenset(
    ("اول", "صباح", "فجر", "ظهر", "عصر", "مساء", "ليلة", "ليل", "ضحي", "مساءا")
)
_NOT_OF_TIME = frozenset(("هذا", "هذه", "فقط", "ايضا"))
"""Adverbs of the table that do not say when."""
