"""The last step: the feed, from what stands in `audio/`, written after all media."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from podcast import __version__, show
from podcast.build.section import recipe
from podcast.build.state import State, size_of, thaw
from podcast.build.studio import Studio
from podcast.cache import write_if_changed
from podcast.model import Episode

FEED = "feed.xml"
TEMPLATE = "feed.xml.j2"
PREVIEW = "http://127.0.0.1:8000/"
"""Where the feed points while the author has not said where it will be published."""


def publish(studio: Studio, state: State, today: dt.date) -> tuple[str, tuple[Episode, ...]]:
    """Write the feed if it would differ. Returns its key and the episodes held back for their day."""
    template = show.template(studio.root, TEMPLATE)
    standing = [made.episode for made in state.made.values()]
    out = [one for one in standing if _is_out(one["published"], today)]
    key = _key(studio, template, out)
    if key != state.feed or size_of(studio.audio / FEED) < 0:
        _write(studio, template, [thaw(one) for one in out])
    held = tuple(thaw(one) for one in standing if one not in out)
    return key, held


def feed_path(studio: Studio) -> Path:
    """Where the feed stands."""
    return studio.audio / FEED


def _is_out(published: str, today: dt.date) -> bool:
    """A date in the future would hide the episode in some apps and pin it to the top in others."""
    return dt.datetime.fromisoformat(published).date() <= today


def _key(studio: Studio, template: str, episodes: Sequence[object]) -> str:
    parts = (__version__, template, studio.show, studio.published.guid, episodes)
    return hashlib.sha256(recipe(*parts).encode()).hexdigest()


def _write(studio: Studio, template: str, episodes: Sequence[Episode]) -> None:
    from podcast import feed

    base = studio.show.base_url or PREVIEW
    text = feed.render(
        studio.show,
        episodes,
        template,
        guid=studio.published.guid,
        feed_url=base + FEED,
        base_url=base,
        cover="",
    )
    write_if_changed(studio.audio / FEED, text.encode("utf-8"))
