"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PARTIAL = ".part"
"""The suffix of a file's temporary name while it is written; only a killed program leaves one behind."""


@contextmanager
def replacing(path: Path, *, keep_mode: bool = False) -> Iterator[BinaryIO]:
    """Open a file that replaces `path` if all goes well, and otherwise leaves no trace.

    Folders are created as needed. Permissions are those of any new file, or with `keep_mode` those of the
    replaced file. Raises OSError with the path or the temporary path in `filename`.
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
    """Whether `error` arose from writing `path`, and not from something else done meanwhile."""
    if error.filename is None:
        return True
    place = Path(os.fsdecode(error.filename))
    ours = place.parent == path.parent and place.suffix == PARTIAL
    return ours or place in (path, *path.parents)
