"""A title as lines that fill a circle evenly, its Arabic joined and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category, normalize

from podcast.errors import OutputError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

LEADING = 1.42
"""Height of a line, in sizes of its letters: marks above and below must not touch."""

ROWS = 6
SMALLEST = 0.035
"""The smallest letters of a title, in widths of the picture: what a thumbnail still shows."""

JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines set in one size, in pixels."""

    lines: tuple[str, ...]
    size: int
    weight: str

    @property
    def height(self) -> float:
        """Height of all lines together, in pixels."""
        return len(self.lines) * self.size * LEADING


@cache
def font(weight: str, size: int) -> FreeTypeFont:
    """Almarai, an open typeface (OFL 1.1) that has both Arabic and Latin letters."""
    from importlib.resources import as_file, files

    from PIL import ImageFont

    try:
        place = files("fontpkg_almarai") / "files" / f"Almarai-{weight}.ttf"
        with as_file(place) as path:
            return ImageFont.truetype(path, size)
    except (ModuleNotFoundError, OSError) as error:
        raise OutputError(
            "a cover cannot be drawn without the font Almarai: {problem}; install fontpkg-almarai,"
            " or give a cover of your own in script/show.toml",
            problem=str(error),
        ) from error


@cache
def _joins() -> bool:
    """Whether Pillow itself can join Arabic letters: it needs a library that not every system has."""
    from PIL import features

    return bool(features.check("raqm"))


def legible(text: str) -> str:
    """What of a text the font can show, on one line, without what turns directions around."""
    wanted = "".join(letter if _shown(letter) else " " for letter in normalize("NFC", text))
    return " ".join(wanted.split())


@cache
def _shown(letter: str) -> bool:
    kind = category(letter)
    if letter in JOINERS or kind == "Zs":
        return True
    return kind[0] != "C" and _picture(letter) != _picture("\U0010ffff")


def _picture(letter: str) -> tuple[object, bytes]:
    from PIL import ImageFont

    plain = font("Bold", 40).font_variant(layout_engine=ImageFont.Layout.BASIC)
    mask = plain.getmask(letter)
    return mask.size, bytes(mask)


def rightward(text: str) -> bool:
    """Whether a text begins at the left: its first letter of a direction of its own is Latin."""
    strong = (bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "R") == "L"


def width(text: str, weight: str, size: int) -> float:
    """How wide a text stands, in pixels."""
    shaped, options = _shaped(text)
    return float(font(weight, size).getlength(shaped, **options))


def write(draw: ImageDraw, text: str, at: tuple[float, float], style: str, size: int, fill: tuple[int, int, int]) -> None:
    """A line with the middle of its base line `at`; `style` is the font's weight."""
    shaped, options = _shaped(text)
    draw.text(at, shaped, font=font(style, size), fill=fill, anchor="ms", **options)


@cache
def _shaped(text: str) -> tuple[str, dict[str, str]]:
    if _joins():
        direction = "ltr" if rightward(text) else "rtl"
        return text, {"direction": direction, "language": "ar"}
    return joined(text), {}


def joined(text: str) -> str:
    """A text with its letters already in their joined forms, from left to right as they are drawn.

    Marks are left out: without Pillow's own shaping they would stand beside their letters.
    """
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    shaper = ArabicReshaper({"use_unshaped_instead_of_isolated": True, "delete_harakat": True})
    base = "L" if rightward(text) else "R"
    return str(get_display(shaper.reshape(text), base_dir=base))


def fit(text: str, weight: str, radius: float, largest: float, smallest: float) -> Lettering:
    """The lines and the size, at most `largest` pixels, that fill a circle of `radius` best.

    A text too long for the smallest letters is cut at the end of a word, with an ellipsis.
    """
    words = text.split()
    while True:
        choices = (_largest(words, rows, weight, radius, largest) for rows in range(1, ROWS + 1))
        best = max(choices, key=lambda one: (one.size, -len(one.lines)))
        if best.size >= smallest or len(words) < 2:
            return best
        words = [*words[:-2], words[-2].rstrip("…،؛:.") + "…"]


def _largest(words: Sequence[str], rows: int, weight: str, radius: float, most: float) -> Lettering:
    """The words in `rows` even lines, as large as the circle lets them be."""
    unit = 100
    lines = balanced(words, rows, weight)
    count, middle = len(lines), (len(lines) - 1) / 2
    reach = 0.0
    for at, line in enumerate(lines):
        half = width(line, weight, unit) / 2 / unit
        off = (abs(at - middle) + 0.36) * LEADING
        reach = max(reach, sqrt(half * half + off * off))
    return Lettering(lines, int(min(most, radius / reach if count else most)), weight)


def balanced(words: Sequence[str], rows: int, weight: str) -> tuple[str, ...]:
    """Words in at most `rows` lines, the widest as narrow as can be."""
    unit = 100
    wide = [width(word, weight, unit) for word in words]
    gap = width(" ", weight, unit)
    low, high = max(wide, default=0.0), sum(wide) + gap * len(wide)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(words, wide, gap, middle)) <= rows:
            high = middle
        else:
            low = middle
    return tuple(" ".join(line) for line in _filled(words, wide, gap, high))


def _filled(words: Sequence[str], wide: Sequence[float], gap: float, room: float) -> list[list[str]]:
    lines: list[list[str]] = []
    left = 0.0
    for word, need in zip(words, wide, strict=True):
        if lines and need + gap <= left:
            lines[-1].append(word)
            left -= need + gap
        else:
            lines.append([word])
            left = room - need
    return lines
