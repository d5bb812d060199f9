"""Verbs that no list of ours names, told by their place: at the head of a clause, before an object."""

from __future__ import annotations

from podcast.arabic.grammar.clause import BEFORE_VERB, is_joined_or_opens, is_led, is_named, opens
from podcast.arabic.grammar.counted import gender_of, is_agent
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import gender_of_verb, unjoined
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_LONGEST = 4
"""The longest phrase between a verb and its subject, in words."""


def takes_its_object(scene: Scene, index: int) -> bool:
    """Whether the word at `index` begins a clause and may be a verb with an object: حث 12 نائبًا الحكومة."""
    token = scene.tokens[index]
    begins = is_joined_or_opens(scene, index) or scene.tokens[index - 1].key in BEFORE_VERB
    return begins and token.kind == "word" and "t" in readings(unjoined(token.key))


def is_subject_of_unknown(scene: Scene, index: int, end: int) -> bool:
    """أسلم على يديه 40 رجلًا: people behind a word that no table knows and that opens a clause."""
    last = scene[end - 1]
    behind = scene[end + (scene[end].key == "فقط")].key
    parts = last.text in ("%", "٪") and behind == "من"
    parts = parts or (last.kind != "word" and behind in ("منهم", "منها", "منهن"))
    people = scene[end + 1]
    parts = parts or (last.kind == "figure" and behind == "من" and _are_people(people))
    governed = not is_named(scene.tokens[index]) and among(
        scene[index - 1] if index else None, "genitive"
    )
    if not (is_agent(last) or parts) or among(scene.tokens[index], "genitive") or governed:
        return False
    percent = last.text in ("%", "٪")
    if percent and index and opens(scene, index - 1) and _acts_on(scene, index - 1):
        return False  # يشغّل ووردبريس 43% من مواقع العالم
    for first in range(index, max(-1, index - _LONGEST), -1):
        token = scene.tokens[first]
        if token.kind != "word":
            return False
        if (
            opens(scene, first)
            or token.key[:1] == "و"
            or scene.tokens[first - 1].key in BEFORE_VERB
        ):
            placed = first == index or is_led(scene.tokens[first + 1])
            agrees = last.kind != "word" or gender_of_verb(token) == gender_of(last)
            homograph = first == index and token.key in group("verbs_or_nouns")
            return placed and agrees and (homograph or _may_be_verb(token, scene.tokens[index]))
    return False


def _acts_on(scene: Scene, index: int) -> bool:
    """Whether a verb with an object has a name that no table knows right behind it."""
    verb, behind = scene.tokens[index], scene.tokens[index + 1]
    transitive = "t" in readings(unjoined(verb.key)) and "i" not in readings(unjoined(verb.key))
    return transitive and not (is_led(behind) or behind.key in group("pronoun_led"))


def _are_people(token: Token) -> bool:
    """حصل على القبول المبكر 1,200 من المتفوقين: a plural of people with the article."""
    return token.key.startswith("ال") and token.key.endswith(("ين", "ون")) and len(token.key) > 6


def _may_be_verb(token: Token, before: Token) -> bool:
    """Whether a word that no table knows looks like a verb: no article, no ending of a noun.

    A noun of the tables is a verb too if it can be one and something definite is `before` the number: طعن في
    النتائج 12 مرشحًا, but إلى ثقة 76 نائبًا.
    """
    key = token.key[1:] if token.key[:1] == "و" else token.key
    if readings(key) & {"i", "t"} and token is not before and is_named(before) and "ة" not in key:
        return True
    listed = (
        "genitive",
        "construct",
        "adverbs",
        "particles",
        "kana_verbs",
        "accusative_verbs",
        "predicate_of",
    )
    if noun(key).known or any(among(token, name) for name in listed):
        return False
    plain = not key.startswith(("ال", "لل", "م")) and not key.endswith(
        ("ة", "ات", "ا", "ون", "ين", "ه", "ها", "هم")
    )
    return plain and 3 <= len(key) <= 8
