"""Sentences that take far shorter or longer than the others: a voice swallowed words, or made some up."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence

from podcast.checkup.findings import Finding, found

ENOUGH = 12
"""Cues from which on a usual pace is known."""

FEW = 8
"""Letters under which a sentence tells nothing."""

TIMES = 3
"""How many times faster or slower than usual no voice speaks."""

_TAG = re.compile(r"<[^>]*>")


def check_pace(file: str, cues: Sequence[tuple[int, int, str]]) -> Iterator[Finding]:
    """`cues` are (line, milliseconds, text). Each that is far from the usual pace is told."""
    counted = [(line, ms, _letters(text)) for line, ms, text in cues]
    judged = [one for one in counted if one[2] >= FEW]
    if len(judged) < ENOUGH:
        return
    usual = statistics.median(ms / letters for _, ms, letters in judged)
    for line, ms, letters in judged:
        if not usual * letters / TIMES <= ms <= usual * (letters + FEW) * TIMES:
            yield found(
                "cues-pace",
                file,
                line,
                seconds=round(ms / 1000, 1),
                usual=round(usual * letters / 1000, 1),
            )


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in _TAG.sub("", text))
