"""The case of a number, from the words that govern it.

Preposition, construct or attached ب ل ك: genitive. Object of a verb: accusative. Start of a sentence or
bracket, after a colon, subject of an intransitive verb: nominative. Unknown: "obl", the common form of
genitive and accusative; in a heading, nominative. The words are in `governing.toml`.
"""

from __future__ import annotations

import re

from podcast.arabic.grammar.agreement import names_things
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import STOPS, Read, Scene, among, group, months, shapes
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.tokens import Token

PASSIVE = re.compile("[وف]?َ?(?:.ُ|اُ?.ْ?.ُ)")
"""The marks of a passive verb: قُتِل, اُعتُقِل."""
_PASSIVE_VERB = re.compile("[وف]?َ?(?:أُ.ْ?.ِ?.َ?ت?ْ?|.ُ.ِ?.[َّ]{0,2}ت?ْ?|ا.?ُ?.ْ?.ُ.[َُِّْ]{0,2}.?َ?ت?ْ?)")
"""A passive verb recognised by its marks, right before its subject."""
_JOINING = frozenset(map(fold, ("و", "أو", "ثم", "إلى", "حتى", "أم")))
_DIVIDING = frozenset("=×÷*≈≠≤≥<>/~©")
"""Signs whose spoken forms govern an object or a genitive: يساوي عشرين."""
_DUALS = ("الفا", "الفي", "مليونا", "مليوني", "مليارا", "ملياري", "مئتا", "مئتي", "مائتا", "مائتي")
_SAID = ("word", "name", "latin", "quote")
_ROOT_LAM = re.compile("الت(?:هم|ق[يتطم]|زم|حق|حم|مس|ف|هب|هت|بس|ام|وي|ئم)")
"""Verbs whose first letters are no article: التهمت النيران, التقى الوزير."""
_FRONTED = 5
"""The longest fronted phrase, in words."""
_YEARS_OF_AGE = frozenset(("عاما", "سنة", "اعوام", "سنوات", "ربيعا"))
"""Nouns of an age between commas: خالد، 52 عامًا، طبيب."""
_FAR = 8
"""How many words back a verb is searched for."""
_OF_THEM = frozenset(("منهم", "منها", "منهن", "منهما"))
_BEFORE_VERBS = frozenset(("حتي", "منذ", "قبل", "بعد", "كل", "غير", "حين", "حيث"))
"""Governing words that a verb may follow all the same."""
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
    if before.kind in ("name", "latin") and _is_fronted(scene, index):
        return "nom"
    return "nom" if scene.heading else "obl"


def _by_word(scene: Scene, position: int, index: int, end: int) -> Case:
    """The case required by the word at `index`."""
    counts = end > position + 1
    if counts and _is_attended(scene, index, end):
        return "nom"
    if scene[end].key in _OF_THEM and _is_masculine_verb(scene.tokens[index]):
        return "nom"
    case = _after_word(scene, index, amount=counts)
    if case == "nom" and counts and _is_extent(scene, index, end):
        return "obl"
    case = "acc" if case == "obl" and _is_object(scene, index) else case
    predicate = case == "obl" and _is_predicate_of_nouns(scene, index, end, counts=counts)
    return "nom" if predicate else case


def _is_of_name(scene: Scene, index: int) -> bool:
    """أنتجت أوبك+ 29 مليونًا: a sign that belongs to the name before it."""
    token, behind = scene.tokens[index], scene[index + 1]
    glued = token.text in _OF_NAMES and not token.spaced and behind.spaced
    return glued and index > 0 and scene.tokens[index - 1].kind in ("word", "name", "latin")


def _begins_clause(scene: Scene, index: int, end: int) -> bool:
    """خالد، 52 عامًا، طبيب and 11 لاجئًا، 60% منهم أطفال: a predicate or a subject after a comma."""
    if scene[end].key in _OF_THEM:
        return True
    aged = scene[end].kind in ("pause", "end") and end > index + 1
    return aged and scene[end - 1].key in _YEARS_OF_AGE


def _is_masculine_verb(token: Token) -> bool:
    """وتلقى 32 منهم العقار: a verb in the masculine, right before how many of them did it."""
    verbs = among(token, "nominative_verbs") or among(token, "accusative_verbs")
    return verbs and not token.key.endswith("ت")


def _is_extent(scene: Scene, index: int, end: int) -> bool:
    """فاز 20 مرة, هبط 12%: after a verb, how often, how long or how far, rather than its subject."""
    verb, last = scene.tokens[index], scene[end - 1]
    if not among(verb, "nominative_verbs") or among(verb, "passing_verbs"):
        return False
    if last.text in ("%", "٪"):
        return among(verb, "changing_verbs")
    return fold(noun(last.key, plural_first=True).singular) in group("extents")


def _is_attended(scene: Scene, index: int, end: int) -> bool:
    """حضر الحفل 200 شخص: after the event that people attended, they are the subject."""
    verb, place, people = scene[index - 1], scene.tokens[index], noun(scene[end - 1].key)
    if not index or not among(verb, "attending_verbs") or not _is_named(place):
        return False
    return people.known and fold(people.singular) in group("attendants")


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
    case = case_at(scene, index, end)
    return "gen" if index and among(scene.word_before(index), "genitive") else case


def _is_led_from_afar(scene: Scene, index: int) -> bool:
    """في عهد البابا يوحنا: a ruler's name at the end of a prepositional phrase."""
    near = scene.tokens[max(0, index - 3) : index]
    return any(among(token, "genitive") for token in near)


def _coordinated(scene: Scene, index: int, last: Read) -> Case | None:
    """The case of the number to which this one is joined by و, أو, إلى or a comma."""
    between = scene.tokens[last.end : index]
    if any(token.kind == "pause" and token.text in STOPS + ":" for token in between):
        return None
    if "و" in scene[index].prefix and len(between) <= 4:
        return last.case
    joining = (
        len(between) <= 4 and between and (between[-1].key in _JOINING or between[-1].text == "،")
    )
    if joining and between[-1].key not in group("genitive"):
        return last.case
    return None


def _opening(scene: Scene, end: int, alone: Case) -> Case:
    """The case at the start of a sentence: that of a subject, unless it is all there is."""
    rest = scene[end]
    return "nom" if scene.heading or rest.kind not in ("end", "pause") else alone


def _after_word(scene: Scene, index: int, *, amount: bool = False) -> Case:
    token = scene.tokens[index]
    forms = shapes(token.key)
    if any(form in group("genitive") for form in forms[:2]):
        return "gen"
    if forms[0] in months() or among(token, "year_after"):
        return "gen"
    if forms[-1] in ("هو", "هي") and not among(
        scene[index - 1] if index else None, "accusative_verbs"
    ):
        return "nom"
    if any(form in group("construct") for form in forms) and _is_led(scene, index):
        return "gen"
    return _after_verb(scene, index, amount=amount)


def _is_led(scene: Scene, index: int) -> bool:
    """بعد مضي 30 يومًا: after a preposition, the word is not a verb."""
    return index > 0 and among(scene.tokens[index - 1], "genitive")


def _after_verb(scene: Scene, index: int, *, amount: bool) -> Case:
    """The case after a word that may be a verb or a subject."""
    token = scene.tokens[index]
    forms = shapes(token.key)
    if any(form in group("construct") for form in forms[:2]) and _is_masdar(scene, index):
        return "gen"
    if among(token, "accusative_verbs"):
        return "nom" if PASSIVE.match(token.text) else "acc"
    if among(token, "nominative_verbs") or _is_intransitive(token):
        settled = _has_its_subject(scene, index) or _is_led_noun(scene, index)
        return "obl" if settled else "nom"
    if _is_predicate(scene, index) or (amount and _opens(scene, index) and _is_definite(token)):
        return "nom"
    if any(form in group("construct") for form in forms):
        return "gen"
    if names_things(token) and not amount:
        return "nom" if scene.heading else "obl"
    if _PASSIVE_VERB.fullmatch(token.text) or _is_fronted(scene, index):
        return "nom"
    if token.key in group("adverbs") and index and scene.tokens[index - 1].kind == "word":
        return _after_word(scene, index - 1)
    if _subject_is_due(scene, index):
        return "nom"
    return "nom" if scene.heading else "obl"


_REFLEXIVE = re.compile(
    "[وف]?(?:ت[^ايو].{2,3}ت|ت.ا..ت|ان(?!ت)...ت?|س?[يت]ت.{3,4}|س?[يت]ن(?!ت)[^ا].{2})"
)
"""Forms V, VI and VII, past in the feminine and present: verbs of one's own doing, without an object."""


def _is_intransitive(token: Token) -> bool:
    """تحركت 120 شاحنة: a verb by its form that takes no object."""
    key = token.key
    if not _REFLEXIVE.fullmatch(key) or noun(key).known:
        return False
    plain = key[1:] if key[0] in "وف" else key
    stems = {plain, plain[1:], plain.removesuffix("ت")}
    return not stems & group("transitive_reflexives")


def _is_led_noun(scene: Scene, index: int) -> bool:
    """على أسهم 213 شركة: behind a preposition a word that could be a verb is none."""
    led = scene.word_before(index)
    if scene.tokens[index].key.startswith(("بين", "من", "في", "لدي", "عند", "علي")):
        return False
    return led is not None and among(led, "genitive") and led.key not in _BEFORE_VERBS


def _has_its_subject(scene: Scene, index: int) -> bool:
    """الكويت تصدر 2.1 مليون: nothing but a definite noun before the verb, which is its subject."""
    verb = scene.tokens[index]
    if verb.key[:1] in "وف" or verb.key.endswith(("ه", "ها", "هم")) or PASSIVE.match(verb.text):
        return False
    first = index
    while first > 0 and scene.tokens[first - 1].kind in _SAID:
        first -= 1
    subject = scene.tokens[first:index]
    if not 0 < len(subject) <= 3 or subject[0].key in group("adverbs"):
        return False
    return subject[0].key.startswith("ال") and not any(
        among(token, "genitive") for token in subject
    )


def _is_masdar(scene: Scene, index: int) -> bool:
    """أعلنت الهيئة ضبط 12 قطعة: after a verb and its subject, a possible verb is a verbal noun."""
    if PASSIVE.match(scene.tokens[index].text):
        return False
    near = scene.tokens[max(0, index - _FRONTED) : index]
    starts = [i for i, token in enumerate(near) if token.kind not in _SAID]
    near = near[starts[-1] + 1 :] if starts else near
    return any(among(token, "of_masdars") for token in near)


def _stems_of(key: str) -> set[str]:
    """The possible stems of a noun, without article and pronoun: الكتلة, كتلته → كتلة."""
    plain = key.removeprefix("ال")
    stems = {plain.removesuffix(suffix) for suffix in ("ه", "ها", "هم", "هما", "هن")}
    return stems | {stem[:-1] + "ة" for stem in stems if stem.endswith("ت")}


def _is_predicate(scene: Scene, index: int) -> bool:
    """عمره 25: a noun with a pronoun (or, at the beginning, the article), and no verb of which it is an
    object."""
    forms = shapes(scene.tokens[index].key)[:2]
    stems = set().union(*map(_stems_of, forms))
    if _opens(scene, index - 1) and scene.tokens[index - 1].key.removeprefix("و") in group(
        "predicate_of"
    ):
        return True
    plain = any(form in group("predicate_of") for form in forms)
    article = "ال" in scene.tokens[index].key[:3]
    if not stems & group("predicate_of") or (plain and not article):
        return False
    if article and not _opens(scene, index):
        return False
    before = list(scene.tokens[max(0, index - 4) : index])
    for place in range(len(before) - 1, -1, -1):
        described = before[place].text.endswith(("ا", "اً", "ًا")) and forms[0][0] != "و"
        if before[place].kind == "pause" or described:
            before = before[place + 1 :]
            break
    governed = any(among(token, "accusative_verbs") or among(token, "genitive") for token in before)
    participles = any(
        token.key.startswith(("البالغ", "والبالغ", "يبلغ", "تبلغ")) for token in before
    )
    return not governed and not participles


def _is_object(scene: Scene, index: int) -> bool:
    """اعتقلت الشرطة 21 متظاهرًا: a verb directly followed by its subject; the number is its object."""
    verb = scene[index - 1] if index else None
    subject = scene.tokens[index]
    return verb is not None and among(verb, "accusative_verbs") and _is_named(subject)


def _is_fronted(scene: Scene, index: int) -> bool:
    """في المدينة 20 مسجدًا: only a place or an owner precedes the number, which is then the subject."""
    first = index
    while first > 0 and index - first < _FRONTED and scene.tokens[first - 1].kind in _SAID:
        if _opens_with_preposition(scene.tokens[first]):
            break
        first -= 1
    opened = _opens_with_preposition(scene.tokens[first])
    if first > 0 and scene.tokens[first - 1].kind in _SAID and not opened:
        return False
    opening, last = scene.tokens[first], scene.tokens[index]
    forms = shapes(opening.key)
    attached = any(
        form[:3] in ("بال", "لال") or form[:2] == "لل" or (form[:1] in "بل" and form[1:] in group("places"))
        for form in forms
    )  # fmt: skip
    led = first < index and any(form in group("fronting") for form in forms[:2])
    owner = index == first + 1 and opening.key.removeprefix("و") in ("لدى", "لدي", "عند")
    person = owner and last.kind == "word" and not noun(last.text).known
    if not (led or attached) or (last.kind == "word" and not (person or _is_named(last))):
        return False
    start = first + 2 if scene.tokens[first + 1].key == "بين" else first + 1
    between = scene.tokens[start : index + 1]
    return not any(
        among(token, "accusative_verbs") or among(token, "nominative_verbs") or among(token, "genitive")
        for token in between
    )  # fmt: skip


def _opens_with_preposition(token: Token) -> bool:
    """انقلب القارب وعلى متنه 70: "and" with a preposition of place begins a clause."""
    return token.key[:1] == "و" and token.key[1:] in (
        "علي",
        "في",
        "لدي",
        "تحت",
        "امام",
        "بين",
        "ضمن",
    )


def _is_predicate_of_nouns(scene: Scene, index: int, end: int, *, counts: bool) -> bool:
    """نصاب الذهب 85 غرامًا: nouns open the sentence, and the number is their predicate."""
    ends = (scene[end], scene[end + 1])
    whole = any(token.kind in ("pause", "end") for token in ends)
    whole = whole or any(among(token, "genitive") or token.key in _JOINING for token in ends)
    whole = whole or ends[0].key[:1] == "و" or "و" in ends[0].prefix
    first = index
    while first > 0 and index - first <= _FRONTED and scene.tokens[first - 1].kind in _SAID:
        first -= 1
    if not whole or first == index or index - first > _FRONTED:
        return False
    if first > 0 and scene.tokens[first - 1].kind not in ("pause", "open"):
        return False
    words = scene.tokens[first : index + 1]
    opening = words[0].key.removeprefix("و")
    if _ROOT_LAM.match(opening):
        return False
    verbs = ("accusative_verbs", "nominative_verbs")
    told = any(among(token, name) for token in words for name in verbs)
    if opening in group("verbs_or_nouns"):
        return False
    known = any(stem in group("predicate_of") for stem in _stems_of(opening))
    if counts and not opening.startswith(("ي", "ت")):
        known = known or noun(opening).known or opening.startswith("ال")
    named = words[-1].key.startswith(("ال", "لل"))
    return known and named and not told and not among(words[0], "genitive")


def _is_named(token: Token) -> bool:
    """Whether a word is definite: with the article or a pronoun, or a place name."""
    key = token.key
    if key in group("not_fronted"):
        return False
    pronoun = len(key) > 3 and key.endswith(("ها", "هم", "هما", "نا", "ه"))
    return (
        key.startswith(("ال", "لل", "بال"))
        or pronoun
        or any(form in group("places") for form in shapes(key))
    )


def _is_definite(token: Token) -> bool:
    return token.key.removeprefix("و").startswith("ال")


def _opens(scene: Scene, index: int) -> bool:
    """Whether the token at `index` begins its clause."""
    return index == 0 or (index > 0 and scene.tokens[index - 1].kind == "pause")


def _subject_is_due(scene: Scene, index: int) -> bool:
    """قُتل في الهجوم 12: a verb of `nominative_verbs` followed only by where, when and how, so that its
    subject is still to come."""
    for back in range(index - 1, max(-1, index - _FAR), -1):
        token = scene.tokens[back]
        if token.kind not in ("word", "name", "latin", "quote"):
            return False
        if among(token, "nominative_verbs"):
            after = scene.tokens[back + 1]
            attached = after.key[:1] in "بل" and not noun(after.key).known
            return attached or among(after, "genitive") or after.key in group("adverbs")
    return False
