"""What RTF tells otherwise than readers expect: old encodings, headings in lists, Arabic bold. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from podcast.structs import Frozen, replace

_LISTED = re.compile(rb"\\ilvl\d+(\\outlinelevel\d)")
_NUMBER = re.compile(rb"(\\outlinelevel\d[^{}]{0,400})\{\\listtext[^{}]{0,400}\}\s*\\ls\d+")
_BOLD = re.compile(rb"\\ab(0?)(?![a-z\d])")

_CHARSET = re.compile(rb"\\f(\d+)\b[^{};]{0,99}?\\fcharset(\d+)")
_CODEPAGES = {161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 204: 1251, 238: 1250, 2: 0}
"""Windows code pages by the character sets of fonts; 0 for the signs of a font of symbols."""

_ARABIC = 1256
_TOKEN = re.compile(
    rb"[{}]|\\'([0-9a-fA-F]{2})|\\(u|uc|f)(-?\d+) ?|\\[a-z]+-?\d* ?|\\[^a-z]|[^\\{}]+", re.DOTALL
)


class _State(Frozen):
    """What holds in a group: its font, and how many signs for older readers follow a letter in Unicode."""

    font: int = -1
    spare: int = 1


def settled(data: bytes) -> bytes:
    """A document in Unicode, whose headings are no items of a list, as LibreOffice's are, with bold told once.

    The bold of letters from right to left has a control word of its own.
    """
    data = _BOLD.sub(rb"\\b\1", _NUMBER.sub(rb"\1", _LISTED.sub(rb"\1", data)))
    return _in_unicode(data) if _is_arabic(data) else data


def _is_arabic(data: bytes) -> bool:
    return b"\\ansicpg1256" in data or b"\\fcharset178" in data


def _in_unicode(data: bytes) -> bytes:
    r"""`data` with `\u1575 ?` for each `\'c7` of the Arabic code page, which readers take for Latin.

    A font of the usual character set is in the code page of an Arabic system: French letters have the same
    places in both.
    """
    charsets = {int(font): int(charset) for font, charset in _CHARSET.findall(data)}
    states = [_State()]
    skipped = 0
    done: list[bytes] = []
    for token in _TOKEN.finditer(data):
        said, (code, word, number) = token[0], token.groups()
        if said == b"{":
            states.append(states[-1])
            skipped = 0
        elif said == b"}":
            states.pop()
            states = states or [_State()]
            skipped = 0
        elif word == b"u":
            skipped = states[-1].spare
        elif word:
            key = "font" if word == b"f" else "spare"
            states[-1] = replace(states[-1], **{key: int(number)})
        elif code and skipped:
            skipped -= 1
        elif code:
            said = _letter(int(code, 16), states[-1], charsets) or said
        elif not said.startswith(b"\\"):
            skipped = 0
        done.append(said)
    return b"".join(done)


def _letter(byte: int, state: _State, charsets: Mapping[int, int]) -> bytes:
    """A byte as a letter in Unicode; b"" where its font is of symbols or it is none."""
    page = _CODEPAGES.get(charsets.get(state.font, 178), _ARABIC)
    if byte < 0x80 or not page:
        return b""
    letter = bytes([byte]).decode(f"cp{page}", "ignore")
    if not letter:
        return b""
    told = b"\\u%d ?" % ord(letter)
    return told if state.spare == 1 else b"\\uc1" + told + b"\\uc%d " % state.spare
