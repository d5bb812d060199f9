"""Telephone numbers and other numbers read digit by digit, in the groups they are written in."""

from __future__ import annotations

from podcast.arabic.classes.identifier import digits
from podcast.arabic.classes.season import season
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.quantity import HYPHENS
from podcast.arabic.tokens.context import Scene, among, cued

_LETTERS = ("ت", "ج", "ف", "تلف", "موب", "هـ", "م")
"""What a telephone, a mobile and a fax are shortened to before a colon."""
_CODE = 4
"""The longest code of a country or an area, in digits."""
_BOOKS = ("ISBN", "ISSN")
"""What stands before the numbers of books and journals."""
_SHAPES = ([3, 3, 4], [1, 3, 3, 4], [4, 3, 4])
"""Groupings of digits that only telephone numbers have: 800-123-4567."""


def telephone(scene: Scene, index: int) -> Verbalisation | None:
    """Digits read one by one, with a pause at each gap: telephone and identity numbers."""
    groups, end, plus = _groups(scene, index)
    total = sum(map(len, groups))
    if total < 3 or _begins_with_a_date(scene, index, groups):
        return None
    told = cued(scene, index, "digits_after", 4) or _is_called(scene, index)
    told = told or _is_labelled(scene, index, end)
    told = (told and not _counts(scene, end)) or scene[index - 1].text in _BOOKS
    told = told or (total >= 5 and _is_lettered(scene, index))
    dialled = _is_dialled(scene, index)
    first = groups[0]
    shape = (
        (plus and total >= 7)
        or (first.startswith("00") and total >= 9)
        or (first[0] == "0" and total >= 8)
        or list(map(len, groups)) in _SHAPES
        or (list(map(len, groups)) == [3, 3, 3] and _is_of_number(scene, index))
        or (list(map(len, groups)) == [4, 5] and first.endswith("00"))
        or (scene[index].text == "(" and len(groups) > 1 and total >= 9)
    )
    long = total >= 5 or first[0] == "0"
    if not (shape or dialled or (told and long and total < 40)) or season(scene, index):
        return None
    spoken = "، ".join(map(digits, groups))
    return Verbalisation(end, f"زَائِد {spoken}" if plus else spoken, "phone")


def _is_lettered(scene: Scene, index: int) -> bool:
    """ت: 0112345678, but not 595 هـ / 1126-1198 م, where the letter is an era."""
    lettered = scene[index - 1].text in (":", "/") and scene[index - 2].text in _LETTERS
    return index > 1 and lettered and (index < 3 or scene[index - 3].kind != "figure")


def _is_labelled(scene: Scene, index: int, end: int) -> bool:
    """الخط الساخن لمكافحة المخدرات: 1884141, with nothing behind: a colon, and before it whose number it is."""
    colon = index > 1 and scene[index - 1].text == ":"
    return colon and scene[end].kind in ("pause", "end") and cued(scene, index, "digits_after", 12)


def _counts(scene: Scene, end: int) -> bool:
    """تسجيل 11331 حالة: a known noun is counted."""
    entry = noun_at(scene, end, plural=False)
    return entry is not None and entry.known and scene[end].spaced


def _begins_with_a_date(scene: Scene, index: int, groups: list[str]) -> bool:
    """[2025-02-01 08:00]: a year, a month and a day with hyphens or slashes, in either order."""
    if list(map(len, groups[:3])) not in ([4, 2, 2], [2, 2, 4]):
        return False
    signs = scene[index + 1].text, scene[index + 3].text
    if signs[0] != signs[1] or signs[0] not in HYPHENS | {"/"}:
        return False
    first, month, last = map(int, groups[:3])
    year, day = (first, last) if len(groups[0]) == 4 else (last, first)
    return 1300 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31


def _is_dialled(scene: Scene, index: int) -> bool:
    """اتصل بالرقم 1919, على الرقم 911: the verb says that even a short number is dialled."""
    number = scene.word_before(index)
    asked = number is not None and number.key in ("اتصل", "اتصلوا", "اتصلي", "واتصل")
    if asked and scene[index + 1].kind in ("end", "pause", "close"):
        return True
    who = scene.word_before(index - 1) if scene[index - 1].kind == "open" else None
    if who is not None and who.key.startswith("ب") and who.key[1:] in _URGENT:
        return not _counts(scene, index + 1)  # اتصل بالإسعاف (997)
    if number is not None and number.key in _URGENT and scene.word_before(index - 1) is not None:
        return scene.tokens[index - 2].key.endswith(("رقم", "هاتف", "ارقام"))
    named = number is not None and number.key in ("بالرقم", "الرقم")
    return named and _is_called(scene, index) and cued(scene, index - 1, "digits_after", 3)


_URGENT = frozenset(("الطوارئ", "الاسعاف", "النجدة", "الاطفاء", "المطافئ", "الشرطة", "الاغاثة"))
"""Whom one calls at a short number: رقم الطوارئ 9999."""


def _is_of_number(scene: Scene, index: int) -> bool:
    """الرقم 600-123-456."""
    word = scene.word_before(index)
    return word is not None and word.key.endswith("رقم")


def _is_called(scene: Scene, index: int) -> bool:
    """على الرقم 19991, بالرقم 16023: a number to call, not the number of something."""
    number, led = scene.word_before(index), scene.word_before(index - 1)
    counted = scene[index + 1].kind == "word" and noun(scene[index + 1].text).known
    if number is None or counted:
        return False
    if number.key == "العملاء" and led is not None and led.key.endswith("خدمة"):
        return scene[index + 1].kind in ("end", "pause", "close")
    return number.key == "بالرقم" or (number.key == "الرقم" and among(led, "called_on"))


def _groups(scene: Scene, index: int) -> tuple[list[str], int, bool]:
    """The groups of digits from `index` on, separated by hyphens or single spaces, or in brackets."""
    plus = scene[index].text == "+" and not scene[index + 1].spaced
    coded = scene[index].text == "(" and scene[index + 2].text == ")"
    if coded and scene[index + 3].kind == "figure" and len(scene[index + 1].text) <= _CODE:
        index += 1
    groups: list[str] = []
    index += plus
    end = index
    while len(groups) < 8:
        token = scene[index]
        if token.kind == "figure" and (not groups or not token.prefix) and _digits_only(token.text):
            groups.append(token.text.replace(".", ""))
            index = end = index + 1
            continue
        link = token.text in HYPHENS | {"/"} and not token.spaced and not scene[index + 1].spaced
        bracket = (
            token.kind in ("open", "close")
            and scene[index + 1].kind in ("figure", "close", "dash")
            and bool(groups or plus)
        )
        if not (link or bracket):
            break
        index += 1
    return groups, end, plus


def _digits_only(text: str) -> bool:
    return text.isdecimal()
