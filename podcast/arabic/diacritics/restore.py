"""Restores diacritics in whole sentences, then divides them into clauses again and puts back what was
settled."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import TypeAlias

from podcast.arabic.diacritics.choose import ALONE, TOGETHER, Voice, agreeing, chosen
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import first_persons
from podcast.arabic.diacritics.doubtful import readings_of
from podcast.arabic.diacritics.endings import either
from podcast.arabic.diacritics.impose import SAME_CLAUSE, WORD, impose, mend
from podcast.arabic.diacritics.listener import person
from podcast.arabic.diacritics.order import is_order
from podcast.arabic.diacritics.passive import instructs, is_done
from podcast.arabic.diacritics.proper import is_named
from podcast.arabic.diacritics.speaker import Person, told
from podcast.arabic.diacritics.spelling import respelt
from podcast.arabic.diacritics.tone import Tone, addresses_one, bidding, narrated, toned
from podcast.arabic.reading import Doubt
from podcast.arabic.text.letters import (
    DAMMA,
    DAMMATAN,
    FATHATAN,
    KASRA,
    KASRATAN,
    SHADDA,
    bare,
    marked,
)
from podcast.arabic.text.marks import clusters
from podcast.model import Utterance
from podcast.model.lattice import UNLIKELY, Lattice, Marks
from podcast.structs import replace

Tashkeel = Callable[[str], Lattice]
Unsure: TypeAlias = "tuple[int, str, tuple[tuple[str, float], ...]]"
"""(index of a word in its sentence, its letters, its readings as in `Doubt`)."""

EXPECTED = -0.1
"""The log-probability above which a damma was expected anyway, as in a form IV verb such as يُعلن."""
_OFTEN = 4
"""A section in which every so many sentences speak to the listener does so."""
_SPACE = re.compile(r"\s+")


def restore(
    spoken: Iterable[Utterance], tashkeel: Tashkeel
) -> tuple[tuple[Utterance, ...], tuple[Doubt, ...]]:
    """See `podcast.arabic.marked`. If a restored sentence lost or gained words, its clauses are restored one by
    one; a clause for which that fails too stays unmarked."""
    found: list[Utterance] = []
    doubts: list[Doubt] = []
    sentences = list(_sentences(_well_spelt(list(spoken))))
    for sentence, tone in zip(sentences, _tones(sentences), strict=True):
        whole = _restored_clauses(sentence, tashkeel, tone)
        parts = [whole] if whole else [_alone(clause, tashkeel, tone) for clause in sentence]
        for clauses, unsure in parts:
            doubts += _placed(unsure, clauses, len(found))
            found += clauses
    return tuple(found), tuple(doubts)


def _tones(sentences: list[list[Utterance]]) -> Iterator[Tone]:
    """Who speaks in each sentence of a section, and to whom."""
    texts = [" ".join(clause.spoken for clause in sentence) for sentence in sentences]
    words = [WORD.findall(bare(text)) for text in texts]
    bids, done = bidding(words), instructs(words)
    thine = list(map(addresses_one, words))
    around = "around" * (sum(thine) * _OFTEN >= len(words))
    for text, letters, here, telling in zip(
        texts, words, thine, told(zip(texts, words, strict=True)), strict=True
    ):
        narrator = any(map(narrated, WORD.findall(text)))
        yield replace(
            toned(letters, bids, narrator=narrator, thou="here" if here else around),
            telling=telling,
            instructs=done,
        )


def _well_spelt(spoken: list[Utterance]) -> Iterator[Utterance]:
    """The utterances with the letters their author left out, except in settled words and those he marked."""
    tokens = [utterance.spoken.split() for utterance in spoken]
    letters = [["".join(WORD.findall(bare(token))) for token in clause] for clause in tokens]
    for utterance, clause, own, better in zip(
        spoken, tokens, letters, respelt(letters), strict=True
    ):
        if own == better:
            yield utterance
            continue
        for place, (word, other) in enumerate(zip(own, better, strict=True)):
            if word != other and place not in utterance.settled and _plain(clause[place]):
                clause[place] = _exchanged(clause[place], other)
        yield replace(utterance, spoken=" ".join(clause))


def _plain(word: str) -> bool:
    """Whether the author marked nothing but tanwin and shadda."""
    return all(
        not marks.strip(SHADDA + FATHATAN + DAMMATAN + KASRATAN) for _, marks in clusters(word)
    )


def _exchanged(word: str, letters: str) -> str:
    """`word` with these letters under its own marks and signs."""
    rest = iter(letters)
    return "".join(next(rest) if WORD.fullmatch(char) else char for char in word)


def _placed(unsure: Iterable[Unsure], clauses: list[Utterance], first: int) -> Iterator[Doubt]:
    """The doubts about a sentence, located in its clauses, which begin with utterance number `first`."""
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


def _restored_clauses(
    sentence: list[Utterance], tashkeel: Tashkeel, tone: Tone
) -> tuple[list[Utterance], list[Unsure]] | None:
    """The restored clauses of a sentence, or None if their boundaries are lost."""
    given = " ".join(clause.spoken for clause in sentence)
    settled, words = [], 0
    for clause in sentence:
        settled += [index + words for index in clause.settled]
        words += len(clause.spoken.split())
    restored = _restored(given, tuple(settled), tashkeel, tone)
    if restored is None:
        return None
    spoken, unsure = restored
    rest = iter(spoken)
    clauses = [
        replace(clause, spoken=" ".join(next(rest) for _ in clause.spoken.split()))
        for clause in sentence
    ]
    return clauses, unsure


def _alone(
    clause: Utterance, tashkeel: Tashkeel, tone: Tone
) -> tuple[list[Utterance], list[Unsure]]:
    restored = _restored(clause.spoken, clause.settled, tashkeel, tone)
    if restored is None:
        return [clause], []
    spoken, unsure = restored
    return [replace(clause, spoken=" ".join(spoken))], unsure


def _restored(
    given: str, settled: tuple[int, ...], tashkeel: Tashkeel, tone: Tone
) -> tuple[list[str], list[Unsure]] | None:
    """The restored words of `given`, and the doubtful ones; None if any word changed its letters."""
    thought = tashkeel(given)
    lattice = _guided(thought, given)
    before, answer = given.split(), mend(_read(lattice, given, thought, tone))
    if len(answer.split()) != len(before):
        return None
    words = impose(given, answer, settled).split()
    if len(words) != len(before) or not all(map(_same, words, before)):
        return None
    return words, list(_unsure(lattice, before, words, settled))


def _guided(lattice: Lattice, given: str) -> Lattice:
    """The lattice limited to marks consistent with the author's, since not every model takes hints."""
    own = clusters(given)
    if "".join(letter for letter, _ in own) != lattice.text:
        return lattice
    pairs = zip(own, lattice.marks, strict=True)
    return Lattice(
        lattice.text,
        tuple(agreeing(marks, ranked) if marks else ranked for (_, marks), ranked in pairs),
        lattice.alone,
    )


def _unsure(
    lattice: Lattice, before: list[str], words: list[str], settled: tuple[int, ...]
) -> Iterator[Unsure]:
    """The unsettled words with more than one likely reading, each with its readings, best first.

    A reading for which more speaks than the models' marks, so that it is not the likeliest by them, is right
    in seven of ten cases, a listed name in two of three: neither is a doubt. Nor is a word of two right ways.
    """
    spaces = [match.start() for match in _SPACE.finditer(lattice.text)]
    for found in WORD.finditer(lattice.text):
        index = bisect_right(spaces, found.start())
        if index in settled or index >= len(before) or marked(before[index]) or either(found[0]):
            continue
        own = "".join(WORD.findall(words[index]))
        letters, marks = found[0], lattice.marks[found.start() : found.end()]
        if bare(own) == letters and not is_named(own):
            readings = readings_of(letters, marks, own)
            if len(readings) > 1 and readings[1][1] <= readings[0][1]:
                yield index, letters, readings


def _read(lattice: Lattice, given: str, thought: Lattice, tone: Tone) -> str:
    """The likeliest reading of a text; `thought` is the lattice before the author's marks."""
    made, end = [], 0
    previous: Person = ""
    own = clusters(given)
    trust = ALONE if lattice.alone else TOGETHER
    found = list(WORD.finditer(lattice.text))
    near = _surroundings(lattice.text, found, tone)
    cases = [_likeliest(lattice.marks[word.end() - 1]) for word in found[1:]]
    for word, plain, case in zip(found, near, (*cases, ""), strict=False):
        marks = lattice.marks[word.start() : word.end()]
        hints = [one for _, one in own[word.start() : word.end()]]
        told = any(hints) or plain.after[0] == EDGE
        around = plain if told else replace(plain, case=case)
        voice = _voice(word[0], hints, thought.marks[word.start() : word.end()], around)
        who = "" if any(hints) else person(word[0], marks, around, previous)
        previous = who or previous
        read = chosen(word[0], marks, around, trust, hinted=any(hints), voice=voice, who=who)
        made.append(lattice.text[end : word.start()])
        made += map("".join, zip(word[0], read, strict=True))
        end = word.end()
    return "".join(made) + lattice.text[end:]


def _likeliest(ranked: Marks) -> str:
    return ranked[0][0].strip(SHADDA) if ranked else ""


def _surroundings(text: str, found: list[re.Match[str]], tone: Tone) -> Iterator[Surroundings]:
    """What stands around each word of a sentence, clause by clause."""
    clauses: list[list[str]] = []
    for one, word in zip((None, *found), found, strict=False):
        if one is None or not SAME_CLAUSE.fullmatch(text[one.end() : word.start()]):
            clauses.append([])
        clauses[-1].append(word[0])
    for clause in clauses:
        for at in range(len(clause)):
            before, after = clause[:at][::-1], clause[at + 1 :]
            yield Surroundings((*before, EDGE), (*after, EDGE), tone)


def _voice(
    letters: str, hints: list[str], thought: tuple[Marks, ...], around: Surroundings
) -> Voice:
    """What the author says of a verb by a single shadda, or by a single damma where the models did not expect
    it; a first person with it is seldom passive: نُعلن."""
    if hints[-2:] == [SHADDA, ""] and not any(hints[:-2]) and is_order(letters, around):
        return "order"
    index = next((index for index, hint in enumerate(hints) if hint), len(hints))
    if (
        index == len(hints)
        and around.tone.instructs
        and is_done(letters, around.before, around.after)
    ):
        return "instructed"
    if index == len(hints) or hints[index] != DAMMA or any(hints[index + 1 :]):
        return ""
    first, past = letters[index], _is_past(letters[index:])
    person = index < len(letters) - 2 and letters[:index] in ("", "و", "ف", "ل", "س")
    if person and first in "يتنأ" and not (first == "ن" and past):
        if first in "أن" and _is_active(letters):
            return "active"
        unexpected = dict(thought[index]).get(DAMMA, UNLIKELY) < EXPECTED
        return "present passive" if unexpected else ""
    begins = letters[:index] in ("و", "ف") or around.before[0] in (EDGE, *_CONJUNCTIONS)
    prefixed = letters[:index] in ("", "و", "ف") and first not in "يتأ"
    return "past passive" if past and begins and prefixed else ""


def _is_active(letters: str) -> bool:
    """Whether a verb may be a first person that has a damma without being passive: نُعلن, أُرسل."""
    damma, kasras = frozenset({DAMMA}), (KASRA, SHADDA + KASRA)
    return any(
        damma in form[:2] and any(one and not one.isdisjoint(kasras) for one in form[1:-1])
        for form in first_persons(letters, "أن")
    )


_CONJUNCTIONS = frozenset(
    ("قد", "لقد", "وقد", "فقد", "ثم", "حتى", "كما", "حين", "عندما", "الذي", "التي", "بعدما")
)


def _is_past(stem: str) -> bool:
    """Whether a word has the letters of a past of the first form: نقل, نقلت."""
    return len(stem) == 3 or (len(stem) == 4 and stem[-1] == "ت")


def _same(word: str, before: str) -> bool:
    """Whether two words differ only in marks and in the silent alef of tanwin."""
    return bare(word) == bare(before)
