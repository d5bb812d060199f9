"""Recipes: what a thing is made of, as a text under whose hash it is kept."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass


def recipe(*parts: object) -> str:
    """A canonical text of `parts`, for hashing."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(thing: object) -> object:
    """A noun's name and fields: words to be read and words to be left out may have the same fields."""
    if not is_dataclass(thing) or isinstance(thing, type):
        return str(thing)
    named = {field.name: getattr(thing, field.name) for field in fields(thing)}
    return [type(thing).__name__, named]
