"""Amounts: numbers in a sentence, with sign, fraction, range and scale word."""

from __future__ import annotations

from podcast.arabic.grammar.nouns import noun
from podcast.arabic.grammar.scales import scales
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.context import Scene, cued, group
from podcast.arabic.tokens.figures import FRACTIONS, Figure, parse
from podcast.structs import Frozen

HYPHENS = frozenset("-–—−‒")
ERAS = frozenset(("هـ", "ه", "م"))
"""Letters of the eras behind their years."""
ERAS_OF_OLD = ERAS | {"ق.م", "ق.م.", "ق.هـ"}
"""The same, and those before them."""
_YEARS = range(1000, 2101)


class Number(Frozen):
    """One number: its figure, its sign, and a fraction added to it (2½)."""

    figure: Figure
    sign: str = ""
    over: tuple[int, int] = (0, 0)

    @property
    def value(self) -> int | None:
        """Its value if it is a whole number, else None."""
        return self.figure.whole if self.figure.integer and not self.over[1] else None


class Amount(Frozen):
    """A number, or a range of two. `scale` is the stem of the scale word after it, such as مليون."""

    low: Number
    high: Number | None = None
    scale: str = ""
    written: str = ""
    """The scale word as written."""

    @property
    def last(self) -> Number:
        """The number next to what is counted."""
        return self.high or self.low


def number(scene: Scene, index: int, *, whole: bool = False) -> tuple[Number, int] | None:
    """The number that begins at `index`, and the index after it; None if there is none."""
    token, sign = scene[index], ""
    if token.text in HYPHENS | {"+", "±"} and _is_sign(scene, index):
        sign, index = token.text, index + 1
        token = scene[index]
    if token.kind == "fraction":
        return Number(Figure(token.text), sign, FRACTIONS[token.text]), index + 1
    if token.kind != "figure":
        return None
    figure, after = parse(token.text, whole=whole), scene[index + 1]
    odd = len(token.text) == 2 and (bool(figure.parts) or scene[index + 1].text == "-")
    warm = odd and cued(scene, index, "temperatures", 12)
    if figure.parts and len(token.text) == 2 and (warm or token.text[1] != "0"):
        figure = Figure(token.text, int(token.text))  # 08 كم/س
    if warm and _is_minus_behind(scene, index + 1):
        return Number(figure, "-"), index + 2
    if after.kind == "fraction" and figure.integer:
        return Number(figure, sign, FRACTIONS[after.text]), index + 2
    if part := _part(scene, index + 1):
        return Number(figure, sign, part), index + 4
    return Number(figure, sign), index + 1


def _is_minus_behind(scene: Scene, index: int) -> bool:
    """الدنيا بين 05- و02: a minus typed from right to left behind degrees."""
    minus, after = scene[index], scene[index + 1]
    return minus.text == "-" and not minus.spaced and (after.spaced or bool(after.prefix))


def _part(scene: Scene, index: int) -> tuple[int, int] | None:
    """The 1/2 of 5 1/2: three unspaced tokens, after a space."""
    above, slash, below = scene[index], scene[index + 1], scene[index + 2]
    glued = above.spaced and not slash.spaced and not below.spaced and slash.text in ("/", "⁄")
    if not glued or above.prefix or not (above.text.isdecimal() and below.text.isdecimal()):
        return None
    over = int(above.text), int(below.text)
    return over if 0 < over[0] < over[1] <= 10 and scene[index + 3].text not in ("/", "⁄") else None


def _is_sign(scene: Scene, index: int) -> bool:
    """Whether a hyphen is a minus: it touches the number after it and nothing before it."""
    before, after = scene[index - 1] if index else scene[len(scene.tokens)], scene[index + 1]
    free = (
        scene[index].spaced
        or index == 0
        or before.kind in ("open", "quote", "sign")
        or bool(scene[index].prefix)
    )
    touches = free and not after.spaced and after.kind in ("figure", "fraction")
    slashes = scene[index - 2].text == scene[index + 2].text == "/"  # 120/80 -140/90
    return touches and not (slashes or _is_of_ingredient(scene, index) or _parts_item(scene, index))


_STANDINGS = ("نقطة", "نقاط", "هدف", "اهداف", "مقعد", "مقاعد", "صوت", "ميدالية", "ميداليات")


def _parts_item(scene: Scene, index: int) -> bool:
    """6- الشباب -32 نقطة: the dash before what an item of a list stands at, never below nought."""
    listed = index > 2 and scene.tokens[0].kind == "figure" and scene.tokens[1].kind == "pause"
    name = scene.tokens[2:index]
    return listed and scene[index + 2].key in _STANDINGS and all(t.kind == "word" for t in name)


def _is_of_ingredient(scene: Scene, index: int) -> bool:
    """المكونات: -300 غ دقيق -2 كوب سكر: a dash before what is weighed for a dish, no minus."""
    thing = scene[index + 2]
    if scene[index].text not in HYPHENS or thing.kind not in ("word", "abbreviation"):
        return False
    told = thing.text in _WEIGHED or fold(noun(thing.key).singular or thing.key) in group(
        "containers"
    )
    return told and not cued(scene, index, "weight_classes", 4)


_WEIGHED = frozenset(("غ", "غم", "جم", "غرام", "جرام", "كغ", "كجم", "كيلو", "مل", "لتر"))


def amount(scene: Scene, index: int, *, whole: bool = False) -> tuple[Amount, int] | None:
    """The number or range at `index`, with the scale word behind it."""
    key = ("amount", index, whole)
    if key not in scene.memo:
        scene.memo[key] = _amount(scene, index, whole=whole)
    return scene.memo[key]  # type: ignore[return-value]


def _amount(scene: Scene, index: int, *, whole: bool = False) -> tuple[Amount, int] | None:
    """The number or range at `index` with its scale word, and the index after it; None if there is none."""
    first = number(scene, index, whole=whole)
    if first is None:
        return None
    low, index = first
    high, index = _upper(scene, low, index)
    scale = (
        scales().get(scene[index].key, "")
        if scene[index].kind == "word" and not scene[index].prefix
        else ""
    )
    if scale and high is None and scene[index].key == "الاف" and _is_in_thousands(low):
        return Amount(low), index + 1
    if scale:
        return Amount(low, high, scale, scene[index].text), index + 1
    return Amount(low, high), index


def _is_in_thousands(low: Number) -> bool:
    """3,000 آلاف سيارة: the plural goes with three to ten, so the thousands are there already."""
    value = low.value or 0
    return value % 1000 == 0 and 3 <= value // 1000 <= 10


def _upper(scene: Scene, low: Number, index: int) -> tuple[Number | None, int]:
    """The upper end of a range: 15-20, 15–20, and 15 - 20 if a word follows."""
    dash = scene[index]
    if (
        dash.kind != "dash"
        or dash.prefix
        or scene[index + 1].kind != "figure"
        or len(dash.text) > 1
    ):
        return None, index
    found = number(scene, index + 1)
    if found is None or found[0].figure.parts:
        return None, index
    high, after = found
    apart = dash.spaced or scene[index + 1].spaced
    if scene[after].text in ("=", "≈"):
        return None, index
    rising = (high.figure.whole, high.figure.decimals) >= (low.figure.whole, low.figure.decimals)
    rising = rising or scene[after].text.rstrip(".") == "ق.م"  # 276 - 194 ق.م
    if apart and (not rising or scene[after].kind == "dash"):
        return None, index
    if (
        not apart
        and scene[after].kind == "dash"
        and not scene[after].spaced
        and scene[after + 1].kind == "figure"
    ):
        return None, index
    return _completed(low, high), after


def _completed(low: Number, high: Number) -> Number:
    """The second year of 2019-20, in full."""
    first, second = low.figure, high.figure
    if (
        first.plain
        and first.whole in _YEARS
        and len(second.text) == 2
        and second.whole > first.whole % 100
    ):
        return Number(Figure(second.text, first.whole // 100 * 100 + second.whole))
    return high


def is_year(figure: Figure) -> bool:
    """Whether a figure looks like a year (1000 to 2100)."""
    return figure.plain and len(figure.text) == 4 and figure.whole in _YEARS


def two_figures(
    scene: Scene, index: int, signs: str, *, spaced: bool = False
) -> tuple[Figure, Figure] | None:
    """Two figures from `index` on, separated by one of `signs`, with no third; `spaced` allows spaces."""
    piece = scene.tokens[index : index + 3]
    if len(piece) < 3 or piece[0].kind != "figure" or piece[2].kind != "figure":
        return None
    if piece[1].prefix or piece[2].prefix:
        return None
    glued = not (piece[1].spaced or piece[2].spaced)
    if piece[1].text not in tuple(signs) or not (glued or spaced):
        return None
    low, high, more = parse(piece[0].text), parse(piece[2].text), scene[index + 3]
    longer = more.text == piece[1].text and scene[index + 4].kind == "figure"
    return None if longer and (not more.spaced or spaced) else (low, high)
