"""The chain from text to reading: controls, clean, tokens, words, alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from podcast.arabic import alphabet
from podcast.arabic.clean import clean
from podcast.arabic.context import Scene
from podcast.arabic.controls import Controlled, parse
from podcast.arabic.letters import marked
from podcast.arabic.names import finder, latin_reader
from podcast.arabic.reading import Change, Reader, Reading
from podcast.arabic.tokens import tokens
from podcast.arabic.verbalise import Piece, pieces

PLAIN = Reader()


def read(text: str, reader: Reader | None = None, *, heading: bool = False) -> Reading:
    """See `podcast.arabic.read`. Lines are sentences of their own: one without a final mark gets a full stop."""
    reader = reader or PLAIN
    controlled = parse(text)
    cleaned = "\n".join(filter(None, map(clean, controlled.text.splitlines())))
    said: list[Piece] = []
    start = 0
    for line in cleaned.split("\n"):
        if start:
            said.append(Piece(start - 1, start, "."))
        moved = (
            replace(piece, start=piece.start + start, end=piece.end + start)
            for piece in spoken_pieces(line, reader, controlled, heading=heading)
        )
        said += moved
        start += len(line) + 1
    return reading(said, controlled, cleaned)


def spoken_pieces(
    line: str, reader: Reader, controlled: Controlled, *, heading: bool = False
) -> Iterator[Piece]:
    """The pieces of one cleaned line, each in the context of all of it."""
    scene = Scene(tokens(line, finder(reader, controlled)), reader, heading)
    return pieces(scene, latin_reader(reader), lambda inner: read(inner, reader).spoken)


def reading(said: Iterable[Piece], controlled: Controlled, cleaned: str) -> Reading:
    """Pieces of `cleaned` as one text. A pause goes on the word before it, once; a lone و on the word behind it."""
    words: list[str] = []
    settled: list[int] = []
    changes: list[Change] = []
    waw = ""
    for piece in said:
        spoken = alphabet.only_arabic(piece.spoken)
        written = controlled.plain(cleaned[piece.start : piece.end])
        if piece.rule and spoken != written:
            changes.append(Change(piece.start, piece.end, written, spoken, piece.rule))
        if spoken in alphabet.PAUSES:
            _pause(words, spoken)
        elif spoken in ("و", "وَ"):
            waw = spoken
        else:
            first = len(words)
            words += (waw + spoken).split()
            waw = ""
            if piece.rule:
                settled += (i for i in range(first, len(words)) if marked(words[i]))
    words += [waw] if waw else []
    return Reading(" ".join(words), tuple(changes), tuple(settled))


def _pause(words: list[str], mark: str) -> None:
    """Puts a pause on the last word; of two, the one that ends a sentence stays."""
    if not words or not mark:
        return
    if words[-1][-1] not in alphabet.PAUSES:
        words[-1] += mark
    elif mark in ".؟!" and words[-1][-1] in "،؛:":
        words[-1] = words[-1][:-1] + mark
