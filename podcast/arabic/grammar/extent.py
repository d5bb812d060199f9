"""Measures behind a verb: how often, how long, how far and how much, rather than who does it."""

from __future__ import annotations

from podcast.arabic.grammar.agreement import names_things
from podcast.arabic.grammar.clause import (
    REACH,
    SAID,
    is_definite,
    is_joined_predicate,
    is_led,
    is_named,
    opens,
    stems_of,
)
from podcast.arabic.grammar.counted import is_extent_of, is_measure, is_share
from podcast.arabic.grammar.scales import scales
from podcast.arabic.grammar.verb_form import is_intransitive, is_verb, unjoined
from podcast.arabic.text.letters import TANWIN_ALEF
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings, takes_no_object

_REMAINING = frozenset(("بقي", "ظل", "سكن", "قام", "مات", "يبقي", "يظل", "يسكن"))
"""Verbs of staying that last only where somebody stays somewhere: بقي 40 يومًا is what is left."""
_WHERE = ("فيه", "فيها", "فيهم", "به", "بها", "معه", "معها", "معهم", "عنده", "عندها", "عندهم")
_SENTENCES = ("السجن", "الحبس", "المشدد", "المؤقتة", "الايقاف")
"""What one is sentenced to, with its adjectives: الأشغال الشاقة المؤقتة."""


def is_extent(scene: Scene, index: int, end: int) -> bool:
    """فاز 20 مرة, رحل في طلبه 20 سنة: after a verb, how often, how long or how far, rather than its subject."""
    verb, last = _verb_before(scene, index), scene[end - 1]
    deed = scene.tokens[index].key.removeprefix("و")
    if deed.startswith("ال") and deed[2:] in group("pastimes"):  # المشي 30 دقيقة
        return is_extent_of(last, "extents")
    if verb is None or scene.tokens[index].key in group("that_they"):
        return False
    if unjoined(verb.key) == "قيل":
        return False
    how = scene.tokens[index]  # بقي نائمًا 12 ساعة
    if how.text.endswith(TANWIN_ALEF) and not among(how, "adverbs"):
        return is_extent_of(last, "extents")
    relative = index > 1 and scene.tokens[index - 2].key in ("الذي", "التي")
    if relative and scene.tokens[index].key in _WHERE:  # في العام الذي قبض فيه 20 يومًا
        return is_extent_of(last, "extents")
    if verb is not scene.tokens[index] and _stays(verb, scene.tokens[index]):
        return is_extent_of(last, "extents")
    moving = ("nominative_verbs", "changing_verbs")
    goes = any(among(verb, name) for name in moving) or _goes_alone(verb)
    stays = not (goes or (_may_last(verb) and is_extent_of(last, "times_of_day")))
    if stays or among(verb, "passing_verbs"):
        return False
    scaled = last.key.removesuffix("ا") in scales()  # ترتفع كل يوم 45 مليونًا
    amount = is_measure(scene, end) or is_share(scene, end) or scaled
    if among(verb, "changing_verbs") and amount:
        return True
    return is_extent_of(last, "extents")


def _verb_before(scene: Scene, index: int) -> Token | None:
    """The verb at `index`, or the one before its phrase: رحل في طلب العلم."""
    if scene.tokens[index].key in group("pronoun_led"):
        before = scene.word_before(index)  # تبعد عنها 40 كم
        if before is not None and _stays(before, scene.tokens[index]):
            return before
        return before if among(before, "changing_verbs") else scene.tokens[index]
    for place in range(index, max(-1, index - REACH), -1):
        token = scene.tokens[place]
        if token.kind not in SAID:
            break
        listed = among(token, "nominative_verbs") or among(token, "passing_verbs")
        if listed or (place < index and _goes_alone(token)):
            return token
    return scene.tokens[index]


def _goes_alone(verb: Token) -> bool:
    """ابتعد عن الشاطئ 12 ميلًا: a verb that has no object in any reading."""
    return is_intransitive(verb) or takes_no_object(unjoined(verb.key))


def _stays(verb: Token, where: Token) -> bool:
    """وبقي فيه 40 عامًا: somebody stays somewhere; but بقي له 40 يومًا is what is left."""
    key = unjoined(verb.key)
    masculine = "ي" + key[1:] if key[:1] == "ت" else key.removesuffix("ت")
    stays = among(verb, "staying_verbs") or key in _REMAINING or masculine in _REMAINING
    return where.key in _WHERE and stays


def _may_last(verb: Token) -> bool:
    """ويترك ليبرد ربع ساعة: a verb that may have no object, with or without a particle before it."""
    key = unjoined(verb.key)
    return "i" in readings(key[1:] if key[:2] in ("لي", "لت") else key)


def is_term(scene: Scene, index: int, end: int) -> bool:
    """حُكم على المتهم بالسجن 7 سنوات, والسجن 10 سنوات: how long, right behind what somebody gets."""
    token = scene.tokens[index]
    given = token.key.startswith("بال") and not opens(scene, index)
    measured = stems_of(scene[index - 1].key.removeprefix("و")) & group("predicate_of")
    if given and opens(scene, index - 1) and measured:
        return False  # والعظمى بالقاهرة 33 درجة
    sentenced = unjoined(token.key).removeprefix("ب") in _SENTENCES
    return (given or sentenced) and is_extent_of(scene[end - 1], "extents")


def is_of_topic(scene: Scene, index: int, end: int) -> bool:
    """أما روبيو فبقي 371 يومًا: the subject of the verb stands behind أما."""
    clause = scene.tokens[max(0, index - REACH) : index]
    topics = [place for place, token in enumerate(clause) if token.key in ("اما", "واما")]
    if (
        not topics
        or scene.tokens[index].key[:1] != "ف"
        or not is_extent_of(scene[end - 1], "extents")
    ):
        return False
    return all(token.kind in SAID for token in clause[topics[-1] + 1 :])


def is_amount_of_head(scene: Scene, index: int, end: int) -> bool:
    """بلغ متوسط إيجار شقة من غرفتين 95 دينارًا: how much it is, far behind a verb of amount and its subject."""
    before = scene.tokens[index]
    if among(before, "construct") and not is_definite(before):
        return False  # بلغ سعر الليرة وزن 7 غرامات 315 دينارًا
    for place in range(index - 1, max(-1, index - 2 * REACH), -1):
        token = scene.tokens[place]
        if unjoined(token.key) in _BEING_FAR:  # يبعد البيت عنا 22 كم
            return is_measure(scene, end)
        if among(token, "amounting_verbs"):
            return is_measure(scene, end) or stems_of(scene.tokens[place + 1].key) == {"عدد"}
        if token.kind not in (*SAID, "figure") or is_verb(token):
            return False
    return False


_BEING_FAR = frozenset(("يبعد", "تبعد", "يبتعد", "تبتعد"))


def is_bare_amount_of_head(scene: Scene, index: int, end: int) -> bool:
    """بلغ عدد الناجحين في المسار المهني 10,866: a bare number, far behind its verb."""
    after, before = scene[end], scene.tokens[index]
    free = (
        after.kind in ("pause", "end", "open") or after.key[:1] == "و" or among(after, "genitive")
    )
    if not free or names_things(before) or not is_definite(before):
        return False
    for place in range(index - 1, max(-1, index - 2 * REACH), -1):
        token = scene.tokens[place]
        if unjoined(token.key) in _AMOUNTING:
            return bool(stems_of(scene.tokens[place + 1].key) & group("predicate_of"))
        if token.kind not in SAID or is_verb(token):
            return False
    return False


_AMOUNTING = frozenset(("بلغ", "بلغت", "يبلغ", "تبلغ", "سيبلغ", "ستبلغ"))


def is_amount_of_verb(scene: Scene, index: int, end: int) -> bool:
    """لا يتجاوز دخله 1,200 درهم, يقل حجمه 60%: a verb, its subject with a pronoun, and how much."""
    verb, owned = scene[index - 1], scene.tokens[index].key.endswith(("ه", "ها", "هم"))
    if index and owned and verb.key.removeprefix("و") in ("البالغ", "البالغة"):
        return True
    key = scene.tokens[index].key
    told_of = key.removeprefix("و") in group("pronoun_led") | group("that_they")
    led = told_of or is_led(scene.tokens[index])
    if not index or not owned or led or not is_measure(scene, end) or key in ("قدره", "قدرها"):
        return False
    described = scene.word_before(index - 1)  # إجازة وضع مدتها 70 يومًا
    described_by = verb.key in group("verbs_or_nouns") and described is not None
    if described_by and described and described.key.endswith("ة") and not is_named(described):
        return False
    if is_joined_predicate(scene.tokens[index]) or verb.key in ("تم", "يتم", "جري", "يجري"):
        return False  # أن ما تم حصاده حتى الآن 90 ألف فدان
    told = is_verb(verb) and not among(verb, "particles")  # بعد أن تلقاه 70%
    return told or among(verb, "changing_verbs")
