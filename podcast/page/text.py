"""Single values as a page shows them: clean text, lengths, sizes, dates, addresses."""

from __future__ import annotations

import datetime as dt
import re
from unicodedata import bidirectional, normalize

from podcast.formats import urls
from podcast.formats.text import folded
from podcast.formats.urls import ascii_url

FORBIDDEN = re.compile(
    "[^\t\n\r -~\xa0-\u2029\u202f-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd"
    "\U00020000-\U0002fffd\U00030000-\U0003fffd\U000e0000-\U000efffd]"
)
"""What HTML forbids (controls, surrogates, noncharacters: its section 13.1.4), what only a private
font could show, and U+202A to U+202E, which would turn around the text that follows them."""

MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
UNITS = ("بايت", "ك.ب", "م.ب", "غ.ب")


def clean(text: str) -> str:
    """Text a page can hold, in normal form C."""
    return normalize("NFC", FORBIDDEN.sub("", text))


def fold(text: str) -> str:
    """One clean line: every run of blanks and line ends is one space."""
    return folded(clean(text))


def clip(text: str, limit: int) -> str:
    """At most `limit` letters, cut at the end of a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(maxsplit=1)
    return cut[0] + "…"


def paragraphs(text: str) -> tuple[str, ...]:
    """What blank lines part, each as one line."""
    parts = (fold(part) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return tuple(part for part in parts if part)


def seconds(ms: int) -> str:
    """`75` or `62.5`: seconds as Media Fragments have them."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


def iso_duration(ms: int) -> str:
    """`PT62S`, as ISO 8601 has a length."""
    return f"PT{max(1, (ms + 500) // 1000)}S"


def size(count: int) -> str:
    """A number of bytes in the largest fitting unit of a thousand: `3.4 م.ب`."""
    amount, unit = float(count), 0
    while amount >= 999.5 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    digits = f"{amount:.1f}" if unit and amount < 9.95 else f"{amount:.0f}"
    return f"{digits} {UNITS[unit]}"


def day(when: dt.datetime) -> str:
    """`24 مارس 2025`, in the zone of the time itself: the one the show lives in."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def date(when: dt.datetime) -> str:
    """The same day for programs: `2025-03-24`."""
    return when.date().isoformat()


def address(url: str) -> str:
    """An absolute address as a link may hold it; "" for one that names no host."""
    try:
        return ascii_url(clean(url))
    except ValueError:
        return ""


def weblink(url: str) -> str:
    """An address a page may lead to: of the web, of mail, of a telephone; "" for any other."""
    return urls.weblink(clean(url))


def side(text: str) -> str:
    """How a text of its own runs, as `dir` has it: from the right with any Arabic letter in it, or without
    any letter at all. A title that merely begins with a Latin name is Arabic."""
    kinds = {bidirectional(letter) for letter in text}
    return "ltr" if "L" in kinds and not kinds & {"R", "AL"} else "rtl"
