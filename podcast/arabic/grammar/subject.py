"""Whether a counted noun is the subject of the verb before it, although an object stands beside it.

The object may stand before its subject: حضر المباراة 40 ألف متفرج. Three signs tell: a verb that does not
agree with the noun right behind it has another subject; some verbs are done by people to a thing; and an object
behind the counted noun makes that the subject.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.allotted import employs
from podcast.arabic.grammar.clause import (
    BEFORE_VERB,
    is_joined_or_opens,
    is_led,
    is_named,
    opens,
    stems_of,
)
from podcast.arabic.grammar.counted import gender_of, is_agent, is_measure, singular
from podcast.arabic.grammar.nouns import is_plural, noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.unknown_verb import takes_its_object
from podcast.arabic.grammar.verb_agreement import gender_as_subject
from podcast.arabic.grammar.verb_form import gender_of_verb, is_of_either_gender, is_verb, unjoined
from podcast.arabic.grammar.verbs import has_its_subject, is_led_noun
from podcast.arabic.text.letters import TANWIN_ALEF, fold
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past, readings, takes_object

_LONGEST = 4
"""The longest object between a verb and its subject, in words: حضر حفل افتتاح المعرض 200 شخص."""
_MASDAR = re.compile("ا(?:ست)?.{2,4}ا.|ت.{1,2}ي.|م.ا.{2}ة|ت.ا.{2}|.{2}ا.ة?|ا.ترا.")
"""Patterns of verbal nouns: استجواب, اعتراض, تقرير, مبادرة, طعن is listed."""


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


def is_subject_before_object(scene: Scene, index: int, end: int) -> bool:
    """تسلم 300 مستفيد شققهم, دخل 20 طالبًا القاعة: an object behind the counted subject."""
    if has_its_subject(scene, index):  # القوات تسقط 77 طائرة مسيرة
        return False
    if _amounts_to(scene, index, end):
        return True
    both = int(scene[end].key == "و" + scene[end - 1].key.removesuffix("ا") + "ة")
    both = both or int(_describes_things(scene, end)) or _behind_place(scene, end)
    verb, after, led = (
        scene[index],
        scene[end + both],  # حقق 76 طالبًا وطالبة النجاح
        among(scene[index - 1] if index else None, "genitive"),
    )
    if (
        after.kind != "word"
        or after.key in group("pronoun_led")
        or scene[end - 1].kind != "word"
        or led
        or is_led(after)
    ):
        return False
    homograph = takes_its_object(scene, index)
    told = (
        homograph and among(verb, "accusative_verbs") and not scene.heading
    )  # جمع 22 متطوعًا القمامة
    lists = ("genitive", "kana_verbs", "particles", *(() if told else ("construct",)))
    if (noun(verb.key).known and not homograph) or any(among(verb, name) for name in lists):
        return False
    if after.key.endswith("هم") and len(after.key) > 4 and not _goes_on_with(after):
        return True
    if _is_owned(after) and scene[end + 1].kind != "figure" and is_verb(verb):
        return _agrees(verb, scene, end)
    told = is_verb(verb) or verb.key[:1] == "ي" or homograph
    named = (
        after.key.startswith("ال") and not among(after, "genitive") and not among(after, "times")
    )
    named = named or _is_indefinite_object(after) or after.key.endswith("ات")
    named = named or (is_plural(after.key) and is_led(scene[end + 1]) and not is_agent(after))
    return told and named and is_agent(scene[end - 1]) and _agrees(verb, scene, end)


def _agrees(verb: Token, scene: Scene, end: int) -> bool:
    """Whether a verb agrees with what is counted: حسم 20 منتخبًا, حسمت 7 منتخبات."""
    return gender_of_verb(verb) in (gender_of(scene[end - 1]), gender_as_subject(scene, end))


def _behind_place(scene: Scene, end: int) -> int:
    """مددت 8 دول في المنظمة خفضها: how far behind a place an object stands that they own; 0 if none does."""
    placed = scene[end].key in ("في", "من", "ضمن")
    near = (at for at in range(2, 7) if _is_owned(scene[end + at]) and not is_led(scene[end + at]))
    return next(near, 0) if placed else 0


def _describes_things(scene: Scene, end: int) -> bool:
    """حسمت 7 منتخبات إفريقية بطاقات: an adjective behind some things."""
    plural = noun(scene[end - 1].key, plural_first=True).plural
    adjective = scene[end]
    return plural and adjective.key.endswith("ية") and not noun(adjective.key).known


def _goes_on_with(after: Token) -> bool:
    """شملت 12 مريضًا وتابعتهم: a verb joined by "and", with the pronoun of those who are counted."""
    joined = after.key[:1] in ("و", "ف") and not noun(after.key).known
    return joined and bool(readings(_PRONOUN.sub("", after.key[1:])))


_AMOUNTING = frozenset(
    map(
        fold,
        (
            "مجموعه",
            "قيمته",
            "يعادل",
            "يقارب",
            "يزيد",
            "يقرب",
            "نسبته",
            "يناهز",
            "مقداره",
            "يفوق",
            "يساوي",
        ),
    )
)


def _amounts_to(scene: Scene, index: int, end: int) -> bool:
    """أنفق 30 مليون سائح ما مجموعه 169 مليارًا: the object is told in a clause with "what"."""
    verb = scene[index]
    if not is_joined_or_opens(scene, index) or not is_agent(scene[end - 1]) or not is_verb(verb):
        return False
    near = range(end, min(end + _FAR_OBJECT, len(scene.tokens) - 1))
    told = any(
        scene[at].key == "ما" and scene[at + 1].key in _AMOUNTING and not is_led(scene[at - 1])
        for at in near
    )
    return told and gender_of_verb(verb) == gender_of(scene[end - 1])


_FAR_OBJECT = 7


def _is_owned(token: Token) -> bool:
    """أغلقت 240 مدرسة أبوابها: an object that belongs to the subject."""
    plain = token.key.removesuffix("ها").removesuffix("ه")
    if plain.endswith("ا") or noun(token.key).singular.endswith("ه"):
        return False  # نالت 3 شهادات دكتوراه
    stems = {plain, plain[:-1] + "ة"}
    known = any(noun(stem).known or stem in group("construct") for stem in stems)
    return token.key.endswith(("ها", "ه")) and known and not stems & group("predicate_of")


def _is_indefinite_object(token: Token) -> bool:
    """قدم 20 نائبًا استجوابًا: an accusative that is a verbal noun or a listed one, so no adjective."""
    if token.text[-1:] not in ("ا", "ً", "ة") or noun(token.key).plural:
        return False
    stem = token.key.removesuffix("ا")
    return (
        noun(token.key).known or stem in group("of_masdars") or _MASDAR.fullmatch(stem) is not None
    )


def is_done_to(scene: Scene, index: int, end: int) -> bool:
    """بايعه 73 رجلًا, أن يزكيه 20 عضوًا: behind a verb with its object's pronoun, and perhaps a place."""
    for first in range(index, max(-1, index - _LONGEST), -1):
        verb = scene.tokens[first]
        if verb.kind != "word":
            return False
        before = scene[first - 1] if first else scene[len(scene.tokens)]
        told = is_led(before) or (is_verb(before) and not among(before, "particles"))
        told = told or (first < index and among(scene.tokens[index], "amounting_verbs"))
        if _has_object(verb) and not told and verb.key not in group("pronoun_led"):
            after = scene.tokens[first + 1]
            placed = first == index or among(after, "genitive") or after.key in group("adverbs")
            told = opens(scene, first) or verb.key[:1] in ("ي", "ت")
            told = told or before.key in BEFORE_VERB  # حيث سبقه 28 منتخبًا
            people = told and is_agent(scene[end - 1])
            return placed and (people or _is_done_by(scene, verb, end))
    return False


_PRONOUN = re.compile("(?:هما|ها|هم|ه|ني)$")


def _has_object(verb: Token) -> bool:
    """Whether a word is a verb with the pronoun of its object, by its form: بايعه, تعترضها."""
    ends = bool(_PRONOUN.search(verb.key)) and not readings(verb.key)  # يلتهم is whole
    whole = len(verb.key) > 4 or "t" in readings(_PRONOUN.sub("", verb.key))  # سبقه
    return ends and whole and not noun(verb.key).known


def has_object_pronoun(verb: Token) -> bool:
    """واستأنفته: whether a word is a verb that takes an object, and the pronoun of its object."""
    stem = unjoined(_PRONOUN.sub("", verb.key))
    return _has_object(verb) and "t" in readings(stem) and verb.key not in group("pronoun_led")


def _is_done_by(scene: Scene, verb: Token, end: int) -> bool:
    """دمرته 20 غارة, ورفضها 39%: a verb that has its one object can only have its subject behind it."""
    stem = _PRONOUN.sub("", verb.key)
    stem = stem[:-1] + "ي" if stem.endswith("ا") else stem  # تلقاه 70% من السكان
    plain = unjoined(stem)
    gives = {plain, plain.removesuffix("ت")} & group("giving_verbs")
    if gives or not readings(stem) & {"i", "t"}:
        return False
    if scene[end - 1].text in ("%", "٪"):
        voted = Token("word", verb.start, verb.end, stem)
        return among(voted, "acting_verbs") or among(voted, "attending_verbs")
    return scene[end - 1].kind == "word" and not is_measure(scene, end)


def is_done_to_people(scene: Scene, index: int, end: int) -> bool:
    """ونقل 25 مصابًا إلى المستشفى: a verb whose passive is meant, right before people who agree with it."""
    verb, people = scene.tokens[index], scene[end - 1]
    named = is_agent(people) or among(people, "attendants")
    timed = among(scene.word_before(index), "times")
    if has_its_subject(scene, index) and not timed:  # أن الاحتلال قتل 9 مواطنين
        return False
    if is_led_noun(scene, index):  # في ضبط 7 أشخاص
        return False
    agrees = gender_of_verb(verb) == gender_of(people) == "m"
    return named and agrees and _may_be_passive(verb)


def _may_be_passive(verb: Token) -> bool:
    """Whether a verb in the past is one whose passive is meant."""
    return among(verb, "passive_verbs") and unjoined(verb.key)[:1] not in "يت"


def is_number_of_people_done_to(scene: Scene, index: int, end: int) -> bool:
    """احتجز 12, واعتقل 44 في المدينة: the same before a bare number, which is of people."""
    verb, after = scene.tokens[index], scene[end]
    bare = scene[end - 1].kind == "figure" and (after.kind in ("pause", "end") or is_led(after))
    lost = unjoined(verb.key) == "فقد" and scene.last is not None and scene.last.case == "nom"
    return (
        bare
        and is_joined_or_opens(scene, index)
        and (lost or _may_be_passive(verb))
        and gender_of_verb(verb) == "m"
    )


def is_done_after_many(scene: Scene, index: int, end: int) -> bool:
    """تنافس 7743 مرشحًا، وخصص 83 مقعدًا: the many before would ask for a plural, so it is a passive."""
    verb, last = scene.tokens[index], scene.last
    if last is None or last.case != "nom" or last.kind != "number" or index <= last.end:
        return False
    joined = verb.key[:1] == "و" and scene.tokens[index - 1].text == "،"
    suffered = gender_of_verb(verb) == "m" and unjoined(verb.key)[:1] not in "يت"
    between = scene.tokens[last.end + 1 : index - 1]
    near = all(token.kind in ("word", "name") and not is_verb(token) for token in between)
    first = last.end - 1
    while first > 0 and (
        scene.tokens[first].kind == "figure" or scene.tokens[first].key in scales()
    ):
        first -= 1
    many = is_verb(scene.tokens[first]) and is_agent(scene[last.end])
    return joined and suffered and near and many and takes_object(unjoined(verb.key))


def is_done_among_them(scene: Scene, index: int, end: int) -> bool:
    """45 فرعًا، أغلق منها 36: a passive, for it opens its clause in the masculine without "and"."""
    verb = scene[index - 1]
    among_them = scene.tokens[index].key in ("منها", "منهم") and index > 1
    opened = among_them and scene.tokens[index - 2].text == "،" and verb.kind == "word"
    return opened and verb.key[:1] not in "وفي" and gender_of_verb(verb) == "m"


def is_number_before_object(scene: Scene, index: int, end: int) -> bool:
    """وتلقى 290 العلاج: a bare number, and what those it counts did something to."""
    verb, after = scene.tokens[index], scene[end]
    last = scene[end - 1]
    bare = (last.kind == "figure" or last.key in scales()) and after.kind == "word"
    named = (
        after.key.startswith("ال") and not among(after, "times") and not among(after, "genitive")
    )
    told = is_verb(verb) or takes_its_object(scene, index)
    return bare and named and told and gender_of_verb(verb) == "m"
