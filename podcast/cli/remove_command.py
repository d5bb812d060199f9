"""`podcast remove`."""

from __future__ import annotations

from pathlib import Path

import click

from podcast.cli.messages import tr
from podcast.cli.terminal import echo


@click.command("remove", help=tr("Delete EPISODE: its script, its files, its place in the feed."))
@click.argument("episode")
@click.option("-y", "--yes", is_flag=True, help=tr("Do not ask first."))
@click.option(
    "--encoding", metavar="NAME", default="utf-8", help=tr("How the scripts are encoded.")
)
@click.pass_obj
def command(root: Path, episode: str, yes: bool, encoding: str) -> int:
    """Say what would be deleted, ask, and delete it."""
    from podcast.cli.asking import agreed, size_of, wait
    from podcast.pipeline.removing import removal, remove

    doomed = removal(root, episode, encoding)
    echo(tr("“{title}” ({slug}):", title=doomed.title, slug=doomed.slug))
    if doomed.script:
        echo("  " + tr("its script: {path}", path=doomed.script))
    if doomed.files:
        echo("  " + tr("files in audio/: {count}, {size}", count=len(doomed.files),
                         size=size_of(doomed.size)))  # fmt: skip
    if doomed.is_out:
        echo(
            "  "
            + tr(
                "it is published: apps that have downloaded it keep it, and nobody else can get it any "
                "more"
            )
        )
    if not agreed(tr("Delete all of this?"), yes=yes):
        echo(tr("nothing was deleted"))
        return 1
    remove(root, doomed, wait, encoding)
    echo(tr("deleted; now publish audio/ again"))
    return 0
