"""Checks a published podcast: what is wrong, which apps it breaks, and how to mend it.

folder(audio, today, …)      a folder, before it is uploaded
site(url, fetch, today, …)   a published podcast, over HTTP
web()                        a fetcher for it
to_json(findings)            findings for other programs
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from podcast.checkup.answers import Host
from podcast.checkup.channel import Categories
from podcast.checkup.examination import Examination, Levels, Measure
from podcast.checkup.fetch import Fetch, Reply, web
from podcast.checkup.findings import Finding, of_example, to_json
from podcast.checkup.local import check_folder
from podcast.checkup.memory import Memory, Stamp, loaded
from podcast.checkup.site import check_site

__all__ = [
    "Fetch",
    "Finding",
    "Levels",
    "Memory",
    "Reply",
    "Stamp",
    "folder",
    "loaded",
    "of_example",
    "site",
    "to_json",
    "web",
]

NO_CATEGORIES: Categories = {}


def folder(
    audio: Path,
    today: dt.date,
    *,
    categories: Categories = NO_CATEGORIES,
    measure: Measure | None = None,
    memory: Memory | None = None,
    out: Mapping[str, str] = MappingProxyType({}),
    show: str = "",
    days: Mapping[str, dt.datetime] = MappingProxyType({}),
    settings: Mapping[str, str] = MappingProxyType({}),
    built: Mapping[str, Stamp] = MappingProxyType({}),
    thorough: bool = False,
) -> tuple[Finding, ...]:
    """All findings about a published folder, in the order of its feeds.

    `categories` is Apple's list with subcategories, `measure` measures a file's loudness; without them these
    are not checked. `memory` avoids rereading unchanged files. `out` maps the guids of published episodes to
    their slugs, `days` to their dates; `show` is the show's guid. `settings` has the values that some tags of
    its feed must have, `built` the files that the last build made, by path: of their sounds only a sample is
    measured, unless the check is to be `thorough`.
    """
    known = memory or Memory()
    known.know(built)
    shelf = Examination(
        audio,
        today,
        categories,
        measure,
        known,
        out,
        show,
        days,
        settings,
        built,
        is_thorough=thorough,
    )
    return tuple(check_folder(shelf))


def site(
    url: str,
    fetch: Fetch,
    today: dt.date,
    *,
    categories: Categories = NO_CATEGORIES,
    episodes: int = 50,
) -> tuple[Finding, ...]:
    """All findings about the feed at `url` and the files of its newest `episodes`."""
    return tuple(check_site(Host(url, fetch, today, categories, episodes)))
