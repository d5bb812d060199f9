"""A passive that opens a sentence, told from her deed: ووزعت 2300 بطانية, ويزرع في مصر 20 صنفًا.

Written without vowels, "were handed out" and "she handed out" are alike. It is the passive where nobody has
been named who could have done it, and what is counted agrees with the verb as its subject would.
"""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_named
from podcast.arabic.grammar.counted import gender_of, is_agent, is_measure, singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import gender_of_verb, unjoined
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_LONGEST = 4
"""The longest phrase of place and time between the verb and the number, in words."""


def is_done_to_things(scene: Scene, index: int, end: int) -> bool:
    """Whether the number is of things to which the verb that opens the sentence was done."""
    first = _opening(scene, index)
    if first is None or scene.last is not None:
        return False
    verb, things = scene.tokens[first], scene[end - 1]
    if scene.heading or _has_her(scene):
        return False
    if things.kind != "word":
        return False
    placed = singular(things) in group("entered") | group("buildings")
    if not placed and (is_agent(things) or is_measure(scene, end)):
        return False
    return _is_done(verb, things, direct=first == index) and not _names_who(scene, end)


def _opening(scene: Scene, index: int) -> int | None:
    """The index of the verb that opens the sentence, with nothing but a place or time behind it."""
    for first in range(index, max(-1, index - _LONGEST - 1), -1):
        token = scene.tokens[first]
        if token.kind != "word":
            return None
        led = first == 1 and scene.tokens[0].key in _LEADING
        if led or first == 0 or scene.tokens[first - 1].text in STOPS:
            behind = scene.tokens[first + 1 : index + 1]
            if not behind:
                return first
            placed = among(behind[0], "genitive") or among(behind[0], "adverbs")
            whole = is_named(behind[-1]) or among(behind[-1], "adverbs")  # إلى احتراق 6 مزارع
            return first if placed and whole else None
    return None


_LEADING = frozenset(("كما", "قد", "وقد", "فقد", "كذلك", "وكذلك", "حيث"))
"""Words that may stand before the verb which opens a sentence."""


def _is_done(verb: Token, things: Token, *, direct: bool) -> bool:
    """Whether a verb takes an object, does without it in no reading, and agrees with what is counted."""
    key = unjoined(verb.key)
    plain = key[1:] if key[:1] == "س" and not readings(key) else key
    if (
        "t" not in readings(plain)
        or noun(plain).known
        or plain.removesuffix("ت") in group("gaining")
    ):
        return False
    somebody = _OF_SOMEBODY if direct else _OF_SOMEBODY[1:]
    if any(among(verb, name) for name in somebody) or singular(things) in group("gains"):
        return False
    plural = noun(things.key, plural_first=True).plural
    gender = "f" if plural else gender_of(things)
    if plain.endswith("ت"):
        return direct and gender == "f" and plain[:1] not in "يت"
    if direct or plain[:1] != "ي":
        return False
    return gender_of_verb(verb) == "m" and gender == "m"


_OF_SOMEBODY = ("attending_verbs", "nominative_verbs", "amounting_verbs", "passing_verbs")
"""Lists of verbs that are active before a number, of which the first counts only right before it."""


def _has_her(scene: Scene) -> bool:
    """Whether the sentence before has a verb in the feminine, whose subject may have done this too."""
    for word in scene.before.split():
        key = unjoined(fold(word.strip("،.:؛")))
        past = key.endswith("ت") and not noun(key).known and readings(key) & {"t", "i"}
        if past or (key[:1] == "ت" and readings("ي" + key[1:]) & {"t", "i"}):
            return True
    return False


def _names_who(scene: Scene, end: int) -> bool:
    """وقدمت 12 عرضًا فرقة محلية: who did it, right behind what is counted."""
    after = scene[end]
    return after.kind in ("name", "latin") or (
        after.kind == "word"
        and (after.key.startswith("ال") or after.key in group("places"))
        and not (after.text.endswith("ية") or among(after, "genitive"))
    )
