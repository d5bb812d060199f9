"""Recipes: the ingredients of a cached result as text, under whose hash it is stored."""

from __future__ import annotations

import json

from podcast.structs import Struct, field_names


def recipe(*parts: object) -> str:
    """A canonical JSON text of `parts`, for hashing."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(thing: object) -> object:
    """A thing as its name and fields: a `Text` and an `Unread` of the same fields must differ."""
    if not isinstance(thing, Struct):
        return str(thing)
    named = {name: getattr(thing, name) for name in field_names(type(thing))}
    return [type(thing).__name__, named]
