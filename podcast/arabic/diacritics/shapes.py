"""Corrects word shapes that do not exist in Arabic.

The models decide letter by letter, so their words are not always possible ones. These rules look at single
words; each turns an impossible shape into the nearest possible one.
"""

from __future__ import annotations

import re

from podcast.arabic.text.letters import (
    DAMMA,
    DAMMATAN,
    FATHA,
    KASRA,
    KASRATAN,
    SHADDA,
    SUKUN,
    bare,
    is_sun,
)
from podcast.arabic.text.marks import MARKS

_C = f"[^{MARKS}اوىي]"
_V = "[\u064b-\u0650\u0652]?"
_AND = f"(?:[وف]{FATHA}?)?"
_SHORT = f"[{FATHA}{DAMMA}{KASRA}]"
_TANWIN = f"[{DAMMATAN}{KASRATAN}]"

_KASRA = re.compile(f"(إ)(?![{FATHA}{DAMMA}{KASRA}])")
_LONG = re.compile(f"({KASRA}ي|{DAMMA}و){SUKUN}")
_BEFORE_TEH = re.compile(f"([^ا{MARKS}])([{MARKS}]*)ة")
_BEFORE_ALEF = re.compile(
    f"(?<=[{MARKS}])({_C})ا(?!$|[^{MARKS}][{SUKUN}{SHADDA}])|(?<=[{MARKS}])([^{MARKS}اوىي])ا$"
)
_SUKUN_DOUBLED = re.compile(f"({_C}){SUKUN}(?=[^{MARKS}]{SHADDA})")
_FIRST_FORM = re.compile(f"^({_AND}(?:س{FATHA})?[يتن]){DAMMA}(?={_C}{SUKUN}{_C}{DAMMA}{_C})")
_NISBA_ADVERB = re.compile("ِيًا$")
_NO_NISBA = re.compile("[وفبل]?.ا.يا|[وف]?[بل]?[تم].*")
_NUN = re.compile(f"{_AND}(?:(?:ال{_V})?م{DAMMA}|(?:س{FATHA})?[يت]{_V}).*{DAMMA}ون{DAMMA}")
_NOT_PLURAL = re.compile(".*(?:زيون|قانون|مليون)|[وف]?س?[يت][كخصهم]ون")
_LAM_WASLA = re.compile(
    f"^({_AND}(?:(?:[بك]{_V})?ا|ل{KASRA}))ل{SUKUN}?(?=ا[^{MARKS}](?:{SUKUN}|{SHADDA}))"
)
_LAM = re.compile(f"^({_AND}(?:(?:[بك]{_V})?ا|ل{KASRA})ل)([^{MARKS}])({_V})(?!{SHADDA})")
_DIPTOTE = re.compile(
    f"^((?:[وفبلك]{_V})*(?:أ{FATHA}(?:{_C}{SUKUN}[^{MARKS}]{FATHA}[^{MARKS}]|[^{MARKS}]{FATHA}[^{MARKS}]{SHADDA})"
    f"|[^{MARKS}]{FATHA}[^{MARKS}]{FATHA}ا[^{MARKS}]{KASRA}ي?[^{MARKS}]"
    f"|[^{MARKS}]{DAMMA}[^{MARKS}]{FATHA}[^{MARKS}]{FATHA}اء))({_TANWIN})$"
)
_ONE_VOWEL = {DAMMATAN: DAMMA, KASRATAN: FATHA}


def shaped(word: str) -> str:
    """The marked `word` with the marks its letters demand."""
    letters = bare(word)
    if letters == word:
        return word
    word = _KASRA.sub(rf"\1{KASRA}", word)
    word = _LONG.sub(r"\1", word)
    word = _BEFORE_TEH.sub(lambda m: m[1] + SHADDA * (SHADDA in m[2]) + FATHA + "ة", word)
    word = _BEFORE_ALEF.sub(lambda m: (m[1] or m[2]) + FATHA + "ا", word)
    word = _SUKUN_DOUBLED.sub(rf"\1{FATHA}", word)
    word = _FIRST_FORM.sub(rf"\1{FATHA}", word)
    word = _DIPTOTE.sub(lambda m: m[1] + _ONE_VOWEL[m[2]], word)
    if _NISBA_ADVERB.search(word) and len(letters) > 4 and not _NO_NISBA.fullmatch(letters):
        word = f"{word[:-3]}ي{SHADDA}ًا"
    if _NUN.fullmatch(word) and not _NOT_PLURAL.fullmatch(letters):
        word = word[:-1] + FATHA
    return _articled(word)


def _articled(word: str) -> str:
    """`word` with a correct article: a kasra on its lam before a joining alef, a doubled sun letter after
    it."""
    word = _LAM_WASLA.sub(rf"\1ل{KASRA}", word)
    return _LAM.sub(
        lambda m: m[1] + SUKUN * (not is_sun(m[2])) + m[2] + SHADDA * is_sun(m[2]) + m[3], word
    )
