"""Finds sentences far shorter or longer than the others: a voice dropped words, or made some up."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence

from podcast.checkup.findings import Finding, found

ENOUGH = 12
"""The least number of cues from which a usual pace is derived."""

FEW = 8
"""Sentences with fewer letters are not judged."""

TIMES = 3
"""No voice is this many times faster or slower than usual."""

_TAG = re.compile(r"<[^>]*>")


def check_pace(file: str, cues: Sequence[tuple[int, int, str]]) -> Iterator[Finding]:
    """Findings for cues, given as (line, milliseconds, text), that are far from the usual pace."""
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
