"""Two versions of `published.toml` in one: both sides' lines, as git's union merge leaves them, each key once.

Every line of the file names its episode, so lines of two versions may stand in any order and no two episodes
share a line. Where a key is there twice, the older publication holds, and the guid that apps have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from podcast.published.record import episode_guid, show_guid

_LINE = re.compile(r"((?:episodes\.([A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\")\.)?(\w+)) = (\S.*)")


def twice(text: str) -> bool:
    """Whether a text is all lines as the program writes them, and some key is there more than once."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return all(map(_LINE.fullmatch, lines)) and max(map(len, _values(text).values())) > 1


def united(text: str) -> str:
    """The lines of a text that set something, each key once."""
    found = _values(text)
    address = _word([one for one in found.get("feed_url", ()) if one != '""'] or ['""'])
    guids = found.get("guid", ['""'])
    show = _one_of(guids, show_guid(address)) if address else _word(guids)
    return "\n".join(f"{key} = {_chosen(key, values, show)}" for key, values in found.items())


def _values(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if match := _LINE.fullmatch(line):
            found.setdefault(match[1], []).append(match[4])
    return found


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
    """The value that is wanted, if it is among them; else the first."""
    return wanted if json.dumps(wanted) in values else _word(values[:1])


def _word(values: Sequence[str]) -> str:
    """The last of some values between quotes, without them; "" if it is none."""
    try:
        return str(json.loads(values[-1]))
    except (ValueError, IndexError):
        return ""
