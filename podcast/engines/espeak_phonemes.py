"""Maps IPA to espeak's input: its phoneme names in `[[…]]`, with dark vowels. Pure.

Punctuation stays outside the brackets, so that espeak still gives each clause its intonation. Each word has
its own brackets, because espeak splits very long clauses and then forgets an open bracket. What is not in the
notation (see docs/arabic.md) is passed on unchanged, for espeak to read as it can.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from podcast.structs import Frozen

STOPS = ".!?:;,"
RISE = "↗"
_MELODIES = {":": ","}
_PITCH, _RISE = "\x01", 20
"""espeak's command character; a rise on its pitch scale (50 steps per octave) of some five semitones."""
_STRESS = {"ˈ": "'", "ˌ": ",", "": "%"}
_CLASHES = {("t", "S"), ("d", "Z"), ("d", "H"), ("g", "H"), ("t", "S;"), ("d", "Z;")}
"""Phoneme names that would be read as one when adjacent: دْح is not ض."""


class Phoneme(Frozen):
    """espeak's name of a sound, plain and next to emphatic consonants."""

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
    """A pattern for a sound or a stress mark."""
    sounds = sorted(phonemes(), key=len, reverse=True)
    return re.compile(f"{'|'.join(sounds)}|[ˈˌ]")


def feed(sounds: str) -> str:
    """espeak's input for a transcription, one clause per line; "" if there is nothing to say."""
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
    """A clause, with its intonation set by its last word and punctuation.

    In espeak a colon falls like a full stop, though more is to come, so it gets the comma's intonation. The
    last word of a rising question is higher and has no full stress, whose fall would interfere; it rises from
    the words before it, so a question of one word keeps espeak's own intonation.
    """
    mnemonics = [_fed(word.removesuffix(RISE)) for word in words]
    if words[-1].endswith(RISE) and len(words) > 1:
        last = mnemonics[-1].replace("'", ",")
        mnemonics[-1:] = [f"{_PITCH}+{_RISE}P {last}"]
        return f"{' '.join(mnemonics)}{stop} {_PITCH}-{_RISE}P"
    return " ".join(mnemonics) + _MELODIES.get(stop, stop)


def _fed(word: str) -> str:
    """A word in brackets; a foreign word, or what is not a transcription, unchanged."""
    if word[:1] == "⟨":
        return word.strip("⟨⟩")
    signs = _signs().findall(word)
    return _named(signs) if "".join(signs) == word else re.sub(r"[\[\]]", "", word)


def _named(signs: list[str]) -> str:
    """The word in espeak's phoneme names, with the stress mark before the stressed vowel."""
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
    """The name of a sound in its context: vowels are dark after an emphatic consonant; a also after q and
    before an emphatic consonant."""
    phoneme = phonemes()[word[place]]
    if phoneme.kind != "vowel":
        return phoneme.plain
    before = phonemes()[word[place - 1]].kind if place else ""
    after = phonemes()[word[place + 1]].kind if place + 1 < len(word) else ""
    back = word[place][0] == "a" and (before == "uvular" or after == "dark")
    return phoneme.dark if before == "dark" or back else phoneme.plain
