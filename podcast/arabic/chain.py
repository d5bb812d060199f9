"""The chain from text to reading: controls, clean, tokens, words, alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podcast.arabic import alphabet
from podcast.arabic.clean import clean
from podcast.arabic.context import Scene
from podcast.arabic.controls import Controlled, parse
from podcast.arabic.letters import bare, marked
from podcast.arabic.marks import canonical
from podcast.arabic.names import finder, latin_reader
from podcast.arabic.reading import Change, Reader, Reading
from podcast.arabic.tokens import tokens
from podcast.arabic.verbalise import Piece, pieces

PLAIN = Reader()
_PREFIXES = frozenset(("و", "ال", "وال"))


def read(text: str, reader: Reader | None = None, *, heading: bool = False) -> Reading:
    """See `podcast.arabic.read`. A line is a sentence of its own: without a final mark it gets a full stop."""
    reader = reader or PLAIN
    controlled = parse(text)
    cleaned = "\n".join(filter(None, map(clean, controlled.text.splitlines())))
    said: list[Piece] = []
    start = 0
    for line in cleaned.split("\n"):
        if start:
            said.append(Piece(start - 1, start, "."))
        for piece in spoken_pieces(line, reader, controlled, heading=heading):
            said.append(Piece(piece.start + start, piece.end + start, piece.spoken, piece.rule))
        start += len(line) + 1
    return reading(said, controlled, cleaned)


def spoken_pieces(
    line: str, reader: Reader, controlled: Controlled, *, heading: bool = False
) -> Iterator[Piece]:
    """The pieces of one cleaned line, each in the context of all of it."""
    scene = Scene(tokens(line, finder(reader, controlled)), reader, heading)
    return pieces(scene, latin_reader(reader), lambda inner: read(inner, reader).spoken)


def reading(said: Iterable[Piece], controlled: Controlled, cleaned: str) -> Reading:
    """Pieces of `cleaned` as one text: a pause on the word before it, a lone prefix on the one behind it."""
    words: list[str] = []
    settled: list[int] = []
    changes: list[Change] = []
    apart = ""
    for piece in said:
        spoken = alphabet.only_arabic(canonical(piece.spoken) if piece.rule else piece.spoken)
        written = controlled.plain(cleaned[piece.start : piece.end])
        if piece.rule and spoken != written:
            changes.append(Change(piece.start, piece.end, written, spoken, piece.rule))
        if spoken in alphabet.PAUSES:
            if spoken and apart:
                words.append(apart)
                apart = ""
            _pause(words, spoken)
        else:
            first = len(words)
            words += (clean(f"{apart} {spoken}") if apart else spoken).split()
            apart = words.pop() if bare(words[-1]) in _PREFIXES else ""
            if piece.rule:
                settled += (i for i in range(first, len(words)) if marked(words[i]))
    words += [apart] if apart else []
    return Reading(" ".join(words), tuple(changes), tuple(settled))


def _pause(words: list[str], mark: str) -> None:
    """Puts a pause on the last word; of two, the one that ends a sentence stays."""
    if not words or not mark:
        return
    if words[-1][-1] not in alphabet.PAUSES:
        words[-1] += mark
    elif mark in ".؟!" and words[-1][-1] in "،؛:":
        words[-1] = words[-1][:-1] + mark
