"""Whether a short form is what the number behind it belongs to: ق 20, د 45, م 12 من النظام, س1:, ص 12."""

from __future__ import annotations

import re

from podcast.arabic.classes.roman import VOLUMES
from podcast.arabic.tokens.context import Scene, among, cued, group

_ROMAN = re.compile("[IVX]{1,6}")


def is_minute(scene: Scene, index: int) -> bool:
    """(د. 45) near a word about a match."""
    ahead = scene.tokens[index + 2 : index + 6]
    if scene[index + 2].text == "+" and scene[index + 3].kind == "figure":
        return True  # (د 90+4)
    if scene[index + 2].text in ("ص", "ص."):
        return False  # س 66 ق 118 ص 788
    match = any(
        cued(scene, index, name, 12) or any(among(token, name) for token in ahead)
        for name in ("score_after", "played")
    )
    return match and scene[index + 1].text[:2].isdecimal()


def is_of_court(scene: Scene, index: int) -> bool:
    """لسنة 77 ق: the year in a court's case number."""
    year = scene.word_before(index - 1)
    return year is not None and year.key.endswith("سنة") and scene[index - 1].kind == "figure"


def is_before_its_number(scene: Scene, index: int) -> bool:
    """Whether a short form stands before the number of what it is: ص 12, ج IV."""
    after = scene[index + 1]
    if scene[index].text.startswith("ق"):
        return is_century(scene, index) and after.kind == "figure" and not after.prefix
    if scene[index].text == "م":
        return after.kind == "figure" and is_of_act(scene, index + 2)
    if scene[index].text.rstrip(".") in VOLUMES and _ROMAN.fullmatch(after.text):
        return True
    if after.text == ":" and scene[index].text.startswith("ص"):
        after = scene[index + 2]
    return after.kind == "figure" and not after.prefix and not cued(scene, index, "label_of", 1)


def introduces(scene: Scene, index: int) -> bool:
    """ت: 0123456, ت/0123456, س: من أنت؟, س/ كم عمرك؟: a letter with a sign that tells what follows."""
    before, after, number = scene[index - 1] if index else None, scene[index + 1], scene[index + 2]
    begins = before is None or before.kind in ("pause", "dash", "open")
    called = number.text.isdecimal() and (number.text[0] == "0" or len(number.text) > 5)
    if after.text == "/" and scene[index].text == "ت":
        return begins and called
    if after.text == "/" and not after.spaced:
        return begins and (number.spaced or len(number.key) > 1)
    return after.text == ":" and (begins or called or number.text == "+")


def is_asked(scene: Scene, index: int) -> bool:
    """س1: ما الكثافة؟, ج 1: نعم: the number of a question or its answer opens a line, and words follow it."""
    begins = index == 0 or scene[index - 1].kind in ("pause", "dash")
    colon, after = scene[index + 2], scene[index + 3]
    short = scene[index + 1].text.isdecimal() and len(scene[index + 1].text) <= _MOST_QUESTIONS
    return begins and short and colon.text == ":" and after.kind not in ("figure", "abbreviation")


_MOST_QUESTIONS = 2
"""The digits of the last question's number."""


def is_of_act(scene: Scene, index: int) -> bool:
    """م 12 من النظام: a particle and the name of a legal act."""
    act = scene[index + 1]
    named = among(act, "numbered_acts") or act.key.removeprefix("ال") in group("numbered_acts")
    return scene[index].key == "من" and act.kind == "word" and named


def is_century(scene: Scene, index: int) -> bool:
    """Whether ق before a number means century rather than minute of a match."""
    number = scene[index + 1].text
    ahead = scene.tokens[index + 2 : index + 6]
    played = any(
        cued(scene, index, name, 10) or any(among(token, name) for token in ahead)
        for name in ("score_after", "played")
    )
    return number.isdecimal() and int(number[:3]) <= 21 and not played
