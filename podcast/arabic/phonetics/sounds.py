"""From letters to sounds (IPA), and from words to clauses: joining and shortening. Pure."""

from __future__ import annotations

from functools import lru_cache

from podcast.arabic.phonetics.clauses import Clause
from podcast.arabic.phonetics.joining import unlinked
from podcast.arabic.phonetics.letters import Letter, Letters, alphabet
from podcast.arabic.phonetics.pausal import filled, pausal, respelled, skeleton
from podcast.structs import Frozen, replace

Sounds = tuple[str, ...]
"""IPA symbols; a long vowel is one, a doubled consonant two."""

SHORT = ("a", "i", "u")
VOWELS = (*SHORT, "aː", "iː", "uː", "eː", "oː")
_GLIDES = {"و": "u", "ي": "i"}


class SoundedWord(Frozen):
    """A word of a clause; `onset` is the vowel of its joining alef, or ""."""

    onset: str
    sounds: Sounds
    letters: Letters


def spoken(clause: Clause) -> tuple[Sounds | str, ...]:
    """The sounds of a clause's words in context; foreign stretches unchanged."""
    said: list[Sounds | str] = []
    before: SoundedWord | None = None
    for place, word in enumerate(clause.words):
        if isinstance(word, str):
            said.append(word)
            before = None
            continue
        now = _word(word, last=place == len(clause.words) - 1)
        if now.onset and before is not None:
            said[-1] = _joined(before, now.onset)
        before = replace(now, sounds=_begun(now, before))
        said.append(before.sounds)
    return tuple(said)


@lru_cache(4096)
def _word(letters: Letters, *, last: bool) -> SoundedWord:
    onset, rest = unlinked(respelled(letters))
    full = filled(pausal(rest) if last else rest, onset)
    said = sounds(full)
    if not onset and not any(sound in VOWELS for sound in said):
        said += ("a",)  # a single letter cannot be pronounced without a vowel
    return SoundedWord(onset, said, letters)


def _begun(word: SoundedWord, before: SoundedWord | None) -> Sounds:
    """The word with its joining alef if that is heard: after a pause or an unmarked ending."""
    if not word.onset:
        return word.sounds
    if before is None:
        return ("ʔ", word.onset, *word.sounds)
    return (word.onset, *word.sounds) if _open(before) else word.sounds


def _open(word: SoundedWord) -> bool:
    """Whether the word ends in an unmarked consonant."""
    last = word.letters[-1]
    vowel = last.base in "اى" or word.sounds[-1:] in [(one,) for one in VOWELS]
    return last.bare and (last.base == "ة" or not vowel)


def _joined(word: SoundedWord, onset: str) -> Sounds:
    """The word before a joining alef: a long vowel is shortened, a consonant cluster broken up."""
    said, last = word.sounds, word.letters[-1]
    if last.base == "ة" and last.still:
        return (*said, "t")
    if not said or said[-1] in SHORT:
        return said
    if said[-1] in VOWELS:
        return (*said[:-1], said[-1][0])
    return said if _open(word) else (*said, _link(word, onset))


def _link(word: SoundedWord, onset: str) -> str:
    """The vowel that breaks up a cluster: mina l-, humu l-, raʔawu l-, else i."""
    bare = skeleton(word.letters)
    if bare == "من" and word.sounds[1] == "i":
        return "a" if onset == "a" else "i"
    plural = word.sounds[-2:] in [("u", "m"), ("i", "m")] and bare[-2:] in ("هم", "كم", "تم")
    defeated = bare[-2:] == "وا" and word.sounds[-1] == "w"
    return "u" if plural or defeated or bare == "مذ" else "i"


def sounds(word: Letters) -> Sounds:
    """The sounds of letters whose marks are complete."""
    said: list[str] = []
    heard = tuple(letter for letter in word if not letter.silent)
    for place, letter in enumerate(heard):
        following = heard[place + 1 : place + 2]
        kind = "glide" if letter.base in _GLIDES else alphabet()[letter.base].sound
        _SAY.get(kind, _consonant)(said, letter, following)
    return tuple(said)


def _consonant(said: list[str], letter: Letter, following: Letters) -> None:
    sound = alphabet()[letter.base].sound
    if letter.base == "ن" and not letter.shadda and letter.still and skeleton(following) == "ب":
        sound = "m"
    said += [sound] * (1 + letter.shadda)
    if letter.base == "آ" or letter.dagger:
        said.append("aː")
    elif letter.vowel:
        said += [letter.vowel] + ["n"] * letter.tanwin


def _alef(said: list[str], letter: Letter, following: Letters) -> None:
    if not said:
        said += ["ʔ", "aː"]
    elif said[-1] in VOWELS:
        said[-1] = "aː" if said[-1] == "a" else said[-1]
    elif letter.vowel:
        said += ["ʔ", letter.vowel]
    elif following or said[-1] not in ("w", "j"):
        said.append("aː")


def _glide(said: list[str], letter: Letter, following: Letters) -> None:
    vowel = _GLIDES[letter.base]
    if letter.dagger and said[-1:] == ["a"]:
        said[-1] = "aː"
    elif not letter.still or letter.shadda or not said or said[-1][0] != vowel:
        _consonant(said, letter, following)
    else:
        said[-1] = f"{vowel}ː"


def _maksura(said: list[str], letter: Letter, following: Letters) -> None:
    _alef(said, Letter("ا"), following or (letter,))


def _marbuta(said: list[str], letter: Letter, following: Letters) -> None:
    if not said or said[-1] not in VOWELS:
        said.append("a")
    if letter.vowel or following:
        said += ["t", *letter.vowel] + ["n"] * letter.tanwin


def _foreign(said: list[str], letter: Letter, following: Letters) -> None:
    """Add ē or ō, in place of any vowel written before it."""
    while said and said[-1] in VOWELS:
        said.pop()
    said += ["ʔ"] * (not said) + [alphabet()[letter.base].sound]


_SAY = {
    "alef": _alef,
    "glide": _glide,
    "maksura": _maksura,
    "marbuta": _marbuta,
    "eː": _foreign,
    "oː": _foreign,
}
