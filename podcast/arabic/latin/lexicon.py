"""Lexicon look-up: first the author's entries, then the built-in names, words and acronyms in Latin letters.

A text is searched word by word: entries are indexed by their first word, so a look-up costs the same in a text
of any length. Latin is compared without case and accents, Arabic without diacritics and tatweel. Spellings are
those of Arabic news; the particles و ف ب ل ك and the article ال are attached according to grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from podcast.arabic.latin.entries import (
    TOKEN,
    UNIT,
    Entry,
    Index,
    Rule,
    authors,
    built_in,
    fitting,
    fold,
    glued_names,
    sayable,
    words_of,
)
from podcast.arabic.reading import Reader
from podcast.arabic.text.clean import clean
from podcast.arabic.text.letters import attach, bare, definite, particles_of
from podcast.arabic.text.marks import MARKS
from podcast.formats import toml
from podcast.structs import Frozen

_WORD = re.compile(UNIT)
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_GLUED_BEFORE = re.compile(r"[^\W_ء-ي][-.'’&/+_@]{1,3}\Z")
_GLUED_AFTER = re.compile("[-.'’&/_@]{1,3}[0-9A-Za-z\u00c0-\u024f]|[+#$€£]")
_POSSESSIVE = re.compile(r"['’][sS](?!\w)")
_GLUED = range(7, 31)
"""How many letters a word may have that is several written as one."""
_PIECE = 4
"""The shortest of several words written as one."""
_PHRASE = 60
"""How many characters on either side of a Latin word are used to identify its language."""


class Match(Frozen):
    """A match that ends at `end`, with its spoken form; `rule` says which table it is from."""

    end: int
    spoken: str
    rule: Rule


class Shadow(Frozen):
    """An author's entry without effect: `by` is the same entry in another spelling, or "" if it is read so
    anyway."""

    written: str
    by: str = ""


def longest(text: str, start: int, reader: Reader) -> Match | None:
    """The longest entry that begins exactly at `start` and ends at the end of a word, or None.

    The author's entries win over longer built-in ones. An Arabic entry of three letters or more is also
    found after particles written on it (وبالكلمة), which then are part of the match. A run that goes on
    after an entry (`GPT-4`, `iPhone15`) is no match: such a run is read part by part.
    """
    if not _begins(text, start):
        return None
    found = _author_match(text, start, reader) or _built_in_match(text, start, reader)
    if found and _ends(text, found[1]):
        return Match(found[1], found[2], found[0].rule)
    return None


def lookup(part: str, reader: Reader, language: str = "en") -> Match | None:
    """The entry for the whole of `part`, a piece of a run in a phrase in `language`."""
    for index in (authors(reader), built_in()):
        for entry, end in fitting(part, 0, index, language):
            if _possessive(part, end) == len(part):
                return Match(len(part), entry.said(part[:end], reader.dialect), entry.rule)
    return None


def glued(word: str, reader: Reader) -> str:
    """The words of a name or phrase written as one, as in accounts, addresses and tags: elonmusk; or ""."""
    if len(word) not in _GLUED:
        return ""
    name = glued_names().get(fold(word))
    return name.spoken_in(reader.dialect) if name else _pieces(word, reader, 3)


def _pieces(word: str, reader: Reader, most: int) -> str:
    """The spoken form of `word` as at most so many words of the tables, the first as long as possible."""
    for cut in range(len(word) - _PIECE, _PIECE - 1, -1) if most > 1 else ():
        first, rest = lookup(word[:cut], reader), word[cut:]
        last = lookup(rest, reader) if first else None
        spoken = last.spoken if last else _pieces(rest, reader, most - 1) if first else ""
        if first and spoken:
            return f"{first.spoken} {spoken}"
    return ""


def unused(entries: Mapping[str, str], texts: Iterable[str]) -> tuple[str, ...]:
    """The author's `entries` that occur in none of the `texts`, in their order."""
    reader = Reader(lexicon=entries)
    met = {entry.written for text in texts for entry in _met(text, reader)}
    return tuple(written for written in entries if written not in met)


def met(entries: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """The author's `entries` that may match in `texts`: a superset of those that do.

    Every word of such an entry stands somewhere in them, whatever is written on to it; an article's alef may
    be lost after a ل.
    """
    whole = "\n".join(_folded(text) for text in texts)
    return {
        written: spoken
        for written, spoken in entries.items()
        if all(word.removeprefix("ا") in whole for _, word in words_of(written))
    }


def _folded(text: str) -> str:
    return fold(text) + "\n" + fold(clean(text))


def shadowed(entries: Mapping[str, str], dialect: str = "standard") -> tuple[Shadow, ...]:
    """The author's `entries` without effect: equal to an earlier one, or read so anyway."""
    found: list[Shadow] = []
    first: dict[tuple[tuple[bool, str], ...], str] = {}
    for written, spoken in entries.items():
        earlier = first.setdefault(words_of(written), written)
        known = lookup(written, Reader(dialect=dialect))
        if earlier != written:
            found.append(Shadow(written, earlier))
        elif known and known.spoken == sayable(spoken):
            found.append(Shadow(written))
    return tuple(found)


def line(written: str, spoken: str) -> str:
    """The line of `script/lexicon.toml` that reads `written` as `spoken`."""
    return f"{toml.quoted(written)} = {toml.quoted(spoken)}"


def _begins(text: str, start: int) -> bool:
    """Whether a word, or a run of Latin letters and digits, begins at `start`; so does a change of script."""
    if start >= len(text):
        return False
    if not start or text[start - 1].isspace():
        return True
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


def _author_match(text: str, start: int, reader: Reader) -> tuple[Entry, int, str] | None:
    index = authors(reader)
    for entry, end in fitting(text, start, index) if index else ():
        end = _possessive(text, end)
        if _ends(text, end):
            return entry, end, entry.spoken
    return _attached(text, start, index) if "؀" <= text[start] <= "ۿ" and index else None


def _attached(text: str, start: int, index: Index) -> tuple[Entry, int, str] | None:
    """An author's Arabic entry after attached particles, the article, or both."""
    token = TOKEN.match(text, start)
    for cut in range(1, min(len(token.group()), 12) if token else 0):
        head = bare(text[start : start + cut])
        joined = particles_of(head)
        if not joined or text[start + cut] in "ـ" or re.match(f"[{MARKS}]", text[start + cut]):
            continue
        particles, article = joined
        for entry, end in (
            *fitting(text, start + cut, index),
            *_behind_lam(text, start + cut, head, index),
        ):
            if len(words_of(entry.written)[0][1]) >= 3 and _ends(text, end):
                spoken = definite(entry.spoken) if article else entry.spoken
                return entry, end, attach(particles, spoken)
    return None


def _behind_lam(text: str, position: int, head: str, index: Index) -> Iterator[tuple[Entry, int]]:
    """Entries with an article whose alef is elided after ل: للقاعدة."""
    if head[-1:] == "ل" and text[position] == "ل":
        for entry, end in fitting("ا" + text[position : position + _PHRASE], 0, index):
            yield entry, position + end - 1


def _built_in_match(text: str, start: int, reader: Reader) -> tuple[Entry, int, str] | None:
    if not _LATIN.match(text[start]) and text[start] != ".":
        return None
    around = text[max(0, start - _PHRASE) : start + _PHRASE]
    for entry, end in fitting(text, start, built_in(), around):
        spoken = entry.said(text[start:end], reader.dialect)
        end = _possessive(text, end)
        if _ends(text, end):
            return entry, end, spoken
    return None


def _possessive(text: str, end: int) -> int:
    """`end`, after an English 's, which is silent."""
    after = _POSSESSIVE.match(text, end)
    return after.end() if after and _LATIN.match(text[end - 1]) else end


def _met(text: str, reader: Reader) -> Iterator[Entry]:
    index = authors(reader)
    for token in TOKEN.finditer(text):
        yield from (entry for entry, _ in fitting(text, token.start(), index))
        attached = _attached(text, token.start(), index)
        if attached:
            yield attached[0]
