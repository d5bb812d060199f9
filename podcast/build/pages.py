"""What stands around the sound: covers, web pages, an episode's sections as a feed and as a playlist."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from podcast.build.episode import Shelf
from podcast.build.section import recipe
from podcast.build.studio import FEED_TEMPLATE, Studio
from podcast.cache import write_if_changed
from podcast.errors import InputError
from podcast.model import Episode
from podcast.published import episode_guid

FEED = "feed.xml"
COVER = "cover.jpg"

PREVIEW = "http://127.0.0.1:8000/"
"""Where the feeds point while the author has not said where they will be published."""


def base_of(studio: Studio) -> str:
    """Address of `audio/`, ending in a slash."""
    return studio.show.base_url or PREVIEW


def show_cover(studio: Studio) -> bytes:
    """`audio/cover.jpg`: the author's picture made fit, or one drawn from the title. Raises InputError."""
    settings = studio.show
    own = studio.root / "script" / settings.cover if settings.cover else None
    if own and not own.is_file():
        raise InputError(
            "there is no such picture; put it there, or take `cover` out of script/show.toml",
            file=f"script/{settings.cover}",
        )
    made_of = recipe("cover", settings.title, settings.author, studio.style)
    path = studio.cache.get(made_of, ".jpg", lambda: _cover(studio, own))
    data = path.read_bytes()
    write_if_changed(studio.audio / COVER, data)
    return data


def illustrated(studio: Studio, episode: Episode, shelf: Shelf) -> Episode:
    """The episode with the picture its script names below `script/`, made fit and put beside its sections.

    Raises InputError for a picture that is not there or cannot be used. An address is left as it is.
    """
    if not episode.image or "://" in episode.image:
        return episode
    name = f"script/{episode.image}"
    try:
        data = (studio.root / name).read_bytes()
    except OSError as error:
        raise InputError(
            "there is no such picture; put it there, or take `image` out of the front matter",
            file=name,
        ) from error
    path = f"{episode.slug}/{COVER}"
    shelf.keep(
        path, recipe(hashlib.sha256(data).hexdigest()), lambda out: out.write(_fit(data, name))
    )
    return replace(episode, image=path)


def _fit(data: bytes, name: str) -> bytes:
    from podcast import cover

    return cover.check(data, name).jpeg


def _cover(studio: Studio, own: Path | None) -> bytes:
    from podcast import cover

    if own:
        return _fit(own.read_bytes(), f"script/{studio.show.cover}")
    return cover.draw(studio.show.title, studio.show.author)


def write_episode_pages(studio: Studio, episode: Episode, shelf: Shelf) -> None:
    """An episode's page, its sections' feed and playlist."""
    from podcast import feed, page

    base, slug = base_of(studio), episode.slug
    texts = dict(studio.looks)
    html = page.episode_page(studio.show, episode, feed_url=studio.feed_url, templates=_own(texts))
    serial = feed.render_sections(
        studio.show,
        episode,
        texts[FEED_TEMPLATE],
        guid=episode_guid(studio.published.guid, f"{slug}/{FEED}"),
        feed_url=f"{base}{slug}/{FEED}",
        base_url=base,
        cover=COVER,
        pages=True,
    )
    shelf.keep_text(f"{slug}/index.html", html)
    shelf.keep_text(f"{slug}/playlist.m3u8", _playlist(episode))
    shelf.keep_text(f"{slug}/{FEED}", serial)


def _own(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name != FEED_TEMPLATE}


def _playlist(episode: Episode) -> str:
    """An extended M3U of the sections, with paths as seen from beside them."""
    lines = ["#EXTM3U", f"#PLAYLIST:{episode.title}"]
    for one in episode.sections:
        name = one.path.rpartition("/")[2]
        lines += [f"#EXTINF:{round(one.duration_ms / 1000)},{one.title}", name]
    return "\n".join(lines) + "\n"


def write_show_page(studio: Studio, episodes: Sequence[Episode]) -> None:
    """`audio/index.html`."""
    from podcast import page

    texts = _own(dict(studio.looks))
    bare = [replace(episode, cues=()) for episode in episodes]
    html = page.show_page(studio.show, bare, feed_url=studio.feed_url, templates=texts)
    write_if_changed(studio.audio / "index.html", html.encode("utf-8"))
