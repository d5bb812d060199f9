"""Repairs a merged `published.toml`: git's union merge keeps both sides' lines; here each key is kept once.

Every line of the file names its episode, so the lines may be in any order and no two episodes share a line. Of
a key that occurs twice, the earlier publication and the guid that apps know are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from podcast.published.record import episode_guid, show_guid

_LINE = re.compile(r"((?:episodes\.([A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\")\.)?(\w+)) = (\S.*)")


def twice(text: str) -> bool:
    """Whether a text consists of lines as the program writes them, with some key more than once."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return all(map(_LINE.fullmatch, lines)) and max(map(len, _values(text).values())) > 1


def united(text: str) -> str:
    """The text with each key once."""
    values_of = _values(text)
    address = _word([one for one in values_of.get("feed_url", ()) if one != '""'] or ['""'])
    guids = values_of.get("guid", ['""'])
    show = _one_of(guids, show_guid(address)) if address else _word(guids)
    return "\n".join(f"{key} = {_chosen(key, values, show)}" for key, values in values_of.items())


def _values(text: str) -> dict[str, list[str]]:
    values_of: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := _LINE.fullmatch(line):
            values_of.setdefault(match[1], []).append(match[4])
    return values_of


def _chosen(key: str, values: Sequence[str], show: str) -> str:
    slug, _, name = key.removeprefix("episodes.").rpartition(".")
    if name == "published":
        return min(values)
    if name == "guid" and slug and show:
        return json.dumps(
            _one_of(values, episode_guid(show, json.loads(slug) if slug[0] == '"' else slug))
        )
    if name == "guid":
        return json.dumps(show)
    return next((value for value in reversed(values) if value != '""'), '""')


def _one_of(values: Sequence[str], wanted: str) -> str:
    """`wanted` if it is among the values, else the first."""
    return wanted if json.dumps(wanted) in values else _word(values[:1])


def _word(values: Sequence[str]) -> str:
    """The last value without its quotes; "" if it has none."""
    try:
        return str(json.loads(values[-1]))
    except (ValueError, IndexError):
        return ""
