"""Splits a text into parts for a model: sentences, and if these are too long clauses, then words."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 600
"""The most characters given to a model at once; beyond it, piper's cost per letter grows."""

_SENTENCES = re.compile(r"[^.!?؟…\n]+[.!?؟…\n]*|[.!?؟…\n]+")
_CLAUSES = re.compile(r"[^،؛:]+[،؛:]*|[،؛:]+")
_WORDS = re.compile(r"\s*\S+\s*")
_CUTTERS = (_SENTENCES, _CLAUSES, _WORDS)


def parts(text: str, cutters: tuple[re.Pattern[str], ...] = _CUTTERS) -> Iterator[str]:
    """`text` in parts of at most LONGEST characters, as coarsely as possible; words stay whole."""
    cutter, *finer = cutters
    for part in _packed(cutter.findall(text), keep=cutter is _SENTENCES):
        if len(part) > LONGEST and finer:
            yield from parts(part, tuple(finer))
        else:
            yield part


def _packed(found: list[str], keep: bool) -> Iterator[str]:
    """Neighbours joined while they fit; with `keep` all stay apart, as sentences must."""
    packed = ""
    for part in found:
        if packed and (keep or len(packed) + len(part) > LONGEST):
            yield packed
            packed = ""
        packed += part
    if packed:
        yield packed
