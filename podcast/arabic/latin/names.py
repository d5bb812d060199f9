"""Connects the tokeniser with the lexicon, the readings in controls, and the reading of Latin runs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podcast.arabic.latin import arab
from podcast.arabic.latin.languages import language_of, language_of_nation
from podcast.arabic.latin.lexicon import longest, lookup
from podcast.arabic.latin.runs import read_run
from podcast.arabic.reading import Reader
from podcast.arabic.text.marks import HELD
from podcast.arabic.tokens.tokens import Names
from podcast.arabic.verbaliser import LatinReader

_INITIALS = 3
"""Up to this many capitals are an acronym even in a headline."""
_WORDS = re.compile("[A-Z]+")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff.]")


def finder(reader: Reader, given: Sequence[str]) -> Names:
    """A function that finds the longest name at a position; HELD number i is read as `given[i]`."""

    def find(text: str, index: int) -> tuple[int, str, str] | None:
        if text[index] == HELD:
            return index + 1, given[text.count(HELD, 0, index)], "control"
        if not reader.lexicon and not _LATIN.match(text, index):
            return None
        found = longest(text, index, reader)
        parted = None if found and found.rule == "lexicon" else arab.parted(text, index)
        if parted and (not found or parted[0] > found.end):
            return (*parted, "latin-guess")
        return (found.end, found.spoken, found.rule) if found else None

    return find


def latin_reader(reader: Reader) -> LatinReader:
    """A function that reads a Latin run: (spoken form, rule) of each of its parts."""

    def read(run: str, phrase: str, beside: Sequence[str]) -> Sequence[tuple[str, str]]:
        if run.isupper() and _is_shouted(phrase) and not lookup(run, reader):
            run = run.capitalize() if len(run) > _INITIALS else run
            phrase = phrase.title()
        language = language_of(phrase)
        if language == "en" and run[:1].isupper():
            language = language_of_nation(beside)
        spoken = read_run(run, reader, language)
        return [(change.spoken, change.rule) for change in spoken]

    return read


def _is_shouted(phrase: str) -> bool:
    """Whether `phrase` is in capitals, but its words are no acronyms: STOCKS FALL SHARPLY, HANG SENG."""
    found = _WORDS.findall(phrase)
    long = sum(len(word) > _INITIALS for word in found)
    return phrase.isupper() and long > 1 and (len(found) > 2 or long == len(found))
