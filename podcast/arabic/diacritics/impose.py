"""Merges marks from three sources: the author, the tables, and the models.

`mend` corrects recurrent errors of the models; `impose` puts back what was settled before.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from podcast.arabic.diacritics.clitics import with_clitics
from podcast.arabic.diacritics.endings import agreeing, eased, governed, particle, ruling
from podcast.arabic.diacritics.government import mooded, objective
from podcast.arabic.diacritics.shapes import shaped
from podcast.arabic.text.letters import (
    DAMMA,
    DAMMATAN,
    FATHA,
    FATHATAN,
    KASRA,
    KASRATAN,
    SHADDA,
    bare,
    marked,
)
from podcast.arabic.text.marks import LETTERS, MARKS, canonical, clusters, joined, ordered

WORD = re.compile(f"([{LETTERS}][{LETTERS}{MARKS}]*)")
SAME_CLAUSE = re.compile(r"[\s\"'«»“”‘’()\[\]]*")
_TANWINS = (FATHATAN, DAMMATAN, KASRATAN)
_CASES = (FATHA, DAMMA, KASRA)
PAUSES = "،؛:.؟!"
_ADJACENT = re.compile(r"\s+")


def impose(given: str, restored: str, settled: Collection[int] = ()) -> str:
    """`given` with the marks of `restored` on the letters that have none of their own.

    given     the text before restoration: partly marked, with its final letters and spaces.
    restored  the same text with full marks; a word whose letters differ is ignored.
    settled   the indices of words of `given`, split at spaces, whose marks are final, even if incomplete.
    """
    words, guesses = re.split(r"(\s+)", given), restored.split()
    places = [place for place, word in enumerate(words) if word and not word.isspace()]
    if len(places) == len(guesses):
        for index, (place, guess) in enumerate(zip(places, guesses, strict=True)):
            if index not in settled:
                words[place] = _imposed(words[place], guess)
            elif bare(words[place]).lstrip("وفبلك") in ruling("number"):
                words[place] = _counted(words[place], guess, guesses[index + 1 : index + 2])
    return "".join(words)


def _counted(number: str, guess: str, following: list[str]) -> str:
    """A number whose case nothing told, with the vowel the models give it before what it counts."""
    counted = bare("".join(following)).strip(PAUSES)
    told = not marked(number[-1:]) and len(counted) > 2 and counted[0] not in "وف"
    return number + guess[-1:] if told and guess[-1:] in _CASES else number


def _imposed(given: str, guess: str) -> str:
    """One word, letter by letter."""
    own, other = clusters(given), clusters(guess)
    if [letter for letter, _ in own] != [letter for letter, _ in other]:
        return given
    told = [marks for _, marks in own if marks]
    lone = len(told) == 1 and told[0] in _TANWINS  # جدًا, as most authors write it
    complete = not lone and len(told) >= sum(bool(marks) for _, marks in other) - 1
    pairs = zip(own, other, strict=True)
    return joined(
        [(letter, _chosen(marks, hint, complete)) for (letter, marks), (_, hint) in pairs]
    )


def _chosen(own: str, guess: str, complete: bool) -> str:
    """A letter's marks: the author's own, completed by a vowel, or by a shadda in a partly marked word."""
    vowel, guessed = own.replace(SHADDA, ""), guess.replace(SHADDA, "")
    if not vowel:
        return ordered(own + guess)
    return ordered(guess + own) if vowel == guessed and not complete else ordered(own)


def mend(text: str) -> str:
    """`text`, marked by the model, without what cannot be: shapes of words first, then endings."""
    parts = WORD.split(canonical(text))
    words, gaps = parts[1::2], parts[2::2]
    same = [bool(SAME_CLAUSE.fullmatch(gap)) for gap in gaps[:-1]]
    near = [bool(_ADJACENT.fullmatch(gap)) for gap in gaps[:-1]]
    words = _ended([with_clitics(shaped(word)) for word in words], same)
    parts[1::2] = [
        eased(word, words[place + 1]) if place < len(near) and near[place] else word
        for place, word in enumerate(words)
    ]
    return "".join(parts)


def _ended(words: list[str], same: list[bool]) -> list[str]:
    """Each word, in order, with the ending its neighbours in the clause require."""
    made: list[str] = []
    for place, word in enumerate(words):
        previous = made[-1] if place and same[place - 1] else ""
        following = words[place + 1] if place < len(same) and same[place] else ""
        word = particle(word, previous, following, first=not place)
        word = governed(word, previous)
        verb = made[-2] if place > 1 and same[place - 1] and same[place - 2] else ""
        word = mooded(objective(word, previous, verb), words[:place])
        made.append(agreeing(word, following))
    return made
