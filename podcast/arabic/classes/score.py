"""Two numbers with a sign between them: fractions 3/4, scores 2-1, ratios 16:9, seasons 2023/24, sizes 3×4."""

from __future__ import annotations

from podcast.arabic.classes.amount import say_number
from podcast.arabic.classes.verbalisation import Verbalisation
from podcast.arabic.grammar.agreement import noun_at
from podcast.arabic.grammar.case import case_at
from podcast.arabic.grammar.numerals import spell
from podcast.arabic.grammar.ordinals import fraction
from podcast.arabic.grammar.quantity import Number, is_year
from podcast.arabic.tokens.context import Scene, among, cued
from podcast.arabic.tokens.features import Case
from podcast.arabic.tokens.figures import Figure, parse

_FORMATION = 12
"""No team has more players in a line, and few score more goals."""


def pair(scene: Scene, at: int) -> Verbalisation | None:
    """A pair at `at`, of whichever kind its sign and its surroundings make it."""
    piece = scene.tokens[at : at + 3]
    if len(piece) < 3 or any(token.spaced for token in piece[1:]):
        return None
    if piece[0].kind != "figure" or piece[2].kind != "figure":
        return None
    low, high = parse(piece[0].text), parse(piece[2].text)
    more = scene[at + 3]
    if low.parts or high.parts or (not more.spaced and more.text == piece[1].text):
        return None
    case = case_at(scene, at, at + 3)
    if piece[1].text in "/⁄":
        return _slashed(scene, at, low, high, case)
    if piece[1].text == ":":
        said = f"{_plain(low, case)} إِلَى {_plain(high, 'gen')}"
        return _score(scene, at, low, high, case) or Verbalisation(at + 3, said, "ratio", case)
    return _score(scene, at, low, high, case) if piece[1].kind == "dash" else None


def _plain(figure: Figure, case: Case) -> str:
    return say_number(Number(figure), "m", case)


def _slashed(scene: Scene, at: int, low: Figure, high: Figure, case: Case) -> Verbalisation | None:
    end = at + 3
    if is_year(low) and high.plain and high.whole in (low.whole + 1, (low.whole + 1) % 100):
        years = f"{spell(low.whole, 'm', case)} {spell(low.whole + 1, 'm', case)}"
        return Verbalisation(end, years, "season", case)
    if not (low.integer and high.integer):
        return None
    after = scene[end]
    if {low.text, high.text} == {"24", "7"}:
        return Verbalisation(end, "عَلَى مَدَارِ السَّاعَةِ طَوَالَ أَيَّامِ الْأُسْبُوعِ", "fraction")
    if low.whole < high.whole and 2 <= high.whole <= 10:
        counts = after.kind in ("word", "name") and after.key not in ("من", "و")
        return Verbalisation(
            end, fraction(low.whole, high.whole, case, counts=counts), "fraction", case
        )
    return Verbalisation(end, f"{_plain(low, case)} عَلَى {_plain(high, 'gen')}", "fraction", case)


def _score(scene: Scene, at: int, low: Figure, high: Figure, case: Case) -> Verbalisation | None:
    """Goals of two sides: after فاز and its like, or where the first is not the smaller."""
    if not (low.plain and high.plain) or max(low.whole, high.whole) > 150:
        return None
    things = noun_at(scene, at + 3, plural=True)
    counted = things is not None and things.known
    sign = scene[at + 3].text in ("%", "٪", "$", "€", "°")
    told = cued(scene, at, "score_after", 8)
    small = max(low.whole, high.whole) < _FORMATION and low.whole >= high.whole
    falls = small and scene[at + 1].text != ":" and not among(scene.word_before(at), "year_after")
    if counted or sign or not (told or falls):
        return None
    case = "obl" if case == "nom" and scene.word_before(at) else case
    return Verbalisation(at + 3, f"{_plain(low, case)} مُقَابِلَ {_plain(high, 'gen')}", "score", case)


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


def product(scene: Scene, at: int) -> Verbalisation | None:
    """Sizes with a Latin x, said as a product: 1920x1080, 3x4 (with ×, each number is read by itself)."""
    run = scene[at]
    if run.kind != "latin" or run.text.lower().count("x") not in (1, 2):
        return None
    sides = run.text.lower().split("x")
    if not all(side.isdecimal() and len(side) < 7 for side in sides):
        return None
    case = case_at(scene, at, at + 1)
    return Verbalisation(
        at + 1, " فِي ".join(spell(int(side), "m", case) for side in sides), "product", case
    )
