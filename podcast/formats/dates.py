"""Calendar dates as people write them, in Arabic and in English. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

_NAMES = """
يناير, كانون الثاني, كانون ثاني, جانفي, january, jan
فبراير, شباط, فيفري, february, feb
مارس, آذار, march, mar
أبريل, إبريل, نيسان, أفريل, april, apr
مايو, أيار, ماي, may
يونيو, يونيه, حزيران, جوان, june, jun
يوليو, يوليه, تموز, يوليوز, جويلية, july, jul
أغسطس, آب, غشت, أوت, august, aug
سبتمبر, أيلول, شتنبر, september, sept, sep
أكتوبر, تشرين الأول, تشرين أول, october, oct
نوفمبر, تشرين الثاني, تشرين ثاني, نونبر, november, nov
ديسمبر, كانون الأول, كانون أول, دجنبر, december, dec
"""
"""The names of each month: in Egypt and the Gulf, in the Levant and Iraq, in the Maghreb, in English."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ALEF = re.compile("[أإآٱ]")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200b-\u200f\u061c\u2066-\u2069]")


def ascii_digits(text: str) -> str:
    """`text` with the digits of Arabic and Persian as 0 to 9."""
    return text.translate(_DIGITS)


@cache
def months() -> Mapping[str, int]:
    """The number of each month's name, folded, the longest names first."""
    lines = enumerate(_NAMES.strip().split("\n"), 1)
    names = {_folded(name): number for number, line in lines for name in line.split(", ")}
    return dict(sorted(names.items(), key=lambda entry: -len(entry[0])))


def _folded(text: str) -> str:
    """In one spelling: without diacritics, with a bare alef, in lower case, with ASCII digits."""
    return _ALEF.sub("ا", _MARKS.sub("", ascii_digits(text))).lower()


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = "|".join(months())
    month = rf"(?:{name})(?:\s*/\s*(?:{name}))?"
    weekday = r"(?:(?:يوم\s+)?ال(?:سبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعة)\s*[,،]?\s*)?"
    rest = r"(?:\s*[,،]?\s+(?:الساعة\s+)?(?P<rest>\S.*))?"
    return tuple(
        re.compile(weekday + pattern + rest)
        for pattern in (
            r"(?P<y>\d{4})\s*[-/.]\s*(?P<n>\d{1,2})\s*[-/.]\s*(?P<d>\d{1,2})",
            r"(?P<d>\d{1,2})\s*[-/.]\s*(?P<n>\d{1,2})\s*[-/.]\s*(?P<y>\d{4})",
            rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:من\s+)?(?P<m>{month})\s*[,،]?\s*(?P<y>\d{{4}})",
            rf"(?P<m>{month})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s+(?P<y>\d{{4}})",
        )
    )


def read_date(text: str) -> tuple[tuple[dt.date, ...], str]:
    """The days that `text` may mean, and what follows them in it, such as a time of day.

    Several days if it is not clear which number is the month; none if it is no date.
    """
    line = " ".join(_folded(text).split()).removesuffix("م").removesuffix(" ")
    for pattern in _patterns():
        if found := pattern.fullmatch(line):
            return tuple(dict.fromkeys(_days(found))), found["rest"] or ""
    return (), ""


def _days(found: re.Match[str]) -> Iterator[dt.date]:
    said = found.groupdict()
    year, day = int(said["y"]), int(said["d"])
    if name := said.get("m"):
        pairs = [(months()[name.split("/")[0].strip()], day)]
    elif found.start("y") < found.start("d"):
        pairs = [(int(said["n"]), day)]
    else:
        pairs = [(int(said["n"]), day), (day, int(said["n"]))]
    for month, number in pairs:
        with suppress(ValueError):
            yield dt.date(year, month, number)
