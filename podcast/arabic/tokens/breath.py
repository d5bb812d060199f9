"""Splits a spoken text that is too long for a voice, or for one breath, at the best places.

Every gap between two words has a cost: none after a sentence, little after a pause mark, more before a word
that opens a phrase, still more between a noun and its adjective, much between closely bound words (a
preposition and its noun, a construct, the parts of a name, a number and its noun, عام and its year), most
inside a number. Constructs, adjectives and names are recognised by their marks, if there are any.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from podcast.arabic.tables import rows
from podcast.arabic.text.letters import SHADDA, bare
from podcast.arabic.text.marks import MARKS

SENTENCE, PAUSE, PHRASE, WORD, AGREEING, LEANING, NUMBER = range(7)

_HURTS = (3, 4, 5, 8, 12, 20, 60)
"""The weight of a split of each cost: one expensive split weighs more than two cheap ones."""
_SHORT = 6
"""The penalty for a piece shorter than a quarter of the limit."""

_UNITS = "ثلاث|أربع|خمس|ست|سبع|ثمان|ثماني|تسع"
_NUMBER = re.compile(
    f"[وف]?[بلك]?(?:ال)?(?:صفر|واحدة?|أحد|إحدى|اثن(?:ا|ي|ان|ين)|اثنت(?:ا|ي|ان|ين)|(?:{_UNITS})ة?|عشرة?"
    f"|(?:عشر|{_UNITS})(?:ون|ين)|(?:{_UNITS})?(?:مئة|مائة)|(?:مئ|مائ)(?:تا|تي|تان|تين)"
    "|ألف(?:ًا|ا|ان|ين|ي)?|آلاف|(?:مليون|مليار|بليون|تريليون)(?:ا|ان|ين|ي|ات)?|ملايين|بلايين|فاصل|[0-9].*)"
)
_MARK = re.compile(f"[{MARKS}]")
_SONS = frozenset({"بن", "ابن", "بنت", "أبو", "أبي", "عبد"})
_ARTICLE = re.compile("(?:[وف]َ?)?(?:[اٱ]َ?ل|[بك][َِ]?[اٱ]َ?ل|لِل)")
_GOVERNED = re.compile("[بك][َِ]?[اٱ]ل|لِل")
"""بِالْبَيْتِ, لِلْبَيْتِ: genitive by an attached preposition."""
_GENITIVE = re.compile("[ٍِ]$|ينَ$|يْنِ$|^[اٱ]َ?ل.*[اىي]$")
_MOVED = re.compile("[َُِ]$")
_INDEFINITE = re.compile("([ًٌٍ])[اى]?$")
_UNINFLECTED = re.compile("[ء-غف-هي]ْ?$")
_SENTENCE_END = re.compile(r"[.!?؟…][»”’\"')\]]*$")
_PAUSE_END = re.compile(r"[،؛:,;][»”’\"')\]]*$|^[-–—]$")
_EDGE = " «“‘\"'([»”’)]"


def pieces(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` >= 1 characters, split at the cheapest places."""
    words = [part for word in text.split() for part in _chopped(word, limit)]
    spans = groups(words, [len(word) + 1 for word in words], limit + 1)
    return [" ".join(words[start:stop]) for start, stop in spans]


def breaths(text: str, limit: int) -> list[str]:
    """As `pieces`, each as it stands in `text`, whatever space its words are set apart by."""
    words: list[tuple[int, int]] = []
    for word in re.finditer(r"\S+", text):
        at = word.start()
        for part in _chopped(word.group(), limit):
            words.append((at, at + len(part)))
            at += len(part)
    cut = groups([text[slice(*one)] for one in words], [b - a + 1 for a, b in words], limit + 1)
    return [text[words[start][0] : words[stop - 1][1]] for start, stop in cut]


def groups(words: Sequence[str], lengths: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Spans [start, stop) of `words`, each of at most `limit` in all, cut at the cheapest places that fit.

    `lengths` is what each word takes, in any unit; a word that takes more than `limit` stands alone.
    """
    if sum(lengths) <= limit:
        return [(0, len(words))] if words else []
    costs = [_cost(words[i], words[i + 1]) for i in range(len(words) - 1)] + [SENTENCE]
    starts = _starts(lengths, costs, limit)
    spans: list[tuple[int, int]] = []
    stop = len(words)
    while stop:
        spans.append((starts[stop], stop))
        stop = starts[stop]
    return spans[::-1]


def _starts(lengths: Sequence[int], costs: Sequence[int], limit: int) -> list[int]:
    """For each place, where the piece that ends there begins, so that all cuts up to it hurt least together.

    A piece may begin wherever it fits: the least that cuts up to there hurt is kept as both ends of that window
    move on, for pieces that are too short and for all others, so that time does not grow with `limit`.
    """
    before = list(accumulate(lengths, initial=0))
    hurts, starts = [0], [0]
    good, short = _Least(hurts), _Least(hurts)
    first = first_short = 0
    for stop, cost in enumerate(costs, 1):
        short.add(stop - 1)
        while first_short < stop and (before[stop] - before[first_short]) * 4 >= limit:
            good.add(first_short)
            first_short += 1
        while first < stop - 1 and before[stop] - before[first] > limit:
            first += 1
        found = [
            (hurts[at] + _HURTS[cost] + more, at)
            for at, more in ((good.least(first), 0), (short.least(first_short), _SHORT))
            if at is not None
        ]
        hurt, best = min(found)
        hurts.append(hurt)
        starts.append(best)
    return starts


class _Least:
    """Places in a window that moves on, and the first of those where `hurts` is least."""

    def __init__(self, hurts: Sequence[int]) -> None:
        self.hurts = hurts
        self.places: deque[int] = deque()

    def add(self, place: int) -> None:
        """The window takes in `place`."""
        while self.places and self.hurts[self.places[-1]] > self.hurts[place]:
            self.places.pop()
        self.places.append(place)

    def least(self, first: int) -> int | None:
        """Where it is least, once the window begins at `first`; None if it is empty."""
        while self.places and self.places[0] < first:
            self.places.popleft()
        return self.places[0] if self.places else None


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in `data/segment.tsv`."""
    return frozenset(
        word for row in rows("segment.tsv", 2) if row[0] == kind for word in row[1].split()
    )


def _cost(word: str, following: str) -> int:
    """The cost of a split between two words."""
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
    if particle or (right[:1] == "و" and len(right) > 3 and right not in words_of("rooted")):
        return PHRASE
    if _NUMBER.fullmatch(right):
        return LEANING
    word, following = (
        word.replace(SHADDA, ""),
        following.strip(f"{_EDGE}.،؛:!؟").replace(SHADDA, ""),
    )
    if right in _SONS or left in _SONS or _construct(word, following) or _name(word, following):
        return LEANING
    return AGREEING if _agree(word, following) else WORD


def _construct(word: str, following: str) -> bool:
    """رَئِيسُ الْوُزَرَاءِ: a noun without article or tanwin, then a genitive."""
    if _ARTICLE.match(word) or _GOVERNED.match(following):
        return False
    return bool(_MOVED.search(word) and _GENITIVE.search(following))


def _agree(word: str, following: str) -> bool:
    """الْمَدِينَةِ الْقَدِيمَةِ, بَيْتًا جَدِيدًا: both with the article, or both with tanwin of the same case."""
    definite = bool(_ARTICLE.match(word)), bool(_ARTICLE.match(following))
    one, other = _INDEFINITE.search(word), _INDEFINITE.search(following)
    return all(definite) or bool(one and other and one.group(1) == other.group(1))


def _name(word: str, following: str) -> bool:
    """مَارْك زُوكَرْبِيرْغ, شَرِكَةُ مِيسْتْرَال: a name without a case ending, in a text that has its marks."""
    if not (_MARK.search(word) and _MARK.search(following) and _UNINFLECTED.search(following)):
        return False
    return bool(_UNINFLECTED.search(word) or (_MOVED.search(word) and not _ARTICLE.match(word)))


def _chopped(word: str, limit: int) -> list[str]:
    """A word longer than `limit` in parts that fit, without separating letters from their marks if possible."""
    parts, start = [], 0
    while len(word) - start > limit:
        cut = start + limit
        while cut > start + 1 and _MARK.match(word[cut]):
            cut -= 1
        parts.append(word[start:cut])
        start = cut
    return [*parts, word[start:]]
