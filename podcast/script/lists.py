"""List markers as people type them: all kinds of bullets, numbers in Latin and Arabic digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast.structs import Frozen

_BULLET = re.compile(r"[-*+•·▪▫●○◦‣⁃–—]\s+(?=\S)")
_NUMBER = re.compile(
    r"\(?([0-9]{1,2}|[٠-٩]{1,2}|[۰-۹]{1,2})(?:[.)](?=\s)|[-–)](?=\s|[^\W\d]))\s*(?=\S)"
)
_FOREIGN = re.compile(r"[•·▪▫●○◦‣⁃]\s+(?=\S)")


class Marked(Frozen):
    """A line that begins with a list marker, `number` or a bullet; `rest` is what follows it."""

    number: int | None
    rest: str

    def adjoins(self, other: Marked | None) -> bool:
        """Whether `other` could be the next item of the same numbered list."""
        if other is None or self.number is None or other.number is None:
            return False
        return other.number - self.number in (0, 1)


def marked(text: str) -> Marked | None:
    """`text` split after its list marker; None without one. Years, dates and decimals are not markers."""
    if bullet := _BULLET.match(text):
        return Marked(None, text[bullet.end() :])
    if number := _NUMBER.match(text):
        return Marked(int(number[1]), text[number.end() :])
    return None


def items(marks: Sequence[Marked | None]) -> list[Marked | None]:
    """The `marks` of consecutive lines, without numbers that neither continue a list nor are continued."""
    after, before = [*marks[1:], None], [None, *marks[:-1]]
    return [
        mark
        if mark and (mark.number is None or mark.adjoins(below) or (above and above.adjoins(mark)))
        else None
        for above, mark, below in zip(before, marks, after, strict=True)
    ]


def unmarkdown(text: str) -> Marked | None:
    """As `marked`, but only for markers that Markdown does not know: `•`, Arabic digits, `1-`."""
    marker = marked(text)
    if marker and marker.number is None and not _FOREIGN.match(text):
        return None
    return marker
