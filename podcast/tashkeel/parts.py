"""A text in parts that a model takes at once: sentences, and of long ones clauses, then words."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 600
"""Characters a model is given at once; up to here a letter costs the same, then piper's costs ever more."""

_SENTENCES = re.compile(r"[^.!?؟…\n]+[.!?؟…\n]*|[.!?؟…\n]+")
_CLAUSES = re.compile(r"[^،؛:]+[،؛:]*|[،؛:]+")
_WORDS = re.compile(r"\s*\S+\s*")
_CUTTERS = (_SENTENCES, _CLAUSES, _WORDS)


def parts(text: str, cutters: tuple[re.Pattern[str], ...] = _CUTTERS) -> Iterator[str]:
    """`text` in parts of at most LONGEST characters, cut as coarsely as that allows; a word stays whole."""
    cutter, *finer = cutters
    for part in _packed(cutter.findall(text), keep=cutter is _SENTENCES):
        if len(part) > LONGEST and finer:
            yield from parts(part, tuple(finer))
        else:
            yield part


def _packed(found: list[str], keep: bool) -> Iterator[str]:
    """Neighbours together while they fit; all apart if they are sentences, to `keep` their own sense."""
    packed = ""
    for part in found:
        if packed and (keep or len(packed) + len(part) > LONGEST):
            yield packed
            packed = ""
        packed += part
    if packed:
        yield packed
