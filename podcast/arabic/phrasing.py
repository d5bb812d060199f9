"""Reads a section: block by block, sentence by sentence, clause by clause.

This is the only place where a section is read; everything reported about it (what is said, changed or guessed)
comes from this one reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from podcast.arabic.places import Places
from podcast.arabic.reading import Change, Reader, Reading
from podcast.arabic.sentence import spoken_pieces, words_of
from podcast.arabic.stretches import Stretch, stretches
from podcast.arabic.text.clean import clean
from podcast.arabic.text.marks import HELD
from podcast.arabic.tokens.segment import Span, clauses, sentences, spans
from podcast.arabic.verbaliser import Piece
from podcast.model import Block, BlockKind, LineBreak, PauseKind, Section, Text, Utterance
from podcast.structs import Frozen, replace

PLAIN = Reader()

_ENDS: dict[BlockKind, PauseKind] = {"heading": "heading", "item": "sentence", "row": "sentence"}
_SENTENCE_MARKS = ".!?؟…"


def read(section: Section, reader: Reader | None = None) -> Reading:
    """See `podcast.arabic.read`: the title and the heading if they are spoken, then each block."""
    spoken: list[Utterance] = []
    changes: list[Change] = []
    for place, block in section.spoken_blocks:
        block_reading = _Block(block, place, reader or PLAIN)
        block_reading.read(spoken, changes)
    if spoken:
        spoken[-1] = replace(spoken[-1], pause="section")
    return Reading(tuple(spoken), tuple(changes))


def read_text(text: str, reader: Reader | None = None, *, heading: bool = False) -> Reading:
    """Read a text as one block, each of its lines separately."""
    lines = [line for line in text.splitlines() if line.strip()]
    inlines = [part for line in lines for part in (LineBreak(), Text(line))][1:]
    block = Block("heading" if heading else "paragraph", tuple(inlines))
    return read(Section(0, "", (block,)), reader)


class _Clause(Frozen):
    """A clause: [start, end) of its stretch, its text on the page, its spoken form."""

    start: int
    end: int
    text: str
    spoken: str = ""
    settled: tuple[int, ...] = ()


class _Block(Frozen):
    block: Block
    place: int
    reader: Reader

    def read(self, spoken: list[Utterance], changes: list[Change]) -> None:
        """Read the block, appending its utterances and changes."""
        before = len(spoken)
        for stretch in stretches(self.block):
            begun, last = len(spoken), ""
            for sentence in spans(sentences, stretch.text):
                cleaned = clean(stretch.text[slice(*sentence)])
                spoken += self._sentence(stretch, sentence, cleaned, last, changes)
                last = cleaned
            if stretch.silence and spoken:
                cut = spoken[-1].text[-1:] not in _SENTENCE_MARKS and len(spoken) > begun
                pause: PauseKind = "clause" if cut else spoken[-1].pause
                extra = spoken[-1].extra_ms + stretch.silence
                spoken[-1] = replace(spoken[-1], pause=pause, extra_ms=extra)
        if len(spoken) > before:
            spoken[-1] = replace(spoken[-1], pause=_ENDS.get(self.block.kind, "paragraph"))

    def _sentence(
        self, stretch: Stretch, sentence: Span, cleaned: str, before: str, changes: list[Change]
    ) -> Iterator[Utterance]:
        """The utterances of one sentence, one for each clause that is heard.

        cleaned, before   the sentence and the one before it, cleaned.
        """
        held = stretch.held[stretch.held_before(sentence[0]) :]
        heading = self.block.kind == "heading"
        pieces = list(
            spoken_pieces(cleaned, self.reader, held, self._inner, heading=heading, before=before)
        )
        places = Places(stretch.text, sentence, cleaned)
        changes += self._changes(pieces, stretch, places)
        audible = list(_merged(_clauses(stretch, places, pieces)))
        for index, clause in enumerate(audible):
            yield Utterance(
                clause.text,
                clause.spoken,
                "sentence" if index == len(audible) - 1 else "clause",
                settled=clause.settled,
                block=self.place,
                start=stretch.places[clause.start],
                end=stretch.ends[clause.end - 1],
            )

    def _inner(self, text: str) -> str:
        return read_text(text, self.reader).spoken

    def _changes(
        self, pieces: Iterable[Piece], stretch: Stretch, places: Places
    ) -> Iterator[Change]:
        """What is not read as written, with positions in the block's text."""
        held, last = stretch.held_before(places.sentence[0]), 0
        for piece in pieces:
            part = places.cleaned[piece.start : piece.end]
            shown = stretch.with_words(part, held)
            held += part.count(HELD)
            if not piece.rule or piece.spoken == shown:
                continue
            start, end = places.written(piece.start, piece.end)
            place = max(last, stretch.places[start])
            last = max(place, stretch.ends[end - 1])
            yield Change(place, last, shown, piece.spoken, piece.rule, self.place)


def _clauses(stretch: Stretch, places: Places, pieces: Sequence[Piece]) -> Iterator[_Clause]:
    """The clauses of a sentence, written and spoken, divided at the pauses of the cleaned text."""
    parts = spans(clauses, places.cleaned)
    shown = _shown(places, parts)
    own: list[list[Piece]] = [[] for _ in shown]
    starts = [start for start, _ in parts]
    for piece in pieces:
        own[min(len(shown), max(1, bisect_right(starts, piece.start))) - 1].append(piece)
    for (start, end), spoken in zip(shown, own, strict=True):
        yield _Clause(start, end, stretch.shown(start, end), *words_of(spoken))


def _shown(places: Places, parts: Sequence[Span]) -> list[Span]:
    """The spans of the cleaned sentence's clauses in the text as written; a single one if they cannot be
    told."""
    first, last = places.sentence
    written = parts if places.same else spans(clauses, places.text[first:last])
    if len(written) == len(parts):
        return [(start + first, end + first) for start, end in written]
    starts = [first, *(places.written(start, end)[0] for start, end in parts[1:])]
    if any(after <= before for before, after in pairwise(starts)):
        return [places.sentence]
    ends = [len(places.text[:start].rstrip()) for start in starts[1:]]
    return list(zip(starts, [*ends, last], strict=True))


def _merged(found: Iterable[_Clause]) -> Iterator[_Clause]:
    """The clauses that are heard, with the text of silent ones added to a neighbour."""
    silent: _Clause | None = None
    last: _Clause | None = None
    for clause in found:
        if not clause.spoken:
            silent = _both_texts(silent, clause) if silent else clause
            continue
        if last:
            yield _both_texts(last, silent) if silent else last
            last = clause
        else:
            last = _with_words_before(silent, clause) if silent else clause
        silent = None
    if last:
        yield _both_texts(last, silent) if silent else last


def _both_texts(first: _Clause, second: _Clause) -> _Clause:
    """`first`, extended over the text of `second`."""
    return replace(first, end=second.end, text=f"{first.text} {second.text}".strip())


def _with_words_before(silent: _Clause, clause: _Clause) -> _Clause:
    return replace(clause, start=silent.start, text=f"{silent.text} {clause.text}".strip())


def joined(spoken: Iterable[Utterance], max_chars: int) -> tuple[Utterance, ...]:
    """See `podcast.arabic.joined`. Clauses are never joined across a pause the author asked for."""
    found: list[Utterance] = []
    for utterance in spoken:
        last = found[-1] if found else None
        fits = last and len(last.spoken) + 1 + len(utterance.spoken) <= max_chars
        if last and fits and last.pause == "clause" and not last.extra_ms:
            found[-1] = _both(last, utterance)
        else:
            found.append(utterance)
    return tuple(found)


def _both(first: Utterance, second: Utterance) -> Utterance:
    shift = len(first.spoken.split())
    return replace(
        second,
        text=f"{first.text} {second.text}",
        spoken=f"{first.spoken} {second.spoken}",
        settled=(*first.settled, *(index + shift for index in second.settled)),
        start=first.start,
    )
