"""Pictures: the show's and each episode's, made once and kept under what they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from podcast.cache import write_if_changed
from podcast.errors import InputError
from podcast.model import Script
from podcast.pipeline.events import Watch, note
from podcast.pipeline.keys import recipe
from podcast.pipeline.workspace import Workspace

COVER, THUMB = "cover.jpg", "thumb.jpg"
THUMB_SIDE = 512
"""Pixels of a side of the picture that pages and lists show: sharp on a telephone, 40 kB."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG published at `path` below `audio/`; smaller, as it stands in the tags of an MP3; and `thumb`,
    as pages show it.

    `key` names what it was made of.
    """

    path: str
    key: str
    full: bytes
    small: bytes
    thumb: bytes

    @property
    def thumb_path(self) -> str:
        """Where `thumb` is published: beside the picture itself."""
        return self.path.removesuffix(COVER) + THUMB

    @property
    def is_shows(self) -> bool:
        """Whether it is the show's."""
        return self.path == COVER


def show_picture(workspace: Workspace, watch: Watch) -> Picture:
    """`audio/cover.jpg`: the author's picture made fit, or one drawn from the title. Raises InputError."""
    settings = workspace.show
    if settings.cover:
        picture = _own(workspace, settings.cover, COVER, watch)
    else:
        picture = _drawn(workspace, COVER, (settings.title, settings.author, "", settings.title))
    write_if_changed(workspace.audio / COVER, picture.full)
    write_if_changed(workspace.audio / THUMB, picture.thumb)
    return picture


def episode_picture(workspace: Workspace, script: Script, shows: Picture, watch: Watch) -> Picture:
    """What an episode shows: what its script names, else its title drawn in the show's design.

    Over a picture of the author's own nothing is drawn: the show's stands for the episode too, as it does
    for one whose picture is an address on the web. Raises InputError for a picture that cannot be used.
    """
    path = f"{script.slug}/{COVER}"
    if script.image and "://" not in script.image:
        return _own(workspace, script.image, path, watch)
    if script.image or workspace.show.cover:
        return shows
    number = f"الحلقة {script.number}" if script.number else ""
    return _drawn(
        workspace, path, (script.title, workspace.show.title, number, workspace.show.title)
    )


def _own(workspace: Workspace, named: str, path: str, watch: Watch) -> Picture:
    name = f"script/{named}"
    try:
        data = (workspace.root / name).read_bytes()
    except OSError as error:
        raise _absent(name, path) from error
    made_of = hashlib.sha256(data).hexdigest()
    return _kept(workspace, path, made_of, partial(_fit, data, name, watch))


def _absent(name: str, path: str) -> InputError:
    if path == COVER:
        return InputError(
            "there is no such picture; put it there, or take `cover` out of script/show.toml",
            file=name,
        )
    return InputError(
        "there is no such picture; put it there, or take `image` out of the front matter", file=name
    )


def _fit(data: bytes, name: str, watch: Watch) -> bytes:
    from podcast import cover

    checked = cover.check(data, name)
    for template, fields in checked.warnings:
        watch(note(template, file=name, **fields))
    return checked.jpeg


def _drawn(workspace: Workspace, path: str, words: tuple[str, str, str, str]) -> Picture:
    """`words`: the title, what stands under and over it, and what the design is taken from."""
    from podcast import cover

    title, under, over, seed = words
    return _kept(workspace, path, words, lambda: cover.draw(title, under, over, seed=seed))


def _kept(workspace: Workspace, path: str, made_of: object, make: Callable[[], bytes]) -> Picture:
    from podcast import cover

    key = recipe("cover", cover.DESIGN, made_of)
    full = workspace.cache.get(key, ".jpg", make).read_bytes()
    small = workspace.cache.get(recipe("small", key), ".jpg", lambda: cover.small(full))
    thumb = workspace.cache.get(recipe("thumb", key), ".jpg", lambda: cover.small(full, THUMB_SIDE))
    return Picture(path, key, full, small.read_bytes(), thumb.read_bytes())
