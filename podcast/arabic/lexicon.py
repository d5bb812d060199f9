"""Readings by table: first the author's, then the built-in names, words and acronyms in Latin letters.

A text is searched word by word: the index knows entries by their first word, so a look-up costs the same
in a text of any length. Latin is compared without case and accents, Arabic without marks and tatweel.
Sources: spellings are those of Arabic news; the particles و ف ب ل ك and the article ال join as grammar asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from podcast.arabic.letters import attach, bare, definite
from podcast.arabic.marks import LETTERS, MARKS, canonical
from podcast.arabic.reading import Change, Reader
from podcast.arabic.speech import language_of
from podcast.arabic.tables import rows

Rule = Literal["lexicon", "name", "acronym"]

_UNIT = rf"(?:[^\W_ـ]|[\u0300-\u036f{MARKS}ـ])"
_TOKEN = re.compile(rf"{_UNIT}+|[^\s]")
_WORD = re.compile(_UNIT)
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_GLUED_BEFORE = re.compile(r"[^\W_ء-ي][-.'’&/+_@]{1,3}\Z")
_GLUED_AFTER = re.compile("[-.'’&/_@]{1,3}[0-9A-Za-z\u00c0-\u024f]|[+#$€£]")
_POSSESSIVE = re.compile(r"['’][sS](?!\w)")
_ATTACHED = re.compile(f"([وف]?)([بكل]?)(ال)?|([وف]?)(ل)(ل)")
_SILENT = re.compile(f"[^{LETTERS}{MARKS} ]+")
_PHRASE = 60
"""Characters on either side of a Latin word that tell its language."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found: it ends at `end`, is said `spoken`, and `rule` tells which table knows it."""

    end: int
    spoken: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Shadow:
    """An author's entry that changes nothing: another spelling, `by`, is the same, or the built-in reading is."""

    written: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    written: str
    words: tuple[tuple[bool, str], ...]
    """Each token, folded, and whether space stands before it."""
    spoken: str
    egypt: str = ""
    rule: Rule = "lexicon"
    kind: str = ""
    language: str = ""

    def said(self, dialect: str) -> str:
        """The reading in `dialect`: ج for the hard g in Egypt, ق in the Gulf, else غ as in the news."""
        if not self.egypt or dialect not in ("egypt", "gulf"):
            return self.spoken
        pairs = zip(self.spoken, self.egypt, strict=True)
        return self.egypt if dialect == "egypt" else "".join(s if s == e else "ق" for s, e in pairs)


_Index = dict[str, list[_Entry]]


def longest(text: str, start: int, reader: Reader) -> Match | None:
    """The longest entry that begins exactly at `start` and ends with a word; None where none does.

    The author's entries win over longer built-in ones. An Arabic entry of three letters or more is also
    found behind particles written on it (وبالكلمة), which then are part of the match. A run that goes on
    behind an entry (`GPT-4`, `iPhone15`) is no match: such a run is read part by part.
    """
    if not _begins(text, start):
        return None
    found = _author_match(text, start, reader) or _built_in_match(text, start, reader)
    if found and _ends(text, found[1]):
        return Match(found[1], found[2], found[0].rule)
    return None


def lookup(part: str, reader: Reader, language: str = "en") -> Match | None:
    """The entry that is the whole of `part`, a piece of a run; as `longest`, but boundaries are the caller's."""
    for index in (_authors(reader), _built_in()):
        for entry, end in _fitting(part, 0, index, language):
            if _possessive(part, end) == len(part):
                return Match(len(part), entry.said(reader.dialect), entry.rule)
    return None


def unused(entries: Mapping[str, str], texts: Iterable[str]) -> tuple[str, ...]:
    """The keys of the author's `entries` that no text of `texts` holds, in their order."""
    reader = Reader(lexicon=entries)
    met = {entry.written for text in texts for entry in _met(text, reader)}
    return tuple(written for written in entries if written not in met)


def shadowed(entries: Mapping[str, str]) -> tuple[Shadow, ...]:
    """The author's `entries` that change nothing: met as an earlier one already, or said so anyway."""
    found: list[Shadow] = []
    first: dict[tuple[tuple[bool, str], ...], str] = {}
    for written, spoken in entries.items():
        earlier = first.setdefault(_words(written), written)
        known = lookup(written, Reader())
        if earlier != written:
            found.append(Shadow(written, earlier))
        elif known and known.spoken == _sayable(spoken):
            found.append(Shadow(written))
    return tuple(found)


def line(written: str, spoken: str) -> str:
    """The line of `script/lexicon.toml` that reads `written` as `spoken`; keys are quoted as TOML 1.0 asks."""
    return f"{_quoted(written)} = {_quoted(spoken)}"


def suggestion(change: Change) -> str:
    """The line to paste, and mend, for something that was read by guessing."""
    return line(change.written.strip(), change.spoken)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda char: f"\\u{ord(char[0]):04X}", escaped) + '"'


def _begins(text: str, start: int) -> bool:
    """Whether a word, or a run of Latin letters and figures, begins at `start`; a change of script is one."""
    if not start or text[start - 1].isspace():
        return start < len(text)
    before, here = text[start - 1], text[start : start + 1]
    if not _LATIN.match(here):
        return not (_WORD.match(before) and _WORD.match(here))
    return not (_LATIN.match(before) or _GLUED_BEFORE.search(text[max(0, start - 4) : start]))


def _ends(text: str, end: int) -> bool:
    before, here = text[end - 1], text[end : end + 1]
    if not here or here.isspace():
        return True
    if _LATIN.match(before) or before in "+#":
        return not (_LATIN.match(here) or _GLUED_AFTER.match(text, end))
    return not (_WORD.match(before) and _WORD.match(here))


def _author_match(text: str, start: int, reader: Reader) -> tuple[_Entry, int, str] | None:
    index = _authors(reader)
    for entry, end in _fitting(text, start, index) if index else ():
        end = _possessive(text, end)
        if _ends(text, end):
            return entry, end, entry.spoken
    return _attached(text, start, index) if "؀" <= text[start] <= "ۿ" and index else None


def _attached(text: str, start: int, index: _Index) -> tuple[_Entry, int, str] | None:
    """An author's Arabic entry with particles, the article or both before it."""
    token = _TOKEN.match(text, start)
    for cut in range(1, min(len(token.group()), 12) if token else 0):
        head = bare(text[start : start + cut])
        parts = _ATTACHED.fullmatch(head)
        if not parts or text[start + cut] in "ـ" or re.match(f"[{MARKS}]", text[start + cut]):
            continue
        particles = "".join(filter(None, (parts[1], parts[2], parts[4], parts[5])))
        for entry, end in _fitting(text, start + cut, index):
            if len(entry.words[0][1]) >= 3 and _ends(text, end):
                article = bool(parts[3] or parts[6])
                said = definite(entry.spoken) if article else entry.spoken
                return entry, end, attach(particles, said)
    return None


def _built_in_match(text: str, start: int, reader: Reader) -> tuple[_Entry, int, str] | None:
    if not _LATIN.match(text[start]) and text[start] != ".":
        return None
    around = text[max(0, start - _PHRASE) : start + _PHRASE]
    for entry, end in _fitting(text, start, _built_in(), around):
        end = _possessive(text, end)
        if _ends(text, end):
            return entry, end, entry.said(reader.dialect)
    return None


def _possessive(text: str, end: int) -> int:
    """`end`, past an English 's, which is not said."""
    after = _POSSESSIVE.match(text, end)
    return after.end() if after and _LATIN.match(text[end - 1]) else end


def _fitting(text: str, start: int, index: _Index, around: str = "en") -> Iterator[tuple[_Entry, int]]:
    """The entries of `index` at `start`, best first: the longest, then the one in this very spelling."""
    token = _TOKEN.match(text, start)
    if not token:
        return
    first = _fold(token.group())
    heads = (first, first[:-1]) if first.endswith("s") and len(first) > 2 else (first,)
    ends = [
        (entry, end) for head in heads for entry in index.get(head, ()) if (end := _fit(entry, text, start))
    ]
    if len(ends) > 1:
        tongue = around if len(around) == 2 else language_of(around)
        ends.sort(key=lambda fit: (fit[1], *_closeness(fit[0], text[start : fit[1]], tongue)), reverse=True)
    yield from ends


def _closeness(entry: _Entry, text: str, language: str) -> tuple[bool, ...]:
    same_case = entry.written.islower() == text.islower()
    own, common = entry.language == language, entry.language == "en"
    return entry.written == text, bool(own and entry.kind == "word"), same_case, own, common


def _fit(entry: _Entry, text: str, start: int) -> int:
    """Where `entry`, beginning at `start`, ends; 0 where it does not fit. The last word may be a plural."""
    at, last = start, len(entry.words) - 1
    for number, (spaced, word) in enumerate(entry.words):
        after = at
        while spaced and after < len(text) and text[after].isspace():
            after += 1
        token = _TOKEN.match(text, after)
        if not token or (spaced and after == at):
            return 0
        folded = _fold(token.group())
        if folded != word and not (number == last and folded == word + "s" and _plural(entry, token.group())):
            return 0
        at = token.end()
    return at if _cased(entry, text[start:at]) else 0


def _plural(entry: _Entry, word: str) -> bool:
    return entry.rule != "lexicon" and entry.kind not in ("person", "place") and word[-1] == "s"


def _cased(entry: _Entry, text: str) -> bool:
    """Whether the capitals allow `entry`: IT is not it, WHO is not who, and AS is not as."""
    if entry.rule == "lexicon":
        return True
    if entry.rule == "acronym" or entry.written.isupper():
        return text.replace("’", "'").removesuffix("s") == entry.written.removesuffix("s")
    return not (entry.kind == "word" and text.isupper() and len(text) < 4)


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    """`word` as entries are compared."""
    decomposed = unicodedata.normalize("NFKD", bare(word)) if not word.isascii() else word
    plain = "".join(char for char in decomposed if not "\u0300" <= char <= "\u036f")
    return plain.replace("’", "'").casefold()


def _words(written: str) -> tuple[tuple[bool, str], ...]:
    written = written.strip()
    found = _TOKEN.finditer(written)
    return tuple((written[token.start() - 1 : token.start()].isspace(), _fold(token.group())) for token in found)


def _sayable(spoken: str) -> str:
    """What an author asked for, but for what no voice can say: letters of Arabic, marks, single spaces."""
    return canonical(" ".join(_SILENT.sub(" ", spoken).split()))


def _met(text: str, reader: Reader) -> Iterator[_Entry]:
    index = _authors(reader)
    for token in _TOKEN.finditer(text):
        yield from (entry for entry, _ in _fitting(text, token.start(), index))
        attached = _attached(text, token.start(), index)
        if attached:
            yield attached[0]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A lexicon as a cache sees it: the same one, not an equal one; authors' lexicons do not change."""

    lexicon: Mapping[str, str]

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.lexicon is other.lexicon


def _authors(reader: Reader) -> _Index:
    return _author_index(_Same(reader.lexicon)) if reader.lexicon else {}


@lru_cache(maxsize=16)
def _author_index(same: _Same) -> _Index:
    said = ((written, _sayable(spoken)) for written, spoken in same.lexicon.items())
    return _indexed(_Entry(written, _words(written), spoken) for written, spoken in said if spoken)


@cache
def _built_in() -> _Index:
    return _indexed(
        _Entry(row[0], _words(row[0]), row[1], row[2], rule, row[3], row[4])
        for table, rule in _TABLES
        for row in rows(table, 5)
    )


_TABLES: tuple[tuple[str, Rule], ...] = (
    ("names.tsv", "name"),
    ("acronyms.tsv", "acronym"),
    ("latin_words.tsv", "name"),
)


def _indexed(entries: Iterable[_Entry]) -> _Index:
    index: _Index = {}
    for entry in entries:
        if entry.words:
            index.setdefault(entry.words[0][1], []).append(entry)
    return index
