"""Money: signs and codes before or after the number, scale letters, subunits."""

from __future__ import annotations

from podcast.arabic.classes.amount import say
from podcast.arabic.classes.currencies import Currency, currencies, currency_at, currency_words
from podcast.arabic.classes.measure import measured
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import Governed, governed_by, is_label, is_numbered
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.quantity import Amount, Number, amount
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, among, cued
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import DIGITS, Figure
from podcast.structs import replace

_THOUSANDS = 10
_CHEAP = 5
"""The lowest price in a cell that ج alone makes one: less may be the number of a clause, 3 ج."""
_DEARER = 20
"""The lowest price that ج makes one wherever it stands; below it may be a class at school, 3 ج."""
_ENDS = ("pause", "end", "close")
_JOINING = frozenset(map(fold, ("إلى", "أو", "حتى")))
_SHORT_SCALES = {
    "k": "ألف", "m": "مليون", "mn": "مليون", "million": "مليون",
    "b": "مليار", "bn": "مليار", "billion": "مليار",
    "t": "تريليون", "tn": "تريليون", "trillion": "تريليون", "thousand": "ألف",
}  # fmt: skip


def priced(scene: Scene, index: int) -> Verbalisation | None:
    """Money with its sign or code before or after: $3.2 مليون, 50 €, 100 SAR."""
    ahead = currency_at(scene, index)
    start = ahead[1] if ahead else index
    quantity = amount(scene, start) if ahead is None or scene[start].kind != "word" else None
    if quantity is None:
        return None
    spoken, end = _short_scale(scene, *quantity, bool(ahead))
    behind = None if ahead else currency_at(scene, end) or _pounds(scene, index, end)
    flight = scene.word_before(index)
    if ahead and flight and flight.key.endswith("رحلة") and len(scene[index].text) == 2:
        return None
    if ahead is None and behind is None:
        return None
    currency = ahead[0] if ahead else behind[0] if behind else None
    assert currency is not None  # noqa: S101
    end = behind[1] if behind else end
    if (
        len(spoken.low.figure.decimals) == 3
        and currency.parts == 100
        and spoken.low.figure.text.count(".") == 1
        and not spoken.scale
    ):
        whole = amount(scene, start, whole=True)
        spoken = whole[0] if whole else spoken
    case = case_at(scene, index, end, alone="nom")
    if ranged := _price_range(scene, index, spoken, currency, end):
        return ranged
    words = money(
        currency, spoken, case, governed=governed_by(scene, index), article=scene[index].article
    )
    return Verbalisation(end, words, "money", case)


def _pounds(scene: Scene, index: int, end: int) -> tuple[Currency, int] | None:
    """كرسي، 12 ج: Egyptian pounds, in a table's cell or near a price; elsewhere ج is a letter."""
    letter, after, before = scene[end], scene[end + 1], scene.word_before(index)
    if letter.text.rstrip(".") != "ج" or letter.prefix:
        return None
    many = scene[end - 1].text.isdecimal() and int(scene[end - 1].text) >= _DEARER
    near = cued(scene, index, "prices", 6) or "ب" in scene[index].prefix
    many = many and (near or not (before is not None and is_numbered(before)))
    if after.kind not in (*_ENDS, *(("word", "dash") if many else ())) and after.text != "|":
        return None
    near = near or many
    others = (
        token.kind == "word" and len(token.key) == 1 and token.key != "ج" for token in scene.tokens
    )
    alone = (
        before is None and scene[end - 1].text.isdecimal() and int(scene[end - 1].text) >= _CHEAP
    )
    if is_label(scene, index) or not (near or (alone and not any(others))):
        return None
    return currencies()["£"], end + 1


def _price_range(
    scene: Scene, index: int, low: Amount, currency: Currency, end: int
) -> Verbalisation | None:
    """$1,200–$1,500: the same currency on both sides of an unspaced dash."""
    other = currency_at(scene, end + 1)
    if scene[end].kind != "dash" or scene[end].spaced or scene[end + 1].spaced or other is None:
        return None
    upper = amount(scene, other[1], whole=True)
    if upper is None or other[0] != currency or low.high or low.scale:
        return None
    case: Case = "gen"
    lead = governed_by(scene, index)
    first = say(low, currency.unit.gender, case)
    high, end = _short_scale(scene, *upper, True)
    second = money(currency, high, case, governed="")
    joint = f"وَ{second}" if lead == "between" else f"إِلَى {second}"
    return Verbalisation(end, f"{'' if lead else 'مِنْ '}{first} {joint}", "money", case)


def _short_scale(scene: Scene, spoken: Amount, end: int, priced_before: bool) -> tuple[Amount, int]:
    """3.2B and 5 million, if a currency makes them money."""
    token = scene[end]
    stem = _SHORT_SCALES.get(token.text.lower(), "") if token.kind == "latin" else ""
    if not stem or spoken.scale or not (priced_before or currency_at(scene, end + 1)):
        return spoken, end
    return replace(spoken, scale=stem, written=stem), end + 1


def glued_scale(scene: Scene, index: int) -> Verbalisation | None:
    """$3.2B and 10K متابع: a Latin run of figures and one scale letter."""
    ahead = currency_at(scene, index)
    run = scene[ahead[1] if ahead else index]
    number, letters = run.text.rstrip("KMBTkmbtn"), run.text[len(run.text.rstrip("KMBTkmbtn")) :]
    stem = _SHORT_SCALES.get(letters.lower(), "")
    place = ahead[1] if ahead else index
    counted = scene[place + 1].kind == "word" and noun(scene[place + 1].text).known
    if (
        run.kind != "latin"
        or not stem
        or not DIGITS.fullmatch(number)
        or not (
            ahead
            or (
                letters in "KMBTk"
                and (
                    counted
                    or (letters == "M" and _is_span_of_millions(scene, place))
                    or currency_at(scene, place + 1)
                    or _is_sum(number, letters)
                    or _is_size(scene, index, number, letters)
                )
            )
        )
    ):
        return None
    token = replace(run, kind="figure", text=number)
    inner = amount(replace(scene, tokens=[token, scene.tokens[-1]], memo={}), 0)
    if inner is None:
        return None
    spoken, end = replace(inner[0], scale=stem, written=stem), place + 1
    case = case_at(scene, index, end)
    behind = None if ahead else currency_at(scene, end)
    if behind and not scene[end].spaced:
        ahead, end = behind, behind[1]
    if ahead:
        return Verbalisation(
            end, money(ahead[0], spoken, case, governed=governed_by(scene, index)), "money", case
        )
    counts = scene[end].kind in ("word", "name") and not among(scene[end], "genitive")
    return Verbalisation(end, say(spoken, "m", case, counts=counts), "number", case)


def _is_size(scene: Scene, index: int, number: str, letter: str) -> bool:
    """Llama 405B: the billions of a model's parameters."""
    before = scene[index - 1] if index else scene[len(scene.tokens)]
    return letter == "B" and number.isdecimal() and int(number) >= 100 and before.kind != "word"


def _is_span_of_millions(scene: Scene, place: int) -> bool:
    """من 7M إلى 20M: so many millions and so many more."""
    beside = (scene[place - 2], scene[place + 2]) if place > 1 else (scene[place + 2],)
    linked = scene[place + 1].key in ("الي", "حتي") or scene[place - 1].key in ("الي", "حتي")
    return linked and any(
        token.text.endswith("M") and token.text[:1].isdecimal() for token in beside
    )


def _is_sum(number: str, letter: str) -> bool:
    """12.5K, 100K: more than a screen's 4K, and not the name of a model."""
    whole, _, parts = number.partition(".")
    if not whole.isdecimal() or (parts and not parts.isdecimal()):
        return False
    return (letter in "KMB" and bool(parts)) or (letter == "K" and int(whole) >= _THOUSANDS)


def coins(scene: Scene, spoken: Amount, end: int, case: Case) -> Verbalisation | None:
    """12.50 ريال, with the author's noun: units and subunits."""
    adjective = fold(scene[end + 1].key) if scene[end + 1].kind == "word" else ""
    names = currency_words()
    noun_key = (
        scene[end].key.removesuffix("ا") if (scene[end].key, "") not in names else scene[end].key
    )
    if (noun_key, "") not in names and noun(scene[end].text, plural_first=True).plural:
        noun_key = fold(noun(scene[end].text, plural_first=True).singular)  # 103.40 ريالات
    currency = names.get((noun_key, adjective.removesuffix("ا")))
    after = end + 2 if currency and adjective else end + 1
    if not adjective or currency is None:
        common = names.get((noun_key, ""))
        currency = common and replace(common, unit=replace(common.unit, adjective=""))
    broken = spoken.low.figure.decimals
    if (
        currency is None
        or spoken.high
        or spoken.scale
        or len(broken) != len(str(currency.parts)) - 1
        or len(broken) < 2
        or _is_end_of_range(scene, end - 1)
    ):
        return None
    return Verbalisation(after, money(currency, spoken, case, governed=""), "money", case)


def _is_end_of_range(scene: Scene, index: int) -> bool:
    """بين 1.5 و1.75 ريال: a number that shares its currency with another before it, which has no subunits."""
    joined = "و" in scene[index].prefix
    between = joined or scene[index - 1].key in _JOINING or scene[index - 1].text in ("-", "–")
    first = index - 1 if joined else index - 2
    return between and first >= 0 and scene[first].kind == "figure" and "." in scene[first].text


def money(
    currency: Currency, amount: Amount, case: Case, *, governed: Governed, article: bool = False
) -> str:
    """An amount of money in words; 12.50 of a currency with a hundred subunits is twelve and fifty subunits."""
    figure = amount.low.figure
    broken = (
        amount.high is None
        and not amount.scale
        and len(figure.decimals) == len(str(currency.parts)) - 1
    )
    if not broken or currency.fraction is None or currency.parts < 100:
        return measured(currency.unit, amount, case, governed=governed, article=article)
    whole = Amount(Number(Figure(str(figure.whole), figure.whole), amount.low.sign))
    cents = int(figure.decimals)
    small = Amount(Number(Figure(str(cents), cents)))
    parts = [measured(currency.unit, whole, case, governed="")] if figure.whole or not cents else []
    parts += [measured(currency.fraction, small, case, governed="")] if cents else []
    return " وَ".join(parts)
