"""Identifiers: digits that by their form cannot be an amount, read one by one."""

from __future__ import annotations

from podcast.arabic.classes.score import FAR, POINTS
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import ending_of_digit, spell
from podcast.arabic.grammar.quantity import is_year, two_figures
from podcast.arabic.text.letters import paused
from podcast.arabic.tokens.context import Scene, among, cued, shapes
from podcast.arabic.tokens.figures import LONGEST, Figure, parse
from podcast.arabic.tokens.tokens import Token

_SERIAL = 7
"""So many digits after رقم are said one by one."""


_MUCH = 10
"""How many times larger the first of two numbers is in the name of a type."""
_LETTER = 3
"""The longest name of a letter in the name of a type: إيه, إف."""
_DIALLED = 10
"""So many digits without a separator are dialled or typed, not counted: 8001234567."""


_UNIFIED = 9
"""The digits of a company's single number in Saudi Arabia: 9200 12345."""


def identity(scene: Scene, index: int) -> Verbalisation | None:
    """Digits that cannot be an amount: with leading zeros, or more digits than numbers are written with."""
    token = scene[index]
    figure = parse(token.text) if token.kind == "figure" else Figure("")
    if figure.parts and len(token.text) == 2 and cued(scene, index, "temperatures", 12):
        return None  # ما بين 00 و06 درجات
    if figure.parts and (token.text.isdecimal() or len(token.text) > LONGEST):
        return Verbalisation(index + 1, "، ".join(map(digits, figure.parts)), "digits", "nom")
    counted = noun_at(scene, index + 1, plural=False)
    amounts = (counted is not None and counted.known) or token.text.endswith("000")
    unified = len(token.text) == _UNIFIED and token.text.startswith("9200")
    if token.text.isdecimal() and (len(token.text) == _DIALLED or unified) and not amounts:
        return Verbalisation(index + 1, digits(token.text), "digits", "nom")
    before = scene.word_before(index)
    numbered = before is not None and before.key.endswith("رقم")
    if numbered and token.text.isdecimal() and len(token.text) >= _SERIAL:
        return Verbalisation(index + 1, digits(token.text), "digits", "nom")
    return None


def digits(text: str) -> str:
    """Digits one by one."""
    return " ".join(ending_of_digit(digit) for digit in text if digit.isdecimal())


def hyphenated(scene: Scene, index: int) -> Verbalisation | None:
    """Hyphenated numbers that are a name, not a range: بوينغ 737-800, المادة 12-3, القانون رقم 05-21."""
    if act := _act_of_three(scene, index):
        return act
    pair = two_figures(scene, index, "-–/") or _of_act_and_year(scene, index)
    joined = scene[index].prefix == "و" and _are_two_articles(scene.word_before(index - 3))
    if pair is None or (scene[index].prefix and not joined):
        return None
    texts = scene[index].text, scene[index + 2].text
    before = scene.word_before(index - 3 if joined else index)
    opened = index > 0 and scene[index - 1].kind == "open" and scene[index + 3].kind == "close"
    before = scene.word_before(index - 1) if opened and before is None else before
    if not all(text.isdecimal() and len(text) < LONGEST for text in texts) or before is None:
        return None
    law = _is_act(scene, index) or among(before, "releases")
    single = any(form.removeprefix("ال") == "مادة" for form in shapes(before.key))
    single = single or _are_two_articles(before)
    article = among(before, "articles") and (single or int(texts[0]) > int(texts[1]))
    if _is_model(scene, index) or _is_type(scene, index, *map(int, texts)):
        spoken = " ".join(map(_part, texts))
    elif law or (article and scene[index + 1].text != "/"):
        gender = "f" if single else noun(before.text).gender if article else "m"
        sign = "عَلَى" if scene[index + 1].text == "/" else "شَرْطَة"
        first = paused(spell(int(texts[0]), gender)) if article else _part(texts[0])
        if sign == "عَلَى" and before.key.endswith("رقم") and texts[0][0] != "0":
            first = paused(spell(int(texts[0]), "m", "gen"))
        second = _part(texts[1]) if sign == "شَرْطَة" else paused(spell(int(texts[1]), "m", "gen"))
        spoken = f"{first} {sign} {second}"
    else:
        return None
    return Verbalisation(index + 3, spoken, "identifier", "nom")


def _of_act_and_year(scene: Scene, index: int) -> tuple[Figure, Figure] | None:
    """قرار وزاري رقم 32/ 2023: the number of an act and its year, with a blank."""
    before = scene.word_before(index)
    if before is None or before.key.removeprefix("ب") != "رقم":
        return None
    pair = two_figures(scene, index, "/", spaced=True)
    return pair if pair and is_year(pair[1]) else None


def _are_two_articles(word: Token | None) -> bool:
    """المادتين 5-1 و5-2."""
    forms = shapes(word.key) if word else ()
    return any(form.removeprefix("ال") in ("مادتين", "مادتان") for form in forms)


def _is_model(scene: Scene, index: int) -> bool:
    """بوينغ 737-800, إيرباص إيه 320-200: behind a maker, perhaps with a letter's name between."""
    opened = index > 0 and scene[index - 1].kind == "open"  # بوينغ (747-400)
    before, maker = scene.word_before(index - opened), scene.word_before(index - opened - 1)
    lettered = before is not None and len(before.key) <= _LETTER and among(maker, "models")
    counted = noun_at(scene, index + 3, plural=True)
    return (among(before, "models") or lettered) and not (counted and counted.known)


def _is_type(scene: Scene, index: int, first: int, second: int) -> bool:
    """ميراج 2000-5, إيه 320-200: numbers that fall, with nothing counted, are no range."""
    after = scene[index + 3]
    many = 3 <= second <= 10
    counted = noun_at(scene, index + 3, plural=many)
    free = scene[index + 1].kind == "dash" and after.kind in ("word", "pause", "end", "close")
    measured = after.kind == "word" and (
        len(after.key) < 3 or (counted is not None and counted.known and counted.plural == many)
    )
    led = among(scene.word_before(index), "genitive") or among(
        scene.word_before(index), "year_after"
    )
    falls = first >= _MUCH * second > 0 or 1000 > first > second >= 100
    if first <= POINTS and cued(scene, index, "score_after", FAR):
        return False
    return free and not measured and not led and first >= 100 and falls


def _act_of_three(scene: Scene, index: int) -> Verbalisation | None:
    """المرسوم 2-18-245: the number of a legal act, in three parts."""
    piece = scene.tokens[index : index + 5]
    joined = len(piece) == 5 and not any(token.spaced or token.prefix for token in piece[1:])
    numbers = [token.text for token in piece[::2]]
    if not joined or piece[1].kind != "dash" or piece[3].text != piece[1].text:
        return None
    if not all(map(str.isdecimal, numbers)) or not _is_act(scene, index):
        return None
    return Verbalisation(index + 5, " شَرْطَة ".join(map(_part, numbers)), "identifier", "nom")


def _is_act(scene: Scene, index: int) -> bool:
    """Whether a legal act stands before `index`, perhaps with adjectives: المرسوم التنفيذي 21-145."""
    for place in (index, index - 1, index - 2):
        word = scene.word_before(place)
        if among(word, "numbered_acts"):
            return True
        if word is None or not word.key.startswith("ال"):
            return False
    return False


def _part(text: str) -> str:
    """One part: digit by digit if it begins with a zero, else as a number."""
    return digits(text) if text[0] == "0" or len(text) > 4 else paused(spell(int(text)))
