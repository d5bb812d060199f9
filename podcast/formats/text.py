"""Single values as text: folded white space, times as clocks show them, language tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The form of a language tag (RFC 5646), such as `ar` or `ar-EG`, whether or not it is registered."""

NONCHARACTER = "[\ufdd0-\ufdef{}]".format(
    "".join(chr(p << 16 | e) for p in range(17) for e in (0xFFFE, 0xFFFF))
)
"""A pattern for Unicode noncharacters (The Unicode Standard, section 23.7)."""

_CAESURA = re.compile(
    r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t\s*|\s(?:\.{2,4}|…|\*{1,3}|/{1,2}|ـ{2,})\s)(?=\S)"
)
"""The white, or the signs, between the halves of a verse."""

LEAST_WORDS, EVEN = 3, 0.6
"""What a half of a verse has at least, and the least share of the longer half that the shorter is."""

_LETTER = re.compile(r"[^\W\d_]")
LEAST_RHYMES, MOSTLY = 5, 0.8
"""Lines that end in the same letter, at least, and their share among verses."""


def folded(text: str) -> str:
    """`text` on one line, with every run of white space as one space and none at the ends."""
    return " ".join(text.split())


def are_verses(lines: Sequence[str]) -> bool:
    """Whether lines are verses: half of them or more have two even halves, or nearly all rhyme.

    Rhymes are words that differ and end in the same letter.
    """
    halved = sum(map(_is_halved, lines))
    if halved and (halved == len(lines) or (halved > 1 and 2 * halved >= len(lines))):
        return True
    words = {"".join(_LETTER.findall(line.rpartition(" ")[2])) for line in lines}
    ends = Counter(word[-1] for word in words if word)
    return max(ends.values(), default=0) >= max(LEAST_RHYMES, MOSTLY * len(lines))


def _is_halved(line: str) -> bool:
    """Whether a line has two halves that are about as long; headings and cells of tables seldom have."""
    halves = _CAESURA.split(line.strip())
    if len(halves) != 2 or any(len(half.split()) < LEAST_WORDS for half in halves):
        return False
    shorter, longer = sorted(map(len, halves))
    return shorter >= EVEN * longer


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word that was probably meant by a misspelled one; "" if none is so alike (0 to 1)."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word.lower(), list(known), 1, likeness)), "")


def clock(ms: int) -> str:
    """Milliseconds in the form in which podcast apps recognise times: `02:03`, or `1:02:03` from an hour on.

    Seconds are rounded down, so that a tap lands in the pause before a chapter, not in its first word.
    """
    hours, minutes, seconds, _ = _parts(ms)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def timestamp(ms: int, point: str = ".") -> str:
    """Milliseconds as `00:02:03.500` for WebVTT, Normal Play Time and, with a comma for `point`, SubRip.

    Hours are always given, with at least two digits, because some readers insist on them.
    """
    hours, minutes, seconds, rest = _parts(ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"


def duration(ms: int) -> str:
    """Milliseconds as players show a duration: `0:07`, `4:05`, `1:02:03`, with seconds rounded as in `clock`,
    so that the command and the pages agree."""
    return clock(ms).removeprefix("0")


def _parts(ms: int) -> tuple[int, int, int, int]:
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, ms
