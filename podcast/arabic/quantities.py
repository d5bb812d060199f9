"""Amounts with what they are amounts of: percentages, money, measures, counted nouns; ordinals and bare numbers."""

from __future__ import annotations

from dataclasses import replace

from podcast.arabic.abbreviations import expansion
from podcast.arabic.amounts import Amount, amount, is_year, say
from podcast.arabic.context import Scene, among, case_at, group, shapes
from podcast.arabic.counted import Noun, dual, noun
from podcast.arabic.found import Found
from podcast.arabic.letters import attach, fold, paused
from podcast.arabic.measures import Unit, currency_at, currency_words, divisible, measured, money, unit_at, units
from podcast.arabic.numbers import Case, Gender, spell
from podcast.arabic.ordinals import ordinal
from podcast.arabic.signs import is_era
from podcast.arabic.tokens import Token

_PERCENT = ("%", "٪")
_SHORT_SCALES = {
    "k": "ألف", "m": "مليون", "mn": "مليون", "million": "مليون", "b": "مليار", "bn": "مليار", "billion": "مليار",
    "t": "تريليون", "tn": "تريليون", "trillion": "تريليون", "thousand": "ألف",
}  # fmt: skip
_DOUBTFUL = "يتوفن"
"""First letters of a verb or a conjunction: an unknown word on them is not taken for a noun."""


def percentage(scene: Scene, at: int) -> Found | None:
    """7.5%, %80, 5-7%, 5%-7%; the number is masculine whatever it is of."""
    leading = scene[at].text in _PERCENT and not scene[at + 1].spaced
    found = amount(scene, at + leading)
    if found is None:
        return None
    said, end = found
    if not leading and scene[end].text not in (*_PERCENT, "‰"):
        return None
    sign = scene[end].text if not leading else "%"
    end += not leading
    if said.high is None and scene[end].kind == "dash" and not scene[end].spaced:
        upper = amount(scene, end + 1)
        if upper and upper[0].high is None and scene[upper[1]].text == sign:
            said, end = replace(said, high=upper[0].low), upper[1] + 1
    case = case_at(scene, at, end)
    words = say(said, "m", case, governed=_governed(scene, at), article=scene[at].article)
    return Found(end, f"{words} {'بِالْأَلْفِ' if sign == '‰' else 'بِالْمِئَةِ'}", "percentage", case)


def _governed(scene: Scene, at: int) -> bool:
    """Whether a preposition or a construct already leads a range in, so that "from" is left out."""
    before = scene.word_before(at)
    if set(scene[at].prefix) & set("بلك") or _is_label(scene, at):
        return True
    return before is not None and (among(before, "genitive") or among(before, "construct"))


def priced(scene: Scene, at: int) -> Found | None:
    """Money with its sign or code before or behind: $3.2 مليون, 50 €, 100 SAR."""
    ahead = currency_at(scene, at)
    start = ahead[1] if ahead else at
    found = amount(scene, start, whole=True) if ahead is None or scene[start].kind != "word" else None
    if found is None:
        return None
    whole, end = found
    precise = amount(scene, start)
    said = precise[0] if precise else whole
    said, end = _short_scale(scene, said, end, bool(ahead))
    behind = None if ahead else currency_at(scene, end)
    if ahead is None and behind is None:
        return None
    currency = ahead[0] if ahead else behind[0] if behind else None
    assert currency is not None  # noqa: S101
    end = behind[1] if behind else end
    if len(said.low.figure.decimals) == 3 and currency.parts == 100 and said.low.figure.text.count(".") == 1:
        said = whole if not said.scale else said
    case = case_at(scene, at, end, alone="nom")
    words = money(currency, said, case, governed=_governed(scene, at), article=scene[at].article)
    return Found(end, words, "money", case)


def _short_scale(scene: Scene, said: Amount, end: int, priced_before: bool) -> tuple[Amount, int]:
    """3.2B and 5 million where a currency makes them money."""
    token = scene[end]
    stem = _SHORT_SCALES.get(token.text.lower(), "") if token.kind == "latin" else ""
    if not stem or said.scale or not (priced_before or currency_at(scene, end + 1)):
        return said, end
    return replace(said, scale=stem, written=stem), end + 1


def glued_scale(scene: Scene, at: int) -> Found | None:
    """$3.2B and 10K متابع: a Latin run of figures and one scale letter."""
    ahead = currency_at(scene, at)
    run = scene[ahead[1] if ahead else at]
    number, letters = run.text.rstrip("KMBTkmbtn"), run.text[len(run.text.rstrip("KMBTkmbtn")) :]
    stem = _SHORT_SCALES.get(letters.lower(), "")
    place = ahead[1] if ahead else at
    counted = scene[place + 1].kind == "word" and noun(scene[place + 1].text).known
    if run.kind != "latin" or not stem or not number[:1].isdecimal() or not (ahead or (counted and letters in "KM")):
        return None
    token = replace(run, kind="figure", text=number)
    inner = amount(replace(scene, tokens=[token, scene.tokens[-1]]), 0)
    if inner is None:
        return None
    said, end = replace(inner[0], scale=stem, written=stem), place + 1
    case = case_at(scene, at, end)
    if ahead:
        return Found(end, money(ahead[0], said, case, governed=_governed(scene, at)), "money", case)
    return Found(end, say(said, "m", case, counts=True), "number", case)


def measure(scene: Scene, at: int) -> Found | None:
    """80 كم/س, 12 كغ, 27°م, 16GB; below nought, degrees are said so."""
    found = amount(scene, at)
    if found is None:
        return None
    said, end = found
    unit = unit_at(scene, end) or _metres(scene, end)
    if unit is None:
        return None
    end = unit[1]
    case = case_at(scene, at, end)
    cold = said.low.sign in ("-", "−", "–") and "دَرَجَة" in unit[0].noun and said.high is None
    said = replace(said, low=replace(said.low, sign="")) if cold else said
    words = measured(unit[0], said, case, governed=_governed(scene, at), article=scene[at].article)
    return Found(end, f"{words} تَحْتَ الصِّفْرِ" if cold else words, "measure", case, unit[0].gender)


def _metres(scene: Scene, end: int) -> tuple[Unit, int] | None:
    """م behind a number: metres, unless it is a year of our era (750م, عام 1950 م)."""
    if scene[end].text != "م" or scene[end].prefix or is_era(scene, end):
        return None
    return units()["m"], end + 1


def count(scene: Scene, at: int) -> Found | None:
    """A number with the noun it counts, an ordinal, a label or a bare number."""
    ahead = _counted(scene, at)
    found = amount(scene, at, whole=ahead is not None and ahead.known)
    if found is None:
        return None
    said, end = found
    if scene[at].article and (named := _with_article(scene, at, said, end)):
        return named
    if not scene[at].article and (named := _ordinal(scene, at, said, end)):
        return named
    counted = _counted_after(scene, at, said, end)
    if counted and (counted[1].known or not _is_label(scene, at)):
        return _with_noun(scene, at, said, end, counted)
    gender = _gender_ahead(scene, end) or _gender_of_pool(scene, at, end)
    case: Case = "nom" if _is_label(scene, at) and scene.word_before(at) is None else case_at(scene, at, end, alone="nom")
    words = say(said, gender, case, governed=_governed(scene, at), article=scene[at].article)
    return Found(end, paused(words) if _is_label(scene, at) else words, "number", case, gender)


def _is_label(scene: Scene, at: int) -> bool:
    """A number that is part of a name: آيفون 15, Windows 11."""
    before = scene[at - 1] if at else scene[len(scene.tokens)]
    named = before.kind in ("latin", "name") or before.text == "ص." or _labels(scene.word_before(at))
    return named and not scene[at].prefix


def _counted(scene: Scene, at: int) -> Noun | None:
    """The noun behind a lone figure at `at`, for telling 1.250 books from 1.250 kilograms."""
    found = _noun_at(scene, at + 1, plural=False)
    return found if found and fold(found.singular) not in divisible() else None


def _noun_at(scene: Scene, at: int, *, plural: bool) -> Noun | None:
    """What is counted by a number that ends before `at`, if the word there can be counted."""
    token = scene[at]
    if token.kind != "word" or len(token.key) < 2 or token.key.startswith("لل"):
        return None
    if any(form in group("not_counted") for form in {token.key, token.key.rstrip("ا")}):
        return None
    found = noun(token.text, plural_first=plural)
    if token.key.startswith("ال") and not noun(token.key).known:
        return None
    if token.key.startswith("ال") and found.known and token.key.removeprefix("ال") != token.key:
        return None
    if found.known:
        return found
    particles = [form for form in shapes(token.key)[1:] if noun(form).known]
    doubtful = token.key[0] in _DOUBTFUL and not token.key.endswith(("ة", "ات", "ا"))
    return None if particles or doubtful else found


def _counted_after(scene: Scene, at: int, said: Amount, end: int) -> tuple[Token, Noun] | None:
    """The word behind the amount and what it is, where it is counted."""
    value = said.last.value
    if value is not None and is_year(said.last.figure) and not said.scale:
        before = scene.word_before(at)
        known = _noun_at(scene, end, plural=False)
        if among(before, "year_after") or known is None or not known.known:
            return None
    plural = value is not None and 3 <= value % 100 <= 10 and not said.scale
    found = _noun_at(scene, end, plural=plural)
    return (scene[end], found) if found else None


def _with_noun(
    scene: Scene, at: int, said: Amount, end: int, counted: tuple[Token, Noun]
) -> Found:
    """The number as its noun asks; the noun itself is left as written, but for one and two of it."""
    token, kind = counted
    case = case_at(scene, at, end + 1)
    if priced_in_words := _coins(scene, at, said, end, case):
        return priced_in_words
    value, low = said.low.value, said.low
    single = said.high is None and not said.scale and not low.sign and not scene[at].article
    if single and value in (1, 2) and (not kind.plural or kind.singular) and (kind.known or not _is_label(scene, at)):
        word = kind.singular if kind.plural else token.text
        return _one_or_two(scene, end, word, kind.gender, value, case)
    if single and low.over[1] and low.figure.whole:
        return _and_a_half(scene, said, end, token, kind, case)
    counts = said.last.value is not None or bool(low.over[1])
    words = say(said, kind.gender, case, counts=counts, governed=_governed(scene, at), article=scene[at].article)
    if low.sign in ("-", "−", "–") and kind.singular == "درجة" and said.high is None:
        warm = replace(said, low=replace(low, sign=""))
        degrees, end = token.text, end + 1
        if scene[end].key in ("مئوية", "فهرنهايت", "سيلسيوس", "سلسيوس"):
            degrees, end = f"{degrees} {scene[end].text}", end + 1
        words = f"{say(warm, 'f', case, counts=counts)} {degrees} تَحْتَ الصِّفْرِ"
        return Found(end, words, "measure", case, kind.gender)
    return Found(end, words, "number", case, kind.gender)


def _coins(scene: Scene, at: int, said: Amount, end: int, case: Case) -> Found | None:
    """12.50 ريال, with the author's noun: so many and so many of its fraction."""
    adjective = fold(scene[end + 1].key) if scene[end + 1].kind == "word" else ""
    names = currency_words()
    noun_key = scene[end].key.removesuffix("ا") if (scene[end].key, "") not in names else scene[end].key
    currency = names.get((noun_key, adjective.removesuffix("ا")))
    after = end + 2 if currency and adjective else end + 1
    if not adjective or currency is None:
        common = names.get((noun_key, ""))
        currency = common and replace(common, unit=replace(common.unit, adjective=""))
    broken = said.low.figure.decimals
    if currency is None or said.high or said.scale or len(broken) != len(str(currency.parts)) - 1 or len(broken) < 2:
        return None
    return Found(after, money(currency, said, case, governed=False), "money", case)


def _one_or_two(
    scene: Scene, end: int, word: str, gender: Gender, value: int, case: Case
) -> Found:
    if value == 1:
        return Found(end + 1, f"{word} {spell(1, gender, case)}", "number", case, gender)
    said, after = dual(word, case), scene[end + 1]
    end += 1
    if after.kind == "word" and after.key.endswith(("ي", "ية", "يا")) and len(after.key) > 4 and after.key[:2] != "ال":
        said, end = f"{said} {dual(after.text, case)}", end + 1
    return Found(end, said, "number", case, gender)


def _and_a_half(scene: Scene, said: Amount, end: int, token: Token, kind: Noun, case: Case) -> Found:
    """2½ ساعة: ساعتين ونصف; 3½ سنوات: ثلاث سنوات ونصف."""
    from podcast.arabic.ordinals import fraction

    value = said.low.figure.whole
    part = attach("و", fraction(*said.low.over, case))
    if value in (1, 2) and not kind.plural:
        noun_said = token.text if value == 1 else dual(token.text, case)
        return Found(end + 1, f"{noun_said} {part}", "number", case, kind.gender)
    number = spell(value, kind.gender, case, counts=True)
    return Found(end + 1, f"{number} {token.text} {part}", "number", case, kind.gender)


_LINKS = frozenset(map(fold, ("إلى", "حتى", "أو", "و", "،")))


def _gender_ahead(scene: Scene, end: int) -> Gender | None:
    """The gender of what this number and those joined to it count together: بين 5 و10 سنوات."""
    for _ in range(3):
        token = scene[end]
        if not ("و" in token.prefix and token.kind == "figure"):
            if token.key not in _LINKS and token.text != "،":
                return None
            end += 1
        upper = amount(scene, end)
        if upper is None:
            return None
        said, end = upper
        if said.scale:
            return "m"
        unit = unit_at(scene, end)
        counted = _counted_after(scene, end - 1, said, end)
        if unit or counted:
            return unit[0].gender if unit else counted[1].gender if counted else None
    return None


def _gender_of_pool(scene: Scene, at: int, end: int) -> Gender:
    """3 من الطالبات: what is counted is behind من."""
    if scene[end].key == "من" and scene[end + 1].kind == "word":
        pool = noun(scene[end + 1].text)
        return pool.gender if pool.plural else "m"
    before = scene[at - 1] if at else None
    if before and before.kind == "abbreviation" and before.text == "ص.":
        return "f"
    before = scene.word_before(at)
    if before is None or not _labels(before):
        return "m"
    return "f" if before.text == "ص" or noun(before.text).gender == "f" else "m"


def _labels(word: Token | None) -> bool:
    """Whether numbers behind `word` are names of things: رقم, الصفحة, ص."""
    if word is None:
        return False
    if word.text in ("ص", "ص."):
        return True
    return any(form.removeprefix("ال") in group("label_of") for form in shapes(word.key))


def _ordinal(scene: Scene, at: int, said: Amount, end: int) -> Found | None:
    """القرن 19, القرنين 18 و19, المادة 5-8: a bare number behind a noun that numbers are given to."""
    value = said.low.value
    if value is None or said.scale or said.low.sign or not 1 <= value <= 99:
        return None
    gender, many = _numbered(scene, at)
    gender = gender or _joined_gender(scene, at) or _regnal(scene, at) or _abbreviated(scene, at)
    if gender is None or _counts_known(scene, end):
        return None
    case = _agreeing_case(scene, at, end)
    if many and value > 2 and said.high is None and not _goes_on(scene, end):
        return Found(end, say(said, gender, case, article=True), "number", case, gender)
    words = ordinal(value, gender, case)
    if said.high is not None and said.high.value:
        words = f"{words} إِلَى {ordinal(said.high.value, gender, 'gen')}"
    return Found(end, words, "ordinal", case, gender)


def _counts_known(scene: Scene, end: int) -> bool:
    found = _noun_at(scene, end, plural=False)
    return found is not None and found.known


def _goes_on(scene: Scene, end: int) -> bool:
    """Whether another number is joined behind: المواد 5 و6."""
    after = scene[end]
    return after.kind == "dash" or "و" in after.prefix or scene[end + 1].kind == "figure"


def _abbreviated(scene: Scene, at: int) -> Gender | None:
    """ج 2, ط 3: behind an abbreviation of a noun with the article."""
    before = scene[at - 1] if at else scene[len(scene.tokens)]
    word = expansion(before.text, "number").partition(" ")[0]
    return noun(word).gender if word.startswith("ال") and before.kind in ("word", "abbreviation") else None


def _regnal(scene: Scene, at: int) -> Gender | None:
    """لويس 14: a ruler's number."""
    before = scene.word_before(at)
    if before is None or before.key not in group("regnal") or scene[at].prefix or not scene[at].spaced:
        return None
    return "f" if before.key in ("اليزابيث", "كاترين", "كاثرين", "مارغريت") else "m"


def _numbered(scene: Scene, at: int) -> tuple[Gender | None, bool]:
    """The gender of the noun before `at`, if numbers behind it are ordinals, and whether it is a plural."""
    before = scene.word_before(at)
    if before is None:
        return None, False
    for form in shapes(before.key):
        stem = form.removeprefix("ال") if form.startswith("ال") else form[1:] if form.startswith("لل") else ""
        stem = form.removeprefix("لل") if form.startswith("لل") else stem
        for single in (stem, *_of_dual(stem)):
            if single and single in group("ordinal_after"):
                return noun(single).gender, False
        found = noun(stem, plural_first=True) if stem else None
        if found and found.plural and fold(found.singular) in group("ordinal_after"):
            return found.gender, True
    return None, False


def _of_dual(stem: str) -> tuple[str, ...]:
    """The singulars that a dual may have: قرنين, مادتين."""
    if not stem.endswith(("ين", "ان")):
        return ()
    return (stem[:-2], stem[:-3] + "ة") if stem[-3:-2] == "ت" else (stem[:-2],)


def _joined_gender(scene: Scene, at: int) -> Gender | None:
    """The gender of an ordinal that this number is joined to by و, أو, إلى or a comma."""
    last = scene.last
    if last is None or last.kind != "ordinal":
        return None
    between = scene.tokens[last.end : at]
    links = [fold(word) for word in ("إلى", "حتى", "أو", "و", "ثم")]
    near = not between and "و" in scene[at].prefix
    linked = len(between) == 1 and (between[0].key in links or between[0].text in ("،", "-", "–"))
    return last.gender if near or linked else None


def _agreeing_case(scene: Scene, at: int, end: int) -> Case:
    """An ordinal agrees with its noun; the noun's case is that of what governs the noun."""
    if scene.last and scene.last.kind == "ordinal" and _joined_gender(scene, at):
        return scene.last.case
    index = at - 1
    while index > 0 and scene.tokens[index].kind == "quote":
        index -= 1
    head = scene.tokens[index]
    attached = head.kind == "word" and head.key[:1] in "بلك" and not noun(head.key).known
    if attached or (head.key[:2] in ("بـ",)):
        return "gen"
    case = case_at(scene, index, end)
    return "gen" if index and among(scene.word_before(index), "genitive") else case


def _with_article(scene: Scene, at: int, said: Amount, end: int) -> Found | None:
    """الـ4: an ordinal behind a singular noun, a cardinal behind a plural one or before what it counts."""
    value = said.low.value
    if value is None or said.high is not None:
        return None
    after = _counted_after(scene, at, said, end)
    head, head_gender, plural = _head(scene, at)
    after = None if after and head and not after[1].known else after
    if said.scale or after:
        gender = after[1].gender if after else "m"
        case = case_at(scene, at, end)
        words = say(said, gender, case, counts=after is not None, article=True)
        return Found(end, words, "number", case, gender)
    gender = head_gender
    if regnal := _regnal(scene, at):
        head, gender, plural = True, regnal, False
    if not head and scene[end].key == "من" and scene[end + 1].key in ("الشهر", "شهر") and value <= 31:
        case = case_at(scene, at, end)
        return Found(end, ordinal(value, "m", case), "ordinal", case)
    if head and not plural:
        case = _agreeing_case(scene, at, end)
        return Found(end, ordinal(value, gender, case), "ordinal", case, gender)
    case = _agreeing_case(scene, at, end) if head else case_at(scene, at, end)
    return Found(end, say(said, gender, case, article=True), "number", case, gender)


def _head(scene: Scene, at: int) -> tuple[bool, Gender, bool]:
    """The definite noun that a number with the article describes: whether there is one, gender, plural."""
    before = scene.word_before(at)
    if before is None:
        return False, "m", False
    if before.key in group("feminine_after"):
        return False, "f", False
    if among(before, "genitive") or before.key in ("يا",):
        return False, "m", False
    further = scene.word_before(at - 1)
    for form in shapes(further.key)[::-1] if further else ():
        if form in group("ordinal_after"):
            return True, noun(form).gender, False
    form = next((form for form in shapes(before.key) if form.startswith("ال")), before.key)
    found = noun(form)
    is_definite = form.startswith(("ال", "لل")) or form.endswith(("ه", "ها", "هم", "نا", "هما"))
    return is_definite, found.gender, found.plural

