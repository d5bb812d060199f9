"""Everything around the sound: web pages, and an episode's sections as a feed and as a playlist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module

from podcast.errors import InputError
from podcast.formats.text import folded
from podcast.model import Episode, Script
from podcast.pipeline.assemble import OutputFolder
from podcast.pipeline.covers import COVER
from podcast.pipeline.stage import Stage, standing
from podcast.pipeline.state import State, thaw
from podcast.pipeline.workspace import FEED_TEMPLATE, Workspace
from podcast.published import episode_guid
from podcast.show import template_name
from podcast.structs import replace

FEED = "feed.xml"
PLAYLIST = "playlist.m3u8"
ASSETS = ("assets/page.css", "assets/player.js", "manifest.webmanifest", "sw.js")
"""The shared files of the pages whose presence a build checks."""
CALM = 181
"""The default hue of the pages, in degrees: a dark cyan."""

PREVIEW = "http://127.0.0.1:8000/"
"""The address the feeds use until the author sets base_url."""


def load_templates() -> None:
    """Load what writes pages and feeds: 40 ms for which no build need wait at its end."""
    for name in ("timeline.printed", "mp3.id3", "feed.compose", "page", "templating.sandbox"):
        import_module(f"podcast.{name}")


def base_of(workspace: Workspace) -> str:
    """The address of `audio/`, ending in a slash."""
    return workspace.show.base_url or PREVIEW


def write_episode_pages(
    workspace: Workspace, episode: Episode, script: Script, shelf: OutputFolder
) -> None:
    """Write an episode's page, its embeddable player, and the feed and playlist of its sections."""
    from podcast import page

    slug = episode.slug
    make = partial(
        page.episode_page,
        workspace.show,
        feed_url=workspace.feed_url,
        cover=_cover_of(episode),
        hue=_hue(workspace),
        templates=_own(dict(workspace.looks)),
    )
    text = partial(make, sections=script.sections, footnotes=script.footnotes, head=script.head)
    path = f"{slug}/index.html"
    stands = shelf.before.get(path)
    old = shelf.stage.text(path) if stands and standing(workspace.audio, path, stands) else ""
    shelf.keep_text(path, page.carried(text(episode), old))
    shelf.keep_text(f"{slug}/embed.html", make(replace(episode, cues=()), name="embed.html.j2"))
    write_sections_feed(workspace, episode, shelf)


@contextmanager
def naming_template(workspace: Workspace) -> Iterator[None]:
    """Let an error in the feed's template name the file as its author knows it."""
    try:
        yield
    except InputError as error:
        if error.file == FEED_TEMPLATE:
            error.file = template_name(workspace.root, FEED_TEMPLATE)
        raise


def write_sections_feed(workspace: Workspace, episode: Episode, shelf: OutputFolder) -> None:
    """Write an episode's sections as a feed and as a playlist."""
    from podcast import feed

    base, slug = base_of(workspace), episode.slug
    with naming_template(workspace):
        serial = feed.render_sections(
            workspace.show,
            episode,
            dict(workspace.looks)[FEED_TEMPLATE],
            guid=episode_guid(workspace.published.guid, f"{slug}/{FEED}"),
            feed_url=f"{base}{slug}/{FEED}",
            base_url=base,
            cover=_cover_of(episode),
            pages=True,
        )
    shelf.keep_text(f"{slug}/{PLAYLIST}", _playlist(episode))
    shelf.keep_text(f"{slug}/{FEED}", serial)


def _cover_of(episode: Episode) -> str:
    return episode.image if episode.image and "://" not in episode.image else COVER


def linked(workspace: Workspace, state: State, out: Collection[str], stage: Stage) -> State:
    """The state, with every published episode's page linked to its neighbours in order of publication."""
    from podcast import page

    made = [thaw(item.episode) for slug, item in state.made.items() if slug in out]
    episodes = sorted(made, key=lambda episode: (episode.published, episode.slug))
    for before, episode, after in zip(
        [None, *episodes], episodes, [*episodes[1:], None], strict=False
    ):
        path, record = f"{episode.slug}/index.html", state.made[episode.slug]
        old = stage.text(path)
        html = page.beside(old, before, after, _own(dict(workspace.looks))) if old else old
        if html == old:
            continue
        stood = stage.keep(path, html.encode("utf-8"), record.files.get(path))
        record = replace(record, files={**record.files, path: stood})
        state = state.with_made(episode.slug, record)
    return state


def _hue(workspace: Workspace) -> int:
    """The hue of the pages: that of the drawn cover, or a calm one beside the author's own picture."""
    from podcast import cover

    return CALM if workspace.show.cover else cover.hue(workspace.show.title)


def _own(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name != FEED_TEMPLATE}


def _playlist(episode: Episode) -> str:
    """An extended M3U playlist of the sections, with paths relative to their folder."""
    rows = (
        (section.title, section.duration_ms, section.path.rpartition("/")[2])
        for section in episode.sections
    )
    return _m3u(episode.title, rows)


def _m3u(title: str, files: Iterable[tuple[str, int, str]]) -> str:
    """An extended M3U playlist of (title, milliseconds, path)."""
    lines = ["#EXTM3U", f"#PLAYLIST:{folded(title)}"]
    for name, length, path in files:
        lines += [f"#EXTINF:{round(length / 1000)},{folded(name)}", path]
    return "\n".join(lines) + "\n"


def show_pages(workspace: Workspace, episodes: Sequence[Episode]) -> dict[str, bytes]:
    """`audio/index.html`, the files all pages share, and a playlist of all episodes: bytes by path."""
    from podcast import page

    show, hue, own = workspace.show, _hue(workspace), _own(dict(workspace.looks))
    bare = [replace(episode, cues=()) for episode in episodes]
    html = page.show_page(show, bare, feed_url=workspace.feed_url, hue=hue, templates=own)
    is_serial = show.type == "serial"
    ordered = sorted(episodes, key=lambda one: (one.published, one.slug), reverse=not is_serial)
    rows = ((glyph.title, glyph.duration_ms, glyph.path) for glyph in ordered)
    return {
        **page.assets(show, hue, own),
        PLAYLIST: _m3u(show.title, rows).encode("utf-8"),
        "index.html": html.encode("utf-8"),
    }
