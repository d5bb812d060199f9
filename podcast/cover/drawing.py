"""Draws a cover from a title, set in a star or a rosette on a pattern of stars."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING

from podcast.cover.colours import Colour, Palette, numbers, palette
from podcast.cover.glyphs import legible
from podcast.cover.lettering import ELLIPSIS, LEADING, SMALLEST, Circle, Lettering, fit
from podcast.cover.ornament import Point, clearance, medallion, rosette, web
from podcast.cover.picture import LEAST, MOST, encoded
from podcast.cover.typeface import face, leftward, width, write
from podcast.structs import Frozen

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

FINE = 3
"""The supersampling factor: Pillow draws lines with jagged edges, so they are drawn larger and scaled down."""

LONGEST = 400
"""How many letters of a title are considered."""

LARGEST = 0.27
SMALL = 0.052
"""The size of a title's largest letters, and of the lines above and below it, relative to the picture's
width."""


class Words(Frozen):
    """The words on a cover: the title, with small lines `over` and `under` it."""

    title: str
    under: str = ""
    over: str = ""


def draw(
    title: str, under: str = "", over: str = "", *, size: int = LEAST, seed: str = ""
) -> bytes:
    """A square RGB JPEG of about `size` pixels a side; the same arguments give the same bytes on one machine.

    Colours and ornament are derived from `seed`, or else from the title: episodes drawn with the show's title
    as seed share its look. Raises OutputError if the font is missing.
    """
    from PIL.ImageDraw import Draw

    size = min(max(size + size % 2, LEAST), MOST)
    words = Words(*(legible(text[:LONGEST]) for text in (title, under, over)))
    picture, room = _ground(seed or title, size)
    picture = picture.copy()
    _write(Draw(picture), size, room, words, palette(seed or title))
    return encoded(picture)


@lru_cache(maxsize=1)
def _ground(seed: str, size: int) -> tuple[Image, float]:
    """The picture without words, and the radius of the free circle in its middle, in pixels.

    All four quarters are alike, so one is drawn and mirrored.
    """
    from PIL import Image, ImageOps
    from PIL.ImageDraw import Draw

    half, side = size // 2, size * FINE
    colours = palette(seed)
    large = Image.new("RGB", (half * FINE, half * FINE), colours.ground)
    room = _ornament(Draw(large), side, numbers(seed), colours) / FINE
    quarter = large.reduce(FINE)
    top = Image.new("RGB", (size, half))
    top.paste(quarter, (0, 0))
    top.paste(ImageOps.mirror(quarter), (half, 0))
    whole = Image.new("RGB", (size, size))
    whole.paste(top, (0, 0))
    whole.paste(ImageOps.flip(top), (0, half))
    return whole, room


def _ornament(draw: ImageDraw, side: int, chosen: list[int], colours: Palette) -> float:
    """Draw the pattern and the frame on it; returns the radius of the free circle inside."""
    cell = side / (5, 6, 7, 8)[chosen[1] % 4]
    angle = (54, 60, 67.5, 72)[chosen[2] % 4]
    thin = max(2, side // 420)
    for line in web(side, cell, chosen[3], angle):
        if any(x <= side / 2 + thin and y <= side / 2 + thin for x, y in line):
            draw.line(line, fill=colours.lines, width=thin, joint="curve")
    middle, radius = (side / 2, side / 2), side * 0.452
    edge = _frame(chosen, middle, radius)
    within = _frame(chosen, middle, radius * 0.955)
    draw.polygon(edge, fill=colours.shade)
    draw.line([*edge, edge[1]], fill=colours.edge, width=3 * thin, joint="curve")
    draw.line([*within, within[1]], fill=colours.edge, width=thin, joint="curve")
    return clearance(within, middle)


def _frame(chosen: list[int], middle: Point, radius: float) -> list[Point]:
    points = (8, 10, 12, 16)[chosen[4] % 4]
    shape = rosette if chosen[6] % 3 == 0 else medallion
    return shape(middle, points, radius)


def _write(draw: ImageDraw, size: int, room: float, words: Words, colours: Palette) -> None:
    """Write the words into the free circle, with a short rule between the title and the line below it."""
    small = int(size * SMALL)
    free = room * 0.94
    above, under = (small * 1.9 if words.over else 0.0), (small * 3.4 if words.under else 0.0)
    head = fit(
        words.title or ELLIPSIS,
        "ExtraBold",
        Circle(free, size * LARGEST, size * SMALLEST, above, under),
    )
    top = (size - head.height - above - under) / 2
    if words.over:
        _small(draw, words.over, (size, top + small), free, colours.accent)
    _column(draw, head, (size / 2, top + above), colours.letters, leftward(words.title))
    if not words.under:
        return
    rule = top + above + head.height + small * 1.15
    draw.line(
        [(size / 2 - small * 1.4, rule), (size / 2 + small * 1.4, rule)],
        fill=colours.edge,
        width=max(2, size // 350),
    )
    _small(draw, words.under, (size, rule + small * 1.75), free, colours.accent)


def _column(
    draw: ImageDraw, text: Lettering, corner: tuple[float, float], fill: Colour, is_leftward: bool
) -> None:
    """Write the lines of a title below each other, all in the title's direction."""
    middle, top = corner
    for row, line in enumerate(text.lines):
        base = top + (row + 0.72) * text.size * LEADING
        write(draw, line, (middle, base), face(text.weight, text.size), fill, is_leftward)


def _small(
    draw: ImageDraw, text: str, corner: tuple[int, float], free: float, fill: Colour
) -> None:
    """Write a line of small letters at `corner`, given as (size, baseline), within the free circle."""
    size, base = corner
    small = int(size * SMALL)
    chord = 2 * sqrt(max(1.0, free**2 - (abs(base - size / 2) + small * 0.5) ** 2))
    line, letters = _fitting(text, small, chord)
    write(draw, line, (size / 2, base), face("Regular", letters), fill, leftward(text))


def _fitting(text: str, size: int, room: float) -> tuple[str, int]:
    """A line and its letter size, reduced, or cut at the end of a word, to fit into `room` pixels."""
    words = text.split()
    while True:
        line = " ".join(words)
        fitting = int(size * min(1.0, room / max(1.0, width(line, "Regular", size))))
        if len(words) < 2 or fitting > size * 0.7:
            return line, max(1, fitting)
        words = [*words[:-2], words[-2].rstrip("…،؛:.") + ELLIPSIS]
