"""The case of a number, from the words that govern it.

Preposition, construct or attached ب ل ك: genitive. Object of a verb: accusative. Start of a sentence or
bracket, after a colon, subject of an intransitive verb: nominative. Unknown: "obl", the common form of
genitive and accusative; in a heading, nominative. The words are in `governing.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from podcast.arabic.grammar.agreement import names_things
from podcast.arabic.grammar.clause import (
    REACH,
    SAID,
    is_cell,
    is_definite,
    is_fronted,
    is_predicate,
    is_predicate_of_nouns,
    opens,
)
from podcast.arabic.grammar.counted import is_measure, singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.subject import (
    gender_of_verb,
    is_amount_of_verb,
    is_done_to,
    is_done_to_people,
    is_spoken_by,
    is_subject_before_object,
    is_subject_behind_object,
    is_subject_of_unknown,
    is_verb,
)
from podcast.arabic.grammar.verbs import (
    PASSIVE,
    PASSIVE_VERB,
    has_its_subject,
    has_object_verb,
    is_extent,
    is_hollow_passive,
    is_intransitive,
    is_led_noun,
    is_masculine_verb,
    is_masdar,
    is_object,
    subject_is_due,
)
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import STOPS, Read, Scene, among, group, months, shapes
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.tokens import Token

_JOINING = frozenset(map(fold, ("و", "أو", "ثم", "إلى", "حتى", "أم")))
_DIVIDING = frozenset("=×÷*≈≠≤≥<>/~©")
"""Signs whose spoken forms govern an object or a genitive: يساوي عشرين."""
_DUALS = ("الفا", "الفي", "مليونا", "مليوني", "مليارا", "ملياري", "مئتا", "مئتي", "مائتا", "مائتي")
_YEARS_OF_AGE = frozenset(("عاما", "سنة", "اعوام", "سنوات", "ربيعا"))
"""Nouns of an age between commas: خالد، 52 عامًا، طبيب."""
_OF_THEM = frozenset(("منهم", "منها", "منهن", "منهما"))
_POINTING = frozenset(("هذا", "هذه", "تلك", "ذلك", "هولاء", "هؤلاء"))
_PRESENT = re.compile("[وف]?س?[يت][^اوي].{1,4}")
"""A verb in the present by its form: تضخ."""
_OF_NAMES = "+®™*"
"""Signs that belong to the name before them: أوبك+."""


def case_at(scene: Scene, index: int, end: int, *, alone: Case = "obl") -> Case:
    """The case of the number at `index`, whose phrase (with the counted noun) ends before `end`.

    alone   the case of a phrase with nothing around it: a price tag, a list item.
    """
    token, last = scene[index], scene.last
    if set(token.prefix) & set("بلك"):
        return "gen"
    partitive = scene[end].key in _OF_THEM and scene[index - 1].text == "،"
    if last and not partitive and (inherited := _coordinated(scene, index, last)):
        return inherited
    before = scene.word_before(index)
    if "و" in token.prefix and before and before.key.startswith(_DUALS):
        return "nom" if before.key.endswith("ان") else "obl"
    return _by_governor(scene, index, end, alone)


def _by_governor(scene: Scene, position: int, end: int, alone: Case) -> Case:
    """The case required by what precedes the number."""
    index = position - 1
    while index >= 0 and (scene.tokens[index].kind == "quote" or _is_of_name(scene, index)):
        index -= 1
    if index < 0:
        return _opening(scene, end, alone)
    before = scene.tokens[index]
    if before.kind == "word":
        return _by_word(scene, position, index, end)
    if before.kind in ("open", "sign") or before.text == ":":
        governed = before.text in _DIVIDING or _is_bracketed_year(scene, position, index)
        return "obl" if governed else "nom"
    if before.kind == "pause" and before.text in STOPS:
        return _opening(scene, end, alone)
    if before.text == "،" and _begins_clause(scene, position, end):
        return "nom"
    if before.kind in ("pause", "name", "latin") and is_cell(scene, end):
        return "nom"
    if before.kind in ("name", "latin"):
        return "nom" if is_fronted(scene, index) else _after_name(scene, index)
    return "nom" if scene.heading else "obl"


def _by_word(scene: Scene, position: int, index: int, end: int) -> Case:
    """The case required by the word at `index`."""
    before, counts = scene.tokens[index], end > position + 1
    if before.key == "اي" and scene.last:  # the case of what it explains
        return scene.last.case
    for applies, ruled in _RULES if counts else _RULES_OF_BARE:
        if applies(scene, index, end):
            return ruled
    case = _after_word(scene, index, amount=counts)
    if case == "nom" and counts and is_extent(scene, index, end) and not is_predicate(scene, index):
        return "acc"
    if case != "obl":
        return case
    if is_object(scene, index):
        return "acc"
    told = is_predicate_of_nouns(scene, index, end, counts=counts)
    if told or _is_in_cell(scene, index, end) or is_subject_of_unknown(scene, index, end):
        return "nom"
    return "acc" if counts and is_definite(before) else "obl"


def _are_others(scene: Scene, index: int, end: int) -> bool:
    """وفقد 12 آخرون: an adjective that shows the case."""
    return scene[end].key == "اخرون"


def _are_some_of_them(scene: Scene, index: int, end: int) -> bool:
    """وتلقى 32 منهم العقار: behind a verb in the masculine, how many of them did it."""
    partitive = scene[end].key in _OF_THEM or scene[end].key in ("بينهم", "بينها", "بينهن")
    return partitive and is_masculine_verb(scene.tokens[index])


def _is_in_cell(scene: Scene, index: int, end: int) -> bool:
    return is_cell(scene, end) and not _is_numbered(scene.tokens[index])


def _is_said_to_be(scene: Scene, index: int, end: int) -> bool:
    """تصبح 30 يومًا: a measure behind a verb of being is its predicate."""
    being = among(scene.tokens[index], "kana_verbs")
    return being and is_measure(scene, end) and not _is_of_more(scene, end)


def _is_often(scene: Scene, index: int, end: int) -> bool:
    """ختم القرآن فيه 29 مرة: how often, unless a word governs it or lets it pass."""
    before = scene.tokens[index]
    if singular(scene[end - 1]) != "مرة" or any(
        among(before, name) for name in ("genitive", "construct")
    ):
        return False
    told = not opens(scene, index) and before.key in group("pronoun_led")
    return told or not among(before, "passing_verbs")


_RULES_OF_BARE: tuple[tuple[Callable[[Scene, int, int], bool], Case], ...] = (
    (_are_others, "nom"),
    (_is_said_to_be, "acc"),
    (is_amount_of_verb, "acc"),
    (is_subject_behind_object, "nom"),
    (_are_some_of_them, "nom"),
)
"""What settles the case of a number behind a word before the word's own list does; the first that applies."""
_RULES = (
    *_RULES_OF_BARE,
    (_is_often, "acc"),
    (is_subject_before_object, "nom"),
    (is_done_to, "nom"),
    (is_spoken_by, "nom"),
    (is_done_to_people, "nom"),
)
"""The same for a number with what it counts."""


def _after_name(scene: Scene, index: int) -> Case:
    """تضخ فيها SoftBank 40 مليارًا: the name is the subject of a verb before it, and the number its object."""
    if scene.heading:
        return "nom"
    for back in range(index - 1, max(-1, index - REACH), -1):
        token = scene.tokens[back]
        if token.kind not in SAID or among(token, "genitive"):
            return "obl"
        if is_verb(token) or _PRESENT.fullmatch(token.key):
            return "acc"
    return "obl"


def _is_of_name(scene: Scene, index: int) -> bool:
    """أنتجت أوبك+ 29 مليونًا: a sign that belongs to the name before it."""
    token, behind = scene.tokens[index], scene[index + 1]
    glued = token.text in _OF_NAMES and not token.spaced and behind.spaced
    return glued and index > 0 and scene.tokens[index - 1].kind in ("word", "name", "latin")


def _is_numbered(word: Token) -> bool:
    """الآية 255: a noun whose number is a name, not what it amounts to."""
    return names_things(word) or word.key.removeprefix("ال") in group("ordinal_after")


def _is_of_more(scene: Scene, end: int) -> bool:
    """كان 22% منهم غائبين: a part of more, of which something is said."""
    return scene[end].key == "من" or scene[end].key in _OF_THEM


def _begins_clause(scene: Scene, index: int, end: int) -> bool:
    """خالد، 52 عامًا، طبيب and 11 لاجئًا، 60% منهم أطفال: a predicate or a subject after a comma."""
    if scene[end].key in _OF_THEM:
        return True
    aged = scene[end].kind in ("pause", "end") and end > index + 1
    return aged and scene[end - 1].key in _YEARS_OF_AGE


def _is_bracketed_year(scene: Scene, index: int, opening: int) -> bool:
    """عام (2020): a number alone in brackets, governed by the word before them."""
    word = scene.word_before(opening)
    alone = scene[opening].kind == "open" and scene[index + 1].kind == "close"
    return alone and (among(word, "year_after") or among(word, "genitive"))


def case_of_head(scene: Scene, position: int, end: int) -> Case:
    """The case of an ordinal at `position`: that of the noun before it, with which it agrees."""
    index = position - 1
    while index > 0 and scene.tokens[index].kind in ("quote", "open"):
        index -= 1
    head = scene.tokens[index]
    if head.kind == "word" and head.key[:1] in "بلك" and not noun(head.key).known:
        return "gen"
    if head.key in group("regnal") and _is_led_from_afar(scene, index):
        return "gen"
    if _is_subject(scene, index):
        return "nom"
    case = case_at(scene, index, end)
    while index > 1 and is_definite(scene.tokens[index]) and is_definite(scene.tokens[index - 1]):
        index -= 1
    led = scene.word_before(index)
    attached = (
        led is not None and led.key[:1] in "بلك" and (noun(led.key[1:]).known or led.key[-1] == "ة")
    )
    return "gen" if attached or among(led, "genitive") else case


def _is_subject(scene: Scene, index: int) -> bool:
    """نصت المادة 45: a numbered noun behind a verb that agrees with it."""
    head, verb = scene.tokens[index], scene[index - 1]
    if not index or not head.key.startswith("ال") or not is_verb(verb):
        return False
    return gender_of_verb(verb) == noun(head.key).gender


def _is_led_from_afar(scene: Scene, index: int) -> bool:
    """في عهد البابا يوحنا: a ruler's name at the end of a prepositional phrase."""
    near = scene.tokens[max(0, index - 3) : index]
    return any(among(token, "genitive") for token in near)


def _coordinated(scene: Scene, index: int, last: Read) -> Case | None:
    """The case of the number to which this one is joined by و, أو, إلى or a comma."""
    between = scene.tokens[last.end : index]
    if last.case != "gen" and _is_gapped(scene, index, last.end):
        return last.case
    if any(token.kind == "pause" and token.text in STOPS + ":" for token in between):
        return None
    if "و" in scene[index].prefix and len(between) <= 4:
        return last.case
    if (
        last.case == "nom"
        and len(between) <= 2 * REACH
        and between[-1:]
        and between[-1].key == "او"
    ):
        return last.case
    joining = (
        len(between) <= 4 and between and (between[-1].key in _JOINING or between[-1].text == "،")
    )
    if joining and between[-1].key not in group("genitive"):
        return last.case
    return None


def _is_gapped(scene: Scene, index: int, start: int) -> bool:
    """ويمثل النفط 56% منه، والصناعة 27%: the verb of the first number is understood again."""
    between = scene.tokens[start:index]
    subject = scene.tokens[index - 1]
    near = len(between) <= REACH + 1 and all(token.text not in STOPS + ":؛" for token in between)
    verbs = any(is_verb(token) for token in between)
    return near and not verbs and subject.kind == "word" and subject.key.startswith("وال")


def _opening(scene: Scene, end: int, alone: Case) -> Case:
    """The case at the start of a sentence: that of a subject, unless it is all there is."""
    rest = scene[end]
    return "nom" if scene.heading or rest.kind not in ("end", "pause") else alone


_OF_MONTHS = frozenset(map(fold, ("الأول", "الأولى", "الثاني", "الثانية", "الآخر", "الآخرة")))
"""Last words of months' names that are words of their own: المجموعة الأولى, جمادى الأولى."""


def _follows_month(scene: Scene, index: int) -> bool:
    return index > 0 and scene.tokens[index - 1].key in ("ربيع", "جمادي", "تشرين", "كانون")


def _after_word(scene: Scene, index: int, *, amount: bool = False) -> Case:
    token = scene.tokens[index]
    forms = shapes(token.key)
    if any(form in group("genitive") for form in forms[:2]):
        return "gen"
    month = forms[0] in months() and (forms[0] not in _OF_MONTHS or _follows_month(scene, index))
    if month or among(token, "year_after"):
        return "gen"
    if forms[-1] in ("هو", "هي") and not among(
        scene[index - 1] if index else None, "accusative_verbs"
    ):
        return "nom"
    if any(form in group("construct") for form in forms) and _is_led(scene, index):
        return "gen"
    if bare(token.text).endswith("مضي"):  # with ي, no verb
        return "gen"
    return _after_verb(scene, index, amount=amount)


def _is_led(scene: Scene, index: int) -> bool:
    """بعد مضي 30 يومًا: after a preposition, the word is not a verb."""
    return index > 0 and among(scene.tokens[index - 1], "genitive")


MASDAR = re.compile("ا[^ل].ا.|ا.ت.ا.|ان..ا.|است..ا.|ت..ي.|م.ا..ة")
"""Verbal nouns by their form, in construct with what stands behind them: إنذار 43."""


def _after_verb(scene: Scene, index: int, *, amount: bool) -> Case:
    """The case after a word that may be a verb or a subject."""
    token = scene.tokens[index]
    forms = shapes(token.key)
    if any(form in group("construct") for form in forms[:2]) and is_masdar(scene, index):
        return "gen"
    if ruled := _by_verb(scene, index, amount=amount):
        return ruled
    if is_predicate(scene, index) or (amount and opens(scene, index) and is_definite(token)):
        return "nom"
    if any(form in group("construct") for form in forms):
        return "gen"
    if names_things(token) and not amount:
        return "nom" if scene.heading else "obl"
    pointed = token.key in _POINTING and opens(scene, index)
    if pointed or PASSIVE_VERB.fullmatch(token.text) or is_fronted(scene, index):
        return "nom"
    if MASDAR.fullmatch(token.key.removeprefix("و")):
        return "gen"
    if token.key in group("adverbs") and index and scene.tokens[index - 1].kind == "word":
        return _after_word(scene, index - 1)
    return "nom" if scene.heading or subject_is_due(scene, index) else "obl"


def _by_verb(scene: Scene, index: int, *, amount: bool) -> Case | None:
    """The case after a verb, or after a preposition with its pronoun; None after any other word."""
    token = scene.tokens[index]
    if among(token, "kana_verbs") and (amount or among(scene[index + 2], "genitive")):
        return "nom"
    if among(token, "accusative_verbs"):
        return "nom" if PASSIVE.match(token.text) else "acc"
    if token.key in ("متنه", "متنها", "متنهم"):
        return "nom"
    if token.key in group("pronoun_led") or token.key[1:] in group("pronoun_led"):
        again = token.key[:1] == "و"  # a clause of its own: وفيه 22
        return "acc" if has_object_verb(scene, index) and not again else "nom"
    if among(token, "nominative_verbs") or is_intransitive(token) or is_hollow_passive(token):
        settled = has_its_subject(scene, index) or is_led_noun(scene, index)
        return "obl" if settled else "nom"
    return None
