"""What stands behind "but", where only this is: لم يبق إلا 3 أيام, ولا يحقق ذلك إلا 20%."""

from __future__ import annotations

from podcast.arabic.grammar.clause import (
    NEGATIONS,
    SAID,
    is_led,
)
from podcast.arabic.grammar.verb_form import is_intransitive, is_marked_passive
from podcast.arabic.tokens.context import Scene, among, group

_DENYING = NEGATIONS | {"فلم", "فلا", "ما", "وما", "ليس", "وليس", "ليست", "هل"}
"""Words with which "but" means only this: لم يبق إلا 3 أيام."""
_BARE_ENDING = frozenset(("يبق", "تبق", "ينج", "تنج", "يات", "تات", "يتبق", "تتبق"))
"""Jussives whose last letter is gone: لم يبق."""


def is_all_that_is(scene: Scene, index: int, end: int) -> bool:
    """لم يبق إلا 3 أيام, ليس له إلا 3 أولاد, ما هي إلا 3 أيام: behind "but" the subject or predicate due."""
    if scene.tokens[index].key != "الا":
        return False
    for first in range(index - 1, max(-1, index - _FARTHEST), -1):
        if scene.tokens[first].kind not in SAID:
            return False
        if scene.tokens[first].key in _DENYING:
            return _is_due(scene, first, index)
    return False


def _is_due(scene: Scene, denying: int, index: int) -> bool:
    """Whether between a negation and "but" a verb has no subject yet, or there is nothing but a pronoun."""
    between = scene.tokens[denying + 1 : index]
    if not between:
        return False
    verb, rest = between[0], between[1:]
    if among(verb, "kana_verbs") and rest:  # لم يكن معه إلا 20 رجلًا
        verb, rest = rest[0], rest[1:]
    if is_led(verb) or verb.key in group("pronoun_led"):
        return True
    if verb.key in ("هو", "هي", "هم") and not rest:
        return True
    comes = verb.key in _BARE_ENDING or among(verb, "nominative_verbs") or is_marked_passive(verb)
    led = not rest or is_led(rest[0]) or rest[0].key in group("pronoun_led")
    return comes and led and not among(verb, "accusative_verbs")


_FARTHEST = 7
"""How far before "but" its negation is, in words."""


POINTING = frozenset(("هذا", "هذه", "تلك", "ذلك", "هولاء", "هؤلاء"))
"""Demonstratives."""


def excepts_subject(scene: Scene, index: int) -> bool:
    """ولا يحقق ذلك إلا 20%: behind a verb that has no object but what is pointed to, and no subject yet."""
    verb = index - 1
    pointed = verb > 0 and scene.tokens[verb].key in POINTING
    while verb > 0 and scene.tokens[verb].key in group("pronoun_led") | POINTING:
        verb -= 1
    denied = verb > 0 and scene.tokens[verb - 1].key.removeprefix("و") in ("لا", "لم", "لن", "ما")
    token = scene.tokens[max(0, verb)]
    alone = is_intransitive(token) or among(token, "nominative_verbs")
    return denied and (pointed or (alone and not among(token, "accusative_verbs")))
