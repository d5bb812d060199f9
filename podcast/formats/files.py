"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PARTIAL = ".part"
"""What the temporary name of a file that is being written ends with; only a killed program leaves one."""


@contextmanager
def replacing(path: Path, *, keep_mode: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` if all goes well, and else leaves no trace.

    Folders are made as needed. Permissions are those of any new file, or those of the file it replaces
    (`keep_mode`). Raises OSError where it cannot be written, with that or the temporary path in `filename`.
    """
    partial = path.with_name(f".{uuid.uuid4().hex}{PARTIAL}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("xb") as out:
            yield out
        if keep_mode:
            with suppress(FileNotFoundError):
                partial.chmod(path.stat().st_mode & 0o777)
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise


def is_about(error: OSError, path: Path) -> bool:
    """Whether `error` came of writing `path`, not of something else done meanwhile."""
    if error.filename is None:
        return True
    place = Path(os.fsdecode(error.filename))
    ours = place.parent == path.parent and place.suffix == PARTIAL
    return ours or place in (path, *path.parents)
