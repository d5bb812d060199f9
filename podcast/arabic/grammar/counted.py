"""What is counted: who acts, or how long, how far and how much."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from podcast.arabic.grammar.nouns import Noun, has_sound_plural, noun, plural_of, with_ta
from podcast.arabic.grammar.quantity import Amount
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token


def singular(token: Token) -> str:
    """The singular of a counted noun as far as the tables know it, folded."""
    entry = noun(token.key, plural_first=True)
    if token.key.endswith("ه") and not entry.known:
        return with_ta(token.key.removeprefix("ال"))
    return fold(entry.singular or token.key.removeprefix("ال").removesuffix("ا"))


def gender_of(token: Token) -> Gender:
    """The gender of a counted noun's singular."""
    return noun(token.key, plural_first=True).gender


_PERSON = re.compile("م.ا..|م[تس]...?.?|[^اوي]ا..|.{3,}ي")
"""Participles and nisbas, which in no table are of people: مقاول, متضرر, مستورد, عازف, فلسطيني."""


def is_agent(token: Token) -> bool:
    """Whether a counted noun names those who act: people, states, parties, vehicles on the road."""
    single = singular(token)
    return single in group("attendants") or _is_person(token.key) or _is_woman(single)


def _is_woman(single: str) -> bool:
    """مواطنة, لاعبة: the feminine of a noun of people."""
    man = single.removesuffix("ة")
    return man != single and noun(man).known and has_sound_plural(noun(man).singular)


@lru_cache(maxsize=1 << 12)
def _is_person(key: str) -> bool:
    """Whether a noun is of people: one whose plural is in ون and ين, or by its form, if no table has it."""
    entry = noun(key, plural_first=True)
    if entry.gender == "f":
        return False
    if entry.known:
        return entry.singular not in _NO_PERSONS and has_sound_plural(entry.singular)
    stem = key.removesuffix("ا")
    return not stem.startswith("ال") and _PERSON.fullmatch(stem) is not None


_NO_PERSONS = frozenset(("مورد", "سنة"))
"""Nouns that have another meaning than a person's."""


@cache
def _nouns_of_signs() -> dict[str, str]:
    """The nouns that signs of units stand for, folded: كم → كيلومتر."""
    table = {sign: fold(bare(row[1])) for row in rows("units.tsv", 5) for sign in words(row[0])}
    return table | {"م": "متر"}


def is_extent_of(token: Token, *names: str) -> bool:
    """Whether a counted noun, or the sign of a unit, is of one of the groups `names`: 12 يومًا, 40 كم."""
    counted = _nouns_of_signs().get(token.text) or singular(token)
    return any(counted in group(name) for name in names)


def is_share(scene: Scene, end: int) -> bool:
    """Whether a figure that ends before `end` is a share in words: 12 بالمئة, 12 في المئة."""
    key = scene[end].key
    if key in ("بالمئة", "بالمائة", "بالمية"):
        return True
    return key == "في" and scene[end + 1].key in ("المئة", "المئه", "المائة")


def is_measure(scene: Scene, end: int) -> bool:
    """Whether what is counted before `end` says how long, how far or how much: 30 يومًا, 12%, 50 دولارًا."""
    if end > 2 and scene[end - 2].text == "/":
        return True  # 200 كلم/س
    last = scene[end - 1]
    sign = last.kind not in ("word", "figure") or last.text in _nouns_of_signs()
    return sign or is_extent_of(last, "extents", "worths")


def heads_number(scene: Scene, index: int) -> bool:
    """وموازنات 40 هيئة: a sound plural without an article, which nothing has counted before."""
    token = scene.tokens[index]
    key = token.key.removeprefix("و")
    if not key.endswith("ات") or len(key) < 5 or key.startswith(("ال", "لل", "بال", "كال")):
        return False
    counted = index > 0 and scene.tokens[index - 1].kind == "figure"
    timed = is_extent_of(token, "extents") or among(token, "times") or among(token, "adverbs")
    return not (counted or timed) and token.text[-1] in "ت\u0650"


def as_several(spoken: Amount, token: Token, kind: Noun) -> str:
    """5 دولار, 4 ملعقة: the plural of a measure that is written in the singular behind 3 to 10; else ""."""
    value = spoken.last.value or 0
    several = 3 <= value % 100 <= 10 and not (spoken.scale or spoken.last.over[1] or kind.plural)
    if not (several and kind.known) or token.text.endswith("ا"):
        return ""
    measure = token.key.removesuffix("ه").removesuffix("ة")
    listed = any(
        form in group(name)
        for form in (token.key, f"{measure}ة")
        for name in ("containers", "extents", "worths", "lengths_in_full")
    )
    return plural_of(kind.singular) if listed and token.key not in _UNINFLECTED else ""


_UNINFLECTED = frozenset(("كيلو", "يورو", "ين"))
"""Measures that are the same after every number."""
