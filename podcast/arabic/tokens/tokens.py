"""Tokenises a cleaned text: words, figures, Latin runs, names, addresses, signs.

Every character except spaces belongs to exactly one token. A particle attached to figures or foreign letters
(و3, بـ6, الـ4, لOpenAI) is moved to `prefix` and `article`. One pass; every pattern is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from podcast.arabic.tables import rows, toml, words
from podcast.arabic.text.letters import bare, fold, particles_of
from podcast.arabic.text.marks import MARKS
from podcast.arabic.tokens.figures import DIGITS
from podcast.arabic.tokens.patterns import (
    ARABIC,
    INSIDE,
    LATIN,
    LETTER,
    TOKEN,
    UNIT_RUN,
)
from podcast.structs import Frozen, force_setattr, replace

Kind = Literal[
    "word", "figure", "fraction", "latin", "name", "abbreviation", "url", "email", "hashtag", "mention",
    "pause", "open", "close", "quote", "dash", "sign", "foreign", "raised", "formula", "code", "end",
]  # fmt: skip


class Token(Frozen):
    """A token, [start, end) of the text; `spaced` says that something separates it from the one before."""

    kind: Kind
    start: int
    end: int
    text: str
    spaced: bool = True
    prefix: str = ""
    article: bool = False
    spoken: str = ""
    """The spoken form of a name, from a table or the author."""
    rule: str = ""
    key: str = ""
    """The folded word, for look-ups. It is asked for some twenty times: told once, reading takes 6 % less."""

    def __post_init__(self) -> None:
        """Fold the word."""
        force_setattr(self, "key", fold(self.text))


Names = Callable[[str, int], "tuple[int, str, str] | None"]
"""(text, start) → (end, spoken form, rule) of the longest known name there, or None."""

_CARRIERS = frozenset(
    ("figure", "fraction", "latin", "name", "url", "email", "hashtag", "mention", "code")
)
_CARRYING_SIGNS = frozenset("$€£¥₹₪₽₺₿\u20c1﷼%٪+±−-–~#@№§")
_TRAILING = ".,:;!?)]}'*_~"


def tokens(text: str, names: Names) -> list[Token]:
    """The tokens of a cleaned `text`, followed by a token "end"."""
    found: list[Token] = []
    index = 0
    while index < len(text):
        if text[index].isspace():
            index += 1
            continue
        spaced = index == 0 or text[index - 1].isspace()
        token = (
            _name(text, index, names, spaced)
            or _abbreviation(text, index, spaced)
            or _token(text, index, spaced)
        )
        index = token.end
        _add(found, token, text)
    return [*found, Token("end", len(text), len(text), "")]


def _add(found: list[Token], token: Token, text: str) -> None:
    """Append `token`, merging a particle attached to it, which was the last token."""
    fenced = len(found) > 1 and found[-1].text == "`" and not found[-1].spaced
    if fenced and token.kind != "pause" and not token.spaced and _is_particle(found[-2]):
        found.pop()  # a particle before code that is read: بـ`git`
    last = found[-1] if found else None
    if last and last.kind == "word" and not token.spaced and _carries(token, text):
        joined = particles_of(bare(last.text))
        if joined and any(joined) and (joined[1] or not _is_letter_name(found)):
            token = replace(
                token, start=last.start, spaced=last.spaced, prefix=joined[0], article=joined[1]
            )
            found.pop()
    found.append(token)


def _is_particle(token: Token) -> bool:
    joined = particles_of(bare(token.text)) if token.kind == "word" else None
    return joined is not None and any(joined)


def _carries(token: Token, text: str) -> bool:
    """Whether a particle can be attached to `token`: a figure, a foreign word, a sign before a figure."""
    near = text[token.end : token.end + 2]
    near = near.strip() if token.kind == "sign" else near
    signed = token.kind in ("sign", "dash") and token.text in _CARRYING_SIGNS
    return token.kind in _CARRIERS or (signed and near[:1].isdecimal())


def _is_letter_name(found: list[Token]) -> bool:
    """Whether the last word of `found` is a letter's name, not a particle: فيتامين ب12.

    Groups have letters, but none with a figure: تصدر المجموعة بـ7 نقاط.
    """
    before = found[-2].key.removeprefix("ال") if len(found) > 1 else ""
    if len(found) > 1 and bare(found[-1].text) == "و":
        return False  # حصد 39 نقطة و15 متابعة
    lettered = {fold(word) for word in toml("governing.toml")["lettered"]} - {"مجموعة", "فئة"}
    return before in lettered


def _name(text: str, index: int, names: Names, spaced: bool) -> Token | None:
    found = names(text, index)
    if not found:
        return None
    end, spoken, rule = found
    return Token("name", index, end, text[index:end], spaced, spoken=spoken, rule=rule)


@cache
def _abbreviations() -> re.Pattern[str]:
    """The spellings in `abbreviations.tsv` with a dot, slash or space, and dotted letters in general."""
    spellings = {form for row in rows("abbreviations.tsv", 3) for form in words(row[0])}
    signed = sorted(
        (form for form in spellings if re.search(r"[./ ]", form)), key=len, reverse=True
    )
    known = "|".join(map(re.escape, signed))
    return re.compile(
        rf"(?:{known})(?![{ARABIC}{MARKS}])|[{ARABIC}]ـ?\.(?:\s?[{ARABIC}]ـ?\.)+(?:[{ARABIC}](?![{ARABIC}{MARKS}]))?"
    )


def _abbreviation(text: str, index: int, spaced: bool) -> Token | None:
    if not LETTER.match(text, index) or (index and INSIDE.match(text, index - 1)):
        return None
    paged = _COINED.match(text, index) or _PAGED.match(text, index)
    if paged:
        return Token("abbreviation", index, paged.end(), paged[2], spaced, prefix=paged[1])
    titled = _titled().match(text, index)
    numbered = text[max(0, index - 2) : index].strip().isdecimal()
    if titled and not numbered and not _NUMBER.match(bare(text[titled.end() : titled.end() + 16])):
        title = titled[2].replace(" ", "") + "."
        return Token("abbreviation", index, titled.end(), title, spaced, prefix=titled[1])
    match = _TITLED_INITIAL.match(text, index) or _abbreviations().match(text, index)
    if match and not _is_sign_of_number(text, index, match.group()):
        return Token("abbreviation", index, match.end(), match.group(), spaced)
    initials = _INITIALS.match(text, index)
    begun = initials and (index or initials[3])
    if initials and begun and not _is_sign_of_number(text, index, initials.group()):
        letters = initials[2] or initials[4]
        prefix = initials[1] or initials[3] or ""
        return Token("abbreviation", index, initials.end(), letters, spaced, prefix=prefix)
    return None


_NUMBER = re.compile(
    "[ ]?(?:صفر|درجة|سالب|زائد|ناقص|نصف|ربع|ثلث|سدس|ثمن|واحد|اثن[اي]"
    "|ثلاث|أربع|خمس|ست|سبع|ثماني?|تسع|عشر)(?:ة|ون|ين|ن|ان)?(?= |$)"
)
"""A number or its sign in words, which are no name: ود. ثلاثة is the end of a sentence."""
_SIGN = f"(?:[^\\w\\s«»\"“”‘’'()\\[\\]{{}}.,،؛:;!?؟…/\\\\*‒–—−-]|[*](?![{ARABIC}]))"
"""A sign that is said, or silent: what stands before it is no title of what stands behind it."""
_PAGED = re.compile(
    rf"([وفلب])([صجطدق]|مج|[مأ](?=\.\s?{_SIGN}))(?:\.?(?=\s?[0-9])"
    rf"|\.(?=\s?(?:[^\W_{ARABIC}]|{_SIGN}|[$€£¥%٪+±−‒–—№§-]\s?[0-9]|[{ARABIC}](?![{ARABIC}{MARKS}]))))"
)
"""A page or part abbreviation with a particle: وص 7, ود.½."""
_COINED = re.compile(rf"([وفبل])([{ARABIC}]\.[{ARABIC}]\.)(?= ?[0-9])")
"""A currency's dotted letters with a particle: ود.ك. 20."""
_TITLED_INITIAL = re.compile(rf"د\.(?=\s?(?![دم])[{ARABIC}]\.\s?[{ARABIC}][{MARKS}]?[{ARABIC}])")
"""A title before an initial: د.أ.خليل."""
_INITIALS = re.compile(
    rf"(و?)((?!آ)[{ARABIC}]\.)(?=\s?[{ARABIC}][{MARKS}]?[{ARABIC}])"
    rf"|([وفلب])([{ARABIC}]ـ?\.(?:\s?[{ARABIC}]ـ?\.)+)(?=\s?[{ARABIC}])"
)
"""Letters with dots before a name: و. بوش, وج. ك. رولينغ; آ alone has no name of its own."""


def _is_sign_of_number(text: str, index: int, found: str) -> bool:
    """Whether a letter and a full stop are a unit or era at the end of a sentence: سباق 400 م."""
    behind = text[max(0, index - 2) : index].rstrip()[-1:]
    letter = len(found) == 2 or found.startswith("هـ.")
    return letter and (behind.isdecimal() or behind in "/)°º˚") and bool(behind)


@cache
def _titled() -> re.Pattern[str]:
    """A title before a name, perhaps with a particle, with a dot or slash: ود. سعاد, د.سمير, د/ منى."""
    spellings = {
        form.replace(" ", "").rstrip(".")
        for row in rows("abbreviations.tsv", 3)
        if row[2] == "name"
        for form in words(row[0])
    }
    known = "|".join(
        r"\s?\.\s?".join(form.split(".")) for form in sorted(spellings, key=len, reverse=True)
    )
    name = rf"(?=\s*[«\"“(]?[{ARABIC}{LATIN}][{MARKS}]{{0,2}}[{ARABIC}{LATIN}])"
    return re.compile(
        rf"([ولفب]?|[وف][بل](?=(?:{known})\./)|ك(?!م))({known})(?:\s?\.|\s?/)\s?/?{name}"
    )


def _token(text: str, index: int, spaced: bool) -> Token:
    match = TOKEN.match(text, index)
    kind, spoken = (match.lastgroup or "", match.group()) if match else ("sign", text[index])
    if kind == "url":
        spoken = spoken.rstrip(_TRAILING)
    elif kind == "latin":
        spoken = _latin(spoken)
        kind = "figure" if spoken[-1].isdecimal() and DIGITS.fullmatch(spoken) else kind
    return Token(kind, index, index + len(spoken), spoken, spaced)  # type: ignore[arg-type]


def _latin(run: str) -> str:
    """A Latin run, or only its leading figures if a unit or currency follows: 80km, 50USD."""
    measured = UNIT_RUN.fullmatch(run)
    return measured[1] if measured and measured[2] in _glued() else run


@cache
def _glued() -> frozenset[str]:
    """Latin signs of units and currencies that may be attached to a number."""
    cells = [row[0] for table in ("units.tsv", "currencies.tsv") for row in rows(table, 2)]
    signs = {sign for cell in cells for sign in words(cell)}
    return frozenset(signs - {"K", "B", "t", "A", "L", "l", "s", "DA", "in"}) | {
        "am",
        "pm",
        "AM",
        "PM",
    }
