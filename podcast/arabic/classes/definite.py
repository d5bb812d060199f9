"""Numbers with the article: ordinals (الطابق الـ4), ranks, days of the month, or as many as are known."""

from __future__ import annotations

from functools import cache

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.ordinal import WHERE, agreeing_case
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import counted_after
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.head_noun import head, regnal
from podcast.arabic.grammar.ordinals import ordinal
from podcast.arabic.grammar.quantity import Amount
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, shapes
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.tokens import Token

_KINDS = ("نوعه", "نوعها")
"""الـ3 من نوعه: the third of its kind."""
_ALL_OF_THEM = frozenset(("كلها", "كلهم", "كلهن", "جميعها", "جميعهم", "جميعهن"))


def with_article(scene: Scene, index: int, spoken: Amount, end: int) -> Verbalisation | None:
    """A number with the article: another ordinal joined to one, or by itself."""
    value = spoken.low.value
    again = _again(scene, index, end, value) if value and spoken.high is None else None
    return again or _with_article(scene, index, spoken, end)


def _again(scene: Scene, index: int, end: int, value: int) -> Verbalisation | None:
    """انتصاره الـ7 هذا الموسم والـ70 في مسيرته: a second ordinal, joined to the first."""
    last = scene.last
    linked = index > 0 and scene[index - 1].key in _UNTIL  # من الأسبوع الـ19 وحتى الـ22
    if scene[index].prefix != "و" and not linked:
        return None
    free = _counts_nothing(scene[end])
    if free and (gender := _of_ordinal_in_words(scene, index)):
        return Verbalisation(end, ordinal(value, gender, "gen"), "ordinal", "gen", gender)
    if last is None or last.kind != "ordinal":
        return None
    between = scene.tokens[last.end : index]
    near = len(between) <= 3 and all(token.kind == "word" for token in between)
    if not near or not free:
        return None
    return Verbalisation(
        end, ordinal(value, last.gender, last.case), "ordinal", last.case, last.gender
    )


_UNTIL = frozenset(("الي", "والي", "حتي", "وحتي"))
"""Words that join the ordinals of a span."""


def _counts_nothing(after: Token) -> bool:
    """Whether what is behind a number is nothing that it counts: a pause, a preposition, a place, تاريخيًا."""
    ends = after.kind in ("pause", "end") or "و" in after.prefix
    return ends or among(after, "genitive") or after.key in WHERE or after.key.endswith("يا")


@cache
def _feminine_ordinals() -> frozenset[str]:
    """الأولى to العاشرة, folded."""
    return frozenset(fold(ordinal(value, "f", "nom")) for value in range(1, 11))


_FARTHEST = 4
"""How far back an ordinal in words is looked for, in tokens."""


def _of_ordinal_in_words(scene: Scene, index: int) -> Gender | None:
    """للمرة الخامسة على التوالي والـ11 تاريخيًا: feminine if joined to a feminine ordinal in words."""
    for place in range(index - 1, max(0, index - _FARTHEST), -1):
        token = scene.tokens[place]
        if token.kind != "word" or token.key[:1] == "و":
            return None
        if token.key in _feminine_ordinals():
            head = scene.word_before(place)
            return "f" if head is not None and head.key not in ("الساعة", "الساعه") else None
    return None


def _with_article(scene: Scene, index: int, spoken: Amount, end: int) -> Verbalisation | None:
    """الـ4: an ordinal after a singular noun, a cardinal after a plural one or before what it counts."""
    value = spoken.low.value
    if value is None or spoken.high is not None:
        return None
    described, gender, plural = head(scene, index)
    if scene[end].key in _ALL_OF_THEM:  # أسقط الدفاع الجوي الـ13 كلها
        last = scene.last
        return _as_many(
            scene, index, spoken, end, last.gender if last and last.kind == "number" else "m"
        )
    if not described and (placed := _placed(scene, index, end)):
        told: Case = "nom" if scene[index - 1].key.endswith(("هو", "هي")) else "obl"
        return Verbalisation(end, ordinal(value, placed, told), "ordinal", told, placed)
    counted = _counted(scene, index, spoken, end, described=described)
    if spoken.scale or counted:
        return _as_many(scene, index, spoken, end, counted or "m", counts=counted is not None)
    ruler = regnal(scene, index)
    if ruler is None and (found := _one_of_many(scene, index, value, end, described=described)):
        return found
    if ruler or (described and not plural):
        case = agreeing_case(scene, index, end)
        return Verbalisation(
            end, ordinal(value, ruler or gender, case), "ordinal", case, ruler or gender
        )
    case = agreeing_case(scene, index, end) if described else case_at(scene, index, end)
    return Verbalisation(end, say(spoken, gender, case, article=True), "number", case, gender)


def _counted(
    scene: Scene, index: int, spoken: Amount, end: int, *, described: bool
) -> Gender | None:
    """The gender of the noun that a number with the article counts: الـ25 دولة."""
    after = counted_after(scene, index, spoken, end)
    if after is None:
        return None
    thing, entry = after
    dated = thing.key == "يوم" and 3 <= (spoken.low.value or 0) <= 10
    idle = described and (dated or not entry.known)
    return None if idle or (not entry.known and regnal(scene, index)) else entry.gender


def _as_many(
    scene: Scene, index: int, spoken: Amount, end: int, gender: Gender, *, counts: bool = False
) -> Verbalisation:
    """As many as are known: الـ27, الـ25 دولة."""
    case = case_at(scene, index, end)
    words = say(spoken, gender, case, counts=counts, article=True)
    return Verbalisation(end, words, "number", case, gender)


def _one_of_many(
    scene: Scene, index: int, value: int, end: int, *, described: bool
) -> Verbalisation | None:
    """الـ3 من نوعه, الـ19 من الشهر: which of its kind, or which day of the month."""
    case: Case
    if scene[end].key == "من" and scene[end + 1].key in _KINDS:
        case = case_at(scene, index, end, alone="nom")
        kind: Gender = "f" if scene[end + 1].key.endswith("ها") else "m"
        return Verbalisation(end, ordinal(value, kind, case), "ordinal", case, kind)
    if described or not _of_the_month(scene, end) or value > _LAST_DAY:
        return None
    case = case_at(scene, index, end)
    return Verbalisation(end, ordinal(value, "m", case), "ordinal", case)


_LAST_DAY = 31
"""The last day of a month."""


def _placed(scene: Scene, index: int, end: int) -> Gender | None:
    """حلت الـ3 في السباق, وهي الـ5 بين إخوتها: the rank somebody came in, or has."""
    before, after = scene.word_before(index), scene[end]
    where = after.kind in ("end", "pause") or after.key in WHERE or after.key.startswith("لل")
    if before is None or not where or scene[index].prefix:
        return None
    for form in shapes(before.key)[:2]:
        if form in ("حل", "جاء", "يحل", "حللت", "صنف", "كان", "هو"):
            return "m"
        if form in ("حلت", "جاءت", "تحل", "صنفت", "كانت", "هي"):
            return "f"
    return None


def _of_the_month(scene: Scene, index: int) -> bool:
    """ال19 من الشهر."""
    return scene[index].key == "من" and scene[index + 1].key in ("الشهر", "شهر")
