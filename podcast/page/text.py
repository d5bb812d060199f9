"""Single values as a page shows them: clean text, lengths, sizes, dates, URLs."""

from __future__ import annotations

import datetime as dt
import re
from unicodedata import bidirectional, normalize

from podcast.formats import urls
from podcast.formats.prose import unformatted
from podcast.formats.text import folded
from podcast.formats.urls import ascii_url

FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U000dffff\U000efffe-\U0010ffff]"
)
"""Characters that HTML forbids (controls, surrogates, noncharacters: section 13.1.4), private-use characters,
and U+202A to U+202E, which would reorder the text after them."""

LRM = "\u200e"
_AROUND = "A-Za-z0-9_/@#?&=%+~-"
_SIGNED = re.compile(
    rf"(?<![.:{_AROUND}])(\.[A-Za-z]\w{{1,11}}|[A-Za-z]\w{{0,11}}[+#]{{1,2}})(?![{_AROUND}])",
    re.ASCII,
)
"""Such signs are neutral in the bidi algorithm and would move to the other side (UAX #9, section 4.3)."""

READ = 20_000

MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
UNITS = ("بايت", "ك.ب", "م.ب", "غ.ب")


def clean(text: str) -> str:
    """Text without forbidden characters, in Unicode normalisation form C."""
    return normalize("NFC", FORBIDDEN.sub("", text))


def shown(text: str) -> str:
    """Clean text in which the signs of a Latin word stay on their side among Arabic: C++, C#, .NET."""
    return _SIGNED.sub(f"{LRM}\\1{LRM}", clean(text))


def fold(text: str) -> str:
    """Text as shown, on one line, with every run of white space as one space."""
    return folded(shown(text))


def clip(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut at the end of a word, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rsplit(maxsplit=1)
    return cut[0] + "…"


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs, separated by blank lines in `text`, each on one line and without tags."""
    parts = (fold(part) for part in re.split(r"\n\s*\n", _bare(text).replace("\r\n", "\n")))
    return tuple(part for part in parts if part)


def summary(text: str, limit: int) -> str:
    """The start of a description, on one line and without tags."""
    return clip(fold(_bare(text)), limit)


def _bare(text: str) -> str:
    """A description without tags, unless it is so long that looking for them would take long."""
    return unformatted(text) if len(text) <= READ else text


def seconds(ms: int) -> str:
    """Milliseconds as seconds for Media Fragments: `75` or `62.5`."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")


def iso_duration(ms: int) -> str:
    """Milliseconds as an ISO 8601 duration: `PT62S`."""
    return f"PT{max(1, (ms + 500) // 1000)}S"


def size(count: int) -> str:
    """A number of bytes in the largest fitting decimal unit: `3.4 م.ب`."""
    amount, unit = float(count), 0
    while amount >= 999.5 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    digits = f"{amount:.1f}" if unit and amount < 9.95 else f"{amount:.0f}"
    return f"{digits} {UNITS[unit]}"


def day(when: dt.datetime) -> str:
    """The day as people write it, `24 مارس 2025`, in the datetime's own zone, which is the show's."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def date(when: dt.datetime) -> str:
    """The day for programs: `2025-03-24`."""
    return when.date().isoformat()


def address(url: str) -> str:
    """An absolute URL in ASCII; "" for one without a host."""
    try:
        return ascii_url(clean(url))
    except ValueError:
        return ""


def weblink(url: str) -> str:
    """A URL a page may link to (http, https, mailto, tel); "" for any other."""
    return urls.weblink(clean(url))


def side(text: str) -> str:
    """The direction of a text, as a value of `dir`: "rtl" if it has an Arabic letter or no letter at all, so
    that an Arabic title may begin with a Latin name."""
    kinds = {bidirectional(letter) for letter in text}
    return "ltr" if "L" in kinds and not kinds & {"R", "AL"} else "rtl"
