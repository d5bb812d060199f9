"""Results and line-ups: 2-1, 2 - 1, 3 صفر, ريال مدريد 2 برشلونة 1, 4-3-3."""

from __future__ import annotations

from podcast.arabic.classes.amount import plain
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.quantity import two_figures
from podcast.arabic.tokens.context import Scene, among, cued
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import Figure, parse

_GOALS = 12
"""No team has more players in a line, and few score more goals."""
_POINTS = 150
"""No side scores more."""


def score(scene: Scene, at: int) -> Verbalisation | None:
    """Goals of two sides: after فاز and its like, or where the first is not the smaller."""
    told = cued(scene, at, "score_after", 8)
    if told and (nil := _to_nil(scene, at)):
        return nil
    apart = told or _two_sides(scene, at)
    found = two_figures(scene, at, "-–—−‒:", spaced=apart)
    if found is None:
        return None
    low, high = found
    if not (low.plain and high.plain) or max(low.whole, high.whole) > _POINTS:
        return None
    things = noun_at(scene, at + 3, plural=True)
    counted = things is not None and things.known
    sign = scene[at + 3].text in ("%", "٪", "$", "€", "°")
    if counted or sign or not (told or apart or _falls(scene, at, low, high)):
        return None
    case: Case = "obl" if scene.word_before(at) or scene[at].prefix else "nom"
    return Verbalisation(at + 3, f"{plain(low, case)} مُقَابِلَ {plain(high, 'gen')}", "score", case)


def _falls(scene: Scene, at: int, low: Figure, high: Figure) -> bool:
    small = max(low.whole, high.whole) < _GOALS and low.whole >= high.whole
    return small and scene[at + 1].text != ":" and not among(scene.word_before(at), "year_after")


def _two_sides(scene: Scene, at: int) -> bool:
    """الأهلي 2 - 1 الزمالك: a short line with a name on either side and nothing else."""
    before, after = scene.word_before(at), scene[at + 3]
    short = len(scene.tokens) <= 12 and at <= 4
    named = before is not None and before.key.startswith("ال") and after.key.startswith("ال")
    return short and named and scene[at + 1].kind == "dash"


def _to_nil(scene: Scene, at: int) -> Verbalisation | None:
    """3 صفر, 2 / صفر: nil in a word is no month in a result."""
    token, end = scene[at], at + 1
    if token.kind != "figure" or not token.text.isdecimal() or len(token.text) > 2:
        return None
    if scene[end].text in ("-", "–", "/", "مقابل"):
        end += 1
    nil = scene[end]
    if nil.key != "صفر" or scene[end + 1].kind == "figure":
        return None
    said = f"{plain(parse(token.text), 'obl')} {'مُقَابِلَ ' if end > at + 1 else ''}صِفْر"
    return Verbalisation(end + 1, said, "score")


def from_nil(scene: Scene, at: int) -> Verbalisation | None:
    """صفر - 2, صفر - صفر: nil first, in a result."""
    dash, other = scene[at + 1], scene[at + 2]
    goals = other.kind == "figure" and other.text.isdecimal() and len(other.text) <= 2
    if scene[at].key.removeprefix("ب") != "صفر" or dash.text not in ("-", "–", "—", "/"):
        return None
    if not (goals or other.key == "صفر") or not cued(scene, at, "score_after", 8):
        return None
    second = plain(parse(other.text), "gen") if goals else "صِفْر"
    return Verbalisation(at + 3, f"{scene[at].text} مُقَابِلَ {second}", "score")


def formation(scene: Scene, at: int) -> Verbalisation | None:
    """Three or more small numbers with hyphens, said one after another: 4-3-3."""
    values, end = [], at
    while scene[end].kind == "figure" and scene[end].text.isdecimal() and len(scene[end].text) == 1:
        values.append(int(scene[end].text))
        end += 1
        if scene[end].kind != "dash" or scene[end].spaced or scene[end + 1].spaced:
            break
        end += 1
    if len(values) < 3 or scene[end - 1].kind == "dash":
        return None
    said = " ".join(spell(value, "m", "obl") if value != 2 else "اثْنَيْنِ" for value in values)
    return Verbalisation(end, said, "formation")
