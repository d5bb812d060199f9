"""Caches restored diacritics by sentence, so that an edit asks the models about changed sentences only."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import fsum, isfinite

from podcast.cache import Cache
from podcast.model.lattice import Lattice
from podcast.pipeline import legible
from podcast.pipeline.keys import recipe

MARKS = ".marks.json"
"""What the cache keeps of a sentence: the models' lattice, before our own tables and rules."""


def restoring(cache: Cache, *, remake: bool = False) -> Callable[[str], Lattice]:
    """`tashkeel.restore`, computed once for each sentence. Raises EngineError."""

    def restore(text: str) -> Lattice:
        from podcast import tashkeel

        name = recipe("marks and alone", text, tashkeel.fingerprint())
        return legible.made(
            cache, name, MARKS, lambda: _packed(tashkeel.restore(text)), _unpacked, remake=remake
        )

    return restore


def _packed(lattice: Lattice) -> bytes:
    row = [lattice.text, lattice.marks, lattice.alone]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(data: bytes) -> Lattice:
    """The lattice. Raises one of `legible.UNREADABLE`."""
    letters, rows, alone = json.loads(data)
    marks = tuple(tuple((mark, chance) for mark, chance in row) for row in rows)
    legible.checked(type(letters) is str and len(letters) == len(marks) and type(alone) is bool)
    chosen, chances = [letters], [0.0]
    for row in marks:
        for mark, chance in row:
            chosen.append(mark)
            chances.append(chance)
    "".join(chosen).encode()
    legible.checked(isfinite(fsum(chances)) and max(chances) < 1)  # logarithms of probabilities
    return Lattice(letters, marks, alone)
