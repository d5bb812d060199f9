"""Publishes the results of a build in one step: staged below `audio/.stage`, then moved, with a journal.

Media files and the feed that states their lengths must change together. So nothing is written in place: files
are staged, flushed to disk and listed in a journal; once the journal is written, the step is committed. Then
the files are moved, the feed right after the files it describes. A build killed in between leaves the journal,
and the next start completes the moves; killed earlier, it leaves staged files without a journal, which the
next start deletes.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import stat
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from podcast.cache import replacing, unwritable
from podcast.errors import InputError
from podcast.interrupts import deferred
from podcast.pipeline.flushing import Flusher, at_once, flush
from podcast.rooted import clear_way, is_own, read, remove, solid
from podcast.structs import Frozen, Mutable, field, replace

FOLDER, NEW, OLD, JOURNAL = ".stage", "new", "old", "journal.json"


class Stood(Frozen):
    """A file as it was made: size (bytes), modification time (ns), SHA-256, and the hash of its ingredients."""

    size: int
    time: int
    digest: str
    made_of: str = ""


Files: TypeAlias = dict[str, Stood]
"""Path below `audio/` → the file there."""


def standing(folder: Path, path: str, known: Stood, *, links: bool = False) -> Stood | None:
    """`known` with the file's present time, if its content is unchanged; else None.

    Size and time are compared first; only a file touched since is read. Links do not count, unless `links`.
    """
    place = f"{folder}/{path}"
    try:
        stat_ = os.stat(
            place, follow_symlinks=links
        )  # faster than Path.stat, and a build calls it for every file
        if not stat.S_ISREG(stat_.st_mode) or stat_.st_size != known.size:
            return None
        if stat_.st_mtime_ns == known.time:
            return known
        same = digest_of(Path(place)) == known.digest
    except OSError:
        return None
    return replace(known, time=stat_.st_mtime_ns) if same else None


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Stage(Mutable):
    """Files made for `audio` but not yet moved there, and files to delete once the others are."""

    audio: Path
    files: Files = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    flusher: Flusher = field(default_factory=Flusher)

    def put(self, path: str, write: Callable[[BinaryIO], object], made_of: str = "") -> Stood:
        """Stage a file for `path`. Raises OutputError, and what `write` raises."""
        target = self._place(path)
        with replacing(target) as out:
            write(out)
        made = target.stat()
        stood = Stood(made.st_size, made.st_mtime_ns, digest_of(target), made_of)
        self.gone.discard(path)
        if there := standing(self.audio, path, replace(stood, time=-1)):  # only the state was lost
            target.unlink()
            self.files.pop(path, None)
            return there
        self.files[path] = stood
        self.flusher.begin(target)
        return stood

    def keep(self, path: str, data: bytes, known: Stood | None) -> Stood:
        """Stage `data` for `path`, unless the file there already has it."""
        if known and known.digest == hashlib.sha256(data).hexdigest():
            there = standing(self.audio, path, known)
            if there:
                self.files.pop(path, None)
                return there
        return self.put(path, lambda out: out.write(data))

    def move(self, path: str, to: str) -> Stood:
        """Stage the file at `path`, staged or published, for `to`. Raises OutputError."""
        staged = self.files.pop(path, None)
        self.leave(path)
        if staged is None:
            with (self.audio / path).open("rb") as file:
                return self.put(to, partial(shutil.copyfileobj, file))
        target = self._place(to)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self._place(path), target)
        self.gone.discard(to)
        self.files[to] = staged
        return staged

    def text(self, path: str) -> str:
        """The text of the file at `path`, staged or published; "" if it is missing or not text."""
        place = f"{FOLDER}/{NEW}/{path}" if path in self.files else path
        try:
            return read(self.audio, place).decode("utf-8")
        except (InputError, OSError, UnicodeDecodeError):
            return ""

    def leave(self, path: str) -> None:
        """Schedule `path` for deletion, once the feed no longer refers to it."""
        if path not in self.files:
            self.gone.add(path)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what was staged for an episode that then failed."""
        for path in paths:
            self.files.pop(path, None)

    def commit(self) -> None:
        """Publish everything in one step. Raises OutputError, with nothing moved unless a disk fails midway."""
        if not self.files and not self.gone:
            return
        order = sorted(self.files, key=self._turn)
        try:
            self._make_ready(order)
            with deferred():
                _write_journal(self.audio, order, sorted(self.gone))
                _move(self.audio, order, sorted(self.gone))
        except OSError as error:
            raise unwritable(Path(os.fsdecode(error.filename or self.audio)), error) from error
        self.files, self.gone = {}, set()

    def drop(self) -> None:
        """Discard everything staged, unless a step is committed: the next start will complete that."""
        self.files, self.gone = {}, set()
        self.flusher.stop()
        if (self.audio / FOLDER / JOURNAL).exists():
            return
        with suppress(OSError):
            shutil.rmtree(self.audio / FOLDER)

    def _place(self, path: str) -> Path:
        return self.audio / FOLDER / NEW / path

    def _turn(self, path: str) -> tuple[int, str, bool]:
        """Sort key of the moves: new files first (nothing refers to them yet), a feed right after its files."""
        if path == ".state.json":
            return 9, path, False
        if path.endswith("feed.xml"):
            section = re.fullmatch(r"([^/]+)/feed\.xml", path)
            return (4, section[1], True) if section else (8, path, path == "feed.xml")
        if not os.path.lexists(self.audio / path):
            return 1, path, False
        if numbered := re.fullmatch(r"([^/]+)/\d+\.mp3", path):
            return 4, numbered[1], False
        return (7 if "/" not in path and path.endswith(".mp3") else 3), path, False

    def _make_ready(self, order: Sequence[str]) -> None:
        """Do all that can fail before anything is moved: flush the bytes, create folders and check access."""
        self.flusher.end(map(self._place, order))
        for path in order:
            folder = clear_way(self.audio, path).parent
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def begin(audio: Path) -> Stage:
    """An empty stage, after completing the step a killed build had committed, or deleting its leftovers."""
    try:
        for name in (FOLDER, ".clips"):
            if (audio / name).is_symlink() or (
                (audio / name).exists() and not (audio / name).is_dir()
            ):
                solid(audio / name)
        moves, gone = _journal(audio)
        _move(audio, moves, gone)
    except OSError as error:
        raise unwritable(Path(os.fsdecode(error.filename or audio)), error) from error
    return Stage(audio)


def _write_journal(audio: Path, moves: list[str], gone: list[str]) -> None:
    text = json.dumps([moves, gone], ensure_ascii=True)
    sealed = json.dumps({"seal": hashlib.sha256(text.encode()).hexdigest(), "steps": text})
    path = audio / FOLDER / JOURNAL
    with replacing(path) as out:
        out.write(sealed.encode())
        out.flush()
        os.fsync(out.fileno())
    flush(path.parent)


def _journal(audio: Path) -> tuple[list[str], list[str]]:
    """(paths to move, paths to delete) of a committed step; empty if there is none or it is damaged."""
    try:
        raw = json.loads((audio / FOLDER / JOURNAL).read_bytes())
        if hashlib.sha256(raw["steps"].encode()).hexdigest() != raw["seal"]:
            return [], []
        moves, gone = json.loads(raw["steps"])
        own = all(isinstance(one, str) and is_own(one) for one in (*moves, *gone))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [], []
    return (moves, gone) if own else ([], [])


def _move(audio: Path, moves: Sequence[str], gone: Iterable[str]) -> None:
    """Make the remaining moves in order, then empty the stage."""
    folder = audio / FOLDER
    ready = [(str(folder / NEW / path), str(clear_way(audio, path))) for path in moves]
    _hold(folder / OLD, [target for _, target in ready])
    if not (_replaces(ready) and _moved_apart(ready)):
        _rename(ready)
    at_once(flush, {Path(target).parent for _, target in ready})
    for path in gone:
        remove(audio, path)
    if folder.is_dir():
        (folder / JOURNAL).unlink(missing_ok=True)
        with suppress(OSError):
            at_once(Path.unlink, list((folder / OLD).iterdir()))
            at_once(Path.rmdir, [place for place in (folder / NEW).iterdir() if place.is_dir()])
        shutil.rmtree(folder, ignore_errors=True)


Moves: TypeAlias = Sequence[tuple[str, str]]
"""(from, to): plain text, so that nothing is worked out between two of them."""


def _hold(folder: Path, targets: Iterable[str]) -> None:
    """Link the files that the moves replace, so that no move has to free their blocks.

    That takes a disk milliseconds, in which a feed and a file would not agree; a move takes microseconds.
    """
    replaced = list(filter(os.path.lexists, targets))
    if replaced:
        folder.mkdir(exist_ok=True)
    for number, target in enumerate(replaced):
        with suppress(OSError):  # a file system without links
            os.link(target, folder / str(number), follow_symlinks=False)


def _rename(ready: Moves) -> None:
    for staged, target in ready:
        with suppress(FileNotFoundError):  # moved before the build was killed
            os.replace(staged, target)


def _replaces(ready: Moves) -> bool:
    """Whether media that a feed refers to is replaced: no other moves have an order that matters."""
    return any(target.endswith(".mp3") and os.path.lexists(target) for _, target in ready)


def _moved_apart(ready: Moves) -> bool:
    """Make the moves in a child process with a session of its own; False if there is none or it failed.

    Whoever kills the build, its group or its terminal does not kill the child, so moves that have begun are
    completed. It only makes system calls, and holds the lock on `audio/` until it is done.
    """
    if not hasattr(os, "fork"):
        return False
    try:
        with warnings.catch_warnings():  # about threads; the child uses none
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
    except OSError:
        return False
    if child:
        return os.waitpid(child, 0)[1] == 0
    failed = 1
    try:
        os.setsid()
        _rename(ready)
        failed = 0
    finally:
        os._exit(failed)
