"""Scheduled episodes: their files are kept outside what is published until their date.

Every way of publishing `audio/` leaves out names that begin with a dot. So an episode that is held back is
kept below `audio/.held`; the build on its date moves its files out, in the same step as the feed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from podcast.pipeline.stage import Files, Stage
from podcast.pipeline.state import HELD, State
from podcast.structs import replace


def placed(state: State, out: Collection[str], stage: Stage) -> State:
    """The state with each episode's files where they belong: those in `out` published, all others held back.

    Raises OutputError.
    """
    for slug, made in list(state.made.items()):
        files = _placed(made.files, slug in out, stage)
        if files != made.files:
            state = state.with_made(slug, replace(made, files=files))
    known = {path for made in state.made.values() for path in made.files}
    for path in _standing(stage.audio):
        if path not in known:
            stage.leave(path)
    return state


def _placed(files: Files, is_out: bool, stage: Stage) -> Files:
    """The files of one episode, moved if they are in the wrong place; a new file takes precedence."""
    there = {path: item for path, item in files.items() if path.startswith(HELD) != is_out}
    for path, item in files.items():
        if path not in there:
            to = path.removeprefix(HELD) if is_out else HELD + path
            there[to] = replace(stage.move(path, to), made_of=item.made_of)
    return there


def _standing(audio: Path) -> Iterator[str]:
    """Every file that is held back, as a path below `audio/`."""
    for folder, _, names in os.walk(audio / HELD):
        for name in names:
            yield (Path(folder) / name).relative_to(audio).as_posix()
