"""Guesses words in no table: by a voice's pronunciation, or else by rule, or else letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import groupby

from podcast.arabic.latin import arab, ipa, letter_to_sound, lexicon, orthography, transliteration
from podcast.arabic.reading import Reader
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import SUKUN

_LONGEST = 40
"""The longest word that is pronounced as a whole, in letters."""
_VOICED = ("en", "fr", "de", "es")
"""Languages a voice is asked for; any other is read as English."""
_ELIDED = re.compile("([ldjcsnmt]|qu)['’](?=.)", re.IGNORECASE)
_NORTHERN = re.compile(
    "[çşğıøåæ]|^öz|^gy|qvist$|ström$|sund$|[ąęłńśźż]|rz|sz|ów$|[aeiou]nh[aeo]|[ãõ]|ça[lr]v|nço$|^söy|cü$|löf$|löv|istö$|[äö][^aou]*nen$|[aou](?:at|or|ur|n|m|nt|und|mb[eé]l)é$"
)
_LONGEST_ACRONYM = 7
_ENGLISH = re.compile("ee|oo|ou|ow|oi|ea|ai|ck|th|sh|gh|wh|(?<=[^aeiou])e$|ing$|er$|ed$|ll$|ss$|y$")
_IDEOGRAPH = "رَمْز"


def guess(word: str, reader: Reader, language: str) -> str:
    """`word` by its sound, according to the voice or, without one, to English spelling rules."""
    if len(word) > _LONGEST:
        cuts = range(0, len(word), _LONGEST)
        return " ".join(guess(word[cut : cut + _LONGEST], reader, language) for cut in cuts)
    elided = _ELIDED.match(word) if language in ("fr", "it") else None
    if elided:
        return _joined(guess(elided[1], reader, "en"), word[elided.end() :], reader, language)
    return _guessed(word, language, reader.dialect, reader.ipa)


@lru_cache(maxsize=1 << 13)
def _guessed(word: str, language: str, dialect: str, ear: Callable[[str, str], str] | None) -> str:
    """`word` as a whole; kept, since a text says the same names again."""
    reader = Reader(dialect=dialect, ipa=ear)
    lower = unicodedata.normalize("NFC", word.lower().replace("’", "'"))
    told = transliteration.spelled_in(language, lower) if language not in (*_VOICED, "it") else ""
    if word[:1].isupper() and not told and (known := arab.name(lower)):
        return known  # but not الوزير التركي Akar, whose nation tells his letters
    if not told and _is_told(lower, language):
        told = transliteration.sounds(lower)
    told = told or (transliteration.spelled_in("it", lower) if language == "it" else "")
    if told:
        stem, family = transliteration.family(told)
        said = ipa.arabic(stem, written=lower, language="es", dialect=reader.dialect)
        return f"{said} {family}".rstrip()
    lower = orthography.respelled(lower) if language == "en" else lower
    plain = letter_to_sound.anglicised(lower)
    by_ear = _heard(lower, plain, reader, language)
    if by_ear and len(by_ear) <= 1.6 * len(lower) + 2:
        return by_ear
    by_rule = _by_rule(lower, plain, language, dialect)
    if by_rule and len(by_ear) > 1.6 * len(by_rule) + 2:
        by_ear = ""  # the voice spelled it letter by letter
    return by_ear or by_rule or spelled(lower) or foreign(word, reader)


def _by_rule(word: str, plain: str, language: str, dialect: str) -> str:
    """The pronunciation by rules of spelling, where no voice tells it: those of `language`, or of English."""
    if language in _VOICED[1:] and (told := transliteration.spelled_in(language, word)):
        return ipa.arabic(told, written=word, language=language, dialect=dialect)
    return ipa.arabic(letter_to_sound.ipa(word), written=plain, dialect=dialect)


def acronym(word: str, reader: Reader) -> str:
    """Capitals said as a word, each letter with its plain sound (PEGIDA); "" if they look like English."""
    lower = word.lower()
    if len(lower) > _LONGEST_ACRONYM or _ENGLISH.search(lower) or not lower.isascii():
        return ""
    sounds = transliteration.plain(lower)
    return ipa.arabic(sounds, written=lower, language="es", dialect=reader.dialect)


def _is_told(word: str, language: str) -> bool:
    """Whether letters may tell the sounds: no voice reads the language, or they are Turkish or northern."""
    return language not in _VOICED[1:] or bool(_NORTHERN.search(word))


def _heard(word: str, plain: str, reader: Reader, language: str) -> str:
    """The voice's pronunciation; letters foreign to English are respelled for it."""
    if reader.ipa is None:
        return ""
    language = language if language in _VOICED else "en"
    asked = plain if language == "en" and not word.isascii() else word
    asked = asked.replace("th", "t") if language == "fr" else asked  # else it is taken for English
    written = plain if language == "en" else word
    heard = reader.ipa(asked, language) if asked else ""
    if "x" in written:
        heard = heard.replace("ɡz", "ks")  # Alexander: ألكسندر
    return ipa.arabic(heard, written=written, language=language, dialect=reader.dialect)


def _joined(article: str, rest: str, reader: Reader, language: str) -> str:
    """An elided article joined to its word: l'Alsace."""
    known = lexicon.lookup(rest, reader, language)
    spoken = known.spoken if known else guess(rest, reader, language)
    consonant = article[0]
    for onset, inside in (("آ", "َا"), ("أَ", "َ"), ("إِ", "ِ"), ("أُ", "ُ")):
        if spoken.startswith(onset):
            return consonant + inside + spoken[len(onset) :]
    return consonant + SUKUN + spoken


def foreign(text: str, reader: Reader) -> str:
    """Letters of other scripts by their sounds or Unicode names; ideographs just as "symbol"."""
    spoken: list[str] = []
    for known, letters in groupby(text.lower(), key=lambda letter: letter in _foreign_sounds()):
        if known:
            spoken.append(ipa.spell("".join(_foreign_sounds()[letter] for letter in letters)))
        else:
            spoken.extend(_by_name(letter, reader) for letter in letters)
    return " ".join(dict.fromkeys(spoken))


def _by_name(letter: str, reader: Reader) -> str:
    name = unicodedata.name(letter, "").rpartition(" ")[2].lower()
    plain = name.isascii() and name.isalpha()
    guess = (
        ipa.arabic(letter_to_sound.ipa(name), written=name, dialect=reader.dialect) if plain else ""
    )
    return guess or _IDEOGRAPH


def spelled(letters: str) -> str:
    """The English names of Latin letters; "" if there are none."""
    names = _letter_names()
    plain = letter_to_sound.anglicised(letters) or unicodedata.normalize("NFKD", letters.lower())
    return " ".join(names[letter] for letter in plain if letter in names)


@cache
def _letter_names() -> dict[str, str]:
    return {letter: name for letter, name in rows("letters.tsv", 2) if "a" <= letter <= "z"}


@cache
def _foreign_sounds() -> dict[str, str]:
    vowels = str.maketrans("اوي", "AUI")
    return {letter: sound.translate(vowels) for letter, sound in rows("foreign.tsv", 2)}
