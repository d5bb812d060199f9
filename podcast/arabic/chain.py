"""The chain from text to reading: controls, clean, tokens, words, alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podcast.arabic.controls import Controlled, parse
from podcast.arabic.latin.names import finder, latin_reader
from podcast.arabic.reading import Change, Reader, Reading
from podcast.arabic.text import alphabet
from podcast.arabic.text.clean import clean
from podcast.arabic.text.letters import bare, marked
from podcast.arabic.text.marks import canonical
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.tokens import tokens
from podcast.arabic.verbaliser import Piece, pieces

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
    """Pieces of `cleaned` as one text, with the changes among them and the words that are settled."""
    line = _Line([])
    settled: list[int] = []
    changes: list[Change] = []
    for piece in said:
        spoken = alphabet.only_arabic(canonical(piece.spoken) if piece.rule else piece.spoken)
        written = controlled.plain(cleaned[piece.start : piece.end])
        if piece.rule and spoken != written:
            changes.append(Change(piece.start, piece.end, written, spoken, piece.rule))
        first = len(line.words)
        line.add(spoken)
        if piece.rule:
            settled += (i for i in range(first, len(line.words)) if marked(line.words[i]))
    return Reading(" ".join(line.ended()), tuple(changes), tuple(settled))


@dataclass(slots=True)
class _Line:
    """Words as they are put together: a pause on the word before it, a lone prefix on the next."""

    words: list[str]
    prefix: str = ""

    def add(self, spoken: str) -> None:
        """Adds words, or the mark of a pause."""
        if spoken and spoken in alphabet.PAUSES:
            self._pause(spoken)
            return
        for word in spoken.split():
            *whole, last = clean(f"{self.prefix} {word}").split() if self.prefix else [word]
            self.words += whole
            alone = bare(last) in _PREFIXES
            self.prefix = last if alone else ""
            self.words += [] if alone else [last]

    def ended(self) -> list[str]:
        """All the words."""
        return [*self.words, self.prefix] if self.prefix else self.words

    def _pause(self, mark: str) -> None:
        """Of two pauses, the one that ends a sentence stays."""
        self.words, self.prefix = self.ended(), ""
        if not self.words:
            return
        last = self.words[-1]
        if last[-1] not in alphabet.PAUSES:
            self.words[-1] += mark
        elif mark in ".؟!" and last[-1] in "،؛:":
            self.words[-1] = last[:-1] + mark
