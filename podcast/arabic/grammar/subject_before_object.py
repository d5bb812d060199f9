"""Counted nouns that are the subject of the verb before them: an object follows, أغلقت 240 مدرسة أبوابها."""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import (
    is_joined_or_opens,
    is_led,
)
from podcast.arabic.grammar.counted import gender_of, is_agent
from podcast.arabic.grammar.done_to import PRONOUN_OF_OBJECT
from podcast.arabic.grammar.nouns import is_plural, noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.unknown_verb import takes_its_object
from podcast.arabic.grammar.verb_agreement import gender_as_subject
from podcast.arabic.grammar.verb_form import gender_of_verb, is_verb
from podcast.arabic.grammar.verbs import has_its_subject
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_MASDAR = re.compile("ا(?:ست)?.{2,4}ا.|ت.{1,2}ي.|م.ا.{2}ة|ت.ا.{2}|.{2}ا.ة?|ا.ترا.")
"""Patterns of verbal nouns: استجواب, اعتراض, تقرير, مبادرة, طعن is listed."""


def is_subject_before_object(scene: Scene, index: int, end: int) -> bool:
    """تسلم 300 مستفيد شققهم, دخل 20 طالبًا القاعة: an object behind the counted subject."""
    if has_its_subject(scene, index):  # القوات تسقط 77 طائرة مسيرة
        return False
    if _amounts_to(scene, index, end):
        return True
    both = int(scene[end].key == "و" + scene[end - 1].key.removesuffix("ا") + "ة")
    both = both or int(_describes_things(scene, end)) or _behind_place(scene, end)
    verb, after, led = (
        scene[index],
        scene[end + both],  # حقق 76 طالبًا وطالبة النجاح
        among(scene[index - 1] if index else None, "genitive"),
    )
    if (
        after.kind != "word"
        or after.key in group("pronoun_led")
        or scene[end - 1].kind != "word"
        or led
        or is_led(after)
    ):
        return False
    homograph = takes_its_object(scene, index)
    told = (
        homograph and among(verb, "accusative_verbs") and not scene.heading
    )  # جمع 22 متطوعًا القمامة
    lists = ("genitive", "kana_verbs", "particles", *(() if told else ("construct",)))
    if (noun(verb.key).known and not homograph) or any(among(verb, name) for name in lists):
        return False
    if after.key.endswith("هم") and len(after.key) > 4 and not _goes_on_with(after):
        return True
    if _is_owned(after) and scene[end + 1].kind != "figure" and is_verb(verb):
        return _agrees(verb, scene, end)
    told = is_verb(verb) or verb.key[:1] == "ي" or homograph
    named = (
        after.key.startswith("ال") and not among(after, "genitive") and not among(after, "times")
    )
    named = named or _is_indefinite_object(after) or after.key.endswith("ات")
    named = named or (is_plural(after.key) and is_led(scene[end + 1]) and not is_agent(after))
    return told and named and is_agent(scene[end - 1]) and _agrees(verb, scene, end)


def _agrees(verb: Token, scene: Scene, end: int) -> bool:
    """Whether a verb agrees with what is counted: حسم 20 منتخبًا, حسمت 7 منتخبات."""
    return gender_of_verb(verb) in (gender_of(scene[end - 1]), gender_as_subject(scene, end))


def _behind_place(scene: Scene, end: int) -> int:
    """مددت 8 دول في المنظمة خفضها: how far behind a place an object stands that they own; 0 if none does."""
    placed = scene[end].key in ("في", "من", "ضمن")
    near = (at for at in range(2, 7) if _is_owned(scene[end + at]) and not is_led(scene[end + at]))
    return next(near, 0) if placed else 0


def _describes_things(scene: Scene, end: int) -> bool:
    """حسمت 7 منتخبات إفريقية بطاقات: an adjective behind some things."""
    plural = noun(scene[end - 1].key, plural_first=True).plural
    adjective = scene[end]
    return plural and adjective.key.endswith("ية") and not noun(adjective.key).known


def _goes_on_with(after: Token) -> bool:
    """شملت 12 مريضًا وتابعتهم: a verb joined by "and", with the pronoun of those who are counted."""
    joined = after.key[:1] in ("و", "ف") and not noun(after.key).known
    return joined and bool(readings(PRONOUN_OF_OBJECT.sub("", after.key[1:])))


_AMOUNTING = frozenset(
    (
        "مجموعه", "قيمته", "يعادل", "يقارب", "يزيد", "يقرب", "نسبته", "يناهز", "مقداره", "يفوق", "يساوي",
    )
)  # fmt: skip
"""What stands behind "what" in a clause that tells an amount: ما مجموعه 169 مليارًا."""


def _amounts_to(scene: Scene, index: int, end: int) -> bool:
    """أنفق 30 مليون سائح ما مجموعه 169 مليارًا: the object is told in a clause with "what"."""
    verb = scene[index]
    if not is_joined_or_opens(scene, index) or not is_agent(scene[end - 1]) or not is_verb(verb):
        return False
    near = range(end, min(end + _FAR_OBJECT, len(scene.tokens) - 1))
    told = any(
        scene[at].key == "ما" and scene[at + 1].key in _AMOUNTING and not is_led(scene[at - 1])
        for at in near
    )
    return told and gender_of_verb(verb) == gender_of(scene[end - 1])


_FAR_OBJECT = 7
"""How far behind what is counted such a clause may begin, in tokens."""


def _is_owned(token: Token) -> bool:
    """أغلقت 240 مدرسة أبوابها: an object that belongs to the subject."""
    plain = token.key.removesuffix("ها").removesuffix("ه")
    if plain.endswith("ا") or noun(token.key).singular.endswith("ه"):
        return False  # نالت 3 شهادات دكتوراه
    stems = {plain, plain[:-1] + "ة"}
    known = any(noun(stem).known or stem in group("construct") for stem in stems)
    return token.key.endswith(("ها", "ه")) and known and not stems & group("predicate_of")


def _is_indefinite_object(token: Token) -> bool:
    """قدم 20 نائبًا استجوابًا: an accusative that is a verbal noun or a listed one, so no adjective."""
    if token.text[-1:] not in ("ا", "ً", "ة") or noun(token.key).plural:
        return False
    stem = token.key.removesuffix("ا")
    return (
        noun(token.key).known or stem in group("of_masdars") or _MASDAR.fullmatch(stem) is not None
    )


def is_number_before_object(scene: Scene, index: int, end: int) -> bool:
    """وتلقى 290 العلاج: a bare number, and what those it counts did something to."""
    verb, after = scene.tokens[index], scene[end]
    last = scene[end - 1]
    bare = (last.kind == "figure" or last.key in scales()) and after.kind == "word"
    named = (
        after.key.startswith("ال") and not among(after, "times") and not among(after, "genitive")
    )
    told = is_verb(verb) or takes_its_object(scene, index)
    return bare and named and told and gender_of_verb(verb) == "m"
