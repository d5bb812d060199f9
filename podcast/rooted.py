"""Reads files below the root safely; the only place that decides which files belong to the root.

A root may come from a stranger. A name in it may lead out, by `..`, by an absolute path or by a link; a file
may be a pipe or a device without end, or larger than memory. All of that is refused here with a sentence.
Whatever lies below the root, including links that stay within it, belongs to the root.
"""

from __future__ import annotations

import codecs
import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path, PurePosixPath

from podcast.errors import InputError

MEGABYTE = 1 << 20
TEXT = 16 * MEGABYTE
"""The size limit of a script, settings file or template, in bytes: a whole book is one megabyte."""

PICTURE = 64 * MEGABYTE
MUSIC = 200 * MEGABYTE

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]|^[A-Za-z]:")


def is_own(name: str) -> bool:
    """Whether `name`, with forward slashes, can only mean a path below the folder it is relative to."""
    parts = name.split("/")
    return not (
        _CONTROL.search(name)
        or any(part in ("", ".", "..") for part in parts)
        or any(0xD800 <= ord(character) < 0xE000 for character in name)
    )


def own(root: Path, name: str) -> Path:
    """The path of `name` below `root`. Raises InputError if it leads out of it, by name or by a link."""
    path = root / name
    try:
        whole = path.resolve()
        circular = whole.is_symlink()  # Python 3.13 no longer raises for it
        inside = is_own(name) and whole.is_relative_to(root.resolve()) and not circular
    except (OSError, RuntimeError, ValueError):  # circular links, names too long
        inside = False
    if not inside:
        raise InputError(
            "this leads out of the podcast's folder, where nothing is read or written;"
            " put a copy of the file here",
            file=name,
        )
    return path


def read(root: Path, name: str, most: int = TEXT) -> bytes:
    """The bytes of the file `name` below `root`.

    Raises FileNotFoundError, and InputError for what is not a regular file, cannot be read, or has more than
    `most` bytes.
    """
    path = own(root, name)
    try:
        with os.fdopen(os.open(path, _HOW), "rb") as file:
            status = os.fstat(file.fileno())
            _check(status, name, most)
            return file.read(status.st_size + 1)  # so many bytes are set aside at once
    except FileNotFoundError:
        raise
    except OSError as error:
        if path.is_dir():
            raise _no_file(name) from None
        raise InputError(
            "cannot be read ({problem}); let your user read it, or remove it",
            file=name,
            problem=error.strerror,
        ) from None


_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever instead of being refused."""


def _check(status: os.stat_result, name: str, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _no_file(name)
    if status.st_size > most:
        raise InputError(
            "is too large ({size} MB); at most {most} MB are read: split it, or put a smaller file here",
            file=name,
            size=-(-status.st_size // MEGABYTE),
            most=most // MEGABYTE,
        )


def _no_file(name: str) -> InputError:
    return InputError(
        "is a folder, a pipe or a device, not a file; put a file here, or remove it", file=name
    )


def codec_of_bom(raw: bytes) -> str:
    """The codec of a text that begins with a byte order mark; "" for any other."""
    return next((codec for bom, codec in _BOMS.items() if raw.startswith(bom)), "")


def unicode_text(raw: bytes) -> str:
    """A text in UTF-8, or with a byte order mark in UTF-16 or UTF-32. Raises UnicodeDecodeError."""
    return raw.decode(codec_of_bom(raw) or "utf-8")


def text(root: Path, name: str, most: int = TEXT) -> str:
    """Like `read`, decoded by its BOM or else from UTF-8, line ends `\\n`. Also raises UnicodeDecodeError."""
    return unicode_text(read(root, name, most)).replace("\r\n", "\n")


def clear_way(folder: Path, name: str) -> Path:
    """The path of `name` below `folder`, ready for a file to be moved there; folders are created as needed.

    A link or a file in place of a folder, or a folder in place of the file, is deleted, so `folder` must
    belong to the program alone. Nothing behind a link is touched. Raises OSError, and InputError for a name
    that leads out.
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
    """`folder` as a real folder: created if need be, in place of a link or of anything else."""
    if folder.is_symlink() or not folder.is_dir():
        with suppress(FileNotFoundError):
            folder.unlink()
        folder.mkdir(exist_ok=True)
    return folder


def program(name: str) -> str | None:
    """The path of a program of this machine; never of one that lies in the current folder, where Windows looks
    first, and which may be a stranger's."""
    path = shutil.which(name)
    if path and os.name == "nt" and Path(path).resolve().parent == Path.cwd().resolve():
        return None
    return path


def remove(folder: Path, name: str) -> None:
    """Delete the file `name` below `folder`, and folders left empty; nothing if it is missing or leads out."""
    with suppress(InputError, OSError):
        own(folder, str(PurePosixPath(name).parent / "x") if "/" in name else name)
        path = folder / name
        if is_own(name) and (path.is_symlink() or not path.is_dir()):
            path.unlink()
            for above in path.parents[: name.count("/")]:
                above.rmdir()  # fails at the first that is not empty, which ends the loop
