"""The verb right before a number: whether it agrees with what is counted, and whether that can be its agent.

A verb agrees with its subject, so that what is counted is the object of a verb of the other gender; people do
what things suffer; and a few letters show the voice or the form of a verb without marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from podcast.arabic.grammar.clause import BEFORE_CLAUSE, REACH, is_joined_or_opens
from podcast.arabic.grammar.counted import (
    gender_of,
    is_agent,
    is_extent_of,
    is_measure,
    is_share,
    singular,
)
from podcast.arabic.grammar.joined_masdar import is_joined_masdar
from podcast.arabic.grammar.nouns import has_sound_plural, noun
from podcast.arabic.grammar.verb_form import (
    gender_of_verb,
    is_marked_passive,
    is_of_either_gender,
    is_weak_passive,
    unjoined,
)
from podcast.arabic.grammar.verbs import has_its_subject
from podcast.arabic.text.letters import TANWIN_ALEF, fold
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import past, readings, takes_object

_MANY_THOUSANDS = ("الاف", "ملايين", "مليارات", "مئات")
"""Plurals of numbers, with which a verb may agree in the feminine: ضُبطت 3 آلاف قرص."""


def is_person(token: Token) -> bool:
    """Whether a counted noun is of people, and neither of vehicles nor of bodies as firms and states."""
    thing = noun(token.key)  # 2 كتاب, which is of no writers
    if thing.known and not thing.plural and not has_sound_plural(thing.singular):
        return fold(thing.singular) in group("attendants") - group("bodies") - group("vehicles")
    return is_agent(token) and singular(token) not in group("bodies") | group("vehicles")


def gender_as_subject(scene: Scene, end: int) -> Gender | None:
    """The gender a verb shows before what is counted before `end`; None if it may show either.

    20 كتابًا asks for the masculine, 7 كتب for the feminine, 7 رجال for the masculine.
    """
    counted = scene[end - 1]
    if counted.kind != "word" or scene[end - 2].key in _MANY_THOUSANDS:
        return None
    figure = scene[end - 2]
    few = figure.kind == "figure" and 3 <= parse(figure.text).whole % 100 <= 10
    entry = noun(counted.key, plural_first=few)
    shown = entry.known or counted.text.endswith(TANWIN_ALEF) or counted.key.endswith("ة")
    if not (shown or (counted.key.endswith("ا") and not few)):
        return None
    if fold(entry.singular) in _OF_EITHER_GENDER:
        return None
    if few and entry.plural and not is_person(counted):
        return "f"
    return entry.gender


_OF_EITHER_GENDER = frozenset(("طريق", "سوق", "سلاح", "روح", "سكين", "حال", "سبيل", "بلد", "عنق"))
"""Nouns that grammars give both genders."""


def is_object_of_feminine(scene: Scene, index: int, end: int) -> bool:
    """كما ضبطت 1060 ظرفًا, وأوقفت 7 أشخاص: a past in the feminine, whose subject is not what is counted."""
    verb = scene.tokens[index]
    key = unjoined(verb.key)
    if not key.endswith("ت") or is_marked_passive(verb) or fold(noun(key).singular) == key:
        return False
    stems = (key[:-1], key[:-1] + "ي", key[:-1] + "ا")
    told = frozenset().union(*map(readings, stems))
    acts = ("t" in told and "i" not in told) or among(verb, "accusative_verbs")
    return acts and gender_as_subject(scene, end) == "m"


def is_object_of_seizing(scene: Scene, index: int, end: int) -> bool:
    """أوقفت 183 مهربًا, أوقفت الفرق 308 أشخاص وضبطت 32 مركبة: the same of verbs as often passive."""
    verb = scene.tokens[index]
    if not verb.key.endswith("ت") or unjoined(verb.key) not in _SEIZED:
        return False
    last = scene[end - 1]
    if is_agent(last) and gender_of(last) == "m":
        return not noun(last.key, plural_first=True).plural
    if last.text.endswith(TANWIN_ALEF) and not noun(last.key).known:
        return True
    if verb.key[:1] == "و" and index and _is_her_verb(scene.tokens[index - 1]):
        return True
    done = scene.last is not None and scene.last.case == "acc" and verb.key[:1] == "و"
    return done and any(
        token.key.endswith("ت") and "t" in readings(unjoined(token.key))
        for token in scene.tokens[max(0, index - _FAR_BACK) : index]
    )


def _is_her_verb(token: Token) -> bool:
    """اعترضت ودمرت 44 طائرة: a feminine past, whose subject did what the verb behind it tells."""
    key = unjoined(token.key)
    return key.endswith("ت") and not noun(key).known and bool(readings(key) & {"t", "i"})


_FAR_BACK = 14
"""How far back the first of two joined verbs is looked for, in tokens."""
_SEIZED = frozenset(map(fold, ("ضبطت", "أوقفت", "دمرت", "حجزت", "صادرت", "اعتقلت", "باعت")))
"""Verbs that are in the passive at least as often."""


def is_subject_of_form_v(scene: Scene, index: int, end: int) -> bool:
    """تجمع 12 شخصًا, وتوزع 20 كتابًا: a past of form V, as the present of form II would be in the feminine."""
    verb, before = scene.tokens[index], scene.word_before(index)
    if not is_of_either_gender(verb) or gender_as_subject(scene, end) != "m":
        return False
    if is_measure(scene, end):
        return False
    key = unjoined(verb.key)
    listed = "ي" + key in group("nominative_verbs")
    alone = listed or not ("t" in past(key) or among(verb, "accusative_verbs"))
    begins = is_joined_or_opens(scene, index) or (
        before is not None and before.key in BEFORE_CLAUSE
    )
    if is_joined_masdar(scene, index):
        return False  # في انهيار 630 منزلًا، وتضرر 24 مرفقًا
    return begins and alone and not has_its_subject(scene, index)


def is_maker(scene: Scene, index: int, end: int) -> bool:
    """كتب 12 صحفيًا, ودفع 20 متهمًا: people behind what people do to things alone."""
    verb = scene.tokens[index]
    made = among(verb, "making_verbs") and is_person(scene[end - 1])
    agrees = gender_of_verb(verb) == gender_as_subject(scene, end)
    return made and agrees and not is_weak_passive(verb) and not has_its_subject(scene, index)


def is_made(scene: Scene, index: int, end: int) -> bool:
    """ارتدى 12 قميصًا: things behind what people do, unless they tell something (أكد 12 تقريرًا أن)."""
    verb, counted = scene.tokens[index], scene[end - 1]
    lists = ("making_verbs", "acting_verbs", "attending_verbs")
    acts = any(among(verb, name) for name in lists) and takes_object(unjoined(verb.key))
    comes = among(verb, "entering_verbs") or unjoined(verb.key) in _COMING
    thing = counted.kind == "word" and noun(counted.key, plural_first=True).known
    tells = any(token.key in _TELLING for token in scene.tokens[end : end + 4])
    passive = is_marked_passive(verb) or is_weak_passive(verb)
    if comes or tells or passive or not (acts and thing):
        return False
    return not is_agent(counted)


_COMING = frozenset(("وقع", "وقعت", "حضر", "حضرت", "يحضر", "بدا", "يبدا", "بدات", "افاد", "افادت"))
"""Verbs of what people do whose letters are those of what happens too: وقع 12 حادثًا."""
_TELLING = frozenset(("ان", "بان", "انه", "انها", "الي"))


def is_length_of_stay(scene: Scene, index: int, end: int) -> bool:
    """حكم 7 سنوات, وخدم 20 عامًا: how long, behind a verb of what lasts."""
    led = among(scene.word_before(index), "genitive")
    lasts = among(scene.tokens[index], "staying_verbs") and is_extent_of(scene[end - 1], "spans")
    return lasts and not (led or scene.heading)


_PLACED = frozenset(
    (
        "في",
        "مع",
        "عند",
        "بعد",
        "هناك",
        "معه",
        "معها",
        "معهم",
        "تحت",
        "داخل",
        "خارج",
        "فوق",
        "قرب",
        "بين",
    )
)


def is_length_of_stay_somewhere(scene: Scene, index: int, end: int) -> bool:
    """وبقي في مكة 3 سنوات: how long somebody stayed; but بقي على الموعد 3 أيام is what is left."""
    if not is_extent_of(scene[end - 1], "spans"):
        return False
    for place in range(index - 1, max(-1, index - REACH - 1), -1):
        token = scene.tokens[place]
        if token.kind != "word":
            return False
        if unjoined(token.key).removeprefix("س") in ("بقي", "بقيت", "يبقي", "تبقي"):
            return scene.tokens[place + 1].key in _PLACED
    return False


def is_subject_of_inna(scene: Scene, index: int, end: int) -> bool:
    """إن هناك 68 راكبًا, أن لديها 20 فرعًا: the subject of إنّ or أنّ, behind its predicate."""
    while index > 0 and among(scene.tokens[index], "adverbs"):  # إن هناك أيضًا 20 فرصة
        index -= 1
    before = scene[index - 1].key if index else ""
    there = scene.tokens[index].key in group("pronoun_led") | {"هناك", "هنالك", "ثمة"}
    return there and before.removeprefix("و").removeprefix("ف") in ("ان", "بان", "لان")


def are_passengers(scene: Scene, index: int, end: int) -> bool:
    """كانت تقل 45 راكبًا: those whom a vehicle carries, who are not few."""
    carries = unjoined(scene.tokens[index].key) in ("تقل", "يقل", "اقل", "اقلت", "ستقل", "سيقل")
    return carries and is_person(scene[end - 1])


def is_object_of_causative(scene: Scene, index: int, end: int) -> bool:
    """مركز يخرّج 66 متدربًا: a verb of form II by its shadda, which has an object where form I has none."""
    word = unjoined(_MARKS.sub("", scene.tokens[index].text))
    doubled = _DOUBLED.fullmatch(word)
    return doubled is not None and doubled[1] + doubled[2] in _CAUSATIVES


_MARKS = re.compile("[\u064b-\u0650\u0652]")
"""All but the shadda."""
_DOUBLED = re.compile("(?:س?[يت])?(..)\u0651(.)ت?")
_CAUSATIVES = frozenset(
    ("خرج", "دخل", "نزل", "رحل", "رجع", "وصل", "حضر", "سير", "وقف", "هجر", "نزح", "سفر")
)
"""Verbs whose form II makes somebody do what form I says."""


def is_extent_of_change(scene: Scene, index: int, end: int) -> bool:
    """لكنه ارتفع 19 بالمئة: by how much, right behind a verb of change."""
    return is_share(scene, end) and among(scene.tokens[index], "changing_verbs")


OF_BARE_AGREEMENT: tuple[tuple[Callable[[Scene, int, int], bool], Case], ...] = (
    (is_extent_of_change, "acc"),
    (is_subject_of_inna, "acc"),
)
"""Rules for any number, as in `roles`."""
OF_AGREEMENT: tuple[tuple[Callable[[Scene, int, int], bool], Case], ...] = (
    (is_object_of_seizing, "acc"),
    (is_object_of_feminine, "acc"),
    (is_subject_of_form_v, "nom"),
    (is_length_of_stay, "acc"),
    (is_length_of_stay_somewhere, "acc"),
    (are_passengers, "acc"),
    (is_object_of_causative, "acc"),
    (is_maker, "nom"),
    (is_made, "acc"),
)
"""Rules for a number with what it counts, as in `roles`."""
