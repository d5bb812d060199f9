"""The last step: the show's page and the feed, from what stands in `audio/`, written after all media."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.cache import write_if_changed
from podcast.model import Episode
from podcast.pipeline.covers import COVER, THUMB, show_picture
from podcast.pipeline.keys import recipe
from podcast.pipeline.pages import ASSETS, FEED, PLAYLIST, base_of, write_show_page
from podcast.pipeline.state import State, size_of, thaw
from podcast.pipeline.workspace import FEED_TEMPLATE, Workspace
from podcast.version import __version__

if TYPE_CHECKING:
    from podcast.feed import Leaf


def publish(
    workspace: Workspace, state: State, now: dt.datetime
) -> tuple[str, tuple[Episode, ...]]:
    """Write page and feed if they would differ. Returns their key and the episodes held back for their day."""
    standing = [made.episode for made in state.made.values()]
    out = [one for one in standing if _is_out(one["published"], now)]
    key = _key(workspace, out)
    if key != state.feed or not _stands(workspace, len(out)):
        _write(workspace, [thaw(one) for one in out])
    held = (
        tuple(thaw(one) for one in standing if one not in out) if len(out) < len(standing) else ()
    )
    return key, held


def _stands(workspace: Workspace, episodes: int) -> bool:
    """Whether page, picture and feed are there, with the pages of the feed."""
    paths = ["index.html", COVER, THUMB, FEED, PLAYLIST, *ASSETS]
    if workspace.show.feed_items:
        from podcast.feed import page_count, page_path

        count = page_count(episodes, workspace.show.feed_items)
        paths += [page_path(number) for number in range(1, count + 1)]
    return all(size_of(workspace.audio / path) >= 0 for path in paths)


def feed_path(workspace: Workspace) -> Path:
    """Where the feed stands."""
    return workspace.audio / FEED


def _is_out(published: str, now: dt.datetime) -> bool:
    """A time in the future would hide the episode in some apps and pin it to the top in others."""
    return dt.datetime.fromisoformat(published) <= now


def _key(workspace: Workspace, episodes: Sequence[object]) -> str:
    parts = (__version__, workspace.style, workspace.show, workspace.published.guid, episodes)
    return hashlib.sha256(recipe(*parts).encode()).hexdigest()


def _write(workspace: Workspace, episodes: Sequence[Episode]) -> None:
    """Pages first and the feed last: what it points to is there when it is."""
    from podcast import feed

    documents = feed.leaves(episodes, workspace.show.feed_items)
    if episodes and min(size_of(workspace.audio / path) for path in (COVER, THUMB)) < 0:
        show_picture(workspace, watch=lambda event: None)  # deleted; all was said when it was made
    write_show_page(workspace, episodes)
    for leaf in reversed(documents):
        write_if_changed(workspace.audio / leaf.path, _text(workspace, leaf).encode("utf-8"))
    _clear_pages(workspace.audio, {leaf.path for leaf in documents})


def _text(workspace: Workspace, leaf: Leaf) -> str:
    from podcast import feed

    base = base_of(workspace)
    return feed.render(
        workspace.show,
        leaf.episodes,
        dict(workspace.looks)[FEED_TEMPLATE],
        guid=workspace.published.guid,
        feed_url=base + leaf.path,
        base_url=base,
        cover=COVER,
        pages=True,
        links=leaf.links,
        is_archive=leaf.is_archive,
    )


def _clear_pages(audio: Path, made: Collection[str]) -> None:
    """Take away the pages that the feed no longer has."""
    for page in audio.glob(f"feed/*/{FEED}"):
        if page.relative_to(audio).as_posix() not in made:
            page.unlink()
            with suppress(OSError):  # something else lies there
                page.parent.rmdir()
                page.parent.parent.rmdir()
