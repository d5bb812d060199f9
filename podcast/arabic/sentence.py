"""Reads one sentence: tokenised, verbalised, and put together with its pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from podcast.arabic.classes.abbreviation import spelled
from podcast.arabic.classes.enumeration import itemised
from podcast.arabic.grammar.enclosed import disclosed
from podcast.arabic.latin.names import finder, latin_reader
from podcast.arabic.reading import Reader
from podcast.arabic.text import alphabet
from podcast.arabic.text.clean import clean
from podcast.arabic.text.letters import SHADDA, bare, marked
from podcast.arabic.text.marks import HELD, canonical, clusters, is_vowelled, joined
from podcast.arabic.tokens.context import Scene
from podcast.arabic.tokens.tokens import tokens
from podcast.arabic.verbaliser import Piece, pieces
from podcast.model import SayAs, Spell
from podcast.structs import Mutable

_PREFIXES = frozenset(("و", "ال", "وال"))
_COUNTING = frozenset(("number", "measure", "money", "fraction", "product"))
"""Rules that inflect a noun as the author wrote it: 2 كتاب becomes كتابَيْنِ, of which only the ending is told."""
_LONG = ("", *"اوىي")


def spoken_pieces(
    cleaned: str,
    reader: Reader,
    held: Sequence[SayAs | Spell],
    inner: Callable[[str], str],
    *,
    heading: bool = False,
    before: str = "",
) -> Iterator[Piece]:
    """The spoken pieces of a cleaned sentence, each read in the context of the whole sentence.

    held   the inlines represented by each HELD in it, in order.
    inner  reads a text within the text: a hashtag's words, a name in an address.
    before the sentence before it in its paragraph, cleaned.
    """
    given = [_given(one, inner) for one in held[: cleaned.count(HELD)]]
    found = itemised(disclosed(tokens(cleaned, finder(reader, given))))
    scene = Scene(found, reader, heading, before=before)
    for piece in pieces(scene, latin_reader(reader), inner):
        spoken = _in_alphabet(piece.spoken, bool(piece.rule))
        written = cleaned[piece.start : piece.end]
        if piece.rule == "lexicon" and _only_marks(written, spoken):
            yield Piece(piece.start, piece.end, _with_marks(written, spoken))
        else:
            yield Piece(piece.start, piece.end, spoken, piece.rule)


def _only_marks(written: str, spoken: str) -> bool:
    """Whether an author's entry for one word gives it marks and leaves its ending open: يَصْدُر.

    It is then read as if the script had these marks, with the ending its sentence asks for.
    """
    last = spoken.removesuffix(SHADDA)[-1:]
    is_open = last not in _LONG and not marked(last)
    return is_open and marked(spoken) and _letters(spoken) == _letters(written)


def _letters(word: str) -> list[str]:
    return [letter for letter, _ in clusters(word)] if " " not in word else []


def _with_marks(written: str, spoken: str) -> str:
    """`written` with the marks of `spoken`, which has its letters, on those without any of their own."""
    both = zip(clusters(written), clusters(spoken), strict=True)
    return joined([(letter, own or given) for (letter, own), (_, given) in both])


@lru_cache(maxsize=1 << 13)
def _in_alphabet(spoken: str, is_made: bool) -> str:
    """`spoken` in the alphabet of the spoken form, its marks in order if a rule made it; most forms recur."""
    return alphabet.only_arabic(canonical(spoken) if is_made else spoken)


def _given(held: SayAs | Spell, inner: Callable[[str], str]) -> str:
    """The reading the author gave: unchanged if it is Arabic, otherwise read like any text."""
    if isinstance(held, Spell):
        return spelled(held.written)
    spoken = clean(held.spoken)
    return spoken if alphabet.ALLOWED.fullmatch(spoken) else inner(spoken)


def words_of(spoken: Iterable[Piece]) -> tuple[str, tuple[int, ...]]:
    """Pieces as one text, and the indices of its settled words."""
    line = _WordLine([])
    settled: list[int] = []
    for piece in spoken:
        first = len(line.words)
        line.add(piece.spoken)
        if piece.rule:
            is_told = is_vowelled if piece.rule in _COUNTING else marked
            new = range(first, len(line.words))
            settled += (i for i in new if is_told(line.words[i].rstrip(alphabet.PAUSES)))
    return " ".join(line.ended()), tuple(settled)


class _WordLine(Mutable):
    """Assembles words: a pause is attached to the word before it, a lone prefix to the word after it."""

    words: list[str]
    prefix: str = ""

    def add(self, spoken: str) -> None:
        """Add words, or the mark of a pause."""
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
        return [*self.words, _lettered(self.prefix)] if self.prefix else self.words

    def _pause(self, mark: str) -> None:
        """Add a pause mark; of two, the one that ends a sentence is kept."""
        final = mark in ".؟!"
        if self.prefix:
            self.words.append(_lettered(self.prefix) if final else self.prefix)
            self.prefix = ""
        if not self.words:
            return
        last = self.words[-1]
        if last[-1] not in alphabet.PAUSES:
            self.words[-1] += mark
        elif final and last[-1] in "،؛:":
            self.words[-1] = _lettered(last[:-1]) + mark


def _lettered(word: str) -> str:
    """`word`; "and" at the end of a sentence is the letter's name, as it is where it is an initial."""
    return alphabet.letter_names()["و"] if bare(word) == "و" else word
