"""From a section to what an engine is given: clause by clause, in the order it is heard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from podcast.arabic.chain import PLAIN, reading, spoken_pieces
from podcast.arabic.controls import Controlled, parse, stretches
from podcast.arabic.reading import Reader, Reading
from podcast.arabic.text.clean import clean
from podcast.arabic.tokens.segment import clauses, sentences
from podcast.arabic.verbaliser import Piece
from podcast.model import ParagraphKind, PauseKind, Section, Utterance

_ENDS: dict[ParagraphKind, PauseKind] = {
    "heading": "heading",
    "item": "sentence",
    "row": "sentence",
}
_SENTENCE_MARKS = ".!?؟…"


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    read: Reading


def utterances(section: Section, reader: Reader | None = None) -> tuple[Utterance, ...]:
    """See `podcast.arabic.utterances`: the heading if it is announced, then each paragraph."""
    reader = reader or PLAIN
    said: list[Utterance] = []
    if section.announced and section.heading:
        _say(said, section.heading, "heading", reader, heading=True)
    for paragraph in section.paragraphs:
        end = _ENDS.get(paragraph.kind, "paragraph")
        _say(said, paragraph.text, end, reader, heading=paragraph.kind == "heading")
    return (*said[:-1], replace(said[-1], pause="section")) if said else ()


def _say(
    said: list[Utterance], text: str, end: PauseKind, reader: Reader, *, heading: bool
) -> None:
    """Adds the utterances of one block to those `said` before it."""
    before = len(said)
    controlled = parse(text)
    for stretch, silence in stretches(controlled.text):
        for sentence in sentences(" ".join(stretch.split())):
            said += _sentence(sentence, controlled, reader, heading)
        if silence and said:
            cut = said[-1].text[-1:] not in _SENTENCE_MARKS and len(said) > before
            pause: PauseKind = "clause" if cut else said[-1].pause
            said[-1] = replace(said[-1], pause=pause, extra_ms=said[-1].extra_ms + silence)
    if len(said) > before:
        said[-1] = replace(said[-1], pause=end)


def _sentence(
    sentence: str, controlled: Controlled, reader: Reader, heading: bool
) -> Iterator[Utterance]:
    """One sentence as utterances, one for each clause that says something."""
    cleaned = clean(sentence)
    parts = clauses(cleaned)
    written = clauses(sentence)
    if len(written) != len(parts):
        written = parts
    own: list[list[Piece]] = [[] for _ in parts]
    starts = _starts(cleaned, parts)
    for piece in spoken_pieces(cleaned, reader, controlled, heading=heading):
        own[max(0, bisect_right(starts, piece.start) - 1)].append(piece)
    found = [
        _Clause(controlled.plain(text), reading(pieces, controlled, cleaned))
        for text, pieces in zip(written, own, strict=True)
    ]
    audible = list(_merged(found))
    for index, clause in enumerate(audible):
        pause: PauseKind = "sentence" if index == len(audible) - 1 else "clause"
        yield Utterance(clause.text, clause.read.spoken, pause, settled=clause.read.settled)


def _starts(text: str, parts: list[str]) -> list[int]:
    """Where each part begins in the text that it was cut from."""
    starts, at = [], 0
    for part in parts:
        found = text.find(part, at)
        at = found if found >= 0 else at
        starts.append(at)
        at += len(part)
    return starts


def _merged(found: list[_Clause]) -> Iterator[_Clause]:
    """The clauses that are heard, with the words of silent ones added to a neighbour's text."""
    silent = ""
    last: _Clause | None = None
    for clause in found:
        if not clause.read.spoken:
            silent = f"{silent} {clause.text}".strip()
            continue
        if last:
            yield replace(last, text=f"{last.text} {silent}".strip())
            silent = ""
        last = clause if last or not silent else replace(clause, text=f"{silent} {clause.text}")
        silent = ""
    if last:
        yield replace(last, text=f"{last.text} {silent}".strip())


def joined(spoken: Iterable[Utterance], max_chars: int) -> tuple[Utterance, ...]:
    """See `podcast.arabic.joined`. A pause that the author asked for is never joined over."""
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
    )
