"""What stands around the sound: web pages, an episode's sections as a feed and as a playlist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from threading import Thread

from podcast.cache import write_if_changed
from podcast.formats.text import folded
from podcast.model import Episode, Script
from podcast.pipeline.assemble import Shelf
from podcast.pipeline.covers import COVER
from podcast.pipeline.state import State, thaw
from podcast.pipeline.workspace import FEED_TEMPLATE, Workspace
from podcast.published import episode_guid

FEED = "feed.xml"
PLAYLIST = "playlist.m3u8"
ASSETS = ("assets/page.css", "assets/player.js", "manifest.webmanifest", "sw.js")
"""Of the files that all pages share, those that a build looks for."""
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


def write_episode_pages(
    workspace: Workspace, episode: Episode, script: Script, shelf: Shelf
) -> None:
    """An episode's page, its player to be put into other pages, its sections' feed and playlist."""
    from podcast import feed, page

    base, slug = base_of(workspace), episode.slug
    texts = dict(workspace.looks)
    cover = episode.image if episode.image and "://" not in episode.image else COVER
    make = partial(
        page.episode_page,
        workspace.show,
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
    html = page.carried(make(episode, sections=script.sections), _standing(workspace, slug))
    shelf.keep_text(f"{slug}/index.html", html)
    shelf.keep_text(f"{slug}/embed.html", make(replace(episode, cues=()), name="embed.html.j2"))
    shelf.keep_text(f"{slug}/{PLAYLIST}", _playlist(episode))
    shelf.keep_text(f"{slug}/{FEED}", serial)


def _standing(workspace: Workspace, slug: str) -> str:
    """An episode's page as it stands; "" where there is none."""
    try:
        return (workspace.audio / slug / "index.html").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def linked(workspace: Workspace, state: State, held: Collection[Episode]) -> State:
    """The state with every published episode's page leading to its neighbours, by the days they came out."""
    from podcast import page

    waiting = {one.slug for one in held}
    made = [thaw(one.episode) for one in state.made.values()]
    out = sorted(
        (one for one in made if one.slug not in waiting), key=lambda one: (one.published, one.slug)
    )
    for before, one, after in zip([None, *out], out, [*out[1:], None], strict=False):
        old = _standing(workspace, one.slug)
        html = page.beside(old, before, after, _own(dict(workspace.looks))) if old else old
        if html == old:
            continue
        data = html.encode("utf-8")
        write_if_changed(workspace.audio / one.slug / "index.html", data)
        record = state.made[one.slug]
        files = {**record.files, f"{one.slug}/index.html": (len(data), "")}
        state = state.with_made(one.slug, replace(record, files=files))
    return state


def _hue(workspace: Workspace) -> int:
    """The pages' colour: that of the drawn cover; a calm one beside a picture of the author's own."""
    from podcast import cover

    return CALM if workspace.show.cover else cover.hue(workspace.show.title)


def _own(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name != FEED_TEMPLATE}


def _playlist(episode: Episode) -> str:
    """An extended M3U of the sections, with paths as seen from beside them."""
    rows = ((one.title, one.duration_ms, one.path.rpartition("/")[2]) for one in episode.sections)
    return _m3u(episode.title, rows)


def _m3u(title: str, files: Iterable[tuple[str, int, str]]) -> str:
    """An extended M3U of (title, milliseconds, path)."""
    lines = ["#EXTM3U", f"#PLAYLIST:{folded(title)}"]
    for name, length, path in files:
        lines += [f"#EXTINF:{round(length / 1000)},{folded(name)}", path]
    return "\n".join(lines) + "\n"


def write_show_page(workspace: Workspace, episodes: Sequence[Episode]) -> None:
    """`audio/index.html`, what all pages share, and all episodes as a playlist."""
    from podcast import page

    show, hue, own = workspace.show, _hue(workspace), _own(dict(workspace.looks))
    bare = [replace(episode, cues=()) for episode in episodes]
    html = page.show_page(show, bare, feed_url=workspace.feed_url, hue=hue, templates=own)
    for path, data in page.assets(show, hue, own).items():
        write_if_changed(workspace.audio / path, data)
    is_serial = show.type == "serial"
    ordered = sorted(episodes, key=lambda one: (one.published, one.slug), reverse=not is_serial)
    rows = ((one.title, one.duration_ms, one.path) for one in ordered)
    write_if_changed(workspace.audio / PLAYLIST, _m3u(show.title, rows).encode("utf-8"))
    write_if_changed(workspace.audio / "index.html", html.encode("utf-8"))
