"""Marks restored over whole sentences, with what is settled put back, clause by clause again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import TypeAlias

from podcast.arabic.diacritics.choose import UNSURE, agreeing, chosen, likely, sureness
from podcast.arabic.diacritics.impose import WORD, impose, mend
from podcast.arabic.reading import Doubt
from podcast.arabic.text.letters import DAMMA, bare, marked
from podcast.arabic.text.marks import clusters
from podcast.model import Utterance
from podcast.model.lattice import UNLIKELY, Lattice, Marks

Tashkeel = Callable[[str], Lattice]
Unsure: TypeAlias = "tuple[int, str, tuple[tuple[str, float], ...]]"
"""Number of a word in its sentence, its letters, its readings as in `Doubt`."""

EXPECTED = -0.1
"""The log-probability above which a damma was to be expected: then the verb may be a fourth form, يُعلن."""
_SPACE = re.compile(r"\s+")


def restore(
    spoken: Iterable[Utterance], tashkeel: Tashkeel
) -> tuple[tuple[Utterance, ...], tuple[Doubt, ...]]:
    """See `podcast.arabic.marked`. Where the restored sentence lost or gained words, each clause is tried by
    itself; a clause that then is not whole either stays as it was."""
    found: list[Utterance] = []
    doubts: list[Doubt] = []
    for sentence in _sentences(spoken):
        whole = _whole(sentence, tashkeel)
        parts = [whole] if whole else [_alone(clause, tashkeel) for clause in sentence]
        for clauses, unsure in parts:
            doubts += _placed(unsure, clauses, len(found))
            found += clauses
    return tuple(found), tuple(doubts)


def _placed(unsure: Iterable[Unsure], clauses: list[Utterance], first: int) -> Iterator[Doubt]:
    """Words of a sentence by the clause they stand in, the first of which is utterance number `first`."""
    ends = list(accumulate(len(clause.spoken.split()) for clause in clauses))
    for index, word, readings in unsure:
        position = bisect_right(ends, index)
        if position < len(ends):
            before = ends[position - 1] if position else 0
            yield Doubt(word, first + position, index - before, readings)


def _sentences(spoken: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    sentence: list[Utterance] = []
    for utterance in spoken:
        sentence.append(utterance)
        if utterance.pause != "clause":
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _whole(
    sentence: list[Utterance], tashkeel: Tashkeel
) -> tuple[list[Utterance], list[Unsure]] | None:
    """The clauses of a sentence with marks, or None if they cannot be told apart any more."""
    given = " ".join(clause.spoken for clause in sentence)
    settled, words = [], 0
    for clause in sentence:
        settled += [index + words for index in clause.settled]
        words += len(clause.spoken.split())
    restored = _restored(given, tuple(settled), tashkeel)
    if restored is None:
        return None
    spoken, unsure = restored
    rest = iter(spoken)
    clauses = [
        replace(clause, spoken=" ".join(next(rest) for _ in clause.spoken.split()))
        for clause in sentence
    ]
    return clauses, unsure


def _alone(clause: Utterance, tashkeel: Tashkeel) -> tuple[list[Utterance], list[Unsure]]:
    restored = _restored(clause.spoken, clause.settled, tashkeel)
    if restored is None:
        return [clause], []
    spoken, unsure = restored
    return [replace(clause, spoken=" ".join(spoken))], unsure


def _restored(
    given: str, settled: tuple[int, ...], tashkeel: Tashkeel
) -> tuple[list[str], list[Unsure]] | None:
    """The words of `given` with marks, and those not sure; None unless each still has its own letters."""
    thought = tashkeel(given)
    lattice = _guided(thought, given)
    before, answer = given.split(), mend(*_read(lattice, given, thought))
    if len(answer.split()) != len(before):
        return None
    words = impose(given, answer, settled).split()
    if len(words) != len(before) or not all(map(_same, words, before)):
        return None
    return words, list(_unsure(lattice, before, words, settled))


def _guided(lattice: Lattice, given: str) -> Lattice:
    """The lattice with only those marks that agree with what the author wrote: not every model takes hints."""
    own = clusters(given)
    if "".join(letter for letter, _ in own) != lattice.text:
        return lattice
    pairs = zip(own, lattice.marks, strict=True)
    return Lattice(
        lattice.text,
        tuple(agreeing(marks, ranked) if marks else ranked for (_, marks), ranked in pairs),
    )


def _unsure(
    lattice: Lattice, before: list[str], words: list[str], settled: tuple[int, ...]
) -> Iterator[Unsure]:
    """The words that nobody settled and that may be read in two ways, each with its likely readings."""
    spaces = [match.start() for match in _SPACE.finditer(lattice.text)]
    for found in WORD.finditer(lattice.text):
        index = bisect_right(spaces, found.start())
        if index in settled or index >= len(before) or marked(before[index]):
            continue
        own = "".join(WORD.findall(words[index]))
        letters, marks = found[0], lattice.marks[found.start() : found.end()]
        if bare(own) == letters and sureness(marks) < UNSURE:
            readings = likely(letters, marks, own)
            if len(readings) > 1 and readings[0][1] < UNSURE:
                yield index, letters, readings


def _read(lattice: Lattice, given: str, thought: Lattice) -> tuple[str, list[float]]:
    """The likeliest reading of a text, and how sure it is of each of its words.

    thought  the lattice before the author's marks.
    """
    made, sure, end = [], [], 0
    own = clusters(given)
    for word in WORD.finditer(lattice.text):
        marks = lattice.marks[word.start() : word.end()]
        hints = [one for _, one in own[word.start() : word.end()]]
        passive = _passive(word[0], hints, thought.marks[word.start() : word.end()])
        read = chosen(word[0], marks, hinted=any(hints), passive=passive)
        made.append(lattice.text[end : word.start()])
        made += map("".join, zip(word[0], read, strict=True))
        sure.append(sureness(marks))
        end = word.end()
    return "".join(made) + lattice.text[end:], sure


def _passive(letters: str, hints: list[str], thought: tuple[Marks, ...]) -> bool:
    """Whether an author wrote one damma, on the person of a verb, where the models did not expect one."""
    index = next((index for index, hint in enumerate(hints) if hint), len(hints))
    lone = index < len(hints) - 2 and hints[index] == DAMMA and not any(hints[index + 1 :])
    person = lone and letters[index] in "يتنأ" and letters[:index] in ("", "و", "ف", "ل", "س")
    return person and dict(thought[index]).get(DAMMA, UNLIKELY) < EXPECTED


def _same(word: str, before: str) -> bool:
    """Whether only marks differ, and the silent alef that a tanwin may bring."""
    return bare(word) == bare(before)
