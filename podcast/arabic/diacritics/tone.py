"""Who speaks in a sentence, and whom he bids.

A sentence may show that its writer speaks of himself (so that بدأت is بَدَأْتُ) or bids the reader do something (so
that قلبي is قَلِّبِي).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.dictionary import first_persons, forms, nouns, orders, usage
from podcast.arabic.diacritics.endings import ARTICLE, ruling
from podcast.arabic.diacritics.proper import named
from podcast.arabic.text.letters import DAMMA, bare
from podcast.structs import Frozen

_ORDER = re.compile("[وف]?(?:ضع|قف|دع|زر|ا[^ل]..?.?ي?|.{2,4}ي)(?:ه|ها|هم)?")
_TO_WOMAN = ("ي", "يه", "يها", "يهم")
_TO_MANY = ("وا", "وه", "وها", "وهم", "ونا", "وني")
_YOURS = re.compile("(?!.*(?:حكم|حاكم|راكم)$).{3,}كم")
_TO_YOU = re.compile("(?:[وف]?(?:إلي|علي|من|مع|في|ل|ب|عن|لدي|بين))كم")
_USUAL = 4
"""How usual a noun is that a word in ك is likely to be with a pronoun."""
_OBJECT = re.compile(".{2,}(?:(?:ت|ا|و|ي|ن)ني|لتك)")


class Telling(Frozen):
    """Of a sentence: the share of those around it that are told in the first person, and its own sign of it."""

    around: float = 0.0
    shown: bool = False


_UNTOLD = Telling()


class Tone(Frozen):
    """Who speaks in a sentence, and to whom: of himself, perhaps; and he bids "m" a man, "f" a woman, or "p"
    many; or he instructs in the passive. `thou` tells whether he speaks to one listener: "here" in this
    sentence, "around" in many of the section."""

    narrator: bool = False
    bids: str = ""
    telling: Telling = _UNTOLD
    instructs: bool = False
    thou: str = ""


PLAIN = Tone()


def toned(letters: Sequence[str], bids: str, *, narrator: bool = False, thou: str = "") -> Tone:
    """The tone of a sentence, whose words these are, in a section that bids as told; `thou` as in `Tone`."""
    many = "p" if _addresses_many(letters) else ""
    told = many or bids or bidding([letters]) or "m" * any(map(is_thine, letters))
    return Tone(narrator or speaking(letters), told, thou=thou)


def addresses_one(letters: Sequence[str]) -> bool:
    """Whether a sentence speaks to its listener, a single one: بيتك, لأنك, عليك."""
    return any(word in ruling("thee") or is_thine(word) for word in letters)


@lru_cache(maxsize=4096)
def is_thine(word: str) -> bool:
    """Whether a word is a usual noun with the pronoun of who is spoken to: بيتك, بطبيبك; but صديقك may be who
    acts."""
    stem = word[:-1]
    if len(word) < 4 or word[-1] != "ك" or stem[-1] in "اوي" or closed(word) or named(word):
        return False
    if ARTICLE.match(word) or first_persons(word) or stem in ruling("kin"):
        return False
    stems = (stem, stem[:-1] + "ة") if stem[-1] == "ت" else (stem,)
    return any(usage(one)[form] >= _USUAL for one in stems for form in nouns(one))


def _addresses_many(letters: Sequence[str]) -> bool:
    """Whether a sentence speaks to its listeners: إن أعجبتكم, لا تنسوا, أعزائي, اكتبوا.

    That something is done to them or for them (وأرسلوا إليكم) does not tell that they are bidden.
    """
    pairs = zip(("", *letters[:-1]), letters, strict=True)
    return any(
        (_YOURS.fullmatch(word) and not _TO_YOU.fullmatch(word))
        or (before.endswith("أيها") and (word in ruling("called") or word.endswith(("ون", "ين"))))
        or word in ruling("listeners")
        or (before in ("لا", "ولا", "فلا") and word.startswith("ت") and word.endswith(_TO_MANY))
        or (word.endswith(_TO_MANY) and _can_only_bid(word))
        for before, word in pairs
    )


def speaking(letters: Sequence[str]) -> bool:
    """Whether a word shows that the writer speaks of himself, as أبي does, but not before a name: أبي جعفر."""
    pairs = zip(letters, (*letters[1:], ""), strict=True)
    return any(
        _speaks(word) and not (word.endswith("أبي") and named(after)) for word, after in pairs
    )


@lru_cache(maxsize=4096)
def _speaks(word: str) -> bool:
    """Whether its writer speaks of himself: نفسي, ولكني, أعطاني; no nisba, as الإيراني."""
    joined = word[1:] if word[:1] in ("و", "ف") else word
    if {word, joined} & ruling("narrator"):
        return True
    return bool(_OBJECT.fullmatch(word)) and not word.startswith("ال") and not nouns(joined)


def narrated(word: str) -> bool:
    """Whether the author's marks make it a verb in the first person: ظللتُ."""
    letters = bare(word)
    if not word.endswith("ت" + DAMMA) or len(letters) < 3:
        return False
    return any(
        form[-1] == frozenset({DAMMA}) for form in forms(letters) if form not in nouns(letters)
    )


def bidding(sentences: Sequence[Sequence[str]]) -> str:
    """Whom these sentences bid, as in `Tone`: by a word in every fourth that can only be an order. Where one
    is, a word in ي before a noun at the head of a sentence is likely to bid a woman too: رشي السكر."""
    found = [whom(word) for sentence in sentences for word in sentence if _bids(word)]
    if "f" in found:
        found += ["f"] * sum(map(_may_bid_her, sentences))
    enough = len(found) * 4 >= len(sentences) and found
    return max("mfp", key=found.count) if enough else ""


def _may_bid_her(sentence: Sequence[str]) -> bool:
    first, *rest = sentence or ("",)
    her = first.endswith("ي") and bool(rest) and rest[0].startswith("ال")
    return her and not _bids(first) and bool(orders(first))


@lru_cache(maxsize=4096)
def _bids(word: str) -> bool:
    """Whether a word can only be an order."""
    able = bool(_ORDER.fullmatch(word)) and word not in ruling("unbidding")
    return able and _can_only_bid(word)


def _can_only_bid(word: str) -> bool:
    return bool(forms(word)) and set(forms(word)) <= set(orders(word))


def whom(letters: str) -> str:
    """Whom a word bids if it is an order, as in `Tone`."""
    if letters.endswith(_TO_MANY):
        return "p"
    return "f" if letters.endswith(_TO_WOMAN) else "m"
