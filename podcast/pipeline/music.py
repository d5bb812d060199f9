"""The show's music files: the jingles of an episode's first and last section."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from podcast.errors import InputError
from podcast.model import Jingle, Music, Script, Show
from podcast.rooted import MUSIC, read


def stamp(root: Path, music: Music) -> tuple[tuple[str, int, int], ...]:
    """What shows that the files have changed, without reading them: (name, size, time in ns) of each.

    A file that was merely touched is read again, but makes nothing stale.
    """
    return tuple(_stamp(root, name) for name in (music.intro, music.outro) if name)


def _stamp(root: Path, name: str) -> tuple[str, int, int]:
    try:
        status = (root / "script" / name).stat()
    except OSError:
        return name, -1, 0
    return name, status.st_size, status.st_mtime_ns


def jingles(root: Path, script: Script, music: Music) -> tuple[Jingle | None, Jingle | None]:
    """Intro and outro of an episode. Raises InputError for a file that does not exist."""
    if not script.music:
        return None, None
    return (
        _jingle(root, music.intro, music, under=music.intro_mode == "under"),
        _jingle(root, music.outro, music, under=music.outro_mode == "under"),
    )


def _jingle(root: Path, name: str, music: Music, *, under: bool) -> Jingle | None:
    if not name:
        return None
    data, digest = _read(root, *_stamp(root, name))
    return Jingle(f"script/{name}", data, digest, under, music)


@lru_cache(maxsize=2)
def _read(root: Path, name: str, size: int, changed: int) -> tuple[bytes, str]:
    """The bytes of a file and their hash, read once for all episodes of a build."""
    try:
        data = read(root, f"script/{name}", MUSIC)
    except OSError as error:
        raise InputError(
            "there is no such music file; put it there, or remove it from [music] in script/show.toml",
            file=f"script/{name}",
        ) from error
    return data, hashlib.sha256(data).hexdigest()


def heard(intro: Jingle | None, outro: Jingle | None) -> tuple[object, ...]:
    """Everything about a section's music that changes its sound; () without music."""
    return (_heard(intro), _heard(outro)) if intro or outro else ()


def _heard(jingle: Jingle | None) -> object:
    if jingle is None:
        return None
    music = jingle.music
    alone = music.alone if jingle.under else 0
    duck = music.duck if jingle.under else 0
    return jingle.digest, jingle.under, music.seconds, alone, music.fade, music.level, duck


def credit(show: Show, script: Script) -> str:
    """The credit for an episode's music; "" without music."""
    music = show.music
    return music.credit if script.music and (music.intro or music.outro) else ""
