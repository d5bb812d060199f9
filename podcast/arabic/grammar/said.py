"""People who say, know or need something, as the subject of the verb before their number."""

from __future__ import annotations

from podcast.arabic.grammar.clause import is_of_them
from podcast.arabic.grammar.counted import gender_of, is_agent
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import gender_of_verb, is_of_either_gender, unjoined
from podcast.arabic.grammar.verbs import has_its_subject
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.valency import takes_object


def is_spoken_by(scene: Scene, index: int, end: int) -> bool:
    """توقع 28 خبيرًا, طالب 20 نائبًا: a verb of saying and choosing, right before people who agree with it."""
    verb, people = scene.tokens[index], scene[end - 1]
    if people.text in ("%", "٪"):
        return gender_of_verb(verb) == "m" and _is_said_by_part(scene, index, end)
    if has_its_subject(scene, index):  # أن الخطوط السعودية ستتلقى 54 طائرة
        return False
    said = among(verb, "acting_verbs") and is_agent(people)
    if said and _is_told_of_carrier(scene, index, end):
        return False
    either = is_of_either_gender(verb)  # توقع 28 خبيرًا
    return said and (either or gender_of_verb(verb) == gender_of(people))


def _is_said_by_part(scene: Scene, index: int, end: int) -> bool:
    """تلقى 45% من السكان الجرعة, ولا يعلم 46% من البالغين, ورأى 12% فقط أن: a part of some people."""
    after = end + (scene[end].key == "فقط")
    people = scene[after + 1]
    many = scene[after].key == "من" and (is_agent(people) or people.key.endswith("ين"))
    verb = scene.tokens[index]
    thinks = among(verb, "knowing_verbs")
    told = scene[after].key in ("ان", "انه", "انها", "انهم", "بان")
    if is_of_them(scene[after]) and takes_object(unjoined(verb.key)):
        return not has_its_subject(scene, index)  # ولم يحسم 12% موقفهم
    acts = thinks or among(verb, "acting_verbs")
    return (many or told) and acts and not (told and has_its_subject(scene, index))


def is_share_of_people(scene: Scene, index: int, end: int) -> bool:
    """ويحتاج 3 من كل 4 مرضى إلى, وتوقع 9 من 12 محللًا أن: so many of so many people, behind what people do."""
    every = scene[end + 1].key == "كل"
    verb, people = scene.tokens[index], scene[end + 2 + every]
    share = scene[end].key == "من" and scene[end + 1 + every].kind == "figure"
    acts = among(verb, "acting_verbs") or among(verb, "knowing_verbs")
    return share and acts and is_agent(people) and not has_its_subject(scene, index)


def _is_told_of_carrier(scene: Scene, index: int, end: int) -> bool:
    """قارب يحمل 51 ناجيًا, كان يحمل 69 مهاجرًا: what the verb is said of stands before it."""
    verb, before = scene.tokens[index], scene.word_before(index)
    if before is None or verb.key[:1] not in ("ي", "ت") or scene[end].key in ("ان", "بان"):
        return False
    entry = noun(before.key)
    thing = entry.known and not entry.plural and not among(before, "times")
    return among(before, "kana_verbs") or (
        thing and before.key not in group("adverbs") and entry.gender == gender_of_verb(verb)
    )
