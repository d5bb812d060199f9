"""What was found out about a file, kept until the file is another: a later check reads only what is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from podcast.structs import Mutable, field

FORMAT = 1
"""To be raised when the meaning of remembered facts changes."""


class Stamp(NamedTuple):
    """A file as it was made: size (bytes), modification time (ns) and SHA-256."""

    size: int
    mtime_ns: int
    digest: str


class RememberedFile(Mutable):
    """A file as last examined: size, time (ns), digest, and facts by name, as JSON values."""

    size: int
    mtime_ns: int
    digest: str
    facts: dict[str, Any] = field(default_factory=dict)


class Memory(Mutable):
    """Facts by path below the published folder. A file is unchanged by size and time, or else by its bytes."""

    entries: dict[str, RememberedFile] = field(default_factory=dict)
    has_changed: bool = False

    def recall(self, path: Path, name: str, what: str, make: Callable[[], Any]) -> Any:
        """The fact `what` of the file at `path`, called `name`; computed if the file is new. Raises OSError."""
        entry = self._entry(path, name)
        if what not in entry.facts:
            entry.facts[what] = make()
            self.has_changed = True
        return entry.facts[what]

    def _entry(self, path: Path, name: str) -> RememberedFile:
        stat = path.stat()
        known = self.entries.get(name)
        if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            return known
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        facts = known.facts if known and known.digest == digest else {}
        self.entries[name] = RememberedFile(stat.st_size, stat.st_mtime_ns, digest, facts)
        self.has_changed = True
        return self.entries[name]

    def know(self, stamps: Mapping[str, Stamp]) -> None:
        """Take over the digests of files that were made, so that none of them is read for its digest alone."""
        for name, stamp in stamps.items():
            self.entries.setdefault(name, RememberedFile(*stamp))

    def is_same(self, path: Path, name: str, stamp: Stamp) -> bool:
        """Whether the file at `path`, called `name`, still is what `stamp` tells of. Raises OSError."""
        stat = path.stat()
        if stat.st_size != stamp.size or stat.st_mtime_ns == stamp.mtime_ns:
            return stat.st_size == stamp.size
        return self._entry(path, name).digest == stamp.digest

    def dump(self) -> str:
        """The memory as JSON, for `loaded`."""
        rows = {name: [e.size, e.mtime_ns, e.digest, e.facts] for name, e in self.entries.items()}
        return json.dumps(
            {"format": FORMAT, "files": rows}, ensure_ascii=False, separators=(",", ":")
        )


def loaded(text: str) -> Memory:
    """The memory from the text of `dump`; an empty one for any other text."""
    try:
        whole = json.loads(text)
        rows = whole["files"] if whole["format"] == FORMAT else {}
        return Memory({str(name): RememberedFile(*_row(*row)) for name, row in rows.items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Memory()


def _row(size: object, mtime_ns: object, digest: object, facts: object) -> tuple[Any, ...]:
    if not (isinstance(size, int) and isinstance(mtime_ns, int) and isinstance(facts, dict)):
        raise TypeError
    return size, mtime_ns, str(digest), facts
