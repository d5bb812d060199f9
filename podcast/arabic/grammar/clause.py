"""The clause around a number: where it begins, what is definite in it, what is fronted before its subject."""

from __future__ import annotations

import re

from podcast.arabic.grammar.nouns import PRONOUNS, noun
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import Scene, among, group, shapes
from podcast.arabic.tokens.tokens import Token

SAID = ("word", "name", "latin", "quote")
"""Kinds of tokens that a phrase is made of."""
REACH = 5
"""The longest fronted phrase, in words."""
_THEM = ("هم", "ها", "هن", "هما")
OF_THEM = frozenset(f"من{them}" for them in _THEM)
SOME_OF_THEM = frozenset(f"{among}{them}" for among in ("من", "بين", "ضمن") for them in _THEM)
"""Prepositions with the pronoun of those some are told of: بينهم 12 امرأة."""
RELATIVES = frozenset(("التي", "الذي", "الذين"))
"""Relative pronouns: a clause of its own follows."""
BEFORE_CLAUSE = frozenset(("قد", "وقد", "فقد", "كما", "فيما", "بينما", "حيث", "عندما", "بعدما"))
"""Words behind which a clause begins with its verb: كما وزعت الجمعية."""
BEFORE_VERB = BEFORE_CLAUSE | {"ان", "بان", "التي", "الذي", "حين", "لم", "ولم", "لن"}
"""Words behind which a verb stands, be it of a clause or of a part of one."""
NEGATIONS = frozenset(("لا", "ولا", "لم", "ولم", "لن", "ولن"))
"""Particles that deny a verb in the present."""
_MID_SENTENCE = ("close", "sign", "figure", "fraction")
"""Kinds of tokens behind which no clause begins: (15%) في الفئة العمرية 25 سنة."""
JOINING = frozenset(map(fold, ("و", "أو", "ثم", "إلى", "حتى", "أم")))
"""Words that join two parts of a clause."""
_SUPERLATIVE = re.compile("و?أ[^ا]..(?:ها|هم|هن|هما)")
"""أطولها, وأقدمهم: a superlative with a pronoun, whose predicate follows."""


def stems_of(key: str) -> set[str]:
    """The possible stems of a noun, without article and pronoun: الكتلة, كتلته → كتلة."""
    plain = key.removeprefix("ال")
    stems = {plain.removesuffix(suffix) for suffix in PRONOUNS}
    return stems | {stem[:-1] + "ة" for stem in stems if stem.endswith("ت")}


def is_predicate(scene: Scene, index: int) -> bool:
    """عمره 25: a noun with a pronoun (or, at the beginning, the article), and no verb of which it is an
    object."""
    forms = shapes(scene.tokens[index].key)[:2]
    stems = set().union(*map(stems_of, forms))
    superlative = opens(scene, index) and _SUPERLATIVE.fullmatch(bare(scene.tokens[index].text))
    if forms[0] in ("قدره", "قدرها") or superlative:
        return True
    if (owned := _is_of_owner(scene, index)) is not None:
        return owned
    if _is_owned_by_what_is_told(scene, index, forms):
        return True
    plain = any(form in group("predicate_of") for form in forms)
    article = "ال" in scene.tokens[index].key[:3]
    if not stems & group("predicate_of") or (plain and not article):
        return False
    if article and not opens(scene, index):
        return False
    before = list(scene.tokens[max(0, index - 4) : index])
    for place in range(len(before) - 1, -1, -1):
        described = before[place].text.endswith(("ا", "اً", "ًا")) or (
            place == len(before) - 1 and _owns(before[place], forms[0])
        )
        if before[place].kind == "pause" or (described and forms[0][0] != "و"):
            before = before[place + 1 :]
            break
    if _describes(_described(before), forms[0]):
        return True
    if is_joined_predicate(scene.tokens[index]) and _is_of_its_own(scene, index, before):
        return True
    own = forms[0].endswith(("ه", "ها")) and not plain  # في العالم طوله 2.83 كم
    owner = own and len(before) > 1 and is_named(before[-1])
    led = before[-1:] if owner else before
    governed = any(among(token, "accusative_verbs") for token in before)
    governed = governed or any(among(token, "genitive") for token in led)
    participles = any(
        token.key.startswith(("البالغ", "والبالغ", "يبلغ", "تبلغ")) for token in before
    )
    return not governed and not participles


def _owns(thing: Token, owned: str) -> bool:
    """نال جائزة قيمتها 50 ألفًا: an indefinite noun in the feminine, and what it has in a clause of its own."""
    feminine = thing.kind == "word" and thing.key.endswith(("ة", "ات"))
    return feminine and owned.endswith("ها") and not is_definite(thing)


def is_joined_predicate(token: Token) -> bool:
    """وعمره, وعددها: "and" with what something amounts to, which may begin a clause of its own."""
    return token.key[:1] == "و" and bool(stems_of(token.key[1:]) & group("predicate_of"))


def _is_owned_by_what_is_told(scene: Scene, index: int, forms: tuple[str, ...]) -> bool:
    """وتذكرتها 25 يورو, شوطًا جوائزها 70 مليونًا, أطول سوره البقرة وآياتها 286: a known noun and its pronoun."""
    abstract = forms[-1].endswith(("يته", "يتها")) and len(forms[-1]) > 6  # وجاذبيته 3.72
    known = abstract or any(noun(form).known for form in forms)
    own = forms[0].endswith(("ها", "ه", "هم", "نا", "كم")) and known
    joined = forms[0][0] == "و"
    described = index > 0 and scene.tokens[index - 1].text.endswith("ا") and not joined
    that = index > 0 and scene.tokens[index - 1].key.removeprefix("و") in _THAT
    if that and forms[0].endswith(("ه", "ها", "هم")) and stems_of(forms[0]) & group("predicate_of"):
        return True  # قال إن عمره 20 عامًا
    opened = opens(scene, index) or described or that
    return own and (opened or (joined and _ends_clause(scene, index)))


_THAT = frozenset(("ان", "لان", "بان"))


def _is_of_its_own(scene: Scene, index: int, before: list[Token]) -> bool:
    """نزل الوحي على النبي وعمره 40, توفي في 2 مايو 1519 وعمره 67: behind a person, a verb or a date."""
    verb = bool(before) and among(before[-1], "accusative_verbs")
    led = bool(before) and among(before[-1], "genitive")
    measured = any(
        stems_of(token.key.removeprefix("و")) & group("predicate_of") for token in before
    )
    amounting = measured or any(among(token, "accusative_verbs") for token in before)
    person = bool(before) and is_definite(before[-1])  # نزل الوحي على النبي وعمره 40 سنة
    return verb or (not led and (_behind_date(scene, index) or (person and not amounting)))


def _ends_clause(scene: Scene, index: int) -> bool:
    """Whether a noun and the number behind it, with what it counts, are all of a clause of nouns: no verb, and
    nothing behind."""
    counts = noun(scene[index + 2].key).known
    after = scene[index + 3 if counts else index + 2]
    whole = after.kind in ("pause", "end") or after.key[:1] == "و"
    near = scene.tokens[max(0, index - REACH) : index]
    lists = ("accusative_verbs", "nominative_verbs", "changing_verbs", "genitive")
    return whole and not any(among(token, name) for token in near for name in lists)


def _behind_date(scene: Scene, index: int) -> bool:
    """توفي في 2 مايو 1519 وعمره 67 سنة: a date before the clause, whose preposition is not that of its noun."""
    dated = index > 0 and scene.tokens[index - 1].kind == "figure"
    return dated and scene.last is not None and scene.last.kind in ("date", "year", "number")


def _is_of_owner(scene: Scene, index: int) -> bool | None:
    """طول الجسر 20 مترًا, وعمر النبي 40 سنة: a dimension and whose it is; None elsewhere."""
    if not index:
        return None
    owner, dimension = scene.tokens[index], scene.tokens[index - 1]
    if opens(scene, index - 1) and dimension.key.removeprefix("و") in group("predicate_of"):
        return True
    joined = dimension.key[:1] == "و" and dimension.key[1:] in group("predicate_of")
    if joined and is_definite(owner) and scene.last is None:
        return True
    if owner.key in ("الواحد", "الواحدة") and among(dimension, "predicate_of"):
        return not among(scene[index - 2] if index > 1 else None, "accusative_verbs")
    return None


def _described(before: list[Token]) -> Token | None:
    """The noun that a clause behind `before` may describe, the first of two: إجازة وضع مدتها 70."""
    first = before[-2] if len(before) > 1 else None
    if first and before[-1].key in group("verbs_or_nouns"):
        return first if noun(first.key).known or first.key.endswith("ة") else before[-1]
    return before[-1] if before else None


def _describes(before: Token | None, form: str) -> bool:
    """إلى إضراب مدته 48 ساعة: behind an indefinite noun, a clause that describes it."""
    if before is None or before.kind != "word" or form[0] == "و" or is_named(before):
        return False
    lists = (
        "accusative_verbs",
        "nominative_verbs",
        "kana_verbs",
        "genitive",
        "predicate_of",
    )
    thing = any(noun(form).known for form in shapes(before.key)) or (
        before.key.endswith(("ة", "ات")) and len(before.key) > 3 and not is_definite(before)
    )
    thing = thing and not (among(before, "construct") and not before.key.endswith("ة"))
    return thing and not any(among(before, name) for name in lists)


def _is_between_each(scene: Scene, index: int) -> bool:
    """وبين كل باب وآخر 28 برجًا: what is between each two things."""
    return (
        index > 2
        and scene.tokens[index].key in ("واخر", "واخري", "والاخر", "والاخري")
        and scene.tokens[index - 3].key in ("بين", "وبين")
        and is_joined_or_opens(scene, index - 3)
    )


def is_fronted(scene: Scene, index: int) -> bool:
    """في المدينة 20 مسجدًا: only a place or an owner precedes the number, which is then the subject."""
    if index > 2 and scene.tokens[index - 1].key == "من" and is_definite(scene.tokens[index]):
        index -= 2  # وعلى صدره من الأوسمة 20 وسامًا
    if _is_between_each(scene, index):
        return True
    if HAVING.fullmatch(scene.tokens[index].key) and is_joined_or_opens(scene, index):
        return True
    first = index
    while first > 0 and index - first < REACH and scene.tokens[first - 1].kind in SAID:
        if _opens_clause(scene, first):
            break
        first -= 1
    opened = _opens_clause(scene, first)
    told_of = scene.tokens[first].key in ("هو", "هي", "وهو", "وهي") and first + 1 < index
    first += told_of  # وهي بين الذكور 2.3%
    if first > 0 and scene.tokens[first - 1].kind in SAID and not (opened or told_of):
        return False
    if first > 0 and scene.tokens[first - 1].kind in _MID_SENTENCE and not opened:
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
    each = index > first and last.kind == "word" and scene.tokens[index - 1].key.endswith("كل")
    if not (led or attached) or (last.kind == "word" and not (person or each or is_named(last))):
        return False
    further = scene.tokens[first].key.endswith("كل") or scene.tokens[first + 1].key in ("بين", "كل")
    start = first + 2 if further else first + 1
    between = scene.tokens[start : index + 1]
    return not any(
        among(token, "accusative_verbs") or among(token, "nominative_verbs") or among(token, "genitive")
        or (among(token, "changing_verbs") and not is_definite(token))
        for token in between
    )  # fmt: skip


HAVING = re.compile(
    "و?ب(?:حوزت|حيازت|جانب|جوار|رفقت|صحبت|معيت|ذمت|عهدت|يد|قبضت|جعبت|داخل|خدمت|قرب|رصيد|حساب)"
    f"(?:{'|'.join(PRONOUNS)})"
)
"""وبحوزتهم, بجانبه: what somebody has, or is with him, led by a particle."""


def _opens_clause(scene: Scene, index: int) -> bool:
    """ومن بين الإصابات 41 طفلًا, وعلى متنه 70: a joined preposition that begins a clause."""
    among_them = scene.tokens[index].key == "ومن" and scene[index + 1].key == "بين"
    return among_them or opens_with_preposition(scene.tokens[index])


def opens_with_preposition(token: Token) -> bool:
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


_SHORT_OWNED = frozenset(("يده", "فمه", "كفه", "امه", "دمه"))
"""Nouns of two letters with a pronoun: وفي يده 12 سهمًا."""


def is_named(token: Token) -> bool:
    """Whether a word is definite: with the article or a pronoun, or a place name."""
    key = token.key
    if key in group("not_fronted"):
        return False
    pronoun = len(key) > 3 and key.endswith(("ها", "هم", "هما", "نا", "ه"))
    pronoun = pronoun or key in _SHORT_OWNED
    return (
        key.removeprefix("و").startswith(("ال", "لل", "بال"))
        or pronoun
        or any(form in group("places") for form in shapes(key))
    )


def is_led_by(token: Token, particle: str) -> bool:
    """Whether a word has a particle of one letter joined to it: لإصابات."""
    return token.key.startswith(particle) and len(token.key) > 3 and not noun(token.key).known


def is_led(token: Token) -> bool:
    """Whether a word is a preposition, or has one joined to it: في, بالخادم, بصوته."""
    key = token.key
    if among(token, "genitive") or key.startswith(("بال", "لل")):
        return True
    joined = key[:1] in ("ب", "ل") and len(key) > 3 and not noun(key).known
    return joined and noun(key[1:]).known


def is_of_them(token: Token) -> bool:
    """موقفهم: a word with the pronoun of many, and no preposition."""
    return token.key.endswith("هم") and len(token.key) > 4 and not is_led(token)


def is_definite(token: Token) -> bool:
    """Whether a word has the article: الطريق, والطريق, فالطريق, but ألقى begins with its root."""
    key = token.key
    if token.text.lstrip("وف\u064e")[:1] in ("أ", "إ", "آ"):
        return False
    return key.removeprefix("و").startswith("ال") or (
        key.startswith("فال") and len(key) > _SHORTEST
    )


_SHORTEST = 5
"""The letters of فالح and فالس, whose first is their own."""


def opens(scene: Scene, index: int) -> bool:
    """Whether the token at `index` begins its clause."""
    return index == 0 or (index > 0 and scene.tokens[index - 1].kind == "pause")


def is_joined_or_opens(scene: Scene, index: int) -> bool:
    """Whether the word at `index` begins a clause, perhaps with "and"."""
    return opens(scene, index) or scene.tokens[index].key[:1] in ("و", "ف")
