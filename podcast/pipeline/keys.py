"""Recipes: the ingredients of a cached result as text, under whose hash it is stored."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass


def recipe(*parts: object) -> str:
    """A canonical JSON text of `parts`, for hashing."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(thing: object) -> object:
    """A dataclass as its name and fields: a `Text` and an `Unread` of the same fields must differ."""
    if not is_dataclass(thing) or isinstance(thing, type):
        return str(thing)
    named = {field.name: getattr(thing, field.name) for field in fields(thing)}
    return [type(thing).__name__, named]
