"""Numbers joined to one before them, whose case they inherit."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.arabic.grammar.clause import JOINING, OF_THEM, REACH, SOME_OF_THEM, is_definite, is_led
from podcast.arabic.grammar.counted import is_agent, singular
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.quantity import ERAS_OF_OLD
from podcast.arabic.grammar.verb_form import is_verb
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import STOPS, Read, Scene, among, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_BRACKETS = ("open", "close", "quote")


def inherited(scene: Scene, index: int, last: Read) -> Case | None:
    """The case of the number to which this one is joined by و, أو, إلى or a comma."""
    # 663 فحصًا (TDR) و69: brackets part nothing
    between = _outside(scene.tokens[last.end : index])
    if last.case != "gen" and _is_gapped(scene, index, last.end):
        return last.case
    if last.case == "gen" and _changes_as_well(scene, index, last.end):
        return "acc"
    parted = any(token.kind == "pause" and token.text in STOPS + ":" for token in between)
    if parted or _is_of_year(scene, index, last) or _is_age_in_brackets(scene, last):
        return None
    if "و" in scene[index].prefix and _is_joined_to_time(scene, index):
        return "gen"
    if "و" in scene[index].prefix and len(between) <= 4:
        return last.case
    if (
        last.case == "nom"
        and len(between) <= 2 * REACH
        and between[-1:]
        and between[-1].key == "او"
    ):
        return last.case
    dated = [token.text for token in between if token.text not in ERAS_OF_OLD]
    if dated == ["/"]:
        return last.case  # 64 / 128 غيغابايت, 13 هـ / 634 م
    if _is_more_of_it(scene, index, last):
        return last.case
    dated_apart = (
        last.kind in ("date", "year") and len(between) > 1
    )  # منذ 18 مارس حتى اليوم، 12 ألفًا
    joining = (
        len(between) <= 4
        and between
        and (between[-1].key in JOINING or (between[-1].text == "،" and not dated_apart))
    )
    if joining and between[-1].key not in group("genitive"):
        return last.case
    return None


def _is_age_in_brackets(scene: Scene, last: Read) -> bool:
    """أوقفت الشرطة صاحب المصنع (58 عامًا) و3 من مساعديه: an aside, to which nothing is joined."""
    opened = scene.tokens[last.end - 2].kind == "open" if last.end > 1 else False
    return opened and scene[last.end + 1].kind == "close" and scene[last.end].key in YEARS_OF_AGE


YEARS_OF_AGE = frozenset(("عاما", "سنة", "اعوام", "سنوات", "ربيعا"))
"""Nouns of an age between commas or in brackets: خالد، 52 عامًا، طبيب."""


def _outside(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without brackets, and without what stands in a pair of them."""
    found: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        if token.kind == "open":
            opened.append(len(found))
        elif token.kind == "close" and opened:
            del found[opened.pop() :]
        elif token.kind not in _BRACKETS:
            found.append(token)
    return found


def _is_joined_to_time(scene: Scene, index: int) -> bool:
    """قطع 308 كلم في ساعة و24 دقيقة: joined to the one hour that a preposition leads."""
    if index < 2 or scene.tokens[index - 1].key not in group("spans"):
        return False
    timed = singular(scene[index + 1]) in group("spans")
    return among(scene.tokens[index - 2], "genitive") and timed


def is_aside(scene: Scene, index: int, end: int) -> bool:
    """بقيمة 46 مليار درهم (12.5 مليار دولار): an amount that fills a pair of brackets, said in other terms."""
    counted = scene[end].kind == "word" and len(scene[end].key) > 1
    closed = scene[end].kind == "close" or (counted and scene[end + 1].kind == "close")
    return closed and index > 0 and scene[index - 1].kind == "open" and scene[index - 1].spaced


def _is_more_of_it(scene: Scene, index: int, last: Read) -> bool:
    """Whether the number goes on with the list that the one before it is in."""
    if _is_rest_of_sum(scene, index):
        return True
    if _is_as_much_again(scene, index, last.end) or _counts_the_same(scene, index, last.end):
        return True
    others = "و" in scene[index].prefix and scene[index + 1].key in _OTHERS
    if others and index - last.end <= 2 * REACH + 2:
        return True  # منها 250 مادة معروف عنها أنها ضارة، و50 أخرى
    listed = _is_for_another(scene, index, last.end) or _is_in_list(scene, index, last.end)
    return (listed and last.case != "gen") or _is_of_same_shape(scene, index, last.end)


def _is_of_year(scene: Scene, index: int, last: Read) -> bool:
    """بين 2014 و2015، 27 ألف منصب: an amount behind the comma after a year."""
    year = scene.tokens[last.end - 1]
    apart = scene[index - 1].text == "،" and not scene[index].prefix and last.end == index - 1
    counts = scene[index + 1].kind == "word"
    return apart and counts and year.kind == "figure" and parse(year.text).whole in _YEARS


_YEARS = range(1900, 2100)


def _is_as_much_again(scene: Scene, index: int, start: int) -> bool:
    """55600 جنيه للبيع – 55200 جنيه للشراء, 877 جنيهًا وعالميا 55.78$: the same in other terms."""
    between = scene.tokens[start:index]
    if not between or len(between) > _LONGEST_TERMS or any(map(is_verb, between)):
        return False
    last = between[-1]
    dashed = last.kind == "dash" and last.spaced and between[0].key == scene[index + 1].key
    dashed = dashed and noun(between[0].key, plural_first=True).known
    elsewhere = last.key[:1] == "و" and last.key.endswith("يا") and len(last.key) > 5
    return dashed or elsewhere


_LONGEST_TERMS = 4


def _counts_the_same(scene: Scene, index: int, start: int) -> bool:
    """تسجيل 522 حالة إصابة بفيروس كورونا المستجد و475 حالة شفاء: as many of the same or of people, joined."""
    between, counted = scene.tokens[start:index], scene[index + 1]
    if "و" not in scene[index].prefix or not between or len(between) > _LONGEST_ITEM:
        return False
    apart = any(
        token.key.removeprefix("و") in SOME_OF_THEM
        or (place > start + 1 and _is_clause(scene, place))  # حالة تسمم
        for place, token in enumerate(between, start)
    )
    same = singular(between[0]) == singular(counted) and noun(counted.key, plural_first=True).known
    return not apart and (same or (is_agent(between[0]) and is_agent(counted)))


def _is_rest_of_sum(scene: Scene, index: int) -> bool:
    """20 مليونًا 810 آلاف: thousands right behind millions."""
    larger, smaller = scene[index - 1].key, scene[index + 1].key
    return scene[index].kind == "figure" and larger.startswith("ملي") and smaller in _THOUSANDS


_THOUSANDS = frozenset(map(fold, ("ألف", "ألفا", "آلاف")))
_OTHERS = frozenset(("اخري", "اخر", "اخرون", "اخرين", "اخريات"))


def _is_for_another(scene: Scene, index: int, start: int) -> bool:
    """على الأول بالسجن 12 عامًا وعلى الثاني 7 أعوام: as much for another, the same measure."""
    between = scene.tokens[start:index]
    if _is_share_of_another(scene, index, start):
        return True
    if not 2 <= len(between) <= 4 or scene[index + 1].kind != "word":
        return False
    pair = _terms(between[0].key), _terms(scene[index + 1].key)
    led = between[-2].key in _LED or between[-1].key.startswith("ولل")
    named = is_definite(between[-1]) or among(between[-1], "places")
    return led and named and pair[0] == pair[1] != ""


_LED = frozenset(("وعلي", "ولل", "وفي", "ومن", "والي"))


def _is_share_of_another(scene: Scene, index: int, start: int) -> bool:
    """العائد على سندات لأجل خمس سنوات كاملة 25%، وعلى أذون العام 24%: behind the same preposition, a share."""
    between = scene.tokens[start:index]
    if not 3 <= len(between) <= 5 or between[0].text != "،":
        return False
    led = between[1].key
    again = led[:1] == "و" and led[1:] in _OF_ANOTHER
    again = again and any(token.key == led[1:] for token in scene.tokens[max(0, start - 9) : start])
    plain = all(token.kind == "word" and not is_verb(token) for token in between[2:])
    signs = scene[start - 1].text, scene[index + 1].text
    return again and plain and is_definite(between[-1]) and signs[0] == signs[1] == "%"


_OF_ANOTHER = ("علي", "في", "من", "عند", "لدي", "بين")


def _terms(key: str) -> str:
    """What is measured: time, in أعوام and ساعات alike, or distance."""
    single = noun(key, plural_first=True).singular
    return _TERMS.get(single, "")


_TERMS = {
    **dict.fromkeys(("عام", "سنة", "شهر", "أسبوع", "يوم", "ساعة", "دقيقة", "ثانية"), "زمن"),
    **dict.fromkeys(("كيلومتر", "ميل", "متر"), "متر"),
}


def _is_in_list(scene: Scene, index: int, start: int) -> bool:
    """سجلت الرياض 39، الدمام 40، جدة 38: a name behind a comma, and as much of the same."""
    between = scene.tokens[start:index]
    counts = len(between) > 1 and between[0].kind == "word" and between[1].text == "،"
    counts = counts and not any(
        noun(token.key.removeprefix("و")).known or among(token, "construct")
        for token in between[2:]
    )
    between = between[counts:]  # 91 فوزًا، وبروست 51
    listed = 2 <= len(between) <= 4 and between[0].text == "،"
    bare = scene[index + 1].kind in ("pause", "end")
    return (
        listed
        and bare
        and not scene[index].prefix
        and all(
            token.kind == "word"
            and not (is_verb(token) or is_led(token) or among(token, "pronoun_led"))
            for token in between[1:]
        )
    )


def _is_of_same_shape(scene: Scene, index: int, start: int) -> bool:
    """60 كيلوغرامًا من الحشيش و500 غرام من, 48 طالبًا على منح و130 على: the same phrase behind both."""
    between = scene.tokens[start:index]
    counts = scene[start].key not in group("genitive")  # 41% من القتلى
    led = scene[start + counts + (scene[start + 1].key in OF_THEM)].key
    listed = led in group("genitive") and led in (scene[index + 1].key, scene[index + 2].key)
    near = "و" in scene[index].prefix and len(between) <= _LONGEST_ITEM
    return listed and near and not any(_is_clause(scene, place) for place in range(start, index))


def _is_clause(scene: Scene, index: int) -> bool:
    """Whether a token is a verb, which a word behind a preposition is not, or parts clauses."""
    token = scene.tokens[index]
    if token.kind != "word":
        return token.text not in ("،", "%")
    return is_verb(token) and not is_led(scene.tokens[index - 1])


_LONGEST_ITEM = 8
"""The longest thing counted in a list, in words."""


def is_joined_to_nominative(scene: Scene, index: int) -> bool:
    """بينهم حالتان متوسطتان و12 حالة: joined to a dual or a plural whose ending shows the case."""
    word = scene.tokens[index - 1] if index else None
    if word is None or word.kind != "word":
        return False
    key = word.key
    if key.endswith("تان") and len(key) > 5:
        return True
    if key.endswith("ان") and len(key) > 4:
        stem = noun(key[:-2])
        return stem.known and not stem.plural and not noun(key).known
    return key.endswith("ون") and noun(key).plural and (noun(key).known or noun(key[:-2]).known)


def is_joined_to_dual_of_them(scene: Scene, index: int) -> bool:
    """12 ميدالية، منها ذهبيتان و3 فضيات: joined to the two of them that were told of first."""
    for place in range(index - 1, max(0, index - _LONGEST_ITEM), -1):
        if scene.tokens[place - 1].key in OF_THEM:  # منها طلبيتان للشركة، و20 للدولة
            return is_joined_to_nominative(scene, place + 1)
        if is_verb(scene.tokens[place]) or scene.tokens[place].kind == "figure":
            return False
    return False


def _changes_as_well(scene: Scene, index: int, start: int) -> bool:
    """زادت القروض 15% لتصل إلى 608 مليارات، والودائع 9%: the verb of the first share is understood again."""
    if scene[index + 1].text != "%" or scene[index].prefix or not _is_gapped(scene, index, start):
        return False
    for place in range(start - 1, max(0, start - _LONGEST_CLAUSE), -1):
        token = scene.tokens[place]
        if token.text in STOPS:
            return False
        if token.text == "%" and not among(scene[place - 2], "genitive"):
            before = scene.tokens[max(0, place - 7) : place - 1]
            return any(among(word, "changing_verbs") for word in before)
    return False


_LONGEST_CLAUSE = 14


def _is_gapped(scene: Scene, index: int, start: int) -> bool:
    """ويمثل النفط 56% منه، والصناعة 27%: the verb of the first number is understood again."""
    between = scene.tokens[start:index]
    subject = scene.tokens[index - 1]
    near = len(between) <= REACH + 1 and all(token.text not in STOPS + ":؛" for token in between)
    verbs = any(is_verb(token) for token in between)
    described = index > 1 and is_definite(subject) and not subject.key.startswith("و")
    subject = scene.tokens[index - 2] if described else subject  # والولايات المتحدة 13%
    return near and not verbs and subject.kind == "word" and subject.key.startswith("وال")
