"""The author and the day that the lines under a title tell. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence, Set

from podcast.importing import authors, junk
from podcast.importing.dates import any_day_in
from podcast.structs import Frozen

LONGEST = 60
"""Letters of such a line, at most."""

MOST_LINES = 4
"""How many lines may stand there."""

_OF_LETTERS = re.compile(
    r"(?:ال)?(?:رقم|عدد|تاريخ|مرفقات|إشارة|اشارة|صادر|رقم الصادر|رقم القيد)\s*[:/]\s*\S"
)
"""What stands over the text of an official letter."""

_OTHER = re.compile(r"#+ |[>*-] |\d+[.)] |\|")
_MATTER = re.compile(r"(?:---|\+\+\+)[ \t]*\n")


class Credits(Frozen):
    """The author ("" if none is told) and the day, and the lines that tell nothing else."""

    author: str
    day: dt.date | None
    lines: tuple[str, ...] = ()


def is_short(line: str) -> bool:
    """Whether a line may be a credit: short, no sentence, and neither a heading nor an item."""
    return len(line) < LONGEST and not _OTHER.match(line) and not junk.is_sentence(line)


def bare(line: str) -> str:
    """A line without the signs of emphasis around it."""
    return line.strip("*_ \\†")


def credits_in(lines: Sequence[str], author: str = "") -> Credits:
    """What the short lines under a title tell.

    A line is a name if it is signed («بقلم: …»), equals the stated author, stands by a date, or is right under
    the title and begins with a common given name; another one, such as a subtitle, stays.

    author  the one stated elsewhere; "" if none is.
    """
    dated = [line for line in lines if any_day_in(line)]
    signed = [line for line in lines if authors.byline(bare(line))]
    names = [line for line in lines if line not in dated and authors.may_be_name(bare(line))]
    names.sort(key=lambda line: not authors.is_surely_name(bare(line)))
    if signed:
        author, names = authors.byline(bare(signed[0])), []
    elif not dated and author not in lines:
        surely = [line for line in lines[:1] if not author and authors.is_surely_name(bare(line))]
        return Credits(author or bare("".join(surely)), None, tuple(surely))
    elif author:
        names = [line for line in names if bare(line) == author]
    beside = next(filter(None, map(authors.name_by_day, dated)), "")
    author = author or beside or bare(names[0] if names else "")
    told = (*dated, *signed, *names[:1], *filter(_OF_LETTERS.match, lines))
    return Credits(author, any_day_in(dated[0]) if dated else None, told)


def of_text(text: str) -> tuple[Credits, str]:
    """What the lines under the title of a text file tell, and the text without them.

    A text with front matter tells there what it tells.
    """
    if _MATTER.match(text):
        return Credits("", None), text
    lines = text.split("\n")
    told = [n for n, line in enumerate(lines) if line.strip() and not junk.is_basmala(line)]
    places = told[1 : MOST_LINES + 2]
    short = []
    for place in places[:-1]:  # the last one is text
        if not is_short(lines[place].strip()):
            break
        short.append(place)
    found = credits_in([lines[place].strip() for place in short])
    gone = {place for place in short if lines[place].strip() in found.lines}
    return found, "\n".join(_without(lines, gone)) if gone else text


def _without(lines: Sequence[str], gone: Set[int]) -> Iterator[str]:
    """`lines` without those in `gone`, and without a second blank line where one of them was."""
    last = ""
    for place, line in enumerate(lines):
        is_second = place - 1 in gone and not line.strip() and not last.strip()
        if place not in gone and not is_second:
            yield line
            last = line
