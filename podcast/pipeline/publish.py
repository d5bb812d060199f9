"""The last step of a build: the show's page and the feed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.model import Episode
from podcast.pipeline.covers import COVER, THUMB, show_picture
from podcast.pipeline.events import Watch
from podcast.pipeline.freshness import is_script_of
from podcast.pipeline.held import placed
from podcast.pipeline.keys import recipe
from podcast.pipeline.pages import (
    ASSETS,
    FEED,
    PLAYLIST,
    base_of,
    linked,
    naming_template,
    show_pages,
)
from podcast.pipeline.stage import Stage, standing
from podcast.pipeline.state import State, thaw
from podcast.pipeline.workspace import FEED_TEMPLATE, Workspace, page_fingerprint
from podcast.structs import replace
from podcast.version import __version__

if TYPE_CHECKING:
    from podcast.feed import Leaf


def staged(
    workspace: Workspace, state: State, stage: Stage, now: dt.datetime, watch: Watch
) -> State:
    """The state, with page, picture and feed staged if they differ from the published ones.

    Whatever can fail, fails here, before anything is moved.
    """
    slugs = out_now(workspace, state, now)
    out = [made.episode for slug, made in state.made.items() if slug in slugs]
    key, state = _key(workspace, out), placed(state, slugs, stage)
    if key != state.feed or stage.files:
        state = linked(workspace, state, slugs, stage)
    if key == state.feed and _stand(workspace, state, len(out)):
        return state
    pages = {}
    for path, data in _documents(workspace, [thaw(one) for one in out], watch):
        pages[path] = stage.keep(path, data, state.pages.get(path))
    for path in (*state.pages, *_old_pages(workspace.audio)):
        if path not in pages:
            stage.leave(path)
    guid, address = workspace.published.guid, workspace.published.feed_url
    return replace(state, feed=key, pages=pages, guid=guid, feed_url=address)


def lost(workspace: Workspace, state: State, drafts: Sequence[str]) -> tuple[str, ...]:
    """Published episodes whose scripts exist but which a feed made from `state` would lack."""
    here = [source for source in workspace.sources if source.name not in drafts]
    return tuple(
        slug
        for slug, record in workspace.published.episodes.items()
        if slug not in state.made and any(is_script_of(source, record) for source in here)
    )


def held_back(workspace: Workspace, state: State, now: dt.datetime) -> tuple[Episode, ...]:
    """Episodes whose date has not come: a future date would hide them in some apps and pin them in others."""
    out = out_now(workspace, state, now)
    return tuple(thaw(made.episode) for slug, made in state.made.items() if slug not in out)


def out_now(workspace: Workspace, state: State, now: dt.datetime) -> set[str]:
    """The slugs of the episodes that belong in the feed."""
    made = state.made.items()
    return {slug for slug, one in made if is_out(workspace, slug, one.episode, now)}


def is_out(workspace: Workspace, slug: str, episode: dict[str, str], now: dt.datetime) -> bool:
    """Whether an episode belongs in the feed: its date has come, or it was published before."""
    record = workspace.published.episodes.get(slug)
    if record and not record.held:
        return True
    return dt.datetime.fromisoformat(episode["published"]) <= now


def _stand(workspace: Workspace, state: State, episodes: int) -> bool:
    """Whether page, picture and all pages of the feed are in place, unchanged."""
    paths = ["index.html", FEED, PLAYLIST, *ASSETS, COVER, THUMB]
    if workspace.show.feed_items:
        from podcast.feed import page_count, page_path

        count = page_count(episodes, workspace.show.feed_items)
        paths += [page_path(number) for number in range(1, count + 1)]
    recorded = [(path, state.pages.get(path)) for path in paths]
    return all(
        stood is not None and standing(workspace.audio, path, stood) for path, stood in recorded
    )


def feed_path(workspace: Workspace) -> Path:
    """The path of the feed."""
    return workspace.audio / FEED


def _key(workspace: Workspace, episodes: Sequence[object]) -> str:
    parts = (
        __version__,
        page_fingerprint(),
        workspace.style,
        workspace.show,
        workspace.published.guid,
        episodes,
    )
    return hashlib.sha256(recipe(*parts).encode()).hexdigest()


def _documents(
    workspace: Workspace, episodes: Sequence[Episode], watch: Watch
) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the documents that list all episodes."""
    from podcast import feed

    picture = show_picture(workspace, watch)
    yield from ((COVER, picture.full), (THUMB, picture.thumb))
    yield from show_pages(workspace, episodes).items()
    for leaf in feed.leaves(episodes, workspace.show.feed_items):
        yield leaf.path, _text(workspace, leaf).encode("utf-8")


def _text(workspace: Workspace, leaf: Leaf) -> str:
    from podcast import feed

    base = base_of(workspace)
    with naming_template(workspace):
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


def _old_pages(audio: Path) -> Iterator[str]:
    """Feed pages left by an earlier build, even if its state is lost."""
    for page in audio.glob(f"feed/*/{FEED}"):
        yield page.relative_to(audio).as_posix()
