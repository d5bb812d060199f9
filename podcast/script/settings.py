"""The settings front matter may contain, and how each value is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from podcast.errors import InputError
from podcast.model import EpisodeKind, Person, Soundbite
from podcast.script import extras
from podcast.script.controls import plain
from podcast.script.names import to_date
from podcast.structs import Frozen

TRUE, FALSE = ("true", "yes", "on", "نعم"), ("false", "no", "off", "لا")
_TRUTHS = dict.fromkeys(TRUE, True) | dict.fromkeys(FALSE, False)
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
    title_line: int = 0
    """The script's line with the title; 0 if none is set."""
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


def _picture(setting: Setting) -> str:
    """A path below `script/`; a leading slash, the root of a web site elsewhere, is that folder."""
    return _text(setting).lstrip("/").removeprefix("script/")


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
    "image": _picture,
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
REPEATED = ("person", "soundbite")
"""Keys that may be repeated, one line for each value."""
