"""List markers as people type them: bullets of all kinds, numbers in Latin and Arabic digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"[-*+•·▪▫●○◦‣⁃–—]\s+(?=\S)")
_NUMBER = re.compile(
    r"\(?(?:[0-9]{1,2}|[٠-٩]{1,2}|[۰-۹]{1,2})(?:[.)](?=\s)|[-–)](?=\s|[^\W\d]))\s*(?=\S)"
)
_FOREIGN = re.compile(r"[•·▪▫●○◦‣⁃]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that begins with a list marker: `rest` is what follows it."""

    numbered: bool
    rest: str


def marked(text: str) -> Marked | None:
    """`text` taken apart at its list marker, if any: a year, a date, a decimal is none."""
    if bullet := _BULLET.match(text):
        return Marked(False, text[bullet.end() :])
    if number := _NUMBER.match(text):
        return Marked(True, text[number.end() :])
    return None


def unmarkdown(text: str) -> Marked | None:
    """As `marked`, but only the markers that Markdown does not know: `•`, Arabic digits, `1-`."""
    found = marked(text)
    if found and not found.numbered and not _FOREIGN.match(text):
        return None
    return found
