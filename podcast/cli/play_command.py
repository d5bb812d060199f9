"""`podcast play`."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import click

from podcast import rooted
from podcast.cli.completion import EpisodeName
from podcast.cli.messages import tr
from podcast.cli.terminal import echo

PLAYERS = (
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
    ("cvlc", "--play-and-exit", "--quiet"),
    ("vlc", "--intf", "dummy", "--play-and-exit"),
    ("afplay",),
    ("mpg123", "-q"),
    ("mplayer", "-really-quiet"),
    ("play", "-q"),
)
"""Players that need no window, in order of preference, each with the options that keep it quiet."""


@click.command("play", help=tr("Play EPISODE, or its section number SECTION."))
@click.argument("episode", type=EpisodeName())
@click.argument("section", type=click.IntRange(1), required=False)
@click.pass_obj
def command(root: Path, episode: str, section: int | None) -> int:
    """Play with the first player found; without one, say where the file is."""
    from podcast.pipeline.catalog import locate

    path = locate(root, episode, section)
    program = player()
    if program is None:
        echo(tr("no player found; open this file: {path}", path=path.resolve()))
        return 0
    echo(tr("{player}: {path} (Ctrl-C stops)", player=program[0], path=path))
    if played(program, path):
        return 0
    echo(tr("{player} could not play it; is a loudspeaker connected?", player=program[0]), err=True)
    return 1


def played(program: Sequence[str], path: Path) -> bool:
    """Play a file to its end; whether that worked. What a player says of the sound card is not shown."""
    # whole, so that no name can be taken for an option
    done = subprocess.run([*program, str(path.absolute())], stderr=subprocess.PIPE, check=False)  # noqa: S603
    return done.returncode == 0 and b"failed" not in done.stderr.lower()  # ffplay fails with 0


def player() -> list[str] | None:
    """The first player installed on this machine, with its options; None if there is none."""
    for name, *options in PLAYERS:
        path = rooted.program(name)
        if path:
            return [path, *options]
    return None
