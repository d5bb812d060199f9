"""Clauses of nouns alone, of which a number is the predicate: sentences, rows of a table, items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast.arabic.grammar.bidden import is_bidden
from podcast.arabic.grammar.clause import (
    JOINING,
    REACH,
    RELATIVES,
    SAID,
    is_definite,
    is_led,
    is_named,
    opens,
    stems_of,
)
from podcast.arabic.grammar.counted import is_agent, is_extent_of, is_measure, is_share
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.verb_form import unjoined
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import STOPS, Scene, among, group, months
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import readings

_ROOT_LAM = re.compile("الت(?:هم|ق[يتطم]|زم|حق|حم|مس|ف|هب|هت|بس|ام|وي|ئم)")
"""Verbs whose first letters are no article: التهمت النيران, التقى الوزير."""


def is_predicate_of_nouns(scene: Scene, index: int, end: int, *, counts: bool) -> bool:
    """نصاب الذهب 85 غرامًا: nouns open the sentence, and the number is their predicate."""
    first = index
    while first > 0 and index - first <= REACH and scene.tokens[first - 1].kind in SAID:
        if scene.tokens[first - 1].key in _THAT:
            break
        first -= 1
    if first == index or index - first > REACH or not _ends_predicate(scene, end):
        return False
    if first > 0 and scene.tokens[first - 1].kind not in ("pause", "open", "word"):
        return False  # a word is أن
    words = scene.tokens[first : index + 1]
    opening = _JOINED_ARTICLE.sub("ال", words[0].key.removeprefix("و"))
    if is_bidden(scene, first) or _opens_with_deed(scene, words, opening, end, counts=counts):
        return False  # دلكي العجين 12 دقيقة
    verbs = ("accusative_verbs", "nominative_verbs")
    told = any(among(token, name) for token in words for name in verbs)
    known = any(stem in group("predicate_of") for stem in stems_of(opening))
    known = known or fold(noun(opening, plural_first=True).singular) in group("predicate_of")
    thing = noun(opening).known and opening.endswith("ة")  # تذكرة الأجانب 150 درهمًا
    if opening.removeprefix("ال") in group("pastimes") and is_extent_of(scene[end - 1], "extents"):
        return False  # ممارسة الرياضة 30 دقيقة
    if counts and (thing or not opening.startswith(("ي", "ت"))):
        known = known or noun(opening).known or is_definite(words[0])
        known = known or _is_construct_of_no_verb(opening, words)
    named = words[-1].key.startswith(("ال", "لل", "بال", "فال"))
    return known and named and not told and not among(words[0], "genitive")


def _ends_predicate(scene: Scene, end: int) -> bool:
    """Whether nothing is behind a number and what it counts but what tells where, when and how often."""
    ends = (scene[end], scene[end + 1])
    whole = any(token.kind in ("pause", "end") for token in ends)
    whole = whole or any(among(token, "genitive") or token.key in JOINING for token in ends)
    whole = whole or ends[0].key[:1] == "و" or "و" in ends[0].prefix or ends[0].kind == "open"
    whole = whole or any(token.key.startswith(("لل", "بال")) for token in ends)
    return whole or ends[0].key in _HOW_OFTEN or _is_share_of_matter(scene, end)


def _opens_with_deed(
    scene: Scene, words: Sequence[Token], opening: str, end: int, *, counts: bool
) -> bool:
    """Whether the first of `words`, with the key `opening`, is a verb by its form or by who is behind it."""
    doubled = "\u0651" in words[0].text and bool(readings(opening) & {"t", "i"})  # وقسّم خالد
    ours = opening.endswith("نا") and "t" in readings(opening[:-2])  # كلفتنا الرحلة
    if ours or doubled or _ROOT_LAM.match(opening) or opening.startswith(("البالغ", "المقدر")):
        return True
    of_things = stems_of(opening) & group("predicate_of")  # وكتلته الذرية, but منحته الحكومة
    owned = (
        len(words) > 1
        and not of_things
        and opening.endswith(("ه", "ها", "هم"))
        and is_definite(words[1])
    )
    acts = len(words) > 1 and "t" in readings(opening) and is_agent(words[1]) and not of_things
    acts = acts and counts and not is_measure(scene, end)  # شاهد المدير 12 فيلمًا
    return owned or acts or opening in group("verbs_or_nouns")


def _is_construct_of_no_verb(opening: str, words: Sequence[Token]) -> bool:
    """كبريتات الحديد 325 ملغ: a word that can be no verb, right before its owner."""
    owned = len(words) > 1 and is_definite(words[1])
    verb = opening[0] in "انسف" or opening.endswith(("ه", "ها", "هم")) or readings(opening)
    return owned and not verb


_JOINED_ARTICLE = re.compile("^فال(?=...)")
"""فالطريق 140 كم: what begins a clause behind another."""
_HOW_OFTEN = frozenset(("مرة", "مرتين", "مرات", "يوميا", "اسبوعيا", "شهريا", "سنويا"))
"""What stands behind a dose: حمض الفوليك 5 ملغ يوميًا."""


def _is_share_of_matter(scene: Scene, end: int) -> bool:
    """الهواء الجاف 78% نيتروجين: a share, and of what it is, which ends the clause or is joined to the next."""
    share = scene[end - 1].text in ("%", "٪") or is_share(scene, end - 1)
    matter, after = scene[end], scene[end + 1]
    told = matter.kind != "word" or is_definite(matter) or bool(readings(matter.key))
    ended = after.kind in ("pause", "end", "latin", "open") or "و" in after.prefix
    return share and ended and not told


def is_far_predicate(scene: Scene, index: int) -> bool:
    """أن العدد الإجمالي للخريجين من الكليات 6258: how much something is, with no verb since its name."""
    for first in range(index, max(-1, index - _FAR), -1):
        token = scene.tokens[first]
        sized = token.key.removeprefix("و") == "عرض" and is_extent_of(scene[index + 2], "extents")
        sized = sized and is_definite(scene.tokens[first + 1])
        begins = opens(scene, first) or _opens_entry(scene, first)
        amounts = begins and token.key.removeprefix("و") in group("predicate_of")
        verb = _may_be_verb(token) and not (sized or amounts)  # وعدد سكانها 525 ألفًا
        if _is_label(scene, first):
            continue
        verb = verb or (opens(scene, first) and _is_deed(scene, first, index))
        if token.kind not in SAID or verb or token.key in _RELATIVES:
            return False
        if begins or scene.tokens[first - 1].key in _THAT:
            named = first < index and any(
                is_definite(word) or is_named(word) for word in scene.tokens[first : index + 1]
            )
            return named and bool(stems_of(token.key.removeprefix("و")) & group("predicate_of"))
    return False


def _opens_entry(scene: Scene, index: int) -> bool:
    """- عدد المشاهدات 12,457, عدد الآيات 286 عدد الكلمات 6144: an entry without a pause before it."""
    before, entry = scene.tokens[index - 1], scene.tokens[index].key == "عدد"
    return index > 0 and entry and before.kind in ("figure", "dash")


def _is_deed(scene: Scene, first: int, index: int) -> bool:
    """رسم في حياته 12 لوحة, رسم الفنان في حياته 12 لوحة: the letters of what things have, but of a deed."""
    verb, behind, counted = scene.tokens[first], scene.tokens[first + 1], scene[index + 2]
    measured = is_extent_of(counted, "extents", "worths") or counted.kind != "word"
    acts = is_led(behind) or (among(verb, "making_verbs") and is_agent(behind))
    return acts and "t" in readings(unjoined(verb.key)) and not measured


def _is_label(scene: Scene, index: int) -> bool:
    """سعر الذهب عيار 21 في مصر 877 جنيهًا: a figure that tells a kind of what is measured."""
    figure, before = scene.tokens[index], scene.word_before(index)
    return figure.kind == "figure" and before is not None and before.key in _LABELLED


_LABELLED = frozenset(("عيار", "العيار", "فئة", "درجة", "نوع", "طراز", "موديل"))
"""Kinds of what is measured, behind which a figure tells which."""
_FAR = 16
"""The longest name of what is measured, in words."""
_THAT = frozenset(("ان", "وان", "بان"))
_RELATIVES = RELATIVES | {"ما", "مما"}


def _may_be_verb(token: Token) -> bool:
    """Whether a word without an article may be a verb."""
    if is_definite(token) or noun(token.key).known or among(token, "genitive"):
        return False
    lists = ("accusative_verbs", "nominative_verbs", "attending_verbs", "kana_verbs")
    listed = any(among(token, name) for name in lists)
    return listed or bool(readings(token.key) & {"i", "t"}) or token.key[:1] == "ي"


def is_cell(scene: Scene, end: int) -> bool:
    """مصر، 12%، 24% and بيروت 25/17: in a row of a table, where names and numbers stand between commas."""
    if scene[end].kind not in ("pause", "end"):
        return scene[end].kind == "figure" and _is_bare_row(scene)
    key = ("row", 0, False)
    if key not in scene.memo:
        scene.memo[key] = _is_row(scene)
    return bool(scene.memo[key])


def _is_bare_row(scene: Scene) -> bool:
    """القاهرة 21 12: a line with a name and nothing but figures behind it."""
    key = ("bare row", 0, False)
    if key not in scene.memo:  # each of its figures asks
        scene.memo[key] = _has_bare_figures(scene)
    return bool(scene.memo[key])


def _has_bare_figures(scene: Scene) -> bool:
    kinds = [token.kind for token in scene.tokens if token.kind != "end"]
    words, figures = kinds.count("word"), kinds.count("figure")
    in_row = kinds == ["word"] * words + ["figure"] * figures
    return in_row and 0 < words <= _NAME and figures > 1


_NAME = 3
"""The most words of a name that heads a row of figures."""


def _is_row(scene: Scene) -> bool:
    """Whether the whole sentence is a row: told nothing, in cells between commas."""
    cells: list[list[Token]] = [[]]
    enclosed = False
    for token in scene.tokens[:-1]:
        enclosed = (enclosed or token.kind == "open") and token.kind != "close"
        if token.kind == "pause" and token.text not in STOPS:
            cells.append([])
        elif not enclosed and token.kind != "close":  # الاحتياطي (مليار دولار)، 35.2
            cells[-1].append(token)
    named = _is_bare_row(scene) or (len(cells) > 1 and all(map(_names_a_row, cells)))
    if any(_is_told(token) for cell in cells for token in cell):
        return _has_figures_alone(cells)
    return named


def _has_figures_alone(cells: list[list[Token]]) -> bool:
    """تقدم، 37، 27، -10: a name that could be a verb, and at least two cells of nothing but a figure."""
    figures = [cell for cell in cells[1:] if cell and all(token.kind in _FIGURES for token in cell)]
    spaced = all(not token.prefix for cell in figures for token in cell)
    whole = len(figures) == len(cells) - 1 > 1 and spaced
    if len(figures) > 1 and spaced and not any(map(_is_told, cells[0])):
        return len(figures) >= len(cells) - 2  # ميناء الفاو، 4,500، 92%، الربع 4 من 2025
    return whole and len(cells[0]) == 1 and cells[0][0].kind == "word"


_FIGURES = ("figure", "fraction", "sign", "dash")


def is_entry(scene: Scene, index: int, end: int) -> bool:
    """القانون والعدالة 36%, اليسار – 200 مقعد: only a name before the number, with which the sentence ends."""
    if scene[end].kind not in ("end", "pause") or not is_definite(scene[0]):
        return False
    name = scene.tokens[: index + 1]
    if index and _changes_or_lasts(name[-1]):
        return False
    if any(token.key[:1] in ("ي", "ت") and _may_be_verb(token) for token in name[1:]):
        return False  # البرلمان يقر الموازنة بعجز 12 مليارًا
    return 0 < len(name) <= REACH and not any(
        token.kind not in SAID or _is_told(token) or among(token, "year_after") for token in name
    )


def _changes_or_lasts(token: Token) -> bool:
    """السعر نما 22 دولارًا, العامل انتظر 20 يومًا: a verb of how much or how long, behind its subject."""
    verb = among(token, "changing_verbs") or among(token, "staying_verbs")
    return verb and not is_definite(token)


def is_clause_in_brackets(scene: Scene, index: int, end: int) -> bool:
    """(اللتر 3 ليرات), (نسبتهم 51 بالمئة): one definite noun opens the brackets, and what it amounts to."""
    amount = scene[end - 1].kind == "word" and scene[end - 1].key not in months()
    amount = amount or is_share(scene, end)
    opens = index > 0 and scene.tokens[index - 1].kind == "open"
    word = scene.tokens[index]
    aged = is_extent_of(scene[end - 1], "spans") and is_agent(word)  # (شاب 23 عامًا)
    owned = word.key.endswith(("ته", "تها", "تهم"))
    return amount and opens and (is_definite(word) or owned or aged)


def is_another_predicate(scene: Scene, index: int, end: int) -> bool:
    """عدد العمليات 3909 وعمليات المناظير 319 حالة: what is joined to a told amount has its own."""
    if index < 2 or scene.last is None or scene.last.case != "nom":
        return False
    head, near = scene.tokens[index - 1], index - scene.last.end <= 3
    counted = noun(head.key[1:], plural_first=True).known and head.key[:1] == "و"
    return (
        near
        and counted
        and is_definite(scene.tokens[index])
        and scene[end].kind in ("pause", "end")
    )


def is_behind_dash(scene: Scene, dash: int, position: int, end: int) -> bool:
    """المكونات: -300 غ دقيق -2 كوب سكر, اليسار – 200 مقعد: an item of a list, or what a name amounts to."""
    listed = scene.tokens[dash].spaced and not scene[position].spaced
    return listed or _is_life(scene, dash) or is_item(scene, dash, end)


def _is_life(scene: Scene, dash: int) -> bool:
    """(27 أكتوبر 1931 – 21 مارس 2021): from a date to a date, in brackets."""
    near = scene.tokens[max(0, dash - 6) : dash]
    month = any(token.key in months() for token in near)
    dated = scene[dash + 1].kind == "figure" and scene[dash + 2].key in months()
    return month and dated and any(token.kind == "open" for token in near)


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
