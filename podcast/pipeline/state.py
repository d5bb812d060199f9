"""The record of the last build in `audio/`, by which the next one knows what is stale.

`audio/.state.json` is a convenience, never a source of truth: if it is missing or broken, the build examines
everything again and finds the recordings in the cache. A digest seals it, so that a damaged file is ignored;
and because it may come from a stranger, paths that lead out of `audio/` are rejected.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Collection
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from podcast.errors import InputError
from podcast.model import Chapter, Citation, Episode, Person, SectionFile, Soundbite
from podcast.pipeline.doubts import Placed, plain
from podcast.pipeline.stage import Files, Stood, standing
from podcast.rooted import MEGABYTE, is_own, read
from podcast.structs import Frozen, asdict, field, field_names, replace

NAME = ".state.json"
VERSION = 9
HELD = ".held/"
"""Files of scheduled episodes are kept below it, under the paths they will have."""

LARGEST = 512 * MEGABYTE


class Made(Frozen):
    """One episode as built. `key` covers everything it was made from except `inputs`: the author's own files,
    by name, which are compared by size and time first."""

    source: str
    key: str
    engine: str
    files: Files
    episode: dict[str, Any]
    unresolved: tuple[tuple[str, str, str], ...] = ()
    inputs: Files = field(default_factory=dict)
    doubts: tuple[Placed, ...] = ()
    cast: tuple[str, ...] = ()
    """The voices the script asks for by name."""
    lexicon: str = ""
    """Hash of the author's lexicon as it was when the episode was last examined."""
    entries: str = ""
    """Hash of those of its entries that may match in the episode."""

    def standing(self, root: Path) -> Made | None:
        """This record with its files' present times; None if one of them has changed."""
        files = _all_standing(root / "audio", self.files)
        inputs = _all_standing(root, self.inputs, links=True)
        if files is None or inputs is None:
            return None
        same = files == self.files and inputs == self.inputs
        return self if same else replace(self, files=files, inputs=inputs)


def _all_standing(folder: Path, known: Files, *, links: bool = False) -> Files | None:
    present = {}
    for path, item in known.items():
        now = standing(folder, path, item, links=links)
        if now is None:
            return None
        present[path] = now
    return present


KEYS = field_names(Made)
"""The fields saved for an episode. They are plain values already: `asdict` would copy every chapter."""


class State(Frozen):
    """All episodes by slug, the key of the feed that lists them, and the `pages` around it.

    `guid` and `feed_url` are the show's, in case `published.toml` is lost.
    """

    made: dict[str, Made] = field(default_factory=dict)
    feed: str = ""
    pages: Files = field(default_factory=dict)
    guid: str = ""
    feed_url: str = ""

    def by_source(self, name: str) -> tuple[str, Made] | None:
        """(slug, record) of the episode made from the script named `name`."""
        for slug, made in self.made.items():
            if made.source == name:
                return slug, made
        return None

    def of_sources(self, names: Collection[str]) -> State:
        """This state, limited to episodes of these scripts."""
        kept = {slug: made for slug, made in self.made.items() if made.source in names}
        return replace(self, made=kept)

    def files_of(self, slug: str) -> Files:
        """The files an earlier build wrote for an episode."""
        return self.made[slug].files if slug in self.made else {}

    def with_made(self, slug: str, made: Made) -> State:
        """This state, with one episode replaced, as the only one of its script."""
        others = {key: item for key, item in self.made.items() if item.source != made.source}
        return replace(self, made={**others, slug: made})

    def renamed(self, slug: str, source: str) -> State:
        """This state, with an episode, if it was made at all, assigned to the script named `source`."""
        made = self.made.get(slug)
        return self.with_made(slug, replace(made, source=source)) if made else self


def size_of(path: str | Path) -> int:
    """The size of a file in bytes; -1 if it does not exist."""
    try:
        return os.stat(path).st_size
    except OSError:
        return -1


def load(audio: Path) -> State:
    """The state of the last build; an empty one if there is none or it cannot be trusted."""
    try:
        seal, _, body = read(audio, NAME, LARGEST).partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != seal:
            return State()
        raw = json.loads(body)
        if raw["version"] != VERSION:
            return State()
        made = {slug: _made(slug, item) for slug, item in raw["made"].items()}
        words = [str(raw[name]) for name in ("feed", "guid", "feed_url")]
        return State(made, words[0], _files(raw["pages"], ""), words[1], words[2])
    except (
        InputError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        return State()


def _made(slug: str, raw: dict[str, Any]) -> Made:
    """Parse one record. Raises ValueError, LookupError or TypeError if the program cannot have written it."""
    if not is_own(slug) or "/" in slug or set(raw) != set(KEYS):
        raise ValueError(slug)
    unresolved = tuple((str(entry[0]), str(entry[1]), str(entry[2])) for entry in raw["unresolved"])
    words = {name: str(raw[name]) for name in ("source", "key", "engine", "lexicon", "entries")}
    thaw(raw["episode"])
    if raw["episode"]["slug"] != slug:
        raise ValueError(slug)
    files, inputs = _files(raw["files"], slug), _files(raw["inputs"], "script")
    return Made(
        **words,
        files=files,
        episode=raw["episode"],
        unresolved=unresolved,
        inputs=inputs,
        doubts=plain(raw["doubts"]),
        cast=tuple(map(str, raw["cast"])),
    )


def _files(raw: dict[str, Any], below: str) -> Files:
    """The files of the episode `below`; every path is checked to stay below it."""
    files = {}
    for path, (size, time, digest, made_of) in raw.items():
        bare = path.removeprefix(HELD)
        if not is_own(path) or not (
            f"{bare}/".startswith(f"{below}/") or bare == f"{below}.mp3" or not below
        ):
            raise ValueError(path)
        files[path] = Stood(int(size), int(time), str(digest), str(made_of))
    return files


def dump(state: State) -> bytes:
    """The file's bytes: a digest, and below it the state as JSON."""
    made = {slug: _plain(item) for slug, item in state.made.items()}
    raw = {"version": VERSION, "made": made, "feed": state.feed, "pages": _rows(state.pages)}
    raw |= {"guid": state.guid, "feed_url": state.feed_url}
    body = json.dumps(raw, ensure_ascii=True).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _plain(made: Made) -> dict[str, Any]:
    raw = {key: getattr(made, key) for key in KEYS}
    return raw | {"files": _rows(made.files), "inputs": _rows(made.inputs)}


def _rows(files: Files) -> dict[str, list[object]]:
    return {path: [item.size, item.time, item.digest, item.made_of] for path, item in files.items()}


def freeze(episode: Episode) -> dict[str, Any]:
    """An episode as JSON values, without its cues, which are in the transcript."""
    raw = asdict(replace(episode, cues=()))
    return {**raw, "published": episode.published.isoformat()}


def thaw(raw: dict[str, Any]) -> Episode:
    """The inverse of `freeze`. Raises ValueError, KeyError or TypeError for what `freeze` cannot have made."""
    lists = {
        "chapters": Chapter,
        "sections": SectionFile,
        "person": Person,
        "soundbites": Soundbite,
        "citations": Citation,
    }
    inner = {name: tuple(_checked(kind, one) for one in raw[name]) for name, kind in lists.items()}
    inner["notes"] = tuple(map(str, raw["notes"]))
    date = dt.datetime.fromisoformat(raw["published"])
    if date.tzinfo is None:
        raise ValueError(raw["published"])
    episode: Episode = _checked(Episode, {**raw, **inner, "published": date, "cues": ()})
    return episode


def _checked(kind: type[Any], raw: dict[str, Any]) -> Any:
    """A thing with these fields, if each has its type."""
    for name, allowed in _types(kind).items():  # type: ignore[arg-type] # a class is hashable
        value = raw.get(name)
        if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
            raise TypeError(name)
    return kind(**raw)


@cache
def _types(kind: type[Any]) -> dict[str, tuple[type, ...]]:
    """The types allowed for each field, at the top level only: of a tuple, just that it is one."""
    return {name: _plain_types(hint) for name, hint in get_type_hints(kind).items()}


def _plain_types(hint: Any) -> tuple[type, ...]:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return tuple(one for part in get_args(hint) for one in _plain_types(part))
    if origin is Literal:
        return (str,)
    return (origin or hint,)
