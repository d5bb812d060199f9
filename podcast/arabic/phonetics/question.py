"""Recognises yes-no questions, whose intonation rises. Pure.

They begin with هل or أ, or have no question word at all (تعرفه؟); those that begin with من, متى, لماذا and the
like are not.
"""

from __future__ import annotations

from collections.abc import Iterable

from podcast.arabic.phonetics.clauses import Clause
from podcast.arabic.phonetics.letters import Letters
from podcast.arabic.phonetics.pausal import skeleton

_WHAT = frozenset(
    [
        "ما",
        "ماذا",
        "لماذا",
        "متى",
        "أين",
        "كيف",
        "كم",
        "بكم",
        "أنى",
        "أيان",
        "بم",
        "مم",
        "عم",
        "علام",
        "إلام",
        "فيم",
    ]
)
_WHICH = ("أي", "أية", "أيا", "أيهما", "أيهم", "أيها", "أيكم")
_BEFORE = frozenset(["من", "إلى", "على", "عن", "في", "منذ", "حتى", "مع"])
"""Prepositions that may precede a question word: مِنْ أَيْنَ, إِلَى مَتَى, فِي أَيِّ."""


def polar(sentence: Iterable[Clause]) -> bool:
    """Whether the clauses of a question form a yes-no question."""
    openings = [_opening(clause) for clause in sentence]
    if any(skeleton(words[0]) in ("هل", "وهل", "فهل", "أوهل") for words in openings if words):
        return True
    return not any(_asks(words) for words in openings)


def _opening(clause: Clause) -> list[Letters]:
    """The first two Arabic words of a clause."""
    return [word for word in clause.words[:2] if not isinstance(word, str)]


def _asks(words: list[Letters]) -> bool:
    """Whether they begin with a question word."""
    if not words:
        return False
    first, bare = words[0], skeleton(words[0])
    if _is_interrogative(first) or (
        bare[:1] in ("و", "ف") and len(bare) > 2 and _is_interrogative(first[1:])
    ):
        return True
    return bare in _BEFORE and len(words) > 1 and _is_interrogative(words[1])


def _is_interrogative(word: Letters) -> bool:
    bare = skeleton(word)
    if bare == "من":
        return word[0].vowel == "a"
    if bare == "لم":
        return word[0].vowel == "i"
    if bare[:1] in "بل" and bare[1:] in _WHICH:
        return True
    return bare in _WHAT or bare in _WHICH
