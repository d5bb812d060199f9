"""The command `podcast`, called in this process or started in one of its own: words and exit code are the same.

A process costs ten times as much, most of it for loading what this one has loaded already. It is for what only
a process shows: its streams, signals and environment, how it ends, what it loads.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from workspace_tools import Root, unhurried

from podcast import cli
from podcast.cli import messages


def called(root: Root | Path | None, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """`podcast -C root …` from argv to exit code; without a root, in the current folder."""
    out, err = io.StringIO(), io.StringIO()
    argv = ["podcast", *_within(root), *_without_workers(arguments)]
    with pytest.MonkeyPatch.context() as patch, unhurried():
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", argv)
        messages.language.cache_clear()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
            cli.main()
    messages.language.cache_clear()
    return CompletedProcess(argv, int(end.value.code or 0), out.getvalue(), err.getvalue())


def started(
    root: Root | Path, *arguments: str, before: Sequence[str] = (), **environment: str
) -> CompletedProcess[str]:
    """`podcast -C root …` in a process of its own, as from a shell; `before` is a command that starts it."""
    command = [*before, sys.executable, "-m", "podcast", *_within(root)]
    known = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        [*command, *_without_workers(arguments)],
        capture_output=True,
        text=True,
        env=known,
        check=False,
        timeout=120,
    )


def on_one_processor() -> list[str]:
    """What to put before a command that cannot be told how many workers to start: it starts none then."""
    taskset = shutil.which("taskset")
    if taskset is None:
        return []
    processors = sorted(os.sched_getaffinity(0))
    return [taskset, "-c", str(processors[os.getpid() % len(processors)])]


def _within(root: Root | Path | None) -> list[str]:
    folder = root.path if isinstance(root, Root) else root
    return ["-C", str(folder)] if folder else []


def _without_workers(arguments: tuple[str, ...]) -> list[str]:
    """Starting workers takes longer than tones do, so a test that is about them says how many."""
    is_build = arguments[:1] == ("build",) and "--jobs" not in arguments
    return [*arguments[:1], "--jobs", "1", *arguments[1:]] if is_build else list(arguments)
