"""A title as lines that fill a circle evenly, its Arabic joined and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import TYPE_CHECKING
from unicodedata import bidirectional, category, normalize

from podcast.errors import OutputError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

LEADING = 1.42
"""Height of a line, in sizes of its letters: marks above and below must not touch."""

TALL = 0.5
"""Half the height of the letters of a line, in their size."""

UNIT = 100
"""The size at which widths are compared."""

ROWS = 6
SMALLEST = 0.035
"""The smallest letters of a title, in widths of the picture: what a thumbnail still shows."""

CALM = 0.94
"""What a line more must gain: few lines read better than slightly larger letters."""

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

    layout = ImageFont.Layout.RAQM if _joins() else ImageFont.Layout.BASIC
    try:
        place = files("fontpkg_almarai") / "files" / f"Almarai-{weight}.ttf"
        with as_file(place) as path:
            return ImageFont.truetype(path, size, layout_engine=layout)
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
    """Whether a text runs from the left: one without any Arabic letter, or one of another such script.

    A title that merely begins with a Latin name is read from the right.
    """
    kinds = {bidirectional(letter) for letter in text}
    return "L" in kinds and not kinds & {"R", "AL"}


def width(text: str, weight: str, size: int) -> float:
    """How wide a text stands, in pixels."""
    shaped, direction = _shaped(text)
    return font(weight, size).getlength(shaped, direction=direction)


def write(
    draw: ImageDraw,
    text: str,
    at: tuple[float, float],
    face: FreeTypeFont,
    fill: tuple[int, int, int],
) -> None:
    """A line with the middle of its base line `at`."""
    shaped, direction = _shaped(text)
    draw.text(at, shaped, font=face, fill=fill, anchor="ms", direction=direction)


@cache
def _shaped(text: str) -> tuple[str, str | None]:
    """A text as Pillow is to be given it, and the direction to give with it, if it takes one."""
    if _joins():
        return text, "ltr" if rightward(text) else "rtl"
    return joined(text), None


def joined(text: str) -> str:
    """A text with its letters already in their joined forms, from left to right as they are drawn.

    Marks are left out: without Pillow's own shaping they would stand beside their letters.
    """
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    shaper = ArabicReshaper({"use_unshaped_instead_of_isolated": True, "delete_harakat": True})
    base = "L" if rightward(text) else "R"
    return str(get_display(shaper.reshape(text), base_dir=base))


@dataclass(frozen=True, slots=True)
class Room:
    """A circle of `radius` pixels for lines of letters of at most `largest`, with `under` kept free below."""

    radius: float
    largest: float
    smallest: float
    under: float = 0.0


def fit(text: str, weight: str, room: Room) -> Lettering:
    """The lines and the size that fill the circle best.

    A text too long for the smallest letters is cut at the end of a word, with an ellipsis.
    """
    words = text.split()
    while True:
        choices = (_largest(words, rows, weight, room) for rows in range(1, ROWS + 1))
        best = max(choices, key=lambda one: one.size * CALM ** len(one.lines))
        if best.size >= room.smallest or len(words) < 2:
            return best
        words = [*words[:-2], words[-2].rstrip("…،؛:.") + "…"]


def _largest(words: Sequence[str], rows: int, weight: str, room: Room) -> Lettering:
    """The words in `rows` even lines, as large as the circle lets them be."""
    lines = balanced(words, rows, weight)
    halves = [width(line, weight, UNIT) / 2 / UNIT for line in lines]
    low, high = 1.0, room.largest
    while high - low > 0.5:
        size = (low + high) / 2
        low, high = (size, high) if _inside(halves, size, room) else (low, size)
    return Lettering(lines, int(low), weight)


def _inside(halves: Sequence[float], size: float, room: Room) -> bool:
    """Whether the corners of all lines, of letters of `size`, and what is under them lie in the circle."""
    middle = (len(halves) - 1) / 2
    if (len(halves) * size * LEADING + room.under) / 2 > room.radius * 0.86:
        return False
    return all(
        hypot(half * size, abs((at - middle) * size * LEADING - room.under / 2) + size * TALL)
        <= room.radius
        for at, half in enumerate(halves)
    )


def balanced(words: Sequence[str], rows: int, weight: str) -> tuple[str, ...]:
    """Words in at most `rows` lines, the widest as narrow as can be."""
    wide = [width(word, weight, UNIT) for word in words]
    gap = width(" ", weight, UNIT)
    low, high = max(wide, default=0.0), sum(wide) + gap * len(wide)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_filled(words, wide, gap, middle)) <= rows:
            high = middle
        else:
            low = middle
    return tuple(" ".join(line) for line in _filled(words, wide, gap, high))


def _filled(
    words: Sequence[str], wide: Sequence[float], gap: float, room: float
) -> list[list[str]]:
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
