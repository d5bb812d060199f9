"""What the command says, in English or in Arabic.

The English sentence is the key, as in gettext: it stands in the code where it is said, and `ar.toml` holds
its Arabic. A sentence without a translation is said in English.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from podcast.errors import PodcastError


@cache
def language() -> str:
    """ "ar" or "en": `PODCAST_LANG`, else the locale's."""
    chosen = os.environ.get("PODCAST_LANG")
    if not chosen:
        locale = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        chosen = next(filter(None, locale), "")
    return "ar" if chosen.lower().startswith("ar") else "en"


@cache
def catalogue() -> Mapping[str, str]:
    """English sentence -> Arabic sentence."""
    return tomllib.loads((files("podcast.cli") / "ar.toml").read_text("utf-8"))


def said(template: str, **fields: object) -> str:
    """The sentence in the author's language, with its fields filled in."""
    return _template(template).format(**fields) if fields else _template(template)


def translated(error: PodcastError) -> str:
    """An error in the author's language, with its place."""
    return error.sentence(_template(error.template))


def _template(template: str) -> str:
    return catalogue().get(template, template) if language() == "ar" else template


def clock(ms: int) -> str:
    """Milliseconds as a player shows them: 4:05 or 1:02:03."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
