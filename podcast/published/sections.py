"""Recognises an episode's sections, however its author inserts, moves, renames and edits them.

Each section has a permanent number, at first its position, which its file and its guid carry. No number is
given twice, so that no app takes a new section for one it has already played.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from podcast.published.similarity import bare, likeness, sketch
from podcast.structs import Frozen

MOST_GONE = 40
"""How many removed sections are remembered."""

KEPT = 6 * 8
"""The characters kept of a section's sketch: six hashes of eight hex digits."""


class SectionRecord(Frozen):
    """A published section: its number, the hash of its heading, the sketch of its text.

    A removed section is `gone`; if it returns, it gets its number back.
    """

    key: int
    title: str
    text: str
    gone: bool = False


def read(written: str) -> tuple[int, tuple[SectionRecord, ...]]:
    """The highest number ever given, and the sections, from `numbered`'s text; (0, ()) if it is invalid."""
    highest, *parts = written.split() or [""]
    try:
        records = [
            SectionRecord(abs(int(key)), title, text, key.startswith("-"))
            for key, title, text in (part.split(".") for part in parts)
        ]
        return max(int(highest), *(record.key for record in records), 0), tuple(records)
    except ValueError:
        return 0, ()


def numbered(written: str, sections: Sequence[tuple[str, str]]) -> tuple[tuple[int, ...], str]:
    """The numbers of an episode's sections (heading, text), in order, and the text that records them.

    `written` is that text from the last build; without one ("") the sections are numbered by position.
    """
    highest, recorded = read(written)
    fresh = [SectionRecord(0, _hash(title), sketch(text)[:KEPT]) for title, text in sections]
    if not recorded:
        keys = list(range(1, len(fresh) + 1))
    else:
        keys = _matched(recorded, fresh)
        for place, key in enumerate(keys):
            if not key:
                highest += 1
                keys[place] = highest
    highest = max([highest, *keys])
    rows = [f"{key}.{one.title}.{one.text}" for key, one in zip(keys, fresh, strict=True)]
    gone = [f"-{one.key}.{one.title}.{one.text}" for one in recorded if one.key not in keys]
    return tuple(keys), " ".join([str(highest), *rows, *gone[:MOST_GONE]])


def _matched(recorded: Sequence[SectionRecord], fresh: Sequence[SectionRecord]) -> list[int]:
    """The number of each section, matched with the old ones, likeliest pairs first; 0 for a new section."""
    keys = [0] * len(fresh)
    pairs = [
        (_likeness(old, new), -abs(place - index), place, old.key)
        for index, old in enumerate(recorded)
        for place, new in enumerate(fresh)
    ]
    for score, _, place, key in sorted(
        pairs, reverse=True
    ):  # of two alike the later one keeps the number: an inserted section is new
        if score > 0 and not keys[place] and key not in keys:
            keys[place] = key
    _fill_gaps([one.key for one in recorded if not one.gone], keys)
    return keys


def _likeness(old: SectionRecord, new: SectionRecord) -> float:
    """How likely two sections are the same; the heading alone decides if the text was rewritten."""
    same_title = bool(old.title) and old.title == new.title
    return max(likeness(old.title, old.text, new.title, new.text), 0.2 * same_title)


def _fill_gaps(recorded: Sequence[int], keys: list[int]) -> None:
    """One section gone and one new between the same neighbours are the same section, rewritten."""
    for place, key in enumerate(keys):
        before = keys[place - 1] if place else 0
        after = keys[place + 1] if place + 1 < len(keys) else 0
        if key or (place and not before) or (place + 1 < len(keys) and not after):
            continue
        start = recorded.index(before) + 1 if before in recorded else 0
        end = recorded.index(after) if after in recorded else len(recorded)
        gone = [one for one in recorded[start:end] if one not in keys]
        if len(gone) == 1:
            keys[place] = gone[0]


def _hash(title: str) -> str:
    words = bare(title)
    return f"{crc32(words.encode()):08x}" if words else ""
