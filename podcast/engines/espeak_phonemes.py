"""From sounds in IPA to what espeak is fed: dark vowels, its own names of phonemes, in `[[…]]`. Pure.

Pause marks stay outside the brackets, so that espeak still gives each clause its melody. Each word has
brackets of its own: espeak cuts very long clauses, and forgets an open bracket when it does. What is
not in the notation (see docs/arabic.md) is handed on as it stands, for espeak to read as it can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STOPS = ".!?:;,"
RISE = "↗"
_MELODIES = {":": ","}
_PITCH, _RISE = "\x01", 20
"""espeak's command sign; steps on its scale of pitch, 50 to the octave: some five semitones."""
_STRESS = {"ˈ": "'", "ˌ": ",", "": "%"}
_CLASHES = {("t", "S"), ("d", "Z"), ("d", "H"), ("g", "H"), ("t", "S;"), ("d", "Z;")}
"""Names that would be read as one: دْح is not ض."""


@dataclass(frozen=True, slots=True)
class Phoneme:
    """espeak's name of a sound, plain and beside dark consonants."""

    plain: str
    dark: str
    kind: str


@cache
def phonemes() -> dict[str, Phoneme]:
    """Every sound of the notation."""
    path = files("podcast.engines") / "data" / "espeak_phonemes.tsv"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {sound: Phoneme(*rest) for sound, *rest in (line.split("\t") for line in lines)}


@cache
def _signs() -> re.Pattern[str]:
    """A sound or a sign of stress."""
    sounds = sorted(phonemes(), key=len, reverse=True)
    return re.compile(f"{'|'.join(sounds)}|[ˈˌ]")


def feed(sounds: str) -> str:
    """What espeak is given to say a transcription, a clause a line; "" where there is nothing to say."""
    clauses: list[str] = []
    clause: list[str] = []
    for word in sounds.split():
        stop = word[-1] if word[-1] in STOPS else ""
        clause.append(word.removesuffix(stop))
        if stop:
            clauses.append(_clause(clause, stop))
            clause = []
    return "\n".join([*clauses, _clause(clause, "")] if clause else clauses)


def _clause(words: list[str], stop: str) -> str:
    """A clause whose last words and stop give it its melody.

    A colon falls in espeak like a full stop, though more is to come: it has the comma's melody. A question that
    rises has its last word higher, and without a full stress, whose fall would come in between; the
    words before it are the low ground it rises from, so a question of one word keeps espeak's own melody.
    """
    said = [_fed(word.removesuffix(RISE)) for word in words]
    if words[-1].endswith(RISE) and len(words) > 1:
        last = said[-1].replace("'", ",")
        said[-1:] = [f"{_PITCH}+{_RISE}P {last}"]
        return f"{' '.join(said)}{stop} {_PITCH}-{_RISE}P"
    return " ".join(said) + _MELODIES.get(stop, stop)


def _fed(word: str) -> str:
    """A word in brackets; a foreign one, or what is no transcription, as it stands."""
    if word[:1] == "⟨":
        return word.strip("⟨⟩")
    signs = _signs().findall(word)
    return _named(signs) if "".join(signs) == word else re.sub(r"[\[\]]", "", word)


def _named(signs: list[str]) -> str:
    """The word in espeak's phoneme names, its stress before the stressed vowel."""
    place, mark = next(((n, sign) for n, sign in enumerate(signs) if sign in "ˈˌ"), (0, ""))
    word = [sign for sign in signs if sign in phonemes()]
    vowels = (n for n in range(place, len(word)) if phonemes()[word[n]].kind == "vowel")
    stressed = next(vowels, place)
    names: list[str] = []
    for index in range(len(word)):
        name = _name(word, index)
        if names and (names[-1], name) in _CLASHES:
            names.append("|")
        names.append(_STRESS[mark] + name if index == stressed else name)
    return f"[[{''.join(names)}]]"


def _name(word: list[str], place: int) -> str:
    """A vowel is dark after an emphatic consonant; a also after q and before an emphatic one."""
    phoneme = phonemes()[word[place]]
    if phoneme.kind != "vowel":
        return phoneme.plain
    before = phonemes()[word[place - 1]].kind if place else ""
    after = phonemes()[word[place + 1]].kind if place + 1 < len(word) else ""
    back = word[place][0] == "a" and (before == "uvular" or after == "dark")
    return phoneme.dark if before == "dark" or back else phoneme.plain
