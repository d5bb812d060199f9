"""The dates of articles, as Arabic pages write them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from podcast.formats.dates import ascii_digits, months
from podcast.importing import junk
from podcast.importing.extras import library

_HIJRI_MONTHS = (
    "محرم|المحرم",
    "صفر",
    "ربيع الاول",
    "ربيع الاخر|ربيع الثاني",
    "جمادى الاولى|جمادى الاول|جمادي الاولى|جمادي الاول",
    "جمادى الاخرة|جمادى الاخر|جمادى الثانية|جمادى الثاني|جمادي الاخرة|جمادي الثانية",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة|ذي القعدة|ذو القعده|ذي القعده|ذوالقعدة|ذوالقعده",
    "ذو الحجة|ذي الحجة|ذو الحجه|ذي الحجه|ذوالحجة|ذوالحجه",
)
"""The names of each Hijri month, folded."""

_HIJRI = (
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\s*(?:من\s+)?(?P<m>{'|'.join(_HIJRI_MONTHS)})\W*(?P<y>14\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-/.](?P<n>\d{1,2})[-/.](?P<y>14\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>14\d\d)[-/.](?P<n>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
)

_WEEKDAYS = "(?:يوم )?(?:ال)?(?:سبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعة)"
_ABOUT_DAYS = (
    rf"{_WEEKDAYS}|اخر|تحديث|تعديل|تم|نشر|النشر|تاريخ|في|الساعة|صباحا|مساء|ظهرا|ص|م|هـ|ه|gmt|am|pm"
    "|بتوقيت|غرينتش|جرينتش|مكة|القاهرة|ابوظبي|الموافق|بتاريخ|منذ|updated|published|on|at"
)
"""Words of lines that tell a day, folded."""

EARLIEST = 1990
"""Pages tell of earlier years in their texts; none was published then."""


def iso_day(written: str) -> dt.date | None:
    """The day of an ISO 8601 timestamp, or else the one that the line names; None if there is none."""
    with suppress(ValueError):
        return published(dt.date.fromisoformat(ascii_digits(written.strip())[:10]))
    return day_in(written)


def published(day: dt.date) -> dt.date | None:
    """`day`, unless it is too early to be a page's."""
    return day if day.year > EARLIEST else None


def day_in(line: str) -> dt.date | None:
    """The day that a line names: 3 مارس 2024, آذار/مارس 3، 2024, 2024/3/3, 03-03-2024 (the day first)."""
    plain = ascii_digits(junk.folded(line)).lower()
    month = "|".join(months())
    for pattern in (
        rf"(?P<d>\d{{1,2}})[\s/-]*(?P<m>{month})\b[^\d\w]*(?:(?:{month})\b)?\W*(?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}})[ /-](?P<m>{month})[ /-](?P<y>\d\d)(?=\s+\d{{1,2}}:)",
        rf"(?P<m>{month})\b\W*(?:(?:{month})\b)?\W*(?P<d>\d{{1,2}})(?!\d)\W*(?P<y>\d{{4}})",
        rf"(?P<y>(?:19|20)\d\d)\W+{_WEEKDAYS}\W+(?P<d>\d{{1,2}})\W+(?P<m>{month})\b",
        r"(?<!\d)(?P<y>(?:19|20)\d\d) ?[-/.] ?(?P<n>\d{1,2}) ?[-/.] ?(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2}) ?[-/.] ?(?P<n>\d{1,2}) ?[-/.] ?(?P<y>(?:19|20)\d\d)(?!\d)",
    ):
        if found := re.search(pattern, plain):
            said = found.groupdict()
            year = int(said["y"]) + (2000 if len(said["y"]) == 2 else 0)
            number = int(said["n"]) if said.get("n") else months()[said["m"]]
            for month_number, day in ((number, int(said["d"])), (int(said["d"]), number)):
                with suppress(ValueError):  # the second is how Americans write figures
                    return published(dt.date(year, month_number, day))
    return None


def tells_only_day(line: str) -> bool:
    """Whether a line has nothing in it but a day and an hour, and what is said of them."""
    rest = re.sub(
        rf"\b(?:{_ABOUT_DAYS}|{'|'.join(months())})\b|[\d\W]", "", junk.folded(line).lower()
    )
    return not rest and day_in(line) is not None


def any_day_in(line: str) -> dt.date | None:
    """The day that a line names in either calendar."""
    return day_in(line) or hijri_day_in(line)


def hijri_day_in(line: str) -> dt.date | None:
    """The day that a line names in the calendar of Umm al-Qura: 6 جمادى الآخرة 1446هـ, 6/6/1446."""
    plain = " ".join(ascii_digits(junk.folded(line)).split())
    for pattern in _HIJRI:
        if found := pattern.search(plain):
            said = found.groupdict()
            month = int(said["n"]) if said.get("n") else _hijri_month(said["m"])
            with suppress(ValueError, OverflowError):
                hijri = library("hijridate").Hijri(int(said["y"]), month, int(said["d"]))
                return published(dt.date.fromisoformat(hijri.to_gregorian().isoformat()))
    return None


def _hijri_month(name: str) -> int:
    return next(number for number, names in enumerate(_HIJRI_MONTHS, 1) if name in names.split("|"))
