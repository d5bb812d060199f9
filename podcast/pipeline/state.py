"""What the last build left in `audio/`, so that the next one knows what is stale.

`audio/.state.json` is a convenience, never a source of truth: without it, or with a broken one, the build
looks at everything again and finds the recordings in the cache.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from podcast.cache import write_if_changed
from podcast.model import Chapter, Citation, Episode, Person, SectionFile, Soundbite

NAME = ".state.json"
VERSION = 3


@dataclass(frozen=True, slots=True)
class Made:
    """One episode as built. `key` covers all that was read for it; `files` maps paths to (size, recipe)."""

    source: str
    key: str
    engine: str
    files: dict[str, tuple[int, str]]
    episode: dict[str, Any]
    unresolved: tuple[tuple[str, str, str], ...] = ()

    def stands(self, audio: Path) -> bool:
        """Whether every file is there with the size it was made with."""
        there = str(audio)
        return all(size_of(f"{there}/{path}") == size for path, (size, _) in self.files.items())


KEYS = tuple(one.name for one in fields(Made))
"""What is written of an episode. All of it is plain already: `asdict` would copy every chapter."""


@dataclass(frozen=True, slots=True)
class State:
    """All episodes by slug, and the key of the feed that tells of them."""

    made: dict[str, Made] = field(default_factory=dict)
    feed: str = ""

    def by_source(self, name: str) -> tuple[str, Made] | None:
        """(slug, record) of the episode that was made from the script called `name`."""
        for slug, made in self.made.items():
            if made.source == name:
                return slug, made
        return None

    def of_sources(self, names: Collection[str]) -> State:
        """This state, without the episodes whose scripts are gone."""
        kept = {slug: made for slug, made in self.made.items() if made.source in names}
        return replace(self, made=kept)

    def files_of(self, slug: str) -> dict[str, tuple[int, str]]:
        """What an earlier build wrote for an episode: path -> (size, recipe)."""
        return self.made[slug].files if slug in self.made else {}

    def with_made(self, slug: str, made: Made) -> State:
        """This state, with one episode set: the only one of its script."""
        others = {key: one for key, one in self.made.items() if one.source != made.source}
        return replace(self, made={**others, slug: made})

    def renamed(self, slug: str, source: str) -> State:
        """This state, with an episode as made from the script called `source`, if it was made at all."""
        made = self.made.get(slug)
        return self.with_made(slug, replace(made, source=source)) if made else self


def size_of(path: str | Path) -> int:
    """Bytes of a file; -1 where there is none."""
    try:
        return os.stat(path).st_size  # not Path.stat: a build asks this of every file there is
    except OSError:
        return -1


def load(audio: Path) -> State:
    """The state the last build left; an empty one if there is none or it cannot be read."""
    try:
        raw = json.loads((audio / NAME).read_text("utf-8"))
        if raw["version"] != VERSION:
            return State()
        made = {slug: _made(one) for slug, one in raw["made"].items()}
        return State(made, raw["feed"])
    except (OSError, ValueError, KeyError, TypeError):
        return State()


def _made(raw: dict[str, Any]) -> Made:
    files = {path: (size, recipe) for path, (size, recipe) in raw["files"].items()}
    unresolved = tuple((one[0], one[1], one[2]) for one in raw["unresolved"])
    return Made(**{**raw, "files": files, "unresolved": unresolved})


def save(audio: Path, state: State) -> None:
    """Write the state, whole or not at all."""
    made = {slug: {key: getattr(one, key) for key in KEYS} for slug, one in state.made.items()}
    raw = {"version": VERSION, "made": made, "feed": state.feed}
    write_if_changed(audio / NAME, json.dumps(raw, ensure_ascii=False).encode())


@dataclass(slots=True)
class Keeper:
    """Writes the state as it grows: once a second, so that hundreds of episodes do not each write all, and
    a build that is killed loses no more than that. `kept` is what the file holds."""

    audio: Path
    kept: State
    due: float = 0.0

    def grown(self, state: State) -> None:
        """Write the state, if it has not been for a second."""
        if time.monotonic() >= self.due:
            self.end(state)
            self.due = time.monotonic() + 1

    def end(self, state: State) -> None:
        """Write the state, if it is not what the file holds."""
        if state != self.kept:
            save(self.audio, state)
            self.kept = state


def freeze(episode: Episode) -> dict[str, Any]:
    """An episode as JSON; its cues stay in the transcript."""
    raw = asdict(replace(episode, cues=()))
    return {**raw, "published": episode.published.isoformat()}


def thaw(raw: dict[str, Any]) -> Episode:
    """`freeze` undone."""
    return Episode(
        **{
            **raw,
            "published": dt.datetime.fromisoformat(raw["published"]),
            "chapters": tuple(Chapter(**one) for one in raw["chapters"]),
            "sections": tuple(SectionFile(**one) for one in raw["sections"]),
            "person": tuple(Person(**one) for one in raw["person"]),
            "soundbites": tuple(Soundbite(**one) for one in raw["soundbites"]),
            "notes": tuple(raw["notes"]),
            "citations": tuple(Citation(**one) for one in raw["citations"]),
            "cues": (),
        }
    )
