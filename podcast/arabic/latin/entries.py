"""The entries of the lexicons, indexed by their first word: the author's, and the built-in tables.

Latin is compared without case and accents, Arabic without diacritics and tatweel; the capitals of acronyms
count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from podcast.arabic.latin.languages import language_of
from podcast.arabic.reading import Reader
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import SUKUN, bare
from podcast.arabic.text.marks import LETTERS, MARKS, canonical
from podcast.structs import Frozen

Rule = Literal["lexicon", "name", "acronym"]

UNIT = rf"(?:[^\W_ـ]|[\u0300-\u036f{MARKS}ـ])"
"""A character of a word: a letter or digit of any script, a mark, a tatweel."""
TOKEN = re.compile(rf"{UNIT}+|[^\s]")
_SILENT = re.compile(f"[^{LETTERS}{MARKS} ]+")


_TABLES: tuple[tuple[str, Rule], ...] = (
    ("names.tsv", "name"),
    ("acronyms.tsv", "acronym"),
    ("latin_words.tsv", "name"),
)


class Entry(NamedTuple):
    """One entry: its written and spoken forms; `rule`, `kind` and `language` as in the tables.

    A tuple, because each process makes 5,000 of them: this takes less than objects would.
    """

    written: str
    spoken: str
    egypt: str = ""
    rule: Rule = "lexicon"
    kind: str = ""
    language: str = ""

    def spoken_in(self, dialect: str) -> str:
        """The spoken form in `dialect`: the hard g is ج in Egypt, ق in the Gulf, else غ as in the news."""
        if not self.egypt or dialect not in ("egypt", "gulf"):
            return self.spoken
        pairs = zip(self.spoken, self.egypt, strict=True)
        return self.egypt if dialect == "egypt" else "".join(s if s == e else "ق" for s, e in pairs)

    def said(self, written: str, dialect: str) -> str:
        """The spoken form of `written`, in which a plain English word may stand in the plural: lights."""
        spoken = self.spoken_in(dialect)
        plural = (
            self.kind == "word" and written[-1:] == "s" and _fold(written) != _fold(self.written)
        )
        if not plural or bare(spoken)[-1] in "سزشج":
            return spoken
        sound = "س" if bare(spoken)[-1] in "تبكثق" else "ز"
        return canonical(spoken + ("" if bare(spoken)[-1] in "اوي" else SUKUN) + sound)


_LONGEST = 100
"""Letters of the longest word a table may hold: text without blanks is not folded whole at each letter."""

Index = dict[str, list[Entry]]
"""Entries by their first word, folded."""


def fitting(text: str, start: int, index: Index, around: str = "en") -> Iterator[tuple[Entry, int]]:
    """The entries of `index` at `start`, best first: the longest, then the one with exactly this spelling."""
    token = TOKEN.match(text, start, start + _LONGEST)
    if not token:
        return
    first = _fold(token.group())
    heads = (first, first[:-1]) if first.endswith("s") and len(first) > 2 else (first,)
    ends = [
        (entry, end)
        for head in heads
        for entry in index.get(head, ())
        if (end := _fit(entry, text, start))
    ]
    if len(ends) > 1:
        tongue = around if len(around) == 2 else language_of(around)
        ends.sort(
            key=lambda fit: (fit[1], *_closeness(fit[0], text[start : fit[1]], tongue)),
            reverse=True,
        )
    yield from ends


def _closeness(entry: Entry, text: str, language: str) -> tuple[bool, ...]:
    same_case = entry.written.islower() == text.islower()
    own, common = entry.language == language, entry.language == "en"
    return entry.written == text, bool(own and entry.kind == "word"), same_case, own, common


def _fit(entry: Entry, text: str, start: int) -> int:
    """The end of `entry` if it matches at `start`, else 0. Its last word may be a plural."""
    words = words_of(entry.written)
    index, last = start, len(words) - 1
    for number, (spaced, word) in enumerate(words):
        after = index
        while spaced and after < len(text) and text[after].isspace():
            after += 1
        token = TOKEN.match(text, after)
        if not token or (spaced and after == index):
            return 0
        folded = _fold(token.group())
        if folded != word and not (
            number == last and folded == word + "s" and _plural(entry, token.group())
        ):
            return 0
        index = token.end()
    return index if _cased(entry, text[start:index]) else 0


def _plural(entry: Entry, word: str) -> bool:
    return entry.rule != "lexicon" and entry.kind not in ("person", "place") and word[-1] == "s"


def _cased(entry: Entry, text: str) -> bool:
    """Whether the capitals match: Nato is NATO and Axa AXA, but who is not WHO, as not AS, a not à."""
    if entry.rule == "lexicon":
        return True
    if len(text) == 1 and text.isascii() and not entry.written.isascii():
        return False
    if entry.rule == "acronym" or entry.written.isupper():
        same = text.replace("’", "'").removesuffix("s") == entry.written.removesuffix("s")
        return same or len(text) > 3 or (entry.rule == "name" and len(text) == 3 and text.istitle())
    return not (entry.kind == "word" and text.isupper() and len(text) < 4)


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    return fold(word)


def fold(word: str) -> str:
    """Words as entries are compared."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", bare(word))
    plain = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return plain.replace("’", "'").casefold()


@lru_cache(maxsize=10_000)
def words_of(written: str) -> tuple[tuple[bool, str], ...]:
    """(whether a space precedes it, folded token) of each token of `written`."""
    written = written.strip()
    found = TOKEN.finditer(written)
    return tuple(
        (written[token.start() - 1 : token.start()].isspace(), _fold(token.group()))
        for token in found
    )


def sayable(spoken: str) -> str:
    """The sayable part of an author's reading: Arabic letters, diacritics, single spaces."""
    return canonical(" ".join(_SILENT.sub(" ", spoken).split()))


class _Same(Frozen, eq=False):
    """A lexicon as a cache key, compared by identity, since authors' lexicons do not change.

    It is looked up for each word. Hashing 2,000 entries takes 0.7 ms, 442 times in a text of 400 words, which
    is otherwise read in 0.15 s.
    """

    lexicon: Mapping[str, str]

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.lexicon is other.lexicon


def authors(reader: Reader) -> Index:
    """The entries of the reader's own lexicon."""
    return _author_index(_Same(reader.lexicon)) if reader.lexicon else {}


@lru_cache(maxsize=16)
def _author_index(same: _Same) -> Index:
    said = ((written, sayable(spoken)) for written, spoken in same.lexicon.items())
    return _indexed(Entry(written, spoken) for written, spoken in said if spoken)


@cache
def built_in() -> Index:
    """The entries of the tables."""
    return _indexed(
        Entry(row[0], row[1], row[2], rule, row[3], row[4])
        for table, rule in _TABLES
        for row in rows(table, 5)
    )


@cache
def glued_names() -> dict[str, Entry]:
    """The names of several words, by these written as one."""
    names = (entry for entries in built_in().values() for entry in entries if " " in entry.written)
    return {_fold(name.written).replace(" ", ""): name for name in names}


def _indexed(entries: Iterable[Entry]) -> Index:
    index: Index = {}
    for entry in entries:
        first = TOKEN.match(entry.written.strip())
        if first:
            index.setdefault(_fold(first.group()), []).append(entry)
    return index
