"""Names of writers, and how bylines state them. Pure."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from podcast.formats.dates import months
from podcast.importing import edge_lines, junk
from podcast.importing.dates import day_in
from podcast.importing.wording import words_of

ARABIC = re.compile("[\u0621-\u064a]")
TITLE_PARTS = re.compile(r"\s*(?:\s[-–—|•·»«>›]+\s|\||::|: )\s*")
"""What parts an article's title from the name of its site."""
_WEEKDAY = re.compile(
    r"\s+(?:السبت|ال[أا]حد|ال[اإ]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة)[،,]?\s+(?=\d)"
)
WORDS_OF_NAME = range(2, 5)
"""How many words a name has in a line of its own."""

_BEHIND = re.compile(
    r"\s+(?:نُ?شر(?:ت)?|تم النشر|بتاريخ|تاريخ|وقت|مدة|زمن|آخر|منذ|قبل|published|updated)\b.*"
)
"""What stands behind a name in a byline."""

_IN_PLACE = re.compile(r"^في [^\W\d]+(?: [^\W\d]+)?\s*[/|:–-]\s*")
"""Where the writer of an interview met whom he asked: «حاوره في صنعاء / …»."""

_LINK_WORDS = re.compile(
    r"(?:view|see|show|read|more|all|عرض|كل|جميع|كافة|المزيد|شاهد|تصفح)\b", re.IGNORECASE
)


def placed(line: str, site: str = "") -> str:
    """«سعاد مراد» of «أم القيوين: سعاد مراد», «بيروت - سعاد مراد», «سعاد مراد (بيروت)»; else "".

    The name of the site may stand in the place of the town, and that of an agency behind the writer's.
    """
    is_agency = False
    if found := re.fullmatch(r"([^()\d]+?)\s*\(([^()]+)\)\W*", line.strip()):
        name, place = found.groups()
    else:
        parts = re.split(r"\s*[:،/–—-]\s*", line.strip(" :."))
        is_agency = len(parts) == 3 and edge_lines.is_agency(parts[-1])
        parts = parts[:2] if is_agency else parts
        is_line = len(parts) in (2, 3) and all(len(part.split()) < 3 for part in parts[:-1])
        place, name = parts[0], parts[-1] if is_line else ""
        if len(parts) == 2 and junk.folded(parts[1]) in _table()["people"]["places"]:
            name, place = parts
    is_name = may_be_name(name) and re.fullmatch(r"[^\W\d_]+\.?(?: [^\W\d_]+)+", name.strip())
    places = (
        *_table()["people"]["places"],
        *(junk.folded(part) for part in (site or "-").split("|")),
    )
    is_placed = is_agency or junk.folded(place) in places
    return name.strip() if is_name and is_placed else ""


@cache
def _lead() -> re.Pattern[str]:
    people = _table()["people"]
    leads, signed = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for names in (people["leads"], (*people["signed_leads"], *people["works"]))
    )
    return re.compile(
        rf"(?:(?:{leads})[\s:/\-–|]+|(?:{signed})\s*[:,/\-–|]\s*)(?=\S)", re.IGNORECASE
    )


@cache
def _of_work() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table()['people']['works'])})\s*[:,/\-–|]")


@cache
def _bare_lead() -> re.Pattern[str]:
    """«كتب» and its like without a sign, as readers of a page's data leave them before a name."""
    words = "|".join(
        sorted(map(re.escape, _table()["people"]["signed_leads"]), key=len, reverse=True)
    )
    return re.compile(rf"^(?:{words})\s+(?=\S+\s+\S)", re.IGNORECASE)


def named(said: str, site: str = "") -> str:
    """The name in what a page says of its author; "" where it names nobody."""
    plain = _after_lead(said) or _bare_lead().sub("", said)
    plain = re.sub(r"^([دأم]) (?=\S+ \S)", r"\1. ", plain)  # the library drops the stop of «د.»
    plain = _BEHIND.sub("", plain)
    plain = re.sub(r"^[«\"“]([^«»\"“”]+)[»\"”].*$", r"\1", plain)  # a newspaper, and its town
    parts = re.split(r"\s*[-–|]\s+|\s+[-–|]|:\s+", _without_month(plain))
    plain = plain if len(parts) > 1 else parts[0]
    if len(parts) == 2:
        is_place = len(parts[0].split()) == 1 < len(parts[1].split())
        plain = parts[1] if is_place or junk.folded(parts[0]) in junk.folded(site) else plain
    is_sign = re.search(
        r"\bتم النشر|\bتم التحديث|https?:|@|\d{3}|[.،؟:]$", plain
    ) or _LINK_WORDS.match(plain)
    sites = {junk.folded(part).lower() for part in (site, *TITLE_PARTS.split(site), *site.split())}
    sites |= {re.sub(r"\d+", "", part).strip() for part in sites}  # «عربي21» is read as «عربي»
    is_site = junk.folded(plain).lower() in sites or junk.folded(parts[-1]).lower() in sites
    is_site = is_site and not is_surely_name(plain)  # whose blog is called after its writer
    is_cut = len(plain.split()) == 2 and junk.folded(plain.split()[0]) in _leads()
    is_none = is_site or is_sign or is_cut or is_nobody(plain) or len(plain.split()) > 5
    is_place = junk.folded(plain) in _table()["people"]["places"]
    return "" if is_none or is_place else plain


def _without_month(name: str) -> str:
    """«سعاد مراد» of «سعاد مراد فبراير», as readers of a page leave it of a name and a day."""
    *words, last = name.split() or [""]
    return " ".join(words) if len(words) > 1 and junk.folded(last).lower() in months() else name


def _leads() -> list[str]:
    """«نص», «تقرير»: what stands before a name, and is none."""
    return list(_table()["people"]["signed_leads"])


def may_be_name(line: str) -> bool:
    """Whether a short line may be a person's name: two to four words, none of a kind that names lack.

    «حول أسعار الأدوية» and «دراسة ميدانية» under a title are subtitles.
    """
    words = junk.folded(line).split()
    if not 1 < len(words) < 5 or re.search(r"[\d:؟!،«\"]|[.؛]$", line):
        return False
    people = _table()["people"]
    if junk.is_junk(junk.PageBlock("p", line)):  # «استمع للمقال»
        return False
    if {*words} & {*people["bodies"], *people["particles"]}:
        return False
    return words[0] not in people["kinds"]


def name_by_day(line: str) -> str:
    """The name in «سعاد مراد | 3 مارس 2024»; "" where a line is none of the kind."""
    parts = re.split(r"\s*[|•·]\s*|\s+[-–—ـ]\s+|\s*،\s+", line.strip("*_ "))
    if len(parts) < 2 or not day_in(line) or day_in(parts[0]):
        return ""
    return parts[0] if may_be_name(parts[0]) else ""


def is_nobody(name: str) -> bool:
    """Whether a name is no writer's: empty, or that of a part of a program or a newsroom."""
    words = junk.folded(name).lower().split()
    people = _table()["people"]
    is_part = all(word in people["nobody_words"] for word in words)
    return is_part or words[0] in people["teams"] or " ".join(words) in people["nobody"]


def byline(line: str, site: str = "") -> str:
    """The name in a line such as «بقلم: سعاد مراد»; "" if it is none."""
    line = re.sub(r"\sـ\s", " - ", line)
    parts = re.split(r"\s+[-–|•·]\s+", line)
    plain = next(filter(None, map(_after_lead, (line, *parts[1:]))), "")
    if _of_work().match(junk.folded(line)) and not is_bare_name(plain):
        return ""
    return named(plain, site) if plain and 1 < len(plain.split()) < 5 else ""


def _after_lead(line: str) -> str:
    """What follows «بقلم» or its like at a line's beginning; "" where nothing of the kind does."""
    bare = junk.folded(line)
    led = _lead().match(bare)
    if led is None:
        return ""
    words = len(re.findall(r"\w+", led[0]))
    rest = re.sub(rf"^\W*(?:\w+\W+){{{words}}}", "", line)
    rest = _WEEKDAY.split(_IN_PLACE.sub("", rest))[0]
    return re.split(
        r"\s+[-–—|·]\s*|\s*[،,]\s|\s+في\s|\s+آخر تحديث|(?:\s+|(?<=[ء-ي]))[\d٠-٩]|Role\b", rest
    )[0].strip(" -–—|·:/")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("podcast.importing") / "authors.toml").read_text("utf-8"))


def is_bare_name(line: str) -> bool:
    """Whether a line may be a name, and has nothing in it but words, the first without an article."""
    is_words = re.fullmatch(r"(?!ال)[^\W\d_ـ]+\.?(?: [^\W\d_ـ]{2,})+", _without_title(line))
    return is_words is not None and may_be_name(line)


def is_surely_name(line: str) -> bool:
    """Whether a line is a name that begins with a common given name, or with the title of a doctor."""
    words = junk.folded(re.sub(r"^(?:ا\.\s?)?د\.\s?", "", _without_title(line))).split()
    is_titled = len(words) < len(junk.folded(line).split()) or line.strip().startswith("د.")
    is_given = bool(words) and words[0] in _table()["people"]["given"]
    is_given = is_given or bool({*words[1:]} & {*_table()["people"]["between"]})
    is_words = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]{2,})+", " ".join(words)) is not None
    has_trade = bool({*words[1:]} & {*words_of("trades")})
    return (is_titled or is_given) and is_words and not has_trade and may_be_name(line)


def _without_title(line: str) -> str:
    """«سعاد مراد» of «الدكتورة سعاد مراد»."""
    first, _, rest = line.strip().partition(" ")
    return rest if " " in rest and junk.folded(first) in _table()["people"]["titles"] else line


def without_lead(line: str) -> str:
    """«سعاد مراد» of «كتب سعاد مراد»; a line without such a word as it is."""
    return _bare_lead().sub("", line)


def words_before() -> set[str]:
    """The words that stand over a name in a line of their own, or before it."""
    people = _table()["people"]
    return {*people["leads"], *people["signed_leads"], *people["words"]}
