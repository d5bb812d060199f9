"""Checks of the values in show.toml.

A check returns the value as `Show` stores it, or raises InputError; the caller adds key, value and place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from podcast.errors import InputError
from podcast.formats.text import LANGUAGE, folded
from podcast.model import Settings

Check = Callable[[object], object]

_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\".]+(?:\.[^\s@<>\".]+)+")
_FILE = re.compile(r"//[^/]+/.*\.(?:xml|rss|html?|php|mp3)/?$", re.IGNORECASE)
_IMAGE = re.compile(r".+\.(?:jpe?g|png)", re.IGNORECASE)


def text(value: object) -> str:
    """A text of a few sentences at most, its white space folded."""
    return _text(value, 1000)


def _text(value: object, most: int) -> str:
    if not isinstance(value, str):
        raise InputError('“{key}” must be text in quotes, as in {key} = "…"')
    if len(value) > most:
        raise InputError(
            "“{key}” has {count} characters; at most {most} are used", count=len(value), most=most
        )
    return folded(value)


def name(value: object) -> str:
    """Text that is not empty."""
    if not (words := text(value)):
        raise InputError("“{key}” may not be empty")
    return words


def prose(value: object) -> str:
    """Text of several paragraphs, with its line ends."""
    _text(value, 100_000)
    return str(value).strip()


def truth(value: object) -> bool:
    """A boolean."""
    if not isinstance(value, bool):
        raise InputError("“{key}” must be true or false, without quotes")
    return value


def factor(value: object) -> float:
    """A factor from 0.5 to 2, where 1 is normal."""
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
    if not 0.5 <= number <= 2:
        raise InputError("“{key}” must be a number from 0.5 to 2, where 1.0 is normal")
    return float(number)


def milliseconds(value: object) -> int:
    """A length of silence: 0 to 60,000 ms."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 60_000:
        raise InputError("“{key}” must be whole milliseconds from 0 to 60000, as in 450")
    return value


def count(value: object) -> int:
    """A whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError("“{key}” must be a whole number from 0")
    return value


def number(least: float, most: float) -> Check:
    """A check that a number is within these bounds."""

    def check(value: object) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= float(str(value)) <= most:
            raise InputError(
                "“{key}” must be a number from {least} to {most}", least=least, most=most
            )
        return float(str(value))

    return check


def table(value: object) -> Settings:
    """A table of engine settings."""
    if not isinstance(value, dict):
        raise InputError(
            "“{key}” is a table; write [{key}] on a line of its own and its settings below"
        )
    return Settings(value)


def one_of(*choices: str) -> Check:
    """A check that accepts these values only."""

    def check(value: object) -> str:
        if value not in choices:
            raise InputError("“{key}” must be one of: {choices}", choices=", ".join(choices))
        return str(value)

    return check


def email(value: object) -> str:
    """An e-mail address, or nothing."""
    address = text(value)
    if address and not _EMAIL.fullmatch(address):
        raise InputError('“{key}” must be an e-mail address, as in "name@example.org"')
    return address


def language(value: object) -> str:
    """A language tag (RFC 5646): `ar`, `ar-EG`."""
    tag = text(value)
    if not LANGUAGE.fullmatch(tag):
        raise InputError('“{key}” must be a language code, as in "ar" or "ar-EG"')
    return tag


def image(value: object) -> str:
    """The path of a JPEG or PNG, with forward slashes, inside `script/`."""
    path = text(value).replace("\\", "/").removeprefix("script/")
    if path and (
        not _IMAGE.fullmatch(path)
        or path.startswith("/")
        or "://" in path
        or ".." in path.split("/")
    ):
        raise InputError('“{key}” must be the path of a .jpg or .png in script/, as in "cover.jpg"')
    return path


def audio(value: object) -> str:
    """The path of a sound file, with forward slashes, inside `script/`."""
    path = text(value).replace("\\", "/").removeprefix("script/")
    if path.startswith("/") or ".." in path.split("/"):
        raise InputError('“{key}” must be the path of a file in script/, as in "intro.mp3"')
    return path


def spoken(value: object) -> str:
    """A sentence to be spoken, or `false` for none."""
    if value is False:
        return ""
    if not isinstance(value, str):
        raise InputError("“{key}” must be a sentence in quotes, or false")
    return text(value)


def link(value: object) -> str:
    """An http(s) URL in ASCII, or "": Arabic hosts become Punycode, Arabic paths are percent-encoded."""
    from urllib.parse import urlsplit

    from podcast.formats.urls import ascii_url

    address = text(value)
    if not address:
        return ""
    try:
        parts = urlsplit(ascii_url(address))
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        host = port = ""
    if _no_address(address, host):
        raise InputError('“{key}” must be an address, as in "https://example.org/podcast/"')
    return parts._replace(netloc=(f"[{host}]" if ":" in host else host) + port).geturl()


def _no_address(address: str, host: str) -> bool:
    """Whether it is not a usable URL: another scheme, no host, a blank, a password."""
    authority = address.partition("//")[2].partition("/")[0]
    return (
        not re.match("https?://", address, re.IGNORECASE)
        or not re.fullmatch(r"[0-9a-f:.]+|[0-9a-z](?:[0-9a-z.-]*[0-9a-z])?", host, re.IGNORECASE)
        or " " in address
        or "@" in authority
    )


def folder_link(value: object) -> str:
    """The URL of a folder: it ends in `/`, and has no query and no file's name at its end."""
    address = link(value)
    if "?" in address or "#" in address or _FILE.search(address):
        raise InputError(
            '“{key}” must be the address of a folder, as in "https://example.org/podcast/"'
        )
    return address and address.rstrip("/") + "/"


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """Apple's categories, each with its subcategories.

    https://podcasters.apple.com/support/1691-apple-podcasts-categories
    """
    from importlib.resources import files

    listed = files("podcast.show").joinpath("data/categories.txt").read_text("utf-8")
    lines = (line.partition(" > ") for line in listed.splitlines())
    return {top: tuple(filter(None, below.split(", "))) for top, _, below in lines}


def category(value: object) -> tuple[str, ...]:
    """One of Apple's categories: "A", "A > B", ["A"] or ["A", "B"]; letter case is corrected."""
    parts = value.split(">") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise InputError('“{key}” must be a category, as in "Society & Culture > Documentary"')
    top, *below = [text(part) for part in parts] or [""]
    if not top and not below:
        return ()
    top_category = _alike(top, tuple(categories()))
    if top_category is None:
        for above, under_it in categories().items():
            if found := _alike(top, under_it):
                raise InputError(
                    '“{key}”: a subcategory stands behind its category, as in "{category}"',
                    category=f"{above} > {found}",
                )
        raise InputError(
            "“{key}” must be one of Apple's categories: {known}", known=", ".join(categories())
        )
    if not below:
        return (top_category,)
    under = _alike(below[0], categories()[top_category])
    if under is None or len(below) > 1:
        raise InputError(
            "“{category}” has only these subcategories: {known}",
            category=top_category,
            known=", ".join(categories()[top_category]) or "–",
        )
    return (top_category, under)


def _alike(wanted: str, terms: tuple[str, ...]) -> str | None:
    folded = wanted.casefold().replace(" and ", " & ")
    return next((one for one in terms if one.casefold() == folded), None)


def timezone(value: object) -> str:
    """A name from the time zone database, such as "Africa/Cairo", or "" for UTC."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    zone = text(value)
    try:
        return zone and ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError('“{key}” must be a time zone, as in "Africa/Cairo"') from None
