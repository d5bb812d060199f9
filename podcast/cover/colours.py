"""Colours derived from a text: always the same for the same text, calm, and legible for any text."""

from __future__ import annotations

import colorsys
import hashlib

from podcast.structs import Frozen

Colour = tuple[int, int, int]


class Palette(Frozen):
    """A deep ground with lines on it; a shade to write on, and its edge; letters and an accent."""

    ground: Colour
    shade: Colour
    lines: Colour
    edge: Colour
    accent: Colour
    letters: Colour


def numbers(text: str) -> list[int]:
    """32 numbers from 0 to 255, all of which depend on every letter of the text (SHA-256)."""
    return list(hashlib.sha256(text.encode("utf-8", "ignore")).digest())


def hue(text: str) -> int:
    """The hue of the ground, in degrees of the colour wheel."""
    return round(numbers(text)[0] // 4 / 64 * 360)


def palette(text: str) -> Palette:
    """One of 64 hues in one of three tones; letters have a contrast of at least 7:1."""
    chosen = numbers(text)
    hue = chosen[0] // 4 / 64
    gold = 0.115 if not 0.05 < hue < 0.2 else 0.09
    warm = _colour(gold, 0.68, 0.62)
    deep = 0.2 if 0.15 < hue < 0.55 else 0.24  # greens look lighter than they are
    ground, lines = _colour(hue, deep, 0.52), _colour(hue, deep + 0.17, 0.42)
    if chosen[5] % 4 == 0:  # letters of ink on cream
        ink, accent = _colour(hue, 0.13, 0.60), _colour(hue, 0.27, 0.55)
        return Palette(ground, _colour(gold, 0.93, 0.55), lines, warm, accent, ink)
    shade = _colour(hue, 0.135, 0.55)
    if chosen[5] % 4 == 1:  # no gold: the ground's own hue, and the one beyond it, both pale
        pale = _colour((hue + 0.45) % 1, 0.76, 0.55)
        return Palette(ground, shade, lines, pale, pale, _colour(hue, 0.96, 0.60))
    return Palette(ground, shade, lines, warm, warm, _colour(gold, 0.96, 0.60))


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return (round(red * 255), round(green * 255), round(blue * 255))
