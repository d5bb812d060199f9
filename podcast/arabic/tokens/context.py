"""The context of a token: its neighbours in the sentence, and the lists of governing words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from podcast.arabic.reading import Reader
from podcast.arabic.tables import rows, toml, words
from podcast.arabic.text.letters import fold
from podcast.arabic.tokens.features import Case, Gender
from podcast.arabic.tokens.tokens import Token
from podcast.arabic.tokens.valency import takes_no_object
from podcast.structs import Frozen, field

STOPS = ".!؟?…"


class Read(Frozen):
    """A number or date just read, whose case and gender one coordinated with it inherits."""

    end: int
    kind: str
    case: Case
    gender: Gender = "m"


class Scene(Frozen):
    """The tokens of a sentence with their context."""

    tokens: Sequence[Token]
    reader: Reader
    heading: bool = False
    last: Read | None = None
    memo: dict[tuple[str, int, bool], object] = field(default_factory=dict)
    """What was found at a token once and is asked for by several readers; it hangs on the tokens alone."""
    before: str = ""
    """The sentence before this one in its paragraph, cleaned."""

    def __getitem__(self, index: int) -> Token:
        """The token at `index`; the "end" token for any index out of range."""
        try:
            return self.tokens[index if index >= 0 else -1]
        except IndexError:
            return self.tokens[-1]

    def word_before(self, position: int) -> Token | None:
        """The word right before `position`, ignoring opening quotes; None if anything else is there."""
        index = position - 1
        while index >= 0 and self.tokens[index].kind == "quote":
            index -= 1
        before = self.tokens[index] if index >= 0 else None
        return before if before and before.kind == "word" else None


@cache
def group(name: str) -> frozenset[str]:
    """A word list of `governing.toml`, folded; verbs with their feminine and future forms."""
    written = toml("governing.toml")[name]
    listed = frozenset(map(fold, _written(written)))
    if not name.endswith("_verbs"):
        return listed
    alone = [word for word in written if "/" not in word]
    made = {fold(form) for word in alone for form in (*_of_verb(word), *_present(word))}
    return listed | (made - _verbs_written(name))


@cache
def _verbs_written(apart: str) -> frozenset[str]:
    """The verbs given in full in other lists than `apart`: what is written there is not made here."""
    lists = toml("governing.toml")
    names = ("accusative_verbs", "nominative_verbs")
    if apart not in names:
        return frozenset()
    return frozenset(
        fold(word) for name in names if name != apart for word in _written(lists[name])
    )


def _written(words: Iterable[str]) -> Iterator[str]:
    """The words of a list and of those it names with @; of past/present all forms of the third person."""
    for word in words:
        if word[0] == "@":
            yield from toml("governing.toml")[word[1:]]
            continue
        past, _, present = word.partition("/")
        yield past
        if present:
            weak = past[-1] == "ى" or (past[-1] == "ا" and len(past) == 3)  # نجا, نجت
            yield (past[:-1] if weak else past) + "ت"
            for first in ("ي", "ت", "سي", "ست"):
                yield first + present[1:]


def _of_verb(word: str) -> Iterator[str]:
    """The feminine and the future of a verb: نزح, نزحت; يشارك, تشارك, سيشارك."""
    if word[0] not in "يت":
        yield word.removesuffix("ى") + "ت"
    elif word[0] == "ي":
        yield from ("ت" + word[1:], "س" + word, "ست" + word[1:])


def _present(word: str) -> Iterator[str]:
    """The present of a verb of a derived form, with its feminine and future: أصلح, يصلح; استعاد, يستعيد."""
    stem = word[1:] if word[0] in "أا" else word
    if (
        len(word) == 3 and word[0] not in "يت" and not set(word) & set("اىوئءيؤآ")
    ):  # كتب, يكتب; خفض, يخفض
        yield from ("ي" + word, "ت" + word)
    if word[0] in "يت" or len(word) < 4 or word[-1] in "تهانم" or "ئ" in word or len(stem) < 3:
        return
    if stem[-2] == "ا" and len(stem) != 4:
        stem = stem[:-2] + "ي" + stem[-1]
    for form in ("ي" + stem, "ت" + stem):
        yield from (form, "س" + form)


@cache
def months() -> frozenset[str]:
    """The names of the months, or their last words, folded."""
    cells = [cell for row in rows("months.tsv", 5) for cell in row[1:]]
    cells += [cell for row in rows("hijri.tsv", 3) for cell in row[1:]]
    return frozenset(fold(name.split()[-1]) for cell in cells for name in words(cell))


_WHOLE = frozenset(("فتحت", "فهم", "وفتحت", "وفهم"))
"""Verbs that begin with ف, though what follows is a word too: فتحت, "so under"."""


@lru_cache(maxsize=1 << 14)
def shapes(key: str) -> tuple[str, ...]:
    """A folded word as written, without و or ف, and without ب ل ك after them; للفوز as الفوز."""
    found = [key]
    if key[:1] in "وف" and len(key) > 2 and key not in _WHOLE:
        found.append(key[1:])
    for form in tuple(found):
        if form[:1] in "بلك" and len(form) > 2:
            found.append(form[1:])
        if form[:2] == "لل" and len(form) > 4:
            found.append("ال" + form[2:])
    return tuple(found)


def among(token: Token | None, name: str) -> bool:
    """Whether `token` is in the list `name`, with or without a particle."""
    return token is not None and _is_listed(token.key, name)


@lru_cache(maxsize=1 << 15)
def _is_listed(key: str, name: str) -> bool:
    listed = group(name)
    if name.endswith("_verbs"):  # no verb has ب or ك before it
        joined = key[:1] in "وف" and key not in group("regnal")  # فيصل is no "and arrives"
        plain = key[1:] if joined else key
        led = plain[1:] if plain[:2] in ("سي", "ست", "لي", "لت") else plain  # سيبلغ, ليبلغ
        alone = takes_no_object(key) or (led != plain and takes_no_object(led))
        return bool({key, plain, led} & listed) or (
            name == "nominative_verbs" and alone and not _is_ours(key, plain)
        )
    return any(form in listed for form in shapes(key))


def _is_ours(key: str, plain: str) -> bool:
    """Whether a list of ours names a word, so that the dictionary is not asked."""
    return any(form in group(other) for other in _OTHER for form in (key, plain))


_OTHER = (
    "accusative_verbs", "nominative_verbs", "passing_verbs", "changing_verbs", "attending_verbs", "genitive",
    "construct", "adverbs", "particles", "predicate_of", "kana_verbs", "pronoun_led", "places", "regnal",
    "verbs_or_nouns", "ordinal_after", "not_counted",
)  # fmt: skip
"""Lists whose words are not looked up in the dictionary of verbs."""


def cued(scene: Scene, position: int, name: str, reach: int) -> bool:
    """Whether one of the `reach` tokens before `position`, in the same sentence, is in the list `name`."""
    for index in range(position - 1, max(-1, position - 1 - reach), -1):
        token = scene.tokens[index]
        if token.kind == "pause" and token.text in STOPS:
            return False
        if token.kind == "word" and (token.key in group(name) or among(token, name)):
            return True
    return False
