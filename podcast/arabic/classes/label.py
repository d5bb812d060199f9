"""Whether a number belongs to the name before it or counts the word behind it: ديون 2 فيلم رائع."""

from __future__ import annotations

from podcast.arabic.grammar.clause import OF_THEM, is_definite
from podcast.arabic.grammar.done_to import has_object_pronoun
from podcast.arabic.grammar.nouns import Noun, noun
from podcast.arabic.grammar.quantity import Amount
from podcast.arabic.grammar.verb_form import PASSIVE_VERB, is_verb
from podcast.arabic.tokens.context import Scene, among, group, shapes
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_OF_THREE = 5
"""Letters of a verb with three of its root and نا."""
_OF_VERBS = "ياتنس"
"""The first letters of possible unknown verbs: يحرز, استقبل, تسلم, نظم, سجن."""
_SHORT_NAME = 4
"""Letters of a word that the dictionary would have, were it a verb."""
_LONGEST_VERB = 6
"""Letters of the longest verb in the third person, without the future's: استقبل, يستخدم."""


def is_of_name(scene: Scene, index: int, thing: Noun) -> bool:
    """Whether one or two belongs to a name, though `thing` could be counted."""
    if _is_title(scene, index) or _is_of_series(scene, index) or _is_before_verb(scene, index):
        return True
    return _is_one_with_many(scene, index, thing)


def _is_before_verb(scene: Scene, index: int) -> bool:
    """باب الحارة 2 عُرض أمس: a name at the beginning, and behind its number a word that may be a verb too."""
    before, after, first = scene.word_before(index), scene[index + 1], scene[0]
    if before is None or scene[index].prefix or any(map(is_verb, scene.tokens[:index])):
        return False
    if PASSIVE_VERB.fullmatch(after.text):
        return True
    fronted = among(first, "fronting") or first.key.startswith("لل") or among(before, "genitive")
    opens = is_definite(before) and not fronted and first.key not in OF_THEM
    when = scene[index + 2]
    told = when.kind == "word" and any(among(when, name) for name in ("adverbs", "genitive"))
    return opens and told and after.key in group("verbs_or_nouns")


def _is_one_with_many(scene: Scene, index: int, thing: Noun) -> bool:
    """العنبر 1 مرضى: a label, since one is not of many."""
    before = scene.word_before(index)
    articled = before is not None and before.key.startswith("ال")
    return articled and thing.plural and scene[index].text == "1"


def is_tied(scene: Scene, index: int) -> bool:
    """تي-72 دبابة: a number tied to a short name counts nothing."""
    dash, name = scene[index - 1], scene[index - 2]
    tied = index > 1 and dash.kind == "dash" and not (dash.spaced or scene[index].spaced)
    return tied and name.kind == "word" and 2 <= len(name.key) <= 3


_NAMING_NOTHING = (
    "accusative_verbs", "nominative_verbs", "genitive", "construct", "predicate_of", "adverbs", "pronoun_led",
    "kana_verbs", "particles",
)  # fmt: skip
"""Lists whose words end no title."""


def _is_of_series(scene: Scene, index: int) -> bool:
    """فيلم ستار وورز 1 رائد: a number behind a word of no list, behind a film, a game and the like."""
    named = scene.word_before(index)
    if named is None or scene[index].prefix or noun(named.text).known:
        return False
    near = [
        form for token in scene.tokens[max(0, index - 4) : index - 1] for form in shapes(token.key)
    ]
    series = any(form.removeprefix("ال") in group("sequels") for form in near)
    return series and not any(among(named, name) for name in _NAMING_NOTHING)


def _is_title(scene: Scene, index: int) -> bool:
    """ديون 2 فيلم رائع: a word that opens the sentence, no verb and no noun of the tables, is a name."""
    before = scene.word_before(index)
    if before is None or index > 2 or scene[index].prefix or _may_be_verb(scene[0]):
        return False
    if (index == 2 and not scene[2].spaced) or _is_measure(scene[index + 1]):
        return False
    return not any(
        any(among(word, name) for name in _NAMING_NOTHING)
        or (noun(word.text).known and not noun(word.text).plural)
        or word.key.startswith(("ال", "و", "ف"))
        or (word.key[0] in "بل" and word.key.endswith(("ته", "تها", "تهم")))  # بحوزته
        or word.kind != "word"
        for word in scene.tokens[:index]
    )


def is_two_of_a_kind(scene: Scene, index: int, thing: Token) -> bool:
    """وتجرها 2 قاطرة: a thing in ة that no table knows, where a verb or a preposition is before the number."""
    before = scene.word_before(index)
    told = before is not None and (
        is_verb(before) or has_object_pronoun(before) or among(before, "genitive")
    )
    of_them = scene.last is not None and before is not None and before.key in OF_THEM
    joined = scene[index].prefix == "و" and scene.last is not None and scene.last.gender == "f"
    if thing.key.endswith("ية") and (of_them or joined):  # منها 2 ذهبية و2 فضية
        return True
    return told and thing.key.endswith("ة") and not scene[index].prefix


def _may_be_verb(word: Token) -> bool:
    """Whether the first word of a sentence may be a verb that no list has: not نوكيا or سلمان."""
    key = word.key
    ours = len(key) == _OF_THREE and "ا" not in key[:-2] and key not in group("places")
    if key.endswith("نا") and (ours or readings(key[:-2])):  # حجزنا 2 غرفة
        return True
    if word.text[0] == "إ" or (len(key) > 3 and word.text[-1] == "ا"):
        return False
    if readings(key) & {"i", "t"}:
        return True
    if len(key) <= _SHORT_NAME and key[0] in "سنت":
        return False  # ستار تريك, نوفا: the dictionary has the short verbs
    long = len(key) > _LONGEST_VERB and not key.startswith(("سي", "ست", "سن"))
    return key[0] in _OF_VERBS and not long and not key.endswith(("يا", "ان", "ون", "ين", "ه"))


def _is_measure(word: Token) -> bool:
    """Whether a noun measures what stands before its number: سكر 2 كوب."""
    return any(among(word, name) for name in ("containers", "extents", "worths"))


def counts_nothing(scene: Scene, index: int, spoken: Amount, behind: Noun) -> bool:
    """رقم 10 جائزة: the number of a label counts nothing, least of all if a plural would be required."""
    value, before = spoken.last.value or 0, scene.word_before(index)
    numbered = before is not None and before.key.removeprefix("ال") == "رقم"
    return numbered or (3 <= value <= 10 and not behind.plural and not spoken.scale)
