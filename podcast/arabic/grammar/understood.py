"""The gender of a number that no noun follows: its label's, that of a pool, or of what was counted last."""

from __future__ import annotations

from podcast.arabic.grammar.agreement import COLOURS_AND_DEFECTS, is_numbered, names_things, noun_at
from podcast.arabic.grammar.clause import is_definite, stems_of
from podcast.arabic.grammar.counted import is_agent, is_share
from podcast.arabic.grammar.ellipsis import IN_MIND, POOLS, are_some, of_last, of_same_kind
from podcast.arabic.grammar.nouns import Noun, noun
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.grammar.verb_form import gender_of_verb, is_marked_passive, settles_case
from podcast.arabic.tokens.context import Scene, among, cued, group, shapes
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

_LONGEST_LABEL = 6
"""Words before a colon in a list of degrees."""


def _of_plural_before(scene: Scene, index: int, end: int) -> Gender | None:
    """وفرضت الصلوات 5: a bare number right behind the plural it counts."""
    if scene[index - 1].text == ":" and (listed := _of_plural_at_colon(scene, index)):
        return listed
    before, behind = scene.word_before(index), scene[end]
    free = behind.kind != "word" or behind.key in ("في", "علي", "من")
    if before is None or not free:
        return None
    named = [form for form in shapes(before.key)[:2] if form.startswith("ال")]  # فالنساء
    owned = before.key.endswith(("ها", "ه", "هم")) and scene[end].kind in ("pause", "end")
    if not owned and is_year(parse(scene[index].text)):
        return None
    told = noun(named[0]) if named else _things(before) if owned else None  # وكلماتها 1583
    return told.gender if told and told.known and told.plural else None


def _of_plural_at_colon(scene: Scene, index: int) -> Gender | None:
    """بطاقات صفراء: 3: the plural that opens a line, with its adjective."""
    opening = max(0, index - 3)
    while opening < index - 1 and opening > 0 and scene.tokens[opening - 1].kind != "pause":
        opening += 1
    how_many = opening < index - 2 and scene.tokens[opening].key in _HOW_MANY
    told = noun(scene.tokens[opening + how_many].key, plural_first=True)
    return told.gender if told.known and told.plural else None


_HOW_MANY = frozenset(("عدد", "مجموع", "اجمالي"))
"""What the number of things is called: عدد الأقمار: 1."""


def gender_understood(scene: Scene, index: int, end: int) -> Gender:
    """The gender of a number without a noun behind it.

    That of the label before it (الصفحة 3), of those it is some of (3 من الطالبات), of what the word beside it
    shows, or of what was counted last.
    """
    return "m" if is_share(scene, end) else _understood(scene, index, end)


def _understood(scene: Scene, index: int, end: int) -> Gender:
    """The same of what is no share."""
    labelled = scene.word_before(index)
    if labelled and names_things(labelled) and scene[end].key != "اخري":
        channel = labelled.key in group("channels")
        feminine = noun(labelled.text, plural_first=True).gender == "f" and not channel
        page = labelled.text == "ص" or feminine
        return "f" if page else "m"
    last = scene.last
    if shown := _shown_behind(scene, index, end):
        return shown
    if scene[end].key in ("منها", "منهن"):
        if last and last.kind == "number":
            return last.gender if index - last.end <= 2 * IN_MIND else "m"
        return _of_plural_told(scene, index)
    before = scene.word_before(index)
    among_them = before is not None and are_some(before)
    if among_them and last:
        return last.gender if index - last.end <= IN_MIND else "m"
    one = _of_every(scene, index)
    if one is not None or among(before, "suffered") or _are_done_to(scene, before, end):
        return one or "m"
    pooled = scene[end].key == "من" and noun(scene[end + 1].text).plural
    ordered = before is not None and is_numbered(before) and not is_year(parse(scene[index].text))
    ordered = ordered and not (
        before and before.key == "الثانية" and settles_case(scene[index - 2])
    )
    if before is not None and ordered and not pooled:
        return noun(before.key).gender
    pool = scene[end + 1]
    if pool.kind == "figure" and (told := _of_plural_before(scene, index, end)):
        return told  # النساء 11 من 52
    if scene[end].key == "من" and pool.kind in ("word", "figure") and pool.key not in _KINDS:
        return _of_pool(scene, end + 1)
    return (
        _of_those_numbered(scene, index)
        or of_last(scene, index, end)
        or of_same_kind(scene, index, end)
        or _of_plural_before(scene, index, end)
        or _of_page(scene, index)
    )


def _leaves(verb: Token | None, after: Token, place: Token) -> bool:
    """وقفز 17 من النوافذ: behind a verb of leaving, whence they do."""
    whence = after.key == "من" and place.kind == "word" and not is_agent(place)
    return whence and among(verb, "leaving_verbs") and not place.key.endswith("ين")


_PRAYERS = frozenset(("الظهر", "العصر", "المغرب", "العشاء", "الفجر", "الصبح", "الضحي", "الوتر"))


def is_of_prayer(scene: Scene, index: int) -> bool:
    """يصلي الظهر 4 والعصر 2 قصرًا, صلى 8: a number of ركعات, behind the name of a prayer or the verb itself."""
    prayer = scene.word_before(index)
    again = prayer is not None and prayer.key == "او" and scene.last is not None
    if among(prayer, "praying") or (again and among(scene[index - 3], "praying")):
        return True  # صلى 10 أو 13
    named = prayer is not None and prayer.key.removeprefix("و") in _PRAYERS
    return named and cued(scene, index, "praying", 10)


def _of_those_numbered(scene: Scene, index: int) -> Gender | None:
    """بلغ عدد الناجحين في المسار المهني 10,866: the gender of those whose number is told."""
    for place in range(index - 1, max(-1, index - _FAR), -1):
        token = scene.tokens[place]
        if token.kind != "word":
            return None
        if token.key in ("العدد", "الرقم"):  # ذو العدد الذري 118
            return "m"
        if token.key.removeprefix("و") == "عدد" or token.key in ("بعدد", "لعدد"):
            numbered = scene.tokens[place + 1]
            entry = _things(numbered)
            told = entry.plural and not is_definite(numbered)  # عدد آياتها 286
            return entry.gender if told or (entry.plural and entry.gender == "m") else None
    return None


def _things(token: Token) -> Noun:
    """The noun of عدد الطلاب, عدد طلابه, عدد آيات السورة."""
    forms = shapes(token.key)[:2]
    stems = (forms[0].removeprefix("ال"), *(stem for form in forms for stem in stems_of(form)))
    entries = [noun(stem, plural_first=True) for stem in stems]
    return next((entry for entry in entries if entry.known and entry.plural), entries[0])


_FAR = 9
"""How far back the number of something is named, in tokens."""


def _of_every(scene: Scene, index: int) -> Gender | None:
    """امرأة من كل 4, كنّ 2: the noun or the verb before says what is counted."""
    verb = scene[index - 1]
    if index and verb.key == "كن" and "\u0651" in verb.text:
        return "f"
    one = scene[index - 3] if index > 2 else None
    every = scene[index - 1].key == "كل" and scene[index - 2].key == "من"
    told = every and one is not None and one.kind == "word" and noun(one.text).known
    return noun(one.text).gender if told and one is not None else None


def _are_done_to(scene: Scene, verb: Token | None, end: int) -> bool:
    """وبُرئ 3: behind a passive in the masculine, whatever was counted last."""
    ends = scene[end].kind in ("pause", "end") and not scene[end - 1].prefix
    return verb is not None and ends and is_marked_passive(verb) and gender_of_verb(verb) == "m"


_OF_PEOPLE = frozenset(
    ("برات", "برا", "ادان", "ادانت", "حبس", "حبست", "سجن", "سجنت", "اعتقل", "اعتقلت")
)


def _are_people(scene: Scene, index: int) -> bool:
    """من 7 إلى 3 سنوات، وبرأت 2: a verb whose object is people, behind what is none."""
    before, last = scene.word_before(index), scene.last
    if before is None or last is None or before.key.removeprefix("و") not in _OF_PEOPLE:
        return False
    counted = scene[last.end]
    return counted.kind == "word" and noun(counted.key).known and not is_agent(counted)


def _is_behind_dual(scene: Scene, index: int) -> bool:
    """وجامعتين في ليبيا، و2 في اليمن: two feminine things before it, and as many elsewhere."""
    elsewhere = scene[index + 1].key in ("من", "في") and scene[index + 2].kind == "word"
    near = scene.tokens[max(0, index - 5) : index]
    return elsewhere and any(
        token.key.endswith(("تين", "تان")) and noun(f"{token.key[:-3].removeprefix('و')}ة").known
        for token in near
    )


def _shown_behind(scene: Scene, index: int, end: int) -> Gender | None:
    """12 أخرى, 3 صفراء, مكة 40 in a list of degrees: what the word behind or the list shows."""
    if _are_people(scene, index):
        return "m"
    if scene[index].prefix == "و" and _is_behind_dual(scene, index):
        return "f"
    joined = scene.last is not None and scene.last.end == index and scene.last.kind == "number"
    if joined and scene.last and scene[index].prefix == "و":
        return scene.last.gender  # المواد 335 و549
    last, before, after = scene.last, scene.word_before(index), scene[end].key
    by_day = after in ("ليلا", "نهارا") and any(
        token.key in ("درجة", "درجات", "مئوية") for token in scene.tokens
    )  # 41 درجة نهارًا و27 ليلًا
    if after == "اخري" or by_day or _are_degrees(scene, index, end):
        return "f"
    if after in COLOURS_AND_DEFECTS:
        several = parse(scene[index].text).whole > 1
        return last.gender if last and last.kind == "number" and several else "f"
    reached = before is not None and before.key == "الي" and last and last.end == index - 1
    if last and last.kind == "number" and (reached or _leaves(before, scene[end], scene[end + 1])):
        return last.gender  # من 1 إلى 4
    if last and after[:2] == scene[index - 2].key[:2] == "لل" and index - last.end <= IN_MIND:
        return last.gender  # 38 درجة للعظمى، و21 للصغرى
    return None


def _are_degrees(scene: Scene, index: int, end: int) -> bool:
    """درجات الحرارة الكبرى: مكة 40، الدمام 38: bare numbers in a list of degrees."""
    figure = parse(scene[index].text)
    bare = (
        scene[end].kind in ("pause", "end") or "و" in scene[end].prefix or scene[end].key[:1] == "و"
    )
    if not bare or scene[index].article or not figure.integer or figure.whole > _HOTTEST:
        return False
    if scene[index - 1].text == ":" and scene[index - 2].key in _OF_DEGREES:
        return True
    if scene[index - 1].text == ":" and not _is_label_of_heat(scene, index - 1):
        return False
    key = ("degrees", 0, False)
    if key not in scene.memo:
        told = {token.key for token in scene.tokens if token.kind == "word"}
        scene.memo[key] = bool(told & {"الحرارة", "حرارة"}) and bool(told & {"درجة", "مئوية"})
    return bool(scene.memo[key])


_OF_DEGREES = frozenset(("العظمي", "الصغري"))


def _is_label_of_heat(scene: Scene, colon: int) -> bool:
    """الحرارة: 15, but not عدد الأقمار: 1 in the same row; a label of one word may be a town's."""
    label = []
    for token in reversed(scene.tokens[max(0, colon - _LONGEST_LABEL) : colon]):
        if token.kind == "pause":
            break
        label.append(token.key)
    return len(label) == 1 or bool({"الحرارة", "حرارة", "الصغري", "العظمي"} & set(label))


_KINDS = frozenset(("طراز", "نوع", "فئة", "صنف"))
"""Nouns of a kind, of which something is counted that was named before: 26 طائرة، بينها 16 من طراز."""
_HOTTEST = 60
"""The highest temperature that is told, in degrees."""


def _of_plural_told(scene: Scene, index: int) -> Gender:
    """على الميداليات الذهبية وحصدوا 4 منها: the gender of the plural last told of."""
    for token in reversed(scene.tokens[max(0, index - 2 * IN_MIND) : index]):
        told = [noun(form, plural_first=True) for form in shapes(token.key)]
        for entry in told if token.kind == "word" else ():
            if entry.known and entry.plural:
                return entry.gender
    return "m"


def _of_pool(scene: Scene, index: int) -> Gender:
    """7 من أصل 81 مسيرة, 3 من الطالبات: the gender of those out of whom some are counted."""
    pooled = index
    while scene[pooled].key in POOLS:  # من أصل إجمالي 25 محاولة
        pooled += 1
    if scene[pooled].kind == "figure":
        many = 3 <= parse(scene[pooled].text).whole % 100 <= 10
        counted = noun_at(scene, pooled + 1, plural=many)
        said = scene.last.gender if scene.last and scene.last.kind == "number" else "m"
        return counted.gender if counted else said
    pool = noun(scene[index].text)
    return pool.gender if pool.plural and (pool.known or scene[index].key not in POOLS) else "m"


def _of_page(scene: Scene, index: int) -> Gender:
    before = scene[index - 1] if index else None
    paged = before and before.kind == "abbreviation" and before.text in ("ص.", "ص", "ص ص", "صص")
    return "f" if paged else "m"
