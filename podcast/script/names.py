"""File names: the date and the slug they contain."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from podcast.errors import InputError
from podcast.formats.dates import read_date

_DATED = re.compile(r"(\d{4}([-_.])\d{1,2}\2\d{1,2})(?:[\s_-]+|$)")
_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:(?:[Tt]|\s+)(\S.*))?")
_HOUR = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([Zz]|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?"
)
_YEARS = range(1970, 2200)
_LONGEST = 80

# Names that audio/, web servers or Windows reserve.
_RESERVED = re.compile(
    "feed|index|cover|assets|static|playlist|page|con|prn|aux|nul|(?:com|lpt)[1-9]", re.ASCII
)

# Transliterations of letters: Arabic with the additions of Persian, Urdu and Kurdish, then European.
_PAIRS = """
اa أa إi آa ٱa ء ؤu ئi بb تt ثth جj حh خkh دd ذdh رr زz سs شsh
صs ضd طt ظz عa غgh فf قq كk لl مm نn هh ةa وw ىa يy پp چch ژzh
گg ڤv ڥv کk ڪk یy ہh ھh ٹt ڈd ڑr ںn ےe ۇu ۆo ێe ڭng ڨg
ßss æae œoe øo đd ðd þth łl ıi
"""
_LATIN = {pair[0]: pair[1:] for pair in _PAIRS.split()}

# و and ي are vowels between consonants.
_CONSONANTS = "بتثجحخدذرزسشصضطظعغفقكلمنهپچژگڤک"
_LONG_U = re.compile(f"(?<=[{_CONSONANTS}])و(?![اآىوية])")
_LONG_I = re.compile(f"(?<=[{_CONSONANTS}])ي(?![اآىوية])")


def date_of(stem: str, *, name: str) -> dt.date | None:
    """The date at the start of a file name (without suffix), or None. Raises InputError."""
    match = _DATED.match(stem)
    return to_date(match[1].replace(match[2], "-"), name=name) if match else None


def to_date(written: str, *, name: str, line: int = 0) -> dt.date:
    """The date of `2025-03-24`, `24 مارس 2025` and the like; a datetime if there is a time of day.

    Raises InputError, also where the day and the month may be confused.
    """
    exact = _DATE.fullmatch(written.strip())
    days, hour = read_date(exact[1] if exact else written)
    if not days:
        raise InputError(
            "“{date}” is not a date; write year-month-day, as in 2025-03-24",
            file=name,
            line=line,
            date=written,
        )
    date = days[0]
    if date.year not in _YEARS:
        raise InputError(
            "“{date}” is too far from today; use a Gregorian date, such as 2025-03-24",
            file=name,
            line=line,
            date=written,
        )
    if len(days) > 1:
        raise InputError(
            "“{date}” can be two days; write the one you mean: {first} or {second}",
            file=name,
            line=line,
            date=written,
            first=days[0],
            second=days[1],
        )
    hour = (exact[2] if exact else hour) or ""
    return _at_hour(date, hour, written, name, line) if hour else date


def _at_hour(day: dt.date, hour: str, written: str, name: str, line: int) -> dt.datetime:
    match = _HOUR.fullmatch(hour.strip())
    try:
        if match is None:
            raise ValueError
        time = dt.time(int(match[1]), int(match[2]), int(match[3] or 0))
        offset = dt.timedelta(hours=int(match[6] or 0), minutes=int(match[7] or 0))
        zone = dt.timezone(-offset if match[5] == "-" else offset)
    except ValueError:
        raise InputError(
            "“{date}” has no valid time of day; write it as in 2025-03-24 14:30, or 2025-03-24 14:30+02:00",
            file=name,
            line=line,
            date=written,
        ) from None
    return dt.datetime.combine(day, time, zone if match[4] or match[5] else None)


def slug_of(stem: str) -> str:
    """The slug of a file name (without suffix): [a-z0-9-], at most 80 characters, never empty.

    A leading date is dropped, unless there is nothing else. Arabic letters are transliterated; letters of other
    scripts become the last word of their Unicode name (ж: zhe).
    """
    dated = _DATED.match(stem)
    named = stem[dated.end() :] if dated else stem
    latin = _latin(named) or _latin(stem) or "episode"
    cut = latin[: _LONGEST + 1].rpartition("-")[0] if len(latin) > _LONGEST else latin
    slug = cut or latin[:_LONGEST]
    return f"{slug}-episode" if _RESERVED.fullmatch(slug) else slug


def _latin(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    letters = "".join(
        character
        for character in folded
        if unicodedata.category(character) not in ("Mn", "Cf", "Lm")
    )
    letters = _LONG_I.sub("i", _LONG_U.sub("u", letters))
    spelled = "".join(_letter(letter) for letter in letters)
    return re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")


def _letter(character: str) -> str:
    if character.isascii():
        return "" if character in "'`" else character
    if character in _LATIN:
        return _LATIN[character]
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii() and base.isalnum():
        return base
    if character in "’‘":
        return ""
    if character.isdigit():
        return str(unicodedata.digit(character))
    if character.isalpha():
        words = unicodedata.name(character, "-").lower().replace("-", " ").split()
        return words[-1] if words else "-"
    return "-"
