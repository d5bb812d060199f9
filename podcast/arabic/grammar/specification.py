"""What a device or a machine has, which stands in the genitive behind it: بشاشة 6 بوصات, لنسخة 12 غيغابايت."""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_definite
from podcast.arabic.grammar.counted import is_extent_of
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.tokens.context import Scene, among
from podcast.arabic.tokens.valency import readings


def is_led_measure(scene: Scene, index: int) -> bool:
    """لنسخة 12 غيغابايت, بشاشة 6 بوصات: what a thing has, behind the thing with its preposition."""
    key = scene.tokens[index].key
    further = index + 2
    while scene[further].kind == "figure" or scene[further].key in ("و", "او"):
        further += 1  # 16 و32 و64 غيغابايت
    unit = scene[further]
    of_device = unit.kind == "latin" or unit.key.endswith(_OF_DEVICES)
    if of_device and _describes_led(scene, index):
        return True
    thing = noun(key[1:])
    led = key[:1] in ("ب", "ل") and not noun(key).known and key[1:3] != "ال"
    if not led or thing.plural or not (thing.known or (of_device and key.endswith("ة"))):
        return False
    return of_device or is_extent_of(unit, "worths")


_OF_DEVICES = (
    "بايت", "هرتز", "بكسل", "بيكسل", "واط", "بوصة", "بوصات", "انش", "امبير", "لتر", "فولت", "نانومتر",
    "جيجا", "غيغا", "ميجا", "ميغا", "تيرا", "بت", "ملي",
)  # fmt: skip
"""Endings of the names of units that tell what a device or a machine has."""


def _describes_led(scene: Scene, index: int) -> bool:
    """على ذاكرة وصول عشوائية 6 جيجابايت, بكاميرا أمامية 16 ميجابكسل: behind a thing that a preposition
    leads, with its adjectives, how much of it there is."""
    for place in range(index, max(-1, index - _LONGEST_THING), -1):
        token = scene.tokens[place]
        owned = token.key.endswith(("ها", "هم", "ه"))  # بشاشة قياسها 6 بوصات
        if token.kind != "word" or is_definite(token) or owned:
            return False
        if among(token, "genitive") and place < index:
            return True
        attached = token.key[:1] in ("ب", "ل") and token.key.endswith("ة")
        if attached and place < index and not noun(token.key).known:
            return True
        if place == index and token.key[:1] == "و" and token.key.endswith("ة"):
            return _is_joined_to_led_thing(scene, index)
        if readings(token.key) & {"i", "t"} and not noun(token.key).known:
            return False
    return False


_LONGEST_THING = 4
"""In words, with the preposition."""


def _is_joined_to_led_thing(scene: Scene, index: int) -> bool:
    """بتصميم أنيق وشاشة 6 بوصات: joined to what stands behind بـ or مع in the same clause."""
    for place in range(index - 1, max(-1, index - _FAR_BACK), -1):
        token = scene.tokens[place]
        if token.kind in ("pause", "open", "close") and token.text != "،":
            return False
        if token.key == "مع" or (
            token.key[:1] == "ب" and len(token.key) > 3 and not noun(token.key).known
        ):
            return not readings(token.key)
    return False


_FAR_BACK = 9
"""How far back the first of two things is searched for, in tokens."""
