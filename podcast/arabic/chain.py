"""The chain from text to reading: clean, tokens, words, alphabet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from podcast.arabic import alphabet
from podcast.arabic.clean import clean
from podcast.arabic.context import Scene
from podcast.arabic.letters import marked
from podcast.arabic.reading import Change, Reader, Reading
from podcast.arabic.tokens import Names, tokens
from podcast.arabic.verbalise import Piece, pieces

_PLAIN = Reader()


def read(text: str, reader: Reader | None = None, *, heading: bool = False) -> Reading:
    """See `podcast.arabic.read`. Lines are sentences of their own: one without a final mark gets a full stop."""
    reader = reader or _PLAIN
    cleaned = "\n".join(filter(None, map(clean, text.splitlines())))
    said: list[Piece] = []
    start = 0
    for line in cleaned.split("\n"):
        said += _line(line, start, reader, heading)
        start += len(line) + 1
        if start <= len(cleaned):
            said.append(Piece(start - 1, start - 1, ".", silent=True))
    return _reading(cleaned, said)


def _line(line: str, offset: int, reader: Reader, heading: bool) -> list[Piece]:
    from podcast.arabic.names import finder, latin_reader

    scene = Scene(tokens(line, finder(reader)), reader, heading)
    found = pieces(scene, latin_reader(reader), lambda inner: read(inner, reader).spoken)
    return [
        Piece(piece.start + offset, piece.end + offset, piece.spoken, piece.rule, piece.silent)
        for piece in found
    ]


def _reading(cleaned: str, said: Sequence[Piece]) -> Reading:
    """The pieces as one text. A pause goes on the word before it, once; و alone on the word behind it."""
    out: list[str] = []
    settled: list[int] = []
    changes: list[Change] = []
    carried = ""
    for piece in said:
        spoken = alphabet.only_arabic(piece.spoken)
        if piece.rule and spoken != cleaned[piece.start : piece.end]:
            written = cleaned[piece.start : piece.end]
            changes.append(Change(piece.start, piece.end, written, spoken, piece.rule))
        if not spoken:
            continue
        if spoken[0] in alphabet.PAUSES and len(spoken) == 1:
            if out and out[-1][-1] not in alphabet.PAUSES:
                out[-1] += spoken
            elif out and spoken in ".؟!":
                out[-1] = out[-1][:-1] + spoken
            continue
        spoken, carried = carried + spoken, ""
        if spoken in ("و", "وَ"):
            carried = spoken
            continue
        for word in spoken.split():
            if piece.rule and marked(word):
                settled.append(len(out))
            out.append(word)
    if carried:
        out.append(carried)
    return Reading(" ".join(out), tuple(changes), tuple(settled))


@lru_cache(maxsize=1)
def _spaces() -> re.Pattern[str]:
    return re.compile(r"\s+")
