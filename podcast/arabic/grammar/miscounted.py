"""Counted nouns whose number or case the writer got wrong: 309 إصابة, 15 مواطنين, 200 مقعدًا.

What is merely without its ending, 44 مريض, stays as written.
"""

from __future__ import annotations

from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.nouns import Noun, is_plural, noun, plural_of
from podcast.arabic.text.letters import fold, marked
from podcast.arabic.tokens.context import Scene, among
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings


def as_counted(scene: Scene, index: int, value: int, kind: Noun) -> tuple[str, ...]:
    """The noun at `index` as `value` of it is said, and its adjective; nothing if it is written so, or no table
    can tell.

    Three to ten ask for the plural, eleven to ninety-nine for the singular in the accusative, hundreds and
    thousands for the singular in the genitive.
    """
    said = _said(scene, index, value, kind)
    adjective = _adjective(scene, index) if said and 3 <= value % 100 <= 10 else ""
    return tuple(filter(None, (said, adjective)))


def _adjective(scene: Scene, index: int) -> str:
    """103 مولدًا كهربائيًا, 205 مجلس جماعي: the adjective of things that are now in the plural."""
    thing, after = scene[index], scene[index + 1]
    stem = after.text.removesuffix("ا").removesuffix("\u064b")
    relating = after.kind == "word" and stem.endswith("ي") and len(stem) > _SHORTEST
    named = noun(after.text).known and not is_agent(thing)  # 5 مواطن مصري
    told = relating and not (marked(stem) or named or readings(after.key))
    if not told:
        return ""
    return stem + ("ين" if is_agent(thing) else "ة")


_SHORTEST = 3
"""The shortest adjective in ي, in letters."""


def _said(scene: Scene, index: int, value: int, kind: Noun) -> str:
    """The noun at `index` as `value` of it is said, if it is written otherwise."""
    token, rest = scene[index], value % 100
    few = 3 <= rest <= 10
    right = few if kind.plural else (rest > 10 or token.key[-1:] != "ا") and not few
    if right or not kind.known or value < 3 or rest in (1, 2) or _is_marked(token):
        return ""
    if not kind.singular or kind.singular.endswith(_UNINFLECTED) or _may_be_verb(scene, index):
        return ""
    if few:
        return _many(token, kind) if _stands_alone(scene, index) else ""
    if kind.plural:
        return _one_of(token, kind, accusative=rest > 10)
    accusative = fold(token.text.removesuffix("\u064b")) == fold(kind.singular) + "ا"
    return kind.singular if accusative else ""


_UNINFLECTED = ("بايت", "هرتز", "هيرتز", "بكسل", "واط", "فولت", "أمبير", "كيلو", "ميغا", "سنت")
"""Endings of loan words that are said alike behind any number: 8 غيغابايت."""


def _may_be_verb(scene: Scene, index: int) -> bool:
    """في الدقيقة 90+4 سجل هدف: a word that may be a verb, before what may be its object."""
    token, after = scene[index], scene[index + 1]
    verb = bool(readings(token.key) & {"i", "t"})
    return verb and after.kind == "word" and (noun(after.text).known or after.key.startswith("ال"))


def _is_marked(token: Token) -> bool:
    """Whether a word has a vowel that the writer put there, or an article or a particle."""
    return marked(token.text.removesuffix("\u064b").replace("\u064bا", "ا"))


def _stands_alone(scene: Scene, index: int) -> bool:
    """Whether nothing behind a noun shows that it counts nothing: 5 شارع النيل, عمارة 5 شقة 7, 3 عام 2020."""
    after = scene[index + 1]
    named = after.key.startswith(("ال", "لل")) or among(after, "places")
    per = after.text == "/"  # 405 شمعة/م²
    return not (named or per) and not (after.kind == "figure" and not after.prefix)


def _many(token: Token, kind: Noun) -> str:
    """The plural of a noun written in the singular, with or without the alef of the accusative."""
    written = fold(token.text.removesuffix("\u064b"))
    single = fold(kind.singular)
    return plural_of(kind.singular) if written in (single, single + "ا") else ""


def _one_of(token: Token, kind: Noun, *, accusative: bool) -> str:
    """The singular of a noun written in a plural that the table has."""
    sound = token.key.endswith(("ين", "ون"))
    if not is_plural(token.key) and not (token.key.endswith("ات") or sound):
        return ""
    return _in_accusative(kind.singular) if accusative else kind.singular


def _in_accusative(word: str) -> str:
    """An indefinite noun in the accusative: مريضًا, لقاءً, إصابة."""
    if word.endswith(("ة", "ى", "ا", "و")):
        return word
    return word + ("\u064b" if word.endswith(("اء", "أ")) else "\u064bا")
