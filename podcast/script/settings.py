"""The settings front matter may contain, and how each value is checked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from podcast.errors import InputError
from podcast.formats.dates import read_date
from podcast.model import EpisodeKind, Person, Soundbite
from podcast.script import extras
from podcast.script.controls import plain
from podcast.script.names import to_date
from podcast.structs import Frozen, replace

_TRUTHS = {"true": True, "yes": True, "on": True, "نعم": True,
           "false": False, "no": False, "off": False, "لا": False}  # fmt: skip
_KINDS = ("full", "trailer", "bonus")


class FrontMatter(Frozen):
    """The settings of one episode, with their defaults."""

    title: str = ""
    date: dt.date | None = None
    description: str = ""
    number: int | None = None
    season: int | None = None
    season_name: str = ""
    image: str = ""
    explicit: bool | None = None
    music: bool = True
    slug: str = ""
    voice: str = ""
    source: str = ""
    type: EpisodeKind = "full"
    person: tuple[Person, ...] = ()
    soundbite: tuple[Soundbite, ...] = ()
    draft: bool = False
    foreign: tuple[str, ...] = ()
    """Keys of other programs, which were ignored."""


class Setting(Frozen):
    """A setting as written: text, or the value TOML gives it. `name` and `line` are its place."""

    key: str
    value: object
    name: str
    line: int


def _text(setting: Setting) -> str:
    if isinstance(setting.value, bool | list | dict):
        raise InputError("“{key}” must be text, in quotes where it is TOML")
    return plain(str(setting.value))


def _count(setting: Setting) -> int:
    written = str(setting.value).strip()
    if not written.isdecimal() or int(written[:9]) < 1:
        raise InputError("“{key}” must be a whole number from 1, not “{value}”")
    return int(written[:9])


def _truth(setting: Setting) -> bool:
    truth = _TRUTHS.get(str(setting.value).strip().lower())
    if truth is None:
        raise InputError("“{key}” must be true or false, not “{value}”")
    return truth


def _date(setting: Setting) -> dt.date:
    return to_date(str(setting.value), name=setting.name, line=setting.line)


def _kind(setting: Setting) -> str:
    if setting.value not in _KINDS:
        raise InputError("“{key}” must be one of: {choices}", choices=", ".join(_KINDS))
    return str(setting.value)


def _people(setting: Setting) -> tuple[Person, ...]:
    return tuple(extras.person(value) for value in _each(setting))


def _soundbites(setting: Setting) -> tuple[Soundbite, ...]:
    return tuple(extras.soundbite(value, setting.line) for value in _each(setting))


def _each(setting: Setting) -> list[object]:
    return setting.value if isinstance(setting.value, list) else [setting.value]


FIELDS: dict[str, Callable[[Setting], object]] = {
    "title": _text,
    "date": _date,
    "description": _text,
    "number": _count,
    "season": _count,
    "season_name": _text,
    "image": _text,
    "explicit": _truth,
    "music": _truth,
    "slug": _text,
    "voice": _text,
    "source": _text,
    "type": _kind,
    "person": _people,
    "soundbite": _soundbites,
    "draft": _truth,
}
MEANT = {
    "author": "person",
    "guest": "person",
    "host": "person",
    "عنوان": "title",
    "تاريخ": "date",
    "موعد": "date",
    "يوم": "date",
    "نشر": "date",
    "وصف": "description",
    "رقم": "number",
    "موسم": "season",
    "صورة": "image",
    "موسيقى": "music",
    "رابط": "slug",
    "صوت": "voice",
    "مصدر": "source",
    "نوع": "type",
    "ضيف": "person",
    "مقدم": "person",
    "كاتب": "person",
    "مسودة": "draft",
}
"""The key that is meant by another word for it, an Arabic one without its article."""
FOREIGN = frozenset(
    [
        "alias",
        "aliases",
        "archived",
        "author",
        "authors",
        "banner",
        "bibliography",
        "build",
        "cascade",
        "categories",
        "category",
        "comments",
        "cover",
        "cover_image",
        "created",
        "cssclass",
        "cssclasses",
        "date-created",
        "date-modified",
        "excerpt",
        "expirydate",
        "extra",
        "featured",
        "featured_image",
        "feature",
        "hero",
        "hidden",
        "id",
        "image_alt",
        "images",
        "isbn",
        "isdraft",
        "keywords",
        "kind",
        "lang",
        "language",
        "last_modified",
        "lastmod",
        "layout",
        "license",
        "link",
        "linktitle",
        "links",
        "locale",
        "markup",
        "math",
        "mathjax",
        "menu",
        "menus",
        "modified",
        "nav_exclude",
        "nav_order",
        "outputs",
        "parent",
        "permalink",
        "pin",
        "pinned",
        "publish",
        "publishdate",
        "published",
        "publish_date",
        "published_at",
        "rating",
        "redirect_from",
        "redirect_to",
        "related",
        "resources",
        "robots",
        "search",
        "share",
        "sidebar",
        "sitemap",
        "source",
        "sources",
        "status",
        "subtitle",
        "summary",
        "tag",
        "tags",
        "tags_list",
        "taxonomies",
        "template",
        "thumbnail",
        "toc",
        "toc_sticky",
        "topics",
        "translationkey",
        "uid",
        "up",
        "updated",
        "url",
        "uuid",
        "weight",
    ]
)
"""Keys of Obsidian, Jekyll, Hugo, Zola, Hexo, Astro and Pelican, in lower case; they are ignored."""

_NO = ("false", "no", "off", "لا")
_WITHHELD = {
    "isdraft": ("true", "yes", "on", "نعم"),
    "status": ("draft", "auto-draft", "pending", "private", "trash"),
    "publish": _NO,
    "published": _NO,
    "dg-publish": _NO,
}
_PUBLICATION = ("publish", "publish_date", "publishdate", "published_at")

REPEATED = ("person", "soundbite")
"""Keys that may be repeated, one line for each value."""


def withholding(setting: Setting) -> Setting | None:
    """The setting of ours that says the same, where one of another program keeps a text from being published:
    as a draft, or until its day."""
    key, said = setting.key.lower(), str(setting.value).strip().lower()
    if said in _WITHHELD.get(key, ()):
        return replace(setting, key="draft", value=True)
    if key in _PUBLICATION and (re.match(r"\d{4}\D", said) or read_date(said)[0]):
        return replace(setting, key="date")
    return None


def later(first: dt.date, second: dt.date) -> dt.date:
    """The later of two days or times, of which either may hold a text back; of equal ones the first."""
    return max(first, second, key=lambda date: date.isoformat()[:16])
