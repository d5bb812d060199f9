"""Covers: one drawn from a title, or the author's own picture made fit for podcast apps.

    draw(title, subtitle, size=, seed=) -> JPEG bytes
    check(data) -> Checked(jpeg, warnings)

Source of the limits: Apple's artwork requirements (square, 1400 to 3000 pixels, RGB, JPEG or PNG).
"""

from __future__ import annotations

from podcast.cover.author import Checked, check
from podcast.cover.drawing import draw

__all__ = ["Checked", "check", "draw"]
