"""Caches restored diacritics by sentence, so that an edit asks the models about changed sentences only."""

from __future__ import annotations

import json
from collections.abc import Callable

from podcast.cache import Cache
from podcast.model.lattice import Lattice
from podcast.pipeline.keys import recipe

MARKS = ".marks.json"
"""What the cache keeps of a sentence: the models' lattice, before our own tables and rules."""


def restoring(cache: Cache, *, remake: bool = False) -> Callable[[str], Lattice]:
    """`tashkeel.restore`, computed once for each sentence. Raises EngineError or OutputError."""

    def restore(text: str) -> Lattice:
        from podcast import tashkeel

        name = recipe("marks and alone", text, tashkeel.fingerprint())
        kept = cache.get(name, MARKS, lambda: _packed(tashkeel.restore(text)), remake=remake)
        return _unpacked(kept.read_text("utf-8"))

    return restore


def _packed(lattice: Lattice) -> bytes:
    row = [lattice.text, lattice.marks, lattice.alone]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(text: str) -> Lattice:
    letters, marks, alone = json.loads(text)
    return Lattice(letters, tuple(tuple(map(tuple, mark)) for mark in marks), alone)
