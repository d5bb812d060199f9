"""Agreement between words: case after a particle, adjectives, the vowel before a joining alef.

Each rule corrects only what cannot be right (a nominative after في), never what is merely unlikely. Grammar:
any reference grammar of Modern Standard Arabic; the rules are chosen by the errors the models make.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from podcast.arabic.diacritics.closed import closed
from podcast.arabic.diacritics.dictionary import forms, lead_of_noun, nouns
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import DAMMA, DAMMATAN, FATHA, KASRA, KASRATAN, SHADDA, SUKUN, bare
from podcast.arabic.text.marks import MARKS, clusters, joined, ordered

_AFFIXES = re.compile("^(?:[وف](?=...))?(?:ال|بال|كال|لل|[بلك](?=...))?")
_ENDING = re.compile("(?:ا|ت?(?:ه|ها|هم|نا|ي|ين|ان))$")
_NISBA = re.compile(f"ي{SHADDA}[{DAMMATAN}{KASRATAN}]$|ي{SHADDA}َة[{DAMMATAN}{KASRATAN}]$")
_PREFIXED = re.compile(f"(?:[وف]{FATHA})?(?:(?:بِ|كَ)ال|لِل)(?![{FATHA}{DAMMA}{KASRA}])")
ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")
_BROKEN_PLURAL = re.compile("[وف]?..ا.ي?.")
_PLURAL_PRONOUN = re.compile(f"[هكت][{FATHA}{DAMMA}{KASRA}]م[{SUKUN}{KASRA}]?$")
_VERB = re.compile(f"(?:[وف]{FATHA})?(?:[يتنأ][{FATHA}{DAMMA}]|ا[^ل]{SUKUN}).*(?<![اويى]ن){SUKUN}")
_ORDER = re.compile(
    f"(?:[وف]{FATHA})?[^{MARKS}]{FATHA}(?:[^{MARKS}]{SHADDA}|ا[^{MARKS}]){KASRA}[^{MARKS}اوي]{SUKUN}?"
)
_TANWIN = {DAMMA: DAMMATAN, KASRA: KASRATAN}
_UNDEFINED = {DAMMA: KASRA, DAMMATAN: KASRATAN}
_SOUND_PLURAL = re.compile("(?:ات|ين|ون|ان)$")
_PRESENT = re.compile("[يتنأ]")
AND = re.compile("^[وف](?=..)")


@cache
def ruling(kind: str) -> frozenset[str]:
    """The words of one kind in `data/endings.tsv`."""
    found = (row[1].split() for row in rows("endings.tsv", 2) if row[0] == kind)
    return frozenset(word for words in found for word in words)


def either(letters: str) -> bool:
    """Whether a word may be said in two ways, both right, as وِفْق and وَفْق."""
    stems = {letters, _AFFIXES.sub("", letters)}
    bound = {_ENDING.sub(end, stem) for stem in stems for end in ("", "ة")}
    return not ruling("either").isdisjoint(stems | bound)


def governed(word: str, previous: str) -> str:
    """`word` in the case or mood required by the word before it or by its own preposition."""
    ruler, vowel = AND.sub("", bare(previous)), vowel_of(word)
    letters = bare(word)
    if letters in ruling("indeclinable") or letters[-1] == "ه":
        return word
    if ruler in ruling("preposition") and not previous.startswith("مَ"):
        return _genitive(word, letters, vowel)
    if (
        ruler in ruling("annexing")
        and vowel == FATHA
        and letters[-1] == "ة"
        and not ARTICLE.match(letters)
    ):
        return ended(word, KASRATAN)
    if _PREFIXED.match(word):
        return _genitive(word, letters, vowel)
    if ruler == "ما" and letters in ruling("wondering"):
        return ended(word, FATHA) if vowel == DAMMA else word
    if ruler == "لم" and vowel == DAMMA and _PRESENT.match(letters):
        return ended(word, SUKUN)
    if ruler in ruling("subjunctive") and vowel == DAMMA and _PRESENT.match(letters):
        return ended(word, FATHA) if SHADDA + FATHA not in previous else word
    if ruler in ruling("emphatic") and SHADDA in previous and vowel == DAMMA:
        return ended(word, FATHA)
    return word


def _genitive(word: str, letters: str, vowel: str) -> str:
    if vowel in _UNDEFINED:
        return ended(word, _UNDEFINED[vowel])
    if vowel == FATHA and ARTICLE.match(letters) and not _SOUND_PLURAL.search(letters):
        return ended(word, KASRA)
    return word


def particle(word: str, previous: str, following: str, *, first: bool = False) -> str:
    """The particle `word` with the marks its neighbours ask for, where letters tell two apart: أَنَّ or أَنْ, كَأَنَّ,
    أَيّ, and the lam of assertion. `first` tells the first word of a sentence."""
    letters = bare(word)
    if SHADDA in word:
        return word
    plain, before = AND.sub("", letters), AND.sub("", bare(previous))
    if letters == "أي":
        return _which(word, previous, following, first=first)
    if plain in ("أن", "إن", "كأن") and _is_inna(plain, before, bare(following)):
        return ended(word, "") + SHADDA + FATHA
    lam = word.startswith(f"ل{KASRA}") and before in ruling("asserting")
    return _asserted(word, letters) if lam else word


def _is_inna(plain: str, before: str, following: str) -> bool:
    """Whether a particle is of the sisters of إنّ: أنّ and إنّ before a noun with the article, إنّ behind a verb of
    saying, كأنّ unless before a verb."""
    if plain == "كأن":
        return following not in ("", "لم", "قد")
    return (plain == "إن" and before in ruling("saying")) or _nominal(following)


def _which(word: str, previous: str, following: str, *, first: bool) -> str:
    """رفض أيَّ تدخل, أيُّ شخصٍ يمكنه: not the أي of "that is", behind which a clause or a definite noun stands."""
    letters, before = bare(following), AND.sub("", bare(previous))
    if not following or letters in ruling("explaining") or ARTICLE.match(letters):
        return word
    if letters == "من":
        return ended(word, "") + SHADDA + (KASRATAN if before in ruling("nominal") else DAMMATAN)
    if before in ruling("existing") or (first and vowel_of(following) == KASRATAN):
        return ended(word, "") + SHADDA + DAMMA
    return ended(word, "") + SHADDA + FATHA if previous and is_verb(before) else word


@lru_cache(maxsize=4096)
def is_verb(letters: str) -> bool:
    """Whether a word is more usual as a verb than as a noun."""
    nominal = nouns(letters)
    verbal = (form for form in forms(letters) if form not in nominal)
    return not closed(letters) and lead_of_noun(letters, verbal) < 0


def _asserted(word: str, letters: str) -> str:
    """إنه لأمرٌ عجيب: the lam of assertion, behind إن with a pronoun."""
    if len(letters) < 4 or letters.startswith("لل"):
        return word
    word = f"ل{FATHA}{word[2:]}"
    return ended(word, DAMMATAN) if vowel_of(word) == KASRATAN else word


def _nominal(letters: str) -> bool:
    """Whether a word after أن or إن has the article, so that it is no verb."""
    return letters.startswith("ال") and letters[2:3] not in ("ت", "ذ")


def agreeing(word: str, following: str) -> str:
    """`word` with tanwin, if it is an indefinite noun described by the indefinite nisba that follows."""
    vowel, letters = vowel_of(word), bare(word)
    described = _NISBA.search(following) and not bare(following).startswith(("ال", "لل"))
    if not described or len(letters) < 3 or _definite(letters):
        return word
    wanted = vowel_of(following)
    return ended(word, wanted) if vowel == SUKUN or _TANWIN.get(vowel) == wanted else word


def _definite(letters: str) -> bool:
    """Whether a word has the article, takes no tanwin, or is in construct."""
    diptote = letters[0] == "أ" or _BROKEN_PLURAL.fullmatch(letters)
    return bool(ARTICLE.match(letters) or diptote) or letters in ruling("construct")


def eased(word: str, following: str) -> str:
    """`word` as it sounds before a joining alef: a final sukun becomes a vowel (مِنَ الْ, قَدِ اتُّخِذَ)."""
    if not following.startswith("ا"):
        return word
    if _PLURAL_PRONOUN.search(word) and word.endswith(KASRA):
        return ended(word, DAMMA)
    if vowel_of(word) not in (SUKUN, ""):
        return word
    letters = AND.sub("", bare(word))
    if letters == "من" and KASRA in word:
        return ended(word, FATHA if following.startswith("ال") else KASRA)
    if word.endswith(("َي", "َيْ")) and letters not in ("أي", "كي", "لكي"):
        return ended(word, KASRA)
    if _PLURAL_PRONOUN.search(word) and len(letters) > 2:
        return ended(word, DAMMA)
    closes = letters in ruling("joining") or (
        word.endswith(("تْ", f"{FATHA}ت")) and len(letters) > 2
    )
    return ended(word, KASRA) if closes or _jussive(word) else word


def _jussive(word: str) -> bool:
    """Whether a verb ends in a sukun: لم تعلن, اكتب, ثبّت, راجع."""
    short = bare(word) in ruling("order") and vowel_of(word) == SUKUN
    return short or bool(_VERB.fullmatch(word) or _ORDER.fullmatch(word))


def vowel_of(word: str) -> str:
    """The last letter's vowel, "" if it has none."""
    found = clusters(word)
    return found[-1][1].replace(SHADDA, "") if found else ""


def ended(word: str, vowel: str) -> str:
    """`word` with another vowel on its last letter."""
    letters = clusters(word)
    letter, marks = letters[-1]
    letters[-1] = (letter, ordered(SHADDA * (SHADDA in marks) + vowel))
    return joined(letters)
