"""What is counted: the gender of a noun, whether it is plural, and its dual.

A noun is looked up in `nouns.tsv` (singulars and plurals); one that is not there shows its gender by its
form: ‑ة and ‑اء are feminine, and so is a plural in ‑ات unless its singular is a verbal noun (تصريحات).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import bare, fold, marked
from podcast.arabic.tokens.features import Case, Gender


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun as found: its gender (the singular's), its number, and whether a table knows it."""

    gender: Gender
    plural: bool
    known: bool
    singular: str = ""


_PRONOUN = re.compile("(?:ه|ها|هم|هن|هما|نا|كم|ي|ك)$")
_VERBAL = re.compile("(?:[اإأ]..?.?ا.|ت..?ي.|[اإ]ست..ا.|ت.ا..|ت...|م...)ات$")
"""Plurals in ‑ات of masculine verbal nouns (اجتماعات, تصريحات, تغيرات) and of passive participles."""


@cache
def _singulars() -> dict[str, tuple[Gender, str]]:
    found: dict[str, tuple[Gender, str]] = {}
    for noun, gender, _ in rows("nouns.tsv", 3):
        if " " not in noun:
            found.setdefault(fold(noun), (_gender(gender), noun))
    return found


@cache
def _plurals() -> dict[str, tuple[Gender, str]]:
    found: dict[str, tuple[Gender, str]] = {}
    for noun, gender, plurals in rows("nouns.tsv", 3):
        for plural in words(plurals):
            found.setdefault(fold(plural), (_gender(gender), noun.split()[0]))
    return found


def _gender(cell: str) -> Gender:
    return "f" if cell == "f" else "m"


def _stems(word: str) -> list[str]:
    """`word` folded, as it stands and without tanwin's alef, article, pronoun."""
    key = fold(word)
    plain = key.removeprefix("ال")
    found = [key, plain]
    if plain.endswith("ا"):
        found.append(plain[:-1])
    shorter = _PRONOUN.sub("", plain)
    if shorter != plain and len(shorter) > 2:
        found += [shorter, shorter[:-1] + "ة" if shorter.endswith("ت") else shorter]
    return found


def noun(word: str, *, plural_first: bool = False) -> Noun:
    """What `word`, which a number counts, is; `plural_first` after 3-10, where a plural is expected."""
    tables = ((_plurals(), True), (_singulars(), False))
    for stem in _stems(word):
        for table, plural in tables if plural_first else reversed(tables):
            if stem in table:
                gender, singular = table[stem]
                return Noun(gender, plural, known=True, singular=singular)
    return _by_form(fold(word).removeprefix("ال"))


def _by_form(key: str) -> Noun:
    if key.endswith("ات") and len(key) > 4:
        single = key[:-2]
        if single + "ة" in _singulars():
            return Noun("f", plural=True, known=True, singular=single + "ة")
        if single in _singulars():
            return Noun(_singulars()[single][0], plural=True, known=True, singular=single)
        return Noun("m" if _VERBAL.fullmatch(key) else "f", plural=True, known=False)
    if key.endswith(("ين", "ون")) and len(key) > 4:
        return Noun("m", plural=True, known=False)
    feminine = key.endswith(("ة", "اء", "ته")) and len(key) > 2
    return Noun("f" if feminine else "m", plural=False, known=False)


def dual(word: str, case: Case) -> str:
    """The dual of a singular noun or adjective as written: سنة → سنتين, كتابًا → كتابين."""
    end = "َانِ" if case == "nom" else "َيْنِ"
    stem = bare(word)
    if word.endswith("\u064bا") or (
        not marked(word) and stem.endswith("ا") and fold(stem[:-1]) in _singulars()
    ):
        stem = stem[:-1]
    if stem.endswith("ة"):
        stem = stem[:-1] + "ت"
    elif stem.endswith("ى"):
        stem = stem[:-1] + "ي"
    return stem + end
