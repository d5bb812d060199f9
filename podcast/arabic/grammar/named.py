"""Names that no table knows, behind a verb that they are the subject of: سجل كيفن دورانت 38 نقطة."""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_named
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import is_marked_passive, is_verb
from podcast.arabic.tokens.context import Scene, among, group, shapes

_LONGEST = 9
"""The longest names behind a verb, with it, in words."""
_EACH = ("كل", "كلا")


def is_done_by_each(scene: Scene, index: int, end: int) -> bool:
    """سجل كل من باريت وإنجرام 24 نقطة: several names, whatever the last of them looks like."""
    near = range(max(1, index - _LONGEST), index)
    each = any(scene.tokens[at].key == "من" and scene.tokens[at - 1].key in _EACH for at in near)
    return each and is_done_by_named(scene, index, end)


def is_done_by_named(scene: Scene, index: int, end: int) -> bool:
    """سجل كيفن دورانت 38 نقطة: a verb in the past, names, its object."""
    for first in range(index, max(-1, index - _LONGEST), -1):
        token = scene.tokens[first]
        verb = first < index and among(token, "accusative_verbs")
        if verb and not (among(token, "particles") or among(token, "kana_verbs")):
            attends = among(token, "attending_verbs") and is_agent(scene[end - 1])
            return not (attends or is_marked_passive(token) or token.key[:1] in "يتن")
        if token.kind not in ("word", "name", "latin") or not _may_be_named(scene, first):
            return False
    return False


def _may_be_named(scene: Scene, index: int) -> bool:
    """Whether a word may be part of a name, or says that several are named: كل من."""
    token = scene.tokens[index]
    if token.key in _EACH or (token.key == "من" and scene[index - 1].key in _EACH):
        return True
    if among(token, "genitive") or is_verb(token) or token.key in group("pronoun_led"):
        return False
    forms = shapes(token.key)
    led = token.key[:1] in "بلك" and noun(token.key[1:]).known
    known = any(noun(form).known for form in forms[:2])
    return not led and (not known or is_named(token))
