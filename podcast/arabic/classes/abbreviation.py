"""Abbreviations in Arabic letters, read by their context: د. علي, ص 12, 1445 هـ, (ص), و.م.ع."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from podcast.arabic.classes.numbering import (
    introduces,
    is_asked,
    is_before_its_number,
    is_century,
    is_minute,
    is_of_court,
)
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.clause import RELATIVES
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.tables import rows, words
from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.text.letters import attach, bare, fold
from podcast.arabic.tokens.breath import words_of
from podcast.arabic.tokens.context import STOPS, Scene, group, shapes
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_LATIN_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_NUMBERS = ("number", "date", "year", "ordinal", "digits", "season", "fraction")


@cache
def _table() -> dict[str, dict[str, str]]:
    """Spelling → context → spoken form."""
    found: dict[str, dict[str, str]] = {}
    for spellings, spoken, where, feminine in rows("abbreviations.tsv", 4):
        for spelling in words(spellings):
            found.setdefault(spelling, {}).setdefault(where, spoken)
            if feminine:
                found[spelling]["woman"] = feminine
    return found


def is_short_form(token: Token) -> bool:
    """Whether a word may be read otherwise than written: by the table, as a letter's name, as nil."""
    text = token.text
    return len(text) < 3 or text in _table() or token.key.endswith("صفر") or len(bare(text)) == 1


def expansion(spelling: str, where: str) -> str:
    """The expansion of `spelling` in a context of this kind; "" if it is not an abbreviation there."""
    return _table().get(spelling, {}).get(where, "")


def spelled(text: str) -> str:
    """`text` letter by letter, digits as digits; characters without a name are dropped."""
    from podcast.arabic.classes.identifier import digits

    names = (
        digits(char) if char.isdecimal() else letter_names().get(char.lower(), "")
        for char in bare(text)
    )
    return " ".join(name for name in names if name)


def abbreviation(scene: Scene, index: int) -> Verbalisation | None:
    """The abbreviation at `index`, with or without dots."""
    token = scene[index]
    if token.kind not in ("word", "abbreviation"):
        return None
    places = _table().get(token.text, {})
    for where, fits in _FITS.items():
        if where in places and fits(scene, index):
            end = index + 1 + (where == "year" and scene[index + 1].text == ":")
            return Verbalisation(end, _unrepeated(scene, index, places[where]), "abbreviation")
    if token.kind == "abbreviation":
        return _letters(scene, index)
    return None


def _unrepeated(scene: Scene, index: int, spoken: str) -> str:
    """`spoken` without its first word if the author has written that before it: وكالة أ.ف.ب."""
    head, _, rest = spoken.partition(" ")
    opened = index > 0 and scene[index - 1].kind == "open"
    before = scene.word_before(index - 1 if opened else index)
    return rest if rest and before and fold(head) in shapes(before.key) else spoken


def _letters(scene: Scene, index: int) -> Verbalisation:
    """Dotted letters in no table, by their names; a single letter with a dot ends a sentence."""
    text = scene[index].text
    single = len(text) == 2
    spoken = spelled(text.replace(".", " "))
    if not single and " " in text and text.endswith(".") and _is_name(scene[index + 1]):
        return Verbalisation(index + 1, spoken, "letter")
    if scene[index + 1].kind == "end" or (single and not is_initial(scene, index)):
        spoken += "."
    return Verbalisation(
        index + 1, spoken, "abbreviation", rule="letter" if single else "abbreviation-unknown"
    )


def latin_initial(scene: Scene, index: int) -> Verbalisation | None:
    """The full stop of initials or of a short form, which ends no sentence: J.D. Vance, Dr. No."""
    before, after = scene[index - 1], scene[index + 1]
    latin = index > 0 and scene[index].text == "." and before.kind in ("latin", "name")
    if not latin or not after.text:
        return None
    named = after.kind in ("latin", "name") and _LATIN_INITIALS.fullmatch(before.text)
    measured = index > 1 and scene[index - 2].kind == "figure"  # 50 ms.
    short = before.text.lower() in words_of("short") and after.kind in ("latin", "name", "word")
    short = short and not measured
    return Verbalisation(index + 1, "", "letter") if named or short else None


def is_initial(scene: Scene, index: int) -> bool:
    """Whether a letter with a dot at `index` is an initial, which ends no sentence: جون ف. كينيدي."""
    text, before, after = scene[index].text, scene[index - 1] if index else None, scene[index + 1]
    if scene[index].kind != "abbreviation" or len(text) != 2 or text[1] != ".":
        return False
    if before is not None and (
        before.key.removeprefix("ال") in group("lettered") or before.kind in ("figure", "pause")
    ):
        return before.kind == "pause" and before.text not in STOPS
    return _is_name(after)


def _is_name(token: Token) -> bool:
    """Whether a token may be a name: a word of two letters or more, Latin, another initial."""
    return token.kind in ("name", "latin") or (
        token.kind in ("word", "abbreviation") and len(token.key) > 1
    )


def _after_initial(scene: Scene, index: int) -> bool:
    """Whether the letter before `index` is an initial, not a title: the second one of ج. د. فانس."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    return (
        before.kind == "abbreviation"
        and len(before.text.replace("ـ", "")) == 2
        and "name" not in _table().get(before.text, {})
        and (is_initial(scene, index - 1) or "ـ" in before.text)
    )


def _after_doctor(scene: Scene, index: int) -> bool:
    """Whether the letter at `index` is the initial of a name with a title: د. أ. خليل."""
    return index > 0 and scene[index].text == "أ." and scene[index - 1].text == "د."


def _fits_after(scene: Scene, index: int) -> bool:
    """1445 هـ: right behind a number."""
    return scene.last is not None and scene.last.end == index and scene.last.kind in _NUMBERS


def _fits_year(scene: Scene, index: int) -> bool:
    """(ت 505 هـ), (و: 1950): before a year, at the beginning of brackets, behind them or behind a comma."""
    before, colon = _before(scene, index), scene[index + 1].text == ":"
    year = scene[index + 1 + colon]
    hijri = scene[index + 2 + colon].text.startswith(("هـ", "ه"))
    dated = year.kind == "figure" and (hijri or is_year(parse(year.text)))
    parted = before is not None and (before.kind in ("open", "close") or before.text == "،")
    return dated and parted


def _fits_circa(scene: Scene, index: int) -> bool:
    """(ح. 1543 - 1510 ق.م): about a year, where no word before it has sayings of the Prophet."""
    before, after, told_by = _before(scene, index), scene[index + 1], scene.word_before(index - 1)
    cites = told_by is not None and told_by.key.removeprefix("و") in group(
        "collectors"
    )  # روى البخاري (ح 3650)
    year = after.kind == "figure" and len(after.text) > 2 and after.text.isdecimal()
    return not cites and year and before is not None and before.kind == "open"


def _fits_minute(scene: Scene, index: int) -> bool:
    """ق 90: before a number that is no century."""
    after = scene[index + 1]
    return after.kind == "figure" and after.text.isdecimal() and not is_century(scene, index)


def _fits_alone(scene: Scene, index: int) -> bool:
    """(ص): alone in brackets."""
    before = _before(scene, index)
    return before is not None and before.kind == "open" and scene[index + 1].kind == "close"


def _fits_name(scene: Scene, index: int) -> bool:
    """د. علي: a title before a name, but neither an initial nor behind one."""
    doctor = scene[index].text == "د." and is_initial(scene, index + 1)
    named = _is_title(scene, index, before_initial=doctor)
    return named and not _after_initial(scene, index) and not _after_doctor(scene, index)


def _fits_woman(scene: Scene, index: int) -> bool:
    """أ. سعاد: a title before the name of a woman."""
    named = _named_after(scene, index).key in group("feminine_names")
    return named and _is_title(scene, index) and not _after_initial(scene, index)


def _before(scene: Scene, index: int) -> Token | None:
    return scene.tokens[index - 1] if index else None


def _named_after(scene: Scene, index: int) -> Token:
    """What stands behind a title, perhaps in brackets or quotation marks: د. (فيصل القاسم)."""
    after = scene[index + 1]
    return scene[index + 2] if after.text == "(" or after.kind == "quote" else after


def _is_title(scene: Scene, index: int, *, before_initial: bool = False) -> bool:
    """Whether a short form stands before a name, and is not said of the same letter: أ. أ. ميلن."""
    before = _before(scene, index)
    if scene[index].text in (scene[index + 1].text, before.text if before else ""):
        return False
    led = None if scene[index].prefix else before  # سارة وأ. منصور: no initial of hers
    return _before_name(led, _named_after(scene, index), before_initial=before_initial)


_FITS: dict[str, Callable[[Scene, int], bool]] = {
    "after": _fits_after,
    "year": _fits_year,
    "circa": _fits_circa,
    "asked": is_asked,
    "number": is_before_its_number,
    "minute": _fits_minute,
    "play": is_minute,
    "court": is_of_court,
    "colon": introduces,
    "alone": _fits_alone,
    "woman": _fits_woman,
    "name": _fits_name,
    "any": lambda scene, index: True,
}
"""The contexts of `abbreviations.tsv`, the most particular first, and what tells each."""


def _before_name(before: Token | None, after: Token, *, before_initial: bool = False) -> bool:
    if before is not None and before.key in group("given_names"):
        return False
    if after.kind == "abbreviation" and _is_lettered(after.text):
        return before_initial
    named = after.kind in ("name", "latin", "abbreviation") or (
        after.kind == "word" and len(after.key) > 1 and not _leads_on(after)
    )
    lettered = (
        before is not None
        and before.kind == "word"
        and before.key.removeprefix("ال") in group("lettered")
    )
    return named and not lettered and (before is None or before.kind != "figure")


def _leads_on(word: Token) -> bool:
    """أحمد م. إنه بريء: a particle, before which a letter is the end of a name and no title."""
    listed = group("that_they") | group("particles") | group("genitive")
    return word.key in RELATIVES or (word.key in listed and word.text[-1] != "ي")  # د. علي


def _is_lettered(text: str) -> bool:
    """Whether an abbreviation is the initials of a name rather than another title: ب. ج., not د."""
    return "name" not in _table().get(text, {}) and all(
        len(part.strip().rstrip("ـ")) < 2 for part in text.split(".")
    )


def lone_letter(scene: Scene, index: int) -> Verbalisation | None:
    """An isolated letter, by its name: الفئة أ, فيتامين د."""
    token = scene[index]
    letter = bare(token.text)
    if len(letter) == 2 and letter[0] == "و" and scene[index + 1].text in tuple("<>=≤≥≠≈×+²³"):
        return Verbalisation(index + 1, attach("و", letter_names()[letter[1]]), "letter")
    if token.kind != "word" or len(letter) != 1 or token.prefix or letter in "وآ":
        return None
    return Verbalisation(index + 1, letter_names().get(letter, letter), "letter")
