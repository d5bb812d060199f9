"""Single values as text: white space folded, times as clocks show them, language tags."""

from __future__ import annotations

import re

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag in the form of RFC 5646, without looking up whether it is registered: `ar`, `ar-EG`."""

NONCHARACTER = "[\ufdd0-\ufdef{}]".format(
    "".join(chr(p << 16 | e) for p in range(17) for e in (0xFFFE, 0xFFFF))
)
"""A pattern for what Unicode keeps for no text at all (its section 23.7)."""


def folded(text: str) -> str:
    """One line: every run of white space is one space, and none at the ends."""
    return " ".join(text.split())


def clock(ms: int) -> str:
    """Milliseconds as podcast apps recognise a time in a text: `02:03`, or `1:02:03` from an hour on.

    Whole seconds, rounded down: a tap lands in the pause before a chapter, not in its first word.
    """
    hours, minutes, seconds, _ = _parts(ms)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def timestamp(ms: int, point: str = ".") -> str:
    """`00:02:03.500`, as WebVTT, SubRip (`point` a comma) and Normal Play Time have it.

    Hours always, two digits at least: some readers take nothing less.
    """
    hours, minutes, seconds, rest = _parts(ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"


def duration(ms: int) -> str:
    """A duration as players show it: `0:07`, `4:05`, `1:02:03`; whole seconds as in `clock`, so that the
    command and the page tell the same."""
    return clock(ms).removeprefix("0")


def _parts(ms: int) -> tuple[int, int, int, int]:
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, ms
