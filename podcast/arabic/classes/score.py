"""Scores and formations: 2-1, 2 - 1, 3 صفر, ريال مدريد 2 برشلونة 1, 4-3-3."""

from __future__ import annotations

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import is_club, noun_at
from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import two_figures
from podcast.arabic.tokens.context import Scene, among, cued, group
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import Figure, parse
from podcast.arabic.tokens.tokens import Token

_GOALS = 12
"""The largest number taken for goals, or for the players in a line of a formation."""
_BASKETS = 60
"""The smallest score of a side that is told with a slash and is no part of a whole."""
FAR = 14
"""How many words before a result its verb stands at most."""
_OPENING = 4
"""How many tokens may stand before a result that is a line of its own."""
_LINE = 8
"""The longest line of a result with a cross, in tokens."""
POINTS = 150
"""The largest score of a side in any sport."""


def score(scene: Scene, index: int) -> Verbalisation | None:
    """A score: after فاز and the like, or if the first number is not the smaller."""
    told = cued(scene, index, "score_after", FAR) or _is_further(scene, index)
    told = told or _to_nought(scene, index) or _told_by_owner(scene, index)
    if (told or scene[index - 1].kind == "open") and (nil := _to_nil(scene, index)):
        return nil
    told = told or _is_first_set(scene, index)
    apart = told or _two_sides(scene, index) or _ends_alone(scene, index)
    pair = two_figures(scene, index, "-–—−‒:", spaced=apart)
    pair = pair or (_slashed(scene, index) if apart else None)
    pair = pair or (two_figures(scene, index, "×", spaced=True) if apart else None)
    timed = scene[index + 1].text == ":" and scene[index + 2].spaced  # الشوط 1: 11-21
    if pair is None or timed:
        return None
    low, high = pair
    if (
        low.parts
        or high.parts
        or not (low.plain and high.plain)
        or max(low.whole, high.whole) > POINTS
    ):
        return None
    things = noun_at(scene, index + 3, plural=True)
    counted = things is not None and things.known and (low.whole < high.whole or not told)
    sign = scene[index + 3].text in ("%", "٪", "$", "€", "°", "=")
    if counted or sign or not (told or apart or _falls(scene, index, low, high)):
        return None
    told_of = scene.word_before(index) or scene[index].prefix or _is_of_margin(scene, index)
    case: Case = "obl" if told_of else "nom"
    return Verbalisation(index + 3, f"{plain(low, case)} مُقَابِلَ {plain(high, 'gen')}", "score", case)


def _is_first_set(scene: Scene, index: int) -> bool:
    """(4-6) و(7-5): a pair in brackets, and a second one joined to it."""
    enclosed = scene[index - 1].kind == "open" and scene[index + 3].kind == "close"
    joined = scene[index + 4].kind == "open"
    joined = joined and "و" in (scene[index + 4].prefix, scene[index + 5].prefix)
    another = scene[index + 6].kind == "dash" and scene[index + 8].kind == "close"
    sets = scene[index].text, scene[index + 2].text
    return enclosed and joined and another and all(goals in _SETS for goals in sets)


_SETS = frozenset(map(str, range(_GOALS)))


def _is_of_margin(scene: Scene, index: int) -> bool:
    """بواقع (89-88)."""
    enclosed = index > 1 and scene[index - 1].kind == "open"
    margin = scene.word_before(index - 1) if enclosed else None
    return margin is not None and margin.key in ("بواقع", "بنتيجة", "نتيجة")


_OWNERS = ("هما", "هم", "ها", "نا", "ه")


def _told_by_owner(scene: Scene, index: int) -> bool:
    """تعادلهما 2:2: a word for a result with a pronoun right before it."""
    word = scene.word_before(index)
    return word is not None and any(
        word.key.endswith(owner) and word.key.removesuffix(owner) in group("score_after")
        for owner in _OWNERS
    )


def _to_nought(scene: Scene, index: int) -> bool:
    """تعثر أمام نوتنغهام 0-3: a glued pair with a nought, near the other side's preposition."""
    pair = two_figures(scene, index, "-–")
    glued = pair is not None and 0 in (pair[0].whole, pair[1].whole) and pair[1].whole < _GOALS
    near = scene.tokens[max(0, index - 6) : index]
    return glued and any(token.key in ("امام", "ضد", "نظيره", "ضيفه", "مضيفه") for token in near)


def _ends_alone(scene: Scene, index: int) -> bool:
    """بواقع 3 - 0, الأهداف: 3 - 1: few goals that fall, with nothing behind them."""
    goals, dash, others = scene[index].text, scene[index + 1], scene[index + 2].text
    few = goals.isdecimal() and others.isdecimal() and len(goals) == len(others) == 1
    ends = scene[index + 3].kind in ("end", "pause", "close")
    told = index > 1 and scene[index - 1].text == ":" and scene[index - 2].key not in group("sums")
    told = told or (others == "0" and scene.word_before(index) is not None)
    return few and int(goals) >= int(others) and dash.kind == "dash" and ends and told


def _slashed(scene: Scene, index: int) -> tuple[Figure, Figure] | None:
    """فاز 3/0, متأخرًا 0/2: a result with a slash, never a part of a whole."""
    pair = two_figures(scene, index, "/", spaced=True)
    if pair is None or 0 < pair[0].whole < pair[1].whole:
        return None
    baskets = pair[1].whole >= _BASKETS and pair[0].whole <= POINTS  # فوز ليكرز 118 / 106
    return pair if pair[0].whole < _GOALS or baskets else None


def _is_further(scene: Scene, index: int) -> bool:
    """فازت 6-3، 4-6، 7-6 (7-4): the next set of a match."""
    last = scene.last
    if last is None or last.kind != "score" or index - last.end > FAR:
        return False
    if index - last.end > 2:
        dash, low, high = scene[index + 1], scene[index].text, scene[index + 2].text
        falls = low.isdecimal() and high.isdecimal() and POINTS >= int(low) >= int(high)
        return falls and dash.kind == "dash" and _ends(scene, index)
    between = scene.tokens[last.end : index]
    return all(token.text in ("،", "(", ")", "[", "ثم", "و") for token in between)


def _falls(scene: Scene, index: int, low: Figure, high: Figure) -> bool:
    small = max(low.whole, high.whole) < _GOALS and low.whole >= high.whole
    large = POINTS >= low.whole > high.whole > _GOALS and _ends(scene, index)
    return (
        (small or large)
        and scene[index + 1].text != ":"
        and not among(scene.word_before(index), "year_after")
    )


def _ends(scene: Scene, index: int) -> bool:
    """عاد في الربع الأخير 24-17.: two glued figures of which the second is less, with nothing counted."""
    after = scene[index + 3]
    free = after.kind in ("pause", "end", "close") or "و" in after.prefix
    before = scene.word_before(index - (scene[index - 1].kind == "open"))
    if before is not None and before.key in _NO_GAMES:
        return False
    told = scene[index - 1].kind == "open" or (scene.last and scene.last.kind == "score")
    other = before is None or among(before, "genitive")
    return free and bool(told or not other)


_NO_GAMES = frozenset(("الدم", "ضغط", "الضغط", "طول", "عرض", "خط", "رقم", "بين"))
"""Words with two numbers that are no score."""


def _two_sides(scene: Scene, index: int) -> bool:
    """الأهلي 2 - 1 الزمالك: a short line with just a name on either side."""
    before, after = scene.word_before(index), scene[index + 3]
    short = len(scene.tokens) <= 12 and index <= _OPENING
    if before is not None and scene[index - 2].kind == "dash" and index == 3 and short:
        both = all(_is_side(word) or _is_name(word) for word in (before, scene[0]))
        return both and scene[0].kind == "word"  # صربيا - كرواتيا 1-3
    named = before is not None and _is_side(before) and after.kind == "word" and _is_side(after)
    if scene[index + 1].spaced and len(scene.tokens) <= _LINE and index <= 2:
        other = is_club(scene, index + 3) or _is_name(after)
        named = named or (before is not None and _is_name(before) and other)
    places = scene[index + 1].text == "/" and all(
        word is not None and _is_side(word) and not noun(word.text).known
        for word in (before, after)
    )
    return (
        short
        and named
        and (scene[index + 1].kind == "dash" or scene[index + 1].text == "×" or places)
    )


def _is_side(word: Token) -> bool:
    """Whether a word may be a side's name: with an article, or a place."""
    return word.key.startswith("ال") or word.key in group("places")


def _is_name(word: Token) -> bool:
    """Whether a word that no list knows may be a side's name: ليفربول 3 × 1 تشيلسي."""
    verbs = among(word, "accusative_verbs") or among(word, "nominative_verbs")
    listed = (
        verbs
        or among(word, "genitive")
        or among(word, "construct")
        or word.key in group("not_counted")
    )
    return (
        word.kind == "word"
        and len(word.key) > 3
        and word.key[0] not in "وف"
        and not (listed or noun(word.text).known)
    )


def _to_nil(scene: Scene, index: int) -> Verbalisation | None:
    """3 صفر, 2 / صفر: in a score, صفر is nil and not the month."""
    token, end = scene[index], index + 1
    if token.kind != "figure" or not token.text.isdecimal() or len(token.text) > 2:
        return None
    if scene[end].text in ("-", "–", "/", "مقابل"):
        end += 1
    nil = scene[end]
    year = scene[end + 1]
    if nil.key != "صفر" or (year.kind == "figure" and not year.prefix):
        return None
    spoken = f"{plain(parse(token.text), 'obl')} {'مُقَابِلَ ' if end > index + 1 else ''}صِفْر"
    return Verbalisation(end + 1, spoken, "score")


def from_nil(scene: Scene, index: int) -> Verbalisation | None:
    """صفر - 2, صفر - صفر: a score that begins with nil."""
    dash, other = scene[index + 1], scene[index + 2]
    goals = other.kind == "figure" and other.text.isdecimal() and len(other.text) <= 2
    if scene[index].key.removeprefix("ب") != "صفر" or dash.text not in ("-", "–", "—", "/"):
        return None
    if not (goals or other.key == "صفر") or not cued(scene, index, "score_after", 8):
        return None
    second = plain(parse(other.text), "gen") if goals else "صِفْر"
    return Verbalisation(index + 3, f"{scene[index].text} مُقَابِلَ {second}", "score")


def formation(scene: Scene, index: int) -> Verbalisation | None:
    """A formation: three or more small numbers with hyphens, read one after another: 4-3-3."""
    values, end = [], index
    while scene[end].kind == "figure" and scene[end].text.isdecimal() and len(scene[end].text) == 1:
        values.append(int(scene[end].text))
        end += 1
        if scene[end].kind != "dash" or scene[end].spaced or scene[end + 1].spaced:
            break
        end += 1
    if len(values) < 3 or scene[end - 1].kind == "dash":
        return None
    spoken = " ".join(spell(value, "m", "obl") if value != 2 else "اثْنَيْنِ" for value in values)
    return Verbalisation(end, spoken, "formation")
