"""Seasons and school years that span two years: 2023/24, 2023-2024, موسم 25/26."""

from __future__ import annotations

from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.head_case import case_of_head
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import is_year, two_figures
from podcast.arabic.tokens.context import Scene, among, cued


def season(scene: Scene, index: int) -> Verbalisation | None:
    """Two consecutive years; two-digit ones only after a word such as موسم."""
    found = two_figures(scene, index, "/⁄")
    if found is None and (apart := two_figures(scene, index, "/⁄", spaced=True)):
        next_one = apart[1].plain and apart[1].whole == apart[0].whole + 1
        found = apart if is_year(apart[0]) and next_one else None  # 1429 /1430هـ
    if found is None:
        glued = two_figures(scene, index, "-–") if cued(scene, index, "season_after", 3) else None
        found = glued
    if found is None:
        return None
    low, high = found
    case = case_at(scene, index, index + 1)
    before = scene.word_before(index)
    if before is not None and before.key in _SEASONS:
        case = "gen"
    elif case == "nom" and before is not None and before.key.startswith("ال"):
        case = case_of_head(scene, index, index + 3)
    next_year = high.plain and high.whole in (low.whole + 1, (low.whole + 1) % 100)
    if is_year(low) and next_year:
        to = " إِلَى" if scene[index + 1].kind == "dash" else ""
        second = spell(low.whole + 1, "m", "gen" if to else case)
        years = f"{spell(low.whole, 'm', case)}{to} {second}"
        return Verbalisation(index + 3, years, "season", case)
    turn = len(low.text) == 2 and is_year(high) and (low.whole + 1) % 100 == high.whole % 100
    if turn and cued(scene, index, "season_after", 3):
        words = " ".join(spell(figure.whole, "m", case) for figure in (low, high))
        return Verbalisation(index + 3, words, "season", case)
    led = among(scene.word_before(index), "season_after")
    short = (len(low.text) == len(high.text) == 2 or led) and low.whole < 100
    if short and low.whole == high.whole + 1 and scene[index + 1].text == "/":
        low, high = high, low  # 26/25, typed from right to left
    short = short and high.whole == (low.whole + 1) % 100
    last = scene.last
    joined = last is not None and last.kind == "season" and index - last.end <= 1
    if short and (joined or _spans_years(scene, index, low.whole, high.whole)):
        words = " ".join(spell(int(figure.text), "m", case) for figure in (low, high))
        return Verbalisation(index + 3, words, "season", case)
    return None


def _spans_years(scene: Scene, index: int, low: int, high: int) -> bool:
    """موسم 25/26, صفقات صيف 25/26: after a word for a season, or no date, no mark and no plain fraction."""
    if cued(scene, index, "season_after", 3):
        return True
    worded = scene.word_before(index) is not None and scene[index + 1].text == "/"
    marked = high % 10 == 0 or cued(scene, index, "marked_out_of", 8)
    return worded and low > _MONTHS and not marked and high < 100


_SEASONS = frozenset(("موسم", "موسمي", "مواسم", "دورة", "نسخة", "بطولة", "دوري"))
"""Nouns in construct with the years of a season."""
_MONTHS = 12
