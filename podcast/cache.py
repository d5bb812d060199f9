"""Bytes kept under the hash of their recipe, and files that are written whole or not at all.

Nothing is ever half there: content goes to a temporary name in its own folder and is moved into
place. No fsync: a crash of the machine may leave an empty file, and an empty file counts as none.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from podcast.errors import OutputError
from podcast.formats import files

DAY = 86_400.0
FOR_GOOD = ".once"
"""Begins the suffix of what cannot be made again: a clip of a voice that never says a thing twice alike."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of files named by what they were made from; any number of processes may share it.

    A file is `<first 2 hex digits>/<the other 62><suffix>` of its recipe's SHA-256; its
    modification time tells, to the day, when it was last used.
    """

    folder: Path

    def path(self, recipe: str, suffix: str) -> Path:
        """Where what is made from `recipe` is kept, or would be."""
        name = hashlib.sha256(recipe.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}{suffix}"

    def find(self, recipe: str, suffix: str) -> Path | None:
        """The file made from `recipe`, marked as used; None if there is none."""
        path = self.path(recipe, suffix)
        try:
            found = path.stat()
        except OSError:
            return None
        if not found.st_size:
            return None
        if time.time() - found.st_mtime > DAY:
            with suppress(OSError):  # a cache that may only be read is still of use
                os.utime(path)
        return path

    def get(
        self, recipe: str, suffix: str, make: Callable[[], bytes], *, remake: bool = False
    ) -> Path:
        """The file made from `recipe`, by `make` if it is not there yet (or at any rate: `remake`).

        Two processes that make the same at once both do, and the later one's bytes stay, whole.
        Raises OutputError if it cannot be kept, and what `make` raises; neither leaves a trace.
        """
        known = None if remake else self.find(recipe, suffix)
        if known:
            return known
        path = self.path(recipe, suffix)
        data = make()
        with replacing(path) as out:
            out.write(data)
        return path

    @contextmanager
    def filling(self, recipe: str, suffix: str) -> Iterator[BinaryIO]:
        """A file to write what is made from `recipe`, kept if all goes well. Raises OutputError."""
        with replacing(self.path(recipe, suffix)) as out:
            yield out

    def sweep(self, max_age_days: float) -> int:
        """Remove what was not used for so many days, and leftovers of killed builds. Counts them.

        What cannot be made again the same (`FOR_GOOD` in its suffix) stays.
        Uses are marked to the day, so it is two days at least: nothing that a running build has
        found is removed under its hands.
        """
        oldest = time.time() - max(max_age_days, 2.0) * DAY
        leftover = time.time() - DAY
        removed = 0
        for path in self.folder.glob("??/*"):
            if FOR_GOOD in path.name:
                continue
            with suppress(OSError):  # somebody else was faster, or is reading it
                if path.stat().st_mtime < (leftover if path.suffix == files.PARTIAL else oldest):
                    path.unlink()
                    removed += 1
        return removed


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
            raise _unwritable(path, error) from error
        raise


def write_if_changed(path: Path, data: bytes) -> bool:
    """Have `data` in the file at `path`. False, and nothing touched, if it is there already."""
    with suppress(OSError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    with replacing(path) as out:
        out.write(data)
    return True


def _unwritable(path: Path, error: OSError) -> OutputError:
    if error.errno in _NO_ROOM:
        return OutputError(
            "the disk is full; make room and build again, what is finished is kept", file=str(path)
        )
    return OutputError(
        "this file cannot be written ({reason}); "
        "check who owns its folder and whether it may be written to",
        file=str(path),
        reason=error.strerror or type(error).__name__,
    )
