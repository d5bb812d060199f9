"""A cover from a title: a star to read it in, on a web of stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.cover.author import LEAST, MOST, encoded
from podcast.cover.colours import Palette, numbers, palette
from podcast.cover.lettering import LEADING, SMALLEST, Lettering, fit, legible, width, write
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
    radius = side * 0.46
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
    free = room * (0.80 if subtitle else 0.92)
    head = fit(title or "…", "ExtraBold", free, size * 0.19, size * SMALLEST)
    under = small * 3.2 if subtitle else 0
    top = (size - head.height - under) / 2
    _column(draw, head, size / 2, top, colours.letters)
    if not subtitle:
        return
    rule = top + head.height + small * 0.9
    draw.line(
        [(size / 2 - small * 1.6, rule), (size / 2 + small * 1.6, rule)],
        fill=colours.accent,
        width=max(2, size // 350),
    )
    line = _clipped(subtitle, small, free)
    write(draw, line, (size / 2, rule + small * 2), "Regular", small, colours.accent)


def _column(
    draw: ImageDraw, text: Lettering, middle: float, top: float, fill: tuple[int, int, int]
) -> None:
    for at, line in enumerate(text.lines):
        base = top + (at + 0.72) * text.size * LEADING
        write(draw, line, (middle, base), text.weight, text.size, fill)


def _clipped(text: str, size: int, room: float) -> str:
    words = text.split()
    while len(words) > 1 and width(" ".join(words), "Regular", size) > room * 1.5:
        words = [*words[:-2], words[-2] + "…"]
    return " ".join(words)
