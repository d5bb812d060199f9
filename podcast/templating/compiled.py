"""Compiled templates, kept from one run to the next.

They are code, so they are kept where only the user writes, never in a root, which may be a stranger's. A file
is used only if it is intact and was made from the same text by the same sandbox. Each name has one file, so the
folder does not grow. Without such a folder, templates are compiled in each run.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import jinja2
from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_DIGEST = sha256().digest_size


def users_folder() -> Path | None:
    """Where this user's compiled templates are kept; None if there is no such place.

    A relative path in XDG_CACHE_HOME is ignored, as the XDG Base Directory Specification asks, and one in HOME:
    it would be below the current folder, which may be anyone's.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    with suppress(RuntimeError):  # no home
        home = named if named.is_absolute() else Path.home() / ".cache"
        return home / "rawi" / "templates" if home.is_absolute() else None
    return None


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates: the SHA-256 of what follows, then Jinja's own format."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source_checksum(self, source: str) -> str:
        """A digest of everything that decides what is compiled from `source`."""
        return sha256(f"{_compiler()}\0{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what was compiled before, if it may be trusted."""
        with suppress(OSError):
            data = (self.folder / bucket.key).read_bytes() if self._is_own() else b""
            digest, code = data[:_DIGEST], data[_DIGEST:]
            if sha256(code).digest() == digest:
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if the folder can be written."""
        code = bucket.bytecode_to_string()
        partial = self.folder / f".{uuid4().hex}"
        with suppress(OSError):
            if not self._is_own():
                return
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial.write_bytes(sha256(code).digest() + code)
            partial.replace(self.folder / bucket.key)
        with suppress(OSError):  # of a full disk, for instance
            partial.unlink(missing_ok=True)

    def _is_own(self) -> bool:
        """Whether the folder is this user's, and no other may write to it; or may be made, as in a home.

        After `sudo`, the home may be that of a user who must not decide what root runs.
        """
        if os.name == "nt":  # profiles are closed to others there
            return True
        nearest = next(one for one in (self.folder, *self.folder.parents) if one.exists())
        found = nearest.stat()
        closed = nearest != self.folder or not found.st_mode & 0o022
        return found.st_uid == os.geteuid() and closed


@cache
def _compiler() -> str:
    """What compiles: Jinja, and the sandbox that sends loops and comparisons through counters."""
    code = Path(__file__).with_name("sandbox.py").read_bytes()
    return f"{jinja2.__version__} {sha256(code).hexdigest()}"
