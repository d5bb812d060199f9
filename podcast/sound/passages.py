"""Divides a section into passages, by its pauses alone: nothing need be heard or loaded for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

SEAM = 250
"""A pause of so many milliseconds ends a passage: between sentences, not within them."""

UNREADABLE = (ValueError, LookupError, TypeError, OverflowError, RecursionError)
"""What reading `kept.packed` back raises where a file is anything else."""


def passages(pauses_ms: Sequence[int]) -> tuple[slice, ...]:
    """The clips of each passage, which ends at a long pause."""
    ends = [at for at, pause in enumerate(pauses_ms, 1) if pause >= SEAM]
    edges = [0, *(end for end in ends if end < len(pauses_ms)), len(pauses_ms)]
    return tuple(map(slice, edges[:-1], edges[1:]))


def keys(names: Sequence[str], pauses_ms: Sequence[int]) -> tuple[str, ...]:
    """A key for each passage, of its clips' names and its pauses."""
    return tuple(_key(names[part], pauses_ms[part]) for part in passages(pauses_ms))


def _key(names: Sequence[str], pauses_ms: Sequence[int]) -> str:
    return hashlib.sha256(json.dumps([names, pauses_ms]).encode()).hexdigest()


def kept_keys(data: bytes) -> frozenset[str]:
    """The keys of the passages that `kept.packed` has packed; none if `data` is anything else."""
    try:
        return frozenset(str(row[0]) for row in json.loads(data.partition(b"\n")[0])["passages"])
    except UNREADABLE:
        return frozenset()
