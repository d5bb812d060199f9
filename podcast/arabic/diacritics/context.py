"""What stands around a word and tells how it is read: homographs that a neighbour settles, and who speaks.

`data/context.tsv` lists the homographs. Beside it a sentence may show by other words that its writer speaks of
himself (so that بدأت is بَدَأْتُ) or bids the reader do something (so that قلبي is قَلِّبِي).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.dictionary import either, first_persons, nouns
from podcast.arabic.diacritics.endings import AND, ruling
from podcast.arabic.diacritics.forms import ANY, Form, Options, fits, options
from podcast.arabic.diacritics.tone import PLAIN, Tone
from podcast.arabic.tables import rows, words
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, SHADDA, SUKUN, bare
from podcast.arabic.text.marks import canonical, clusters
from podcast.structs import Frozen

EDGE = "^"
"""Stands for the word before the first one of a clause, and after the last."""
NARRATED, EXPECTED = 3.0, 2.0
"""How much likelier, in nats, a first person is where other words speak so; a noun behind a preposition and a
verb behind قد."""

WOMEN = 5.0
"""The same of what women do, behind a word for them."""

_AND = ("", "و", "ف")
_NOUN = tuple(a + b for a in _AND for b in ("", "ال", "ب", "ل", "ك", "بال", "كال", "لل"))
_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم")
_OF_NOUN = (*_PRONOUNS, "ي", "ا", "ان", "ين")
_AFFIXES = {
    "word": (_AND, ("",)),
    "order": (_AND, ("",)),
    "noun": (_NOUN, _OF_NOUN),
    "adjective": (_NOUN, (*_OF_NOUN, "ون", "ة", "ات", "تان", "تين")),
    "past": (_AND, (*_PRONOUNS, "ت", "وا", "ا", "تا", "ن", "ته", "تها", "تهم", "ني", "وه", "وها")),
    "present": (
        tuple(a + b for a in _AND for b in ("", "س", "ل")),
        (*_PRONOUNS, "ون", "وا", "ان", "ا", "ن", "ني", "ونه", "ونها"),
    ),
}
"""What may stand before and behind a row's word, by its kind."""
_STRIPPED = re.compile("^(?:[وف](?=..))?(?:ال|بال|كال|لل|[بلك](?=...))?")


class Surroundings(Frozen):
    """Bare letters of the words before and behind in the clause, nearest first, EDGE beyond its ends.

    case   the vowel that the models give the end of the word behind.
    """

    before: tuple[str, ...] = (EDGE,)
    after: tuple[str, ...] = (EDGE,)
    tone: Tone = PLAIN
    case: str = ""

    def leads(self, letters: str) -> bool:
        """Whether a word with these letters may open a clause."""
        before, *further = self.before
        opens = letters[0] in "وف" and before not in ruling("nominal")
        called = bool(further) and further[0].endswith(("أيها", "أيتها"))  # أيها الناس سارعوا
        return opens or called or before in {EDGE, "ثم"} | ruling("fronted") or _dates(further)


NOWHERE = Surroundings()


class Homograph(Frozen):
    """A row: what stands for its letters where one of the words `after` precedes or one of `before` follows."""

    kind: str
    form: tuple[tuple[str, str], ...]
    after: tuple[str, ...]
    before: tuple[str, ...]

    def fits(self, around: Surroundings) -> bool:
        """Whether the neighbours are those the row asks for; ~ stands for the second next."""
        return _asked(self.after, around.before) and _asked(self.before, around.after)


def settled_by(letters: str, around: Surroundings) -> tuple[Form, ...]:
    """The forms of a word's bare `letters` that its neighbours settle, affixes as the models have them."""
    return tuple(
        _form(prefix, one, len(suffix))
        for prefix, core, suffix in _splits(letters)
        for one in _table()[core]
        if prefix in _AFFIXES[one.kind][0] and suffix in _AFFIXES[one.kind][1] and one.fits(around)
    )


def favour(
    letters: str, made: tuple[str, ...], around: Surroundings, *, hinted: bool = False
) -> float:
    """How much likelier than the models think the form `made` is in this sentence, in nats.

    hinted  the author marked the word, so that a present as أُجري is probably no past as أُجريَ.
    """
    if around.tone.narrator and _first_person(letters, made, hinted=hinted):
        return NARRATED
    if _expected(letters, made, around.before[0]):
        return EXPECTED
    if _is_to_do(letters, made, around):
        return WOMEN
    if made[-2:] == (SUKUN, FATHA) and are_women(letters, around.before):
        return WOMEN
    if (
        letters[0] == "ل"
        and made[0] == FATHA
        and not ruling("counterfactual").isdisjoint(around.before)
    ):
        return EXPECTED * (not closed(letters))
    return 0.0


_WOMEN = re.compile("[وف]?(?:اللواتي|اللاتي|(?:لأن|أن|إن|لكن|كن)?هن|ال.{2,}ات)")


_THOU_SHALT = re.compile("[وف]?ت..+ي")
_WILL = re.compile("فس[يتن]..+")


def _is_to_do(letters: str, made: tuple[str, ...], around: Surroundings) -> bool:
    """Whether it is what she spoken to shall do, أن تتفقي, or what will be done then, فسيفهم."""
    if _WILL.fullmatch(letters):
        return any(fits(form, made[2:]) for form in first_persons(letters[2:], letters[2]))
    asked = AND.sub("", around.before[0]) in ruling("subjunctive") | ruling("curtailing")
    spoken_to = around.tone.bids == "f" or bool(around.tone.thou)
    hers = (
        asked
        and spoken_to
        and _THOU_SHALT.fullmatch(letters)
        and made[-1] == ""
        and made[-2] == KASRA
    )
    return bool(hers) and any(fits(form, made) for form in first_persons(letters, "ت"))


def are_women(letters: str, before: Sequence[str]) -> bool:
    """Whether a word in ن may be what women do: الطالبات درسن, اللواتي عملن."""
    able = len(letters) > 3 and letters[-1] == "ن" and not closed(letters)
    return able and bool(_WOMEN.fullmatch(before[0]))


def _expected(letters: str, made: tuple[str, ...], previous: str) -> bool:
    """Whether it is a noun behind what only nouns follow, or a verb behind what only verbs do."""
    behind = {previous, previous[1:] if previous[:1] in ("و", "ف") else previous}
    if behind & ruling("nominal") and letters[0] not in "وف":
        return any(fits(form, made) for form in nouns(letters))
    return bool(behind & ruling("verbal")) and not any(fits(form, made) for form in nouns(letters))


def _dates(further: Sequence[str]) -> bool:
    """Whether the word behind these (nearest first) is the time at which a clause begins: بعد التثبيت."""
    return further[1:] == [EDGE] and AND.sub("", further[0]) in ruling("dating")


def _first_person(letters: str, made: tuple[str, ...], *, hinted: bool) -> bool:
    """كَتَبْتُ, كَتَبْتُهُ; among words the author marked, أَكْتُبُ: the subjunctive of أُجري is a passive too."""
    if hinted and made[-1] != FATHA and any(fits(form, made) for form in first_persons(letters)):
        return True
    at = len(letters) - 1
    while at > 2 and letters[at] in "هامن" and letters[at] != "ت":
        at -= 1
    return letters[at] == "ت" and made[at] == DAMMA and made[at - 1] in (SUKUN, SHADDA, "")


def _splits(letters: str) -> list[tuple[str, str, str]]:
    found = []
    for start in range(min(5, len(letters))):
        for end in range(len(letters), max(start + 1, len(letters) - 4), -1):
            if letters[start:end] in _table():
                found.append((letters[:start], letters[start:end], letters[end:]))
    return found


def _form(before: str, one: Homograph, after: int) -> Form:
    stem = [_exact(letter, marks) for letter, marks in one.form[:-1]]
    if before.endswith(("ال", "لل")):
        stem[0] = either(stem[0])
    form: list[Options] = [*[ANY] * len(before), *stem]
    letter, marks = one.form[-1]
    bound = after or (one.kind != "order" and not marks.strip(SHADDA + SUKUN))
    form.append(options("?", doubled=SHADDA in marks) if bound else _exact(letter, marks))
    return (*form, *[ANY] * after)


def _exact(letter: str, marks: str) -> Options:
    """The marks a letter has; an alef, which is not heard by itself, any. A sun letter may be doubled."""
    if letter in "اى" and not marks:
        return ANY
    return frozenset({marks}) if marks.strip(SUKUN) else frozenset({"", SUKUN})


def _asked(wanted: tuple[str, ...], near: Sequence[str]) -> bool:
    """Whether a neighbour is one of those wanted, and none of those marked with !."""
    barred = [one[1:] for one in wanted if one[0] == "!"]
    asked = [one for one in wanted if one[0] != "!"]
    return not any(_is(one, near) for one in barred) and (
        not asked or any(_is(one, near) for one in asked)
    )


def _is(one: str, near: Sequence[str]) -> bool:
    """Whether a neighbour is the word of the table: the next, behind ~ the second next, behind & any."""
    wanted = one.lstrip("~&")
    at = slice(1, 2) if one[0] == "~" else slice(len(near)) if one[0] == "&" else slice(1)
    return any(_matches(wanted, shape) for word in near[at] for shape in _shapes(word))


@lru_cache(maxsize=4096)
def _shapes(word: str) -> tuple[str, ...]:
    """A word as it is, without a conjunction, and without the article and particles."""
    return word, word[1:] if word[:1] in ("و", "ف") else word, _STRIPPED.sub("", word)


def _matches(wanted: str, shape: str) -> bool:
    return shape.startswith(wanted[:-1]) if wanted[-1] == "*" else shape == wanted


@cache
def _table() -> dict[str, tuple[Homograph, ...]]:
    found: dict[str, list[Homograph]] = {}
    for kind, cell, after, before in rows("context.tsv", 4):
        for marked in cell.split():
            word = canonical(marked)
            one = Homograph(kind, tuple(clusters(word)), words(after), words(before))
            found.setdefault(bare(word), []).append(one)
    return {letters: tuple(ones) for letters, ones in found.items()}
