"""The dates of articles, as Arabic pages write them. Pure."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from contextlib import suppress
from functools import cache
from importlib.resources import files

from podcast.importing import junk

EARLIEST = 1990
"""Pages tell of earlier years in their texts; none was published then."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def iso_day(written: str) -> dt.date | None:
    """The day of an ISO 8601 timestamp, or else the one that the line names; None if there is none."""
    with suppress(ValueError):
        return published(dt.date.fromisoformat(written.strip().translate(_DIGITS)[:10]))
    return day_in(written)


def published(day: dt.date) -> dt.date | None:
    """`day`, unless it is too early to be a page's."""
    return day if day.year > EARLIEST else None


def day_in(line: str) -> dt.date | None:
    """The day that a line names: 3 مارس 2024, آذار/مارس 3، 2024, 2024/3/3, 03-03-2024 (the day first)."""
    plain = junk.folded(line).translate(_DIGITS)
    month = "|".join(_months())
    for pattern in (
        rf"(?P<d>\d{{1,2}})\s*(?P<m>{month})\b[^\d\w]*(?:(?:{month})\b)?\W*(?P<y>\d{{4}})",
        rf"(?P<m>{month})\b\W*(?:(?:{month})\b)?\W*(?P<d>\d{{1,2}})(?!\d)\W*(?P<y>\d{{4}})",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<n>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<d>\d{1,2})[-/.](?P<n>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)(?!\d)",
    ):
        if found := re.search(pattern, plain):
            said = found.groupdict()
            number = int(said["n"]) if said.get("n") else _months()[said["m"]]
            with suppress(ValueError):
                return published(dt.date(int(said["y"]), number, int(said["d"])))
    return None


@cache
def _months() -> dict[str, int]:
    """The number of each month's name, the longest names first."""
    table = tomllib.loads((files("podcast.importing") / "metadata.toml").read_text("utf-8"))
    names = {name: int(number) for number, names in table["months"].items() for name in names}
    return dict(sorted(names.items(), key=lambda node: -len(node[0])))
