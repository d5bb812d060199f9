"""Words the models recurrently get wrong, from `data/overrides.tsv`.

The table corrects their stems; prefixes, suffixes and case endings remain those of the models, because they
depend on the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import DAMMA, FATHA, FATHATAN, KASRA, SHADDA, SUKUN, bare, is_sun
from podcast.arabic.text.marks import canonical, clusters, joined, ordered

CLAUSE = "^"
"""Represents the neighbour of a clause's first and last word."""

_BARE_PLACES = "^|الذي|التي|ما|قد|لقد"
_ADVERBIALS = (
    "في|من|إلى|على|عن|بعد|قبل|خلال|منذ|عبر|ضمن|ضد|بين|تحت|فوق|أمام|أمس|اليوم|غدا|هناك|هنا|حاليا|مؤخرا"
    "|لأول|بسبب|بين|لدى|عند|كل|عام|سنة|باسم|بأن|بأنه|بأنها|بهذا|بهذه|عليه|عليها|عليهم|فيه|فيها|إليه|إليها|منه|منها"
    "|به|بها|له|لها|لهم|مباشرة|مجددا|سرا|علنا|جميعا|^"
)

_AND = ("", "و", "ف")
_PREFIXES = {
    "word": _AND,
    "verb": tuple(first + then for first in _AND for then in ("", "س", "ل")),
    "passive": ("",),
    "bound": tuple(
        first + then for first in _AND for then in ("", "ال", "ب", "ل", "ك", "بال", "كال", "لل")
    ),
    "definite": tuple(first + then for first in _AND for then in ("ال", "بال", "كال", "لل")),
    "noun": tuple(
        first + then for first in _AND for then in ("", "ال", "ب", "ل", "ك", "بال", "كال", "لل")
    ),
}
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم")
_SUFFIXES = {
    "word": ("",),
    "past": (*_PRONOUNS, "ت", "وا", "ا", "تا", "ن", "ني", "ته", "تها", "تهم"),
    "present": (*_PRONOUNS, "ون", "وا", "ان", "ا", "ن", "ني"),
    "passive": ("", "ت", "وا", "ا", "تا", "ون"),
    "noun": (*_PRONOUNS, "ي", "ا", "ان", "ين", "ون", "و", "يها", "يه", "يهم"),
    "bound": (*_PRONOUNS[1:], "ي", "ان", "ين", "يها", "يه", "يهم"),
    "definite": ("", "ين", "ان"),
}
_ANY_PREFIX = tuple(dict.fromkeys(affix for kind in _PREFIXES.values() for affix in kind))
_ANY_SUFFIX = tuple(dict.fromkeys(affix for kind in _SUFFIXES.values() for affix in kind))
_VOWEL_OF = {"و": FATHA, "ف": FATHA, "س": FATHA, "ك": FATHA, "ب": KASRA, "ل": KASRA}
_OPEN_PLURAL = re.compile(f"^([^اوى]{FATHA}[^اويى]){SUKUN}([^اوى]{FATHA})$")
"""فَعْلَة has the plural فَعَلَات: حَمْلَة, حَمَلَات."""
_SHORT_PLURAL = re.compile(f".[{DAMMA}{KASRA}].{SUKUN}.{FATHA}ة")
"""فِعْلَة and فُعْلَة have several plurals; the choice is left to the models."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A row of the table. `after` and `before` list the neighbours it requires; () means any."""

    kind: str
    form: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def letters(self) -> list[tuple[str, str]]:
        """Each letter with its marks; computed on demand, since most rows are never used."""
        return clusters(self.form)

    @property
    def endings(self) -> tuple[str, ...]:
        """The possible suffixes: those of its tense for a verb, nominal ones for a noun."""
        tense = "present" if self.form[0] == "ي" else "past"
        return _SUFFIXES[tense if self.kind == "verb" else self.kind]

    def fits(self, previous: str, following: str) -> bool:
        """Whether the neighbours are those the row requires."""
        return _asked(self.after, previous) and _asked(self.before, following)


def restem(word: str, previous: str = CLAUSE, following: str = CLAUSE) -> str:
    """The marked `word` with the table's vowels, if it is listed with these marked neighbours."""
    for prefix, core, suffix in _splits(bare(word)):
        for stem in _table()[core]:
            at_home = prefix in _PREFIXES[stem.kind] and suffix in stem.endings
            if at_home and stem.fits(previous, following):
                return _dressed(word, prefix, stem, suffix)
    return word


def _splits(letters: str) -> Iterator[tuple[str, str, str]]:
    """The ways to split a word into (prefix, stem, suffix), longest stem first."""
    found = [
        (prefix, letters[len(prefix) : len(letters) - len(suffix)], suffix)
        for prefix in _ANY_PREFIX
        if letters.startswith(prefix)
        for suffix in _ANY_SUFFIX
        if letters.endswith(suffix) and len(letters) > len(prefix) + len(suffix)
    ]
    known = (split for split in found if split[1] in _table())
    return iter(sorted(known, key=lambda split: (-len(split[1]), len(split[0]))))


def _dressed(word: str, prefix: str, stem: Stem, suffix: str) -> str:
    """`word` with the marks of `stem`; its last letter keeps its vowel."""
    letters = clusters(word)
    start, end = len(prefix), len(prefix) + len(stem.letters)
    for place in range(start):
        letters[place] = _prefixed(letters, place, start)
    article = prefix.endswith(("ال", "لل"))
    for place, (letter, marks) in enumerate(stem.letters, start):
        if place == end - 1 and (suffix or not _vowelled(marks)):
            marks = _ending(
                marks, letters[place][1], noun=bool(suffix) and stem.kind in ("noun", "bound")
            )
        if place == start and article and is_sun(letter):
            marks = ordered(SHADDA + marks)
        if FATHATAN not in letters[place][1]:
            letters[place] = (letter, marks)
    return joined(letters)


def _prefixed(letters: list[tuple[str, str]], place: int, end: int) -> tuple[str, str]:
    """A prefix letter with its vowel; the article's lam has none before a sun letter."""
    letter = letters[place][0]
    before = letters[place - 1][0] if place else ""
    if letter == "ا":
        return letter, ""
    if letter == "ل" and before in ("ا", "ل") and place == end - 1:
        following = letters[end][0]
        return letter, KASRA if following == "ا" else "" if is_sun(following) else SUKUN
    return letter, _VOWEL_OF.get(letter, letters[place][1])


def _ending(marks: str, had: str, *, noun: bool) -> str:
    """The last letter's shadda from the table and vowel from the models; a noun without one gets one."""
    vowel = had.replace(SHADDA, "")
    if noun and vowel in ("", SUKUN):
        vowel = DAMMA if had else ""
    return ordered(SHADDA * (SHADDA in marks) + vowel)


def _vowelled(marks: str) -> bool:
    return bool(marks.replace(SHADDA, ""))


def _asked(wanted: tuple[str, ...], word: str) -> bool:
    """Whether `word` is one of those `wanted`, and none of those marked with !."""
    barred = [one[1:] for one in wanted if one[0] == "!"]
    asked = [one for one in wanted if one[0] != "!"]
    return not any(map(_like(word), barred)) and (not asked or any(map(_like(word), asked)))


def _like(word: str) -> Callable[[str], bool]:
    """A predicate that compares a table word with `word`: by letters, and by marks if it has any."""
    letters = bare(word)
    shapes = (word, letters, letters[1:] if letters[:1] in ("و", "ف") else letters)
    return lambda one: (
        any(shape.startswith(one[:-1]) for shape in shapes) if one[-1] == "*" else one in shapes
    )


@cache
def _table() -> dict[str, tuple[Stem, ...]]:
    """The stems by their bare letters; rows with conditions come first."""
    found: dict[str, list[Stem]] = {}
    for kind, cell, after, before in rows("overrides.tsv", 4):
        if kind == "passive":
            after, before = _BARE_PLACES, _ADVERBIALS
        forms = (form for marked in cell.split() for form in _forms(kind, canonical(marked)))
        for use, form in forms:
            stem = Stem(use, form, words(after), words(before))
            found.setdefault(bare(form), []).append(stem)
    for stems in found.values():
        stems.sort(key=lambda stem: not (stem.after or stem.before))
    return {letters: tuple(stems) for letters, stems in found.items()}


def _forms(kind: str, marked: str) -> Iterator[tuple[str, str]]:
    """The forms of a row in texts: a noun in ة also with ت before a suffix and in its plural, one in ـيّ also
    in ـيّة."""
    yield kind, marked
    if kind == "passive" and marked.startswith("ي"):
        yield kind, "ت" + marked[1:]
    if kind == "noun" and marked.endswith(f"{KASRA}ي{SHADDA}"):
        yield kind, f"{marked}{FATHA}ة"
    if kind == "noun" and marked.endswith("ة"):
        yield "bound", marked[:-1] + "ت"
        if not _SHORT_PLURAL.fullmatch(marked):
            yield kind, _OPEN_PLURAL.sub(rf"\1{FATHA}\2", marked[:-1]) + "ات"
