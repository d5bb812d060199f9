"""People and soundbites of an episode, as front matter gives them.

`person: name (role) address` and `soundbite: start length "title"`, one a line; in TOML also as tables
`[[person]]` and `[[soundbite]]`. Roles and addresses are checked in `podcast.show`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from podcast.errors import InputError
from podcast.formats.text import folded
from podcast.model import Person, Soundbite
from podcast.structs import field_names

LONGEST = 128
"""The longest title of a soundbite that aggregators keep, in characters (Podcasting 2.0)."""

_PERSON = re.compile(r"(?!https?://)([^()]+?)\s*(?:[(]([^()]*)[)])?\s*(https?://\S+)?")
_SOUNDBITE = re.compile(r"(\S+)\s+(\S+)(?:\s+(.+))?")
_CLOCK = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.٫]\d{1,3})?)")
_QUOTES = "\"'“”«» "


def person(value: object) -> Person:
    """A person from `name (role) address`, or from a table. Raises InputError."""
    if isinstance(value, Mapping):
        return Person(**{part: _words(value, part) for part in _checked_keys(value, Person)})
    match = _PERSON.fullmatch(folded(str(value)))
    if match is None:
        raise InputError("“{key}” must be a name, as in “{key}: سلمى الخطيب (guest)”")
    return Person(match[1], role=(match[2] or "").strip(), href=match[3] or "")


def soundbite(value: object, line: int) -> Soundbite:
    """A soundbite from `start length "title"`, or from a table. Raises InputError."""
    if isinstance(value, Mapping):
        parts = {part: str(item) for part, item in value.items()}
        written = (parts.pop("start", ""), parts.pop("duration", ""), parts.pop("title", ""))
        values = None if parts else written
    else:
        match = _SOUNDBITE.fullmatch(folded(str(value)))
        values = match and (match[1], match[2], match[3] or "")
    start, length = (_ms(values[0]), _ms(values[1])) if values else (None, None)
    if values is None or start is None or not length:
        raise InputError(
            "“{value}” is not a part of an episode; write where it begins and how long it is, as in “{key}: "
            "1:15 30”, and a title if you like"
        )
    return Soundbite(start, length, folded(values[2].strip(_QUOTES))[:LONGEST], line)


def _ms(written: str) -> int | None:
    """`75`, `1:15`, `1:02:03.5`, in digits of any script, as milliseconds."""
    match = _CLOCK.fullmatch(written.removesuffix("s").removesuffix("ث"))
    if match is None:
        return None
    seconds = float(match[3].replace("٫", "."))
    if seconds >= 60 and match[2]:
        return None
    return round(1000 * (3600 * int(match[1] or 0) + 60 * int(match[2] or 0) + seconds))


def _checked_keys(table: Mapping[str, object], noun: type[Person]) -> Mapping[str, object]:
    parts = field_names(noun)
    for part in table:
        if part not in parts:
            raise InputError(
                "“{key}” has no “{part}”; a person has: {known}", part=part, known=", ".join(parts)
            )
    if not table.get("name"):
        raise InputError("“{key}” must be a name, as in “{key}: سلمى الخطيب (guest)”")
    return table


def _words(table: Mapping[str, object], part: str) -> str:
    value = table[part]
    if not isinstance(value, str):
        raise InputError("the “{part}” of “{key}” must be text in quotes", part=part)
    return folded(value)
