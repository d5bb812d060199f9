"""The neighbours of a number: the noun it counts, a word that makes it a name, the governor of a range."""

from __future__ import annotations

import re
from typing import Literal

from podcast.arabic.grammar.nouns import Noun, is_plural, noun
from podcast.arabic.grammar.quantity import Amount, is_year
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, shapes
from podcast.arabic.tokens.features import Gender
from podcast.arabic.tokens.figures import parse
from podcast.arabic.tokens.tokens import Token

Governed = Literal["", "led", "between"]
"""What governs a range: nothing, a preposition or construct in place of "from", or بين."""

_AMONG = frozenset(("بينها", "منها", "منهن", "بينهن"))
_FOLLOWING = frozenset(("تلتها", "تلته", "تلاها", "تلاه", "يليها", "يليه", "تليها", "تليه"))
_NEAR = 6
_ELLIPSIS = 8
"""Words after which what was counted last is no longer in mind."""
_DOUBTFUL = "يتوفن"
"""First letters of verbs and conjunctions; an unknown word that begins so is not taken for a noun."""


_PAST = re.compile(".+وا|است.{2,}[^ا]ت")
"""Verbs in the past by their form: استطلعت آراؤهم."""
_AGAIN = frozenset(map(fold, ("من", "بدل", "مقابل", "في", "إلى", "ضد")))
"""Prepositions before a number that counts what was counted last: فاز في 8 مباريات وخسر في 6."""
_POOLS = frozenset(("اصل", "بين", "مجموع", "اجمالي", "كل"))
"""7 من أصل 81 مسيرة: the noun that both numbers count follows the second."""


def governed_by(scene: Scene, index: int) -> Governed:
    """What already governs a range, so that "from" is left out."""
    before = scene.word_before(index)
    if set(scene[index].prefix) & set("بلك"):
        return "led"
    if is_label(scene, index) and not (before and noun(before.text, plural_first=True).plural):
        return "led"
    if before is None:
        return ""
    if before.key.endswith("بين"):
        return "between"
    return "led" if among(before, "genitive") or among(before, "construct") else ""


def is_label(scene: Scene, index: int) -> bool:
    """Whether the number is part of a name: آيفون 15, Windows 11."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    named = (
        before.kind in ("latin", "name")
        or (before.kind == "abbreviation" and before.text in ("ص.", "ص"))
        or names_things(scene.word_before(index))
    )
    return named and not scene[index].prefix


def names_things(word: Token | None) -> bool:
    """Whether numbers after `word` are names rather than counts: رقم, الصفحة, ص."""
    if word is None:
        return False
    if word.text in ("ص", "ص.") or word.key in group("channels"):
        return True
    return any(_is_label_noun(form.removeprefix("ال")) for form in shapes(word.key))


def is_numbered(word: Token) -> bool:
    """الآية 255: a noun with the article that figures tell apart, by their order as a rule."""
    return any(
        form.startswith("ال") and form.removeprefix("ال") in group("ordinal_after")
        for form in shapes(word.key)
    )


def _is_verb(token: Token) -> bool:
    return among(token, "accusative_verbs") or among(token, "nominative_verbs")


def _of_last(scene: Scene, index: int, end: int) -> Gender | None:
    """9 مباريات من أصل 12، 10 نقاط ... و3: what was counted last is counted on, where nothing else is named."""
    last, before = scene.last, scene.word_before(index)
    if last is None or last.kind != "number":
        return None
    between = scene.tokens[last.end : index]
    if before is not None and before.key.removeprefix("و") in _AMONG and len(between) <= _ELLIPSIS:
        return last.gender
    told = before is not None and _is_verb(before)
    goes_on = scene[end].key == "ثم" or (scene[end].key[:1] == "و" and _is_verb(scene[end]))
    led = (told or among(before, "genitive")) and among(scene[end], "genitive")
    if scene[end].kind not in ("pause", "end") and not goes_on and not led:
        return None
    if len(between) > _ELLIPSIS or any(token.text in STOPS for token in between):
        return None
    did = among(before, "nominative_verbs") and before is not None and before.key.endswith("ت")
    did = did or among(before, "accusative_verbs")
    whole = before is not None and before.key in _AGAIN and len(between) <= _NEAR
    whole = whole and not is_year(parse(scene[index].text))
    if did or whole or (before is not None and before.key in _POOLS):
        return last.gender
    since = [place for place, token in enumerate(between) if token.text == "،"]
    clause = between[since[-1] + 1 :] if since else between
    if not (since or scene[index].prefix) or len(clause) > 3 or is_year(parse(scene[index].text)):
        return None
    if any(token.kind != "word" or len(token.key) < 2 for token in clause):
        return None
    verbs = ("nominative_verbs", "accusative_verbs")
    follows = bool(clause) and clause[0].key in _FOLLOWING
    told = any(among(token, name) for token in clause[follows:] for name in verbs)
    other = bool(clause) and clause[0].key.endswith(("ها", "ه", "هم", "هما"))
    return None if told or (other and not follows) else last.gender


def _is_said_again(scene: Scene, index: int, before: Token) -> bool:
    """ارتفعت أسهم 12 شركة، وهبطت أسهم 22: behind the noun that the last number was behind."""
    if before.key.startswith("ال") or not (
        before.key in group("construct") or is_plural(before.key)
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
        led = particle in ("ب", "ل") and not noun(after.key).known and noun(after.key[1:]).known
        again = led and scene[start].key[:1] == particle
        return last.gender if described or again else None
    alone = scene[end].kind in ("pause", "end") and len(between) == 1
    other = before is not None and before.key.startswith("وال") and not noun(before.key).known
    return last.gender if alone and other else None


def _is_label_noun(stem: str) -> bool:
    if stem in group("label_of"):
        return True
    entry = noun(stem, plural_first=True)
    return entry.plural and fold(entry.singular) in group("label_of")


_OWNED = re.compile(".{3,}(?:هم|هما|هن|ها)")
"""A noun with a pronoun, which is never what a number counts: 22 حالتهم حرجة."""


def _is_owned(token: Token) -> bool:
    key = token.key
    whole = (key, key.removesuffix("ا"))  # جنيهًا
    return (
        bool(_OWNED.fullmatch(key)) and fold(noun(key).singular) not in whole and not is_plural(key)
    )


def noun_at(scene: Scene, index: int, *, plural: bool) -> Noun | None:
    """The noun counted by a number that ends before `index`, if there is a countable one."""
    token = scene[index]
    if token.kind != "word" or len(token.key) < 2 or token.key.startswith("لل"):
        return None
    if token.key in group("pronoun_led") or _is_owned(token):
        return None
    if any(form in group("not_counted") for form in {token.key, token.key.rstrip("ا")}):
        return None
    if plural and _is_nominative_plural(token.key):
        return None
    entry = noun(token.text, plural_first=plural)
    articled = token.key.startswith("ال") and bare(token.text)[0] != "آ"
    if articled and not noun(token.key).known:
        return None
    if articled and entry.known and token.key.removeprefix("ال") != token.key:
        return None
    if entry.known:
        return entry
    if plural and token.key.endswith("ة") and not entry.plural:
        return None
    particles = [form for form in shapes(token.key)[1:] if noun(form).known]
    doubtful = token.key[0] in _DOUBTFUL and not token.key.endswith(("ة", "ات", "ا"))
    verbs = any(among(token, name) for name in ("nominative_verbs", "accusative_verbs"))
    doubtful = doubtful or verbs or bool(_PAST.fullmatch(token.key))
    return None if particles or doubtful else entry


def _is_nominative_plural(key: str) -> bool:
    """110 موصولون: no counted noun, which would be genitive."""
    entry = noun(key, plural_first=True)
    return key.endswith("ون") and len(key) > 4 and entry.plural


def _is_behind_scale(token: Token) -> bool:
    """92 مليار ترانزستور: any noun may stand behind a scale without its alef, though no table knows it."""
    listed = {token.key, token.key.rstrip("ا")} & group("not_counted")
    led = token.key.startswith(("و", "ف", "لل", "ال", "ي", "ب", "ل")) or among(token, "genitive")
    verbs = among(token, "nominative_verbs") or among(token, "accusative_verbs")
    return token.kind == "word" and len(token.key) > 2 and not (listed or led or verbs)


def counted_after(scene: Scene, index: int, spoken: Amount, end: int) -> tuple[Token, Noun] | None:
    """The counted word after the amount, and its noun; None if nothing is counted."""
    value = spoken.last.value
    if value is not None and is_year(spoken.last.figure) and not spoken.scale:
        before = scene.word_before(index)
        known = noun_at(scene, end, plural=False)
        dated = among(before, "year_after") and not among(before, "genitive")
        if dated or known is None or not (known.known or _is_one_of_many(scene[end], value)):
            return None
    if spoken.written.endswith("ا") and spoken.scale:
        return None
    if spoken.scale and _is_behind_scale(scene[end]):
        return scene[end], noun(scene[end].text)
    plural = value is not None and 3 <= value % 100 <= 10 and not spoken.scale
    entry = noun_at(scene, end, plural=plural)
    return (scene[end], entry) if entry else None


def _is_one_of_many(word: Token, value: int) -> bool:
    """ووزعوا 1500 شتلة: behind a round number, a word in ة that no table knows is counted; 1500 is no year."""
    return value % 100 == 0 and word.key.endswith("ة") and not word.key.startswith("ال")


def _of_plural_before(scene: Scene, index: int, end: int) -> Gender | None:
    """وفرضت الصلوات 5: a bare number right behind the plural it counts."""
    before, free = (
        scene.word_before(index),
        scene[end].kind != "word" or scene[end].key in ("في", "علي"),
    )
    if (
        before is None
        or not free
        or not before.key.startswith("ال")
        or is_year(parse(scene[index].text))
    ):
        return None
    told = noun(before.key)
    return told.gender if told.known and told.plural else None


def gender_of_pool(scene: Scene, index: int, end: int) -> Gender:
    """The gender of what is counted after من, as in 3 من الطالبات; after a label, that of the label."""
    if (labelled := scene.word_before(index)) and names_things(labelled):
        channel = labelled.key in group("channels")
        feminine = noun(labelled.text, plural_first=True).gender == "f" and not channel
        page = labelled.text == "ص" or feminine
        return "f" if page else "m"
    last = scene.last
    if scene[end].key == "اخري":
        return "f"
    if scene[end].key in ("منها", "منهن"):
        if last and last.kind == "number":
            return last.gender if index - last.end <= 2 * _ELLIPSIS else "m"
        return _of_plural_told(scene, index)
    before = scene.word_before(index)
    among_them = before is not None and before.key.removeprefix("و") in _AMONG
    if among_them and last:
        return last.gender if index - last.end <= _ELLIPSIS else "m"
    if last and last.kind == "number" and before and before.key == "الي" and last.end == index - 1:
        return last.gender  # من 1 إلى 4
    if among(before, "suffered"):
        return "m"
    pooled = scene[end].key == "من" and noun(scene[end + 1].text).plural
    ordered = before is not None and is_numbered(before) and not is_year(parse(scene[index].text))
    if before is not None and ordered and not pooled:
        return noun(before.key).gender
    if scene[end].key == "من" and scene[end + 1].kind == "word":
        return _of_pool(scene, end + 1)
    return (
        _of_last(scene, index, end)
        or _of_same_kind(scene, index, end)
        or _of_plural_before(scene, index, end)
        or _of_page(scene, index)
    )


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
    if scene[index].key in _POOLS and scene[index + 1].kind == "figure":
        counted = noun_at(scene, index + 2, plural=False)
        return counted.gender if counted else "m"
    pool = noun(scene[index].text)
    return pool.gender if pool.plural and (pool.known or scene[index].key not in _POOLS) else "m"


def _of_page(scene: Scene, index: int) -> Gender:
    before = scene[index - 1] if index else None
    paged = before and before.kind == "abbreviation" and before.text in ("ص.", "ص", "ص ص", "صص")
    return "f" if paged else "m"
