"""Covers: drawn from a title, or the author's own picture made acceptable to podcast apps.

    draw(title, under, over, size=, seed=) -> JPEG bytes
    check(data) -> Checked(jpeg, warnings)
    hue(title) -> degrees                             the colour of what draw makes of it
    small(jpeg, side) -> JPEG bytes                   for the tags of an MP3, and for lists

Source of the limits: Apple's artwork requirements (square, 1400 to 3000 pixels, RGB, JPEG or PNG).
"""

from __future__ import annotations

from podcast.cover.colours import hue
from podcast.cover.drawing import draw
from podcast.cover.picture import Checked, check, small

__all__ = ["DESIGN", "Checked", "check", "draw", "hue", "small"]

DESIGN = 4
"""To be raised when covers come out differently; it is part of their cache recipe."""
