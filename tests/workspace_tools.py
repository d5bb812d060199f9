"""A small podcast root for tests, and what is needed to look at what was built from it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from podcast import cover
from podcast.pipeline.events import Event
from podcast.pipeline.freshness import Options
from podcast.pipeline.report import Report
from podcast.pipeline.run import build

SCRIPT = """\
# أول حلقة

## الباب الأول

هذه جملة أولى، وفيها وقفة. وهذه جملة ثانية.

## الباب الثاني

جملة واحدة لا غير.

## الباب الثالث

وهذه خاتمة الحلقة.
"""


PICTURES = {one: cache(getattr(cover, one)) for one in ("draw", "small")}
"""A picture depends on its words alone, and most roots here have the same."""


@contextmanager
def unhurried() -> Iterator[None]:
    """Pictures that an earlier root had are not drawn again; what a test has put in their place stays. And
    nothing waits for the disk, since no machine loses its power here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        for name, remembered in PICTURES.items():
            if getattr(cover, name) is remembered.__wrapped__:
                patch.setattr(cover, name, remembered)
        yield


@dataclass
class Root:
    """A root on disk. `events` holds the last build's events, `firsts` what opens each section."""

    path: Path
    events: list[Event] = field(default_factory=list)
    firsts: list[str] = field(default_factory=list)

    @property
    def audio(self) -> Path:
        return self.path / "audio"

    def write(self, name: str, text: str) -> Path:
        target = self.path / "script" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def build(self, *episodes: str, **options: object) -> Report:
        """In this process unless `jobs` is given: starting workers takes longer than the tones do."""
        self.events.clear()
        asked = Options(episodes=episodes, **{"jobs": 1, **options})  # type: ignore[arg-type]
        with unhurried():
            return build(self.path, asked, self.events.append)

    def of(self, kind: type) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def digests(self) -> dict[str, str]:
        """Every published file with the hash of its bytes; dot files are the program's own."""
        return {
            str(path.relative_to(self.audio)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.audio.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.parts)
        }


def root_at(path: Path, engine: str = "tones", **settings: str) -> Root:
    """A root with one episode of three sections and the tones voice."""
    root = Root(path)
    lines = [f'{key} = "{value}"' for key, value in settings.items()]
    root.write(
        "show.toml", "\n".join(['title = "برنامج"', *lines, f'[voice]\nengine = "{engine}"\n'])
    )
    root.write("2025-03-01-first.md", SCRIPT)
    return root


BUILT: dict[str, Path] = {}
SHELF = tempfile.TemporaryDirectory(prefix="built-")


def built(root: Root) -> Root:
    """The root with its `audio/`, made by a build, or copied from one of the same scripts and settings."""
    scripts = sorted((root.path / "script").rglob("*"))
    digest = hashlib.sha256()
    for path in scripts:
        digest.update(f"{path.relative_to(root.path)}\0".encode() + path.read_bytes() + b"\0")
    key = digest.hexdigest()
    if key not in BUILT:
        assert not root.build().failed
        BUILT[key] = shutil.copytree(root.path, Path(SHELF.name) / key)
    else:
        shutil.copytree(BUILT[key], root.path, dirs_exist_ok=True)
    return root


def is_root_user() -> bool:
    """Whether this process may write anywhere, so that a read-only folder proves nothing."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
