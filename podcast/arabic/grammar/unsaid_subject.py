"""Verbs whose passive has the letters of the active: the sentence before them tells whether anybody acts.

انتهى الحفل، ووزعت 12 جائزة: nothing feminine stands before "distributed", so that it is a passive, and the
prizes are its subject. أعلنت الوزارة الخطة، ووزعت 12 جائزة: the ministry distributed them.
"""

from __future__ import annotations

from podcast.arabic.grammar.clause import (
    OF_THEM,
    REACH,
    is_definite,
    is_led,
    is_named,
    opens,
)
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_agreement import gender_as_subject
from podcast.arabic.grammar.verb_form import gender_of_verb, is_of_either_gender, unjoined
from podcast.arabic.text.letters import bare
from podcast.arabic.tokens.context import STOPS, Scene, among, group, months
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past

_BEFORE = frozenset(
    ("كما", "فيما", "بينما", "حيث", "اذ", "وقد", "قد", "فقد", "ثم", "بعدما", "عندما")
)
"""Words behind which a clause with its verb begins."""


def is_done_by_nobody(scene: Scene, index: int, end: int) -> bool:
    """Whether the verb before the number is a passive, for nothing before it can be its subject."""
    place = _verb_before_phrase(scene, index)
    if place is None or place == 0:
        return False
    verb = scene.tokens[place]
    before = scene.tokens[place - 1]
    begins = opens(scene, place) or unjoined(verb.key) != verb.key or before.key in _BEFORE
    if not begins or not _has_passive_of_same_letters(verb) or is_of_either_gender(verb):
        return False
    gender = gender_of_verb(verb)
    bare = scene[end - 1].kind == "figure" and scene.tokens[index].key in OF_THEM
    subject = gender if bare and gender == "m" else gender_as_subject(scene, end)
    if subject != gender and not (gender == "m" and subject == "f" and place < index):
        return False
    return _is_told_without(scene, place, gender)


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
        if token.kind != "word" or token.key in _BEFORE:
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
    entry = noun(token.key)
    if is_definite(token) or is_named(token):
        plural = entry.plural and not is_agent(token)
        shown = "f" if plural or token.key.endswith(("ة", "ات")) else entry.gender
        return shown == gender or token.key in group("places")
    endings = ("ا", "ات", "ة") if gender == "m" else ("ا", "ات")
    return not entry.known and not token.key.endswith(endings)
