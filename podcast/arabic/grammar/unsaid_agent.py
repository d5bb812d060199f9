"""Verbs whose passive has the letters of the active, told apart by whether anybody is named who could act.

انتهى الحفل، ووزعت 12 جائزة: nothing feminine stands before "distributed", so that it is a passive, and the
prizes are its subject. أعلنت الوزارة الخطة، ووزعت 12 جائزة: the ministry distributed them. A verb that opens
its sentence, يزرع في مصر 20 صنفًا, is a passive if what is counted agrees with it as its subject would.
"""

from __future__ import annotations

from podcast.arabic.grammar.clause import (
    BEFORE_CLAUSE,
    OF_THEM,
    REACH,
    is_definite,
    is_led,
    is_named,
    opens,
)
from podcast.arabic.grammar.counted import gender_of, is_agent, is_measure, singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_agreement import gender_as_subject
from podcast.arabic.grammar.verb_form import gender_of_verb, is_of_either_gender, unjoined
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, months
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past, readings

_LONGEST_PHRASE = 4
"""The longest phrase of place and time between the verb and the number, in words."""


def is_done_to_things(scene: Scene, index: int, end: int) -> bool:
    """Whether the number is of things to which the verb that opens the sentence was done."""
    first = _verb_at_head(scene, index)
    if first is None or scene.last is not None:
        return False
    verb, things = scene.tokens[first], scene[end - 1]
    if scene.heading or _has_her(scene) or _is_of_me(scene):
        return False
    if things.kind != "word":
        return False
    placed = singular(things) in group("entered") | group("buildings")
    if not placed and (is_agent(things) or is_measure(scene, end)):
        return False
    return _suits_passive(verb, things, direct=first == index) and not _names_who(scene, end)


def _verb_at_head(scene: Scene, index: int) -> int | None:
    """The index of the verb that opens the sentence, with nothing but a place or time behind it."""
    for first in range(index, max(-1, index - _LONGEST_PHRASE - 1), -1):
        token = scene.tokens[first]
        if token.kind != "word":
            return None
        led = first == 1 and scene.tokens[0].key in _BEFORE_OPENING
        if led or first == 0 or scene.tokens[first - 1].text in STOPS:
            behind = scene.tokens[first + 1 : index + 1]
            if not behind:
                return first
            placed = is_led(behind[0]) or among(behind[0], "adverbs")
            led = behind[-1].key in group("pronoun_led")
            whole = is_named(behind[-1]) or among(behind[-1], "adverbs")  # إلى احتراق 6 مزارع
            placed, whole = placed or led, whole or led
            return first if placed and whole else None
    return None


_BEFORE_OPENING = frozenset(("كما", "قد", "وقد", "فقد", "كذلك", "وكذلك", "حيث"))
"""Words that may stand before the verb which opens a sentence."""


def _suits_passive(verb: Token, things: Token, *, direct: bool) -> bool:
    """Whether a verb takes an object, does without it in no reading, and agrees with what is counted."""
    key = unjoined(verb.key)
    plain = key[1:] if key[:1] == "س" and not readings(key) else key
    if (
        "t" not in readings(plain)
        or noun(plain).known
        or plain.removesuffix("ت") in group("gaining")
        or bare(verb.text).endswith("أيت")  # the passive is رُئيت
        or _is_active_of_weak(plain)
    ):
        return False
    somebody = _OF_SOMEBODY if direct else _OF_SOMEBODY[1:]
    if any(among(verb, name) for name in somebody) or singular(things) in group("gains"):
        return False
    plural = noun(things.key, plural_first=True).plural
    gender = "f" if plural else gender_of(things)
    if plain.endswith("ت"):
        return gender == "f" and plain[:1] not in "يت"
    if direct or plain[:1] != "ي":
        return False
    return gender_of_verb(verb) == "m" and gender == "m"


def _is_active_of_weak(key: str) -> bool:
    """أجرت, أعطت: whose passives are أجريت, أعطيت."""
    return key[:1] == "ا" and key.endswith("ت") and "t" in readings(key[:-1] + "ي")


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


def _is_of_me(scene: Scene) -> bool:
    """Whether the sentence, or the one before, speaks of its writer, who may have done it: فقدت 12 صورة لي."""
    words = {fold(word.strip("،.:؛")) for word in scene.before.split()}
    return bool(_ME & words) or any(token.key in _ME for token in scene.tokens)


_ME = frozenset(
    (
        "انا", "كنت", "معي", "عندي", "لي", "لدي", "مني", "عني", "بي", "امامي", "حولي", "اني", "انني",
        "لانني",
    )
)  # fmt: skip
"""Words in which a writer speaks of himself."""


def _names_who(scene: Scene, end: int) -> bool:
    """وقدمت 12 عرضًا فرقة محلية: who did it, right behind what is counted."""
    after = scene[end]
    return after.kind in ("name", "latin") or (
        after.kind == "word"
        and (after.key.startswith("ال") or after.key in group("places"))
        and not (after.text.endswith("ية") or among(after, "genitive"))
    )


_BEFORE_VERB = BEFORE_CLAUSE | {"اذ", "ثم"}
"""Words behind which a clause with its verb begins."""


def is_done_by_nobody(scene: Scene, index: int, end: int) -> bool:
    """Whether the verb before the number is a passive, for nothing before it can be its subject."""
    place = _verb_before_phrase(scene, index)
    if place is None or place == 0:
        return False
    verb = scene.tokens[place]
    before = scene.tokens[place - 1]
    begins = opens(scene, place) or unjoined(verb.key) != verb.key or before.key in _BEFORE_VERB
    if not begins or not _has_passive_of_same_letters(verb) or is_of_either_gender(verb):
        return False
    gender = gender_of_verb(verb)
    bare = scene[end - 1].kind == "figure" and scene.tokens[index].key in OF_THEM
    more = gender == "m" or _are_more_things(scene, end)
    subject = gender if bare and more else gender_as_subject(scene, end)
    if subject != gender and not (gender == "m" and subject == "f" and place < index):
        return False
    return _is_told_without(scene, place, gender)


def _are_more_things(scene: Scene, end: int) -> bool:
    """46 تعديلًا، أسقطت منها 8: a few of the things counted last, of which a verb is in the feminine."""
    last, few = scene.last, 3 <= parse(scene[end - 1].text).whole % 100 <= 10
    return last is not None and last.kind == "number" and few and not is_agent(scene[last.end])


def _verb_before_phrase(scene: Scene, index: int) -> int | None:
    """The place of the verb right before the number, or before its phrase, which ends at `index`."""
    token = scene.tokens[index]
    if past(_stem(token)):
        return index
    if token.key in group("pronoun_led") | OF_THEM:
        return index - 1
    for first in range(index, max(0, index - REACH), -1):
        if scene.tokens[first].kind != "word":
            return None
        if is_led(scene.tokens[first]):
            return first - 1
    return None


def _stem(verb: Token) -> str:
    """The masculine of a past in the feminine; any other word as it is."""
    key = unjoined(verb.key)
    return key[:-1] if key.endswith("ت") and past(key[:-1]) else key


def _has_passive_of_same_letters(verb: Token) -> bool:
    """Whether a past may be a passive as it is written: وُزعت, but never باعت, بنى and بلغ."""
    stem = _stem(verb)
    codes = past(stem)
    weak = bare(verb.text)[-1:] in ("ى", "ي")
    return {"t", "p"} <= codes and "i" not in codes and not weak and stem not in _NEVER_SUFFERED


_NEVER_SUFFERED = frozenset(
    (
        "بلغ", "ضم", "شمل", "شهد", "كلف", "استغرق", "وجد", "كسب", "خسر", "ربح", "احتل", "بدا", "ترك", "خلف",
        "تضمن",
    )
)  # fmt: skip
"""Verbs of amounts and of what things have, which are hardly ever passive without a mark."""


def _is_told_without(scene: Scene, place: int, gender: Gender) -> bool:
    """Whether something is told before `place` in the sentence, and nothing of `gender` in it that can act."""
    told = False
    for at in range(place - 1, -1, -1):
        token = scene.tokens[at]
        if token.kind == "pause" and token.text in STOPS:
            break
        if token.kind in ("name", "latin", "quote", "close"):
            return False
        if token.kind != "word" or token.key in _BEFORE_VERB:
            continue
        listed = among(token, "nominative_verbs") or among(token, "accusative_verbs")
        if listed or bool(past(unjoined(token.key)) & {"i", "t", "p"}):
            told = True
            same = gender_of_verb(token) == gender and not is_of_either_gender(token)
            if same and not (scene.last and scene.last.case == "nom"):
                return False  # ربح 4 جوائز، وأخرج 22 فيلمًا: he did
            if at == 0 or token.key[:1] in ("و", "ف") or not noun(token.key).known:
                continue
        if _can_act(scene, at, gender):
            return False
    return told


def _can_act(scene: Scene, at: int, gender: Gender) -> bool:
    """Whether a word may be the subject of what follows: a definite noun of the gender, or a name."""
    token = scene.tokens[at]
    skipped = ("genitive", "adverbs", "times", "particles", "kana_verbs")
    if any(among(token, name) for name in skipped) or token.key in group("pronoun_led") | months():
        return False
    if is_led(token):
        return False  # رصدت الحكومة للتعليم 14 مليارًا، وخصص للنقل 12
    entry = noun(token.key)
    if is_definite(token) or is_named(token):
        plural = entry.plural and not is_agent(token)
        shown = "f" if plural or token.key.endswith(("ة", "ات")) else entry.gender
        return shown == gender or token.key in group("places")
    endings = ("ا", "ات", "ة") if gender == "m" else ("ا", "ات")
    return not entry.known and not token.key.endswith(endings)
