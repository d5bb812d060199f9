"""Verbs of giving, with two objects: to whom, and how much."""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import is_joined_or_opens, is_named
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.verb_form import is_verb, unjoined
from podcast.arabic.tokens.context import Scene, among, group

_PRONOUN_OF_RECEIVER = re.compile("(?:هما|هم|هن|ها|ه|نا|ني|كم|ك)$")


def is_given(scene: Scene, index: int, end: int) -> bool:
    """منحه 30 يومًا, كلفتنا الرحلة كلها 640 ريالًا: the second object, behind a verb and its subject."""
    own = is_joined_or_opens(scene, index) and not is_agent(scene[end - 1])
    for place in range(index if own else index - 1, max(-1, index - 4), -1):
        token, after = scene.tokens[place], scene.tokens[place + 1]
        stem = _PRONOUN_OF_RECEIVER.sub("", unjoined(token.key))
        if token.kind != "word" or is_verb(after):
            return False
        weak = stem[:-1] + "ي" if stem.endswith("ا") else stem  # أعطاه
        gives = {stem, stem.removesuffix("ت"), weak} & group("giving_verbs")
        if place == index and stem in group("parting_verbs"):
            return False
        if stem != unjoined(token.key) and gives:
            subject = scene.tokens[place + 1 : index + 1]
            return all(
                word.key.startswith("كل") or (is_named(word) and not among(word, "genitive"))
                for word in subject
            )
    return False
