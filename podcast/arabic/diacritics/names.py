"""Single-word names, whose vowels the models cannot know, from `data/names.tsv`."""

from __future__ import annotations

from functools import cache

from podcast.arabic.tables import rows
from podcast.arabic.text.letters import DAMMA, KASRA, bare
from podcast.arabic.text.marks import canonical

SHORTEST = 5
"""The least number of letters; a shorter name may well be another word."""


@cache
def single_names() -> dict[str, str]:
    """Diacritised names by their bare letters, without those that two names share."""
    found: dict[str, set[str]] = {}
    cells = [cell for row in rows("names.tsv", 3) for cell in row[1:3] if cell and " " not in cell]
    for letters, marked in zip(bare("\n".join(cells)).split("\n"), cells, strict=True):
        wasla = marked[:1] == "ا" and marked[1:2] in (KASRA, DAMMA)
        if len(letters) >= SHORTEST and not wasla:
            found.setdefault(letters, set()).add(marked)
    return {
        letters: min(marked)
        for letters, marked in found.items()
        if len(marked) == 1 or len(set(map(canonical, marked))) == 1
    }
