"""Words with what is attached to them, of which only one reading makes sense: his two hands, let him come.

Letters do not tell a dual with a pronoun from a plural or a singular in ي (يَدَيْهِ), nor the lam of an order
from that of a purpose. Of what comes in pairs, and behind ف, one reading is in use.
"""

from __future__ import annotations

import re
from functools import cache

from podcast.arabic.diacritics.dictionary import first_persons
from podcast.arabic.diacritics.forms import fits
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import FATHA, KASRA, SHADDA, SUKUN, bare
from podcast.arabic.text.marks import canonical, clusters, joined

_OWNED = re.compile("..+ي(ه|ها|هم|هما|هن|ك|كم|كما|نا)")
_THEIR_TWO = re.compile("(..+)ا(ه|ها|هم|ي|ك|كم|نا)")
_SHORTEST = 4
"""In letters, of what is no verb behind its conjunction and its lam: ولي."""
_BEFORE = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")


def with_clitics(word: str) -> str:
    """The marked `word`, if it is a dual with a pronoun or a verb behind وَلـ or فَلـ, as it is said."""
    letters = bare(word)
    if letters == word:
        return word
    if found := pair(letters):
        return _paired(word, *found)
    lets = len(letters) > _SHORTEST and letters[:2] in ("ول", "فل") and letters[2] in "ينت"
    return _let(word) if lets else word


def pair(letters: str) -> tuple[int, int] | None:
    """Where the noun begins and ends in bare letters that are such a dual, with or without a particle."""
    owned = _OWNED.fullmatch(letters)
    if not owned:
        return None
    end = owned.start(1) - 1
    starts = (len(before) for before in _BEFORE if letters.startswith(before))
    return next(((start, end) for start in starts if letters[start:end] in _pairs()), None)


def are_subject(letters: str) -> bool:
    """Whether bare letters are a dual in the nominative with a pronoun: عيناها, قدماه."""
    found = _THEIR_TWO.fullmatch(letters)
    return found is not None and pair(f"{found[1]}ي{found[2].replace('ي', 'ه')}") is not None


def _paired(word: str, start: int, end: int) -> str:
    """ذراعيه is ذِرَاعَيْهِ: what somebody has two of."""
    own = clusters(word)
    stem = _pairs()["".join(letter for letter, _ in own[start:end])]
    ordered = any(SHADDA in marks for _, marks in own[start + 1 : end - 1])  # قدّميه
    if ordered and not any(SHADDA in marks for _, marks in stem):
        return word
    letter, marks = own[end + 1]
    low = letter == "ه" and own[-1][0] != "ا"  # the pronoun takes its kasra from the ya
    behind = [(letter, KASRA if low else marks), *own[end + 2 :]]
    return joined([*own[:start], *stem, ("ي", SUKUN), *behind])


def _let(word: str) -> str:
    """فليكن is فَلْيَكُنْ, and so is وليكن before a jussive."""
    own = clusters(word)
    made = tuple(marks for _, marks in own)
    orders = own[0][0] == "ف" or made[-1] == SUKUN
    if made[1] != KASRA or not orders:
        return word
    verbs = first_persons(bare(word)[2:], "ينت")
    if not any(fits(form[:-1], made[2:-1]) for form in verbs):
        return word
    own[1] = (own[1][0], SUKUN)
    return joined(own)


@cache
def _pairs() -> dict[str, list[tuple[str, str]]]:
    """The letters and marks of nouns of `data/endings.tsv` that come in pairs, before the ya of their dual."""
    words = (
        word for kind, cell in rows("endings.tsv", 2) if kind == "paired" for word in cell.split()
    )
    found = {}
    for word in words:
        *stem, (letter, marks) = clusters(canonical(word))
        found[bare(word)] = [*stem, (letter, marks + FATHA)]
    return found
