"""The people of a show or an episode, checked against the Podcast Taxonomy.

https://podcasttaxonomy.com, to which the Podcasting 2.0 namespace refers for roles and groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from podcast.errors import InputError
from podcast.model import Person
from podcast.show.checks import link, text

LONGEST = 128
"""The longest name that aggregators keep, in characters (Podcasting 2.0, podcast:person)."""

KEYS = ("name", "role", "group", "href", "img")
ARABIC = {
    "مقدم": "host",
    "ضيف": "guest",
    "راو": "narrator",
    "راوي": "narrator",
    "قارئ": "narrator",
    "مراسل": "reporter",
    "كاتب": "writer",
    "مؤلف": "author",
    "محرر": "editor",
    "مترجم": "translator",
    "باحث": "researcher",
    "منتج": "producer",
    "مخرج": "director",
}
"""The Arabic names of the usual roles, without diacritics and the feminine ending."""


def people(value: object) -> tuple[Person, ...]:
    """People from their tables. Raises InputError with `nth`, the number of the wrong one, from 1."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputError("“{key}” must be tables, each with a line [[{key}]] above its name")
    return tuple(_numbered(nth, one) for nth, one in enumerate(value, 1))


def _numbered(nth: int, table: Mapping[str, object]) -> Person:
    try:
        return person(table)
    except InputError as error:
        error.fields["nth"] = nth
        raise


def person(table: Mapping[str, object]) -> Person:
    """A person from a table with `KEYS`. Raises InputError with the wrong key in `part`."""
    for part in table:
        if part not in KEYS:
            raise InputError(
                "“{key}” has no “{part}”; a person has: {known}", part=part, known=", ".join(KEYS)
            )
    values = {part: _text(table, part) for part in KEYS}
    if not 0 < len(values["name"]) <= LONGEST:
        raise InputError("“{key}” needs a name of at most {most} letters", most=LONGEST)
    role = _taxonomy_term(values["role"], "role", tuple(taxonomy()))
    group = _taxonomy_term(values["group"], "group", tuple(group for group, _ in _lines()))
    return Person(
        values["name"],
        role=role,
        group=group or _group_of(role),
        href=_address(values["href"], "href"),
        img=_address(values["img"], "img"),
    )


def _text(table: Mapping[str, object], part: str) -> str:
    try:
        return text(table.get(part, ""))
    except InputError as error:
        raise InputError("the “{part}” of “{key}” must be text in quotes", part=part) from error


def _taxonomy_term(written: str, part: str, terms: tuple[str, ...]) -> str:
    value = _english(written.casefold())
    if value and value not in terms:
        from difflib import get_close_matches

        near = get_close_matches(value, terms, 3, 0.6) or terms[:12]
        raise InputError(
            "“{written}” is not a {part} in the Podcast Taxonomy; close to it: {near}",
            written=written,
            part=part,
            near=", ".join(near),
        )
    return value


def _english(word: str) -> str:
    bare = "".join(letter for letter in word if not "\u064b" <= letter <= "\u0652").removeprefix(
        "ال"
    )
    return ARABIC.get(bare) or ARABIC.get(bare.removesuffix("ة")) or word


def _address(written: str, part: str) -> str:
    try:
        return link(written)
    except InputError as error:
        raise InputError(
            "the “{part}” of “{key}” must be an address, as in https://example.org/name", part=part
        ) from error


@cache
def taxonomy() -> dict[str, tuple[str, ...]]:
    """Every role, with the groups it belongs to."""
    roles: dict[str, tuple[str, ...]] = {}
    for group, listed in _lines():
        for role in listed.split(", "):
            roles[role] = (*roles.get(role, ()), group)
    return roles


def _group_of(role: str) -> str:
    """The group to publish with a role, since apps assume "cast" without one."""
    groups = taxonomy().get(role, ("cast",))
    return "" if "cast" in groups else groups[0]


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    from importlib.resources import files

    listed = files("podcast.show").joinpath("data/roles.txt").read_text("utf-8")
    parts = (line.partition(" > ") for line in listed.splitlines())
    return tuple((group, roles) for group, _, roles in parts)
