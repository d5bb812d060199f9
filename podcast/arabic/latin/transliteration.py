"""Names of orthographies that tell their sounds, letter by letter: Polish, Turkish, Chinese and others.

A voice of another language reads `cz`, `c`, `x` or `nh` its own way; here the letters and endings that betray a
language choose a row of `data/transliterations.tsv`, which has the sounds. Pinyin is told by its syllables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from podcast.arabic.tables import rows

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
_FINAL = "(?:iang|iong|uang|[aeio]ng|iao|ian|uai|uan|uo|ia|ie|iu|ua|ui|ue|un|ao|ai|ei|ou|[aei]n|er|[aeiou])"
_PINYIN = re.compile(f"(?:{_INITIAL}{_FINAL}){{1,3}}")
_CHINESE = re.compile(
    "^(?!.*(?:que[en]|qu[oi]|qua(?!n)|x[eoa]|ee|oo|ue$))"
    ".*(?:zh|^q|[aeiou]q|^x|[aeiou]x(?=[iu])|[aeiou]ng?x|iao|iang|uang|ang(?!e|o)|eng|ong|uo$|ian$|huan|guan"
    "|^(?:kun|nan|tian|hai|bei|wei|jin|dong|shan|hong|qing|hei|he|hu)"
    "(?:jin|ming|nan|jing|ning|hai|tong|yang|dong|ping|hui|bei|fei|kou|zhou)$)"
)
"""What only Chinese syllables have, among words that could be made of them."""


def sounds(word: str) -> str:
    """The International Phonetic Alphabet for `word`, in small letters; "" where its letters betray nothing."""
    if _PINYIN.fullmatch(word) and _CHINESE.search(word):
        return _sounded_out(word, _pinyin())
    for betrays, changes in _orthographies():
        if betrays.search(word):
            return _sounded_out(word, changes)
    return ""


def spelled_in(language: str, word: str) -> str:
    """The sounds of `word` in a phrase in `language`, whatever its letters betray; "" without rules."""
    changes = _of_language(language)
    return _sounded_out(word, changes) if changes else ""


def plain(word: str) -> str:
    """The sounds of `word` where each letter has its commonest one."""
    return _sounded_out(word, _changes("^eu>ju c(?=[ei])>s c|q|ck>k j>dʒ y>i x>ks ph>f ch>tʃ g>ɡ"))


def family(said: str) -> tuple[str, str]:
    """Kılıçdaroğlu: the sounds without "son of", and that in Arabic, where it is a word of its own."""
    stem = said.removesuffix("oɡlu")
    return (stem, "أُوغْلُو") if len(stem) > 2 and stem != said else (said, "")


_Changes = tuple[tuple[re.Pattern[str], str], ...]


def _sounded_out(word: str, changes: _Changes) -> str:
    """The sounds of `word`: at each letter the first change that fits, else the letter without its accents."""
    out: list[str] = []
    at = 0
    while at < len(word):
        fitting = ((change.match(word, at), sound) for change, sound in changes)
        found, sound = next((fit for fit in fitting if fit[0] and fit[0].end() > at), (None, ""))
        out.append(found.expand(sound) if found else _plain(word[at]))
        at = found.end() if found else at + 1
    return "".join(out)


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].replace("g", "ɡ").replace("'", "")


@cache
def _orthographies() -> tuple[tuple[re.Pattern[str], _Changes], ...]:
    return tuple(
        (re.compile(betrays), _changes(changes))
        for _, betrays, changes in rows("transliterations.tsv", 3)
    )


_LANGUAGES = {
    "it": "Italian", "es": "Spanish", "fr": "French", "de": "German", "pt": "Portuguese", "tr": "Turkish",
    "pl": "Polish", "nl": "Dutch", "cs": "Czech", "ro": "Romanian", "hu": "Hungarian", "sv": "Scandinavian",
    "hr": "Croatian", "ru": "Russian", "el": "Greek", "ja": "Japanese", "ko": "Korean", "vi": "Vietnamese",
}  # fmt: skip
"""Languages of a phrase whose rules of spelling are in the table."""


@cache
def _of_language(language: str) -> _Changes:
    name = _LANGUAGES.get(language, "")
    return next((_changes(row[2]) for row in rows("transliterations.tsv", 3) if row[0] == name), ())


@cache
def _pinyin() -> _Changes:
    """Chinese in its Latin spelling, as the news writes it: Zhejiang, Hangzhou."""
    return _changes(
        "zh|q>tʃ ch>tʃ sh|x>ʃ j>dʒ z|c>ts iang>jaŋ iong>joŋ iao>jaw ian>jan ia>ja ie>jeː iu>ju ing>iŋ "
        "uang>waŋ uai>waj uan>wan ua>wa uo>o ui>wi ue>we ang>aŋ eng>əŋ ong>oŋ ao>aw ai>aj ei>i ou>o en>ən "
        "er>er e>ə yu>ju yi>i y>j g>ɡ"
    )


def _changes(text: str) -> _Changes:
    pairs = (change.rpartition(">") for change in text.split())
    return tuple((re.compile(pattern), sound) for pattern, _, sound in pairs)
