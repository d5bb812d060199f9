"""The case that the word before a number asks for: a preposition, a noun in construct, a verb, a predicate.

"obl" where it does not tell: what the number is to the clause then decides, in `case`.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.agreement import is_numbered, names_things
from podcast.arabic.grammar.bidden import is_bidden, is_doubled_past
from podcast.arabic.grammar.clause import (
    NEGATIONS,
    REACH,
    RELATIVES,
    SOME_OF_THEM,
    is_definite,
    is_fronted,
    is_named,
    is_predicate,
    opens,
)
from podcast.arabic.grammar.counted import heads_number, is_agent, is_extent_of
from podcast.arabic.grammar.excepted import POINTING, excepts_subject
from podcast.arabic.grammar.joined_masdar import is_joined_masdar
from podcast.arabic.grammar.nouns import MASDAR, is_plural, noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.specification import is_led_measure
from podcast.arabic.grammar.verb_form import (
    PASSIVE_VERB,
    PAST_OF_MANY,
    is_active,
    is_hollow_passive,
    is_intransitive,
    is_marked_passive,
    is_weak_passive,
    unjoined,
)
from podcast.arabic.grammar.verbs import (
    has_its_subject,
    has_object_verb,
    is_led_noun,
    is_masdar,
    subject_is_due,
)
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, months, shapes
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_INDEFINITE = re.compile("(?:[^ي]ا|ا\u064b|\u064b[اى]?|.ين|..ات)$")
"""Endings of an indefinite noun or its adjective: زوارًا, كثيرين, لاعبات."""
_FOLLOWING = frozenset(
    ("تبع", "يتبع", "تلا", "يلي", "سبق", "يسبق", "اعقب", "يعقب", "رافق", "يرافق", "صاحب", "تخلل")
)
"""Verbs of order, with what has been said as their object: وتبع ذلك 20 هجومًا."""
_SUMS = ("اجمالي", "مجموع")
_PERSONS = frozenset(("هو", "هي", "هم", "هما", "هن", "نحن"))
_OF_MONTHS = frozenset(map(fold, ("الأول", "الأولى", "الثاني", "الثانية", "الآخر", "الآخرة")))
"""Last words of months' names that are words of their own: المجموعة الأولى, جمادى الأولى."""


def _follows_month(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].key in ("ربيع", "جمادي", "تشرين", "كانون")


def after_word(scene: Scene, index: int, *, amount: bool = False) -> Case:
    """The case after the word at `index`; `amount` if the number counts something, so that it is no label."""
    token = scene.tokens[index]
    forms = shapes(token.key)
    if any(form in group("genitive") for form in forms[:2]):
        return _after_governing(scene, index)
    if shown := _shown_by_particle(scene, index) or _due_of_each(scene, index, amount):
        return shown
    if amount and unjoined(token.key) in ("البالغ", "البالغة"):
        return "acc"
    limit = token.key in ("اقصي", "ادني") and scene[index - 1].key in ("بحد", "كحد")
    counted = index > 0 and scene.tokens[index - 1].kind == "figure"  # بعد 5 سنوات 3 توائم
    best = token.key.removeprefix("و") in group("superlatives") and token.key != "واشهر"
    best = best and not counted  # في 9 أشهر 412 مليون طن
    led = amount and (best or limit or _is_led_masdar(scene, index) or is_led_measure(scene, index))
    died = token.text in ("ت", "ت.")  # (ت 505هـ): توفي عامَ
    of_many = amount and heads_number(scene, index)
    of_many = of_many and not (_is_led(scene, index) and subject_is_due(scene, index))
    of_many = of_many or _is_plural_in_construct(scene, index)
    if led or died or of_many:
        return "gen"
    month = forms[0] in months() and (forms[0] not in _OF_MONTHS or _follows_month(scene, index))
    month = month and (not amount or forms[-1] == "اخر")  # في عقود مايو 38 سنتًا; آخر 4 سنوات
    every = index > 0 and scene.tokens[index - 1].key == "كل"
    aged = amount and token.key.endswith("سنه")  # وسنه 30 عامًا; but سنه 1990, without the dots of ة
    if month or (
        among(token, "year_after")
        and not (counted or every or aged or _dates_nothing(scene, index, amount))
    ):
        return "gen"
    if (forms[-1] in _PERSONS or forms[0] in group("that_they")) and not among(
        scene[index - 1] if index else None, "accusative_verbs"
    ):
        return "nom"
    if token.key[:1] in "بل" and MASDAR.fullmatch(token.key[1:]):
        return "gen"  # حظي بتأييد 147 نائبًا
    in_construct = any(form in group("construct") or form in _SUMS for form in forms)
    if in_construct and _is_led(scene, index):
        return "gen"
    if bare(token.text).endswith("مضي") and len(token.key) < 5:  # with ي, no verb; but يمضي
        return "gen"
    return _after_verb(scene, index, amount=amount)


def _after_governing(scene: Scene, index: int) -> Case:
    """The case after the letters of a preposition, which may be a verb: قُبل 450 منها, ما عدا 3 دول."""
    token, before = scene.tokens[index], scene[index - 1] if index else None
    if token.key == "عدا" and before is not None and before.key == "ما":
        return "acc"
    led = among(before, "genitive")  # على بُعد
    return "nom" if PASSIVE_VERB.fullmatch(token.text) and not led else "gen"


def _dates_nothing(scene: Scene, index: int, amount: bool) -> bool:
    """بلغ هذا العام 12 حاجًا, بلغ الدين العام 12 مليارًا: this year, or an adjective, before what is counted."""
    led = among(scene.word_before(index), "genitive")
    opens = index == 1 and scene[0].key.endswith("في")  # في السنة 12 شهرًا
    year = scene.tokens[index].key
    return amount and ((year == "العام" and not led) or (opens and year in ("العام", "السنة")))


def _is_said_of(scene: Scene, index: int) -> bool:
    """عدد الحالات أصبح 43 حالة: before a verb of being, what it is said of."""
    subject = scene[index - 1] if index else None
    if scene.tokens[index].key[:1] == "ف":  # أما جيش قريش فكان 950 مقاتلًا
        near = scene.tokens[max(0, index - REACH) : index]
        return any(token.key in ("اما", "واما") for token in near)
    named = subject is not None and subject.kind == "word" and subject.key.startswith("ال")
    named = named or _opens_with_relative(scene, index)
    return named and scene.tokens[index].key[:1] != "و"


def _opens_with_relative(scene: Scene, index: int) -> bool:
    """المقاعد التي تحسم غدًا، ستكون 7 مقاعد: behind the comma after a noun and what is told of it."""
    before = scene.tokens[:index]
    return (
        len(before) > 2
        and before[-1].text == "،"
        and is_definite(before[0])
        and any(token.key in RELATIVES for token in before[:REACH])
        and not any(token.text in STOPS for token in before)
    )


def _is_plural_in_construct(scene: Scene, index: int) -> bool:
    """هبطت أسعار أسهم 29 شركة: right behind a verb or a noun, a plural that could be a verb is none."""
    before = scene.word_before(index)
    key = scene.tokens[index].key
    if before is None or not is_plural(key) or key.endswith("ون"):
        return False
    timed = among(before, "times") or among(before, "adverbs")
    if timed and index > 1 and scene.tokens[index - 2].key.endswith("ات"):
        return True  # شملت تعاملات أمس أسهم 150 شركة
    lists = ("accusative_verbs", "nominative_verbs")
    kana = among(before, "kana_verbs") and before.key.endswith("ت")
    told = kana or (any(among(before, name) for name in lists) and not among(before, "kana_verbs"))
    if before.key in group("pronoun_led") and index > 1:  # سجلت فيها أسهم 127 شركة
        told = any(among(scene.tokens[index - 2], name) for name in lists)
    return told or (noun(before.key).known and not is_named(before)) or _is_masdar(before)


def _is_masdar(token: Token) -> bool:
    return any(shape.fullmatch(token.key.removeprefix("و")) for shape in (MASDAR, _TAFAUL))


def _is_led_masdar(scene: Scene, index: int) -> bool:
    """جاءت من تداول 127 مليون سهم: a verbal noun behind a preposition."""
    token = scene.tokens[index]
    if among(token, "amounting_verbs"):
        return False  # بتكلفة تناهز 450 مليونًا
    return _is_led(scene, index) and bool(_TAFAUL.fullmatch(token.key))


_ABLE = re.compile(".*(?:تمكن|مكين|يمكن).*")
"""Words with من before what somebody was able to do: تمكنه من حصد 53."""


def _due_of_each(scene: Scene, index: int, amount: bool) -> Case | None:
    """ويتأهل من كل مجموعة 2: nominative where the subject is due behind "of each"."""
    each = not amount and index > 1 and scene.tokens[index - 1].key == "كل"
    return "nom" if each and subject_is_due(scene, index) else None


def _shown_by_particle(scene: Scene, index: int) -> Case | None:
    """لا تجاوز 100 ألف, في كسب 3 نقاط: the word before one that may be a verb shows whether it is."""
    token = scene.tokens[index]
    if not among(token, "accusative_verbs") or among(token, "particles"):
        return None
    if index and scene[index - 1].key in NEGATIONS:
        return "acc"
    return "gen" if _is_led_deed(scene, index) else None


def _is_led_deed(scene: Scene, index: int) -> bool:
    """تمكن من حصد 53 ميدالية: no verb stands behind a preposition."""
    led = scene[index - 1].key.removeprefix("و") if index else ""
    if led == "من":
        return index > 1 and bool(_ABLE.fullmatch(scene.tokens[index - 2].key))
    return led in ("في", "عن", "الي", "بسبب", "خلال", "عبر", "رغم", "مع")


def _is_followed(scene: Scene, index: int) -> bool:
    """وتبع ذلك 20 هجومًا: "that" is the object of the verb before it."""
    verb = scene[index - 1].key if index else ""
    return bool({verb, verb.removeprefix("و"), verb.removesuffix("ت")} & _FOLLOWING)


def _describes_some(scene: Scene, index: int) -> bool:
    """اعتقلت أشخاصًا بينهم 12 امرأة: behind an indefinite noun, how many of them are told of."""
    place = index - 2 if scene[index - 1].key in ("من", "ومن") else index - 1
    with_them = scene.tokens[index].key in ("معه", "معها", "معهم") and place == index - 1
    if place < 1 or not (with_them or scene.tokens[index].key in SOME_OF_THEM):
        return False
    word = scene.tokens[place]
    if word.kind != "word" or is_definite(word):
        return False
    counted = scene.tokens[place - 1]
    is_counted = counted.kind == "figure" or counted.key in scales()
    return is_counted or bool(_INDEFINITE.search(word.text)) or is_plural(word.key)


def _is_led(scene: Scene, index: int) -> bool:
    """بعد مضي 30 يومًا: after a preposition, the word is not a verb."""
    return index > 0 and among(scene.tokens[index - 1], "genitive")


_TAFAUL = re.compile("ت.ا[^ءنتر].")
"""Verbal nouns of form VI: تداول, تبادل; no plurals as تجارب."""


def _after_verb(scene: Scene, index: int, *, amount: bool) -> Case:
    """The case after a word that may be a verb or a subject."""
    token = scene.tokens[index]
    forms = shapes(token.key)
    if any(form in group("construct") for form in forms[:2]) and is_masdar(scene, index):
        return "gen"
    if is_joined_masdar(scene, index):
        return "gen"
    each = index > 0 and scene[index - 1].key.endswith("كل") and noun(scene[index].text).known
    if not each and (ruled := _by_verb(scene, index, amount=amount)):  # لكل طالب 12 كتابًا
        return ruled
    if is_predicate(scene, index) or (amount and opens(scene, index) and is_definite(token)):
        return "nom"
    passive = PASSIVE_VERB.fullmatch(token.text)
    if any(form in group("construct") for form in forms) and not passive:
        return "gen"
    if (names_things(token) or is_numbered(token)) and not amount:
        return "nom" if scene.heading else "obl"
    pointed = token.key in POINTING and (opens(scene, index) or _is_followed(scene, index))
    if pointed or passive or is_fronted(scene, index):
        return "nom"
    if MASDAR.fullmatch(token.key.removeprefix("و")) and token.key not in group("places"):
        return "gen"
    if token.key in group("adverbs") and index and scene.tokens[index - 1].kind == "word":
        return after_word(scene, index - 1)
    dated = not amount and parse(scene[index + 1].text).whole in _MODERN  # في الكيمياء 1993
    return "nom" if not dated and (scene.heading or subject_is_due(scene, index)) else "obl"


_MODERN = range(1500, 2101)
"""Years of our era, where a number counts nothing."""


def _behind_pronoun(scene: Scene, index: int) -> Case:
    """The case after a preposition with its pronoun: its own subject, or the object of a verb before it."""
    token = scene.tokens[index]
    if scene[index - 1].key == "كلا":
        return "acc"  # وأهدى كلًّا منهم 22 ألفًا
    if scene[index - 1].key == "كل" and not among(scene[index - 2], "predicate_of"):
        led = among(scene[index - 2], "genitive") and not has_object_verb(scene, index - 1)
        return "nom" if led else "acc"  # في كل منها 1000 رجل, وتغريم كل منهم 40 ألفًا
    if _describes_some(scene, index):
        return "nom"
    whole = token.key in group("pronoun_led")  # وراءه
    again = token.key[:1] == "و" and not whole  # a clause of its own: وفيه 22
    bidden = is_bidden(scene, index - 1) or (
        is_doubled_past(scene, index - 1) and not is_agent(scene[index + 2])
    )
    return "acc" if (bidden or has_object_verb(scene, index)) and not again else "nom"


def _is_before_subject(scene: Scene, index: int) -> bool:
    """ويمضي 277 يومًا, على متنه 70, ولا يحقق ذلك إلا 20%: words of other lists before a subject."""
    token = scene.tokens[index]
    passes = unjoined(token.key) in ("يمضي", "تمضي")
    if passes and is_extent_of(scene[index + 2], "extents"):
        return True
    aboard = token.key in ("متنه", "متنها", "متنهم")
    if aboard and index > 1 and is_definite(scene.tokens[index - 2]):
        return not has_object_verb(scene, index)  # أطلقت الشركة على متنه 12 قمرًا
    return aboard or (token.key == "الا" and excepts_subject(scene, index))


def _by_verb(scene: Scene, index: int, *, amount: bool) -> Case | None:
    """The case after a verb, or after a preposition with its pronoun; None after any other word."""
    token = scene.tokens[index]
    if PAST_OF_MANY.fullmatch(token.key) and not is_marked_passive(token):
        return "acc"  # وسلّموا 12 بندقية
    being = among(token, "kana_verbs") and not token.key.endswith(("ليس", "ليست"))  # ليست 20 دولة
    if being and amount and _is_said_of(scene, index):
        return "acc"
    if being and (amount or among(scene[index + 2], "genitive")):
        return "nom"
    if _is_before_subject(scene, index):
        return "nom"
    if is_active(token):
        return "nom" if is_marked_passive(token) else "acc"
    joined = token.key[1:] if token.key[:1] in ("و", "ف") else ""
    if {token.key, joined} & group("pronoun_led"):
        return _behind_pronoun(scene, index)
    if token.key[:1] == "ف" and index and among(scene.tokens[index - 1], "attending_verbs"):
        return None  # نال فيزوف 5: a name behind its verb
    if token.key == "بيع" and index and noun(scene.tokens[index - 1].key).known:
        return None  # بمتوسط سعر بيع 159 ريالًا
    if (
        among(token, "nominative_verbs")
        or is_intransitive(token)
        or is_hollow_passive(token)
        or is_weak_passive(token)
    ):
        settled = has_its_subject(scene, index) or is_led_noun(scene, index)
        return "obl" if settled else "nom"
    return None
