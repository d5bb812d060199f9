"""From sounds to what espeak is fed: syllables, stress, dark vowels, names in `[[…]]`. Pure.

Why phonemes and not respelled Arabic: with full marks Arabic is nearly phonemic, and everything
that espeak's own Arabic rules get wrong (sun letters, joining alefs, ة, silent letters, diphthongs,
pauses) is decided here, where it can be read and tested. Respelling can only dodge those rules one
by one, and cannot place the stress. Clause marks stay outside the brackets, so that espeak still
gives each clause its melody. Each word has brackets of its own: espeak cuts very long clauses, and
forgets an open bracket when it does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from podcast.engines.espeak_letters import Clause, clauses, table
from podcast.engines.espeak_reading import VOWELS, Sounds, spoken

_CLASHES = {("t", "S"), ("d", "Z"), ("d", "H"), ("g", "H"), ("t", "S;"), ("d", "Z;")}
"""Names that would be read as one: دْح is not ض."""


@dataclass(frozen=True, slots=True)
class Phoneme:
    """espeak's name of a sound, beside others and beside dark ones."""

    plain: str
    dark: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stress:
    """Where a word's stress falls: index of its vowel (-1: none), and how strong it is."""

    at: int
    mark: str


@cache
def _phonemes() -> dict[str, Phoneme]:
    return {ipa: Phoneme(*rest) for ipa, *rest in table("espeak_sounds")}


@cache
def _particles() -> frozenset[Sounds]:
    """Function words of two syllables, said without a full stress of their own."""
    return frozenset(tuple(row[0].split()) for row in table("espeak_particles"))


def ipa(text: str) -> str:
    """What will be said, in IPA: stress before its syllable, pauses as espeak's marks."""
    return " ".join(_written(clause, _shown) for clause in clauses(text))


def feed(text: str) -> str:
    """What espeak is given to say `text`; "" where there is nothing to say."""
    return "\n".join(_written(clause, _named) for clause in clauses(text))


def _written(clause: Clause, write: Callable[[Sounds, Stress], str]) -> str:
    """A clause with each word in one of the two notations; what is not Arabic is left to espeak."""
    words = _lightened(spoken(clause))
    written = [
        word if isinstance(word, str) else write(word, stress(word, last=place == len(words)))
        for place, word in enumerate(words, 1)
    ]
    return " ".join(written) + clause.stop


def _lightened(words: tuple[Sounds | str, ...]) -> tuple[Sounds | str, ...]:
    """God's name has its heavy lam after a and u only: bi-llāh, wa-ḷḷāh."""
    said: list[Sounds | str] = []
    before = ""
    for word in words:
        if not isinstance(word, str) and "lˤ" in word:
            vowel = (before, *word)[word.index("lˤ")]
            word = tuple("l" if s == "lˤ" and vowel[:1] == "i" else s for s in word)
        said.append(word)
        before = word[-1] if word and not isinstance(word, str) else ""
    return tuple(said)


def syllables(word: Sounds) -> tuple[Sounds, ...]:
    """CV, CVC, CVː …: a syllable begins at the one consonant before its vowel."""
    starts = [max(0, n - 1) for n, sound in enumerate(word) if sound in VOWELS]
    starts = [n + 1 if word[n] in VOWELS and n + 1 < len(word) and n else n for n in starts]
    cuts = [0, *starts[1:], len(word)]
    return tuple(word[start:end] for start, end in pairwise(cuts))


def _weight(syllable: Sounds) -> int:
    """Moras from the vowel on: 1 light, 2 heavy, 3 superheavy."""
    start = next((n for n, sound in enumerate(syllable) if sound in VOWELS), len(syllable))
    return sum(2 if sound.endswith("ː") else 1 for sound in syllable[start:])


def stress(word: Sounds, *, last: bool) -> Stress:
    """Superheavy last syllable, else heavy last but one, else the one before; particles lean.

    After K. Ryding, A Reference Grammar of Modern Standard Arabic, chapter 2, on word stress.
    """
    parts = syllables(word)
    weights = [_weight(part) for part in parts]
    if weights[-1] >= 3 or len(parts) == 1:
        chosen = len(parts) - 1
    else:
        chosen = len(parts) - 2 if weights[-2] >= 2 else max(0, len(parts) - 3)
    at = sum(map(len, parts[:chosen]))
    at += next((n for n, sound in enumerate(parts[chosen]) if sound in VOWELS), 0)
    weak = not last and len(parts) == 1 and weights[0] < 3 and at < 2
    return Stress(at, "%" if weak else "," if not last and word in _particles() else "'")


def _shown(word: Sounds, stressed: Stress) -> str:
    onset = max(0, stressed.at - 1)
    if word[onset] in VOWELS:
        onset = stressed.at
    sign = {"'": "ˈ", ",": "ˌ"}.get(stressed.mark, "")
    return "".join(sign * (n == onset) + sound for n, sound in enumerate(word))


def _named(word: Sounds, stressed: Stress) -> str:
    """The word in espeak's phoneme names, in brackets."""
    names: list[str] = []
    for place in range(len(word)):
        name = _name(word, place)
        if names and (names[-1], name) in _CLASHES:
            names.append("|")
        names.append(stressed.mark + name if place == stressed.at else name)
    return f"[[{''.join(names)}]]"


def _name(word: Sounds, place: int) -> str:
    """A vowel is dark after an emphatic consonant; a also after ق and before an emphatic one."""
    phoneme = _phonemes()[word[place]]
    if phoneme.kind != "vowel":
        return phoneme.plain
    before = _phonemes()[word[place - 1]].kind if place else ""
    after = _phonemes()[word[place + 1]].kind if place + 1 < len(word) else ""
    back = word[place][0] == "a" and (before == "uvular" or after == "dark")
    return phoneme.dark if before == "dark" or back else phoneme.plain
