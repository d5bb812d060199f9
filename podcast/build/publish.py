"""The last step: the show's page and the feed, from what stands in `audio/`, written after all media."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from podcast import __version__
from podcast.build.covers import COVER
from podcast.build.pages import FEED, base_of, write_show_page
from podcast.build.section import recipe
from podcast.build.state import State, size_of, thaw
from podcast.build.studio import FEED_TEMPLATE, Studio
from podcast.cache import write_if_changed
from podcast.model import Episode


def publish(studio: Studio, state: State, today: dt.date) -> tuple[str, tuple[Episode, ...]]:
    """Write page and feed if they would differ. Returns their key and the episodes held back for their day."""
    standing = [made.episode for made in state.made.values()]
    out = [one for one in standing if _is_out(one["published"], today)]
    key = _key(studio, out)
    there = min(size_of(studio.audio / name) for name in (FEED, "index.html"))
    if key != state.feed or there < 0:
        _write(studio, [thaw(one) for one in out])
    held = tuple(thaw(one) for one in standing if one not in out)
    return key, held


def feed_path(studio: Studio) -> Path:
    """Where the feed stands."""
    return studio.audio / FEED


def _is_out(published: str, today: dt.date) -> bool:
    """A date in the future would hide the episode in some apps and pin it to the top in others."""
    return dt.datetime.fromisoformat(published).date() <= today


def _key(studio: Studio, episodes: Sequence[object]) -> str:
    parts = (__version__, studio.style, studio.show, studio.published.guid, episodes)
    return hashlib.sha256(recipe(*parts).encode()).hexdigest()


def _write(studio: Studio, episodes: Sequence[Episode]) -> None:
    from podcast import feed

    base = base_of(studio)
    text = feed.render(
        studio.show,
        episodes,
        dict(studio.looks)[FEED_TEMPLATE],
        guid=studio.published.guid,
        feed_url=base + FEED,
        base_url=base,
        cover=COVER,
        pages=True,
    )
    write_show_page(studio, episodes)
    write_if_changed(studio.audio / FEED, text.encode("utf-8"))
