"""Names and loan words, from `data/proper.tsv` and the single names of `data/names.tsv`.

Their vowels follow from no root, so the models guess. The possible affixes depend on the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from podcast.arabic.diacritics.dictionary import NISBA, NOUN_PREFIXES, NOUN_SUFFIXES, either
from podcast.arabic.diacritics.forms import Form, Options, fits, options
from podcast.arabic.diacritics.names import single_names
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, SHADDA, SUKUN, bare
from podcast.arabic.text.marks import canonical, clusters
from podcast.structs import Frozen

MARGINS = {"": 5.0, "*": 2.0, "!": 12.0}
"""How much less likely than the models' own reading a listed one may be, in nats, by its sign: of a name, of
one whose letters are another word too, and of one without another reading in use."""
_SIGNS = "*!"
_SERVANT = re.compile("([وف]?[بلك]?)عبد(?=ال..)")
"""عبدالله and the like, written as one word: the case of the first part is heard before the article."""
_ABD: Form = (frozenset({FATHA}), frozenset({SUKUN, ""}), frozenset({DAMMA, KASRA}))
_NAME_SUFFIXES = (("", "?"), ("ا", "n*"), *NISBA)
_LONG = frozenset({"", SUKUN, FATHA, DAMMA, KASRA})
"""The marks of a final ي that is a long vowel, as that of السيسي: no nisba, and so no shadda."""
_SUFFIXES = {"loan": NOUN_SUFFIXES, "name": _NAME_SUFFIXES}


class Proper(Frozen):
    """A name or loan word: the marks of its letters, except those of the last, and whether that is doubled.

    `margin` is how much less likely, in nats, it may be than the models' own choice.
    """

    kind: str
    marks: Form
    doubled: bool
    article: bool
    margin: float

    @property
    def long(self) -> bool:
        """Whether a final ي is a long vowel in any use: السيسي, with the sign of a sole reading."""
        return self.kind == "name" and not self.doubled and self.margin == MARGINS["!"]


@lru_cache(maxsize=4096)
def named(letters: str) -> tuple[tuple[Form, float], ...]:
    """(form, margin) of each name and loan word that `letters` may be."""
    found: dict[tuple[Form, float], None] = {}
    if servant := _SERVANT.match(letters):
        before_it: Form = (None,) * servant.end(1)
        behind_it: Form = (None,) * (len(letters) - servant.end())
        found[before_it + _ABD + behind_it, MARGINS[""]] = None
    for prefix, before in NOUN_PREFIXES:
        if not letters.startswith(prefix):
            continue
        article, rest = prefix.endswith(("ال", "لل")), letters[len(prefix) :]
        for kind, suffixes in _SUFFIXES.items():
            for suffix, after in suffixes:
                if rest.endswith(suffix):
                    for one in _listed(rest[: len(rest) - len(suffix)]):
                        if one.kind == kind and (kind == "loan" or one.article == article):
                            form = _form(before, one, after, article=article)
                            if not suffix and rest[-1] == "ي" and one.long:
                                form = (*form[:-1], _LONG)
                            found[form, one.margin] = None
    return tuple(found)


def ends_long(stem: str) -> bool:
    """Whether letters without their article are a name in ي that is no nisba: السيسي, الزلفي."""
    names = [one for one in _listed(stem) if one.kind == "name"]
    return bool(names) and not any(one.doubled for one in names)


def is_named(word: str) -> bool:
    """Whether a marked word is a listed name or loan word, its last vowel aside."""
    made = tuple(marks for _, marks in clusters(canonical(word)))
    return any(fits(form[:-1], made[:-1]) for form, _ in named(bare(word)))


def _form(before: str, proper: Proper, after: str, *, article: bool) -> Form:
    stem = [*proper.marks, options(after[0], doubled=proper.doubled)]
    if article:
        stem[0] = either(stem[0])
    return (*map(options, before), *stem, *map(options, after[1:]))


def _listed(letters: str) -> tuple[Proper, ...]:
    """The entries of the tables with these letters, the article aside."""
    return _parsed(letters) if letters in _words() else ()


@lru_cache(maxsize=4096)
def _parsed(letters: str) -> tuple[Proper, ...]:
    cores = (core for kind, word in _words()[letters] for core in _cores(kind, word))
    return tuple(proper for found, proper in cores if found == letters)


@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    """(kind, word) of every entry, by the letters it may have without an article and without ة.

    A text contains few of them, and only those are parsed: parsing all takes each process 70 ms.
    """
    words = [(kind, word) for kind, cell in rows("proper.tsv", 2) for word in cell.split()]
    words += [("person", "*" + word) for word in single_names().values()]
    found: dict[str, list[tuple[str, str]]] = {}
    letters = bare("\n".join(word.lstrip(_SIGNS) for _, word in words)).split("\n")
    for whole, word in zip(letters, words, strict=True):
        for stem in {whole, whole.removeprefix("ال")}:
            found.setdefault(stem, []).append(word)
            if stem.endswith("ة"):
                found.setdefault(stem[:-1], []).append(word)
    return found


def _cores(kind: str, word: str) -> Iterator[tuple[str, Proper]]:
    """An entry by its letters without the article; nouns in ة also without ة."""
    letters = clusters(canonical(word.lstrip(_SIGNS)))
    article = letters[0][0] == "ا" and letters[1] in (("ل", ""), ("ل", SUKUN)) and kind != "loan"
    stem = letters[2:] if article else letters
    for core in (stem, stem[:-1]) if stem[-1][0] == "ة" else (stem,):
        proper = Proper(
            "loan" if kind == "loan" else "name",
            _form_of(_undoubled(core, article)[:-1]),
            SHADDA in core[-1][1],
            article,
            MARGINS[word[0] if word[0] in _SIGNS else ""],
        )
        yield bare("".join(letter for letter, _ in core)), proper


def _undoubled(core: list[tuple[str, str]], article: bool) -> list[tuple[str, str]]:
    """The letters without the shadda that a sun letter has only from the article."""
    first, marks = core[0]
    return [(first, marks.replace(SHADDA, "")), *core[1:]] if article else core


def _form_of(letters: list[tuple[str, str]]) -> Form:
    """The possible marks of each letter. A name with an initial cluster may have a kasra in it."""
    form = [_marks(letter, marks) for letter, marks in letters]
    if letters and letters[0][1] == SUKUN:
        form[0] = frozenset({"", SUKUN, KASRA})
    return tuple(form)


def _marks(letter: str, marks: str) -> Options:
    """The possible marks of a letter; any for an alef, which has no sound of its own."""
    if letter == "ا":
        return None
    return frozenset({marks}) if marks.strip(SUKUN) else frozenset({"", SUKUN})
