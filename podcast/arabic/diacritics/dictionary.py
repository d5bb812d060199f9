"""The diacritised forms of dictionaries, from `data/dictionary.tsv` (made by `bench/dictionary.py`).

A row is a stem's letters and its codes. A code is a kind, how usual the word is (0 to 9), a mark for each
letter (a u i o; - none; A U I S with shadda), and for verbs the number of their set of endings; the sets stand
first, as `=number`.

n  a noun with all its letters     v  a verb in the past, or an order
m  a noun in ة without it          p q  a verb in the present after يَ or يُ

Of marks, n is tanwin or a, N the same with shadda, and * anything.
The last letter of a noun has no vowel of its own. An ending of a verb is the mark of the last letter, the
letters that follow, and their marks. What may stand before and after is grammar, and is here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.forms import ANY, Form, Options, options
from podcast.arabic.tables import lines
from podcast.arabic.text.letters import DAMMA, FATHATAN, KASRA, SHADDA, SUKUN

_AND = (("", ""), ("و", "a"), ("ف", "a"))
NOUN_PREFIXES = tuple(
    (first + then, marks + more)
    for first, marks in _AND
    for then, more in (
        ("", ""), ("ال", "*o"), ("ب", "i"), ("ل", "i"), ("ك", "a"),
        ("بال", "i*o"), ("كال", "a*o"), ("لل", "io"),
    )
)  # fmt: skip
_VERB_PREFIXES = tuple(
    (first + then, marks + more)
    for first, marks in _AND
    for then, more in (("", ""), ("س", "a"), ("ل", "i"), ("ل", "a"))
)
_PERSONS = "يتنأ"
_OBJECTS = (
    ("", ""), ("ه", "*"), ("ها", "a*"), ("هم", "*o"), ("هما", "*a*"), ("هن", "*A"), ("نا", "a*"),
    ("ني", "i*"), ("ك", "*"), ("كم", "uo"), ("كما", "ua*"),
)  # fmt: skip
NISBA = (
    ("ي", "i*"), ("ية", "iA*"), ("يا", "iN*"), ("يين", "iI-*"), ("يون", "iU-*"), ("يات", "iA-*"),
)  # fmt: skip
_PLAIN_SUFFIXES = (
    *((pronoun, "?" + marks) for pronoun, marks in _OBJECTS if pronoun != "ني"),
    ("ا", "n*"), *(("ا" + end, "a*" + marks) for end, marks in (("ن", "i"), *_OBJECTS[1:7])),
    *(
        ("ي" + end, place + marks)
        for place in ("i-", "ao")
        for end, marks in (("", ""), ("ن", "a" if place == "i-" else "i"), *_OBJECTS[1:7])
    ),
    *(("و" + end, "u-" + marks) for end, marks in (("", ""), ("ن", "a"), *_OBJECTS[1:7])),
    *NISBA,
)  # fmt: skip
_FEMININE_SUFFIXES = (
    *(("ت" + pronoun, "a*" + marks) for pronoun, marks in _OBJECTS[1:] if pronoun != "ني"),
    ("تي", "ai*"), ("تان", "aa*i"), ("تين", "aaoi"), ("تا", "aa*"), ("تي", "aa*"),
    *(("ات" + pronoun, "a**" + marks) for pronoun, marks in _OBJECTS if pronoun != "ني"),
    ("اتي", "a*i*"), *NISBA,
)  # fmt: skip
NOUN_SUFFIXES = (*_PLAIN_SUFFIXES, ("ة", "a*"), *_FEMININE_SUFFIXES)
_LONGEST = max(len(suffix) for suffix, _ in NOUN_SUFFIXES)


def _by_letters() -> dict[str, list[tuple[str, str]]]:
    """(kind of stem, marks) of each suffix of a noun."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for kind, suffixes in (("n", NOUN_SUFFIXES), ("m", _FEMININE_SUFFIXES)):
        for suffix, after in suffixes:
            found.setdefault(suffix, {})[kind, after] = None
    return {suffix: list(kinds) for suffix, kinds in found.items()}


_ENDINGS_OF_NOUN = _by_letters()
_PARTICLE = 6
"""How usual a word of a closed class is: the homographs of the most frequent ones are frequent too."""
Usage: TypeAlias = "tuple[Form, int]"
"""A form, and how usual it is."""


USUAL = 0.4
"""How much likelier a form is for each step by which it is more usual, unless the sentence tells who speaks;
the optimum on each of three benchmarks."""


def forms(letters: str) -> tuple[Form, ...]:
    """Every listed form of a word, given by its bare `letters`: the possible marks of each letter."""
    return tuple(usage(letters))


@lru_cache(maxsize=4096)
def usage(letters: str) -> dict[Form, int]:
    """How usual each listed form of a word is, from 0 to 9: a step is a factor of three and a half."""
    found = dict.fromkeys(closed(letters), _PARTICLE)
    for form, usual in (*_nouns(letters), *_verbs(letters)):
        found[form] = max(usual, found.get(form, 0))
    return found


def level(letters: str, among: Iterable[Form]) -> int:
    """How usual a word is in the most usual of these forms of it, as in `usage`; -1 if it has none of them."""
    levels = usage(letters)
    return max((levels[form] for form in among if form in levels), default=-1)


def lead_of_noun(letters: str, verbs: Iterable[Form]) -> int:
    """By how many levels a word is more usual as a noun than in these forms of a verb."""
    return level(letters, nouns(letters)) - level(letters, verbs)


@lru_cache(maxsize=4096)
def nouns(letters: str) -> tuple[Form, ...]:
    """Those forms of a word that are nouns."""
    return tuple(dict.fromkeys(form for form, _ in _nouns(letters)))


def _nouns(letters: str) -> Iterator[Usage]:
    for prefix, before in NOUN_PREFIXES:
        if not letters.startswith(prefix):
            continue
        rest = letters[len(prefix) :]
        sun = prefix.endswith(("ال", "لل"))
        for cut in range(max(1, len(rest) - _LONGEST), len(rest) + 1):
            endings = _ENDINGS_OF_NOUN.get(rest[cut:], ())
            for code in _codes(rest[:cut]) if endings else ():
                joined = prefix[-1:] == "ل" and rest[0] == "ل"
                for kind, after in endings:
                    if code[0] == kind:
                        usual = 0 if _no_plural(rest[:cut], code, after) else int(code[1])
                        yield _noun(before, code, after, sun=sun or joined), usual
                        if rest[cut:].startswith("ات") and _open(rest[:cut], code):
                            opened = code[:-2] + "a" + code[-1]
                            yield _noun(before, opened, after, sun=sun or joined), usual


def _open(stem: str, code: str) -> bool:
    """Whether it is a noun in فَعْلَة, whose plural is in فَعَلَات: حَمْلَة, حَمَلَات."""
    return len(stem) == 3 and code[2:] == "ao-" and stem[1] not in "اوي"


_ADJECTIVE = re.compile("n.(?:ai--|a[*]i-|a[*]S|aIi-|u.*-|.*iS)")
"""A code of كبير, واسع, مختلف, عربي, which take ة."""


@lru_cache(maxsize=4096)
def feminine(letters: str) -> int:
    """How usual a word in ة is as a noun that has it, or as an adjective; -1 if it is neither."""
    stems = [letters[len(prefix) : -1] for prefix, _ in NOUN_PREFIXES if letters.startswith(prefix)]
    codes = (code for stem in stems if stem for code in _codes(stem))
    return max(
        (int(one[1]) for one in codes if one[0] == "m" or _ADJECTIVE.fullmatch(one)), default=-1
    )


@lru_cache(maxsize=4096)
def adjective(stem: str) -> bool:
    """Whether a word without an article may be an adjective."""
    return any(_ADJECTIVE.fullmatch(code) for code in _codes(stem))


_MASDAR = re.compile("ت..ي.|إ..ا.|ا.{2,4}ا.")
"""The letters of an infinitive: تطبيق, إعلان, استثمار."""


def _no_plural(stem: str, code: str, after: str) -> bool:
    """Whether a noun would get the ending of a sound plural, which few short ones have, and no place, tool or
    infinitive: two ملعب, مفتاح, تطبيق are ملعبَيْن."""
    if not after.startswith(("i-", "u-")):
        return False
    tool = stem[0] == "م" and code[2] in "ai" and stem[3:4] != "و"
    return len(stem) == 3 or tool or bool(_MASDAR.fullmatch(stem))


def _noun(before: str, code: str, after: str, *, sun: bool) -> Form:
    """A noun with its affixes; the vowel of its last letter is given by the suffix."""
    marks, last = code[2:-1], code[-1]
    vowel = after[0] if after else "?"
    stem = [options(mark) for mark in marks]
    stem.append(options(vowel, doubled=last == "S"))
    if sun:
        stem[0] = either(stem[0])
    return (*map(options, before), *stem, *map(options, after[1:]))


_HE_DID = (options("a"), options("A"))
_LONG = options("-")
"""The marks of a long vowel: سخّني is rather an order to a woman than one to do something to me."""
_NO_ORDER = re.compile("[pq]|v[^iI]*u.*[iI]")
"""A code of a present, or of a passive."""


@lru_cache(maxsize=4096)
def orders(letters: str) -> tuple[Form, ...]:
    """Those forms of a word that bid: of stems that may end in a sukun, as no past does."""
    found = tuple(form for form, _ in _verbs(letters, orders=True))
    hers = tuple(form for form in found if form[-1] == _LONG)
    return hers if letters.endswith("ني") and hers else found


@lru_cache(maxsize=4096)
def pasts(letters: str) -> tuple[Form, ...]:
    """Those forms of a word that are a past he did."""
    return tuple(form for form, _ in _verbs(letters, persons="-") if form[-1] in _HE_DID)


@lru_cache(maxsize=4096)
def first_persons(letters: str, persons: str = "أ") -> tuple[Form, ...]:
    """Those forms of a word that are a present in the first person: أكتب, with `persons` أن also نكتب."""
    return tuple(form for form, _ in _verbs(letters, persons=persons))


def _verbs(letters: str, *, orders: bool = False, persons: str = _PERSONS + "-") -> Iterator[Usage]:
    for prefix, before in _VERB_PREFIXES:
        if not letters.startswith(prefix):
            continue
        rest = letters[len(prefix) :]
        for kinds, person in (("v", ""), ("pq", rest[:1])):
            if prefix and not _takes(kinds, prefix[-1], before[-1]):
                continue
            if (person or "-") not in persons:
                continue
            answers = kinds == "v" and prefix[-1:] == "ل"  # لَخرجنا, seldom beside a noun
            for pronoun, after in _OBJECTS:
                core = rest[len(person) : len(rest) - len(pronoun)]
                if rest.endswith(pronoun) and not (orders and pronoun[:1] == "ك"):
                    made = _conjugated(before, kinds, core, after, orders=orders)
                    yield from ((form, 0) for form, _ in made) if answers else made


def _takes(kinds: str, letter: str, mark: str) -> bool:
    """Whether verbs of these kinds take a particle: سَيكتب, لِيكتب, لَكتب; any takes "and"."""
    return letter in "وف" or (letter, mark) in (
        (("ل", "a"),) if kinds == "v" else (("س", "a"), ("ل", "i"))
    )


@lru_cache(maxsize=4096)
def hollow(stem: str) -> frozenset[str]:
    """The vowels that a hollow past may have before an ending, عُدـ, خِفـ, by those of its presents, يعُد, يخَف;
    none if the letters are more usual as another verb."""
    root = stem[1:] if len(stem) > 2 and stem[0] in "وف" else stem
    short = [
        code for code in _codes(root) if code[0] == "p" and ("o", "ن", "a") in _endings(code[3:])
    ]
    whole = [int(code[1]) for code in short if ("u", "", "") in _endings(code[3:])]
    usual = [code for code in short if len(root) == 2 and int(code[1]) > max(whole, default=-1)]
    return frozenset({"u": DAMMA, "i": KASRA, "a": KASRA}.get(code[2], "") for code in usual)


def _bids(tail: str, suffix: str, ends: str, own: tuple[tuple[str, str, str], ...]) -> bool:
    """Whether an ending is that of an order: of a stem that may end in a sukun, which a past may share, as in
    تذكّر."""
    if suffix == "ي":
        return ends == "-"
    return ("o", "", "") in own and (suffix[0] not in "ات" if suffix else tail not in "aui")


def _conjugated(before: str, kinds: str, core: str, after: str, *, orders: bool) -> Iterator[Usage]:
    """The forms of a verb whose letters, after the person's and before a pronoun, are `core`."""
    for cut in range(1, len(core) + 1):
        for code in _codes(core[:cut]):
            if code[0] not in kinds or (orders and _NO_ORDER.match(code)):
                continue
            marks = code[2:].rstrip("0123456789")
            own = _endings(code[2 + len(marks) :])
            if orders and ("i", "ي", "-") in own and ("o", "", "") not in own:
                own = (*own, ("o", "", ""))  # ثبّت shares its letters with a past
            for tail, suffix, ends in own:
                open_plural = bool(after) and suffix == "وا" and core[cut:] == "و"
                if orders and not _bids(tail, suffix, ends, own):
                    continue
                if suffix == "ي" and code[0] == "v" and _NO_ORDER.match(code):
                    continue
                if suffix == core[cut:] or open_plural:
                    person = {"p": "a", "q": "u"}.get(code[0], "")
                    ended = ends[: len(core) - cut]
                    whole = before + person + marks + tail + ended + after
                    yield tuple(map(options, whole)), int(code[1])


@cache
def _endings(number: str) -> tuple[tuple[str, str, str], ...]:
    """(mark of the last letter, letters, their marks) of a set."""
    found = []
    for ending in _table()[0].get(number, "").split():
        letters = "".join(char for char in ending[1:] if char > "z")
        found.append((ending[0], letters, ending[1 + len(letters) :]))
    return tuple(found)


def _codes(stem: str) -> list[str]:
    rows = _table()[1]
    index = bisect_left(rows, stem + "\t")
    found = index < len(rows) and rows[index].startswith(stem + "\t")
    return rows[index][len(stem) + 1 :].split(" ") if found else []


@cache
def _table() -> tuple[dict[str, str], list[str]]:
    """The sets of endings by number, and the sorted rows."""
    rows = lines("dictionary.tsv")
    count = next((index for index, row in enumerate(rows) if row[0] != "="), len(rows))
    return dict(row[1:].split("\t") for row in rows[:count]), rows[count:]


def either(mark: Options) -> Options:
    """The marks of a letter after the article, with and without shadda."""
    if mark is ANY:
        return ANY
    return frozenset(one for had in mark or () for one in (had, SHADDA + had.strip(SHADDA + SUKUN)))


def tanwin(form: Form) -> bool:
    """Whether a form is that of a noun with the alef of its tanwin."""
    wanted = form[-2] if len(form) > 1 else None
    return wanted is not None and any(mark.endswith(FATHATAN) for mark in wanted)


def nisba(stem: str) -> bool:
    """Whether letters that end in ي, without an article, can be a nisba and no noun with a ي of its root."""
    codes = [code for code in _codes(stem) if code[0] == "n"]
    if any(code[-1] == "-" for code in codes):
        return False
    return bool(codes) or any(code[0] in "nm" for code in _codes(stem[:-1]))
