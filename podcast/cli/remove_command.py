"""`podcast remove`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli.completion import EpisodeName
from podcast.cli.messages import tr
from podcast.cli.terminal import echo

if TYPE_CHECKING:
    from podcast.pipeline.removing import Removal


@click.command(
    "remove", help=tr("Delete each EPISODE: its script, its files, its place in the feed.")
)
@click.argument("episodes", nargs=-1, required=True, metavar="EPISODE…", type=EpisodeName())
@click.option("-y", "--yes", is_flag=True, help=tr("Do not ask first."))
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.pass_obj
def command(root: Path, episodes: tuple[str, ...], yes: bool, encoding: str) -> int:
    """Say what would be deleted, ask, and delete it."""
    from podcast.cli.asking import agreed, wait
    from podcast.pipeline.removing import removals, remove

    doomed = removals(root, episodes, encoding)
    for one in doomed:
        echo("\n".join(_lines(one)))
    if not agreed(tr("Delete all of this?"), yes=yes):
        echo(tr("nothing was deleted"))
        return 1
    remove(root, doomed, wait, encoding)
    is_out = any(one.is_out for one in doomed)
    echo(tr("deleted; now publish audio/ again") if is_out else tr("deleted"))
    return 0


def _lines(doomed: Removal) -> Iterator[str]:
    from podcast.cli.asking import size_of

    yield tr("“{title}” ({slug}):", title=doomed.title, slug=doomed.slug)
    if doomed.script:
        yield "  " + tr("its script: {path}", path=doomed.script)
    if doomed.files:
        count, size = len(doomed.files), size_of(doomed.size)
        yield "  " + tr("files in audio/: {count}, {size}", count=count, size=size)
    if doomed.is_out:
        yield "  " + tr(
            "it is published: apps that have downloaded it keep it, and nobody else can get it any more"
        )
