"""The typeface, and how Pillow is to be given Arabic text in it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from podcast.errors import OutputError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont


@cache
def face(weight: str, size: int) -> FreeTypeFont:
    """Almarai, an open typeface (OFL 1.1) that has both Arabic and Latin letters.

    Raises OutputError where it is missing.
    """
    from importlib.resources import as_file, files

    from PIL import ImageFont

    layout = ImageFont.Layout.RAQM if joins() else ImageFont.Layout.BASIC
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
def joins() -> bool:
    """Whether Pillow itself can join Arabic letters: it needs a library that not every system has."""
    from PIL import features

    return bool(features.check("raqm"))


def leftward(text: str) -> bool:
    """Whether a text is read from the right: one with any Arabic letter, or with no letter at all.

    A title that merely begins with a Latin name is read from the right too.
    """
    kinds = {bidirectional(letter) for letter in text}
    return "L" not in kinds or bool(kinds & {"R", "AL"})


ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
LATIN_WORD = re.compile(
    rf"([\"'“‘(\[«]*)([^\s{ARABIC}\"'“‘(\[«]*[A-Za-z\u00c0-\u024f][^\s{ARABIC}]*?)"
    rf"(?=[\"'”’)\]».,:;!?…]*(?:[\s{ARABIC}]|$))"
)
"""What opens a Latin word, and the word itself without the points of the sentence that follow it."""

LRM = "\u200e"


def ordered(text: str) -> str:
    """A text read from the right, in which signs that belong to a Latin word stay on their side: C++, .NET.

    In the bidi algorithm such signs are neutral and would go to the other side (UAX 9, 4.3 tells of marks).
    """
    return LATIN_WORD.sub(_held, text)


def _held(match: re.Match[str]) -> str:
    opening, core = match.groups()
    return f"{opening}{LRM}{core}{LRM}"


@cache
def width(text: str, weight: str, size: int, leftward: bool = True) -> float:
    """How wide a text stands, in pixels."""
    shaped, direction = _shaped(text, leftward)
    return face(weight, size).getlength(shaped, direction=direction)


def write(
    draw: ImageDraw,
    text: str,
    corner: tuple[float, float],
    face: FreeTypeFont,
    fill: tuple[int, int, int],
    leftward: bool,
) -> None:
    """A line with the middle of its base line `at`; `leftward` as the whole text is that it is a line of."""
    shaped, direction = _shaped(text, leftward)
    draw.text(corner, shaped, font=face, fill=fill, anchor="ms", direction=direction)


@cache
def _shaped(text: str, leftward: bool) -> tuple[str, str | None]:
    """A text as Pillow is to be given it, and the direction to give with it, if it takes one."""
    held = ordered(text) if leftward else text
    if joins():
        return held, "rtl" if leftward else "ltr"
    return joined(held, leftward), None


def joined(text: str, leftward: bool = True) -> str:
    """A text with its letters already in their joined forms, from left to right as they are drawn.

    Marks are left out: without Pillow's own shaping they would stand beside their letters.
    """
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    shaper = ArabicReshaper({"use_unshaped_instead_of_isolated": True, "delete_harakat": True})
    shown = str(get_display(shaper.reshape(text), base_dir="R" if leftward else "L"))
    return shown.replace(LRM, "")
