"""Episodes whose day has not come: their files stand outside of what is published, where no copy takes them.

Whatever sends `audio/` to a host leaves out what begins with a dot. So an episode that is held back is kept
below `audio/.held`, and in the build of its day its files are moved out, in the same step as the feed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from podcast.pipeline.stage import Files, Stage
from podcast.pipeline.state import HELD, State


def placed(state: State, out: Collection[str], stage: Stage) -> State:
    """The state with the files of each episode where they belong: those `out` published, all others apart.

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
    """Files of one episode, moved where they are not in their place; one made anew goes before an old one."""
    there = {path: item for path, item in files.items() if path.startswith(HELD) != is_out}
    for path, item in files.items():
        if path not in there:
            to = path.removeprefix(HELD) if is_out else HELD + path
            there[to] = replace(stage.move(path, to), made_of=item.made_of)
    return there


def _standing(audio: Path) -> Iterator[str]:
    """Every file that is kept apart, as a path below `audio/`."""
    for folder, _, names in os.walk(audio / HELD):
        for name in names:
            yield (Path(folder) / name).relative_to(audio).as_posix()
