"""From diacritised Arabic to the notation that voices are given. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podcast.arabic.phonetics.clauses import Clause, clauses
from podcast.arabic.phonetics.question import polar
from podcast.arabic.phonetics.sounds import VOWELS, Sounds, spoken
from podcast.arabic.phonetics.stress import stress

_AFFRICATES = {("t", "ʃ"), ("d", "ʒ")}
"""Pairs that are one sound: تْش spells the affricate of foreign names (تْشِيلْسِي)."""


RISE = "↗"
"""The sign before the stop of a yes-no question."""
_ENDS = ".!?:"


def transcribe(spoken: str) -> str:
    """The transcription of diacritised Arabic, in the notation of `podcast.arabic.phonetics`; "" without
    words."""
    return transcribe_all([spoken])[0]


def transcribe_all(spoken: Sequence[str]) -> tuple[str, ...]:
    """The transcriptions of consecutive utterances, since a question may begin in the one before."""
    said: list[str] = []
    sentence: list[Clause] = []
    for utterance in spoken:
        parts: list[str] = []
        for clause in clauses(utterance):
            sentence.append(clause)
            rise = RISE if clause.stop == "?" and polar(sentence) else ""
            parts.append(" ".join(_transcribed(clause)) + rise + clause.stop)
            if clause.stop in _ENDS:
                sentence = []
        said.append(" ".join(parts))
    return tuple(said)


def words(spoken: str) -> list[str]:
    """The words of `transcribe(spoken)`, without the pauses."""
    return [word for clause in clauses(spoken) for word in _transcribed(clause)]


def _transcribed(clause: Clause) -> Iterator[str]:
    said = _lightened(spoken(clause))
    for place, word in enumerate(said, 1):
        yield f"⟨{word}⟩" if isinstance(word, str) else _written(word, last=place == len(said))


def _written(word: Sounds, *, last: bool) -> str:
    """One word, with its stress mark before the syllable."""
    stressed = stress(word, last=last)
    onset = max(0, stressed.at - 1)
    if word[onset] in VOWELS:
        onset = stressed.at
    if onset == 1 and word[:2] in _AFFRICATES:
        onset = 0
    return "".join((*word[:onset], stressed.degree.value, *word[onset:]))


def _lightened(words: tuple[Sounds | str, ...]) -> tuple[Sounds | str, ...]:
    """The words with a plain l in the name of God except after a and u: bi-llāh, wa-ḷḷāh."""
    said: list[Sounds | str] = []
    before = ""
    for word in words:
        if not isinstance(word, str) and "lˤ" in word:
            vowel = (before, *word)[word.index("lˤ")]
            word = tuple("l" if s == "lˤ" and vowel[:1] == "i" else s for s in word)
        said.append(word)
        before = word[-1] if word and not isinstance(word, str) else ""
    return tuple(said)
