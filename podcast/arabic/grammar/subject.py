"""Whether a counted noun is the subject of the verb before it, although an object stands beside it.

The object may stand before its subject: حضر المباراة 40 ألف متفرج. Three signs tell: a verb that does not
agree with the noun right behind it has another subject; some verbs are done by people to a thing; and an object
behind the counted noun makes that the subject.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import is_named, opens
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token

_LONGEST = 4
"""The longest object between a verb and its subject, in words: حضر حفل افتتاح المعرض 200 شخص."""
_MASDAR = re.compile("ا(?:ست)?.{2,4}ا.|ت.{1,2}ي.|م.ا.{2}ة|ت.ا.{2}|.{2}ا.ة?|ا.ترا.")
"""Patterns of verbal nouns: استجواب, اعتراض, تقرير, مبادرة, طعن is listed."""


def is_subject_behind_object(scene: Scene, index: int, end: int) -> bool:
    """حضر الحفل 200 شخص, أيدت القرار 12 دولة: before the subject an object, whose last word is at `index`."""
    if not is_named(scene.tokens[index]) or scene.tokens[index].kind != "word":
        return False
    verb = scene[index - 1] if index else None
    if verb is not None and _disagrees(verb, scene.tokens[index]) and not is_measure(scene, end):
        return True
    for first in range(index, max(0, index - _LONGEST), -1):
        if scene.tokens[first].kind != "word" or among(scene.tokens[first], "genitive"):
            return False
        verb = scene.tokens[first - 1]
        if among(verb, "attending_verbs"):
            return not is_agent(scene.tokens[first]) and _are_agents(scene, end, verb)
        if is_verb(verb):
            return False
    return False


def is_verb(token: Token) -> bool:
    """Whether a word is in a list of verbs."""
    return any(
        among(token, name) for name in ("accusative_verbs", "nominative_verbs", "attending_verbs")
    )


def gender_of_verb(token: Token) -> Gender:
    """The gender a verb of the third person shows: قالت and تقول are feminine."""
    key = token.key[1:] if token.key[:1] in "وف" and len(token.key) > 3 else token.key
    key = key[1:] if key[:2] in ("سي", "ست") and len(key) > 4 else key
    present = key[:1] == "ت" and "ي" + key[1:] in group("accusative_verbs") | group(
        "nominative_verbs"
    )
    return "f" if key.endswith("ت") or present else "m"


def _disagrees(verb: Token, behind: Token) -> bool:
    """أيدت القرار, حضر المباراة: the noun behind the verb has another gender, so that it is the object."""
    if not is_verb(verb) or not behind.key.startswith("ال"):
        return False
    if gender_of_verb(verb) == "m":
        return behind.key.endswith("ة") and noun(behind.key).gender == "f"
    entry = noun(behind.key)
    return entry.known and entry.gender == "m" and not entry.plural


def is_measure(scene: Scene, end: int) -> bool:
    """Whether what is counted says how long, how far or how much: 30 يومًا, 12%, 50 دولارًا."""
    last = scene[end - 1]
    named = group("extents") | group("worths")
    return last.kind not in ("word", "figure") or fold(singular(last)) in named


def singular(token: Token) -> str:
    """The singular of a counted noun, as far as the tables know it."""
    entry = noun(token.key, plural_first=True)
    return entry.singular or token.key.removeprefix("ال").removesuffix("ا")


def is_agent(token: Token) -> bool:
    """Whether a counted noun names those who act: people, states, parties, vehicles on the road."""
    return fold(singular(token)) in group("attendants")


def _are_agents(scene: Scene, end: int, verb: Token) -> bool:
    last = scene[end - 1]
    if last.kind == "figure":
        return scene[end].kind in ("pause", "end")
    return is_agent(last) and gender_of_verb(verb) == _gender(last)


def is_subject_before_object(scene: Scene, index: int, end: int) -> bool:
    """تسلم 300 مستفيد شققهم, دخل 20 طالبًا القاعة: an object behind the counted subject."""
    verb, after, led = (
        scene[index],
        scene[end],
        among(scene[index - 1] if index else None, "genitive"),
    )
    if (
        after.kind != "word"
        or after.key in group("pronoun_led")
        or scene[end - 1].kind != "word"
        or led
    ):
        return False
    lists = ("genitive", "kana_verbs", "construct", "particles")
    if noun(verb.key).known or any(among(verb, name) for name in lists):
        return False
    if after.key.endswith("هم") and len(after.key) > 4:
        return True
    if _is_owned(after) and scene[end + 1].kind != "figure" and is_verb(verb):
        return gender_of_verb(verb) == _gender(scene[end - 1])
    told = is_verb(verb) or verb.key[:1] == "ي"
    named = (
        after.key.startswith("ال") and not among(after, "genitive") and not among(after, "times")
    )
    named = named or _is_indefinite_object(after)
    return (
        told
        and named
        and is_agent(scene[end - 1])
        and gender_of_verb(verb) == _gender(scene[end - 1])
    )


def _is_owned(token: Token) -> bool:
    """أغلقت 240 مدرسة أبوابها: an object that belongs to the subject."""
    plain = token.key.removesuffix("ها")
    stems = {plain, plain[:-1] + "ة"}
    known = any(noun(stem).known for stem in stems)
    return token.key.endswith("ها") and known and not stems & group("predicate_of")


def _is_indefinite_object(token: Token) -> bool:
    """قدم 20 نائبًا استجوابًا: an accusative that is a verbal noun or a listed one, so no adjective."""
    if token.text[-1:] not in ("ا", "ً", "ة") or noun(token.key).plural:
        return False
    stem = token.key.removesuffix("ا")
    return (
        noun(token.key).known or stem in group("of_masdars") or _MASDAR.fullmatch(stem) is not None
    )


def _gender(token: Token) -> Gender:
    return noun(token.key, plural_first=True).gender


def is_done_to(scene: Scene, index: int, end: int) -> bool:
    """بايعه 73 رجلًا, أن يزكيه 20 عضوًا: behind a verb with its object's pronoun, and perhaps a place."""
    verb = scene.tokens[index]
    for first in range(index, max(-1, index - _LONGEST), -1):
        verb = scene.tokens[first]
        if verb.kind != "word":
            return False
        done = (
            verb.key.endswith(("ه", "ها", "هم")) and len(verb.key) > 4 and not noun(verb.key).known
        )
        told = opens(scene, first) or verb.key[:1] in ("ي", "ت")
        if done and told and verb.key not in group("pronoun_led"):
            placed = first == index or among(scene.tokens[first + 1], "genitive")
            return placed and is_agent(scene[end - 1])
    return False


def is_spoken_by(scene: Scene, index: int, end: int) -> bool:
    """توقع 28 خبيرًا, طالب 20 نائبًا: a verb of saying and choosing, right before people who agree with it."""
    verb, people = scene.tokens[index], scene[end - 1]
    said = among(verb, "acting_verbs") and is_agent(people)
    return said and gender_of_verb(verb) == _gender(people)


def is_done_to_people(scene: Scene, index: int, end: int) -> bool:
    """ونقل 25 مصابًا إلى المستشفى: a verb whose passive is meant, right before people who agree with it."""
    verb, people = scene.tokens[index], scene[end - 1]
    named = is_agent(people) or among(people, "attendants")
    return among(verb, "passive_verbs") and named and gender_of_verb(verb) == _gender(people) == "m"
