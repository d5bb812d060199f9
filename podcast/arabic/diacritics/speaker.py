"""Who did what a verb in ت says: سكنت is "I lived" in a memoir, "she lived" in a report.

Writing leaves the two alike, and models that see one sentence read most as "she". What tells them apart is the
text around: how much of it is told by someone who speaks of himself, and who did what came before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf
from typing import Literal, TypeAlias

from podcast.arabic.diacritics.clitics import are_subject
from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.context import EDGE, Surroundings
from podcast.arabic.diacritics.dictionary import (
    USUAL,
    first_persons,
    hollow,
    lead_of_noun,
    level,
    nouns,
    usage,
)
from podcast.arabic.diacritics.endings import AND, ruling
from podcast.arabic.diacritics.forms import Form, Options, fitted
from podcast.arabic.diacritics.proper import named
from podcast.arabic.diacritics.tone import Telling, speaking
from podcast.arabic.text.letters import DAMMA, FATHA, KASRA, SHADDA, SUKUN, bare, fold
from podcast.arabic.tokens.valency import readings
from podcast.model.lattice import Marks
from podcast.structs import Frozen

Person: TypeAlias = Literal["", "first", "second", "third"]
"""Who is the subject: the writer, his listener, or she; "" if it is not for these modules to say."""

_CHANCE, _FAR = 0.45, 6.0
"""The weight of the models' own leaning, in nats, and the most that counts of it."""
_TOLD, _SIGN, _SAME, _OTHER, _OPENS, _I, _TO_ME, _BIAS = 3.5, 0.5, 1.9, -1.1, 0.65, 3.0, -3.5, -0.8
"""What speaks for the first person: the share of sentences around in which the writer speaks of himself, a sign
of him in this one, the same or the other person before it in the sentence, its place at the head of a clause,
a subject before it, his pronoun behind a preposition after it (عرضت عليّ: somebody else did).

Fitted by logistic regression to 270 verbs of essays and 370 of marked text; on texts left out of the fitting it
errs a third as often as the models in the former, and less in the latter."""
_SHE_DID = 2.0
"""The weight of a feminine noun behind a verb that needs no object."""
_MOTHER = 3.5
"""The same of a woman of the writer's family before a thing."""
_SHE_TOO, _NEXT = -1.5, 3
"""The weight of a verb that can only be hers, among so many words behind."""
_NEAR = 0.8
"""How much less each sentence counts than the one nearer by."""
_WINDOW = 20
"""How many sentences on each side count; the next would weigh a hundredth."""
_TAIL = re.compile("ت(?:ه|ها|هم|هما|هن|ك|كم)?$")
_HER_TAIL = re.compile("ت(?:ه|ها|هم|هما|هن|ك|كم|ني|نا)?$")
_QUOTING = re.compile(r"[«“\"]|(?<!\w)[وف]?(?:قال|أضاف|تقول|يقول|أوضح|تابع|صرح|كتب|سأل)\w*[^:]*:")
_THOU = re.compile("[وف]?(?:أنت.?|إنك|أنك|لك|بك|منك|عليك|إليك|معك|يا)|.{3,}[^ا]ك")
_FAMILY = re.compile(
    "(?:أم|والدت|جدت|أخت|زوجت|ابنت|بنت|خالت|عمت|صديقت|جارت|معلمت|حفيدت|حبيبت)(?:ي|ه|ها|هم|نا)"
)
_SHE = re.compile("[وف]?ال.+ة")
_HERS = re.compile("..+ت(?:ها|ه|هم|نا)")
_THEY = re.compile("ال(?:أ..ا.|.وا.ي?.|م.ا.ي?.|..ائ.|..و.|.{2,}ات)")
_SURE = 2
"""How many levels a present in the first person that needs no particle before it is above its homographs."""
_RARE = 3
"""The same of a past in ت, as قلت, which might be "it grew less"."""
_USUAL_NOUN = 4
"""How usual a noun is that a word in ي is likely to be with a pronoun."""


class Pair(Frozen):
    """The forms of a word that is a past of either person, and the place of its ت."""

    place: int
    first: tuple[Form, ...]
    third: tuple[Form, ...]


@lru_cache(maxsize=4096)
def pair(letters: str) -> Pair | None:
    """None of a word that is no such verb, or more usual as another word, as بيت and ليست."""
    tail = _TAIL.search(letters)
    if not tail or tail.start() < 2 or closed(letters):
        return None
    at, nominal = tail.start(), nouns(letters)
    verbs = [form for form in usage(letters) if form not in nominal]
    vowels = hollow(letters[:at])
    first = tuple(form for form in verbs if _is_first(form, at) and _has(form[at - 2], vowels))
    third = tuple(form for form in verbs if _is_third(form, at, letters))
    known = first and third and lead_of_noun(letters, first) <= 0
    return Pair(at, first, third) if known else None


def _has(vowel: Options, able: frozenset[str]) -> bool:
    return vowel is None or not able or FATHA in vowel or not vowel.isdisjoint(able)


def _is_first(form: Form, at: int) -> bool:
    before = form[at - 1]
    return form[at] == frozenset({DAMMA}) and before is not None and FATHA not in before


def _is_third(form: Form, at: int, letters: str) -> bool:
    before, own = form[at - 1], form[at]
    if own is None or SUKUN not in own:
        return False
    return letters[at - 1] == "ا" or (before is not None and any(FATHA in one for one in before))


@lru_cache(maxsize=4096)
def only_first(letters: str) -> bool:
    """Whether a word can only be a past that the writer speaks of himself: ظننت, قلت."""
    tail = _TAIL.search(letters)
    if not tail or tail.start() < 2 or nouns(letters):
        return False
    at, listed = tail.start(), usage(letters)
    first = level(letters, (form for form in listed if _is_first(form, at)))
    third = level(letters, (form for form in listed if _is_third(form, at, letters)))
    return first >= 0 and (third < 0 or third <= first - _RARE)


@lru_cache(maxsize=4096)
def _i_do(word: str) -> int:
    """Whether a word is a present in the first person: 2 certainly, 1 perhaps, 0 not."""
    letters = word[1:] if word[:1] in ("و", "ف") else word
    if not letters.startswith(("أ", "آ", "سأ", "سآ")):
        return 0
    mine = set(first_persons(letters))
    own, other = level(letters, mine), level(letters, set(usage(letters)) - mine)
    return 0 if own < 0 else 2 if other <= own - _SURE else 1


@lru_cache(maxsize=4096)
def _is_mine(word: str) -> bool:
    """Whether a word is a usual noun with the writer's pronoun, and no nisba: دفتري, مدينتي."""
    if not word.endswith("ي") or len(word) < 5 or word.startswith("ال") or named(word):
        return False
    if any(form[-1] and any(SHADDA in one for one in form[-1]) for form in usage(word)):
        return False
    owned = word[:-2] + "ة" if word[-2] == "ت" else word[:-1]
    return level(owned, nouns(owned)) >= _USUAL_NOUN


@lru_cache(maxsize=4096)
def certain(letters: str) -> Person:
    """Who did what a verb says that leaves no choice: قالت, أرسلتني, قلت, أكتب."""
    if only_first(AND.sub("", letters)) or _i_do(letters) == _SURE:
        return "first"
    tail = _HER_TAIL.search(letters)
    if not tail or tail.start() < 2 or pair(letters) or closed(letters):
        return ""
    at, nominal = tail.start(), nouns(letters)
    third = [
        form for form in usage(letters) if form not in nominal and _is_third(form, at, letters)
    ]
    return "third" if lead_of_noun(letters, third) < 0 else ""


def _shows(words: Sequence[str]) -> bool:
    """Whether a sentence of these bare words shows that its writer speaks of himself."""
    return speaking(words) or any(
        _is_mine(word)
        or only_first(word)
        or _i_do(word) == 2
        or (_i_do(word) == 1 and AND.sub("", before) in ruling("first"))
        for before, word in zip(("", *words), words, strict=False)
    )


def told(sentences: Iterable[tuple[str, Sequence[str]]]) -> list[Telling]:
    """The telling of each (text, bare words) of a section; what somebody is quoted as saying counts in its own
    sentence alone."""
    shown, counted = [], []
    for text, words in sentences:
        shown.append(_shows(words))
        counted.append(shown[-1] and not _QUOTING.search(bare(text)))
    found = []
    for at, own in enumerate(shown):
        near = range(max(0, at - _WINDOW), min(len(shown), at + _WINDOW + 1))
        weights = [_NEAR ** abs(at - place) * (at != place) for place in near]
        heard = sum(weight for weight, place in zip(weights, near, strict=True) if counted[place])
        found.append(Telling(heard / (sum(weights) + 0.5), own))
    return found


def subject(
    letters: str, marks: tuple[Marks, ...], around: Surroundings, previous: Person
) -> Person:
    """Who did it, of a word given by its bare `letters` and the models' `marks`; `previous` did what came
    before in the sentence."""
    able = pair(letters)
    if able is None or _addressed(marks[able.place], around):
        return ""
    first, third = (_likely(one, able.place, marks) for one in (able.first, able.third))
    score = _BIAS + _CHANCE * max(-_FAR, min(_FAR, first - third))
    score += _TOLD * around.tone.telling.around + _SIGN * around.tone.telling.shown
    score += {"": 0.0, "first": _SAME, "second": 0.0, "third": _OTHER}[previous]
    score += _OPENS * (around.before[0] == EDGE)
    score += _named(letters, around)
    score += _TO_ME * (around.after[0] in ruling("mine"))
    score += _next(around.after)
    score -= _SHE_DID * _has_her(letters, around.after[0]) + _MOTHER * _has_mother(around.after)
    score -= _I * are_subject(around.after[0])  # دمعت عيناها
    return "first" if score > 0 else "third"


def _next(after: Sequence[str]) -> float:
    """What a verb further on that can only be hers says, most if it is joined to this one: ابتسمت وقالت."""
    if "third" not in map(certain, after[:_NEXT]):
        return 0.0
    joined = after[0][0] in "وف" and certain(after[0]) == "third"
    return _SHE_TOO * (3 if joined else 1)


def _has_mother(after: Sequence[str]) -> bool:
    """Whether a woman of the family is behind a verb, with what it is done to behind her: حملت أمي عبئا."""
    woman, *rest = after
    thing = bool(rest) and rest[0] not in ruling("construct") | ruling("preposition") | {EDGE}
    return bool(_FAMILY.fullmatch(woman)) and thing and rest[0][0] not in "وفبل"


def is_of_her(letters: str, following: str) -> bool:
    """Whether the word behind a verb in ت may be its subject: نجحت الخطة, تحسنت الأسواق, دمعت عيناه."""
    needs_none = "t" not in readings(AND.sub("", fold(letters))) and following.startswith("ال")
    return needs_none or _is_feminine(following) or are_subject(following)


def _is_feminine(word: str) -> bool:
    """Whether a noun has the article or an owner, and is feminine: الطائرة, أسرتها."""
    return bool(_SHE.fullmatch(word) or _HERS.fullmatch(word))


def are_things(following: str) -> bool:
    """Whether it looks like a plural of things with the article, which a verb in ت agrees with: البنوك."""
    return bool(_THEY.fullmatch(following))


def _has_her(letters: str, following: str) -> bool:
    """Whether a verb that needs no object has a feminine noun behind it: وصلت الطائرة, لجأت أسرتها."""
    intransitive = "i" in readings(AND.sub("", fold(letters)))
    return intransitive and _is_feminine(following)


def _named(letters: str, around: Surroundings) -> float:
    """What a subject right before the verb says: أنني, لأنها, or a feminine noun that opens the clause."""
    before, *further = around.before
    pronoun = AND.sub("", before)
    if pronoun in ruling("me"):
        return _I
    opens = bool(further) and further[0] == EDGE and letters[-1] == "ت"
    return -_I if pronoun in ruling("her") or (opens and _SHE.fullmatch(before)) else 0.0


def _addressed(marks: Marks, around: Surroundings) -> bool:
    """Whether the models read a second person, and somebody is spoken to in the clause."""
    likeliest = marks[0][0] if marks else ""
    if likeliest not in (FATHA, KASRA):
        return False
    return any(map(_THOU.fullmatch, (*around.before, *around.after)))


def _likely(forms: Iterable[Form], place: int, marks: tuple[Marks, ...]) -> float:
    """The log-probability of the likeliest form, whatever the vowel of its ت."""
    opened = ((*form[:place], None, *form[place + 1 :]) for form in forms)
    return max((fitted(form, marks)[0] for form in opened), default=-inf)


def meant(
    who: Person, letters: str, marks: tuple[Marks, ...], made: tuple[str, ...]
) -> tuple[str, ...]:
    """The marks `made` of a past in ت, if they have that subject or make it another word; else the likeliest
    with it."""
    able = pair(letters)
    person = _person(made, able.place, letters) if able else ""
    if not able or not person or (person == who and not _is_odd(letters, able, made)):
        return made
    levels = usage(letters)
    found = [
        (*fitted(form, marks), levels[form])
        for form in (able.first if who == "first" else able.third)
    ]
    return max((chance + USUAL * usual, made) for chance, made, usual in found)[1]


def _is_odd(letters: str, able: Pair, made: tuple[str, ...]) -> bool:
    """Whether it is a hollow verb with the wrong vowel: عِدْتُ."""
    vowels = hollow(letters[: able.place])
    return bool(vowels) and made[able.place - 2] not in vowels | {FATHA}


def _person(made: tuple[str, ...], at: int, letters: str) -> str:
    """The subject of a verb with these marks; "" if it is no such verb."""
    before, own = made[at - 1], made[at]
    open_syllable = FATHA in before or letters[at - 1] == "ا"
    if own in ("", SUKUN) or (own == KASRA and open_syllable and at == len(letters) - 1):
        return "third" if open_syllable else ""
    if open_syllable or before not in ("", SUKUN):
        return ""
    return "first" if DAMMA in own else "second"
