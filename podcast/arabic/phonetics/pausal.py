"""From spelling to pronunciation: irregular words, pausal forms, missing marks. Pure.

Each step maps letters to letters, until every consonant has its own vowel or none: irregular words
(`respelled`), pausal forms (`pausal`), unwritten marks (`filled`). Between the first two, `joining` removes
what joins a word to the one before. Pausal forms follow W. Wright, A Grammar of the Arabic Language, vol. II,
§§ 223-230, as newsreaders apply them.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from podcast.arabic.phonetics.letters import LONG, Letter, Letters, letters
from podcast.arabic.tables import rows
from podcast.structs import replace

_ALEF = "ا"
_GLIDES = {"و": "u", "ي": "i"}
_PARTS = (("", "أ"), ("", "و", "ف"), ("", "ب", "ك", "ل", "س", "ت"), ("", "ال", "ل"))
_JOINED = frozenset("".join(parts) for parts in product(*_PARTS))
"""The prefixes a word of the table may have."""
_LONGEST = max(map(len, _JOINED))


def skeleton(word: Letters) -> str:
    """The bare letters."""
    return "".join(letter.base for letter in word)


@cache
def _irregular() -> dict[str, Letters]:
    return {written: letters(spoken) for written, spoken, _ in rows("irregular.tsv", 3)}


def respelled(word: Letters) -> Letters:
    """The pronunciation of an irregular word; any other word unchanged."""
    bare = skeleton(word)
    for size in range(min(_LONGEST, len(bare) - 1) + 1):
        if bare[:size] in _JOINED:
            meant = (_merged(word[size:], _irregular()[key]) for key in _keys(bare[size:]))
            spoken = next(filter(None, meant), ())
            if spoken:
                return word[:size] + spoken
    return word


def _keys(stem: str) -> tuple[str, ...]:
    """The keys of rows for this stem: the whole of it, or its beginning if a * allows a suffix."""
    begun = (f"{stem[:size]}*" for size in range(len(stem), 1, -1))
    return tuple(key for key in (stem, *begun) if key in _irregular())


def _merged(word: Letters, spoken: Letters) -> Letters:
    """The author's marks combined with the row's; () if they disagree on a vowel."""
    if len(spoken) > len(word):  # داود, with the letter missing in its spelling
        return (*spoken[:-1], _both(word[-1], spoken[-1]))
    spoken += word[len(spoken) :]
    pairs = tuple(zip(word, spoken, strict=True))
    return () if any(_disagree(*pair) for pair in pairs) else tuple(_both(*pair) for pair in pairs)


def _disagree(mine: Letter, theirs: Letter) -> bool:
    moved = bool(theirs.vowel or theirs.dagger)
    return bool(mine.vowel and theirs.vowel and mine.vowel != theirs.vowel) or (
        (mine.sukun and moved) or (theirs.sukun and bool(mine.vowel))
    )


def _both(mine: Letter, theirs: Letter) -> Letter:
    return replace(
        mine,
        base=theirs.base,
        vowel=mine.vowel or theirs.vowel,
        shadda=mine.shadda or theirs.shadda,
        sukun=mine.sukun or theirs.sukun,
        dagger=mine.dagger or theirs.dagger,
        silent=mine.silent or theirs.silent,
    )


def pausal(word: Letters) -> Letters:
    """The pausal form: ة as h, short vowels and tanwin dropped, except -an."""
    if len(word) == 1:  # a prefix written separately keeps its vowel
        return word
    silent = next((n for n, one in enumerate(reversed(word)) if not one.silent), 0)
    tail = word[len(word) - silent :]
    body, last = word[: len(word) - silent - 1], word[len(word) - silent - 1]
    if last.base == "ة":
        return (*_moved(body), Letter("ه", sukun=True), *tail)
    if last.tanwin and last.vowel == "a":
        if tail and tail[0].base == "ى":
            return (*body, replace(last, tanwin=False), Letter("ى"))
        return word
    if last.vowel == "a" and tail:  # أنا has its last vowel long here
        return (*body, last, Letter(_ALEF))
    if last.base in LONG or last.dagger or (last.base in _GLIDES and last.bare):
        return word
    return (*body, replace(last, vowel="", tanwin=False, sukun=True), *tail)


def _moved(body: Letters) -> Letters:
    """The word with the letter before ة vowelled with a, as always."""
    if not body or not body[-1].still or body[-1].base in LONG:
        return body
    return (*body[:-1], replace(body[-1], vowel="a", sukun=False))


def filled(word: Letters, onset: str) -> Letters:
    """The word with missing marks guessed, so that partly marked words can be pronounced."""
    done: list[Letter] = []
    for place, letter in enumerate(word):
        if (
            letter.silent
            or letter.sukun
            or letter.vowel
            or letter.dagger
            or letter.base in f"{LONG}ة"
        ):
            done.append(letter)
        else:
            done.append(_guessed(letter, done, word[place + 1 :], onset))
    return tuple(done)


def _guessed(letter: Letter, before: list[Letter], after: Letters, onset: str) -> Letter:
    """A letter without a vowel, given the likeliest one."""
    if letter.base == "إ":
        return replace(letter, vowel="i")
    heard = next((one for one in reversed(before) if not one.silent), None)
    if letter.base in _GLIDES and letter.bare and heard and _lengthens(letter, heard, after):
        return letter
    following = next((one for one in after if not one.silent), None)
    if following is None:
        return letter if heard or onset else replace(letter, vowel="a")
    vowel = _led(following, after)
    if not vowel and not (letter.shadda or not (heard or onset) or (heard and _closed(heard))):
        return letter
    return replace(letter, vowel=vowel or "a")


def _lengthens(glide: Letter, heard: Letter, after: Letters) -> bool:
    """Whether a bare و or ي is the long vowel of the letter before it, rather than a consonant."""
    moved = bool(after) and after[0].base == _ALEF and len(after) > 1
    return heard.vowel == _GLIDES[glide.base] and not moved


def _led(following: Letter, after: Letters) -> str:
    """The vowel the next letter requires of the one before it, or ""."""
    if following.base in f"{LONG}ة" and following.still:
        return "a"
    if following.base in _GLIDES and following.bare:
        beyond = skeleton(after[1:])
        moved = beyond[:1] in tuple("اةى") and beyond != _ALEF
        return "" if moved else _GLIDES[following.base]
    return ""


def _closed(heard: Letter) -> bool:
    """Whether the letter before has no vowel, so that another such one cannot follow."""
    return heard.still and heard.base not in LONG and not (heard.base in _GLIDES and heard.bare)
