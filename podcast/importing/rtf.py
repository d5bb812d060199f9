"""What RTF documents tell otherwise than readers expect: headings in lists, bold of Arabic letters. Pure."""

from __future__ import annotations

import re

_LISTED = re.compile(rb"\\ilvl\d+(\\outlinelevel\d)")
_NUMBER = re.compile(rb"(\\outlinelevel\d[^{}]{0,400})\{\\listtext[^{}]{0,400}\}\s*\\ls\d+")
_BOLD = re.compile(rb"\\ab(0?)(?![a-z\d])")


def settled(data: bytes) -> bytes:
    """A document whose headings are no items of a list, as LibreOffice's are, and whose bold is told once.

    The bold of letters from right to left has a control word of its own.
    """
    return _BOLD.sub(rb"\\b\1", _NUMBER.sub(rb"\1", _LISTED.sub(rb"\1", data)))
