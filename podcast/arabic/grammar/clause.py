"""The clause around a number: whether nouns alone open it, whether a phrase is fronted before its subject."""

from __future__ import annotations

import re

from podcast.arabic.grammar.nouns import noun
from podcast.arabic.text.letters import bare, fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, shapes
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

SAID = ("word", "name", "latin", "quote")
"""Kinds of tokens that a phrase is made of."""
REACH = 5
"""The longest fronted phrase, in words."""
OF_THEM = frozenset(("منهم", "منها", "منهن", "منهما"))
_MID_SENTENCE = ("close", "sign", "figure", "fraction")
"""Kinds of tokens behind which no clause begins: (15%) في الفئة العمرية 25 سنة."""
JOINING = frozenset(map(fold, ("و", "أو", "ثم", "إلى", "حتى", "أم")))
"""Words that join two parts of a clause."""
_ROOT_LAM = re.compile("الت(?:هم|ق[يتطم]|زم|حق|حم|مس|ف|هب|هت|بس|ام|وي|ئم)")
"""Verbs whose first letters are no article: التهمت النيران, التقى الوزير."""


_SUPERLATIVE = re.compile("و?أ[^ا]..(?:ها|هم|هن|هما)")
"""أطولها, وأقدمهم: a superlative with a pronoun, whose predicate follows."""


def _stems_of(key: str) -> set[str]:
    """The possible stems of a noun, without article and pronoun: الكتلة, كتلته → كتلة."""
    plain = key.removeprefix("ال")
    stems = {plain.removesuffix(suffix) for suffix in ("ه", "ها", "هم", "هما", "هن")}
    return stems | {stem[:-1] + "ة" for stem in stems if stem.endswith("ت")}


def is_predicate(scene: Scene, index: int) -> bool:
    """عمره 25: a noun with a pronoun (or, at the beginning, the article), and no verb of which it is an
    object."""
    forms = shapes(scene.tokens[index].key)[:2]
    stems = set().union(*map(_stems_of, forms))
    superlative = opens(scene, index) and _SUPERLATIVE.fullmatch(bare(scene.tokens[index].text))
    if forms[0] in ("قدره", "قدرها") or superlative:
        return True
    if (owned := _is_of_owner(scene, index)) is not None:
        return owned
    own = forms[0].endswith(("ها", "ه", "هم")) and any(noun(form).known for form in forms)
    described = index > 0 and scene.tokens[index - 1].text.endswith("ا") and forms[0][0] != "و"
    if own and (opens(scene, index) or described):
        return True  # وتذكرتها 25 يورو, شوطًا جوائزها 70 مليونًا
    plain = any(form in group("predicate_of") for form in forms)
    article = "ال" in scene.tokens[index].key[:3]
    if not stems & group("predicate_of") or (plain and not article):
        return False
    if article and not opens(scene, index):
        return False
    before = list(scene.tokens[max(0, index - 4) : index])
    for place in range(len(before) - 1, -1, -1):
        described = before[place].text.endswith(("ا", "اً", "ًا")) and forms[0][0] != "و"
        if before[place].kind == "pause" or described:
            before = before[place + 1 :]
            break
    if _describes(before[-1] if before else None, forms[0]):
        return True
    if (
        before
        and among(before[-1], "accusative_verbs")
        and is_joined_predicate(scene.tokens[index])
    ):
        return True
    governed = any(among(token, "accusative_verbs") or among(token, "genitive") for token in before)
    participles = any(
        token.key.startswith(("البالغ", "والبالغ", "يبلغ", "تبلغ")) for token in before
    )
    return not governed and not participles


def is_joined_predicate(token: Token) -> bool:
    """تزوج وعمره 25: right behind a verb, a clause of its own; the verb has had no subject to be joined to."""
    return token.key[:1] == "و" and bool(_stems_of(token.key[1:]) & group("predicate_of"))


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
        "construct",
    )
    thing = any(noun(form).known for form in shapes(before.key)) or (
        before.key.endswith(("ة", "ات")) and len(before.key) > 3 and not is_definite(before)
    )
    return thing and not any(among(before, name) for name in lists)


def is_fronted(scene: Scene, index: int) -> bool:
    """في المدينة 20 مسجدًا: only a place or an owner precedes the number, which is then the subject."""
    if _HAVING.fullmatch(scene.tokens[index].key) and is_joined_or_opens(scene, index):
        return not readings(_PRONOUN.sub("", scene.tokens[index].key.removeprefix("و")))
    first = index
    while first > 0 and index - first < REACH and scene.tokens[first - 1].kind in SAID:
        if opens_with_preposition(scene.tokens[first]):
            break
        first -= 1
    opened = opens_with_preposition(scene.tokens[first])
    if first > 0 and scene.tokens[first - 1].kind in SAID and not opened:
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
    start = first + 2 if scene.tokens[first + 1].key in ("بين", "كل") else first + 1
    between = scene.tokens[start : index + 1]
    return not any(
        among(token, "accusative_verbs") or among(token, "nominative_verbs") or among(token, "genitive")
        for token in between
    )  # fmt: skip


_PRONOUN = re.compile("(?:ه|ها|هم|هما|هن)$")
_HAVING = re.compile("و?ب.{2,}(?:ه|ها|هم|هما|هن)")
"""وبحوزتهم: a noun with its pronoun, led by a particle."""


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


def is_predicate_of_nouns(scene: Scene, index: int, end: int, *, counts: bool) -> bool:
    """نصاب الذهب 85 غرامًا: nouns open the sentence, and the number is their predicate."""
    ends = (scene[end], scene[end + 1])
    whole = any(token.kind in ("pause", "end") for token in ends)
    whole = whole or any(among(token, "genitive") or token.key in JOINING for token in ends)
    whole = whole or ends[0].key[:1] == "و" or "و" in ends[0].prefix
    first = index
    while first > 0 and index - first <= REACH and scene.tokens[first - 1].kind in SAID:
        first -= 1
    if not whole or first == index or index - first > REACH:
        return False
    if first > 0 and scene.tokens[first - 1].kind not in ("pause", "open"):
        return False
    words = scene.tokens[first : index + 1]
    opening = words[0].key.removeprefix("و")
    if _ROOT_LAM.match(opening) or opening.startswith(("البالغ", "المقدر")):
        return False
    verbs = ("accusative_verbs", "nominative_verbs")
    told = any(among(token, name) for token in words for name in verbs)
    of_things = _stems_of(opening) & group("predicate_of")  # وكتلته الذرية, but منحته الحكومة
    owned = (
        len(words) > 1
        and not of_things
        and opening.endswith(("ه", "ها", "هم"))
        and is_definite(words[1])
    )
    if owned or opening in group("verbs_or_nouns"):
        return False
    known = any(stem in group("predicate_of") for stem in _stems_of(opening))
    if counts and not opening.startswith(("ي", "ت")):
        known = known or noun(opening).known or opening.startswith("ال")
    named = words[-1].key.startswith(("ال", "لل"))
    return known and named and not told and not among(words[0], "genitive")


def is_far_predicate(scene: Scene, index: int) -> bool:
    """أن العدد الإجمالي للخريجين من الكليات 6258: how much something is, with no verb since its name."""
    for first in range(index, max(-1, index - _FAR), -1):
        token = scene.tokens[first]
        if token.kind not in SAID or _may_be_verb(token) or token.key in _RELATIVES:
            return False
        if opens(scene, first) or scene.tokens[first - 1].key in _THAT:
            named = first < index and any(
                is_definite(word) for word in scene.tokens[first : index + 1]
            )
            return named and bool(_stems_of(token.key.removeprefix("و")) & group("predicate_of"))
    return False


_FAR = 16
"""The longest name of what is measured, in words."""
_THAT = frozenset(("ان", "وان", "بان"))
_RELATIVES = frozenset(("التي", "الذي", "الذين", "ما", "مما"))


def _may_be_verb(token: Token) -> bool:
    """Whether a word without an article may be a verb."""
    if is_definite(token) or noun(token.key).known:
        return False
    lists = ("accusative_verbs", "nominative_verbs", "attending_verbs", "kana_verbs")
    listed = any(among(token, name) for name in lists)
    return listed or bool(readings(token.key) & {"i", "t"}) or token.key[:1] == "ي"


def is_named(token: Token) -> bool:
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


def is_definite(token: Token) -> bool:
    """Whether a word has the article."""
    return token.key.removeprefix("و").startswith("ال")


def opens(scene: Scene, index: int) -> bool:
    """Whether the token at `index` begins its clause."""
    return index == 0 or (index > 0 and scene.tokens[index - 1].kind == "pause")


def is_joined_or_opens(scene: Scene, index: int) -> bool:
    """Whether the word at `index` begins a clause, perhaps with "and"."""
    return opens(scene, index) or scene.tokens[index].key[:1] in ("و", "ف")


def is_cell(scene: Scene, end: int) -> bool:
    """مصر، 12%، 24% and بيروت 25/17: in a row of a table, where names and numbers stand between commas."""
    if scene[end].kind not in ("pause", "end"):
        return False
    key = ("row", 0, False)
    if key not in scene.memo:
        scene.memo[key] = _is_row(scene)
    return bool(scene.memo[key])


def _is_row(scene: Scene) -> bool:
    """Whether the whole sentence is a row: told nothing, in cells between commas."""
    if any(_is_told(token) for token in scene.tokens):
        return False
    cells: list[list[Token]] = [[]]
    for token in scene.tokens[:-1]:
        if token.kind == "pause" and token.text not in STOPS:
            cells.append([])
        else:
            cells[-1].append(token)
    return len(cells) > 1 and all(map(_names_a_row, cells))


def is_entry(scene: Scene, index: int, end: int) -> bool:
    """القانون والعدالة 36%, اليسار – 200 مقعد: only a name before the number, with which the sentence ends."""
    if scene[end].kind not in ("end", "pause") or not is_definite(scene[0]):
        return False
    name = scene.tokens[: index + 1]
    return 0 < len(name) <= REACH and not any(
        token.kind not in SAID or _is_told(token) or among(token, "year_after") for token in name
    )


def is_item(scene: Scene, dash: int, end: int) -> bool:
    """اليسار – 200 مقعد, أنسو فاتي (برشلونة) – 17 عامًا و40 يومًا: a name, a dash and what it amounts to."""
    if not (scene.tokens[dash].spaced or scene[dash + 1].spaced):
        return False
    if is_entry(scene, dash - 1, len(scene.tokens)):
        return True
    whole = scene[end].kind in ("end", "pause") or "و" in scene[end].prefix
    name = scene.tokens[:dash]
    return (
        whole
        and 0 < len(name) <= _FAR
        and not any(
            token.kind == "word" and (_is_told(token) or _may_be_verb(token)) for token in name
        )
    )


def _names_a_row(cell: list[Token]) -> bool:
    """Whether a cell is at most a name, of one word or with its adjective, and what it amounts to."""
    figures = [place for place, token in enumerate(cell) if token.kind == "figure"]
    name = cell[: figures[0]] if figures else cell
    amount = cell[figures[-1] :] if figures else []
    described = len(name) == 2 and is_definite(name[1]) and name[1].key.endswith(("ية", "ي"))
    return (
        (len(name) < 2 or described or not figures) and len(name) <= _CELL and len(amount) <= _CELL
    )


_CELL = 4
"""The longest name and the longest amount in a cell, in words."""


def _is_told(token: Token) -> bool:
    """Whether a word is a verb or a governing word, which no cell has."""
    lists = (
        "accusative_verbs", "nominative_verbs", "genitive", "kana_verbs", "particles", "pronoun_led",
    )  # fmt: skip
    return token.key in JOINING or any(among(token, name) for name in lists)
