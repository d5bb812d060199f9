"""Recipes: what a thing is made of, as a text under whose hash it is kept."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass


def recipe(*parts: object) -> str:
    """A canonical text of `parts`, for hashing."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(thing: object) -> object:
    return asdict(thing) if is_dataclass(thing) and not isinstance(thing, type) else str(thing)
