"""The case of an ordinal, which is that of the noun it numbers: نصت المادة الخامسة, في عهد لويس الرابع عشر."""

from __future__ import annotations

from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.clause import is_definite, is_joined_or_opens, is_led
from podcast.arabic.grammar.nouns import is_plural, noun
from podcast.arabic.grammar.verb_form import gender_of_verb, is_verb
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings


def case_of_head(scene: Scene, position: int, end: int) -> Case:
    """The case of an ordinal at `position`: that of the noun before it, with which it agrees."""
    index = position - 1
    while index > 0 and scene.tokens[index].kind in ("quote", "open"):
        index -= 1
    if shown := _shown_before(scene, index):
        return shown
    case = case_at(scene, index, end)
    while index > 1 and is_definite(scene.tokens[index]) and is_definite(scene.tokens[index - 1]):
        index -= 1
    led = scene.word_before(index)
    attached = (
        led is not None and led.key[:1] in "بلك" and (noun(led.key[1:]).known or led.key[-1] == "ة")
    )
    owned = led is not None and _is_owned(scene, index, led)
    if led is not None and led.key == "عدا" and scene[index - 2].key == "ما":
        return "acc"  # ما عدا المواد 31 و32
    if attached or owned or among(led, "genitive"):
        return "gen"
    return "nom" if case == "acc" and _is_cited(scene, position) else case


def _shown_before(scene: Scene, index: int) -> Case | None:
    """The case of the numbered noun at `index` as its particle, its verb or who bears it shows; else None."""
    head = scene.tokens[index]
    joined = head.key[:1] in "وف" and head.key[1:2] in "بلك" and len(head.key) > 4
    written = head.key[1:] if joined and not noun(head.key).known else head.key
    if head.kind == "word" and written[:1] in "بلك" and not noun(written).known:
        return "gen"
    linked = head.key.startswith("وال") and _is_joined_to_led(scene, index)
    text = index > 0 and scene.tokens[index - 1].key in _TEXTS
    if linked or (text and noun(head.key).gender == "f"):
        return "gen"  # مفاد نص المادة 36
    bidden = index > 0 and scene.tokens[index - 1].key in _BIDDING and is_definite(head)
    if bidden and is_joined_or_opens(scene, index - 1):
        return "acc"  # راجع الفصل 5
    titled = among(scene.word_before(index), "sovereigns")
    if (titled or head.key in group("regnal")) and _is_led_from_afar(scene, index):
        return "gen"
    ruling = titled and index > 1 and is_verb(scene.tokens[index - 2])  # حتى دخل السلطان سليم I مصر
    if (
        _is_done_by_ruler(scene, index)
        or ruling
        or _is_subject(scene, index)
        or _is_plural_subject(scene, index)
    ):
        return "nom"
    return None


def _is_joined_to_led(scene: Scene, index: int) -> bool:
    """بالمرتبة 59 عربيًا والمرتبة 283 عالميًا: joined to the same noun behind a preposition."""
    stem = scene.tokens[index].key.removeprefix("وال")
    for place in range(index - 1, max(-1, index - _SPAN), -1):
        key = scene.tokens[place].key
        if key in (f"بال{stem}", f"لل{stem}"):
            return True
        if key == f"ال{stem}":
            return among(scene.word_before(place), "genitive")
    return False


_SPAN = 12
"""How far back the first of two numbered nouns is searched for, in tokens."""


_BIDDING = frozenset(("راجع", "انظر", "اقرا", "طالع", "افتح", "اتل", "ادرس"))
"""Orders to read, whose object is the numbered part."""
_TEXTS = ("نص", "نصوص", "احكام", "حكم", "مفاد")


def _is_cited(scene: Scene, position: int) -> bool:
    """مجلة المنهل الجزء (11) المجلد (26): nothing but names before it, whose head is the nominative."""
    return all(
        token.kind != "word"
        or (
            not (is_verb(token) or readings(token.key) & {"i", "t"} or among(token, "genitive"))
            and (is_definite(token) or noun(token.key).known)
        )
        for token in scene.tokens[:position]
    )


def _is_owned(scene: Scene, index: int, owned: Token) -> bool:
    """رئيس القمة الـ34, من شركات المؤشر الـ225: the owner is in the genitive."""
    head = scene.tokens[index]
    if is_definite(owned) or not head.key.startswith("ال"):
        return False
    if index > 1 and is_verb(scene.tokens[index - 2]) and head.key[2:] in group("ordinal_after"):
        return noun(owned.key, plural_first=True).known  # يدرس طالب الصف 9
    if readings(owned.key):
        return False
    if is_plural(owned.key):
        return among(scene.word_before(index - 1), "genitive")
    numbered = head.key.removeprefix("ال") in group("ordinal_after")
    return numbered and noun(owned.key).known and noun(owned.key).gender != noun(head.key).gender


def _is_subject(scene: Scene, index: int) -> bool:
    """نصت المادة 45: a numbered noun behind a verb that agrees with it."""
    head, verb = scene.tokens[index], scene[index - 1]
    if not index or not head.key.startswith("ال") or not is_verb(verb):
        return False
    if among(verb, "genitive"):
        return False  # عبر الموانئ الـ6
    if among(scene.word_before(index - 1), "genitive"):
        return False  # من أسهم المؤشر الـ225
    if index > 1 and noun(verb.key).known and is_verb(scene[index - 2]):
        return False  # يدرس طالب الصف 9
    return gender_of_verb(verb) == noun(head.key).gender


def _is_done_by_ruler(scene: Scene, index: int) -> bool:
    """بنى رمسيس II المعبد: right behind a verb that is no noun, a ruler is who did it."""
    verb = scene[index - 1]
    if not index or scene.tokens[index].key not in group("regnal") or verb.kind != "word":
        return False
    does = bool(readings(verb.key) & {"i", "t"}) and not noun(verb.key).known
    nouns = ("verbs_or_nouns", "titled_deeds", "construct", "genitive")
    return does and not any(verb.key in group(name) for name in nouns)


def _is_plural_subject(scene: Scene, index: int) -> bool:
    """اجتمعت الدول العربية الـ22: a plural with its adjectives behind a verb in the feminine."""
    first = index
    while first > 0 and is_definite(scene.tokens[first - 1]) and index - first < 3:
        first -= 1
    verb, head = scene.word_before(first), scene.tokens[first]
    if verb is None or first == index or not noun(head.key).plural:
        return False
    past = verb.key.endswith("ت") and among(verb, "nominative_verbs")
    return past and not among(verb, "accusative_verbs") and not is_led(head)


def _is_led_from_afar(scene: Scene, index: int) -> bool:
    """في عهد البابا يوحنا: a ruler's name at the end of a prepositional phrase."""
    for token in reversed(scene.tokens[max(0, index - 3) : index]):
        if among(token, "genitive"):
            return True
        if is_verb(token) and not is_definite(token):
            break  # حتى دخل السلطان سليم
    return _is_owner(scene, index)


def _is_owner(scene: Scene, index: int) -> bool:
    """دخل خدمة الملك إدوارد VII: a noun without an article stands before the title."""
    title, owned = scene.word_before(index), scene.word_before(index - 1)
    titled = title is not None and title.key.removeprefix("و") in group("sovereigns")
    if owned is None or not titled or is_definite(owned) or is_verb(owned):
        return False
    return owned.key.endswith("ة") or (noun(owned.key).known and not readings(owned.key))
