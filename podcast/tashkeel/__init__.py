"""Diacritisation models: from installed packages, they give the possible marks of each letter.

They run offline, each on one thread, since there is already one process per processor. Nothing is loaded before
the first text with an Arabic letter.
"""

from __future__ import annotations

import re

from podcast.model.lattice import Lattice

__all__ = ["fingerprint", "restore"]

_MARKS = "\u064b-\u0652\u0670"
_CLUSTER = re.compile(f"([^{_MARKS}])([{_MARKS}]*)")
_LETTER = re.compile("[\u0621-\u063f\u0641-\u064a\u0671-\u06d3]")


def restore(text: str) -> Lattice:
    """The possible marks of each letter of `text`, sentence by sentence; nothing but marks changes.

    Marks in `text` are hints that the models may overrule. Raises EngineError if no model loads.
    """
    from podcast.tashkeel.parts import parts

    lattice = Lattice("", ())
    for part in parts(text):
        lattice += _restored(part)
    return lattice


def fingerprint() -> str:
    """The models and the hashes of their files, on which the answers depend. Loads none of them."""
    from podcast.tashkeel.ensemble import fingerprint as run

    return run()


def _restored(part: str) -> Lattice:
    from podcast.tashkeel.ensemble import restored
    from podcast.tashkeel.parts import LONGEST

    clusters = _CLUSTER.findall(part)
    letters = "".join(letter for letter, _ in clusters)
    core = letters.strip()
    nothing = Lattice(letters, ((),) * len(letters))
    if not _LETTER.search(core) or len(letters) > 2 * LONGEST:
        return nothing
    start = len(letters) - len(letters.lstrip())
    end = start + len(core)
    opinion = restored(core, [hint for _, hint in clusters[start:end]])
    own = tuple(
        row if _LETTER.match(char) else () for char, row in zip(core, opinion.marks, strict=True)
    )
    return Lattice(letters, nothing.marks[:start] + own + nothing.marks[end:], opinion.alone)
