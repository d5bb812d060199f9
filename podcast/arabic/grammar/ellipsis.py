"""The gender of a number whose noun is left out, since what was counted last is counted on."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.arabic.grammar.clause import SOME_OF_THEM, is_definite, is_led, stems_of
from podcast.arabic.grammar.nouns import is_plural, noun
from podcast.arabic.grammar.quantity import is_year
from podcast.arabic.grammar.verb_form import settles_case
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, shapes
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import takes_object

_FOLLOWING = frozenset(("تلتها", "تلته", "تلاها", "تلاه", "يليها", "يليه", "تليها", "تليه"))
_NEAR = 6
IN_MIND = 8
"""Words after which what was counted last is no longer in mind."""
_AGAIN = frozenset(map(fold, ("من", "بدل", "مقابل", "في", "إلى", "ضد")))
"""Prepositions before a number that counts what was counted last: فاز في 8 مباريات وخسر في 6."""
POOLS = frozenset(("اصل", "بين", "مجموع", "اجمالي", "كل"))
"""7 من أصل 81 مسيرة: the noun that both numbers count follows the second."""


def of_last(scene: Scene, index: int, end: int) -> Gender | None:
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
    if before is not None and are_some(before) and len(between) <= IN_MIND:
        return last.gender
    pooled = before is not None and before.key == "اصل" and scene[index - 2].key == "من"
    if pooled and len(between) <= IN_MIND:
        return last.gender  # 405 مسيرات من أصل 458 أطلقتها روسيا
    told = before is not None and settles_case(before)
    goes_on = scene[end].key == "ثم" or (scene[end].key[:1] == "و" and _acts(scene[end]))
    behind = is_led(scene[end])
    behind = behind or (len(scene[end].key) > 5 and scene[end].key.endswith("يا"))
    led = (told or among(before, "genitive")) and behind
    if scene[end].kind not in ("pause", "end") and not goes_on and not led:
        return None
    far = IN_MIND + 4 * (scene[index].prefix == "ب")  # وحلت بنين ثالثة بـ3
    if len(between) > far or any(token.text in STOPS for token in between):
        return None
    did = among(before, "nominative_verbs") and before is not None and before.key.endswith("ت")
    did = did or among(before, "accusative_verbs") or (before is not None and _acts(before))
    named = before is not None and is_definite(before) and len(between) <= _NEAR
    did = did or (named and among(scene[index - 2], "accusative_verbs"))  # وأضاف الثاني 22
    did = did or (len(between) <= IN_MIND and _is_done_by_name(scene, index))
    compared = before is not None and before.key in ("الي", "علي", "عن")  # ولا تزيد على 7
    reached = compared and _changes(scene[index - 2])
    near = len(between) <= (IN_MIND if reached else _NEAR)
    whole = before is not None and (before.key in _AGAIN or reached) and near
    whole = whole and not is_year(parse(scene[index].text))
    if did or whole or (before is not None and before.key in POOLS):
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
    told = any(map(settles_case, clause[follows:]))
    other = bool(clause) and clause[0].key.endswith(("ها", "ه", "هم", "هما"))
    return None if last is None or told or (other and not follows) else last.gender


def of_same_kind(scene: Scene, index: int, end: int) -> Gender | None:
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
    counts = counted.kind == "word" and noun(counted.key).gender == last.gender
    start = last.end + (counts and not counted.key.startswith("لل"))
    between = scene.tokens[start:index]
    if len(between) > IN_MIND or any(token.text in STOPS for token in between):
        return None
    if _is_in_brackets_too(scene, index, end) or _is_of_several(scene, index, end):
        return last.gender
    if before is not None and _is_said_again(scene, index, before):
        return last.gender
    if scene[index].prefix == "و":
        described = after.kind == "word" and after.key.endswith("ة") and not noun(after.key).known
        described = described or after.key in _FEMININE  # 7 صفائح كبرى و8 صغرى
        particle = after.key[:1]
        led = particle in ("ب", "ل") and not noun(after.key).known
        known = noun(after.key[1:]).known or bool(stems_of(after.key[1:]) & group("genitive"))
        led = led and (known or after.key.startswith("لل"))  # 49 وظيفة للرجال و53 للنساء
        again = led and scene[start].key[:1] == particle
        behind = {token.key for token in scene.tokens[start : start + 2]}
        again = again or (after.key in _BEHIND_BOTH and after.key in behind)
        return last.gender if described or again else None
    alone = scene[end].kind in ("pause", "end") and len(between) == 1
    other = before is not None and before.key.startswith("وال") and not noun(before.key).known
    return last.gender if alone and other else None


def _is_in_brackets_too(scene: Scene, index: int, end: int) -> bool:
    """براينسك (45 مسيرة) وكورسك (6), 44 نقطة (205 لهاميلتون): more of it in brackets, alone or for somebody."""
    last, opened = scene.last, scene[index - 1].kind == "open"
    if last is None or not opened:
        return False
    alone = scene[end].kind == "close" and scene.tokens[last.end - 2].kind == "open"
    parted = scene[end].key[:1] == "ل" and not noun(scene[end].key).known
    return alone or (parted and index - last.end == 2)


def _is_of_several(scene: Scene, index: int, end: int) -> bool:
    """158 شركة، واستقرت أسعار 11: right behind a plural in construct, and nothing counted."""
    before, free = scene.word_before(index), scene[end].kind in ("pause", "end")
    return free and before is not None and is_plural(before.key) and not is_definite(before)


_BEHIND_BOTH = frozenset(
    map(fold, ("في", "على", "عن", "إلى", "لدى", "ضد", "مع", "قبل", "بعد", "فوق", "تحت"))
)
"""Prepositions that may stand behind each of two numbers of the same things: 2 عن المخالفة و4 عن الأخرى."""


_FEMININE = frozenset(map(fold, ("كبرى", "صغرى", "وسطى", "عظمى", "أخرى")))
"""Adjectives of the feminine that do not end in ة."""


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


def _of_dual_before(scene: Scene, index: int, end: int) -> Gender | None:
    """متقدمًا بنقطتين على السد، و3 على الريان: more of the two things told of, behind the same preposition."""
    if scene[index].prefix != "و" or not among(scene[end], "genitive"):
        return None
    for place in range(index - 1, max(0, index - IN_MIND), -1):
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


def are_some(token: Token) -> bool:
    """بينها, منهن: some of what was counted; of people, men are meant whatever was: 12 أسرة، منهم 3."""
    return token.key.removeprefix("و") in SOME_OF_THEM and not token.key.endswith("هم")


def _acts(token: Token) -> bool:
    """وأضاف 106 ونسخ 5: whether a word joined by "and" is a verb with an object."""
    return settles_case(token) or (token.key[:1] == "و" and takes_object(token.key[1:]))


def _is_done_by_name(scene: Scene, index: int) -> bool:
    """سجل 24 نقطة، وأضاف أوستن ريفز 36: between a verb and its object only a name, which no table knows."""
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
