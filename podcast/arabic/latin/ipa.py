"""Turns IPA into diacritised Arabic letters, the way the news spells foreign names.

Arabic writes the full vowels of foreign names as long letters, drops most weak ones, and takes their colour
from the spelling rather than from the sound (Mistral: ميسترال, not ميسترل). So the sounds are first laid
against the letters they are written with; then `phonemes.tsv` chooses, by both, what is written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.arabic.latin.align import Phone, laid
from podcast.arabic.tables import rows
from podcast.arabic.text.letters import SHADDA, SUKUN
from podcast.structs import Frozen

_ASIDE = re.compile(r"\([a-z-]+\)|[ˑ‿_.|-]|[0-9]")
_STRESS = "ˈˌ"
_MARKS = {"a": "َ", "i": "ِ", "u": "ُ"}
_LONG = {"A": ("a", "ا"), "I": ("i", "ي"), "U": ("u", "و")}
_ONSETS = {"a": "أَ", "i": "إِ", "u": "أُ", "A": "آ", "I": "إِي", "U": "أُو"}
_GLIDES = {"I": ("i", "ي"), "i": ("", "ي"), "U": ("u", "و"), "u": ("", "و")}
_SONORANTS = frozenset(("l", "ɫ", "m", "n", "ŋ", "r", "ɹ", "ʁ", "ʀ", "ɾ", "ɐ", "ɜ"))
_HARD_G = {"egypt": "ج", "gulf": "ق"}


class _Row(Frozen):
    language: frozenset[str]
    spelled: re.Pattern[str] | None
    where: frozenset[str]
    sound: str


def arabic(ipa: str, *, written: str = "", language: str = "en", dialect: str = "standard") -> str:
    """The diacritised Arabic spelling of `ipa`, words separated by single spaces; "" without a known sound.

    written   the Latin spelling, which decides the weak vowels.
    dialect   decides the letter of the hard g: "egypt" ج, "gulf" ق, otherwise غ, as in the news.
    """
    heard = _ASIDE.sub("", ipa).split()
    spelled = written.lower().split()
    if len(spelled) != len(heard):
        heard, spelled = ["".join(heard)], ["".join(spelled)]
    spoken = (
        spell(_chosen(laid(_sounds(part, letters, language), letters), language))
        for part, letters in zip(heard, spelled, strict=True)
    )
    return " ".join(word for word in spoken if word).replace("g", _HARD_G.get(dialect, "غ"))


def spell(sounds: str) -> str:
    """`sounds` (consonants as Arabic letters, vowels as aiuAIU, hard g as g) as a diacritised Arabic word.

    Every consonant except the last has a vowel or sukun; a doubled one has a shadda; between two vowels there
    is a glide or a hamza; no word ends in a short vowel.
    """
    sounds = _joined(sounds)
    out: list[str] = []
    before = ""
    for index, sound in enumerate(sounds):
        after = sounds[index + 1 : index + 2]
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
    """`sounds` with glides between vowels, and without letters that are doubled only in writing.

    A long vowel and its own glide are written with one letter: Casillas كاسياس, Fukuoka فوكوكا.
    """
    sounds = re.sub("Iي(?![aiuAIU])", "I", sounds.replace("UU", "U"))
    sounds = re.sub("Iي(?=[aiuAIU])", "iي", sounds)
    sounds = re.sub("(?<=A)I(?=.)", "يi", sounds)
    for long, (short, glide) in _GLIDES.items():
        sounds = re.sub(f"{long}(?=[aiuAIU])", (short or long) + glide, sounds)
    sounds = re.sub("([^aiuAIU])\\1+", r"\1", sounds)
    return re.sub("(?<=[Aa])(?=[aiuAIU])", "ي", sounds)


def _sounds(heard: str, letters: str, language: str) -> list[Phone]:
    """The symbols of one word; unknown ones are dropped.

    The silent initial h of French and Spanish names is written in Arabic: هوغو.
    """
    heard = unicodedata.normalize("NFD", heard).replace("ç", "ç")
    found: list[Phone] = []
    stressed = False
    for symbol in _symbol().findall(heard):
        if symbol in _STRESS:
            stressed = True
        else:
            sound = Phone(symbol, stressed)
            found.append(sound)
            stressed = stressed and not sound.is_vowel
    mute = language != "en" and letters.startswith("h") and found and found[0].is_vowel
    return [Phone("h", False), *found] if mute else found


def _chosen(sounds: list[Phone], language: str) -> str:
    """The spelling of the sounds by `phonemes.tsv`, each in its context."""
    chosen = (_sound(sounds, index, language) for index in range(len(sounds)))
    return "".join(chosen)


def _sound(sounds: list[Phone], index: int, language: str) -> str:
    """The first matching row of the word's language, or else of any (an English word in French)."""
    sound, where = sounds[index], _where(sounds, index)
    fitting = [
        row
        for row in _table()[sound.symbol]
        if row.where <= where and (row.spelled is None or row.spelled.fullmatch(sound.letters))
    ]
    own = (row.sound for row in fitting if row.language & {"*", language})
    return next(own, fitting[0].sound if fitting else "")


def _where(sounds: list[Phone], index: int) -> frozenset[str]:
    after = sounds[index + 1 :]
    before = sounds[index - 1].symbol if index else ""
    consonants = next((n for n, sound in enumerate(after) if sound.is_vowel), len(after))
    ending = consonants == len(after)
    tags = {
        "first": index == 0,
        "last": not after,
        "closed": consonants >= 2,
        "open": consonants < 2,
        "only": ending and not any(sound.is_vowel for sound in sounds[:index]),
        "ending": ending,
        "head": not any(sound.is_vowel for sound in sounds[:index]),
        "lateral": before == "l",
        "rounded": before == "w",
        "fronted": bool(after) and after[0].symbol in ("i", "e", "ɛ"),
        "stressed": sounds[index].stressed,
        "weak": not sounds[index].stressed,
        "before-n": bool(after) and after[0].symbol == "n",
        "before-l": bool(after) and after[0].symbol in _SONORANTS,
        "before-b": bool(after) and after[0].symbol in ("b", "p"),
        "hushed": before in ("ʃ", "tʃ", "ʒ", "dʒ"),
        "glided": before == "j",
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
