"""Pictures: the show's and each episode's, made once and cached under what they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

from podcast.errors import InputError
from podcast.model import Script
from podcast.pipeline import legible
from podcast.pipeline.events import Watch, note
from podcast.pipeline.keys import recipe
from podcast.pipeline.stage import Files, Stood
from podcast.pipeline.workspace import Workspace
from podcast.rooted import PICTURE, own, read
from podcast.structs import Frozen, field, replace

COVER, THUMB = "cover.jpg", "thumb.jpg"
THUMB_SIDE = 512
"""The side of the thumbnail that pages and lists show, in pixels: sharp on a phone, 40 kB."""


class Picture(Frozen):
    """A JPEG published at `path` below `audio/`: `full`, `small` for the tags of an MP3, `thumb` for pages.

    `key` names what it was made of.
    """

    path: str
    key: str
    full: bytes
    small: bytes
    thumb: bytes
    made_of: Files = field(default_factory=dict)
    """The author's file it was made from, by name, unless it is the show's picture."""

    @property
    def thumb_path(self) -> str:
        """Where `thumb` is published, beside the picture itself."""
        return self.path.removesuffix(COVER) + THUMB

    @property
    def is_shows(self) -> bool:
        """Whether this is the show's picture."""
        return self.path == COVER


def show_picture(workspace: Workspace, watch: Watch) -> Picture:
    """`audio/cover.jpg`: the author's picture resized, or one drawn from the title. Raises InputError."""
    settings = workspace.show
    if settings.cover:
        check_cover(workspace)
        return _own(workspace, settings.cover, workspace.cover, COVER, watch)
    return _drawn(workspace, COVER, (settings.title, settings.author, "", settings.title))


def check_cover(workspace: Workspace) -> None:
    """Raise InputError if the settings name a cover that is not there."""
    if workspace.show.cover and not workspace.cover:
        raise _absent(f"script/{workspace.show.cover}")


def episode_picture(workspace: Workspace, script: Script, shows: Picture, watch: Watch) -> Picture:
    """An episode's picture: the one its script names, or else its title drawn in the show's design.

    Nothing is drawn over a picture of the author's own: then the episode has the show's picture, as it does
    if its picture is a web address. Raises InputError for a picture that cannot be used.
    """
    path = f"{script.slug}/{COVER}"
    if script.image and "://" not in script.image:
        name = f"script/{script.image}"
        data, looked = _read(workspace, name, script.slug)
        mine = _own(workspace, script.image, data, path, watch)
        return replace(mine, made_of={name: looked})
    if script.image or workspace.show.cover:
        return shows
    number = f"الحلقة {script.number}" if script.number else ""
    return _drawn(
        workspace, path, (script.title, workspace.show.title, number, workspace.show.title)
    )


def draw_ahead(workspace: Workspace, script: Script) -> None:
    """Have the cache filled with the show's and the episode's picture, if they are drawn."""
    if not (workspace.show.cover or script.image):
        shows = show_picture(workspace, lambda _: None)
        episode_picture(workspace, script, shows, lambda _: None)


def _read(workspace: Workspace, name: str, slug: str = "") -> tuple[bytes, Stood]:
    """A picture's bytes, and the record by which a change is noticed; its time is taken before reading."""
    try:
        stat_ = own(workspace.root, name).stat()
        data = read(workspace.root, name, PICTURE)
    except OSError as error:
        raise _absent(name, slug) from error
    return data, Stood(len(data), stat_.st_mtime_ns, hashlib.sha256(data).hexdigest())


def _own(workspace: Workspace, named: str, data: bytes, path: str, watch: Watch) -> Picture:
    name = f"script/{named}"
    made_of = hashlib.sha256(data).hexdigest()
    return _kept(workspace, path, made_of, partial(_fit, data, name, watch))


def _absent(name: str, slug: str = "") -> InputError:
    """The error of a picture that the settings, or the episode `slug`, name but that is not there."""
    if not slug:
        return InputError(
            "there is no such picture; put it there, or remove `cover` from script/show.toml",
            file=name,
        )
    return InputError(
        "there is no such picture; put it there, or remove `image` from the front matter of “{slug}”",
        file=name,
        slug=slug,
    )


def _fit(data: bytes, name: str, watch: Watch) -> bytes:
    from podcast import cover

    checked = cover.check(data, name)
    for template, fields in checked.warnings:
        watch(note(template, file=name, **fields))
    return checked.jpeg


def _drawn(workspace: Workspace, path: str, words: tuple[str, str, str, str]) -> Picture:
    """A drawn picture. `words` are the title, the lines below and above it, and the seed of the design."""
    from podcast import cover

    title, under, over, seed = words
    return _kept(workspace, path, words, lambda: cover.draw(title, under, over, seed=seed))


def _kept(workspace: Workspace, path: str, made_of: object, make: Callable[[], bytes]) -> Picture:
    from podcast import cover

    key = recipe("cover", cover.DESIGN, made_of)
    kept = partial(legible.made, workspace.cache, suffix=".jpg", read=_read_picture)
    full = kept(key, make=make)
    small = kept(recipe("small", key), make=lambda: cover.small(full))
    thumb = kept(recipe("thumb", key), make=lambda: cover.small(full, THUMB_SIDE))
    return Picture(path, key, full, small, thumb)


def _read_picture(data: bytes) -> bytes:
    """A JPEG by its first and last bytes. Raises ValueError for anything else."""
    legible.checked(data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9"))
    return data
