"""Which files are the root's own, and how they are read: the one place that decides it for every room.

A root may come from a stranger. A name in it may lead out, by `..`, by an absolute path or by a link; a file
may be a pipe or a device that never ends, or larger than the memory. All of that is refused here, with a
sentence; what is below the root, links within it too, is the root's own.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path, PurePosixPath

from podcast.errors import InputError

MEGABYTE = 1 << 20
TEXT = 16 * MEGABYTE
"""The largest script, settings file or template: a book is one megabyte."""

PICTURE = 64 * MEGABYTE
MUSIC = 512 * MEGABYTE

_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]|^[A-Za-z]:")


def is_own(name: str) -> bool:
    """Whether `name`, with forward slashes, can only be a path below the folder it is told for."""
    parts = name.split("/")
    return not (
        _CONTROL.search(name)
        or any(part in ("", ".", "..") for part in parts)
        or any(0xD800 <= ord(character) < 0xE000 for character in name)
    )


def own(root: Path, name: str) -> Path:
    """The path of `name` below `root`. Raises InputError where it leads out of it, by name or by a link."""
    path = root / name
    try:
        inside = is_own(name) and path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # links that lead in a circle, names too long
        inside = False
    if not inside:
        raise InputError(
            "this leads out of the podcast's folder, where nothing is read or written;"
            " put a copy of the file here",
            file=name,
        )
    return path


def read(root: Path, name: str, most: int = TEXT) -> bytes:
    """The bytes of a file of the root's own. Raises FileNotFoundError, and InputError for what is none,
    cannot be read, or has more than `most` bytes."""
    path = own(root, name)
    try:
        with os.fdopen(os.open(path, _HOW), "rb") as file:
            stat_ = os.fstat(file.fileno())
            _check(stat_, name, most)
            return file.read(most + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        if path.is_dir():
            raise _no_file(name) from None
        raise InputError(
            "cannot be read ({problem}); let your user read it, or take it away",
            file=name,
            problem=error.strerror,
        ) from None


_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes to is opened at once, so that it can be refused."""


def _check(stat_: os.stat_result, name: str, most: int) -> None:
    if not stat.S_ISREG(stat_.st_mode):
        raise _no_file(name)
    if stat_.st_size > most:
        raise InputError(
            "is too large ({size} MB); at most {most} MB are read: split it, or put a smaller file here",
            file=name,
            size=-(-stat_.st_size // MEGABYTE),
            most=most // MEGABYTE,
        )


def _no_file(name: str) -> InputError:
    return InputError(
        "is a folder, a pipe or a device, not a file; put a file here, or take it away", file=name
    )


def text(root: Path, name: str, most: int = TEXT) -> str:
    """As `read`, decoded from UTF-8 with or without BOM, `\\n` at line ends. Raises UnicodeDecodeError too."""
    return read(root, name, most).decode("utf-8-sig").replace("\r\n", "\n")


def clear_way(folder: Path, name: str) -> Path:
    """The path of `name` below `folder`, ready for a file to be moved there; folders are made as needed.

    A link or a file where a folder must be, or a folder where the file must be, is taken away: for
    folders of which all is the program's own. Nothing behind a link is touched. Raises OSError, and
    InputError for a name that leads out.
    """
    if not is_own(name):
        return own(folder, name)
    place = folder
    for part in PurePosixPath(name).parts[:-1]:
        place = solid(place / part)
    target = place / PurePosixPath(name).name
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    return target


def solid(folder: Path) -> Path:
    """`folder` as a folder of its own: made if need be, in place of a link or of anything else."""
    if folder.is_symlink() or not folder.is_dir():
        with suppress(FileNotFoundError):
            folder.unlink()
        folder.mkdir(exist_ok=True)
    return folder


def remove(folder: Path, name: str) -> None:
    """Take away the file `name` below `folder`; nothing where there is none, or where it leads out."""
    with suppress(InputError, OSError):
        own(folder, str(PurePosixPath(name).parent / "x") if "/" in name else name)
        path = folder / name
        if is_own(name) and (path.is_symlink() or not path.is_dir()):
            path.unlink()
            for above in path.parents[
                : name.count("/")
            ]:  # up to the first in which something else lies
                above.rmdir()
