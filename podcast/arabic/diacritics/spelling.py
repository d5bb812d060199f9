"""Letters that hurried typing leaves out: the hamza of an alef, the dots of ة and of a final ي.

Many blogs write اخرى, المدرسه, فى. The models know well-spelled text only, and a bare letter would be heard as
it stands, so a word gets its letters back before the models see it. One letter is exchanged for another, so
every mark and place stays; the text on the page is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from podcast.arabic.diacritics.clitics import pair
from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.dictionary import adjective, feminine, forms, nouns, orders, usage
from podcast.arabic.diacritics.endings import ARTICLE
from podcast.arabic.diacritics.proper import named
from podcast.arabic.diacritics.tone import bidding
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import FATHA
from podcast.structs import Frozen, replace

_HAMZAS = "أإآ"
_FINALS = {"ه": "ة", "ى": "ي"}
_WRITTEN = str.maketrans("أإآ", "ااا")
_NAME = 5
"""How usual a listed name counts."""
_NEVER: Final = 99.0
"""The cost of a spelling that is out of the question."""
_BEFORE_STEM = re.compile("(?:[وف]?(?:[بك]?ال|لل|[بلكس]))?|[وف]")
_SURE = re.compile(f"(?:{ARTICLE.pattern})?")
"""What may stand before an alef that begins a stem: the ك of كاميرات is no particle."""
_INITIAL = re.compile(f"(?:{_BEFORE_STEM.pattern})[{_HAMZAS}]")
_LIKELY = re.compile(f"{ARTICLE.pattern}(?:إ..ا.|آ.ا.)")
"""The article with an infinitive as إعلان, or a plural as آثار."""
_POSSESSED = re.compile(
    "[وفبلك]?(?:وحد|رئيس|صديق|صاحب|جانب|والد|قائد|مدرب|وزير|نظير|حبيب|زميل|شقيق|مدير|طبيب|حديث|موقف|موقع)ه"
    f"|{ARTICLE.pattern}(?:ترفي|شب)ه"
)
"""Words in which ه is mostly the pronoun, though ة is possible; and two with a ه of their own."""
_JOINED = re.compile("ا(?:ل|ن...|.ت..|[دطض].)|..?$")
"""The beginning of a word with a joining alef: the article, انكسر, اجتمع, استخدم, اطّلع; or a word too short."""
_THAT = re.compile("([وفبلك]?)ا(ن(?:ه|ها|هم|هما|هن|ني|ك|كم|نا)?|ني)")
_SAYING = re.compile(
    "[وف]?(?:قال(?:ت|وا)?|قل(?:ت|نا)|[يتنأا]قول(?:ون)?|قائل(?:ا|ة|ين)|(?:ال)?قول(?:ه|ها|هم)?)"
)
_OPENING = frozenset(("حيث", "اذ", "إذ", "ثم", "بل"))
"""Words behind which a clause begins with إن."""
_CONDITIONAL = frozenset(("كان", "كانت", "كنت", "كانوا", "لم", "شاء", "دل"))
_SEVERAL = 3
"""As many words that could have a ة, in a section without one, tell an author who never writes it."""
_OPEN = frozenset({FATHA})
_MOST_USUAL, _CLEARLY = 9, 3
"""How usual a word can be, and how much more usual another is that leaves no doubt."""


class Habit(Frozen):
    """What a section's author leaves out: hamzas of alefs, the dots of ة, those of a final ي.

    `bids` says that he bids the reader, so that اكتب is an order.
    """

    hamza: bool = False
    teh: bool = False
    yeh: bool = False
    bids: bool = False


CAREFUL = Habit()


def respelt(clauses: Sequence[Sequence[str]]) -> list[list[str]]:
    """The bare words of a section, clause by clause, with the letters its author left out."""
    found = habit([word for clause in clauses for word in clause if word])
    if found.hamza:  # اعرف may be no order: those that bid for certain have no alef to lose
        bids = bidding([[spelt(word, found) for word in clause] for clause in clauses])
        found = replace(found, bids=bool(bids))
    return [
        [_in_context(clause, place, found) for place in range(len(clause))] for clause in clauses
    ]


def habit(section: Sequence[str]) -> Habit:
    """The habit of the author of these bare words: the letters he certainly left out outnumber the same letters
    written."""
    hamza = teh = yeh = 0
    for word in section:
        other = spelt(word)
        if other != word:
            hamza += other.translate(_WRITTEN) != other and word.translate(_WRITTEN) == word
            teh += word[-1] == "ه" and other[-1] == "ة"
            yeh += word[-1] == "ى" and other[-1] == "ي"
        hamza -= bool(_INITIAL.match(word))
        teh -= word[-1] == "ة"
        yeh -= word[-1] == "ي" and len(word) > 1
    none = not any(word[-1] == "ة" for word in section)
    dotless = none and (hamza > 0 or yeh > 0) and sum(map(_dotless, section)) >= _SEVERAL
    return Habit(hamza > 0, teh > 0 or dotless, yeh > 0)


def _dotless(word: str) -> bool:
    """Whether a word in ه may well be one in ة: رحله."""
    return (
        word[-1] == "ه"
        and not closed(word)
        and feminine(word[:-1] + "ة") >= max(0, known(word) - 1)
    )


def _in_context(clause: Sequence[str], place: int, found: Habit) -> str:
    word = clause[place]
    that = _THAT.fullmatch(word)
    if that and known(word) < _MOST_USUAL and (that[1] != "ك" or len(word) > len("كان")):
        return that[1] + _that(that[1], clause, place) + that[2]
    better = spelt(word, found)
    return better[:-1] + "ة" if _owns(better, clause[place + 1 : place + 2], found) else better


def _owns(word: str, following: Sequence[str], found: Habit) -> bool:
    """Whether a word in ه has a definite noun behind it that must be its owner, مكتبه المدينة: as an adjective
    it would not agree."""
    after = spelt(following[0], found) if following else ""
    if word[-1:] != "ه" or not found.teh or ARTICLE.match(word) or after[:2] != "ال":
        return False
    owner = after.endswith("ة") or not adjective(after[2:])
    usual = feminine(word[:-1] + "ة")
    return (
        owner and usual >= max(1, known(word) - _CLEARLY) and not closed(word) and bool(nouns(word))
    )


def _that(particle: str, clause: Sequence[str], place: int) -> str:
    """The alef of إن or أن: إن begins a clause and what is said, and it is a condition."""
    if particle and particle in "بلك":
        return "أ"
    before, after = clause[:place], clause[place + 1] if place + 1 < len(clause) else ""
    verb = known(after) >= 0 and not nouns(after) and not closed(after)
    present = verb and after[0] in "يتن"
    if particle == "ف" or after in _CONDITIONAL:
        return "إ"
    if not before:
        return "أ" if particle and (present or not verb) else "إ"
    told = (word for word in reversed(before) if _SAYING.fullmatch(word) or _THAT.fullmatch(word))
    said = bool(_SAYING.fullmatch(next(told, "")))
    to_do = present and clause[place].endswith("ان")
    return "إ" if before[-1] in _OPENING or (said and not to_do) else "أ"


@lru_cache(maxsize=4096)
def known(letters: str) -> int:
    """How usual a word is, from 0 to 9, by its bare `letters`; -1 if it is in no table."""
    if not letters:
        return -1
    return max((*usage(letters).values(), _NAME if named(letters) else -1), default=-1)


@cache
def _settled() -> dict[str, str]:
    """Misspellings with more than one way out, and the usual one."""
    return dict(_pair(pair) for (cell,) in rows("misspelt.tsv", 1) for pair in words(cell))


def _pair(cell: str) -> tuple[str, str]:
    typed, _, usual = cell.partition("=")
    return typed, usual


@lru_cache(maxsize=1 << 14)
def spelt(word: str, found: Habit = CAREFUL) -> str:
    """A bare word with the letters its author left out, by itself.

    Of a careful author only a word that is in no table is changed.
    """
    if not word or ("ا" not in word and word[-1] not in _FINALS):
        return word
    if word == "ال" and not found.hamza:
        return word
    for particle in ("", *"وفبل"):
        usual = _settled().get(word[len(particle) :]) if word.startswith(particle) else None
        rare = known(word) < 0 or (particle == "و" and known(word) <= known(usual or ""))
        if usual and (not particle or rare):
            return f"{particle}{usual}"
    own = _own(word, found) if found.hamza else known(word)
    definite = word[-1] == "ه" and ARTICLE.match(word)
    if own >= 0 and not (found.hamza or found.teh or found.yeh or definite):
        return word
    costs = ((other, _cost(word, other, found, own)) for other in _variants(word))
    ranked = [
        (known(other) - cost, -place, other)
        for place, (other, cost) in enumerate(costs)
        if cost < _NEVER and known(other) >= 0
    ]
    best = max(ranked, default=(-1.0, 0, word))
    if ranked and (own < 0 or best[0] > own):
        return best[2]
    if own < 0:
        return _foreign(word) if found.hamza else word
    if found.hamza and word[0] in "وف" and word[1:2] == "ا" and known(word[1:]) == known(word):
        return word[0] + spelt(word[1:], found)
    return word


def _own(word: str, found: Habit) -> int:
    """How usual a word is as it is written; less so if it could only be an order, and nobody bids."""
    only = not found.bids and not named(word) and set(forms(word)) <= set(orders(word))
    return known(word) - (only and known(word) > 0)


def _foreign(word: str) -> str:
    """A word in no table; one that begins with an alef begins with a hamza, but for the forms VII to X."""
    if word[0] != "ا" or _JOINED.match(word):
        return word
    return ("إ" if word[1] == "ي" else "أ") + word[1:]


def _variants(word: str) -> Iterator[str]:
    """Other spellings, the likelier first."""
    ends = [word]
    if word[-1] in _FINALS and len(word) > 1:
        ends.append(word[:-1] + _FINALS[word[-1]])
        yield ends[1]
    for one in ends:
        if len(one) > len("بدا") and one[0] == one[-1] == "ا":
            yield f"أ{one[1:-1]}أ"
        for place, letter in enumerate(one):
            if letter == "ا":
                yield from (one[:place] + hamza + one[place + 1 :] for hamza in _HAMZAS)


def _cost(word: str, other: str, found: Habit, own: int) -> float:
    """What speaks against the spelling `other`, in steps of usage.

    own  how usual the word is as it is written, negative if it is in no table.
    """
    cost = -4.0 if own < 0 and closed(other) else -1.0 if closed(other) else 0.0
    if other[-1] != word[-1] and word[-1] in _FINALS:
        cost += (_teh if other[-1] == "ة" else _yeh)(word, other, found, own)
    for place, (one, two) in enumerate(zip(word, other, strict=True)):
        if one == "ا" and two in _HAMZAS:
            sure = found.hamza or (own < 0 and _SURE.fullmatch(word[:place]))
            cost += _hamza(word, other, place, own) if sure else _NEVER
    return cost


def _teh(word: str, other: str, found: Habit, own: int) -> float:
    """The cost of ة for ه. No pronoun follows a word with the article."""
    definite = bool(ARTICLE.match(word))
    if own < 0:
        certain = definite or other.endswith("ية") or feminine(other) >= 0
        return -1.5 if certain and (found.teh or definite) else 1
    owned = _POSSESSED.fullmatch(word) or pair(word)
    if closed(word) or owned or not (definite or found.teh):
        return _NEVER
    usual = known(other) if definite or other.endswith("ية") else feminine(other)
    return -9 if 0 <= usual >= known(word) - (not definite) else _NEVER


def _yeh(word: str, other: str, found: Habit, own: int) -> float:
    """The cost of ي for ى."""
    if own < 0:
        return 1 if found.yeh else 6
    more = known(other) - known(word)
    if closed(word) or not found.yeh or (more < _CLEARLY and _active(word)):
        return _NEVER
    return 2 if nouns(word) else -1.5


def _active(word: str) -> bool:
    """Whether a verb in ى may be active, as يسعى and تلقى are, and يعطى is not."""
    start = 1 if word[0] in "وفسل" and len(word) > len("يسعى") else 0
    others = nouns(word)
    return any(form[start] == _OPEN for form in forms(word) if form not in others)


def _hamza(word: str, other: str, place: int, own: int) -> float:
    """The cost of a hamza at `place`. It is mostly the first letter of a stem that loses it."""
    initial = bool(_BEFORE_STEM.fullmatch(word[:place]))
    cost = -1.0 if _LIKELY.fullmatch(other) else 0.0
    if place == 0 and word[1:2] == "ل" and len(word) > len("الف"):
        cost += 3
    if own < 0:
        return cost + 2 * (not initial and place < len(word) - 1)
    if initial and word[0] != "س":
        return cost + 4 * (place == 1)
    if place == len(word) - 1:
        return cost - 0.5
    return cost + (0.5 if nouns(other) else 4 if nouns(word) else 1.5)
