"""Marks restored over whole sentences, with what is settled put back, clause by clause again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from podcast.arabic.diacritics.choose import chosen, sureness
from podcast.arabic.diacritics.impose import WORD, impose, mend
from podcast.arabic.text.letters import bare
from podcast.model import Utterance
from podcast.model.lattice import Lattice

Tashkeel = Callable[[str], Lattice]


def restore(spoken: Iterable[Utterance], tashkeel: Tashkeel) -> tuple[Utterance, ...]:
    """See `podcast.arabic.restore`. Where the restored sentence lost or gained words, each clause is tried by
    itself; a clause that then is not whole either stays as it was."""
    found: list[Utterance] = []
    for sentence in _sentences(spoken):
        found += _whole(sentence, tashkeel) or [_alone(clause, tashkeel) for clause in sentence]
    return tuple(found)


def _sentences(spoken: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    sentence: list[Utterance] = []
    for utterance in spoken:
        sentence.append(utterance)
        if utterance.pause != "clause":
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _whole(sentence: list[Utterance], tashkeel: Tashkeel) -> list[Utterance] | None:
    """The clauses of a sentence with marks, or None if they cannot be told apart any more."""
    given = " ".join(clause.spoken for clause in sentence)
    settled, words = [], 0
    for clause in sentence:
        settled += [index + words for index in clause.settled]
        words += len(clause.spoken.split())
    marked = _restored(given, tuple(settled), tashkeel)
    if marked is None:
        return None
    rest = iter(marked)
    return [
        replace(clause, spoken=" ".join(next(rest) for _ in clause.spoken.split()))
        for clause in sentence
    ]


def _alone(clause: Utterance, tashkeel: Tashkeel) -> Utterance:
    marked = _restored(clause.spoken, clause.settled, tashkeel)
    return replace(clause, spoken=" ".join(marked)) if marked is not None else clause


def _restored(given: str, settled: tuple[int, ...], tashkeel: Tashkeel) -> list[str] | None:
    """The words of `given` with marks; None unless each still has its own letters."""
    lattice = tashkeel(given)
    before, answer = given.split(), mend(*_read(lattice))
    if len(answer.split()) != len(before):
        return None
    words = impose(given, answer, settled).split()
    same = len(words) == len(before) and all(map(_same, words, before))
    return words if same else None


def _read(lattice: Lattice) -> tuple[str, list[float]]:
    """The likeliest reading of a text, and how sure it is of each of its words."""
    made, sure, end = [], [], 0
    for word in WORD.finditer(lattice.text):
        marks = lattice.marks[word.start() : word.end()]
        made.append(lattice.text[end : word.start()])
        made += map("".join, zip(word[0], chosen(word[0], marks), strict=True))
        sure.append(sureness(marks))
        end = word.end()
    return "".join(made) + lattice.text[end:], sure


def _same(word: str, before: str) -> bool:
    """Whether only marks differ, and the silent alef that a tanwin may bring."""
    return bare(word) == bare(before)
