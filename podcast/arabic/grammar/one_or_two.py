"""One and two of a thing, which the noun itself says: كتاب واحد, كتابين; 101 and 102: مئة كتاب وكتاب."""

from __future__ import annotations

import re

from podcast.arabic.grammar.agreement import is_label
from podcast.arabic.grammar.clause import OF_THEM
from podcast.arabic.grammar.nouns import MASDAR, Noun, dual, noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.text.letters import TANWIN_ALEF, attach, bare, fold
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_ADJECTIVE = re.compile(
    ".{3,}ي[ةا]?|"
    "(?:كب|صغ|جد|قد|طو|قص|قل|كث|ثق|خف|سر|جم|كر|شد|بس|دق|عم|عر|رق|نظ|لط|خط|شه|فق|ضع|سل|بع|قر|عن|عظ|حد|رئ|ثم|مت|غز)ي.[ةا]?|"
    "(?:ذك|قو|غن|نق|طر)ي[ةا]?|"
    "م[^اوي]..[ةا]?|م..و.[ةا]?|م(?:ت|ست|ن).{2,3}[ةا]?"
)
"""An adjective recognisable by its form: أمريكي, عربية, كبير."""


def can_be_one(scene: Scene, index: int, kind: Noun) -> bool:
    """Whether one or two may change the noun: it is a known singular, and the number is not a name."""
    return bool(not kind.plural or kind.singular) and (kind.known or not is_label(scene, index))


def and_one_or_two(value: int, kind: Noun, case: Case) -> str:
    """101 and 102 of a noun: مئة كتاب وكتاب, ألف ليلة وليلتين."""
    rest = value % 100
    more = kind.singular if rest == 1 else dual(kind.singular, case)
    round_number = spell(value - rest, kind.gender, case, counts=True)
    return f"{round_number} {kind.singular} {attach('و', more)}"


def one_or_two(
    scene: Scene, index: int, word: str, gender: Gender, value: int, case: Case
) -> tuple[str, int]:
    """One or two of the noun at `index`, whose singular is `word`, and the index after what was changed."""
    if value == 1:
        one = spell(1, gender, "obl" if case == "acc" else case)
        return f"{word} {one}", index + 1
    spoken, after = dual(word, case), scene[index + 1]
    if is_adjective_of(after, word, gender):
        quality = after.text[:-1] + "ة" if _is_short_of_ta(after, gender) else after.text
        return f"{spoken} {dual(quality, case)}", index + 2
    held = fold(bare(word)) in group("containers") and is_held(after)
    if held or _is_owner_of(after, gender):
        spoken = spoken.removesuffix("نِ")
    return spoken, index + 1


def is_held(content: Token) -> bool:
    """2 كوب دقيق: what a vessel holds, in construct with it; كوبين منه and كوبين يوميًا are not."""
    key = content.key
    if content.kind != "word" or len(key) < 3 or content.text.endswith(TANWIN_ALEF):
        return False
    listed = (
        "genitive",
        "adverbs",
        "places",
        "not_counted",
        "pronoun_led",
        "parts_of_day",
        "extents",
    )
    if any(among(content, name) for name in listed) or key in OF_THEM:
        return False
    return not key.startswith(("و", "ف", "ال", "لل", "بال", "كال", *_SIZES)) or key in _FOODS


_FOODS = frozenset(("فلفل", "فول", "فستق", "فراولة", "فاصوليا", "فانيليا", "فانيلا"))
"""Foods whose first letter is that of a particle."""


def _is_owner_of(after: Token, gender: Gender) -> bool:
    """2 ركلة جزاء: a noun with which the two things are in construct, so that their ن is dropped.

    A noun of the tables, or a verbal noun by its form; behind two feminine things also any word that is none
    of the others, for an adjective of theirs would end in ة: 2 ركلة ترجيح.
    """
    key = after.key
    if after.kind != "word" or after.text.endswith(TANWIN_ALEF) or key[:1] in "وف":
        return False
    is_other = any(among(after, name) for name in ("genitive", "adverbs", "places", "not_counted"))
    if is_other or (key.startswith(("ال", "لل", "ب", "ل", "ك")) and not _is_masdar(key)):
        return False
    if noun(key).known or _is_masdar(key):
        return True
    is_verb = bool(readings(key)) and "n" not in readings(key)
    return (
        gender == "f"
        and key not in _OF_WOMEN
        and len(key) > 2
        and not (is_verb or key.endswith(("ة", "ا", "ي", "ى")))
    )


_OF_WOMEN = frozenset(("حامل", "مرضع", "عاقر", "عانس"))
"""Adjectives of women alone, which have no ة."""


def _is_masdar(key: str) -> bool:
    return MASDAR.fullmatch(key) is not None


_SIZES = ("كبير", "صغير", "متوسط", "ورقي", "زجاجي", "بلاستيكي", "اضافي", "يومي")
"""What a vessel may be, where other words of the form are what it holds."""


_WITH_WAW = frozenset(
    f"{stem}{ending}"
    for stem in (
        "وطني",
        "وردي",
        "وهمي",
        "وظيفي",
        "وقائي",
        "وثائقي",
        "ورقي",
        "وزاري",
        "وراثي",
        "وسطي",
    )
    for ending in ("", "ة")
)
"""Adjectives whose first letter is no "and"."""


def _is_joined(key: str) -> bool:
    """2 فضية وبرونزية: another thing, joined by "and"."""
    return key[:1] == "و" and key not in _WITH_WAW and _ADJECTIVE.fullmatch(key[1:]) is not None


def is_adjective_of(after: Token, word: str, gender: Gender) -> bool:
    """2 كتاب جديد: an adjective that agrees with its noun; قرصين يوميًا has an adverb."""
    if after.key in _OF_WOMEN:
        return gender == "f"
    is_thing = noun(after.text).known and not after.text.endswith(("ي", "ية"))  # ألماني is both
    is_definite = bare(after.text).startswith("ال")
    if after.kind != "word" or is_thing or is_definite:
        return False
    key = after.key[:-1] + "ة" if _is_short_of_ta(after, gender) else after.key
    if not _ADJECTIVE.fullmatch(key) or _is_joined(after.key):
        return False
    if fold(bare(word)) in group("containers") and not after.key.startswith(_SIZES):
        return False  # 2 كوب دقيق
    is_adverb = (
        after.key in group("adverbs")
        or after.text.endswith("ى")
        or (after.key.endswith("ا") and not bare(word).endswith("ا"))
    )
    feminine = after.key.endswith("ة") or _is_short_of_ta(after, gender)
    return not is_adverb and feminine == (gender == "f")


def _is_short_of_ta(word: Token, gender: Gender) -> bool:
    """2 ملعقه صغيره: an adjective of a feminine noun whose ة was typed as ه."""
    return gender == "f" and word.text.endswith("ه")
