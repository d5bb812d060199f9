"""A cover from a title: a star to read it in, on a web of stars."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from podcast.cover.author import LEAST, MOST, encoded
from podcast.cover.colours import Palette, numbers, palette
from podcast.cover.lettering import (
    LEADING,
    SMALLEST,
    Lettering,
    Room,
    fit,
    font,
    legible,
    width,
    write,
)
from podcast.cover.ornament import clearance, medallion, web

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

FINE = 2
"""Lines are drawn so many times too large and then made smaller: Pillow draws them with jagged edges."""


def draw(title: str, subtitle: str = "", *, size: int = LEAST, seed: str = "") -> bytes:
    """A square JPEG of `size` pixels, RGB: the same bytes for the same arguments on one machine.

    The colours come from `seed`, or else the title; the ornament from the title. So an episode drawn
    with its show's title as seed looks of that show and unlike its other episodes. Raises OutputError
    where the font is missing.
    """
    from PIL import Image, ImageDraw
    from PIL.Image import Resampling

    size = min(max(size, LEAST), MOST)
    colours = palette(seed or title)
    side = size * FINE
    large = Image.new("RGB", (side, side), colours.ground)
    room = _ornament(ImageDraw.Draw(large), side, numbers(title), colours) / FINE
    image = large.resize((size, size), Resampling.LANCZOS)
    _words(ImageDraw.Draw(image), size, room, (legible(title), legible(subtitle)), colours)
    return encoded(image)


def _ornament(draw: ImageDraw, side: int, chosen: list[int], colours: Palette) -> float:
    """The web and the star upon it. Returns the radius that is free inside."""
    cell = side / (5, 6, 7, 8)[chosen[1] % 4]
    angle = (54, 60, 67.5, 72)[chosen[2] % 4]
    thin = max(2, side // 420)
    for line in web(side, cell, chosen[3], angle):
        draw.line(line, fill=colours.lines, width=thin, joint="curve")
    middle = (side / 2, side / 2)
    points = (8, 10, 12, 16)[chosen[4] % 4]
    radius = side * 0.445
    draw.polygon(medallion(middle, points, radius), fill=colours.shade)
    edge = medallion(middle, points, radius)
    draw.line([*edge, edge[1]], fill=colours.accent, width=3 * thin, joint="curve")
    within = medallion(middle, points, radius * 0.955)
    draw.line([*within, within[1]], fill=colours.accent, width=thin, joint="curve")
    return clearance(within, middle)


def _words(
    draw: ImageDraw, size: int, room: float, texts: tuple[str, str], colours: Palette
) -> None:
    """Title and, under a short rule, subtitle, both in the middle of the free circle."""
    title, subtitle = texts
    small = int(size * 0.045)
    free = room * 0.94
    under = small * 3.4 if subtitle else 0.0
    head = fit(title or "…", "ExtraBold", Room(free, size * 0.19, size * SMALLEST, under))
    top = (size - head.height - under) / 2
    _column(draw, head, size / 2, top, colours.letters)
    if not subtitle:
        return
    rule = top + head.height + small * 1.25
    draw.line(
        [(size / 2 - small * 1.6, rule), (size / 2 + small * 1.6, rule)],
        fill=colours.accent,
        width=max(2, size // 350),
    )
    base = rule + small * 1.9
    chord = 2 * sqrt(max(0.0, free**2 - (base - size / 2) ** 2))
    line, letters = _under(subtitle, small, chord)
    write(draw, line, (size / 2, base), font("Regular", letters), colours.accent)


def _column(
    draw: ImageDraw, text: Lettering, middle: float, top: float, fill: tuple[int, int, int]
) -> None:
    for at, line in enumerate(text.lines):
        base = top + (at + 0.72) * text.size * LEADING
        write(draw, line, (middle, base), font(text.weight, text.size), fill)


def _under(text: str, size: int, room: float) -> tuple[str, int]:
    """A line and the size of its letters, smaller or cut at the end of a word to stay within `room`."""
    words = text.split()
    while True:
        line = " ".join(words)
        fitting = int(size * min(1.0, room / width(line, "Regular", size)))
        if len(words) < 2 or fitting > size * 0.7:
            return line, max(1, fitting)
        words = [*words[:-2], words[-2].rstrip("…،؛:.") + "…"]
