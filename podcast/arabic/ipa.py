"""A pronunciation in the International Phonetic Alphabet → marked Arabic letters, as names are written in the news.

Arabic writes the full vowels of foreign names as long letters, drops most weak ones, and takes their colour
from the spelling rather than from the sound (Mistral: ميسترال, not ميسترل). So the sounds are first laid
against the letters they are written with; then `phonemes.tsv` chooses, by both, what is written.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from podcast.arabic.letters import SHADDA, SUKUN
from podcast.arabic.tables import rows

_ASIDE = re.compile(r"\([a-z-]+\)|[ˑ‿_.|-]|[0-9]")
_STRESS = "ˈˌ"
_MARKS = {"a": "َ", "i": "ِ", "u": "ُ"}
_LONG = {"A": ("a", "ا"), "I": ("i", "ي"), "U": ("u", "و")}
_ONSETS = {"a": "أَ", "i": "إِ", "u": "أُ", "A": "آ", "I": "إِي", "U": "أُو"}
_GLIDES = {"I": ("i", "ي"), "i": ("", "ي"), "U": ("u", "و"), "u": ("", "و")}
_VOWELS = "aeiouyw"
_HARD_G = {"egypt": "ج", "gulf": "ق"}


@dataclass(frozen=True, slots=True)
class _Sound:
    symbol: str
    stressed: bool
    letters: str = ""
    """The letters it is written with, as far as the spelling tells."""

    @property
    def is_vowel(self) -> bool:
        return self.symbol[0] in "aeiouyæɐɑɒɔəɚɛɜɝɪʊʌʏøœᵻ"


@dataclass(frozen=True, slots=True)
class _Row:
    language: frozenset[str]
    spelled: re.Pattern[str] | None
    where: frozenset[str]
    sound: str


def arabic(ipa: str, *, written: str = "", language: str = "en", dialect: str = "standard") -> str:
    """The marked Arabic spelling of `ipa`, words by single spaces; "" where it holds no sound that is known.

    written   how the word is spelled in Latin letters: settles the weak vowels.
    dialect   whose letter the hard g is: "egypt" ج, "gulf" ق, any other غ, as in the news.
    """
    heard = _ASIDE.sub("", ipa).split()
    spelled = written.lower().split()
    if len(spelled) != len(heard):
        heard, spelled = ["".join(heard)], ["".join(spelled)]
    said = (
        spell(_chosen(_laid(_sounds(part, letters, language), letters), language))
        for part, letters in zip(heard, spelled, strict=True)
    )
    return " ".join(word for word in said if word).replace("g", _HARD_G.get(dialect, "غ"))


def spell(sounds: str) -> str:
    """`sounds` (consonants as Arabic letters, vowels aiuAIU, g as itself) as a marked Arabic word.

    Every consonant but the last bears its vowel or sukun; a doubled one a shadda; a vowel after a vowel
    leans on a glide or a hamza; no word ends in a short vowel.
    """
    out: list[str] = []
    before = ""
    for at, sound in enumerate(sounds):
        after = sounds[at + 1 : at + 2]
        if sound in "aiuAIU":
            long = not after and sound in "aiu"
            out.append(_vowel(sound.upper() if long else sound, before))
        elif after == sound:
            pass
        else:
            doubled = before == sound
            out.append(sound + SHADDA * doubled + ("" if not after or after in "aiuAIU" else SUKUN))
        before = sound
    return "".join(out)


def _vowel(sound: str, before: str) -> str:
    short, letter = _LONG.get(sound, (sound, ""))
    if not before:
        return _ONSETS[sound]
    if before in "AIUaiu":
        return ("ئ" if short == "i" else "ؤ" if short == "u" else "ء") + _MARKS[short] + letter
    return _MARKS[short] + letter


def _joined(sounds: str) -> str:
    """`sounds` with a glide between two vowels: Iا → iyا, Uا → uwا."""
    for long, (short, glide) in _GLIDES.items():
        sounds = re.sub(f"{long}(?=[aiuAIU])", (short or long) + glide, sounds)
    sounds = re.sub("([^aiuAIU])\\1+", r"\1", sounds)
    return re.sub("(?<=[Aa])(?=[aiuAIU])", "ي", sounds)


def _sounds(heard: str, letters: str, language: str) -> list[_Sound]:
    """The symbols of one word; what no table knows is left out.

    Arabic writes the mute h at the head of French and Spanish names: هوغو.
    """
    heard = unicodedata.normalize("NFD", heard).replace("ç", "ç")
    found: list[_Sound] = []
    stressed = False
    for symbol in _symbol().findall(heard):
        if symbol in _STRESS:
            stressed = True
        else:
            sound = _Sound(symbol, stressed)
            found.append(sound)
            stressed = stressed and not sound.is_vowel
    mute = language != "en" and letters.startswith("h") and found and found[0].is_vowel
    return [_Sound("h", False), *found] if mute else found


def _laid(sounds: list[_Sound], letters: str) -> list[_Sound]:
    """The sounds with the letters each is written with: the alignment of least cost (Levenshtein's)."""
    letters = re.sub(r"[^\w]|\d|_", "", letters)
    costs = [[float(j) * 0.9 for j in range(len(letters) + 1)]]
    for i, sound in enumerate(sounds, 1):
        row = [float(i)]
        for j, letter in enumerate(letters, 1):
            fits = costs[-1][j - 1] + _distance(sound, letter)
            row.append(min(fits, costs[-1][j] + 1, row[j - 1] + 0.9))
        costs.append(row)
    ends = [0] * len(sounds)
    i, j = len(sounds), len(letters)
    while i and j:
        if costs[i][j] == costs[i - 1][j - 1] + _distance(sounds[i - 1], letters[j - 1]):
            i, j = i - 1, j - 1
            ends[i] = j + 1
        elif costs[i][j] == costs[i][j - 1] + 0.9:
            j -= 1
        else:
            i -= 1
    return [
        _Sound(sound.symbol, sound.stressed, _group(letters, end, sound.is_vowel))
        for sound, end in zip(sounds, ends, strict=True)
    ]


def _group(letters: str, end: int, vowel: bool) -> str:
    """The letter that ends at `end`; of a vowel, with the vowel letters around it."""
    if not end or not vowel:
        return letters[end - 1 : end]
    left = right = end - 1
    while left and _plain(letters[left - 1]) in _VOWELS and _plain(letters[left]) in _VOWELS:
        left -= 1
    while right + 1 < len(letters) and _plain(letters[right + 1]) in _VOWELS:
        right += 1
    return letters[left : right + 1]


def _distance(sound: _Sound, letter: str) -> float:
    base = _plain(letter)
    if sound.is_vowel:
        return 0.0 if base in "aeiouy" else 0.8 if base == "w" else 2.5
    return 0.0 if base in _spellings().get(sound.symbol, "") else 1.4 if base not in _VOWELS else 2.5


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _chosen(sounds: list[_Sound], language: str) -> str:
    """What `phonemes.tsv` writes for the sounds, each in its place."""
    chosen = (_sound(sounds, at, language) for at in range(len(sounds)))
    return _joined("".join(chosen))


def _sound(sounds: list[_Sound], at: int, language: str) -> str:
    sound, where = sounds[at], _where(sounds, at)
    for row in _table()[sound.symbol]:
        fits = row.spelled is None or row.spelled.fullmatch(sound.letters)
        if fits and row.where <= where and row.language & {"*", language}:
            return row.sound
    return ""


def _where(sounds: list[_Sound], at: int) -> frozenset[str]:
    after = sounds[at + 1 :]
    before = sounds[at - 1].symbol if at else ""
    consonants = next((n for n, sound in enumerate(after) if sound.is_vowel), len(after))
    ending = consonants == len(after)
    tags = {
        "first": at == 0,
        "last": not after,
        "closed": consonants >= 2,
        "open": consonants < 2,
        "only": ending and not any(sound.is_vowel for sound in sounds[:at]),
        "ending": ending,
        "stressed": sounds[at].stressed,
        "weak": not sounds[at].stressed,
        "before-n": bool(after) and after[0].symbol == "n",
        "before-b": bool(after) and after[0].symbol in ("b", "p"),
        "hushed": before in ("ʃ", "tʃ", "ʒ", "dʒ"),
        "faint": before in ("ə", "ɪ", "i", "ᵻ", "ɐ", "æ"),
    }
    return frozenset(tag for tag, holds in tags.items() if holds)


@cache
def _table() -> dict[str, list[_Row]]:
    table: dict[str, list[_Row]] = {}
    for symbols, language, spelled, where, sound in rows("phonemes.tsv", 5):
        row = _Row(
            frozenset(language.split("|")),
            re.compile(spelled) if spelled else None,
            frozenset(where.split(",")) if where else frozenset(),
            sound,
        )
        for symbol in symbols.split("|"):
            table.setdefault(unicodedata.normalize("NFD", symbol).replace("ç", "ç"), []).append(row)
    return table


@cache
def _symbol() -> re.Pattern[str]:
    longest_first = sorted(_table(), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), f"[{_STRESS}]"]))


@cache
def _spellings() -> dict[str, str]:
    return {symbol: letters for symbol, letters in rows("spellings.tsv", 2)}
