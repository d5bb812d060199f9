"""Abbreviations in Arabic letters, read by their context: د. علي, ص 12, 1445 هـ, (ص), و.م.ع."""

from __future__ import annotations

import re
from functools import cache

from podcast.arabic.classes.roman import VOLUMES
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.clause import RELATIVES
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.tables import rows, words
from podcast.arabic.text.alphabet import letter_names
from podcast.arabic.text.letters import attach, bare, fold, paused
from podcast.arabic.tokens.breath import words_of
from podcast.arabic.tokens.context import STOPS, Scene, among, cued, group, shapes
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_LATIN_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_ORDER = (
    "after",
    "year",
    "circa",
    "asked",
    "number",
    "minute",
    "play",
    "court",
    "colon",
    "alone",
    "woman",
    "name",
    "any",
)
_ROMAN = re.compile("[IVX]{1,6}")
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
    for where in _ORDER:
        if where in places and _fits(scene, index, where):
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


def _is_of_court(scene: Scene, index: int) -> bool:
    """لسنة 77 ق: the year in a court's case number."""
    year = scene.word_before(index - 1)
    return year is not None and year.key.endswith("سنة") and scene[index - 1].kind == "figure"


def _fits(scene: Scene, index: int, where: str) -> bool:  # noqa: C901
    before = scene.tokens[index - 1] if index else None
    after = scene[index + 1]
    if where in ("name", "woman") and scene[index].text in (
        after.text,
        before.text if before else "",
    ):
        return False  # أ. أ. ميلن
    if where in ("name", "woman") and (after.text == "(" or after.kind == "quote"):
        after = scene[index + 2]
    led = None if scene[index].prefix else before  # سارة وأ. منصور: no initial of hers
    if where == "after":
        return scene.last is not None and scene.last.end == index and scene.last.kind in _NUMBERS
    if where == "year":
        colon = after.text == ":"
        after = scene[index + 1 + colon]
        figure = parse(after.text) if after.kind == "figure" else None
        hijri = scene[index + 2 + colon].text.startswith(("هـ", "ه"))
        year = figure is not None and (hijri or is_year(figure))
        return (
            year and before is not None and (before.kind in ("open", "close") or before.text == "،")
        )
    if where == "circa":
        told_by = scene.word_before(index - 1)
        cites = told_by is not None and told_by.key.removeprefix("و") in _COLLECTORS
        return not cites and _is_about(before, after)
    if where == "number":
        return _numbers(scene, index)
    if where == "asked":
        return is_asked(scene, index)
    if where == "colon":
        return _heads(scene, index)
    if where == "alone":
        return before is not None and before.kind == "open" and after.kind == "close"
    if where == "minute":
        return after.kind == "figure" and after.text.isdecimal() and not is_century(scene, index)
    if where in ("play", "court"):
        return is_minute(scene, index) if where == "play" else _is_of_court(scene, index)
    if where == "woman":
        return (
            _before_name(led, after)
            and not _after_initial(scene, index)
            and after.key in group("feminine_names")
        )
    if where == "name":
        doctor = scene[index].text == "د." and is_initial(scene, index + 1)
        named = _before_name(led, after, before_initial=doctor)
        return named and not _after_initial(scene, index) and not _after_doctor(scene, index)
    return True


def _is_about(before: Token | None, after: Token) -> bool:
    """(ح. 1543 - 1510 ق.م): about a year, where no word before it has sayings of the Prophet."""
    year = after.kind == "figure" and len(after.text) > 2 and after.text.isdecimal()
    return year and before is not None and before.kind == "open"


_COLLECTORS = frozenset(("البخاري", "مسلم", "الترمذي", "النسائي", "داود", "ماجه", "احمد", "مالك"))
"""Whose collections number sayings of the Prophet: روى البخاري (ح 3650)."""


def _numbers(scene: Scene, index: int) -> bool:
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


def _heads(scene: Scene, index: int) -> bool:
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


_BLOOD = {"A": "إيه", "B": "بي", "AB": "إيه بي", "O": "أو"}
_RHESUS = {"+": "مُوجَب", "-": "سَالِب", "−": "سَالِب", "–": "سَالِب"}


def blood(scene: Scene, index: int) -> Verbalisation | None:
    """A blood group in a context about blood: فصيلة O+, -AB, الفصيلة A."""
    token, end = scene[index], index + 1
    sign = ""
    if token.text in _RHESUS:
        sign, token, end = token.text, scene[index + 1], index + 2
    letters = token.text
    if not sign and letters[-1:] == "+":
        sign, letters = "+", letters[:-1]
    if letters not in _BLOOD or token.kind not in ("latin", "name"):
        return None
    if not sign and scene[end].text in _RHESUS and not scene[end].spaced:
        sign, end = scene[end].text, end + 1
    if not sign or not cued(scene, index, "blood", 8):
        return None
    return Verbalisation(end, f"{_BLOOD[letters]} {_RHESUS[sign]}", "letter")


_RATING = re.compile("(Aaa?|Baa?|Caa?)([123])?")


_GRADE = re.compile("A{1,3}|B{1,3}|C{1,3}")


def rating(scene: Scene, index: int) -> Verbalisation | None:
    """A credit rating in mixed case: Aa3, Baa1."""
    letters, sign, after = scene[index].text, scene[index + 1], scene[index + 2]
    glued = sign.text in ("-", "−", "–") and not sign.spaced
    alone = after.spaced or after.kind in ("pause", "end", "close")
    if _GRADE.fullmatch(letters) and glued and alone and cued(scene, index, "graded", 8):
        return Verbalisation(index + 2, f"{spelled(letters)} سَالِب", "letters")
    found = _RATING.fullmatch(letters)
    if found is None or not (found[2] or len(found[1]) == 3):
        return None
    number = f" {spell(int(found[2]))}" if found[2] else ""
    return Verbalisation(index + 1, f"{spelled(found[1])}{paused(number)}", "letters")


def lone_letter(scene: Scene, index: int) -> Verbalisation | None:
    """An isolated letter, by its name: الفئة أ, فيتامين د."""
    token = scene[index]
    letter = bare(token.text)
    if len(letter) == 2 and letter[0] == "و" and scene[index + 1].text in tuple("<>=≤≥≠≈×+²³"):
        return Verbalisation(index + 1, attach("و", letter_names()[letter[1]]), "letter")
    if token.kind != "word" or len(letter) != 1 or token.prefix or letter in "وآ":
        return None
    return Verbalisation(index + 1, letter_names().get(letter, letter), "letter")
