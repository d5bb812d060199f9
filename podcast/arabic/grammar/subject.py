"""Whether a counted noun is the subject of the verb before it, although an object stands between them.

حضر المباراة 40 ألف متفرج: two signs tell. A verb that does not agree with the noun right behind it has another
subject; and some verbs are done by people to a thing.
"""

from __future__ import annotations

from podcast.arabic.grammar.allotted import employs
from podcast.arabic.grammar.clause import (
    is_named,
    stems_of,
)
from podcast.arabic.grammar.counted import gender_of, is_agent, is_measure, singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.verb_form import gender_of_verb, is_of_either_gender, is_verb, unjoined
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past, readings

_LONGEST = 4
"""The longest object between a verb and its subject, in words: حضر حفل افتتاح المعرض 200 شخص."""


def is_subject_behind_object(scene: Scene, index: int, end: int) -> bool:
    """حضر الحفل 200 شخص, أيدت القرار 12 دولة: before the subject an object, whose last word is at `index`."""
    if not is_named(scene.tokens[index]) or scene.tokens[index].kind != "word":
        return _is_behind_proper(scene, index, end)
    disagrees = _is_behind_what_disagrees(scene, index) and not is_measure(scene, end)
    if disagrees or _is_behind_object_and_place(scene, index, end):
        return True
    for first in range(index, max(0, index - _LONGEST), -1):
        if scene.tokens[first].kind != "word" or among(scene.tokens[first], "genitive"):
            return False
        verb = _verb_of(scene, first)
        if among(verb, "striking_verbs") and singular(scene[end - 1]) in group("blows"):
            return not (
                is_agent(scene.tokens[first]) or singular(scene.tokens[first]) in group("strikers")
            )
        if unjoined(verb.key) in ("نقل", "ينقل") and singular(scene.tokens[first]) in group(
            "tidings"
        ):
            return _are_agents(scene, end, verb)
        entered = among(verb, "entering_verbs") and _is_entered(scene.tokens[first])
        if entered and is_agent(scene[end - 1]):
            return True
        if _is_done_by_people(scene, verb, end):
            bare = scene[end - 1].kind == "figure"
            amounts = bare and stems_of(scene.tokens[first].key) & group("predicate_of")
            acts = amounts or _acts(scene.tokens[first], verb)  # وصل سعر الصرف 13,750
            acts = acts or employs(scene.tokens[first], verb)
            return not acts and _are_agents(scene, end, verb)
        if is_verb(verb):
            return False
    return False


def _is_done_by_people(scene: Scene, verb: Token, end: int) -> bool:
    """حضر الحفل 200 شخص, بنى السور 220 عاملًا: a verb of what people do to a thing, which is its object."""
    counts = scene[end - 1].kind == "word" and unjoined(verb.key) not in _DONE_TO_PEOPLE
    if singular(scene[end - 1]) in group("vehicles"):
        return False  # تسلمت القطرية 20 طائرة
    return among(verb, "attending_verbs") or (counts and among(verb, "making_verbs"))


_DONE_TO_PEOPLE = frozenset(("درس", "درست", "يدرس", "تدرس", "دفع", "دفعت", "يدفع", "تدفع"))
"""Verbs of the list that people suffer too: درّس المعهد 12 طالبًا, دفع الغلاء 12 مصنعًا إلى الإغلاق."""


def _is_entered(token: Token) -> bool:
    """دخل القطاع 145 شاحنة: a place, behind which the subject need not agree with the verb."""
    return token.key in group("places") or (
        token.key.startswith("ال") and singular(token) in group("entered")
    )


def _is_behind_proper(scene: Scene, index: int, end: int) -> bool:
    """شهد بدرًا 313 صحابيًا: an object with the tanwin of the accusative right behind its verb."""
    verb = scene.tokens[index - 1] if index else scene.tokens[index]
    witnessed = unjoined(verb.key) in ("شهد", "يشهد") or among(verb, "attending_verbs")
    marked = scene.tokens[index].text.endswith(TANWIN_ALEF)
    return index > 0 and witnessed and marked and _are_agents(scene, end, verb)


def _acts(token: Token, verb: Token) -> bool:
    """Whether a noun behind its verb may be who does it: not a plural of things behind a masculine, البلاد."""
    things = noun(token.key).plural and singular(token) in group("bodies")
    return is_agent(token) and not (things and gender_of_verb(verb) == "m")


def _is_behind_what_disagrees(scene: Scene, index: int) -> bool:
    """تلقى الجرعة الثالثة 46 مليون شخص: a verb, and a noun of the other gender, perhaps with its adjective."""
    described = index > 1 and all(
        token.key.startswith("ال") for token in scene.tokens[index - 1 : index + 1]
    )
    first = index - 1 if described else index
    return first > 0 and _disagrees(_verb_of(scene, first), scene.tokens[first])


def _is_behind_object_and_place(scene: Scene, index: int, end: int) -> bool:
    """يمثل المدينة في البرلمان 12 نائبًا: people who agree with the verb, behind what does not and a place."""
    before = index - 2
    placed = before > 0 and among(scene.tokens[index - 1], "genitive")
    verb, last = scene[max(0, before - 1)], scene[end - 1]
    agrees = is_agent(last) and gender_of_verb(verb) == gender_of(last)
    return placed and agrees and _is_behind_what_disagrees(scene, before)


def _verb_of(scene: Scene, first: int) -> Token:
    """What stands before an object, but for a preposition's pronoun: تولى خلالها الخلافة."""
    led = first > 1 and scene.tokens[first - 1].key in group("pronoun_led")
    return scene.tokens[first - 1 - led]


def _disagrees(verb: Token, behind: Token) -> bool:
    """أيدت القرار, حضر المباراة: the noun behind the verb has another gender, so that it is the object."""
    if not is_verb(verb) or not behind.key.startswith("ال") or among(behind, "times"):
        return False
    if is_of_either_gender(verb):
        return False
    entry, key = noun(behind.key), unjoined(verb.key)
    if gender_of_verb(verb) == "m":
        she = key[:1] == "ت" and not past(key) and bool(readings("ي" + key[1:]))  # تشغل الشركة
        return behind.key.endswith("ة") and entry.gender == "f" and not she
    return entry.known and entry.gender == "m" and not entry.plural


def _are_agents(scene: Scene, end: int, verb: Token) -> bool:
    last = scene[end - 1]
    some = scene[end].key in ("منهم", "منهن")
    if last.kind == "figure":
        share = scene[end].key == "من" and scene[end + 1].key == "كل"
        return scene[end].kind in ("pause", "end") or some or share
    if last.key in scales() and (some or scene[end].key == "من"):
        return gender_of_verb(verb) == "m"
    if last.text in ("%", "٪"):  # أيد الدستور 68% من الناخبين
        return (
            scene[end].key == "من"
            and (scene[end + 1].key.endswith(("ين", "ات")) or is_agent(scene[end + 1]))
            and gender_of_verb(verb) == "m"
        )
    return is_agent(last) and gender_of_verb(verb) == gender_of(last)
