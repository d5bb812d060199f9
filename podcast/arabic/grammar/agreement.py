"""The neighbours of a number: the noun it counts, a word that makes it a name, the governor of a range."""

from __future__ import annotations

import re
from typing import Literal

from podcast.arabic.grammar.nouns import MASDAR, Noun, is_plural, noun, with_ta
from podcast.arabic.grammar.quantity import Amount, is_year
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import Scene, among, cued, group, shapes
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

Governed = Literal["", "led", "between"]
"""What governs a range: nothing, a preposition or construct in place of "from", or بين."""
_DOUBTFUL = "يتوفن"
"""First letters of verbs and conjunctions; an unknown word that begins so is not taken for a noun."""
_FAAIL = re.compile("..ائ.")
"""Plurals, whatever their first letter."""
_PAST = re.compile(".+وا|است.{2,}[^ا]ت")
"""Verbs in the past by their form: استطلعت آراؤهم."""


def governed_by(scene: Scene, index: int) -> Governed:
    """What already governs a range, so that "from" is left out."""
    before = scene.word_before(index)
    if before is None and index > 1 and scene[index - 1].kind == "open":
        enclosing = scene.word_before(index - 1)  # بين (300 - 499) دينارًا
        ends = enclosing is not None and enclosing.key.removeprefix("و") == "من"  # من (0 - 14)
        before = enclosing if enclosing and (ends or enclosing.key.endswith("بين")) else None
    if set(scene[index].prefix) & set("بلك"):
        return "led"
    if is_label(scene, index) and not (before and noun(before.text, plural_first=True).plural):
        return "led"
    if before is None:
        if is_over(scene, index):
            return "led"
        circa = index > 1 and scene[index - 1].text.rstrip(".") == "ح"  # (ح. 1543 - 1292 ق.م)
        return "led" if circa else ""
    if before.key.endswith("بين"):
        return "between"
    if before.key in ("يقارب", "يناهز", "تقارب", "تناهز"):
        return "led"  # بما يقارب 70-78%
    return "led" if among(before, "genitive") or among(before, "construct") else ""


def is_over(scene: Scene, index: int) -> bool:
    """ضغط 130-139 / 85-89: whether the number is the lower of two blood pressures."""
    behind = scene.last is not None and scene.last.end == index - 1
    return behind and scene[index - 1].text == "/" and cued(scene, index, "pressures", 14)


def is_label(scene: Scene, index: int) -> bool:
    """Whether the number is part of a name: آيفون 15, Windows 11."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    named = (
        before.kind in ("latin", "name")
        or (before.kind == "abbreviation" and before.text in ("ص.", "ص"))
        or names_things(scene.word_before(index))
    )
    return (named or _is_model(scene, index)) and not scene[index].prefix


def _is_model(scene: Scene, index: int) -> bool:
    """صاروخ فتح 1, مسيرة شاهد 136: a name with a number, behind what it is."""
    name, thing = scene.word_before(index), scene.word_before(index - 1)
    if name is None or thing is None or name.key.startswith("ال") or among(name, "genitive"):
        return False
    bare_number = scene[index + 1].kind in ("pause", "end", "close") or scene[index + 1].prefix
    made = thing.key.removeprefix("ال") in _MADE
    return made and bool(bare_number or among(scene[index + 1], "genitive"))


_MADE = frozenset(
    ("صاروخ", "صواريخ", "مسيرة", "مسيرات", "مسبار", "غواصة", "مدمرة", "منظومة", "مقاتلة", "مركبة")
)
"""Things whose makes have names with numbers."""


def names_things(word: Token | None) -> bool:
    """Whether numbers after `word` are names rather than counts: رقم, الصفحة, ص."""
    if word is None:
        return False
    if word.text in ("ص", "ص.") or word.key in group("channels"):
        return True
    return any(_is_label_noun(form.removeprefix("ال")) for form in shapes(word.key))


def is_numbered(word: Token) -> bool:
    """الآية 255: a noun with the article that figures tell apart, by their order as a rule."""
    return any(
        form.startswith("ال") and form.removeprefix("ال") in group("ordinal_after")
        for form in shapes(word.key)
    )


def _is_label_noun(stem: str) -> bool:
    if stem in group("label_of"):
        return True
    entry = noun(stem, plural_first=True)
    return entry.plural and fold(entry.singular) in group("label_of")


_OWNED = re.compile(".{3,}(?:هم|هما|هن|ها)")
"""A noun with a pronoun, which is never what a number counts: 22 حالتهم حرجة."""


def _is_owned(token: Token) -> bool:
    key = token.key
    whole = (key, key.removesuffix("ا"))  # جنيهًا
    return (
        bool(_OWNED.fullmatch(key)) and fold(noun(key).singular) not in whole and not is_plural(key)
    )


def _describes(scene: Scene, index: int) -> bool:
    """بدلا من 600 نص عليها الاتفاق: a verb, for what is behind it takes up the number again."""
    word, after = scene[index], scene[index + 1]
    again = after.kind == "word" and after.key in group("pronoun_led")
    bare_noun = again and not word.key.endswith(("ا", "ة", "ات", "ين"))
    bare_noun = bare_noun and not any(among(word, name) for name in ("attendants", "extents"))
    return bare_noun and bool(readings(word.key) & {"i", "t"}) and not noun(word.key).plural


def is_club(scene: Scene, index: int) -> bool:
    """ريال مدريد: a club, where the same word would be its country's money."""
    return scene[index].key == "ريال" and scene[index + 1].key in group("royal_clubs")


def noun_at(scene: Scene, index: int, *, plural: bool) -> Noun | None:
    """The noun counted by a number that ends before `index`, if there is a countable one."""
    token = scene[index]
    if token.kind != "word" or len(token.key) < 2 or token.key.startswith("لل"):
        return None
    if token.key[:1] in ("ب", "ل") and token.key[1:] in group("genitive"):
        return None  # و5 لغير السكنية
    if (
        is_club(scene, index)
        or token.key in group("pronoun_led")
        or _is_owned(token)
        or _describes(scene, index)
    ):
        return None
    if any(form in group("not_counted") for form in {token.key, token.key.rstrip("ا")}):
        return None
    if (
        token.key in COLOURS_AND_DEFECTS
        or _is_likened(token)
        or (plural and _is_nominative_plural(token.key))
    ):
        return None
    entry = _entry(token, plural)
    articled = token.key.startswith("ال") and bare(token.text)[0] not in "آإأ"  # 5 ألقاب
    if articled and not noun(token.key).known:
        return None
    if articled and entry.known and token.key.removeprefix("ال") != token.key:
        return None
    if entry.known or (plural and entry.plural and _FAAIL.fullmatch(token.key)):
        return entry  # 8 فسائل are no askers
    if plural and token.key.endswith("ة") and not entry.plural:
        return None
    particles = [form for form in shapes(token.key)[1:] if noun(form).known or _is_led_deed(form)]
    ending = ("ة", "ات", "ا", "يين", *(("ين",) if plural else ()))  # 10 فائزين
    doubtful = token.key[0] in _DOUBTFUL and not token.key.endswith(ending)
    verbs = any(among(token, name) for name in ("nominative_verbs", "accusative_verbs"))
    nisba = len(token.key) > 4 and token.key.endswith("ي") and not readings(token.key)
    nisba = nisba and not token.key.startswith("وال")  # العظمى 18 والصغرى 7
    doubtful = (doubtful and not nisba) or verbs or bool(_PAST.fullmatch(token.key))
    return None if particles or doubtful else entry


def _entry(token: Token, plural: bool) -> Noun:
    """The noun of a counted word, which may be written with ه for ة: 12 سنه."""
    entry = noun(token.text, plural_first=plural)
    listed = fold(entry.singular) == token.key or is_plural(token.key)  # no مدرس with its owner
    if not token.key.endswith("ه") or listed:
        return entry
    written = noun(with_ta(token.text))
    letter = token.text[0] == "إ" and written.singular[:1] == "آ"  # إيه, the name of a, is no آية
    return written if written.known and not written.plural and not letter else entry


def _is_led_deed(form: str) -> bool:
    """يصاب 10 بارتفاع طفيف: a verbal noun of the longer forms behind a particle."""
    return len(form) > 4 and MASDAR.fullmatch(form) is not None


def _is_nominative_plural(key: str) -> bool:
    """110 موصولون: no counted noun, which would be genitive."""
    entry = noun(key, plural_first=True)
    return key.endswith("ون") and len(key) > 4 and entry.plural


_THINGS = re.compile(".وا..|م.ا.ي?.|..ائ.|ا..ا.|.{2,}ات")
"""Patterns of plurals, behind كـ: 10 ملايين كحوافز."""


def _is_likened(token: Token) -> bool:
    """10 ملايين كحوافز: what the number is for, behind the particle ك."""
    key = token.key
    if key[:1] != "ك" or noun(key).known:
        return False
    return noun(key[1:]).known or bool(_THINGS.fullmatch(key[1:]))


def _is_behind_scale(token: Token) -> bool:
    """92 مليار ترانزستور: any noun may stand behind a scale without its alef, though no table knows it."""
    listed = {token.key, token.key.rstrip("ا")} & group("not_counted")
    led = token.key.startswith(("و", "ف", "لل", "ال", "ي", "ب", "ل")) or among(token, "genitive")
    verbs = among(token, "nominative_verbs") or among(token, "accusative_verbs")
    return token.kind == "word" and len(token.key) > 2 and not (listed or led or verbs)


def counted_after(scene: Scene, index: int, spoken: Amount, end: int) -> tuple[Token, Noun] | None:
    """The counted word after the amount, and its noun; None if nothing is counted."""
    value = spoken.last.value
    if value is not None and is_year(spoken.last.figure) and not spoken.scale:
        before = scene.word_before(index)
        known = noun_at(scene, end, plural=False)
        dated = among(before, "year_after") and not among(before, "genitive")
        dated = dated or scene[end].key in ("اثر", "جراء", "نتيجة", "بسبب", "عقب", "بعد", "قبل")
        if dated or known is None or not (known.known or _is_one_of_many(scene[end], value)):
            return None
    if spoken.written.endswith("ا") and spoken.scale and not _is_paid(scene, end):
        return None
    dated = among(scene[end], "year_after") and scene[end + 1].kind == "figure"
    if dated and (spoken.scale or is_year(parse(scene[end + 1].text))):
        return None  # 500 مليار عام 2030, بالقانونين 74، 153 سنة 2007
    if spoken.scale and not _is_likened(scene[end]) and _is_behind_scale(scene[end]):
        return scene[end], noun(scene[end].text)
    plural = value is not None and 3 <= value % 100 <= 10 and not spoken.scale
    entry = noun_at(scene, end, plural=plural)
    return (scene[end], entry) if entry else None


def _is_paid(scene: Scene, index: int) -> bool:
    """767 مليونًا دينار: money right behind millions, though they are written as if alone."""
    coin = scene[index]
    return (
        coin.kind == "word"
        and fold(noun(coin.text).singular) in group("worths")
        and (not coin.key.startswith("ال") and coin.key[-1:] != "ا")
    )


def _is_one_of_many(word: Token, value: int) -> bool:
    """ووزعوا 1500 شتلة: behind a round number, a word in ة that no table knows is counted; 1500 is no year."""
    return value % 100 == 0 and word.key.endswith("ة") and not word.key.startswith("ال")


COLOURS_AND_DEFECTS = frozenset(
    ("صفراء", "حمراء", "بيضاء", "سوداء", "خضراء", "زرقاء", "سمراء", "شقراء", "صماء", "عمياء")
)
"""Feminine adjectives of the form فعلاء, which broken plurals have too; no number counts them: 3 صفراء."""
