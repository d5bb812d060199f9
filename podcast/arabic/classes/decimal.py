"""Decimals, the digits after فاصل, and the dots that part thousands instead."""

from __future__ import annotations

import re

from podcast.arabic.classes.currencies import divisible
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.nouns import Noun, noun
from podcast.arabic.grammar.numerals import ending_of_digit, spell
from podcast.arabic.grammar.scales import scales
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.features import Case


def decimals(digits: str, case: Case) -> str:
    """The digits after فاصل: 25 as a number; 08, and anything longer than three digits, digit by digit."""
    if digits[0] == "0" or len(digits) > 3:
        said = " ".join(map(ending_of_digit, digits))
        return said if case == "nom" else said.replace("اثْنَان", "اثْنَيْن")
    return spell(int(digits), "m", "obl" if case == "acc" else case)


_RICH = 5
"""Characters of a price that is told to the thousandth in Omani rials alone: 1.250."""
_LONE_DOT = re.compile("[1-9][0-9]{0,2}[.][0-9]{3}")
_FEW_AND_PART = re.compile("(?:[3-9]|10)[.][0-9]{2}[1-9]")
"""Three to ten and thousandths before a plural, which thousands would not have: 8.896 أيام."""
_THINGS = Noun("m", plural=False, known=True)


def whole_things(scene: Scene, index: int) -> Noun | None:
    """The noun after a lone figure at `index`, for telling 1.250 books from 1.250 kilograms."""
    closed = index > 0 and scene[index - 1].kind == "open" and scene[index + 1].kind == "close"
    entry = noun_at(scene, index + 1 + closed, plural=False)  # والطوارئ (654.921) مراجعا
    if scene[index + 1].key in scales() or scene[index + 1].key in ("فلوس", "فلسا", "فلس"):
        return None  # 2.044 مليون, 10.285 فلوس
    if entry is None and _groups_thousands(scene, index):
        return _THINGS
    if entry and entry.plural and _FEW_AND_PART.fullmatch(scene[index].text):
        return None  # 8.896 أيام
    if entry and entry.singular == "ريال" and len(scene[index].text) > _RICH:
        omani = any("عمان" in token.key or "بيس" in token.key for token in scene.tokens)
        return None if omani else entry  # 18.471 ريال للمتر
    whole = entry and (fold(entry.singular) not in divisible() or _is_vast(scene, index))
    return entry if whole else None


_MILLIONS = re.compile("[1-9][0-9]{0,2}(?:[.][0-9]{3}){2,}|[1-9][0-9]{0,2}[.]000")


def parts_thousands(scene: Scene, index: int) -> bool:
    """طوله 6.650 كم ومساحته 3.349.000 كم²: another number shows that dots part thousands."""
    if not _LONE_DOT.fullmatch(scene[index].text):
        return False
    if _is_vast(scene, index):
        return True
    key = ("dots", 0, False)
    if key not in scene.memo:
        scene.memo[key] = any(_MILLIONS.fullmatch(token.text) for token in scene.tokens)
    return bool(scene.memo[key])


_VAST = re.compile("[وف]?[بل]?(?:ال)?(?:مساحت?[ةهاهم]*|قطر(?:ه|ها)?|[يت]بعد|محيط(?:ه|ها)?)")
_RACE = re.compile("(?:ال)?(?:سباق|حلبة|لفة|لفات|جولة)")
_NEAR = 7
"""How far before a number what it measures may stand, in tokens."""


def _is_vast(scene: Scene, index: int) -> bool:
    """تبلغ مساحة البلد 438.317 كم²: hundreds and three digits of an area, or of a way that is no race."""
    near = scene.tokens[max(0, index - _NEAR) : index]
    large = len(scene[index].text) == len("438.317") and _LONE_DOT.fullmatch(scene[index].text)
    vast = bool(large) and any(_VAST.fullmatch(token.key) for token in near)
    return vast and not any(_RACE.fullmatch(token.key) for token in scene.tokens)


def _groups_thousands(scene: Scene, index: int) -> bool:
    """ومن العراق 10.561 حاجًا، ومن الهند 7.664: the dots of the sentence separate thousands."""
    if not _LONE_DOT.fullmatch(scene[index].text):
        return False
    if scene[index + 1].key == "من" and scene[index + 2].key.startswith("ال"):  # 130.308 من الحجاج
        return noun(scene[index + 2].text).plural
    after = scene[index + 1]
    free = after.kind in ("pause", "end") or noun_at(scene, index + 1, plural=False) is not None
    return (
        free
        and fold(after.text) not in divisible()
        and any(
            _LONE_DOT.fullmatch(token.text) and _counts_things(scene, place)
            for place, token in enumerate(scene.tokens)
        )
    )


def _counts_things(scene: Scene, index: int) -> bool:
    """Whether the figure at `index` counts things that are not divided."""
    entry = noun_at(scene, index + 1, plural=False)
    return entry is not None and entry.known and fold(entry.singular) not in divisible()
