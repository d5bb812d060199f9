"""A content cache keyed by the hash of a recipe, and files that are written whole or not at all.

No file is ever half written: content goes to a temporary name in the same folder and is moved into place.
Nor is a damaged file ever used: its name carries a digest of its content, so damage by a crash, a bad disk or
another program is noticed when the file is asked for, and the file is made again.
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
from pathlib import Path
from typing import BinaryIO

from podcast.errors import OutputError
from podcast.formats import files
from podcast.structs import Frozen, Mutable

DAY = 86_400.0
FOR_GOOD = ".once"
"""Starts the suffix of files that cannot be made again: clips of voices that never sound the same twice."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SEALED = re.compile(r"([0-9a-f]{62})\.([0-9a-f]{32})(\..+)")
_DIGITS = 32
"""How many hexadecimal digits of the content's SHA-256 a file name carries."""

_sound: dict[str, tuple[int, int]] = {}
"""Files this process has verified, with their size and time (ns) at that moment: each is hashed once."""

_damaged: list[Path] = []


def take_damaged() -> tuple[Path, ...]:
    """The damaged files this process has found since the last call; they are made again."""
    damaged = tuple(_damaged)
    del _damaged[: len(damaged)]
    return damaged


def tell_damaged(paths: Iterable[Path]) -> None:
    """Add the damaged files that another process has found to this process's list."""
    _damaged.extend(paths)


class Filling(Mutable):
    """A file being written, and the `path` where it is kept once that has gone well."""

    out: BinaryIO
    path: Path = Path()


class Cache(Frozen):
    """A folder of files named after what they were made from; any number of processes may share it.

    A file is `<2 hex digits>/<62 more>.<32 of its content><suffix>`: the SHA-256 of its recipe, then that of
    its content. Its modification time says, to the day, when it was last used.
    """

    folder: Path

    def path(self, recipe: str, suffix: str) -> Path:
        """Where the file made from `recipe` is kept, or would be; the path need not exist."""
        bucket, name = self._place(recipe)
        return next(self._kept(bucket, name, suffix), bucket / f"{name}{suffix}")

    def find(self, recipe: str, suffix: str, file: str = "") -> Path | None:
        """The file made from `recipe`, verified and marked as used; None if there is none.

        Of several, only the one called `file` if that is given.
        """
        bucket, name = self._place(recipe)
        for path in self._kept(bucket, name, suffix):
            if file not in ("", path.name):
                continue
            if _is_sound(path):
                with suppress(OSError):  # a read-only cache is still of use
                    if time.time() - path.stat().st_mtime > DAY:
                        os.utime(path)
                        _remember(path)
                return path
            self.set_aside(path)
        return None

    def read(self, recipe: str, suffix: str, file: str = "") -> tuple[Path, bytes] | None:
        """What `find` finds, and its content; None if there is none.

        Where processes share the cache, a file may be replaced between being found and being read.
        """
        while path := self.find(recipe, suffix, file):
            with suppress(FileNotFoundError):
                return path, path.read_bytes()
        return None

    def set_aside(self, path: Path) -> None:
        """Delete a file that holds something other than what was written, and list it as damaged."""
        if os.path.lexists(path):  # else another process has replaced it
            _damaged.append(path)
            _delete(path)

    def get(
        self, recipe: str, suffix: str, make: Callable[[], bytes], *, remake: bool = False
    ) -> Path:
        """The file made from `recipe`; `make` makes it if it is missing, or in any case with `remake`.

        Two processes that need the same file at once both make it; from then on all find the same complete
        bytes. Raises OutputError if it cannot be written, and whatever `make` raises; neither leaves a trace.
        """
        kept = None if remake else self.find(recipe, suffix)
        if kept:
            return kept
        data = make()
        if not remake and (kept := self.find(recipe, suffix)):  # another process was faster
            return kept
        with self._filling(recipe, suffix, alone=remake) as filling:
            filling.out.write(data)
        return filling.path

    def adopt(self, recipe: str, suffix: str, is_good: Callable[[bytes], bool]) -> Path | None:
        """Like `find`, but also takes over a file of an earlier version, which has no digest in its name.

        It is taken over only if `is_good` accepts its content. Raises OutputError if it cannot be written.
        """
        if kept := self.find(recipe, suffix):
            return kept
        old = self.unsealed(recipe, suffix)
        try:
            data = old.read_bytes() if old else b""
        except OSError:
            return None
        if not (old and data and is_good(data)):
            return None
        path = self.get(recipe, suffix, lambda: data)
        _delete(old)
        return path

    def unsealed(self, recipe: str, suffix: str) -> Path | None:
        """The unverified file that an earlier version of the program kept for `recipe`, or None."""
        bucket, name = self._place(recipe)
        old = bucket / f"{name}{suffix}"
        with suppress(OSError):
            if not bucket.is_symlink() and stat.S_ISREG(old.lstat().st_mode):
                return old
        return None

    def filling(self, recipe: str, suffix: str) -> AbstractContextManager[Filling]:
        """Open a file for what is made from `recipe`. If all goes well it is kept, beside older ones.

        Raises OutputError if it cannot be written.
        """
        return self._filling(recipe, suffix, alone=False)

    @contextmanager
    def _filling(self, recipe: str, suffix: str, *, alone: bool) -> Iterator[Filling]:
        bucket, name = self._place(recipe)
        if bucket.is_symlink():
            _delete(bucket)
        raw = bucket / f".{uuid.uuid4().hex}"
        with replacing(raw) as out:
            yield (filling := Filling(out))
        replaced = list(self._kept(bucket, name, suffix)) if alone else []  # not what follows
        try:
            filling.path = path = bucket / f"{name}.{_digest(raw)}{suffix}"
            if path.is_dir():
                _delete(path)
            raw.replace(path)
        except OSError as error:
            raise unwritable(raw, error) from error
        _remember(path)
        for older in replaced:
            if older != path:
                _delete(older)

    def sweep(self, max_age_days: float) -> int:
        """Delete files unused for that many days and leftovers of killed builds; returns how many.

        Files that cannot be made again (`FOR_GOOD` in the suffix) stay. Use is recorded to the day, so the
        least age is two days: nothing is deleted that a running build has just found.
        """
        removed = 0
        for path, _ in self.idle(max(max_age_days, 2.0)):
            with suppress(
                OSError
            ):  # another process deleted it first, or (on Windows) is reading it
                path.unlink()
                removed += 1
        return removed

    def idle(self, max_age_days: float) -> list[tuple[Path, int]]:
        """(path, bytes) of leftovers and of files unused for that many days (0: all) that can be made again."""
        now = _time_in(self.folder)
        idle = []
        for path in self.folder.glob("??/*"):
            if FOR_GOOD in path.name or path.parent.is_symlink():
                continue
            with suppress(OSError):
                stat = path.lstat()
                days = min(1.0, max_age_days) if path.name.startswith(".") else max_age_days
                if days <= 0 or stat.st_mtime <= now - days * DAY:
                    idle.append((path, stat.st_size))
        return idle

    def _place(self, recipe: str) -> tuple[Path, str]:
        name = hashlib.sha256(recipe.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2], name[2:]

    def _kept(self, bucket: Path, name: str, suffix: str) -> Iterator[Path]:
        """Files of this name and suffix, whatever their content; never through a symbolic link."""
        try:
            names = [] if bucket.is_symlink() else sorted(os.listdir(bucket))
        except OSError:
            return
        for one in names:
            match = _SEALED.fullmatch(one) if one.startswith(name) else None
            if match and match[3] == suffix:
                yield bucket / one


def _time_in(folder: Path) -> float:
    """Now, by the clock that dates the files in `folder`: on a network drive, that of another machine. Where
    nothing can be written, by this machine's."""
    probe = folder / f".{uuid.uuid4().hex}"
    try:
        probe.touch(exist_ok=False)
        return probe.lstat().st_mtime
    except OSError:
        return time.time()
    finally:
        _delete(probe)


def _is_sound(path: Path) -> bool:
    """Whether `path` is a regular file whose content matches the digest in its name."""
    try:
        status = path.lstat()
        if _sound.get(str(path)) == (status.st_size, status.st_mtime_ns):
            return True
        sealed = _SEALED.fullmatch(path.name)
        if not (sealed and stat.S_ISREG(status.st_mode) and _digest(path) == sealed[2]):
            return False
    except OSError:
        return False
    _remember(path)
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]


def _remember(path: Path) -> None:
    with suppress(OSError):
        status = path.lstat()
        _sound[str(path)] = (status.st_size, status.st_mtime_ns)


def _delete(path: Path) -> None:
    """Delete `path` if possible: a folder with its contents, but of a link only the link itself."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that replaces `path` if all goes well, and otherwise leaves no trace.

    Folders are created as needed; permissions are those of any new file. Raises OutputError if the file
    cannot be written.
    """
    try:
        with files.replacing(path) as out:
            yield out
    except OSError as error:
        if files.is_about(error, path):
            raise unwritable(path, error) from error
        raise


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` to `path` unless it is there already; returns whether the file was written."""
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    with replacing(path) as out:
        out.write(data)
    return True


def is_full(error: OSError) -> bool:
    """Whether the disk, or what a user may have of it, is full."""
    return error.errno in _NO_ROOM


def unwritable(path: Path, error: OSError) -> OutputError:
    """The error to raise for a file that cannot be written."""
    if is_full(error):
        return OutputError(
            "the disk is full; free some space (`podcast clean` does), and try again: what is finished is kept",
            file=str(path),
        )
    return OutputError(
        "this file cannot be written ({reason}); "
        "check who owns its folder and whether it may be written to",
        file=str(path),
        reason=error.strerror or type(error).__name__,
    )
