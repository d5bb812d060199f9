"""Reads Latin runs in Arabic: by table, letter by letter, part by part, and otherwise by sound.

A run is split where its shape changes (DeepMind, 8x7B, Wi-Fi, GPUs). The longest sequences of parts in a table
are read by it, the rest by their kind. One Arabic voice reads everything, so no Latin is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast.arabic.latin import arab, lexicon
from podcast.arabic.latin.entries import sayable
from podcast.arabic.latin.guess import acronym, foreign, guess, spelled
from podcast.arabic.latin.languages import language_of
from podcast.arabic.latin.parts import RunPart, parts_of
from podcast.arabic.reading import Change, Reader
from podcast.arabic.text.letters import definite

__all__ = ["language_of", "read_run"]

_ALL_CAPITALS = 5
"""Up to this many capitals are read letter by letter, unless a table lists them as a word."""
_LETTERS = 3
"""Up to this many capitals are always read as letters, even if pronounceable."""
_SYLLABLES = re.compile(
    "(?:[AEIOU]|[BCDFGJKLMNPRSTVWYZ])(?:(?<=[AEIOU])[BCDFGKLMNPRSTVZ][AEIOU]|(?<![AEIOU])[AEIOU])"
    "(?:(?:[BCDFGHJKLMNPRSTVYZ]|S[PTKCM]|M[BP]|N[TDKC]|R[TDKMNC]|L[TDPMVFBKGC]|[PTKBDG]R|FT)[AEIOU]){1,3}"
    "(?:[BCDFGKLMNPRSTXZ]|N[CDKT]|S[KT]|R[CDKMNST]|L[DKMPST])?"
    "|[AEIOU][BCDFGKLMNPRSTVZ][AEIOU][CKLMNRST]"
    "|[BCDFGHJKLMNPRSTVWYZ]?[AEIOU](?:[BCDFGHJKLMNPRSTVWZ]{1,2}[AEIOU]){1,3}[BCDFGKLMNPRSTXZ]?(?<=.{5})"
    "|[BCDFGHKLMNPRSTV][AEIOU](?:N[DT]|R[NST]|S[TK]|L[TDK]|MP)|[BDGKLMNRSTZ][AEIOU]W[AEIOU]"
    "|[AEIOU](?:N[DFST]|S[KMRT]|L[BMPT]|R[KST])[AEIOU]|S[PTKW][AEIOU][BDFGKLMNPRSTVZ][AEIOU][LMNRST]?"
)
"""Open syllables with single consonants or common clusters; in five letters or more any two consonants."""
_DIGITS = 4
"""Up to this many digits attached to letters are a number; more are read one by one."""
_SPAN = 7
"""The most parts looked up together; the longest names in the tables have fewer."""
_VOWEL = re.compile("[AEIOUYaeiouy\u00c0-\u024f]")
_SIGNS = {"+": "بْلَس", "&": "آنْد", "@": "آت", "#": "شَارْب"}
_PLUS = "زَائِد"
"""A plus between letters that stand for numbers: a+b."""
_DOT = "نُقْطَة"
_POINT = "فَاصِل"
_TIMES = "فِي"
_ORDINALS = frozenset(("st", "nd", "rd", "th", "s"))
_ARTICLES = frozenset(("Al", "El", "al", "el"))


def read_run(run: str, reader: Reader, language: str = "") -> tuple[Change, ...]:
    """The reading of a run without spaces, as changes that cover it; their `spoken`, joined by spaces.

    run       Latin letters with attached digits and signs; any other text is read as well as possible.
    language  that of the surrounding phrase ("en", "fr", "de", "es", "it"); "" to infer it from the run.

    Rules: "lexicon", "name", "acronym" by table; "camel" part of a name by table; "letters" spelled; "number";
    "sign"; "latin-guess" by sound, the last resort, to be reported.
    """
    if not run:
        return ()
    if _COMPOUND.fullmatch(run) and lexicon.lookup(run, reader) is None:
        return _compound(run)
    said = [part for part in _read_parts(run, reader, language or language_of(run)) if part[1]]
    if not said:
        return (Change(0, len(run), run, "", "sign"),)
    starts = [0, *(start for start, _, _ in said[1:])]
    ends = [*starts[1:], len(run)]
    return tuple(
        Change(start, end, run[start:end], spoken, rule)
        for start, end, (_, spoken, rule) in zip(starts, ends, said, strict=True)
    )


_ELEMENT = "(?:A[lgsu]|B[ar]|C[alrou]|Fe|H[eg]|Li|M[gno]|N[ai]|P[b]|S[einr]|Ti|Zn|[BCFHIKNOPSU])"
_COMPOUND = re.compile(
    f"(?=.*[a-z])(?=.*(?:[0-9]|Cl$|OH$)){_ELEMENT}[0-9]?(?:{_ELEMENT}[0-9]?){{1,8}}"
)
"""A chemical compound with an element of two letters: Fe2O3, NaCl."""


def _compound(run: str) -> tuple[Change, ...]:
    said = " ".join(spelled(char) or _figure(char) for char in run)
    return (Change(0, len(run), run, sayable(said), "letters"),)


def _read_parts(run: str, reader: Reader, language: str) -> Iterator[tuple[int, str, str]]:
    """(start, spoken form, rule) of each audible part."""
    parts = list(parts_of(run))
    index = 0
    while index < len(parts):
        known = _longest_entry(run, parts, index, reader, language)
        if known and not (known[1] == index + 1 and _is_article(parts, index)):
            match, after = known
            yield parts[index].start, match.spoken, _by_table(match, parts, index, after)
            index = after
        elif _is_article(parts, index):
            word = parts[index + 2].text.lower()
            spoken = arab.name(word, article=True) or definite(
                sayable(_read(parts, index + 2, reader, language_of(parts[index + 2].text))[0])
            )
            yield parts[index].start, spoken, "latin-guess"
            index += 3
        else:
            spoken, rule = _read(parts, index, reader, language)
            yield parts[index].start, sayable(spoken), rule
            index += 1


def _is_article(parts: list[RunPart], index: int) -> bool:
    """Whether the Arabic article stands at `index` before an unknown name: El-Hadary."""
    at, dash, name = [*parts[index : index + 3], None, None, None][:3]
    return bool(
        at and dash and name
        and at.text in _ARTICLES
        and dash.text == "-"
        and name.kind == "word" and name.text[0].isupper()
    )  # fmt: skip


def _longest_entry(
    run: str, parts: list[RunPart], index: int, reader: Reader, language: str
) -> tuple[lexicon.Match, int] | None:
    """The longest sequence of parts from `index` on that is in a table, and the index after it."""
    if _silent_suffix(parts, index):
        return None
    for after in range(min(len(parts), index + _SPAN), index, -1):
        first, last = parts[index], parts[after - 1]
        lone = after == index + 1 and (
            len(first.text) == 1 or first.kind in ("number", "sign", "arabic")
        )
        match = lexicon.lookup(run[first.start : last.end], reader, language)
        if match and not (lone and match.rule != "lexicon"):
            return match, after
    return None


def _by_table(match: lexicon.Match, parts: list[RunPart], index: int, after: int) -> str:
    """The table's rule; "camel" for a part written together with others."""
    before = (
        index
        and parts[index - 1].end == parts[index].start
        and parts[index - 1].kind in ("word", "capitals")
    )
    behind = parts[after] if after < len(parts) else None
    together = (
        behind and behind.start == parts[after - 1].end and behind.kind in ("word", "capitals")
    )
    return "camel" if match.rule == "name" and (before or together) else match.rule


def _read(parts: list[RunPart], index: int, reader: Reader, language: str) -> tuple[str, str]:
    part = parts[index]
    if part.kind == "number":
        return _number(part.text), "number"
    if part.kind == "sign":
        return _sign(parts, index), "sign"
    if part.kind == "plural" or _silent_suffix(parts, index):
        return "", "letters"
    if part.kind == "arabic":
        return part.text, "name"
    if part.kind == "foreign":
        return foreign(part.text, reader), "latin-guess"
    if part.kind == "word" and part.text.islower() and (known := lexicon.glued(part.text, reader)):
        return known, "name"
    as_acronym = acronym(part.text, reader) if part.kind == "capitals" and language == "en" else ""
    return (
        _times(parts, index)
        or _letters(part)
        or (as_acronym or guess(part.text, reader, language), "latin-guess")
    )


def _is_said(capitals: str) -> bool:
    """Whether capitals are read as a word: four or more, in pronounceable syllables (KOSPI, TASI)."""
    return len(capitals) > _LETTERS and bool(_SYLLABLES.fullmatch(capitals))


def _letters(part: RunPart) -> tuple[str, str] | None:
    """The names of the letters, if `part` is not a pronounceable word."""
    letters = part.text.replace(".", "")
    capitals = part.kind == "dotted" or (part.kind == "capitals" and not _is_said(letters))
    capitals = capitals and len(letters) <= _ALL_CAPITALS
    short = len(letters) == 1 or (len(letters) == 2 and letters.islower() and letters.isascii())
    if capitals or short or not _VOWEL.search(letters):
        names = spelled(letters)
        return (names, "letters") if names else None
    return None


def _times(parts: list[RunPart], index: int) -> tuple[str, str] | None:
    """The x of 8x7B and 1920x1080."""
    between = (
        0 < index < len(parts) - 1 and parts[index - 1].kind == parts[index + 1].kind == "number"
    )
    return (_TIMES, "number") if between and parts[index].text in ("x", "X") else None


def _silent_suffix(parts: list[RunPart], index: int) -> bool:
    """The th of 5th and the s of 90s."""
    after_number = (
        index > 0
        and parts[index - 1].kind == "number"
        and parts[index - 1].end == parts[index].start
    )
    return (
        after_number and parts[index].text.lower() in _ORDINALS and not parts[index].text.isupper()
    )


def _sign(parts: list[RunPart], index: int) -> str:
    """+ & @ by name, # after a letter, a dot between words except before a file suffix such as js."""
    text = parts[index].text
    if text == ".":
        inside = 0 < index < len(parts) - 1 and parts[index + 1].text.lower() != "js"
        glued = (
            inside
            and parts[index - 1].end == parts[index].start
            and parts[index].end == parts[index + 1].start
        )
        both = glued and "sign" not in (parts[index - 1].kind, parts[index + 1].kind)
        return _DOT if both and len(parts[index - 1].text) > 1 else ""
    if text == "#" and not index:
        return ""
    if text == "+" and 0 < index < len(parts) - 1 and len(parts[index - 1].text) == 1:
        return _PLUS if len(parts[index + 1].text) == 1 else _SIGNS[text]
    return _SIGNS.get(text, "")


def _number(text: str) -> str:
    """A number within a run: whole, with a decimal point, or with the dots of a version."""
    figures = text.split(".")
    if len(figures) == 2:
        return f"{_figure(figures[0])} {_POINT} {_figure(figures[1])}"
    return f" {_DOT} ".join(map(_figure, figures))


def _figure(figure: str) -> str:
    from podcast.arabic.grammar.numerals import ending_of_digit, spell

    if len(figure) > _DIGITS or (figure[0] == "0" and len(figure) > 1):
        return " ".join(ending_of_digit(digit) for digit in figure)
    if len(figure) == 1:
        return ending_of_digit(figure)
    return re.sub("[\u064b-\u0650]$", "", spell(int(figure)))
