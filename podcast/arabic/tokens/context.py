"""The sentence around a token: its neighbours, and the lists of governing words they may be on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from podcast.arabic.reading import Reader
from podcast.arabic.tables import rows, toml, words
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.tokens import Token

STOPS = ".!؟?…"


@dataclass(frozen=True, slots=True)
class Read:
    """A number or date that was just read: what one coordinated with it takes over."""

    end: int
    kind: str
    case: Case
    gender: Gender = "m"


@dataclass(frozen=True, slots=True)
class Scene:
    """The tokens of a text, and what is known beside them."""

    tokens: Sequence[Token]
    reader: Reader
    heading: bool = False
    last: Read | None = None

    def __getitem__(self, index: int) -> Token:
        """The token at `index`; the "end" token for any place outside."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else self.tokens[-1]

    def word_before(self, position: int) -> Token | None:
        """The word that stands right before, over opening quotes; None over anything else."""
        index = position - 1
        while index >= 0 and self.tokens[index].kind == "quote":
            index -= 1
        before = self.tokens[index] if index >= 0 else None
        return before if before and before.kind == "word" else None


@cache
def group(name: str) -> frozenset[str]:
    """A list of `governing.toml`, folded; of verbs, with their other person and their future."""
    listed = frozenset(fold(word) for word in toml("governing.toml")[name])
    if not name.endswith("_verbs"):
        return listed
    return listed | {form for word in listed for form in _of_verb(word)}


def _of_verb(word: str) -> Iterator[str]:
    """The feminine of a verb, and its future: نزح, نزحت; يشارك, تشارك, سيشارك."""
    if word[0] not in "يت":
        yield word + "ت"
    elif word[0] == "ي":
        yield from ("ت" + word[1:], "س" + word, "ست" + word[1:])


@cache
def months() -> frozenset[str]:
    """Every month's name, or its last word, folded."""
    cells = [cell for row in rows("months.tsv", 5) for cell in row[1:]]
    cells += [cell for row in rows("hijri.tsv", 3) for cell in row[1:]]
    return frozenset(fold(name.split()[-1]) for cell in cells for name in words(cell))


def shapes(key: str) -> tuple[str, ...]:
    """A folded word as it stands, without و or ف, and without ب ل ك after them; للفوز as الفوز."""
    found = [key]
    if key[:1] in "وف" and len(key) > 2:
        found.append(key[1:])
    for form in tuple(found):
        if form[:1] in "بلك" and len(form) > 2:
            found.append(form[1:])
        if form[:2] == "لل" and len(form) > 4:
            found.append("ال" + form[2:])
    return tuple(found)


def among(token: Token | None, name: str) -> bool:
    """Whether `token` is a word of the list `name`, a particle before it or not."""
    return token is not None and any(form in group(name) for form in shapes(token.key))


def cued(scene: Scene, position: int, name: str, reach: int) -> bool:
    """Whether one of the `reach` tokens before `position`, in the same sentence, is of the list `name`."""
    for index in range(position - 1, max(-1, position - 1 - reach), -1):
        token = scene.tokens[index]
        if token.kind == "pause" and token.text in STOPS:
            return False
        if token.kind == "word" and (token.key in group(name) or among(token, name)):
            return True
    return False
