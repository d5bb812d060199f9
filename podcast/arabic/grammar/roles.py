"""What a number is to the clause it stands in, as far as that settles its case whatever word is before it."""

from __future__ import annotations

from collections.abc import Callable

from podcast.arabic.grammar.agreement import names_things
from podcast.arabic.grammar.allotted import is_allotted, is_announced_deed, is_taken_of_them
from podcast.arabic.grammar.being import is_number_of, is_said_to_be, is_told_of_owned
from podcast.arabic.grammar.clause import (
    is_led_by,
    is_named,
    opens,
)
from podcast.arabic.grammar.counted import gender_of, is_agent, singular
from podcast.arabic.grammar.described import did_described, is_had_by_described
from podcast.arabic.grammar.done_to import (
    is_done_after_many,
    is_done_among_them,
    is_done_to,
    is_done_to_people,
    is_number_of_people_done_to,
)
from podcast.arabic.grammar.excepted import is_all_that_is
from podcast.arabic.grammar.extent import (
    is_amount_of_head,
    is_amount_of_verb,
    is_bare_amount_of_head,
    is_of_topic,
    is_term,
)
from podcast.arabic.grammar.first_person import is_done_by_us, is_done_to_us
from podcast.arabic.grammar.giving import is_given
from podcast.arabic.grammar.meaning import OF_MEANING, is_gained, perish
from podcast.arabic.grammar.named import is_done_by_each
from podcast.arabic.grammar.nominal import is_cell
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.partitive import (
    are_others,
    are_others_done_to,
    are_some_of_them,
    did_it,
    did_one_to_some,
    did_some_of_them,
)
from podcast.arabic.grammar.said import is_share_of_people, is_spoken_by
from podcast.arabic.grammar.shared_subject import is_done_by_the_same, is_done_by_what_it_tells_of
from podcast.arabic.grammar.subject import is_subject_behind_object
from podcast.arabic.grammar.subject_before_object import (
    is_number_before_object,
    is_subject_before_object,
)
from podcast.arabic.grammar.sufficing import is_enough_for
from podcast.arabic.grammar.unsaid_agent import is_done_by_nobody, is_done_to_things
from podcast.arabic.grammar.verb_agreement import OF_AGREEMENT, OF_BARE_AGREEMENT
from podcast.arabic.grammar.verb_form import (
    gender_of_verb,
    is_masculine_verb,
    is_verb,
    unjoined,
)
from podcast.arabic.grammar.verbs import is_done_by_subject_of_being
from podcast.arabic.tokens.context import Scene, among, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings


def is_told_apart(word: Token) -> bool:
    """الآية 255: a noun whose number is a name, not what it amounts to."""
    named = names_things(word) and word.key not in group("channels")  # القاهرة 31/19
    return named or word.key.removeprefix("ال") in group("ordinal_after")


_PEOPLE_TOO = frozenset(("عمر", "حياة", "نجاة"))
"""Names of people that are nouns of an amount too: وسجل عمر 24 نقطة."""


def _is_done_by_namesake(scene: Scene, index: int, end: int) -> bool:
    """وسجل عمر 24 نقطة: the subject of the verb right before it, unless years are counted."""
    person = scene.tokens[index].key in _PEOPLE_TOO and index > 0
    return (
        person
        and "t" in readings(unjoined(scene.tokens[index - 1].key))
        and not among(scene.tokens[index - 1], "genitive")
        and singular(scene[end - 1]) not in group("spans") | {"ربيع"}
    )


def is_in_cell(scene: Scene, index: int, end: int) -> bool:
    """مصر 12%: in a row of a table, behind a name that numbers are not given to."""
    return is_cell(scene, end) and not is_told_apart(scene.tokens[index])


def _is_often(scene: Scene, index: int, end: int) -> bool:
    """ختم القرآن فيه 29 مرة: how often, unless a word governs it or lets it pass."""
    before = scene.tokens[index]
    if singular(scene[end - 1]) != "مرة" or any(
        among(before, name) for name in ("genitive", "construct")
    ):
        return False
    told = not opens(scene, index) and before.key in group("pronoun_led")
    return told or not among(before, "passing_verbs")


def _is_done_by_people(scene: Scene, index: int, end: int) -> bool:
    """واعترض عليه 20 عضوًا: between what people say or do and how many of them, a preposition's pronoun."""
    verb = scene[index - 1] if index else scene[len(scene.tokens)]
    led = scene.tokens[index].key in group("pronoun_led")
    told = among(verb, "acting_verbs") or among(verb, "attending_verbs")
    return led and told and is_agent(scene[end - 1]) and is_masculine_verb(verb)


def _is_done_by_him(scene: Scene, index: int, end: int) -> bool:
    """قارب ينقل 12 جثة: a verb in the masculine before what is feminine has another subject."""
    verb, counted = scene.tokens[index], scene[end - 1]
    present = verb.key.removeprefix("و")[:1] == "ي" and among(verb, "nominative_verbs")
    takes = "t" in readings(verb.key) and not among(verb, "passing_verbs")
    return present and takes and counted.kind == "word" and gender_of(counted) == "f"


def _is_exposed(scene: Scene, index: int, end: int) -> bool:
    """تعرض 40 شخصًا لإصابات: with لـ behind it, تعرّض and no عرض."""
    exposed = unjoined(scene.tokens[index].key) in ("تعرض", "يتعرض", "ستتعرض", "تتعرض")
    return exposed and any(is_led_by(scene[place], "ل") for place in (end, end + 1))


def _is_exported(scene: Scene, index: int, end: int) -> bool:
    """صدرت 420 ألف سيارة: of what is not issued, صدّر says how much somebody exported."""
    key = unjoined(scene.tokens[index].key)
    exports = key in ("صدر", "صدرت", "يصدر", "تصدر") and scene[end - 1].kind == "word"
    return exports and singular(scene[end - 1]) not in group("issued")


def _is_of_deed(scene: Scene, index: int, end: int) -> bool:
    """تم نقل 40 مصابًا: a verbal noun behind the verb that says it was done, in construct with the number."""
    deed, verb = scene.tokens[index], scene.word_before(index)
    if verb is not None and among(verb, "adverbs"):  # تم اليوم نقل 40 مصابًا
        verb = scene.word_before(index - 1)
    done = verb is not None and verb.key.removeprefix("و").removeprefix("س") in _DONE
    return done and not (is_named(deed) or among(deed, "adverbs"))


def _is_deed_in_heading(scene: Scene, index: int, end: int) -> bool:
    """ضبط 661 قضية, «الداخلية»: حبس 12 متهمًا: a title begins with the verbal noun, not with its verb."""
    before = scene[index - 1] if index else None
    first = before is None or before.text == ":" or (scene.heading and is_verb(before))
    return first and scene.tokens[index].text in group("titled_deeds")


def _is_said_where(scene: Scene, index: int, end: int) -> bool:
    """حيث 48 ميدالية ذهبية, بينما 20% منهم: behind a word that a clause of its own follows."""
    return scene.tokens[index].key in _BEFORE_CLAUSES and (
        scene[end].kind not in ("pause", "end") or end > index + 2
    )


_BEFORE_CLAUSES = frozenset(("حيث", "بينما", "اذ", "اما", "واما"))


def _is_deducted(scene: Scene, index: int, end: int) -> bool:
    """يقتطع منها 12%: who takes a share away is not told, so that the verb is a passive."""
    verb = scene[index - 1] if index else scene[len(scene.tokens)]
    from_it = scene.tokens[index].key in ("منه", "منها", "منهم")
    if index > 1 and scene.tokens[index - 1].key == "من" and is_named(scene.tokens[index]):
        verb = scene.tokens[index - 2]  # وستخصم من العقوبة 5 سنوات
        begins = opens(scene, index - 2) or verb.key[:1] == "و"
        return among(verb, "deducting_verbs") and begins and unjoined(verb.key)[:1] in "يتس"
    return from_it and among(verb, "deducting_verbs") and gender_of_verb(verb) == "m"


_REACHING = frozenset(("ليصل", "لتصل", "فيصل", "ليبلغ", "لتبلغ"))
_AMOUNTS = frozenset(("عدد", "مجموع", "اجمالي", "حصيلة", "رصيد"))


def _is_reached(scene: Scene, index: int, end: int) -> bool:
    """ليصل مجموع المصوتين 24 مليونًا: how much a number of them comes to, which is told in so many words."""
    for place in range(index - 1, max(-1, index - 5), -1):
        if scene.tokens[place].key in _REACHING:
            return scene.tokens[place + 1].key in _AMOUNTS and is_named(scene.tokens[index])
    return False


_LIMITS = frozenset(
    ("حاجز", "مستوي", "نسبة", "حد", "عتبة", "سقف", "معدل", "معدلي", "معدليهما", "سعر", "هدف")
)


def _restates_limit(scene: Scene, index: int, end: int) -> bool:
    """فوق الحاجز النفسي 9800 نقطة: a limit that is led by a preposition, its adjective, and how much it is."""
    head = scene.tokens[index - 1] if index > 1 else scene.tokens[index]
    key = head.key.removeprefix("ب").removeprefix("ل").removeprefix("ال").removeprefix("لل")
    if index < 2 or key not in _LIMITS or not scene.tokens[index].key.startswith("ال"):
        return False
    before = scene.tokens[index - 2]
    led = head.key.startswith(("بال", "لل")) or among(before, "genitive") or before.key in _LIMITS
    return led and is_named(head)


def _is_item_of_list(scene: Scene, index: int, end: int) -> bool:
    """التالي: الخرج 42، الرياض والأحساء 41، جدة 38: a name and its number between commas, in a list."""
    if scene[end].text != "،" or scene[end + 1].kind != "word":
        return False
    first = index
    while first > 0 and index - first < _LONGEST_NAME and scene.tokens[first - 1].kind == "word":
        first -= 1
    opened = first > 0 and scene.tokens[first - 1].text in ("،", ":")
    name = scene.tokens[first : index + 1]
    further = next((place for place in range(end + 1, end + 4) if scene[place].kind == "figure"), 0)
    names = (*name, *scene.tokens[end + 1 : further])
    return (
        opened
        and further > 0
        and not any(is_verb(token) or among(token, "genitive") for token in names)
        and (is_named(name[0]) or noun(name[0].text).known)
    )


_LONGEST_NAME = 3


_DONE = frozenset(("تم", "يتم", "جري", "يجري"))


RULES_OF_BARE: tuple[tuple[Callable[[Scene, int, int], bool], Case], ...] = (
    (_is_of_deed, "gen"),
    (_is_deed_in_heading, "gen"),
    (is_announced_deed, "gen"),
    (is_allotted, "nom"),
    (is_taken_of_them, "acc"),
    (is_done_by_us, "acc"),
    (is_done_to_us, "nom"),
    (is_done_by_subject_of_being, "acc"),
    (is_given, "acc"),
    *OF_BARE_AGREEMENT,
    (_is_done_by_namesake, "acc"),
    (_is_said_where, "nom"),
    (_is_deducted, "nom"),
    (is_gained, "nom"),
    (perish, "nom"),
    (_restates_limit, "gen"),
    (_is_reached, "acc"),
    (_is_item_of_list, "nom"),
    (are_others, "nom"),
    (did_one_to_some, "acc"),
    (did_some_of_them, "nom"),
    (did_it, "nom"),
    (is_share_of_people, "nom"),
    (_is_exposed, "nom"),
    (are_others_done_to, "acc"),
    (is_all_that_is, "nom"),
    (is_said_to_be, "acc"),
    (is_told_of_owned, "acc"),
    (is_number_of, "acc"),
    (is_done_by_what_it_tells_of, "acc"),
    (is_had_by_described, "nom"),
    (is_done_after_many, "nom"),
    (is_done_by_the_same, "acc"),
    (is_done_by_nobody, "nom"),
    (is_amount_of_verb, "acc"),
    (is_bare_amount_of_head, "acc"),
    (is_subject_behind_object, "nom"),
    (are_some_of_them, "nom"),
    (is_number_of_people_done_to, "nom"),
    (is_done_among_them, "nom"),
    (is_number_before_object, "nom"),
)
"""What settles the case of a number behind a word before the word's own list does; the first that applies."""
RULES = (
    *RULES_OF_BARE,
    (did_described, "acc"),
    *OF_MEANING,
    (_is_done_by_people, "nom"),
    (_is_done_by_him, "acc"),
    (is_done_to_things, "nom"),
    (_is_exported, "acc"),
    (is_enough_for, "acc"),
    (_is_often, "acc"),
    (is_term, "acc"),
    (is_subject_before_object, "nom"),
    *OF_AGREEMENT,
    (is_done_to, "nom"),
    (is_spoken_by, "nom"),
    (is_done_to_people, "nom"),
    (is_done_by_each, "acc"),
    (is_of_topic, "acc"),
    (is_amount_of_head, "acc"),
)
"""The same for a number with what it counts."""
