"""The gender of what a number counts where no noun behind it says so: more of the same, some of them."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.arabic.grammar.agreement import COLOURS_AND_DEFECTS, is_numbered, names_things, noun_at
from podcast.arabic.grammar.clause import SOME_OF_THEM, is_definite, is_led
from podcast.arabic.grammar.counted import is_agent
from podcast.arabic.grammar.nouns import is_plural, noun
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.grammar.verb_form import gender_of_verb, is_marked_passive
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, shapes
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import takes_object

_FOLLOWING = frozenset(("تلتها", "تلته", "تلاها", "تلاه", "يليها", "يليه", "تليها", "تليه"))
_NEAR = 6
_ELLIPSIS = 8
"""Words after which what was counted last is no longer in mind."""
_AGAIN = frozenset(map(fold, ("من", "بدل", "مقابل", "في", "إلى", "ضد")))
"""Prepositions before a number that counts what was counted last: فاز في 8 مباريات وخسر في 6."""
_POOLS = frozenset(("اصل", "بين", "مجموع", "اجمالي", "كل"))
"""7 من أصل 81 مسيرة: the noun that both numbers count follows the second."""


def _are_some(token: Token) -> bool:
    """بينها, منهن: some of what was counted; of people, men are meant whatever was: 12 أسرة، منهم 3."""
    return token.key.removeprefix("و") in SOME_OF_THEM and not token.key.endswith("هم")


def _is_verb(token: Token) -> bool:
    return among(token, "accusative_verbs") or among(token, "nominative_verbs")


def _acts(token: Token) -> bool:
    """وأضاف 106 ونسخ 5: whether a word joined by "and" is a verb with an object."""
    return _is_verb(token) or (token.key[:1] == "و" and takes_object(token.key[1:]))


def _is_done_by_name(scene: Scene, index: int) -> bool:
    """وأضاف أوستن ريفز 36: between a verb and its object only a name, which no table knows."""
    for place in range(index - 1, max(0, index - 4), -1):
        token = scene.tokens[place]
        if place < index - 1 and among(token, "accusative_verbs"):
            return token.key[:1] == "و"
        if token.kind not in ("word", "name") or noun(token.key).known or is_led(token):
            return False
    return False


def _changes(verb: Token) -> bool:
    """48 ساعة بإذن كتابي، وترتفع إلى 96: a verb that tells what an amount becomes."""
    return among(verb, "changing_verbs") or verb.key.removeprefix("و") in (
        "تصل",
        "يصل",
        "وصل",
        "وصلت",
    )


def _of_last(scene: Scene, index: int, end: int) -> Gender | None:
    """9 مباريات من أصل 12، 10 نقاط ... و3: what was counted last is counted on, where nothing else is named."""
    last, before = scene.last, scene.word_before(index)
    if (
        before is not None
        and before.key in ("من", "الي")
        and (dual := _gender_of_dual(scene[index - 2]))
    ):
        return dual  # ونجحت في جهازين من 3
    if last is None or last.kind != "number":
        return None
    between = scene.tokens[last.end : index]
    if before is not None and _are_some(before) and len(between) <= _ELLIPSIS:
        return last.gender
    pooled = before is not None and before.key == "اصل" and scene[index - 2].key == "من"
    if pooled and len(between) <= _ELLIPSIS:
        return last.gender  # 405 مسيرات من أصل 458 أطلقتها روسيا
    told = before is not None and _is_verb(before)
    goes_on = scene[end].key == "ثم" or (scene[end].key[:1] == "و" and _acts(scene[end]))
    behind = is_led(scene[end])
    behind = behind or (len(scene[end].key) > 5 and scene[end].key.endswith("يا"))
    led = (told or among(before, "genitive")) and behind
    if scene[end].kind not in ("pause", "end") and not goes_on and not led:
        return None
    far = _ELLIPSIS + 4 * (scene[index].prefix == "ب")  # وحلت بنين ثالثة بـ3
    if len(between) > far or any(token.text in STOPS for token in between):
        return None
    did = among(before, "nominative_verbs") and before is not None and before.key.endswith("ت")
    did = did or among(before, "accusative_verbs") or (before is not None and _acts(before))
    named = before is not None and is_definite(before) and len(between) <= _NEAR
    did = did or (named and among(scene[index - 2], "accusative_verbs"))  # وأضاف الثاني 22
    did = did or (len(between) <= _ELLIPSIS and _is_done_by_name(scene, index))
    compared = before is not None and before.key in ("الي", "علي", "عن")  # ولا تزيد على 7
    reached = compared and _changes(scene[index - 2])
    near = len(between) <= (_ELLIPSIS if reached else _NEAR)
    whole = before is not None and (before.key in _AGAIN or reached) and near
    whole = whole and not is_year(parse(scene[index].text))
    if did or whole or (before is not None and before.key in _POOLS):
        return last.gender
    return _of_clause(scene, index, between)


def _of_clause(scene: Scene, index: int, between: Sequence[Token]) -> Gender | None:
    """ثم الجيش الملكي ثالثًا بـ13: the gender of what was counted before `between`, told on."""
    last = scene.last
    since = [place for place, token in enumerate(between) if token.text == "،"]
    clause = between[since[-1] + 1 :] if since else between
    longest = 5 if scene[index].prefix == "ب" else 3  # ثم الجيش الملكي ثالثًا بـ13
    if (
        not (since or scene[index].prefix)
        or len(clause) > longest
        or is_year(parse(scene[index].text))
    ):
        return None
    if any(token.kind != "word" or len(token.key) < 2 for token in clause):
        return None
    follows = bool(clause) and clause[0].key in _FOLLOWING
    ranked = bool(clause) and clause[0].key.removeprefix("و") in ("حل", "حلت", "جاء", "جاءت")
    follows = follows or (ranked and scene[index].prefix == "ب")
    told = any(map(_is_verb, clause[follows:]))
    other = bool(clause) and clause[0].key.endswith(("ها", "ه", "هم", "هما"))
    return None if last is None or told or (other and not follows) else last.gender


def _is_said_again(scene: Scene, index: int, before: Token) -> bool:
    """ارتفعت أسهم 12 شركة، وهبطت أسهم 22: behind the noun that the last number was behind."""
    owned = len(before.key) > 3 and before.key.endswith(("ه", "ها"))  # قوته 7 درجات ... قوته 6
    if before.key == "بين":
        earlier = zip(scene.tokens[: index - 1], scene.tokens[1:index], strict=False)
        return any(word.key == "بين" and after.kind == "figure" for word, after in earlier)
    if before.key.startswith("ال") or not (
        owned or before.key in group("construct") or is_plural(before.key)
    ):
        return False
    earlier = zip(scene.tokens[: index - 1], scene.tokens[1:index], strict=False)
    return any(word.key == before.key and after.kind == "figure" for word, after in earlier)


def _of_same_kind(scene: Scene, index: int, end: int) -> Gender | None:
    """9 حالات خطيرة و10 متوسطة, 4 غارات بصواريخ و8 بطائرات, 120 حالة والصين 91: more of what was counted last.

    A joined number has an adjective for it, or the particle that the number before had; a joined noun with the
    article has its own number of it.
    """
    last, before, after = scene.last, scene.word_before(index), scene[end]
    if (dual := _of_dual_before(scene, index, end)) is not None:
        return dual
    if last is None or last.kind != "number" or is_year(parse(scene[index].text)):
        return None
    counted = scene[last.end]
    start = last.end + (counted.kind == "word" and noun(counted.key).gender == last.gender)
    between = scene.tokens[start:index]
    if len(between) > _ELLIPSIS or any(token.text in STOPS for token in between):
        return None
    if before is not None and _is_said_again(scene, index, before):
        return last.gender
    if scene[index].prefix == "و":
        described = after.kind == "word" and after.key.endswith("ة") and not noun(after.key).known
        particle = after.key[:1]
        led = particle in ("ب", "ل") and not noun(after.key).known
        led = led and (noun(after.key[1:]).known or after.key[1:] in group("genitive"))
        again = led and scene[start].key[:1] == particle
        again = again or (after.key in ("في", "علي") and scene[start].key == after.key)
        return last.gender if described or again else None
    alone = scene[end].kind in ("pause", "end") and len(between) == 1
    other = before is not None and before.key.startswith("وال") and not noun(before.key).known
    return last.gender if alone and other else None


def _of_dual_before(scene: Scene, index: int, end: int) -> Gender | None:
    """متقدمًا بنقطتين على السد، و3 على الريان: more of the two things told of, behind the same preposition."""
    if scene[index].prefix != "و" or not among(scene[end], "genitive"):
        return None
    for place in range(index - 1, max(0, index - _ELLIPSIS), -1):
        token = scene.tokens[place]
        if token.text in STOPS or token.kind == "figure":
            return None
        behind = place + 1 + among(scene[place + 1], "adverbs")
        if scene[behind].key != scene[end].key:
            continue
        if gender := _gender_of_dual(token):
            return gender
    return None


def _gender_of_dual(token: Token) -> Gender | None:
    """جهازين, مباراتان: the gender of the dual of a known noun; None of other words."""
    if not token.key.endswith(("ين", "ان")):
        return None
    for form in shapes(token.key):
        stem = form[:-3] + "ة" if form[:-2].endswith("ت") else form[:-2]
        if noun(stem).known and not noun(stem).plural and not is_plural(form):
            return noun(stem).gender
    return None


def _of_plural_before(scene: Scene, index: int, end: int) -> Gender | None:
    """وفرضت الصلوات 5: a bare number right behind the plural it counts."""
    if scene[index - 1].text == ":" and (listed := _of_plural_at_colon(scene, index)):
        return listed
    before, behind = scene.word_before(index), scene[end]
    free = behind.kind != "word" or behind.key in ("في", "علي", "من")
    if before is None or not free or is_year(parse(scene[index].text)):
        return None
    named = [form for form in shapes(before.key)[:2] if form.startswith("ال")]  # فالنساء
    told = noun(named[0]) if named else None
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


def gender_of_pool(scene: Scene, index: int, end: int) -> Gender:
    """The gender of what is counted after من, as in 3 من الطالبات; after a label, that of the label."""
    if (labelled := scene.word_before(index)) and names_things(labelled):
        channel = labelled.key in group("channels")
        feminine = noun(labelled.text, plural_first=True).gender == "f" and not channel
        page = labelled.text == "ص" or feminine
        return "f" if page else "m"
    last = scene.last
    if shown := _shown_behind(scene, index, end):
        return shown
    if scene[end].key in ("منها", "منهن"):
        if last and last.kind == "number":
            return last.gender if index - last.end <= 2 * _ELLIPSIS else "m"
        return _of_plural_told(scene, index)
    before = scene.word_before(index)
    among_them = before is not None and _are_some(before)
    if among_them and last:
        return last.gender if index - last.end <= _ELLIPSIS else "m"
    one = _of_every(scene, index)
    if one is not None or among(before, "suffered") or _are_done_to(scene, before, end):
        return one or "m"
    pooled = scene[end].key == "من" and noun(scene[end + 1].text).plural
    ordered = before is not None and is_numbered(before) and not is_year(parse(scene[index].text))
    ordered = ordered and not (before and before.key == "الثانية" and _is_verb(scene[index - 2]))
    if before is not None and ordered and not pooled:
        return noun(before.key).gender
    pool = scene[end + 1]
    if pool.kind == "figure" and (told := _of_plural_before(scene, index, end)):
        return told  # النساء 11 من 52
    if scene[end].key == "من" and pool.kind in ("word", "figure") and pool.key not in _KINDS:
        return _of_pool(scene, end + 1)
    return (
        _of_last(scene, index, end)
        or _of_same_kind(scene, index, end)
        or _of_plural_before(scene, index, end)
        or _of_page(scene, index)
    )


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


def _shown_behind(scene: Scene, index: int, end: int) -> Gender | None:
    """12 أخرى, 3 صفراء, مكة 40 in a list of degrees: what the word behind or the list shows."""
    if _are_people(scene, index):
        return "m"
    joined = scene.last is not None and scene.last.end == index and scene.last.kind == "number"
    if joined and scene.last and scene[index].prefix == "و":
        return scene.last.gender  # المواد 335 و549
    last, before, after = scene.last, scene.word_before(index), scene[end].key
    if after == "اخري" or _are_degrees(scene, index, end):
        return "f"
    if after in COLOURS_AND_DEFECTS:
        several = parse(scene[index].text).whole > 1
        return last.gender if last and last.kind == "number" and several else "f"
    if last and last.kind == "number" and before and before.key == "الي" and last.end == index - 1:
        return last.gender  # من 1 إلى 4
    return None


def _are_degrees(scene: Scene, index: int, end: int) -> bool:
    """درجات الحرارة الكبرى: مكة 40، الدمام 38: bare numbers in a list of degrees."""
    figure = parse(scene[index].text)
    bare = (
        scene[end].kind in ("pause", "end") or "و" in scene[end].prefix or scene[end].key[:1] == "و"
    )
    if not bare or scene[index].article or not figure.integer or figure.whole > _HOTTEST:
        return False
    if scene[index - 1].text == ":" and not _is_label_of_heat(scene, index - 1):
        return False
    key = ("degrees", 0, False)
    if key not in scene.memo:
        told = {token.key for token in scene.tokens if token.kind == "word"}
        scene.memo[key] = bool(told & {"الحرارة", "حرارة"}) and bool(told & {"درجة", "مئوية"})
    return bool(scene.memo[key])


def _is_label_of_heat(scene: Scene, colon: int) -> bool:
    """الحرارة: 15, but not عدد الأقمار: 1 in the same row; a label of one word may be a town's."""
    label = []
    for token in reversed(scene.tokens[max(0, colon - _NEAR) : colon]):
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
    for token in reversed(scene.tokens[max(0, index - 2 * _ELLIPSIS) : index]):
        told = [noun(form, plural_first=True) for form in shapes(token.key)]
        for entry in told if token.kind == "word" else ():
            if entry.known and entry.plural:
                return entry.gender
    return "m"


def _of_pool(scene: Scene, index: int) -> Gender:
    """7 من أصل 81 مسيرة, 3 من الطالبات: the gender of those out of whom some are counted."""
    pooled = index
    while scene[pooled].key in _POOLS:  # من أصل إجمالي 25 محاولة
        pooled += 1
    if scene[pooled].kind == "figure":
        many = 3 <= parse(scene[pooled].text).whole % 100 <= 10
        counted = noun_at(scene, pooled + 1, plural=many)
        said = scene.last.gender if scene.last and scene.last.kind == "number" else "m"
        return counted.gender if counted else said
    pool = noun(scene[index].text)
    return pool.gender if pool.plural and (pool.known or scene[index].key not in _POOLS) else "m"


def _of_page(scene: Scene, index: int) -> Gender:
    before = scene[index - 1] if index else None
    paged = before and before.kind == "abbreviation" and before.text in ("ص.", "ص", "ص ص", "صص")
    return "f" if paged else "m"
