"""The lists of words of `junk.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words_of(table: str) -> tuple[str, ...]:
    """A list of `junk.toml`."""
    tables = tomllib.loads((files("podcast.importing") / "junk.toml").read_text("utf-8"))
    return tuple(tables[table])


@cache
def any_of(table: str) -> str:
    """A pattern for any word or phrase of a list, the longest first."""
    return "|".join(sorted(map(re.escape, words_of(table)), key=len, reverse=True))
