"""The verb before a number: whether it is one, and whether its subject or its object is already said."""

from __future__ import annotations

import re

from podcast.arabic.grammar.clause import (
    BEFORE_VERB,
    REACH,
    SAID,
    is_definite,
    is_joined_or_opens,
    is_led,
    is_named,
    opens,
)
from podcast.arabic.grammar.counted import singular
from podcast.arabic.grammar.nouns import has_sound_plural, noun
from podcast.arabic.grammar.verb_form import (
    PASSIVE,
    PASSIVE_VERB,
    gender_of_verb,
    is_hollow_passive,
    is_marked_passive,
    is_of_either_gender,
    is_weak_passive,
    unjoined,
)
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings, takes_no_object, takes_object

_FAR = 12
"""How many words back a verb is searched for."""
_PLURAL_VERB = re.compile("[وف]?[يت].{2,}ون|.{3,}وا")
"""A verb that has its subject in it: يرفعون إليه 80 صورة."""
_BEFORE_VERBS = frozenset(("حتي", "منذ", "قبل", "بعد", "كل", "غير", "حين", "حيث"))
"""Governing words that a verb may follow all the same."""


def is_led_noun(scene: Scene, index: int) -> bool:
    """على أسهم 213 شركة: behind a preposition a word that could be a verb is none."""
    led = scene.word_before(index)
    if scene.tokens[index].key.startswith(("بين", "من", "في", "لدي", "عند", "علي")):
        return False
    return led is not None and among(led, "genitive") and led.key not in _BEFORE_VERBS


_THAT = frozenset(("ان", "وان", "لان", "بان"))
"""What a noun stands behind as the subject: أن تلوث الهواء يقتل 12 ألف شخص."""


def has_its_subject(scene: Scene, index: int) -> bool:
    """الكويت تصدر 2.1 مليون: nothing but a definite noun before the verb, which is its subject."""
    verb = scene.tokens[index]
    if _is_joined(verb) or _has_pronoun(verb) or is_marked_passive(verb):
        return False
    near = scene.tokens[max(0, index - REACH) : index]
    led = any(is_led(token) for token in near)
    if near and near[-1].key.startswith("وال") and not led and _may_be_subject(near[-1], verb):
        return True  # والاحتلال يعتقل 20 فلسطينيًا
    if _is_told_of(scene, index):
        return True
    first = index
    while (
        first > 0
        and scene.tokens[first - 1].kind in SAID
        and scene.tokens[first - 1].key not in _THAT
    ):
        first -= 1
    first += index - first > 1 and among(scene.tokens[first], "kana_verbs")
    subject = scene.tokens[first:index]
    if not 0 < len(subject) <= 3 or subject[0].key in group("adverbs"):
        return False
    behind = first > 0 and scene.tokens[first - 1].key in _THAT
    behind = behind or (first == 0 and _heads_a_title(subject[0], verb))
    return (behind or subject[0].key.startswith("ال")) and not any(
        among(token, "genitive") for token in subject
    )


def _may_be_subject(subject: Token, verb: Token) -> bool:
    """Whether a known noun has the gender that a verb shows: والسيول توفي has another subject."""
    entry = noun(subject.key.removeprefix("و"))
    gender = "f" if entry.plural and not has_sound_plural(entry.singular) else entry.gender
    return not entry.known or is_of_either_gender(verb) or gender == gender_of_verb(verb)


def _has_pronoun(verb: Token) -> bool:
    """يحملها, but يلتهم ends with a letter of its root."""
    return verb.key.endswith(("ه", "ها", "هم")) and not readings(verb.key)


def is_done_by_subject_of_being(scene: Scene, index: int, end: int) -> bool:
    """وكان مدير البنك قد سرّح 130 موظفًا: the noun between "was" and قد is the subject of what follows."""
    words = scene.tokens[max(0, index - REACH) : index]
    if (
        len(words) < 3
        or words[-1].key != "قد"
        or not readings(scene.tokens[index].key) & {"i", "t"}
    ):
        return False
    places = [place for place, word in enumerate(words[:-2]) if among(word, "kana_verbs")]
    between = words[places[-1] + 1 : -1] if places else []
    return bool(between) and not is_led(between[0])


def _heads_a_title(subject: Token, verb: Token) -> bool:
    """هجوم صاروخي يقتل 10 مدنيين: an indefinite noun before a verb in the present that agrees with it."""
    entry, present = noun(subject.key), verb.key[:1]
    agrees = present == "ي" if entry.gender == "m" and not entry.plural else present == "ت"
    return entry.known and agrees and singular(subject) not in group("extents")


def _is_joined(verb: Token) -> bool:
    """Whether a verb has "and" before it: ووصل, but وصل and فاز begin with a letter of their root."""
    whole = verb.key in group("nominative_verbs") or verb.key in group("accusative_verbs")
    return verb.key[:1] in ("و", "ف") and not whole


def _is_told_of(scene: Scene, index: int) -> bool:
    """أن حالات الإعدام في العراق وصلت 120 حالة: behind أن a noun, and no verb before this one."""
    for place in range(index - 1, max(-1, index - _FAR), -1):
        token = scene.tokens[place]
        if token.key in _THAT:
            return place < index - 1 and not among(scene.tokens[place + 1], "genitive")
        verbs = any(among(token, name) for name in ("accusative_verbs", "nominative_verbs"))
        if token.kind not in (*SAID, "figure") or verbs:
            return False
    return False


def is_masdar(scene: Scene, index: int) -> bool:
    """أعلنت الهيئة ضبط 12 قطعة: after a verb and its subject, a possible verb is a verbal noun."""
    if PASSIVE.match(scene.tokens[index].text):
        return False
    near = scene.tokens[max(0, index - REACH) : index]
    starts = [i for i, token in enumerate(near) if token.kind not in SAID]
    near = near[starts[-1] + 1 :] if starts else near
    return any(among(token, "of_masdars") for token in near)


_OURS = re.compile("(?:نا|ني|كم|ها|هم|ه)$")
"""Pronouns of an object at the end of a verb."""


def is_object(scene: Scene, index: int) -> bool:
    """اعتقلت الشرطة 21 متظاهرًا: a verb directly followed by its subject; the number is its object."""
    verb = scene[index - 1] if index else None
    subject = scene.tokens[index]
    many = subject.key.endswith("ون") and noun(subject.key).plural  # قتل مسلحون 4 جنود
    if verb is None or not (is_named(subject) or many) or is_led(subject):
        return False
    if many and "t" in readings(verb.key):
        return True
    given = unjoined(_OURS.sub("", verb.key)).removesuffix("ت")  # كلفتنا الرحلة 900 يورو
    gave = given != verb.key and given in group("giving_verbs")
    return among(verb, "accusative_verbs") or (
        (gave or takes_object(verb.key)) and not is_marked_passive(verb)
    )


def subject_is_due(scene: Scene, index: int) -> bool:
    """قُتل في الهجوم 12: a verb of `nominative_verbs` followed only by where, when and how, so that its
    subject is still to come."""
    if _is_counted_in_phrase(scene, index):
        index -= 2
    last, led = scene.tokens[index], among(scene[index - 1] if index else None, "genitive")
    if noun(last.text).known and not is_named(last) and not led:
        return False  # قادة 27 دولة: the subject itself, in construct
    owned = last.key.endswith(("ه", "ها", "هم")) and noun(last.text).known and not led
    for back in range(index - 1, max(-1, index - _FAR), -1):
        token = scene.tokens[back]
        if token.kind not in ("word", "name", "latin", "quote"):
            return False
        owner = token.key.removeprefix("و") in group("pronoun_led") and opens(scene, back)
        if owner:
            return among(scene.tokens[back + 1], "genitive")
        listed = among(token, "nominative_verbs") or among(token, "kana_verbs")
        listed = listed or _results(token, scene.tokens[back + 1])
        alone = _shows_passive(token) or takes_no_object(unjoined(token.key))
        listed = listed or (alone and _is_at_head(scene, back))
        if owned and "t" in readings(unjoined(token.key)):
            return False  # نقل عنه تلاميذه 300 مسألة
        if listed or (is_marked_passive(token) and "p" in readings(token.key)):
            after = scene.tokens[back + 1]
            if has_its_subject(scene, back) and not among(token, "kana_verbs"):
                return False  # والأرباح المجمعة تشتمل على نتائج 12 بنكًا
            attached = after.key[:1] in "بل" and not noun(after.key).known
            led = among(after, "genitive") or after.key in group("pronoun_led")
            how = after.text.endswith(TANWIN_ALEF)  # بقي معطلًا 12 جهازًا
            return attached or led or how or after.key in group("adverbs")
    return False


def _is_counted_in_phrase(scene: Scene, index: int) -> bool:
    """يذهب من كل 100 دينار 27: what a number behind a preposition counts."""
    figure = index > 2 and scene.tokens[index - 1].kind == "figure"
    return figure and scene.tokens[index - 2].key == "كل" and is_led(scene.tokens[index - 3])


def _is_at_head(scene: Scene, index: int) -> bool:
    before = scene.word_before(index)
    return is_joined_or_opens(scene, index) or (before is not None and before.key in BEFORE_VERB)


def _shows_passive(token: Token) -> bool:
    return is_weak_passive(token) or is_hollow_passive(token)


def _results(verb: Token, led: Token) -> bool:
    """ينتج عن الوصفة 30 حبة: with عن what comes of something is the subject."""
    stems = ("نتج", "ينتج", "تنتج", "نتجت", "نجم", "ينجم", "نجمت", "تنجم")
    needed = unjoined(verb.key) in ("يشترط", "تشترط") and led.key[:1] == "ل"  # يشترط لصحة البيع 7
    return needed or (unjoined(verb.key) in stems and led.key in ("عن", "عنه", "عنها"))


def _takes_objects_alone(token: Token) -> bool:
    """Whether a verb has an object and is in no list of those whose subject follows."""
    lists = ("nominative_verbs", "passing_verbs", "passive_verbs", "attending_verbs", "kana_verbs")
    stem = readings(token.key[1:])
    plain = (
        "t" in stem
        and "i" not in stem
        and not noun(token.key).known
        and token.key not in ("واحد", "واحدة")
    )
    return plain and not any(among(token, name) for name in lists)


def has_object_verb(scene: Scene, index: int) -> bool:
    """يبلغ طول كل منها 27 مترًا: a verb of the clause that takes the number as its object."""
    for place in range(index - 1, max(-1, index - 2 * REACH), -1):
        token = scene.tokens[place]
        if token.kind not in SAID or token.key in _THAT:
            return False
        comes = place + 1 < index and scene.tokens[place + 1].key in group("pronoun_led")
        both = among(token, "accusative_verbs") and not comes  # وصل إلينا منها 58
        if among(token, "nominative_verbs") and not both:
            return (
                place + 1 < index and not comes and is_definite(scene.tokens[place + 1])
            )  # صعد الزائر إليه 387
        if PASSIVE_VERB.fullmatch(token.text):  # استُحق عليه 12 ألفًا
            return False
        if (
            "\u0651" in token.text
            and "t" in readings(unjoined(token.key))
            and token.text[-1] != "ه"
        ):
            return not is_marked_passive(token)  # خلّف وراءه 40 مؤلفًا
        being = among(token, "kana_verbs")
        if place == index - 1 and token.key[:1] == "و" and _takes_objects_alone(token):
            return True  # ووصف فيه 200 أداة
        if (among(token, "accusative_verbs") and not being) or _PLURAL_VERB.fullmatch(token.key):
            return True
    return False
