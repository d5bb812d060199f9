"""The typeface, and how to draw Arabic text in it with Pillow."""

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
    """Almarai, an open typeface (OFL 1.1) with both Arabic and Latin letters.

    Raises OutputError if it is missing.
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
    """Whether Pillow itself can shape Arabic: it needs libraqm, which not every system has."""
    from PIL import features

    return bool(features.check("raqm"))


def leftward(text: str) -> bool:
    """Whether a text runs right to left: it has an Arabic letter, or no letter at all.

    So does an Arabic title that merely begins with a Latin name.
    """
    kinds = {bidirectional(letter) for letter in text}
    return "L" not in kinds or bool(kinds & {"R", "AL"})


ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
LATIN_WORD = re.compile(
    rf"([\"'“‘(\[«]*)([^\s{ARABIC}\"'“‘(\[«]*[A-Za-z\u00c0-\u024f][^\s{ARABIC}]*?)"
    rf"(?=[\"'”’)\]».,:;!?…]*(?:[\s{ARABIC}]|$))"
)
"""What opens a Latin word, and the word itself without the punctuation that follows it."""

LRM = "\u200e"


def ordered(text: str) -> str:
    """A right-to-left text in which the signs of a Latin word stay on their side: C++, .NET.

    Such signs are neutral in the bidi algorithm and would move to the other side (UAX #9, section 4.3).
    """
    return LATIN_WORD.sub(_isolated, text)


def _isolated(match: re.Match[str]) -> str:
    opening, core = match.groups()
    return f"{opening}{LRM}{core}{LRM}"


@cache
def width(text: str, weight: str, size: int, leftward: bool = True) -> float:
    """The width of a text in pixels."""
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
    """Draw a line with the middle of its baseline at `corner`; `leftward` is the direction of the whole
    text."""
    shaped, direction = _shaped(text, leftward)
    draw.text(corner, shaped, font=face, fill=fill, anchor="ms", direction=direction)


@cache
def _shaped(text: str, leftward: bool) -> tuple[str, str | None]:
    """The text to pass to Pillow, and the direction to pass with it, if it takes one."""
    held = ordered(text) if leftward else text
    if joins():
        return held, "rtl" if leftward else "ltr"
    return joined(held, leftward), None


def joined(text: str, leftward: bool = True) -> str:
    """A text in presentation forms and visual order, for Pillow without shaping.

    Diacritics are left out: without shaping they would be drawn beside their letters.
    """
    from arabic_reshaper import ArabicReshaper
    from bidi.algorithm import get_display

    shaper = ArabicReshaper({"use_unshaped_instead_of_isolated": True, "delete_harakat": True})
    shown = str(get_display(shaper.reshape(text), base_dir="R" if leftward else "L"))
    return shown.replace(LRM, "")
