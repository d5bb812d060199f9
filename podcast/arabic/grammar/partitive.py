"""A number of them, "of them" behind it or "others": وتلقى 32 منهم العقار, وفقد 12 آخرون."""

from __future__ import annotations

from podcast.arabic.grammar.clause import OF_THEM, SOME_OF_THEM
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.done_to import has_object_pronoun
from podcast.arabic.grammar.governor import after_word
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import (
    gender_of_verb,
    is_doubled,
    is_masculine_verb,
    is_of_either_gender,
    is_verb,
    unjoined,
)
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.valency import readings


def are_others(scene: Scene, index: int, end: int) -> bool:
    """وفقد 12 آخرون: an adjective that shows the case."""
    return scene[end].key == "اخرون"


def are_others_done_to(scene: Scene, index: int, end: int) -> bool:
    """وجرح 173 آخرين: the adjective shows an object, where the verb may have one."""
    verb = scene.tokens[index]
    if verb.key[1:] in group("verbs_or_nouns") and after_word(scene, index) == "gen":
        return False  # إلى وفاة امرأة وجرح 6 آخرين
    if scene[end - 1].kind == "word" and noun(scene[end - 1].key, plural_first=True).plural:
        return False  # استشهد 7 مواطنين آخرين: a genitive
    may = "t" in readings(unjoined(verb.key)) or among(verb, "accusative_verbs")
    return scene[end].key == "اخرين" and (may or is_doubled(verb)) and not among(verb, "construct")


def are_some_of_them(scene: Scene, index: int, end: int) -> bool:
    """وتلقى 32 منهم العقار: behind a verb in the masculine, how many of them did it."""
    if did_one_to_some(scene, index, end):
        return False
    return scene[end].key in SOME_OF_THEM and is_masculine_verb(scene.tokens[index])


def did_one_to_some(scene: Scene, index: int, end: int) -> bool:
    """14 ثغرة، اكتشف 3 منها باحث: behind some things of the feminine, who did it to them."""
    verb, who, last = scene.tokens[index], scene[end + 1], scene.last
    things = scene[end].key == "منها" and last is not None and last.gender == "f"
    acts = "t" in readings(unjoined(verb.key)) and gender_of_verb(verb) == "m"
    return things and acts and who.kind == "word" and is_agent(who)


def did_some_of_them(scene: Scene, index: int, end: int) -> bool:
    """12 قذيفة، أصابت 2 منها مدرسة: behind how many of them, what they did it to."""
    verb, after, last = scene.tokens[index], scene[end + 1], scene.last
    if scene[end].key not in OF_THEM or not is_verb(verb) or last is None:
        return False
    if gender_of_verb(verb) != last.gender or is_of_either_gender(verb):
        return False
    named = noun(after.key).known or after.key.startswith("ال") or after.kind == "figure"
    named = named or after.text.endswith(TANWIN_ALEF)  # حققت 27 منها نموًا
    return named and not any(among(after, name) for name in ("genitive", "times", "adverbs"))


def did_it(scene: Scene, index: int, end: int) -> bool:
    """واستأنفته 12 منها: a bare number of them behind a verb with its object's pronoun."""
    pool = scene[end].key == "من" and (
        scene[end + 1].key in ("اصل", "بين", "كل")
        or scene[end + 1].key.endswith(("ها", "يه", "هم", "ين"))
    )
    verb = scene.tokens[index]
    gives = {verb.key, verb.key.removeprefix("و")} & group("giving_verbs")
    return (pool or scene[end].key in OF_THEM) and not gives and has_object_pronoun(verb)
