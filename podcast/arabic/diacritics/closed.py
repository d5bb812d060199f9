"""Particles, pronouns and other closed classes, from `data/closed.tsv`; dictionaries of stems lack them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from podcast.arabic.diacritics.forms import ANY, Form, Options, options
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import SUKUN
from podcast.arabic.text.marks import canonical, clusters

_AND = (("", ()), ("و", ("a",)), ("ف", ("a",)))
_PRONOUNS = (
    ("ه", "*"), ("ها", "a*"), ("هم", "*o"), ("هما", "*a*"), ("هن", "*A"), ("نا", "a*"), ("ني", "i*"),
    ("ي", "*"), ("ك", "*"), ("كم", "uo"), ("كما", "ua*"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def closed(letters: str) -> tuple[Form, ...]:
    """The forms of a word, given by its bare `letters`, that belong to a closed class."""
    return tuple(
        (*map(options, before), *form)
        for conjunction, before in _AND
        if letters.startswith(conjunction)
        for form in _table().get(letters[len(conjunction) :], ())
    )


@cache
def _table() -> dict[str, tuple[Form, ...]]:
    """The forms by their letters."""
    found: dict[str, dict[Form, None]] = {}
    for kind, cell in rows("closed.tsv", 2):
        for word in cell.split():
            for letters, form in _formed(kind, canonical(word)):
                found.setdefault(letters, {})[form] = None
    return {letters: tuple(forms) for letters, forms in found.items()}


def _formed(kind: str, word: str) -> Iterator[tuple[str, Form]]:
    """A word alone, or with each pronoun; a joining alef at its beginning may carry a mark."""
    own = clusters(word)
    letters = "".join(letter for letter, _ in own)
    form = tuple(_exact(letter, marks) for letter, marks in own)
    if kind == "alone":
        yield letters, (*form[:-1], ANY if own[-1][1].strip(SUKUN) else form[-1])
        return
    for pronoun, marks in _PRONOUNS:
        last = ANY if pronoun == "ي" else form[-1]
        yield letters + pronoun, (*form[:-1], last, *map(options, marks))


def _exact(letter: str, marks: str) -> Options:
    """The given marks of a letter; any for an alef, which has no sound of its own."""
    if letter in "اى" and not marks:
        return ANY
    return frozenset({marks}) if marks.strip(SUKUN) else frozenset({"", SUKUN})
