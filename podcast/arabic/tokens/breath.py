"""Cutting a spoken text that is too long for a voice where it hurts least.

Every place between two words has a cost: none after a sentence, little after a pause mark, more before
a word that opens a phrase, much between words that lean on each other (a preposition and its noun, a
number and what it counts, عام and its year), most inside a number.
"""

from __future__ import annotations

import re
from functools import cache

from podcast.arabic.tables import rows
from podcast.arabic.text.letters import bare
from podcast.arabic.text.marks import MARKS

SENTENCE, PAUSE, PHRASE, WORD, LEANING, NUMBER = range(6)

_UNITS = "ثلاث|أربع|خمس|ست|سبع|ثمان|ثماني|تسع"
_NUMBER = re.compile(
    f"[وف]?[بلك]?(?:ال)?(?:صفر|واحدة?|أحد|إحدى|اثن(?:ا|ي|ان|ين)|اثنت(?:ا|ي|ان|ين)|(?:{_UNITS})ة?|عشرة?"
    f"|(?:عشر|{_UNITS})(?:ون|ين)|(?:{_UNITS})?(?:مئة|مائة)|(?:مئ|مائ)(?:تا|تي|تان|تين)"
    "|ألف(?:ًا|ا|ان|ين|ي)?|آلاف|(?:مليون|مليار|بليون|تريليون)(?:ا|ان|ين|ي|ات)?|ملايين|بلايين|فاصل|[0-9].*)"
)
_MARK = re.compile(f"[{MARKS}]")
_SENTENCE_END = re.compile(r"[.!?؟…][»”’\"')\]]*$")
_PAUSE_END = re.compile(r"[،؛:,;][»”’\"')\]]*$|^[-–—]$")
_EDGE = " «“‘\"'([»”’)]"


def pieces(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` >= 1 characters, cut at the cheapest places that fit."""
    words = [part for word in text.split() for part in _chopped(word, limit)]
    costs = [_cost(words[i], words[i + 1]) for i in range(len(words) - 1)] + [SENTENCE]
    made: list[str] = []
    start = 0
    while start < len(words):
        stop = _stop(words, costs, start, limit)
        made.append(" ".join(words[start:stop]))
        start = stop
    return made


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in `data/segment.tsv`."""
    return frozenset(
        word for row in rows("segment.tsv", 2) if row[0] == kind for word in row[1].split()
    )


def _stop(words: list[str], costs: list[int], start: int, limit: int) -> int:
    """The word after the last one of the piece that begins at `start`."""
    length, fits = -1, []
    for place in range(start, len(words)):
        length += 1 + len(words[place])
        if length > limit:
            break
        fits.append((place, length))
    else:
        return len(words)
    full = [(place, length) for place, length in fits if length * 3 >= limit] or fits
    best = min(costs[place] for place, _ in full)
    if best >= LEANING:
        full, best = fits, min(costs[place] for place, _ in fits)
    return max(place for place, _ in full if costs[place] == best) + 1


def _cost(word: str, following: str) -> int:
    """What a cut between two words costs the listener."""
    if _SENTENCE_END.search(word):
        return SENTENCE
    if _PAUSE_END.search(word):
        return PAUSE
    left, right = bare(word).strip(_EDGE), bare(following).strip(_EDGE + ".،؛:!؟")
    particle = right in words_of("opens")
    if _NUMBER.fullmatch(left) and not particle:
        return NUMBER if _NUMBER.fullmatch(right) else LEANING
    if left in words_of("leans") or (left[:1] in "وفبل" and left[1:] in words_of("leans")):
        return LEANING
    return PHRASE if particle or (right[:1] == "و" and len(right) > 3) else WORD


def _chopped(word: str, limit: int) -> list[str]:
    """A word longer than `limit` in parts that fit, no letter parted from its marks if it can be."""
    parts = []
    while len(word) > limit:
        cut = limit
        while cut > 1 and _MARK.match(word[cut]):
            cut -= 1
        parts.append(word[:cut])
        word = word[cut:]
    return [*parts, word]
