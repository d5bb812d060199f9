"""What stands around the sound: web pages, an episode's sections as a feed and as a playlist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Thread

from podcast.cache import write_if_changed
from podcast.formats.text import folded
from podcast.model import Episode
from podcast.pipeline.assemble import Shelf
from podcast.pipeline.covers import COVER
from podcast.pipeline.workspace import FEED_TEMPLATE, Workspace
from podcast.published import episode_guid

FEED = "feed.xml"
CALM = 181
"""A dark cyan, in degrees."""

PREVIEW = "http://127.0.0.1:8000/"
"""Where the feeds point while the author has not said where they will be published."""


def base_of(workspace: Workspace) -> str:
    """Address of `audio/`, ending in a slash."""
    return workspace.show.base_url or PREVIEW


def preparation(workspace: Workspace) -> Callable[[], None]:
    """At its first call, has what the end of a build needs loaded in a thread: while an encoder works."""
    thread = Thread(target=_prepare, args=(workspace,))

    def start() -> None:
        if thread.ident is None:
            thread.start()

    return start


def _prepare(workspace: Workspace) -> None:
    from podcast import feed, mp3, page, timeline  # noqa: F401 - loading them is all there is to do

    page.load(_own(dict(workspace.looks)))


def write_episode_pages(workspace: Workspace, episode: Episode, shelf: Shelf) -> None:
    """An episode's page, its sections' feed and playlist."""
    from podcast import feed, page

    base, slug = base_of(workspace), episode.slug
    texts = dict(workspace.looks)
    cover = episode.image if episode.image and "://" not in episode.image else COVER
    html = page.episode_page(
        workspace.show,
        episode,
        feed_url=workspace.feed_url,
        cover=cover,
        hue=_hue(workspace),
        templates=_own(texts),
    )
    serial = feed.render_sections(
        workspace.show,
        episode,
        texts[FEED_TEMPLATE],
        guid=episode_guid(workspace.published.guid, f"{slug}/{FEED}"),
        feed_url=f"{base}{slug}/{FEED}",
        base_url=base,
        cover=cover,
        pages=True,
    )
    shelf.keep_text(f"{slug}/index.html", html)
    shelf.keep_text(f"{slug}/playlist.m3u8", _playlist(episode))
    shelf.keep_text(f"{slug}/{FEED}", serial)


def _hue(workspace: Workspace) -> int:
    """The pages' colour: that of the drawn cover; a calm one beside a picture of the author's own."""
    from podcast import cover

    return CALM if workspace.show.cover else cover.hue(workspace.show.title)


def _own(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name != FEED_TEMPLATE}


def _playlist(episode: Episode) -> str:
    """An extended M3U of the sections, with paths as seen from beside them."""
    lines = ["#EXTM3U", f"#PLAYLIST:{folded(episode.title)}"]
    for one in episode.sections:
        name = one.path.rpartition("/")[2]
        lines += [f"#EXTINF:{round(one.duration_ms / 1000)},{folded(one.title)}", name]
    return "\n".join(lines) + "\n"


def write_show_page(workspace: Workspace, episodes: Sequence[Episode]) -> None:
    """`audio/index.html`."""
    from podcast import page

    texts = _own(dict(workspace.looks))
    bare = [replace(episode, cues=()) for episode in episodes]
    html = page.show_page(
        workspace.show, bare, feed_url=workspace.feed_url, hue=_hue(workspace), templates=texts
    )
    write_if_changed(workspace.audio / "index.html", html.encode("utf-8"))
