"""Bytes kept under the hash of their recipe, and files that are written whole or not at all.

Nothing is ever half there: content goes to a temporary name in its own folder and is moved into
place. Nor is a bad one ever used: a file's name has a digest of its content, so what a crash of the machine,
a bad disk or another program made of it is seen when it is asked for, and is made again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from podcast.errors import OutputError
from podcast.formats import files

DAY = 86_400.0
FOR_GOOD = ".once"
"""Begins the suffix of what cannot be made again: a clip of a voice that never says a thing twice alike."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SEALED = re.compile(r"([0-9a-f]{62})\.([0-9a-f]{32})(\..+)")
_DIGITS = 32
"""Hexadecimal digits of a content's SHA-256 in its name."""

_sound: dict[str, tuple[int, int]] = {}
"""Files that this process has found sound, with the size and time they had then: each is read through once."""

_damaged: list[Path] = []


def take_damaged() -> tuple[Path, ...]:
    """Where this process has found damaged files since it was last asked; they are being made again."""
    found = tuple(_damaged)
    del _damaged[: len(found)]
    return found


def tell_damaged(paths: Iterable[Path]) -> None:
    """What another process has found, for whoever asks this one."""
    _damaged.extend(paths)


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of files named by what they were made from; any number of processes may share it.

    A file is `<first 2 hex digits>/<the other 62>.<32 of its content><suffix>`, of SHA-256s of its recipe and
    its content; its modification time tells, to the day, when it was last used.
    """

    folder: Path

    def path(self, recipe: str, suffix: str) -> Path:
        """Where what is made from `recipe` is kept; where nothing is, a path at which nothing is."""
        bucket, name = self._place(recipe)
        return next(self._kept(bucket, name, suffix), bucket / f"{name}{suffix}")

    def find(self, recipe: str, suffix: str) -> Path | None:
        """The file made from `recipe`, sound, and marked as used; None if there is none."""
        bucket, name = self._place(recipe)
        for path in self._kept(bucket, name, suffix):
            if _is_sound(path):
                with suppress(OSError):  # a cache that may only be read is still of use
                    if time.time() - path.stat().st_mtime > DAY:
                        os.utime(path)
                        _note(path)
                return path
            _damaged.append(path)
            _clear(path)
        return None

    def get(
        self, recipe: str, suffix: str, make: Callable[[], bytes], *, remake: bool = False
    ) -> Path:
        """The file made from `recipe`, by `make` if it is not there yet (or at any rate: `remake`).

        Two processes that make the same at once both do; from then on every one finds the same bytes,
        whole. Raises OutputError if it cannot be kept, and what `make` raises; neither leaves a trace.
        """
        known = None if remake else self.find(recipe, suffix)
        if known:
            return known
        data = make()
        if not remake and (known := self.find(recipe, suffix)):  # another process was faster
            return known
        with self._filling(recipe, suffix, alone=remake) as out:
            out.write(data)
        return self.path(recipe, suffix)

    def adopt(self, recipe: str, suffix: str, is_good: Callable[[bytes], bool]) -> Path | None:
        """As `find`, also of what earlier versions kept, without a digest in its name: it gets one, if it
        `is_good`. Raises OutputError where it cannot be written.
        """
        if known := self.find(recipe, suffix):
            return known
        old = self.unsealed(recipe, suffix)
        try:
            data = old.read_bytes() if old else b""
        except OSError:
            return None
        if not (old and data and is_good(data)):
            return None
        path = self.get(recipe, suffix, lambda: data)
        _clear(old)
        return path

    def unsealed(self, recipe: str, suffix: str) -> Path | None:
        """What an earlier version kept of `recipe`, sound or not."""
        bucket, name = self._place(recipe)
        old = bucket / f"{name}{suffix}"
        with suppress(OSError):
            if not bucket.is_symlink() and stat.S_ISREG(old.lstat().st_mode):
                return old
        return None

    def filling(self, recipe: str, suffix: str) -> AbstractContextManager[BinaryIO]:
        """A file to write what is made from `recipe`, kept if all goes well, and alone. Raises OutputError."""
        return self._filling(recipe, suffix, alone=True)

    @contextmanager
    def _filling(self, recipe: str, suffix: str, *, alone: bool) -> Iterator[BinaryIO]:
        bucket, name = self._place(recipe)
        if bucket.is_symlink():
            _clear(bucket)
        raw = bucket / f".{uuid.uuid4().hex}"
        with replacing(raw) as out:
            yield out
        try:
            path = bucket / f"{name}.{_digest(raw)}{suffix}"
            if path.is_dir():
                _clear(path)
            raw.replace(path)
        except OSError as error:
            raise unwritable(raw, error) from error
        _note(path)
        for older in self._kept(bucket, name, suffix) if alone else ():
            if older != path:
                _clear(older)

    def sweep(self, max_age_days: float) -> int:
        """Remove what was not used for so many days, and leftovers of killed builds. Counts them.

        What cannot be made again the same (`FOR_GOOD` in its suffix) stays.
        Uses are marked to the day, so it is two days at least: nothing that a running build has
        found is removed under its hands.
        """
        removed = 0
        for path, _ in self.idle(max(max_age_days, 2.0)):
            with suppress(OSError):  # somebody else was faster, or is reading it
                path.unlink()
                removed += 1
        return removed

    def idle(self, max_age_days: float) -> list[tuple[Path, int]]:
        """(path, bytes) of what was not used for so many days and can be made again, and of leftovers."""
        now = time.time()
        found = []
        for path in self.folder.glob("??/*"):
            if FOR_GOOD in path.name or path.parent.is_symlink():
                continue
            with suppress(OSError):
                stat = path.lstat()
                days = min(1.0, max_age_days) if path.name.startswith(".") else max_age_days
                if stat.st_mtime <= now - days * DAY:
                    found.append((path, stat.st_size))
        return found

    def _place(self, recipe: str) -> tuple[Path, str]:
        name = hashlib.sha256(recipe.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2], name[2:]

    def _kept(self, bucket: Path, name: str, suffix: str) -> Iterator[Path]:
        """What has this name and suffix, whatever its content; nothing that lies behind a link."""
        try:
            names = [] if bucket.is_symlink() else sorted(os.listdir(bucket))
        except OSError:
            return
        for one in names:
            match = _SEALED.fullmatch(one) if one.startswith(name) else None
            if match and match[3] == suffix:
                yield bucket / one


def _is_sound(path: Path) -> bool:
    """Whether a file is one and its content is what its name says."""
    try:
        stat_ = path.lstat()
        if _sound.get(str(path)) == (stat_.st_size, stat_.st_mtime_ns):
            return True
        sealed = _SEALED.fullmatch(path.name)
        if not (sealed and stat.S_ISREG(stat_.st_mode) and _digest(path) == sealed[2]):
            return False
    except OSError:
        return False
    _note(path)
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]


def _note(path: Path) -> None:
    with suppress(OSError):
        stat_ = path.lstat()
        _sound[str(path)] = (stat_.st_size, stat_.st_mtime_ns)


def _clear(path: Path) -> None:
    """Take away what is no use, whatever it is; a folder with all that is in it, a link alone."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` if all goes well, and else leaves no trace.

    Folders are made as needed; permissions are those of any new file. Raises OutputError where the
    file cannot be written.
    """
    try:
        with files.replacing(path) as out:
            yield out
    except OSError as error:
        if files.is_about(error, path):
            raise unwritable(path, error) from error
        raise


def write_if_changed(path: Path, data: bytes) -> bool:
    """Have `data` in the file at `path`. False, and nothing touched, if it is there already."""
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    with replacing(path) as out:
        out.write(data)
    return True


def unwritable(path: Path, error: OSError) -> OutputError:
    """Why a file cannot be written, as a sentence."""
    if error.errno in _NO_ROOM:
        return OutputError(
            "the disk is full; free some space and build again: what is finished is kept",
            file=str(path),
        )
    return OutputError(
        "this file cannot be written ({reason}); "
        "check who owns its folder and whether it may be written to",
        file=str(path),
        reason=error.strerror or type(error).__name__,
    )
