"""Whether a verb takes an object, from `data/verbs.tsv` (made by `bench/verbs.py`).

A row is the letters of a form of the third person, folded, and a letter for each of its readings:

i  a past without an object     t  a past with an object     p  a past in the passive
I T P  the same of a present, given without its first letter     n  also a noun, and not rarely

Every verb with an object is listed with its passive, so that t and p together mean nothing: only the context
tells كُتب from كَتب.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from podcast.arabic.tables import lines
from podcast.arabic.text.letters import fold


@lru_cache(maxsize=1 << 14)
def readings(key: str) -> frozenset[str]:
    """The readings (i, t, p, n) of a folded word as a verb of the third person; none of other words."""
    found = frozenset(_readings(key))
    if not found and key[:1] in ("و", "ف") and len(key) > 3:
        return frozenset(_readings(key[1:]))
    return found


def _readings(key: str) -> Iterator[str]:
    table = _table()
    yield from (code for code in table.get(key, "") if code.islower())
    if key[-1:] == "ت":
        for stem in (key[:-1], key[:-1] + "ي", key[:-1] + "ا"):
            yield from (code for code in table.get(stem, "") if code in "itp")
    present = key[1:] if key[:2] in ("سي", "ست") else key
    for form in {key, present}:
        if form[:1] in ("ي", "ت"):
            yield from (code.lower() for code in table.get(form[1:], "") if code.isupper())


@lru_cache(maxsize=1 << 14)
def takes_no_object(key: str) -> bool:
    """Whether a word can only be a verb without an object, or in the passive: what follows is its subject."""
    found = readings(key)
    return bool(found) and found <= {"i", "p"}


@lru_cache(maxsize=1 << 14)
def takes_object(key: str) -> bool:
    """Whether a word can only be a verb that takes an object, unless it is in the passive."""
    found = readings(key)
    return "t" in found and found <= {"t", "p"}


@lru_cache(maxsize=1 << 14)
def is_past_or_present(key: str) -> bool:
    """Whether a word can be a past of the masculine and a present of the feminine: توزع."""
    past, present = _table().get(key, ""), _table().get(key[1:], "")
    return bool(set(past) & set("itp")) and bool(set(present) & set("ITP"))


def past(stem: str) -> frozenset[str]:
    """The readings of folded letters as a past of the third person masculine, as they stand."""
    return frozenset(_table().get(stem, "")) & {"i", "t", "p"}


@cache
def _table() -> dict[str, str]:
    """The table, with the verbs of `data/valency.tsv` in it as that has them."""
    table = dict(line.split("\t") for line in lines("verbs.tsv"))
    for line in lines("valency.tsv"):
        codes, _, verbs = line.partition("\t")
        active = codes + "p" * ("t" in codes)
        for verb in verbs.split():
            past, _, present = map(fold, verb.partition("/"))
            shared = "t" in table.get("ا" + past, "")  # ينزل is of أنزل too
            table[past] = active + "".join(set(table.get(past, "")) - set("itp"))
            stem = present[1:]
            others = set(table.get(stem, "")) - (set() if shared else set("ITP"))
            table[stem] = "".join(others | set(active.upper()))
    return table
