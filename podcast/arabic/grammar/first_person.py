"""Verbs of the first person before a number: what we do and did (ندفع 120 دينارًا, التقطنا 340 صورة), or who did
something to us (زارنا 12 سائحًا).

Written without vowels, the pronoun of the subject and that of the object are alike. The stem tells in three
cases, as the grammars have it: before the subject's pronoun a hollow verb loses its ا (زُرنا, but زارنا), a weak
last letter is و or ي (أعطينا, but أعطانا), and no ت of the feminine stands there (وصلتنا).
"""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_joined_or_opens
from podcast.arabic.grammar.counted import is_extent_of
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import unjoined
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past, readings

_US = "نا"
_LONGEST = 3
"""The longest prepositional phrase between such a verb and its number, in words."""
_REACHING = frozenset(("وصل", "بلغ"))
"""Verbs of what reaches us: وصلنا 15 طلبًا, but of an amount, وصلنا 12 كيلومترًا."""


def is_done_by_us(scene: Scene, index: int, end: int) -> bool:
    """التقطنا 340 صورة, سرنا في يوم 5 كيلومترات: a verb of the first person before its object or its extent."""
    place = _before_phrase(scene, index)
    stem = _stem(scene, place)
    if _acts_on_us(scene.tokens[place]):
        return False
    return _is_present(scene.tokens[place]) or (bool(stem) and not _is_of_another(stem, scene, end))


def _is_present(token: Token) -> bool:
    """أدفع, وسنبيع: a verb in the present of me or us, whose letters are no other word's."""
    key = unjoined(token.key)
    key = key[1:] if key[:2] in ("سا", "سن") and not readings(key) else key
    speaks = token.kind == "word" and key[:1] in ("ا", "ن") and len(key) > 3
    told = speaks and bool(readings("ي" + key[1:]) & {"i", "t"})
    other = (
        readings(key)
        or noun(key).known
        or among(token, "construct")
        or key in group("superlatives") | group("that_they")
    )  # أصغر 5 هدافين
    return told and not other


def _before_phrase(scene: Scene, index: int) -> int:
    """The index before a prepositional phrase that ends at `index`: اشترينا منه, قطعنا في اليوم الأول."""
    before = index
    for first in range(index, max(0, index - _LONGEST), -1):
        token = scene.tokens[first]
        if token.kind != "word":
            break
        if among(token, "genitive") or (first == index and token.key in group("pronoun_led")):
            before = first - 1
    return before


def is_done_to_us(scene: Scene, index: int, end: int) -> bool:
    """زارنا 12 سائحًا, وصلتنا 15 رسالة: who or what did something to us, unless it gave us so much."""
    place = _before_phrase(scene, index)
    stem = _stem(scene, place)
    if _acts_on_us(scene.tokens[place]):
        return True
    given = {stem, stem.removesuffix("ت"), stem.removesuffix("ا") + "ي"} & group("giving_verbs")
    return bool(stem) and not given and _is_of_another(stem, scene, end)


def _acts_on_us(token: Token) -> bool:
    """يلزمنا 12 كيسًا, تنقصنا 12 قطعة: a present of another, but تسلمنا is a past of ours."""
    key = unjoined(token.key)
    stem = key.removesuffix(_US)
    present = stem != key and stem[:1] in ("ي", "ت") and bool(readings("ي" + stem[1:]))
    ours = past(stem) or noun(key).known or stem in group("giving_verbs") | group("passing_verbs")
    ours = ours and stem not in group("parting_verbs")
    return token.kind == "word" and len(stem) > 3 and present and not ours


def _stem(scene: Scene, index: int) -> str:
    """What is before نا in a verb of the past; "" for other words."""
    token = scene.tokens[index]
    whole = token.key.removesuffix(_US) in _REACHING  # وصلنا begins with its root
    key = token.key if whole else unjoined(token.key)
    stem = key.removesuffix(_US)
    led = index > 0 and among(scene.tokens[index - 1], "genitive")  # بين مارينا 4 و5
    if token.kind != "word" or stem == key or len(stem) < 2 or led or among(token, "genitive"):
        return ""
    if (
        key in group("pronoun_led") | group("passing_verbs")
        or stem[:1] == "ي"
        or not _is_past(stem)
    ):
        return ""
    may_be_noun = noun(stem).known or noun(stem.removesuffix("ت") + "ة").known
    return "" if may_be_noun and not _is_at_head(scene, index, stem) else stem


def _is_at_head(scene: Scene, index: int, stem: str) -> bool:
    """درسنا 12 كتابًا, but عددنا 12: where a noun may be meant, only at the head of a clause."""
    told = group("extents") | group("predicate_of")
    return is_joined_or_opens(scene, index) and stem not in told


def _is_past(stem: str) -> bool:
    """Whether some verb has this stem: that of its third person, or what is left of it before نا."""
    whole = {stem, f"{stem[:-1]}ا{stem[-1]}"}  # استطعنا is of استطاع
    if stem[-1] == "و":
        whole.add(stem[:-1] + "ا")
    if stem[-1] == "ا":
        whole |= {stem[:-1] + "ي"}
    if stem[-2:-1] == stem[-1]:
        whole.add(stem[:-1])  # أعددنا is of أعدّ
    return any(readings(one) & {"i", "t"} for one in whole)


def _is_of_another(stem: str, scene: Scene, end: int) -> bool:
    """Whether the subject of the verb is another, and "us" its object."""
    derived = stem[0] == "ا"  # أفادنا, اختارنا; else زارنا
    hollow = stem[-2] == "ا" and (len(stem) > 3 if derived else len(stem) == 3)
    feminine = stem[-1] == "ت" and bool(readings(stem[:-1]) or readings(stem[:-1] + "ي"))
    reached = stem in _REACHING and not is_extent_of(scene[end - 1], "extents")
    return hollow or feminine or reached or stem[-1] == "ا"
